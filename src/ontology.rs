//! The Turtle files of `ontology/`, built into the program, and their graph.
//!
//! The parser's lexicon and the store read the same files; `--ontology FILE` adds a user's own.

use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, NamedNode, Term, Triple};

use crate::error::{Error, one_line};
use crate::lexicon::{self, Scheme};

pub use crate::lexicon::{BASE, NS};

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        /// Every file of `ontology/`, by its path in that folder, with its text.
        pub const SOURCES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../ontology/", $name)))),*];
    };
}

sources![
    "gongbao.ttl",
    "labels.ttl",
    "actions.ttl",
    "targets.ttl",
    "offences.ttl",
    "agency-kinds.ttl",
    "agency-titles.ttl",
    "kinds-across.ttl",
    "agencies.ttl",
    "agencies-hk-mo-tw.ttl",
    "agencies-hispanic.ttl",
    "agencies-japan.ttl",
    "agencies-across.ttl",
    "agencies-world.ttl",
    "agencies-more.ttl",
    "units.ttl",
    "places.ttl",
    "wikidata.ttl",
    "subdivisions.ttl",
    "subdivisions-america.ttl",
    "subdivisions-across.ttl",
    "subdivisions-world.ttl",
    "cities.ttl",
    "cities-abroad.ttl",
    "cities-hispanic.ttl",
    "cities-tw.ttl",
    "cities-japan.ttl",
    "places-world.ttl",
    "decoys.ttl",
    "campaigns.ttl",
    "campaigns-across.ttl",
    "motifs.ttl",
    "motifs-law.ttl",
    "motifs-more.ttl",
    "laws.ttl",
    "laws-hk-mo-tw.ttl",
    "laws-japan.ttl",
    "laws-across.ttl",
    "laws-more.ttl",
    "posts.ttl",
    "en/actions.ttl",
    "en/targets.ttl",
    "en/offences.ttl",
    "en/agencies.ttl",
    "en/demonyms.ttl",
    "es/actions.ttl",
    "es/targets.ttl",
    "es/offences.ttl",
    "es/units.ttl",
    "es/places.ttl",
    "es/demonyms.ttl",
    "es/agencies.ttl",
    "es/bodies.ttl",
    "es/posts.ttl",
    "es/campaigns.ttl",
    "es/laws.ttl",
    "zh/actions.ttl",
    "zh/hant.ttl",
    "zh/targets.ttl",
    "zh/offences.ttl",
    "zh/agencies.ttl",
    "zh/police.ttl",
    "zh/prosecution.ttl",
    "zh/courts.ttl",
    "zh/regulators.ttl",
    "zh/told.ttl",
    "zh/daily.ttl",
    "zh/public.ttl",
    "zh/hant-actions.ttl",
    "zh/hant-targets.ttl",
    "zh/hant-offences.ttl",
    "zh/hant-names.ttl",
    "ja/actions.ttl",
    "ja/targets.ttl",
    "ja/offences.ttl",
    "ja/campaigns.ttl",
    "ja/laws.ttl",
    "ja/units.ttl",
    "ja/places.ttl",
    "ja/agencies.ttl",
    "ja/bodies.ttl",
    "ja/posts.ttl",
    "ja/decoys.ttl",
];

/// The triples of the built-in ontology, as the build parsed them (see `build/ontology.rs` for the form of the lines).
pub fn builtin() -> Vec<Triple> {
    const LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/ontology.tsv"));
    let mut triples = Vec::with_capacity(LINES.len() / 24);
    let (mut subject, mut property) = ("", "");
    for line in LINES.lines() {
        let mut fields = line.splitn(3, '\t');
        let (Some(s), Some(p), Some(object)) = (fields.next(), fields.next(), fields.next()) else { continue };
        subject = if s.is_empty() { subject } else { s };
        property = if p.is_empty() { property } else { p };
        let node = NamedNode::new_unchecked;
        if let Some(object) = self::object(object) {
            triples.push(Triple::new(node(subject), node(property), object));
        }
    }
    triples
}

fn object(field: &str) -> Option<Term> {
    let (kind, rest) = field.split_at_checked(1)?;
    Some(match kind {
        "<" => NamedNode::new_unchecked(rest).into(),
        "@" => {
            let (language, text) = rest.split_once('\t')?;
            Literal::new_language_tagged_literal_unchecked(text, language).into()
        }
        "^" => {
            let (datatype, text) = rest.split_once('\t')?;
            Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)).into()
        }
        _ => Literal::new_simple_literal(rest).into(),
    })
}

/// The triples of a user's Turtle file.
///
/// # Errors
/// When the file cannot be read, or is not Turtle; the error names file, line and column.
pub fn read(path: &Path) -> Result<Vec<Triple>, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let name = path.display().to_string();
    // Editors of Windows begin a file with a mark of its encoding.
    let triples = parse(&name, bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes))?;
    match triples.iter().find_map(faulty_label) {
        Some(label) => Err(Error::Label { name, label }),
        None => Ok(triples),
    }
}

/// What keeps a label of a concept from being a word of a language: told here, because it would be passed over in
/// silence, or found between any two words.
fn faulty_label(triple: &Triple) -> Option<String> {
    let (scheme, id, literal) = lexicon::label_of(triple)?;
    let text = literal.value();
    let shown: String = one_line(text).chars().take(40).collect();
    let fault = if text.trim().is_empty() {
        "is empty; hint: write a word into it"
    } else if scheme != Scheme::Unit && !text.chars().any(char::is_alphanumeric) {
        "has no letter; hint: write a word into it"
    } else if literal.language().is_none() {
        "has no language; hint: add its tag, such as @en or @zh-Hans"
    } else {
        return None;
    };
    Some(format!("the label {shown:?} of {}{id} {fault}", scheme.path()))
}

fn parse(name: &str, bytes: &[u8]) -> Result<Vec<Triple>, Error> {
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(bytes)
        .map(|quad| quad.map(Triple::from).map_err(|e| Error::ontology(name, &e)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_keeps_every_triple() {
        let parsed = SOURCES.iter().flat_map(|(name, text)| parse(name, text.as_bytes()).unwrap());
        let parsed: std::collections::BTreeSet<String> = parsed.map(|t| t.to_string()).collect();
        assert_eq!(builtin().iter().map(ToString::to_string).collect::<std::collections::BTreeSet<_>>(), parsed);
    }

    #[test]
    fn labels_that_can_be_no_words_are_told() {
        let fault = |label: &str| {
            let text = format!("<{BASE}action/arrest> <http://www.w3.org/2004/02/skos/core#hiddenLabel> {label} .");
            parse("more.ttl", text.as_bytes()).unwrap().iter().find_map(faulty_label)
        };
        for label in ["\"nab\"@en", "\"归案\"@zh-Hans", "\"110\"@en"] {
            assert_eq!(fault(label), None, "{label}");
        }
        for (label, part) in [
            ("\"\"@en", "\"\" of action/arrest is empty"),
            ("\" \"@en", "is empty"),
            ("\", \"@en", "has no letter"),
            ("\"。\"@zh-Hans", "has no letter"),
            ("\"nab\"", "has no language"),
        ] {
            assert!(fault(label).is_some_and(|f| f.contains(part)), "{label}");
        }
        assert!(
            SOURCES
                .iter()
                .all(|(n, text)| !parse(n, text.as_bytes()).unwrap().iter().any(|t| faulty_label(t).is_some()))
        );
    }

    #[test]
    fn every_file_of_the_folder_is_registered() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
        for entry in walkdir::WalkDir::new(&root) {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|e| e == "ttl") && entry.file_name() != "shapes.ttl" {
                let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                assert!(SOURCES.iter().any(|(n, _)| *n == name), "help: add {name:?} to `sources!` in src/ontology.rs");
            }
        }
    }
}
