//! The Turtle files of `ontology/`, built into the program, and their graph.
//!
//! The parser's lexicon and the store read the same files; `--ontology FILE` adds a user's own.

use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Triple;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::error::Error;

/// The namespace of classes and properties.
pub const NS: &str = "https://w3id.org/gongbao/ns#";
/// The namespace of concepts, and the default base of data IRIs.
pub const BASE: &str = "https://w3id.org/gongbao/";

macro_rules! sources {
    ($($name:literal),* $(,)?) => {
        /// Every file of `ontology/`, by its path in that folder, with its text.
        pub const SOURCES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../ontology/", $name)))),*];
    };
}

sources![
    "gongbao.ttl",
    "actions.ttl",
    "targets.ttl",
    "offences.ttl",
    "agency-kinds.ttl",
    "agency-titles.ttl",
    "agencies.ttl",
    "units.ttl",
    "places.ttl",
    "subdivisions.ttl",
    "cities.ttl",
    "cities-abroad.ttl",
    "decoys.ttl",
    "campaigns.ttl",
    "laws.ttl",
    "posts.ttl",
    "en/actions.ttl",
    "en/targets.ttl",
    "en/offences.ttl",
    "en/agencies.ttl",
    "en/demonyms.ttl",
    "zh/actions.ttl",
    "zh/targets.ttl",
    "zh/offences.ttl",
    "zh/agencies.ttl",
    "zh/police.ttl",
    "zh/prosecution.ttl",
    "zh/regulators.ttl",
    "zh/public.ttl",
];

/// The triples of the built-in ontology.
///
/// # Panics
/// When a built-in file is not Turtle: a fault of the build, found by the tests.
pub fn builtin() -> Vec<Triple> {
    // The files are read side by side, since reading them one after the other is most of the time to start.
    let files: Vec<Vec<Triple>> = SOURCES
        .par_iter()
        .map(|(name, text)| parse(name, text.as_bytes()).expect("the built-in ontology is Turtle"))
        .collect();
    files.into_iter().flatten().collect()
}

/// The triples of a user's Turtle file.
///
/// # Errors
/// When the file cannot be read, or is not Turtle; the error names file, line and column.
pub fn read(path: &Path) -> Result<Vec<Triple>, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    parse(&path.display().to_string(), &bytes)
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
