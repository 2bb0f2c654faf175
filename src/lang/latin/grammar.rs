//! Productions: what sentences of languages in Latin letters say in the same order.

use crate::bulletin::{Id, Span};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::Form;
use crate::token::Mark;

/// The forms in which a word can name an action.
pub const ANY: &[Form] = &[Form::Label, Form::Past, Form::Participle, Form::Gerund, Form::Third, Form::Plural];

/// A verb, or a noun of doing, with where it stands and what it can mean.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its token.
    pub at: usize,
    /// The actions that it can name.
    pub actions: Vec<Id>,
    /// Whether it was not done.
    pub negated: bool,
    /// An offence that the subject names.
    pub offence: Option<Id>,
    /// What the subject names as counted, where the quantity has no noun.
    pub heads: Vec<Vec<Id>>,
    /// The production that found it.
    pub production: &'static str,
}

/// The words from the verb to the noun, when they are not too long; else those of the quantity and its noun.
pub fn quote(s: &Sentence<'_>, at: usize, noun_end: usize, verb: Option<&Verb>) -> Span {
    let own = s.tokens[at].span;
    let own = if noun_end > at + 1 { own.join(s.tokens[noun_end - 1].span) } else { own };
    let Some(verb) = verb else { return own };
    let joined = own.join(s.tokens[verb.at].span);
    let between = if verb.at < at { verb.at + 1..at } else { at + 1..verb.at };
    let other = s.tokens.get(between).is_some_and(|t| t.iter().any(is_quantity));
    if joined.end - joined.start <= 110 && !other { joined } else { own }
}

/// The action of a rate that the subject names ("the non-arrest rate", "la tasa de esclarecimiento"): the first at these distances
/// from the word for a rate.
pub fn rate(s: &Sentence<'_>, at: usize, distances: &[isize]) -> Option<Id> {
    let start = s.part_start(at);
    let mark = (start..at).rev().find(|j| s.is(*j, Mark::Rate))?;
    distances
        .iter()
        .filter_map(|d| mark.checked_add_signed(*d))
        .filter(|j| (start..at).contains(j))
        .flat_map(|j| s.actions(j, ANY))
        .find(|a| s.lexicon.admits(a, "rate"))
}

/// The words of a part of a sentence before a token, from the last stop on, and at most 60 bytes at the beginning of a text.
pub fn said_before<'a>(s: &Sentence<'a>, at: usize) -> &'a str {
    let start = s.part_start(at);
    let from = s.tokens.get(start).map_or(0, |t| t.span.start);
    let from = start.checked_sub(1).map_or_else(|| from.saturating_sub(60), |i| s.tokens[i].span.end);
    let from = s.text.ceil_char_boundary(from);
    let words = &s.text[from.min(s.tokens[at].span.start)..s.tokens[at].span.start];
    words.rsplit(['.', '\n']).next().unwrap_or(words)
}
