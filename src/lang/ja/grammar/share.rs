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
    let verb = of_part(context, at).filter(|_| host.is_none()).or(verb);
    let named = |v: usize| {
        let actions = view.actions(v);
        let mut targets = view.targets(v);
        if targets.is_empty() && ["した", "された"].iter().any(|w| view.behind(v).starts_with(w)) {
            // 摘発した密輸事件に占める割合: cases, not people.
            targets = view.targets((v + 1).min(view.tokens.len() - 1));
        }
        let known = level.and_then(|l| context.clauses[l].action.clone()).filter(|a| actions.contains(a));
        known
            .or_else(|| super::level::choose(view, &actions, &targets).map(|(a, _)| a))
            .or_else(|| actions.first().cloned())
    };
    clause.action = verb.or_else(behind).and_then(named);
    clause.action = clause.action.or_else(|| of_victims(context, at, host.is_some()));
    clause.action = clause.action.or_else(|| level.and_then(|l| context.clauses[l].action.clone()));
    clause.carries = clause.action.is_none();
    clause.back = level.map(|l| context.clauses.len() - l);
    if verb.is_none() && host.is_none() && ahead(context, at) {
        // 全体の約6割に当たる1,876件: the level is told behind it.
        (clause.action, clause.back) = (None, Some(0));
    }
    if let Some(verb) = verb.or_else(|| view.own(at).next()) {
        context.quote(&mut clause, verb);
    }
    Some(clause)
}

/// The verb of a part of the whole, where it has its own: 起訴猶予が69.9％を占め, 8割超が持ち主に返還された, 9割で投稿が削除された.
fn of_part(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let pure = |i: &usize| view.is_verb(*i) && view.targets(*i).is_empty();
    let own = view.own(at).next().filter(|i| pure(i) && ["が", "は"].contains(&view.gap(*i, at)));
    let follow = view.follow(at);
    let leads = follow.starts_with('が')
        || follow.starts_with('で') && !follow.starts_with("で、") && !follow.starts_with("であ");
    // A label can hold the ending of its verb (削除された).
    let done = |i: usize| {
        let rest = view.behind(i);
        let bent = |w: &str| view.tokens[i].span.of(view.text).ends_with(w) && rest.starts_with(['。', '、', '\n']);
        let ends = ["された", "されて", "され、", "した。", "した、", "している"].iter().any(|w| rest.starts_with(w));
        ends || bent("された") || bent("した")
    };
    let behind = || view.tail(at).filter(pure).find(|i| done(*i)).filter(|_| leads);
    own.or_else(behind)
}

/// Whether the level of a share follows at once.
fn ahead(context: &Context<'_>, at: usize) -> bool {
    let view = &context.view;
    let next = (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some());
    let joined = |next: usize| {
        let gap = view.text.get(view.end(at)..view.tokens[next].span.start).unwrap_or("");
        ["に当たる", "にあたる", "に相当する", "を占める", "となる", "に上る"].contains(&gap)
    };
    next.is_some_and(|n| joined(n) && view.quantity(n).is_some_and(|q| q.unit != "percent"))
}

/// 被害者は女性が86％を占め: what is known of those who were harmed.
fn of_victims(context: &Context<'_>, at: usize, bracketed: bool) -> Option<Id> {
    let view = &context.view;
    let harmed = |i: usize| view.targets(i) == ["victim"];
    view.own(at).any(harmed).then(|| Id::new("register")).filter(|_| !bracketed)
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
