//! Figures that are a part of what was counted or named before them.

use super::Item;
use super::sentence::{Sentence, is_quantity};
use crate::bulletin::Id;
use crate::clause::Clause;
use crate::lang::latin::grammar::Verb;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

/// What was done to the whole of which a figure is a part, and what it counts, where the figure has no deed of its own.
pub fn whole(s: &Sentence<'_>, item: &Item, verb: Option<&Verb>, before: &[Clause]) -> Option<(Option<Id>, Vec<Id>)> {
    let said = |a: &Id| !matches!(a.as_str(), "other" | "involve" | "register");
    let existential = verb.is_some_and(|v| v.production == "en:existential");
    if s.is_money(item.at) || !existential && verb.is_some_and(|v| v.actions.iter().any(said)) {
        return None;
    }
    if existential {
        return among(s, before);
    }
    those(s, item).or_else(|| of_them(s, item))
}

/// among := 'Among' | 'Of' quantity noun participle ',' 'there were' quantity : the deed of the whole
fn among(s: &Sentence<'_>, before: &[Clause]) -> Option<(Option<Id>, Vec<Id>)> {
    let first = s.quantities().next()?;
    let lead = crate::lang::scan::words_before(s.text, s.tokens[first].span.start);
    let led = lead.into_iter().take(2).any(|w| crate::lang::scan::among(w, &["among", "of"]));
    let whole = before.first().filter(|c| led && c.quantity.span == s.tokens[first].span)?;
    let action = whole.action.clone().filter(|a| *a != "register")?;
    Some((Some(action), whole.targets.clone()))
}

/// those := 'Of' ('the' noun | 'those') participle? ',' … quantity ('were' | 'had been') : what the whole is and what was done
/// to it ("Of those caught, 1,108 were organisers")
fn those(s: &Sentence<'_>, item: &Item) -> Option<(Option<Id>, Vec<Id>)> {
    if !is_bare(s, item) {
        return None;
    }
    let start =
        (0..item.at).rev().find(|j| matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop))).map_or(0, |j| j + 1);
    let led = s.is(start, Mark::Of) || s.is(start, Mark::Among);
    let comma = (start + 1..item.at).find(|j| s.ends_part(*j)).filter(|j| led && s.is(*j, Mark::Comma))?;
    if (start..comma).any(|j| is_quantity(&s.tokens[j])) {
        return None;
    }
    let head = (start..comma).map(|j| s.ids(j, Scheme::Target)).find(|ids| !ids.is_empty());
    let done = (start..comma).rev().map(|j| s.actions(j, &[Form::Participle])).find(|a| !a.is_empty());
    match (head, done) {
        (None, None) => None,
        (Some(head), None) => Some((None, head.into_iter().take(1).collect())),
        (head, Some(done)) => {
            let people = || vec![Id::new("person"), Id::new("suspect")];
            let (action, targets) = s.settle(&done, &[head.unwrap_or_else(people)], item.at);
            Some((action, targets))
        }
    }
}

/// of_them := quantity 'of' ('the' | 'these' | 'those') noun : people of whom nothing else was done are those told of before
fn of_them(s: &Sentence<'_>, item: &Item) -> Option<(Option<Id>, Vec<Id>)> {
    const PEOPLE: &[&str] = &["suspect", "person", "victim"];
    let of = s.is(item.at + 1, Mark::Of) && s.gap_len(item.at) == 0;
    let text = crate::lang::scan::after(s.text, s.tokens[item.at].span.end, 12);
    let the = ["of the ", "of these ", "of those "].iter().any(|w| text.trim_start().starts_with(w));
    let people = item.noun.heads.first().is_some_and(|h| h.iter().any(|t| PEOPLE.contains(&t.as_str())));
    let behind = item.noun.end;
    // "two of the women were suspected of", "four of the men were holders of"
    let is = matches!(s.mark(behind), Some(Mark::Passive | Mark::And | Mark::Comma));
    (of && the && people && is && s.quantity(item.at).unit == "count").then_some((None, Vec::new()))
}

/// Whether a number stands alone before "were".
fn is_bare(s: &Sentence<'_>, item: &Item) -> bool {
    let bare = item.noun.heads.is_empty() && s.quantity(item.at).unit == "count";
    bare && s.is(item.at + 1, Mark::Passive) && s.gap_len(item.at) <= 1
}

/// bracketed := … 'number of' noun … '(' quantity ')' : what the figures in brackets count ("the top crimes by number of
/// complaints were phishing (188,400), …")
pub fn bracketed(s: &Sentence<'_>, item: &Item) -> Option<Id> {
    let inside = item.at > 0 && s.is(item.at - 1, Mark::Open) && s.is(item.at + 1, Mark::Close);
    if !inside || !item.noun.heads.is_empty() || s.quantity(item.at).unit != "count" {
        return None;
    }
    let number = (0..item.at).rev().find(|j| matches!(s.tokens[*j].kind, Kind::Mark(Mark::Number)))?;
    let first = (number + 1..item.at).find(|j| !s.is(*j, Mark::Of))?;
    s.ids(first, Scheme::Target).into_iter().find(|t| *t != "rate")
}
