//! What the words of a stretch are to the productions: verbs, nouns, offences.

use crate::bulletin::{Compare, Id, Span};
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

/// A word of the lexicon that names a change is a mark to the productions; one that names its base too (环比下降) is two.
pub fn marks_of_change(text: &str, token: &Token) -> Vec<Token> {
    let mark = match actions(token).first().map(Id::as_str) {
        Some("increase") if !is_noun(token) => Mark::Increase,
        Some("decrease") if !is_noun(token) => Mark::Decrease,
        _ => return vec![token.clone()],
    };
    let word = token.span.of(text);
    let base =
        [("同比", Compare::YearOnYear), ("环比", Compare::MonthOnMonth)].into_iter().find(|(w, _)| word.starts_with(w));
    let Some((word, base)) = base else { return vec![Token { span: token.span, kind: Kind::Mark(mark) }] };
    let middle = token.span.start + word.len();
    vec![
        Token { span: Span::new(token.span.start, middle), kind: Kind::Mark(Mark::Base(base)) },
        Token { span: Span::new(middle, token.span.end), kind: Kind::Mark(mark) },
    ]
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

/// Whether a verb only tells what a thing has to do with another one: 涉及货车的事故, 从事诈骗的团伙.
pub fn describes(verb: &Token) -> bool {
    let actions = actions(verb);
    !actions.is_empty() && actions.iter().all(|a| a == "involve" || a == "other")
}
