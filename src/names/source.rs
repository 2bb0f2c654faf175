//! What the readers of names of languages with spaces read, and the small questions that they ask of it.

use std::collections::BTreeSet;

use crate::bulletin::{Id, Span};
use crate::lexicon::Lexicon;
use crate::names::Words;

/// What the readers of names read: the text, its words, the lexicon, and the country that the text speaks of most.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words that name something.
    pub words: Words<'a>,
    /// The lexicon that they are of.
    pub lexicon: &'a Lexicon,
    /// The country that most places of the text lie in.
    pub country: Option<&'a str>,
    /// The country that the text is at home in, empty for international bodies.
    pub home: Option<&'a str>,
    /// Every country that a place of the text lies in.
    pub countries: &'a BTreeSet<Id>,
}

impl<'a> Source<'a> {
    /// The text before a byte.
    pub fn before(self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from a byte on.
    pub fn after(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The word that ends before a byte, with blanks between or none.
    pub fn word_before(self, at: usize) -> Option<Span> {
        let before = self.before(at).trim_end_matches(' ');
        let length: usize = before.chars().rev().take_while(|c| in_word(*c)).take(60).map(char::len_utf8).sum();
        (length > 0).then(|| Span::new(before.len() - length, before.len()))
    }

    /// The word that begins after a byte, with blanks between or none; without a full stop at its end, unless it is
    /// an initial.
    pub fn word_after(self, at: usize) -> Option<Span> {
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
pub fn is_one(text: &str, of: &str) -> bool {
    of.split('|').any(|w| w.eq_ignore_ascii_case(text))
}

/// The longest of these words, which stand with bars between, that a text begins with, whatever its case; a word ends
/// where it ends.
pub fn first_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let begins = |w: &&str| {
        text.get(..w.len()).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.ends_with(char::is_alphanumeric) && text[w.len()..].starts_with(char::is_alphanumeric))
    };
    of.split('|').filter(begins).max_by_key(|w| w.len())
}

/// The longest of these words, which stand with bars between, that a text ends with, whatever its case.
pub fn last_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    let ends = |w: &&str| {
        let Some(at) = text.len().checked_sub(w.len()) else { return false };
        text.get(at..).is_some_and(|t| t.eq_ignore_ascii_case(w))
            && !(w.starts_with(char::is_alphanumeric) && text[..at].ends_with(char::is_alphanumeric))
    };
    of.split('|').filter(ends).max_by_key(|w| w.len())
}

/// Whether a text begins with a capital.
pub fn starts_upper(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}
