//! Shares and rates, and averages.

use super::Item;
use super::sentence::{Sentence, is_quantity};
use crate::bulletin::Id;
use crate::clause::{Clause, Nature};
use crate::lang::latin::grammar::rate;
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark, Period};

/// Where the action of a rate stands, from the word for a rate, nearest in meaning first.
const RATED: &[isize] = &[-1, 1, 2, -2];

/// share := 'accounting for' percent | percent 'of' noun | rate ('reached' | 'was') percent | figure ',' percent
pub fn share(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<Clause> {
    let item = &items[index];
    let quantity = s.quantity(item.at);
    if quantity.unit != "percent" && quantity.unit != "percentagePoint" && quantity.unit != "times" {
        return None;
    }
    let mut clause = Clause::new(quantity.clone(), "en:share");
    clause.nature = Nature::Share;
    clause.targets = vec![Id::new("rate")];
    let led = (0..item.at).rev().take(2).any(|j| s.is(j, Mark::Share));
    if let Some(action) = part_of(s, item, led) {
        clause.action = Some(action);
        clause.offence = item.noun.offence.clone();
        clause.production = "en:rate";
    } else if let Some(verb) = item.verb.as_ref().filter(|_| !led) {
        let (action, _) = s.settle(&verb.actions, &item.noun.heads, item.at);
        // "97.8% of which were adopted" tells what others did with them.
        let taken_up = super::super::scan::among(s.tokens[verb.at].span.of(s.text), &["adopted", "accepted"]);
        clause.action = match (verb.negated, action) {
            _ if taken_up && verb.production == "en:quantity-passive" => Some(Id::new("other")),
            (true, Some(a)) if a == "arrest" || a == "prosecute" || a == "approveArrest" => Some(Id::new("decline")),
            (_, action) => action,
        };
        clause.offence = item.noun.offence.clone().or_else(|| verb.offence.clone());
        clause.production = "en:rate";
    } else if let Some((_, actions)) = item.noun.doing.as_ref().filter(|_| !led) {
        clause.action = s.settle(actions, &item.noun.heads, item.at).0;
        clause.production = "en:rate";
    } else if let Some(action) = rate(s, item.at, RATED) {
        clause.action = Some(action);
        clause.production = "en:rate";
    } else if !led && of_itself(s, item.at) {
        clause.action = Some(Id::new("other"));
        clause.production = "en:rate";
    } else {
        clause.back = before.iter().rev().position(|c| c.nature == Nature::Level).map(|i| i + 1);
    }
    if led && lasting(s, item.at) {
        clause.period = Some(Period::Vague);
    }
    let start = if led { s.tokens[item.at - 1].span } else { s.tokens[item.at].span };
    clause.quote = start.join(s.tokens[item.at].span);
    Some(clause)
}

/// lasting := ('accounts for' | 'make up' …) percent : what is so at all times, where its sentence tells none
fn lasting(s: &Sentence<'_>, at: usize) -> bool {
    const PRESENT: &[&str] = &["accounts for", "account for", "makes up", "make up", "represents"];
    let mark = (0..at).rev().take(2).find(|j| s.is(*j, Mark::Share));
    let present = mark.is_some_and(|j| super::super::scan::among(s.tokens[j].span.of(s.text), PRESENT));
    present && s.tokens.iter().all(|t| !matches!(t.kind, Kind::Period(_)))
}

/// part_of := percent 'of' noun participle? : what the whole is ("46.9 per cent of all crimes recorded", "half of the
/// victims"), when no verb of doing tells
fn part_of(s: &Sentence<'_>, item: &Item, led: bool) -> Option<Id> {
    // "one in five victims"
    let ratio = || s.tokens[item.at].span.of(s.text).contains(" in ");
    let whole = item.noun.heads.first().filter(|_| s.is(item.at + 1, Mark::Of) || ratio())?;
    let told = item.verb.as_ref().is_some_and(|v| v.actions.iter().all(|a| *a != "involve") && v.at > item.at)
        // "banks reimbursed 86% of the money lost"
        || item.verb.as_ref().is_some_and(|v| v.production == "en:verb-quantity" && v.at + 1 == item.at);
    if told && !led {
        return None;
    }
    let participle = s.actions(item.noun.end, &[Form::Participle]);
    let done = Some(s.settle(&participle, std::slice::from_ref(whole), item.at).0)
        .flatten()
        .filter(|a| whole.iter().any(|t| s.fits(a, t)) && *a != "involve");
    let usual = || match whole.first()?.as_str() {
        "victim" => Some(Id::new("defraud")),
        "case" if led || item.verb.is_some() => Some(Id::new("register")),
        _ => None,
    };
    done.or_else(usual)
}

/// Whether the part of the sentence names a rate of its own ("the adoption rate was", "a satisfaction rate of").
fn of_itself(s: &Sentence<'_>, at: usize) -> bool {
    (s.part_start(at)..at).any(|j| s.ids(j, Scheme::Target).iter().any(|t| *t == "rate"))
}

/// per := ('on average' | 'daily') … quantity | quantity … 'every day' : an average by that unit
pub fn per(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Id> {
    let item = &items[index];
    let unit = |j: usize| match s.mark(j) {
        Some(Mark::Per(unit)) => Some(Id::new(unit)),
        _ => None,
    };
    if s.is_ratio(item.at) {
        let next = (item.at + 1..s.tokens.len().min(item.at + 3)).find_map(unit);
        return next.filter(|u| *u == "person" || *u == "case");
    }
    let start = s.part_start(item.at);
    let floor = index.checked_sub(1).map_or(start, |i| (items[i].at + 1).max(start));
    let joined = |j: &usize| matches!(s.mark(*j), Some(Mark::And | Mark::Comma));
    if let Some(found) = (floor..item.at).rev().take_while(|j| !joined(j)).find_map(unit) {
        return Some(found);
    }
    // After the figure, or after the last member of its list.
    let mut j = item.at + 1;
    while j < s.tokens.len() {
        if let Some(found) = unit(j) {
            return Some(found);
        }
        let next_list = matches!(s.mark(j), Some(Mark::Comma | Mark::And | Mark::ListComma));
        let quantity = is_quantity(&s.tokens[j]);
        if quantity && items.iter().find(|i| i.at == j).is_none_or(|i| own_verb(s, i, item)) {
            return None;
        }
        if next_list
            && !s.tokens.get(j + 1).is_some_and(is_quantity)
            && !(s.is(j + 1, Mark::And) && s.tokens.get(j + 2).is_some_and(is_quantity))
            && s.is(j, Mark::Comma)
        {
            return None;
        }
        if matches!(s.mark(j), Some(Mark::Semicolon | Mark::Stop))
            || s.has(j, Scheme::Action, &[Form::Gerund, Form::Past]) && s.ids(j, Scheme::Target).is_empty()
        {
            return None;
        }
        j += 1;
    }
    None
}

/// Whether another member of the list has a verb of its own.
fn own_verb(s: &Sentence<'_>, other: &Item, item: &Item) -> bool {
    let _ = s;
    match (&other.verb, &item.verb) {
        (Some(a), Some(b)) => a.at != b.at && !a.actions.iter().any(|x| b.actions.contains(x)),
        _ => false,
    }
}
