//! gongbao reads the bulletins of police, prosecutors, courts and regulators, in the language they were written in,
//! and answers for every figure in them.

pub mod bulletin;
pub mod clause;
pub mod dateline;
pub mod document;
pub mod error;
pub mod explain;
pub mod export;
pub mod fetch;
mod id;
pub mod intake;
mod journal;
pub mod json;
pub mod lang;
pub mod lexicon;
pub mod meta;
pub mod names;
pub mod ontology;
pub mod parse;
pub mod points;
pub mod query;
pub mod rdf;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod store;
pub mod table;
pub mod token;
pub mod validate;

use bulletin::Bulletin;
use document::Document;
use lexicon::Lexicon;

/// Reads a document: parse, then resolve. Nothing in a text makes it fail.
pub fn read(document: &Document, lexicon: &Lexicon) -> Bulletin {
    let parsed = parse::parse(document, lexicon);
    let bulletin = resolve::resolve(document, lexicon, &parsed);
    bulletin.undated(parsed.undated())
}
