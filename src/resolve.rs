//! Fills what clauses leave open from what was said before, and settles who is who.

use crate::bulletin::Bulletin;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::parse::Parsed;

/// The bulletin that the readings of a document make.
pub fn resolve(document: &Document, _lexicon: &Lexicon, _parsed: &Parsed) -> Bulletin {
    Bulletin {
        title: document.title.of(&document.text).to_owned(),
        language: document.language.tag,
        date: document.date,
        text: document.text.clone(),
        places: Vec::new(),
        agencies: Vec::new(),
        officials: Vec::new(),
        campaigns: Vec::new(),
        laws: Vec::new(),
        outcomes: Vec::new(),
        notes: Vec::new(),
    }
}
