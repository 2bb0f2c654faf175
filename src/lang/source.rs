//! What the readers of names of languages without spaces read: the text, its words, and the country that it is at home in.

use crate::bulletin::Span;
use crate::lexicon::Lexicon;
use crate::names::Words;

/// A text with its words.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text as its reader reads it.
    pub text: &'a str,
    /// The text before it was folded: names are entered as they are written.
    pub written: &'a str,
    /// The words of the lexicon that name something.
    pub words: Words<'a>,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The country that the text is at home in.
    pub home: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// The text before a byte.
    pub fn before(self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or("")
    }

    /// A name as it is written.
    pub fn written(self, name: Span) -> &'a str {
        self.written.get(name.start..name.end).unwrap_or("")
    }

    /// The text from a byte on.
    pub fn after(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }
}

/// The longest of these words, which stand with spaces between, that a text begins with.
pub fn first_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    of.split(' ').filter(|w| text.starts_with(w)).max_by_key(|w| w.len())
}

/// The longest of these words, which stand with spaces between, that a text ends with.
pub fn last_of<'t>(text: &str, of: &'t str) -> Option<&'t str> {
    of.split(' ').filter(|w| text.ends_with(w)).max_by_key(|w| w.len())
}

/// Whether a character is a Chinese one.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2FA1F}')
}
