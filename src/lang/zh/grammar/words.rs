//! What the words of a stretch are to the productions: verbs, nouns, offences.

use crate::bulletin::Id;
use crate::lang::combinator;
use crate::lexicon::Scheme;
use crate::token::{Kind, Mark, Token};

/// The actions that a word names.
pub fn actions(token: &Token) -> Vec<Id> {
    combinator::ids(token, Scheme::Action)
}

/// The targets that a word names.
pub fn targets(token: &Token) -> Vec<Id> {
    combinator::ids(token, Scheme::Target)
}

/// The offence that a word names.
pub fn offence(token: &Token) -> Option<Id> {
    combinator::senses(token, Scheme::Offence).next().map(|s| s.id.clone())
}

/// A word of the lexicon that names a change is a mark to the productions.
pub fn mark_of_change(token: &Token) -> Token {
    let named = actions(token);
    let mark = match named.first().map(Id::as_str) {
        Some("increase") if !is_noun(token) => Some(Mark::Increase),
        Some("decrease") if !is_noun(token) => Some(Mark::Decrease),
        _ => None,
    };
    Token { span: token.span, kind: mark.map_or_else(|| token.kind.clone(), Kind::Mark) }
}

/// Whether a word is a verb.
pub fn is_verb(token: &Token) -> bool {
    combinator::senses(token, Scheme::Action).next().is_some()
}

/// Whether a word is a noun.
pub fn is_noun(token: &Token) -> bool {
    combinator::senses(token, Scheme::Target).next().is_some()
}

/// Whether a word is a verb and no noun: 抓获, not 损失.
pub fn is_pure_verb(token: &Token) -> bool {
    is_verb(token) && !is_noun(token)
}

/// Whether a token is this mark.
pub fn is(token: &Token, mark: Mark) -> bool {
    token.kind == Kind::Mark(mark)
}

/// Whether a token may stand between the nouns of a list: 、 和 以及, quotes, 的, an offence.
pub fn joins(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(Mark::ListComma | Mark::And | Mark::Or | Mark::Quote))
        || (offence(token).is_some() && !is_noun(token) && !is_verb(token))
}

/// Kinds of people.
pub const PEOPLE: [&str; 5] = ["suspect", "victim", "person", "officer", "volunteer"];

/// Whether a target is a kind of people.
pub fn is_people(target: &str) -> bool {
    PEOPLE.contains(&target)
}
