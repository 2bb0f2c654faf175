//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod officials;
mod person;
mod places;
mod titled;

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::{Id, Span};
use crate::document::Document;
use crate::lexicon::{Lexicon, Word};
use crate::names::{Book, Words};
use crate::token::{Kind, Names};

/// What the readers of names read: the text, its words, the lexicon, and the country that the text speaks of most.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    words: Words<'a>,
    lexicon: &'a Lexicon,
    country: Option<&'a str>,
    /// Every country that a place of the text lies in.
    countries: &'a BTreeSet<Id>,
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

    /// The word that ends before a byte, with blanks between or none.
    fn word_before(self, at: usize) -> Option<Span> {
        let before = self.before(at).trim_end_matches(' ');
        let length: usize = before.chars().rev().take_while(|c| in_word(*c)).take(60).map(char::len_utf8).sum();
        (length > 0).then(|| Span::new(before.len() - length, before.len()))
    }

    /// The word that begins after a byte, with blanks between or none; without a full stop at its end, unless it is
    /// an initial.
    fn word_after(self, at: usize) -> Option<Span> {
        let after = self.after(at);
        let start = at + (after.len() - after.trim_start_matches(' ').len());
        let length: usize = self.after(start).chars().take_while(|c| in_word(*c)).take(60).map(char::len_utf8).sum();
        let word = self.text.get(start..start + length)?;
        let bare = word.trim_end_matches(['.', '\'', '’', '-']);
        let length = if bare.chars().count() == 1 && word.len() > bare.len() { bare.len() + 1 } else { bare.len() };
        (length > 0).then(|| Span::new(start, start + length))
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.' | '&')
}

/// Whether a text is one of these words, which stand with bars between, whatever its case.
fn is_one(text: &str, of: &str) -> bool {
    of.split('|').any(|w| w.eq_ignore_ascii_case(text))
}

/// The longest of these words, which stand with bars between, that a text begins with, whatever its case; a word ends
/// where it ends.
fn first_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let begins = |w: &&str| {
        text.get(..w.len()).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.ends_with(char::is_alphanumeric) && text[w.len()..].starts_with(char::is_alphanumeric))
    };
    of.split('|').filter(begins).max_by_key(|w| w.len())
}

/// The longest of these words, which stand with bars between, that a text ends with, whatever its case.
fn last_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let ends = |w: &&str| {
        let Some(at) = text.len().checked_sub(w.len()) else { return false };
        text.get(at..).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.starts_with(char::is_alphanumeric) && text[..at].ends_with(char::is_alphanumeric))
    };
    of.split('|').filter(ends).max_by_key(|w| w.len())
}

fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

/// The names of a document.
pub fn names(document: &Document, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let mut book = Book::default();
    let none = BTreeSet::new();
    let bare = Source { text: &document.text, words: Words(words), lexicon, country: None, countries: &none };
    places::read(bare, &mut book);
    let counts = countries(&book);
    let most = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(code, _)| code.clone());
    let all = counts.into_keys().collect();
    let source = Source { country: most.as_deref(), countries: &all, ..bare };
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    titled::read(source, &mut book);
    book.finish()
}

/// The countries that the places of a text lie in, with the number of places in each.
fn countries(book: &Book) -> BTreeMap<Id, usize> {
    let mut counts = BTreeMap::new();
    for token in &book.so_far().tokens {
        if let Kind::Place(code) = &token.kind {
            *counts.entry(Id::new(Lexicon::country(code))).or_default() += 1;
        }
    }
    counts
}
