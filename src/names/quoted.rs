//! What the readers of operations and laws share: names in quotation marks, what names have taken already, and what of a name
//! the ontology knows.

use std::collections::BTreeMap;

use super::source::Source;
use super::{Book, sense};
use crate::bulletin::{Id, Span};
use crate::lexicon::Scheme;
use crate::names::key::key;
use crate::token::{Kind, Token};

/// How long a quoted name can be, in bytes.
const LONGEST: usize = 260;

/// What names have taken already: bodies and persons, and what was entered since.
#[derive(Debug, Default)]
pub struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// What bodies and persons have taken.
    pub fn new(tokens: &[Token]) -> Self {
        let mut taken = Self::default();
        taken.extend(tokens);
        taken
    }

    /// Takes what bodies and persons have.
    pub fn extend(&mut self, tokens: &[Token]) {
        let named = tokens.iter().filter(|t| !matches!(t.kind, Kind::Place(_)));
        self.0.extend(named.map(|t| (t.span.start, t.span.end)));
    }

    /// Whether nothing of a stretch is taken.
    pub fn free(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start)
    }

    /// Takes a stretch.
    pub fn take(&mut self, span: Span) {
        self.0.insert(span.start, span.end);
    }
}

/// What stands in quotation marks, without them; straight marks pair up within a line.
pub fn quotes(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text.char_indices() {
        match (c, open) {
            ('\n', _) => open = None,
            ('"', Some((start, '"')))
            | ('”', Some((start, '“')))
            | ('』', Some((start, '『')))
            | ('»', Some((start, '«'))) => {
                if i > start && i - start <= LONGEST {
                    found.push(Span::new(start, i));
                }
                open = None;
            }
            ('’', Some((start, '‘'))) if !text[i + c.len_utf8()..].starts_with(char::is_alphanumeric) => {
                found.push(Span::new(start, i));
                open = None;
            }
            ('"' | '“' | '«' | '『', _) => open = Some((i + c.len_utf8(), c)),
            ('‘', None) => open = Some((i + c.len_utf8(), c)),
            _ => {}
        }
    }
    found
}

/// What the lexicon knows under exactly this name.
pub fn find(source: Source<'_>, span: Span, scheme: Scheme) -> Option<Id> {
    source.words.naming(span, scheme)
}

/// Enters an operation under the id that the ontology knows it by, or under the key of its name.
pub fn enter_campaign(source: Source<'_>, name: Span, known: Option<Id>, book: &mut Book) {
    let written = name.of(source.text);
    match known {
        Some(id) => book.campaign(name, id.to_string(), true, written),
        None => book.campaign(name, campaign_key(source, name), false, written),
    }
}

/// The key of a campaign that the ontology does not know; one of a known series takes the id of the series.
fn campaign_key(source: Source<'_>, name: Span) -> String {
    series(source, name).unwrap_or_else(|| key(name.of(source.text)))
}

/// The key of a campaign whose name is that of a known series and an edition: "Kunlun 2024", "Haechi-II".
pub fn series(source: Source<'_>, name: Span) -> Option<String> {
    let word = source.words.starting(name.start).filter(|w| w.span.end < name.end)?;
    let edition = &source.text[word.span.end..name.end];
    let series = sense(word, Scheme::Campaign).filter(|_| !edition.chars().any(char::is_lowercase))?;
    Some(format!("{}{}", series.id.as_str(), key(edition)))
}
