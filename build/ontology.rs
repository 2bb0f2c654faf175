//! The triples of `ontology/`, parsed and written down as lines that read back without a parser.
//!
//! line := subject? TAB property? TAB object ; an empty subject or property is the one of the line before
//! object := '<' IRI | '"' text | '@' language TAB text | '^' datatype TAB text

use std::fmt::Write;
use std::path::{Path, PathBuf};

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

/// The triples of `ontology/`.
///
/// A fault in a file stops the build, and says where it is.
pub fn triples(root: &Path) -> Vec<Triple> {
    println!("cargo::rerun-if-changed=ontology");
    let mut triples = Vec::new();
    for path in files(&root.join("ontology")) {
        let text = std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let read: Result<Vec<Triple>, _> = TurtleParser::new().for_slice(&text).collect();
        triples.extend(read.unwrap_or_else(|e| panic!("{}: {e}", path.display())));
    }
    triples
}

/// Writes `ontology.tsv`.
pub fn write(triples: &[Triple], out: &Path) {
    let mut lines = String::new();
    let mut last = (String::new(), String::new());
    for triple in triples {
        line(&mut lines, &mut last, triple.clone()).unwrap_or_else(|what| panic!("ontology: {what}"));
    }
    std::fs::write(out.join("ontology.tsv"), lines).expect("the folder of the build can be written to");
}

/// The Turtle files of a folder and of those in it, sorted; shapes are no part of the vocabulary.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the ontology is there").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|p| p.is_dir());
    let turtle = |p: &PathBuf| p.extension().is_some_and(|e| e == "ttl") && !p.ends_with("shapes.ttl");
    files.into_iter().filter(turtle).chain(folders.iter().flat_map(|f| self::files(f))).collect()
}

fn line(lines: &mut String, last: &mut (String, String), triple: Triple) -> Result<(), String> {
    let NamedOrBlankNode::NamedNode(subject) = triple.subject else { return Err("a blank node".to_owned()) };
    let (subject, property) = (subject.into_string(), triple.predicate.into_string());
    let object = match triple.object {
        Term::NamedNode(node) => format!("<{}", node.as_str()),
        Term::Literal(literal) => {
            if literal.value().contains(['\t', '\n', '\r']) {
                return Err(format!("a label over several lines: {literal}"));
            }
            match literal.destruct() {
                (text, None, None) => format!("\"{text}"),
                (text, _, Some(language)) => format!("@{language}\t{text}"),
                (text, Some(datatype), None) => format!("^{}\t{text}", datatype.as_str()),
            }
        }
        other => return Err(format!("no name and no words: {other}")),
    };
    let new = |now: &String, last: &String| if now == last { String::new() } else { now.clone() };
    writeln!(lines, "{}\t{}\t{object}", new(&subject, &last.0), new(&property, &last.1)).map_err(|e| e.to_string())?;
    *last = (subject, property);
    Ok(())
}
