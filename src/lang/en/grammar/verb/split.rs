//! Verbs whose words stand on both sides of what they are done to: "put 30 accounts on hold".

use super::super::Item;
use super::super::sentence::{Sentence, is_quantity};
use super::{VERBAL, Verb, goes, unknown, verb};
use crate::bulletin::Id;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

/// The words that the second half of a verb begins with.
const TAILS: &[&str] = &[
    "on", "in", "into", "under", "off", "out", "to", "from", "back", "over", "up", "down", "away", "behind", "before",
    "for", "with", "as", "of", "against", "guilty", "home", "offline", "alive", "safe", "free",
];

/// Words between a verb and its figure that are no verb.
const BETWEEN: &[&str] =
    &["a", "an", "the", "total", "of", "some", "another", "further", "combined", "all", "as", "many"];

/// How many words behind a figure the second half of its verb may begin, and how many words it can have.
const REACH: usize = 10;
const LONGEST: usize = 5;

/// split := word quantity noun tail : a verb of the lexicon that is cut in two
pub(super) fn split(s: &Sentence<'_>, item: &Item) -> Option<Verb> {
    let start = s.tokens[item.at].span.start;
    let head = super::super::super::scan::words_before(s.text, start).take(4).find(|w| !BETWEEN.contains(w))?;
    let before = super::super::super::scan::before(s.text, start, 60);
    let apart = before.rfind(head).is_none_or(|i| before[i..].contains([',', ';', ':', '.', '(', ')']));
    if apart || !head.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let words = behind(s, item.at);
    let people = item.noun.heads.iter().flatten().any(|t| matches!(t.as_str(), "suspect" | "person"));
    let tails = words.iter().enumerate().take(REACH).filter(|(_, w)| TAILS.contains(w));
    let actions = tails
        .flat_map(|(i, _)| (i + 1..=words.len().min(i + LONGEST)).rev().map(move |end| i..end))
        // "took 4.86 million calls in Chinese": the preposition is no part of the verb.
        .filter(|tail| !(tail.len() == 1 && words[tail.start] == "in" && tail.end < words.len() && !people))
        .map(|tail| named(s, &format!("{head} {}", words[tail].join(" "))))
        .find(|actions| !actions.is_empty())?;
    let at = (0..item.at).rev().take(3).find(|j| s.tokens[*j].span.of(s.text) == head);
    let found = verb(at.or(item.at.checked_sub(1)).unwrap_or(item.at), actions, "en:split-verb");
    (unknown(item) && !s.is_money(item.at) || fits(s, item, &found)).then_some(found)
}

fn fits(s: &Sentence<'_>, item: &Item, found: &Verb) -> bool {
    // The verb stands before its object even where no token says so.
    goes(s, item, &Verb { at: found.at.min(item.at.saturating_sub(1)), ..found.clone() })
}

/// The words behind a figure, up to a stop, a comma, a passive or the next figure.
fn behind<'a>(s: &Sentence<'a>, at: usize) -> Vec<&'a str> {
    let stops = |j: &usize| {
        s.ends_part(*j)
            || is_quantity(&s.tokens[*j])
            || matches!(s.tokens[*j].kind, Kind::Mark(Mark::Passive | Mark::Equals | Mark::Speech))
    };
    let start = s.tokens[at].span.end;
    let end = (at + 1..s.tokens.len()).find(stops).map_or(s.text.len(), |j| s.tokens[j].span.start);
    let text = super::super::super::scan::after(s.text, start, 160.min(end.saturating_sub(start)));
    let text = text.split(['.', ';', '\n', '(']).next().unwrap_or("");
    text.split_whitespace().take(REACH + LONGEST).collect()
}

/// The actions that the words name as a verb.
fn named(s: &Sentence<'_>, words: &str) -> Vec<Id> {
    let found = s.lexicon.scan(&crate::lang::en::LANGUAGE, words);
    let whole = found.iter().filter(|w| w.span.start == 0 && w.span.end == words.len());
    let verbal = |f: &Form| VERBAL.contains(f) || *f == Form::Third;
    let senses = whole.flat_map(|w| w.senses).filter(|s| s.scheme == Scheme::Action && verbal(&s.form));
    senses.map(|s| s.id.clone()).collect()
}
