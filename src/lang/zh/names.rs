//! Agencies, officials, campaigns, laws and places.

use crate::document::Document;
use crate::lexicon::{Lexicon, Word};
use crate::token::Names;

/// The names of a document.
pub fn names(_document: &Document, _lexicon: &Lexicon, _words: &[Word<'_>]) -> Names {
    Names::default()
}
