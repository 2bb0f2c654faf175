//! Shares and rates: 全体の70.8％を占めた, 検挙人員の16.7％, 割合は2.3％, 3,448件（53.8％）, 全体の約3割に当たる.

use super::Context;
use crate::bulletin::{Id, Quantity};
use crate::clause::{Clause, Nature};

/// share := (noun | verb)* percent
pub fn share(context: &Context<'_>, at: usize, q: &Quantity) -> Option<Clause> {
    if q.unit != "percent" {
        return None;
    }
    let view = &context.view;
    let mut clause = Clause::new(q.clone(), "ja:share");
    clause.nature = Nature::Share;
    clause.targets = vec![Id::new("rate")];
    let host = view.host(at).and_then(|h| context.clause_at(h));
    let level = host.or_else(|| context.last_level(|_| true));
    let verb = view.own(at).find(|i| view.is_verb(*i) && whole(context, *i, at)).filter(|_| host.is_none());
    let behind = || view.tail(at).find(|i| view.is_verb(*i)).filter(|_| level.is_none() && host.is_none());
    let named = |v: usize| {
        let actions = view.actions(v);
        let targets = view.targets(v);
        let known = level.and_then(|l| context.clauses[l].action.clone()).filter(|a| actions.contains(a));
        known
            .or_else(|| super::level::choose(view, &actions, &targets).map(|(a, _)| a))
            .or_else(|| actions.first().cloned())
    };
    clause.action = verb.or_else(behind).and_then(named);
    clause.action = clause.action.or_else(|| level.and_then(|l| context.clauses[l].action.clone()));
    clause.carries = clause.action.is_none();
    clause.back = level.map(|l| context.clauses.len() - l);
    if let Some(verb) = verb.or_else(|| view.own(at).next()) {
        context.quote(&mut clause, verb);
    }
    Some(clause)
}

/// Whether a verb tells the whole that a share is of: 検挙人員の16.7％, 検挙人員に占める割合, 不起訴率.
fn whole(context: &Context<'_>, verb: usize, at: usize) -> bool {
    let view = &context.view;
    let behind = view.behind(verb);
    let word = view.tokens[verb].span.of(view.text);
    let measured =
        ["率", "額", "量", "件数", "人員", "総数", "数"].iter().any(|w| word.ends_with(w) || behind.starts_with(w));
    let of = behind.starts_with("の") && view.gap(verb, at).chars().count() <= 2;
    let alone = context.clauses.is_empty() && !behind.starts_with(['が', 'は', 'も']);
    measured || of || alone || behind.starts_with("に占め") || behind.starts_with("のうち")
}
