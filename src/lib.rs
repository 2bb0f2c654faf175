//! gongbao reads the bulletins of police, prosecutors, courts and regulators, in the language they were written in,
//! and answers for every figure in them.

pub mod bulletin;
pub mod clause;
pub mod dateline;
pub mod document;
pub mod error;
<<<<<<< HEAD
pub mod export;
=======
pub mod explain;
>>>>>>> 1f8112e (Explain how each number of a bulletin was read; tables aligned by display width)
pub mod json;
pub mod lang;
pub mod lexicon;
pub mod names;
pub mod ontology;
pub mod parse;
pub mod points;
pub mod rdf;
pub mod resolve;
pub mod table;
pub mod token;

use bulletin::Bulletin;
use document::Document;
use lexicon::Lexicon;

/// Reads a document: parse, then resolve. Nothing in a text makes it fail.
pub fn read(document: &Document, lexicon: &Lexicon) -> Bulletin {
    let parsed = parse::parse(document, lexicon);
    resolve::resolve(document, lexicon, &parsed)
}
