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
    let verb = view.own(at).find(|i| view.is_verb(*i)).filter(|_| host.is_none());
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
    clause.back = level.map(|l| context.clauses.len() - l);
    if let Some(verb) = verb.or_else(|| view.own(at).next()) {
        context.quote(&mut clause, verb);
    }
    Some(clause)
}
