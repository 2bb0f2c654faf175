//! Clauses that end in 的 and leave their noun out: 涉及私营机构的有1448宗, 公共机构的158宗.

use super::context::Context;
use super::stretch::Stretch;
use super::words;
use crate::bulletin::Quantity;
use crate::clause::{Clause, Nature};
use crate::token::{Mark, Token};

/// headless := (涉及 … | N) 的 (有|为|达)? quantity: some of those that were counted before, told apart by what they have to
/// do with; a noun that the counting word can count is what is counted
pub fn headless(context: &Context<'_>, stretch: &Stretch<'_>, q: &Quantity) -> bool {
    let tokens = stretch.before;
    let equals = tokens.last().is_some_and(|t| words::is(t, Mark::Equals));
    let Some((of, before)) = tokens[..tokens.len() - usize::from(equals)].split_last() else { return false };
    let reach = if equals { NEAR } else { 0 };
    if !words::is(of, Mark::Of) || stretch.distance(of) > reach || q.counted.is_empty() {
        return false;
    }
    let counts = |t: &Token| words::targets(t).iter().any(|t| q.counted.contains(t));
    let named = stretch.after.first().is_some_and(|t| t.span.start == q.span.end && words::is_noun(t));
    let earlier = source(context, q).is_some() || carries(context, stretch);
    // 涉及教育的: what it has to do with may be another verb.
    let verb = before.iter().find(|t| words::is_pure_verb(t));
    let involves = |v: &Token| words::actions(v).iter().all(|a| a == "involve");
    let describes = verb.is_none_or(involves);
    let apart = verb.is_some() || before.iter().any(words::is_noun) && !before.iter().any(counts);
    earlier && !named && describes && apart
}

/// The last level of the sentence that it can be some of: people of people, things of things.
pub fn source<'a>(context: &'a Context<'_>, q: &Quantity) -> Option<&'a Clause> {
    let people = q.counted.first().is_some_and(|t| words::is_people(t));
    let alike = |c: &&Clause| c.targets.iter().any(|t| q.counted.contains(t) || !people && !words::is_people(t));
    let level = |c: &&Clause| c.nature == Nature::Level && c.quantity.unit == "count";
    context.clauses.iter().rev().filter(level).find(alike)
}

/// Whether it is some of what an earlier sentence counted: 其中涉及私营机构的有1448宗 begins its own.
pub fn carries(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    let among = context.topic.iter().chain(stretch.before).any(|t| words::is(t, Mark::Among));
    let levels = context.clauses.iter().filter(|c| c.nature == Nature::Level);
    if context.clauses.is_empty() { among } else { levels.clone().count() > 0 && levels.into_iter().all(|c| c.carries) }
}

/// How many bytes 有 or 达到 may take between 的 and its number.
const NEAR: usize = 9;
