//! Shares and rates, and averages.

use crate::bulletin::{Bound, Id};
use crate::clause::{Clause, Nature};
use crate::lang::latin::grammar::rate;
use crate::lang::sentence::{Sentence, is_quantity};
use crate::token::{Kind, Mark};

use super::{Item, settle, targets};

/// Where the action of a rate stands, from the word for a rate, nearest in meaning first.
const RATED: &[isize] = &[1, 2, -1];

/// share := ('representa' | 'equivale al') percent | percent 'de' noun | figure (',' | '(') percent
pub fn share(s: &Sentence<'_>, items: &[Item], index: usize, before: &[Clause]) -> Option<Clause> {
    let item = &items[index];
    if !matches!(item.quantity.unit.as_str(), "percent" | "percentagePoint" | "times") {
        return None;
    }
    let mut clause = Clause::new(item.quantity.clone(), "es:share");
    clause.nature = Nature::Share;
    clause.targets = vec![Id::new("rate")];
    let led = (0..item.at).rev().take(2).any(|j| s.is(j, Mark::Share));
    let level = before.iter().rev().position(|c| matches!(c.nature, Nature::Level | Nature::Share)).map(|i| i + 1);
    let mut own =
        item.verb.as_ref().filter(|v| !led && matches!(v.production, "es:before" | "es:after" | "es:participle"));
    if own.is_some_and(|v| v.actions.iter().all(|a| matches!(a.as_str(), "register" | "involve" | "other")))
        && level.is_some()
    {
        own = None;
    }
    if let Some(verb) = own {
        clause.action = settle(s, &verb.actions, &item.noun.heads, &item.quantity, item.at).0;
        clause.offence = item.noun.offence.clone();
        clause.production = "es:rate";
    } else if let Some(action) = counted(s, item) {
        (clause.action, clause.back) = (Some(action), level);
        clause.production = "es:rate";
    } else if level.is_some() {
        clause.back = level;
    } else if let Some(action) = rate(s, item.at, RATED) {
        clause.action = Some(action);
        clause.production = "es:rate";
    } else if item.noun.heads.iter().flatten().any(|t| *t == "case") || of_crimes(s, item.at) {
        clause.action = Some(Id::new("register"));
        clause.offence = item.noun.offence.clone();
    }
    let start = if led { s.tokens[item.at - 1].span } else { s.tokens[item.at].span };
    clause.quote = start.join(s.tokens[item.at].span);
    Some(clause)
}

/// of_crimes := 'tasa de' crime … figure : a rate of crimes is one of those that are known
fn of_crimes(s: &Sentence<'_>, at: usize) -> bool {
    let start = s.part_start(at);
    let rated = (start..at).find(|j| s.is(*j, Mark::Rate));
    let crime = |j: usize| targets(s, j).iter().any(|t| *t == "case") && s.offence(j).is_some();
    rated.is_some_and(|r| (r + 1..at.min(r + 3)).any(crime))
}

/// counted := percent 'de' ('los' | 'las') noun of doing : a share of those who were arrested is of arrests
fn counted(s: &Sentence<'_>, item: &Item) -> Option<Id> {
    let (at, actions) = item.noun.doing.clone()?;
    let right = s.is(item.at + 1, Mark::Of) && at == item.at + 2 && s.gap(item.at).trim().is_empty();
    let done = ["arrest", "detain", "sentence", "prosecute", "rescue"];
    actions.into_iter().find(|a| done.contains(&a.as_str())).filter(|_| right)
}

/// per := ('una media de' | 'un promedio de') … quantity … ('al mes' | 'diarios') | 'promedio diario' … quantity
pub fn per(s: &Sentence<'_>, items: &[Item], index: usize) -> Option<Id> {
    let item = &items[index];
    if s.is_ratio(item.at) {
        return None;
    }
    let unit = |j: usize| match s.mark(j) {
        Some(Mark::Per(unit)) => Some(Id::new(unit)),
        _ => None,
    };
    // "6,5 reportes diarios": the word may be part of the noun.
    let inside = (item.at + 1..item.noun.end).map(|j| s.tokens[j].span.of(s.text).to_lowercase());
    let of_noun = |w: String| {
        let ends = |tails: &[&str]| tails.iter().any(|t| w.ends_with(t));
        match () {
            () if ends(&[" diarios", " diarias", " diario", " diaria"]) => Some(Id::new("day")),
            () if ends(&[" mensuales", " mensual"]) => Some(Id::new("month")),
            () if ends(&[" semanales", " semanal"]) => Some(Id::new("week")),
            () => None,
        }
    };
    if let Some(found) = inside.into_iter().find_map(of_noun) {
        return Some(found);
    }
    let upper = |j: usize| matches!(&s.tokens[j].kind, Kind::Quantity(q) if q.bound == Bound::AtMost);
    let behind = |j: &usize| {
        !s.ends_part(*j) && (!is_quantity(&s.tokens[*j]) || item.quantity.bound == Bound::AtLeast && upper(*j))
    };
    let mut words = 0;
    let near = (item.at + 1..s.tokens.len()).take_while(behind).take_while(|j| {
        words += s.gap_len(*j - 1);
        words <= 4
    });
    if let Some(found) = near.take(8).find_map(unit) {
        return Some(found);
    }
    // "el promedio diario de homicidios … de 86.9 víctimas a 74"
    let stops = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let average = (0..item.at).rev().take_while(stops).find(|j| s.is(*j, Mark::Average))?;
    [average + 1, average.saturating_sub(1)].into_iter().find_map(unit)
}
