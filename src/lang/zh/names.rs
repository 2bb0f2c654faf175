//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod lists;
mod officials;
mod person;
mod places;
mod titled;

use crate::document::Document;
use crate::lexicon::{Lexicon, Word};
use crate::names::{Book, Words};
use crate::token::Names;

/// What the readers of names read: the text, its words and the lexicon.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    words: Words<'a>,
    lexicon: &'a Lexicon,
}

impl<'a> Source<'a> {
    /// The text before a byte.
    fn before(self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from a byte on.
    fn after(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }
}

/// The names of a document.
pub fn names(document: &Document, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let source = Source { text: &document.text, words: Words(words), lexicon };
    let mut book = Book::default();
    places::read(source, &mut book);
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    titled::read(source, &mut book);
    book.finish()
}

/// The longest of these words, which stand with spaces between, that a text begins with.
fn first_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    of.split(' ').filter(|w| text.starts_with(w)).max_by_key(|w| w.len())
}

/// The longest of these words, which stand with spaces between, that a text ends with.
fn last_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    of.split(' ').filter(|w| text.ends_with(w)).max_by_key(|w| w.len())
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2FA1F}')
}
