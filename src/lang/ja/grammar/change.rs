//! Changes and streaks: 257件（2.3％）減った, 前年同期比＋449件, それぞれ690件、144人下回った, 前年の2.8倍, 2年連続で増加.

use super::Context;
use super::view::{View, alike, is_people};
use crate::bulletin::{Compare, Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::lang::ja::quantities::{DOWN, UP};
use crate::token::{Kind, Mark, Period};

/// Words right behind a number that say that it is a rise.
const RISES: &[&str] = &[
    "増",
    "急増",
    "激増",
    "微増",
    "純増",
    "上昇",
    "上回",
    "多い",
    "多く",
    "多か",
    "多さ",
    "伸び",
    "膨ら",
    "高い",
    "高く",
    "高か",
    "高ま",
    "拡大",
    "アップ",
    "プラス",
    "上積",
    "超過",
    "跳ね上",
    "上が",
    "引き上げ",
    "長くな",
    "長い",
    "上向",
    "悪化し",
];
/// Words right behind a number that say that it is a fall.
const FALLS: &[&str] = &[
    "減",
    "急減",
    "激減",
    "微減",
    "純減",
    "低下",
    "下回",
    "少な",
    "縮小",
    "落ち込",
    "下落",
    "下降",
    "ダウン",
    "マイナス",
    "割り込",
    "低い",
    "低く",
    "低か",
    "縮減",
    "後退",
    "下が",
    "引き下げ",
    "短くな",
    "短縮",
    "短い",
    "落ち",
    "抑え",
];
/// What may stand between a number and the word of change.
const BETWEEN: &[&str] = &[
    "の",
    "も",
    "ほど",
    "大幅な",
    "大幅に",
    "大幅",
    "大きく",
    "わずかに",
    "やや",
    "それぞれ",
    "いずれも",
    "ともに",
    "急",
    "と",
    "ずつ",
    "程度",
    " ",
    "分の",
];

/// A word of change at the beginning of the text behind a quantity.
fn direction(follow: &str, multiple: bool) -> Option<&'static str> {
    let mut rest = follow;
    while let Some(after) = BETWEEN.iter().find_map(|w| rest.strip_prefix(w)) {
        rest = after;
    }
    if multiple {
        rest = ["超に", "超の", "超へと", "近くに", "以上に", "にまで", "へと", "に", "へ", "超"]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or(rest);
    }
    let begins = |words: &[&str]| words.iter().any(|w| rest.starts_with(w));
    if ["多くの", "減免", "増設", "増強", "増員", "高い水準"].iter().any(|w| rest.starts_with(w)) {
        return None;
    }
    // 13.0％と高い割合 tells how high, not how much higher.
    let told = !follow.starts_with('と') || multiple || begins(&["増", "減", "上昇", "低下"]);
    match (begins(RISES), begins(FALLS)) {
        (true, _) if told => Some("increase"),
        (_, true) if told => Some("decrease"),
        _ => None,
    }
}

/// The change that a sign before the number tells.
fn signed(text: &str, q: &Quantity) -> Option<&'static str> {
    let first = q.span.of(text).chars().next()?;
    match (UP.contains(&first), DOWN.contains(&first)) {
        (true, _) => Some("increase"),
        (_, true) => Some("decrease"),
        _ => None,
    }
}

/// noun-of-change := (増加 | 減少 | 伸び …) (額 | 率 | 数 | 幅)? (は | が) それぞれ? quantity
fn noun_before(view: &View<'_>, at: usize) -> Option<(usize, &'static str)> {
    let word = view.own(at).find(|i| matches!(view.tokens[*i].kind, Kind::Word(_)))?;
    let direction = view.change(word)?;
    let gap = view.gap(word, at);
    let mut rest = gap;
    while let Some(after) =
        ["率", "額", "数", "幅", "分", "件数", "人員", "は", "が", "も", "それぞれ", "、", "で", "平均", "約", "順に"]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
    {
        rest = after;
    }
    (rest.is_empty() && gap.contains(['は', 'が', 'も'])).then_some((word, direction))
}

/// The next quantity outside of brackets, where nothing but a comma (and 率にして) stands between, and brackets.
fn next(view: &View<'_>, at: usize) -> Option<usize> {
    let mut rest = at + 1..view.tokens.len();
    let next = rest.find(|i| view.quantity(*i).is_some() && view.bracketed(*i) == view.bracketed(at))?;
    let mut gap = view.text.get(view.end(at)..view.tokens[next].span.start)?;
    const BETWEEN: &[&str] = &["率にして", "率で", "金額で", "割合で", "と", "及び", "同", "前年比", "約", "、", " "];
    while let Some(rest) = BETWEEN.iter().find_map(|w| gap.strip_prefix(w)) {
        gap = rest;
    }
    gap.is_empty().then_some(next)
}

/// The next of a list whose members have a noun each: 件数は7.7％、点数は21.4％それぞれ減少した.
fn paired(view: &View<'_>, at: usize) -> Option<usize> {
    let next = (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some())?;
    let gap = view.text.get(view.end(at)..view.tokens[next].span.start)?.strip_prefix('、')?;
    let named = gap.chars().count() <= 8 && gap.ends_with(['は', 'が', 'も']) && !gap.contains('、');
    let alike = view.quantity(at)?.unit == "percent" && view.quantity(next)?.unit == "percent";
    (named && alike).then_some(next)
}

/// The direction of a quantity: its own, or that of the list it stands in (105件、率にして3.6％減った).
fn told(context: &Context<'_>, at: usize, q: &Quantity) -> Option<&'static str> {
    let view = &context.view;
    let multiple = q.unit == "times";
    if let Some(found) = signed(view.text, q).or_else(|| direction(view.follow(at), multiple)) {
        return Some(found);
    }
    if let Some((_, found)) = noun_before(view, at) {
        return Some(found);
    }
    if let Some(found) = continued(context, at) {
        return Some(found);
    }
    let head = view.before(at).any(|i| matches!(view.tokens[i].kind, Kind::Mark(Mark::Base(_) | Mark::Respectively)));
    // 前年と比べ、件数は7.7％、点数は21.4％減少した
    let held = (0..at)
        .rev()
        .take_while(|i| view.quantity(*i).is_none())
        .any(|i| matches!(view.tokens[i].kind, Kind::Mark(Mark::Base(_))));
    let mut here = at;
    for _ in 0..8 {
        let next = next(view, here).or_else(|| paired(view, here).filter(|_| head || held))?;
        let follows = view.quantity(next)?;
        let rate = view.gap(here, next).contains('率');
        if !(head || held && paired(view, at).is_some() || rate || listed(view, at)) {
            return None;
        }
        if let Some(found) = direction(view.follow(next), follows.unit == "times") {
            return Some(found);
        }
        here = next;
    }
    None
}

/// The direction of the list's first, whose noun of change is that of all: 減少率はそれぞれ53％、22％.
fn continued(context: &Context<'_>, at: usize) -> Option<&'static str> {
    let view = &context.view;
    let last = context.clauses.last().filter(|c| c.nature == Nature::Change)?;
    let before = *context.at.last()?;
    let same = next(view, before) == Some(at) && view.quantity(at).is_some_and(|q| q.unit == last.quantity.unit);
    let word = direction(view.follow(before), false).or_else(|| signed(view.text, &last.quantity));
    let told = same && view.own(at).next().is_none() && word.is_none();
    told.then_some(if last.action.as_deref() == Some("increase") { "increase" } else { "decrease" })
}

/// Whether それぞれ or a base stands before a quantity, in its part or one that holds no level.
fn listed(view: &View<'_>, at: usize) -> bool {
    let mut before = (0..at).rev().take(12).take_while(|i| !view.is(*i, Mark::Stop));
    before.any(|i| matches!(view.tokens[i].kind, Kind::Mark(Mark::Respectively)))
}

/// change := quantity with a sign, with a word of change behind it or a noun of change before it; a multiple
pub fn change(context: &Context<'_>, at: usize, q: &Quantity) -> Option<Clause> {
    let view = &context.view;
    let host = view.host(at).and_then(|h| context.clause_at(h));
    let of_host = host.map(|h| &context.clauses[h]).filter(|c| c.nature == Nature::Change);
    let multiple = q.unit == "times" || q.unit == "percentagePoint";
    if is_same_share(context, at, q) {
        return None;
    }
    let inherited =
        || of_host.filter(|_| ["percent", "times"].contains(&q.unit.as_str())).and_then(|c| c.action.clone());
    let action =
        told(context, at, q).map(Id::new).or_else(inherited).or_else(|| multiple.then(|| Id::new("increase")))?;
    let mut clause = Clause::new(q.clone(), "ja:change");
    clause.nature = Nature::Change;
    clause.action = Some(action);
    clause.compare = Some(compare(context, at, q));
    let subject = subject(context, at, q);
    clause.targets = subject.targets;
    clause.offence = subject.offence;
    clause.back = subject.of.map(|of| context.clauses.len().saturating_sub(of));
    if q.unit == "percentagePoint" {
        clause.targets = vec![Id::new("rate")];
    }
    let end = view.tail(at).find(|i| view.change(*i).is_some() && view.tokens[*i].span.start < q.span.end + 30);
    if let Some(word) = end.or_else(|| noun_before(view, at).map(|n| n.0)) {
        context.quote(&mut clause, word);
    }
    Some(clause)
}

/// Whether 同 before a share stands for the share told before: （構成比80.6％、前年比5.3％増）, 3,215件（同9.7％、同19.5％増）.
fn is_same_share(context: &Context<'_>, at: usize, q: &Quantity) -> bool {
    let view = &context.view;
    let same = at.checked_sub(1).is_some_and(|i| view.tokens[i].span.of(view.text) == "同");
    let told = |c: &Clause| c.nature == Nature::Share && view.bracketed(at);
    let share = context.clauses.iter().any(told);
    let plain = signed(view.text, q).is_none() && direction(view.follow(at), false).is_none();
    q.unit == "percent" && same && share && plain
}

fn compare(context: &Context<'_>, at: usize, q: &Quantity) -> Compare {
    let view = &context.view;
    let based = view.tokens[..at].iter().any(|t| matches!(t.kind, Kind::Mark(Mark::Base(_))));
    // 2年間で2倍: held against the beginning of the span.
    let head = crate::lang::scan::before(view.text, q.span.start, 30);
    let spanned = q.unit == "times" && ["年間で", "年間に", "か月で", "年で"].iter().any(|w| head.contains(w));
    let told = |i: usize| matches!(view.tokens[i].kind, Kind::Period(Period::SamePeriod { .. }));
    let from = |i: &usize| view.quantity(*i).is_some() && view.follow(*i).starts_with("から");
    let former = view.before(at).find(from).is_some_and(|i| !view.own(i).any(told));
    if !based && (spanned || former) { Compare::PreviousPeriod } else { context.compare(at) }
}

#[derive(Default)]
struct Subject {
    targets: Vec<Id>,
    offence: Option<Id>,
    of: Option<usize>,
}

/// What changed: the figure in front of the bracket, the level that それぞれ sets it beside, the noun of its part, or the last
/// level that is measured alike.
fn subject(context: &Context<'_>, at: usize, q: &Quantity) -> Subject {
    let view = &context.view;
    let of = |i: usize| {
        let c = &context.clauses[i];
        let of = if c.nature == Nature::Change { c.back.map_or(Some(i), |b| i.checked_sub(b)) } else { Some(i) };
        Subject { targets: c.targets.clone(), offence: c.offence.clone(), of }
    };
    if let Some(host) = view.host(at).and_then(|h| context.clause_at(h)) {
        return of(host);
    }
    if let Some(level) = aligned(context, at) {
        return of(level);
    }
    let ratio = ["percent", "times", "percentagePoint"].contains(&q.unit.as_str());
    let fits = |c: &Clause| ratio || alike(&c.quantity, q);
    let level = |within: bool| {
        let all = (0..context.clauses.len()).rev();
        all.filter(|i| !within || view.together(context.at[*i], at))
            .find(|i| matches!(context.clauses[*i].nature, Nature::Level | Nature::Share) && fits(&context.clauses[*i]))
    };
    if let Some(same) = level(true) {
        return of(same);
    }
    // 前年同期から105件、率にして3.6％減: the second tells the first anew.
    let last = context.clauses.last().filter(|c| c.nature == Nature::Change && ratio && view.own(at).next().is_none());
    if last.is_some() {
        return of(context.clauses.len() - 1);
    }
    if before_level(view, at) {
        return Subject { of: Some(context.clauses.len() + 1), ..Subject::default() };
    }
    if let Some(named) = noun(view, at, q) {
        let of = context.last_level(|c| c.targets == named && fits(c));
        return Subject { targets: named, offence: None, of };
    }
    level(false).map_or_else(Subject::default, of)
}

/// Whether the level follows at once: 73％減の約285kg, 260件（10.8％）上回る2,672件.
fn before_level(view: &View<'_>, at: usize) -> bool {
    let next =
        (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some() && view.bracketed(*i) == view.bracketed(at));
    let Some(next) = next.filter(|n| view.together(at, *n)) else { return false };
    let gap = view.text.get(view.end(at)..view.tokens[next].span.start).unwrap_or("");
    let multiple = view.quantity(at).is_some_and(|q| q.unit == "times")
        && ["の", "に当たる", "となる", "に上る", "に膨らむ"].contains(&gap);
    const CHANGES: &[&str] =
        &["増の", "減の", "増加の", "減少の", "上回る", "下回る", "増となる", "減となる", "多い", "少ない"];
    multiple || CHANGES.contains(&gap)
}

/// The targets of the noun of a part that a change is told of: 件数は82件増えた, 覚醒剤は73％減.
fn noun(view: &View<'_>, at: usize, q: &Quantity) -> Option<Vec<Id>> {
    if super::view::is_money(q) {
        return Some(vec![Id::new("money")]);
    }
    let ratio = ["percent", "times", "percentagePoint"].contains(&q.unit.as_str());
    let people = q.counted.first().is_some_and(|t| is_people(t));
    view.before(at).find_map(|i| {
        let mut targets = view.targets(i);
        targets.retain(|t| *t != "rate" && (ratio || people == is_people(t)));
        targets.truncate(1);
        (!targets.is_empty()).then_some(targets)
    })
}

/// aligned := level{n} … それぞれ quantity{n}: the level that stands at the same place as this change
fn aligned(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let near = |i: &usize| view.tokens[*i].span.start + 240 > view.tokens[at].span.start;
    let mark = (0..at).rev().take_while(near).find(|i| view.is(*i, Mark::Respectively));
    let mark = mark.or_else(|| list_before(view, at))?;
    let mut group: Vec<usize> = Vec::new();
    let mut here = (mark + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some());
    while let Some(i) = here {
        group.push(i);
        here = next(view, i).or_else(|| next_of_list(view, i));
    }
    let place = group.iter().position(|i| *i == at)?;
    let levels: Vec<usize> = (0..context.clauses.len())
        .filter(|c| context.at[*c] < mark && matches!(context.clauses[*c].nature, Nature::Level | Nature::Share))
        .filter(|c| !view.bracketed(context.at[*c]))
        .collect();
    let first = levels.len().checked_sub(group.len())?;
    levels.get(first + place).copied()
}

/// What stands before the first of a list that それぞれ ends: 前年と比べ19.0％、5.0％それぞれ増加した.
fn list_before(view: &View<'_>, at: usize) -> Option<usize> {
    let mut last = at;
    while let Some(i) = next(view, last) {
        last = i;
    }
    if !["それぞれ", "いずれも", "ともに"].iter().any(|w| view.follow(last).starts_with(w)) {
        return None;
    }
    let mut first = at;
    while let Some(i) = (0..first).rev().find(|i| view.quantity(*i).is_some()).filter(|i| next(view, *i) == Some(first))
    {
        first = i;
    }
    first.checked_sub(1).filter(|_| first < last)
}

/// 18.6％減、2倍超: the next of a list whose members have a word of change each.
fn next_of_list(view: &View<'_>, at: usize) -> Option<usize> {
    let next = (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some())?;
    let gap = view.gap(at, next);
    let plain = gap.trim_matches(['増', '減', '加', '少', '、', 'の', 'と', '約', 'し', 'で', '，']);
    plain.is_empty().then_some(next)
}

/// streak := N (年 | か月) 連続 …: the action is the change that goes on, or that of the level that it is told of
pub fn streak(context: &Context<'_>, at: usize, q: &Quantity) -> Option<Clause> {
    if !["year", "month", "day"].contains(&q.unit.as_str()) {
        return None;
    }
    let view = &context.view;
    let mut clause = Clause::new(q.clone(), "ja:streak");
    clause.nature = Nature::Streak;
    let near = crate::lang::scan::after(view.text, q.span.end, 60);
    let near = &near[..near.find(['、', '。']).unwrap_or(near.len())];
    let goes_on = |words: &[&str]| words.iter().any(|w| near.contains(w));
    // 3年連続で前年を上回った goes on rising; 3年連続で300人を超えた only passes a mark.
    let yearly = ["前年", "前の年", "前年度", "前年同期"].iter().any(|w| near.contains(&format!("{w}を")));
    let passes = !yearly && goes_on(&["超", "上回", "下回", "割"]);
    let direction = match () {
        () if passes => None,
        () if goes_on(&["増", "上昇", "拡大", "伸"]) || yearly && goes_on(&["上回", "超"]) => Some("increase"),
        () if goes_on(&["減", "低下", "縮小"]) || yearly && goes_on(&["下回", "割"]) => Some("decrease"),
        () => None,
    };
    clause.compare = yearly.then_some(Compare::YearOnYear);
    let level = context.last_level(|_| true);
    let noun = view.before(at).find(|i| !view.targets(*i).is_empty());
    let verb = view.before(at).chain((0..at).rev()).find(|i| view.is_verb(*i));
    clause.targets = noun.map(|n| view.targets(n).into_iter().take(1).collect()).unwrap_or_default();
    clause.action = direction.map(Id::new).or_else(|| verb.and_then(|v| view.actions(v).first().cloned()));
    if let Some(level) = level.map(|l| &context.clauses[l]) {
        if direction.is_none() {
            clause.action = level.action.clone().or(clause.action);
        }
        if clause.targets.is_empty() || direction.is_none() {
            clause.targets.clone_from(&level.targets);
        }
    }
    Some(clause)
}
