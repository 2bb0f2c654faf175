//! The verb of a quantity: which of the words round it says what was done.

use super::context::Context;
use super::level::{Noun, is_money};
use super::stretch::Stretch;
use super::words;
use crate::bulletin::{Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::token::{Kind, Mark, Token};

type Found<'a> = (Option<(&'a Token, Id)>, &'static str);

/// The verb of a quantity: one behind it that is passive, the first of the nearest group before it that can have the
/// target, one behind it.
pub fn verb<'a>(context: &Context<'_>, stretch: &Stretch<'a>, q: &Quantity, noun: Option<&Noun>) -> Found<'a> {
    let wanted = wanted(q, noun);
    let hints = hints(stretch, noun);
    let sense = |t: &'a Token| sense(context, t, &wanted, &hints);
    let passive = stretch.after.iter().position(|t| words::is(t, Mark::Passive));
    if let Some(found) = passive.and_then(|p| stretch.after[p..].iter().filter(|t| words::is_verb(t)).find_map(sense)) {
        return (Some(found), "zh:passive");
    }
    if let Some(found) = ordered(context, stretch).and_then(sense) {
        return (Some(found), "zh:ordered");
    }
    if let Some(found) = object_of(stretch).and_then(sense) {
        return (Some(found), "zh:object-verb");
    }
    if let Some(found) = verb_before(context, stretch, &wanted, &hints) {
        return (Some(found), "zh:verb-object");
    }
    let object = stretch.mark_before(|m| m == Mark::Object).is_some();
    let reach = noun.map_or(0, |n| n.end);
    let behind = |t: &&Token| words::is_pure_verb(t) || object && words::is_verb(t) && t.span.start >= reach;
    // 其中6人持有证件: what some of those before have or are is not what was done to them.
    let people = q.counted.first().is_some_and(|t| words::is_people(t));
    let told = people && context.clauses.iter().any(|c| c.targets.iter().any(|t| words::is_people(t)));
    let told = told || people && context.topic.iter().any(words::is_noun);
    // 对2家未揭露信息的业者裁罚: what stands before 的 tells which ones.
    let of = stretch.after.iter().rposition(|t| words::is(t, Mark::Of)).filter(|_| object).map_or(0, |of| of + 1);
    let found = stretch.after[of..].iter().filter(behind).find_map(sense);
    let found = found.or_else(|| stretch.after.iter().filter(behind).find_map(sense));
    // 其中四十八宗涉及酒後駕駛: what some of those before have to do with is not what was done either.
    let counted = |c: &&Clause| c.nature == Nature::Level && c.targets.iter().any(|t| q.counted.contains(t));
    let part = !is_money(q) && (context.clauses.iter().rev().take(8).any(|c| counted(&c)) || among(context, stretch));
    if let Some(found) = found.filter(|(_, a)| !(told && *a == "other" || part && *a == "involve")) {
        return (Some(found), "zh:object-verb");
    }
    if object && let Some(verb) = stretch.after.iter().rfind(|t| words::is_pure_verb(t)) {
        return (words::actions(verb).into_iter().next().map(|a| (verb, a)), "zh:object-verb");
    }
    // A noun that tells what was done: 案值, 预警信息.
    let own = noun.and_then(|n| {
        let inside = |t: &&Token| n.start <= t.span.start && t.span.end <= n.end;
        stretch.before.iter().chain(stretch.after).filter(inside).find(|t| words::is_verb(t) && words::is_noun(t))
    });
    let of = stretch.before.iter().rposition(|t| words::is(t, Mark::Of)).unwrap_or(0);
    let describes = |i: usize, t: &Token| i < of && !wanted.iter().any(|w| w == "money") && words::describes(t);
    let verbs = || stretch.before.iter().enumerate().rev().filter(|(_, t)| words::is_verb(t));
    let dual = own.or_else(|| verbs().find(|(i, t)| !describes(*i, t)).map(|(_, t)| t));
    // 向236名被害人发还: the object waits for its verb.
    let dual = dual.filter(|_| stretch.mark_before(|m| m == Mark::Object).is_none());
    if let Some(found) = dual.and_then(sense) {
        return (Some(found), "zh:noun-quantity");
    }
    if let Some(event) = carried_out(context, stretch, noun) {
        return (Some((event, Id::new("launch"))), "zh:noun-quantity");
    }
    // A verb right before its noun is its verb, whatever is usual.
    let close =
        stretch.before.iter().rev().find(|t| words::is_pure_verb(t)).filter(|v| {
            noun.is_some_and(|n| n.start >= v.span.end && n.start - v.span.end <= 6) && !q.counted.is_empty()
        });
    // 设卡112处, 限产停产15件: a verb right before its number is its verb too.
    let bare =
        || stretch.before.last().filter(|t| noun.is_none() && words::is_pure_verb(t) && stretch.distance(t) <= 3);
    (close.or_else(bare).and_then(|v| words::actions(v).into_iter().next().map(|a| (v, a))), "zh:verb-noun")
}

/// Whether a quantity is told as a part of what was counted before (其中412宗涉及…).
fn among(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    context.topic.iter().chain(stretch.before).any(|t| words::is(t, Mark::Among))
}

/// The action of a verb that goes with one of the wanted targets: the one that the noun tells too (发放 of 宣传手册 is
/// publicising), else the most usual.
fn sense<'a>(context: &Context<'_>, verb: &'a Token, wanted: &[Id], hints: &[Id]) -> Option<(&'a Token, Id)> {
    let told = words::actions(verb).into_iter().find(|a| hints.contains(a) && !words::is_noun(verb));
    told.or_else(|| wanted.iter().find_map(|w| context.sense(verb, w))).map(|a| (verb, a))
}

/// The actions that the noun itself tells.
pub fn hints(stretch: &Stretch<'_>, noun: Option<&Noun>) -> Vec<Id> {
    let Some(noun) = noun else { return Vec::new() };
    let inside = |t: &&Token| noun.start <= t.span.start && t.span.end <= noun.end && words::is_noun(t);
    stretch.before.iter().chain(stretch.after).filter(inside).flat_map(words::actions).collect()
}

/// The targets that a verb must admit one of: those of the noun, else those of the counting word.
fn wanted(q: &Quantity, noun: Option<&Noun>) -> Vec<Id> {
    match noun {
        Some(n) if !n.choices.is_empty() => n.all().cloned().collect(),
        _ if q.counted.is_empty() => vec![Id::new("other")],
        _ => q.counted.clone(),
    }
}

/// verbs := V ((、|和|并)? V)* … quantity: the first of the nearest group
fn verb_before<'a>(
    context: &Context<'_>,
    stretch: &Stretch<'a>,
    wanted: &[Id],
    hints: &[Id],
) -> Option<(&'a Token, Id)> {
    let tokens = stretch.before;
    let sense = |t: &'a Token| sense(context, t, wanted, hints);
    // 发生适用一般程序处理的事故: a verb before 的 describes the noun when another verb stands before it.
    let describes = |i: usize| {
        tokens.get(i + 1).is_some_and(|n| words::is(n, Mark::Of) && n.span.start == tokens[i].span.end)
            && tokens[..i].iter().filter(|t| words::is_pure_verb(t)).any(|t| sense(t).is_some())
    };
    let named = quoted(tokens);
    let verbs = |quotes: bool| -> Vec<usize> {
        let verb = |i: &usize| words::is_pure_verb(&tokens[*i]) && !describes(*i) && (quotes || !named[*i]);
        (0..tokens.len()).filter(verb).collect()
    };
    // 督促整改“人脸识别滥用”点位: what a name says nobody did.
    let pure = Some(verbs(false)).filter(|v| !v.is_empty()).unwrap_or_else(|| verbs(true));
    let mut best = pure.iter().rev().find_map(|i| sense(&tokens[*i]).map(|s| (*i, s)))?;
    // 检查自驾出境小客车: a word that is a noun too is a verb where the next one tells what kind of thing was counted.
    let kind = tokens.get(best.0 + 1).is_some_and(|n| words::is_noun(n) && n.span.start == tokens[best.0].span.end);
    let alone = pure.first() == Some(&best.0) && kind && words::describes(&tokens[best.0]);
    let dual =
        || tokens[..best.0].iter().rposition(|t| words::is_verb(t) && tokens[best.0].span.start - t.span.end <= 12);
    if let Some(found) = alone.then(dual).flatten().and_then(|i| sense(&tokens[i])).filter(|(_, a)| a != "other") {
        return Some(found);
    }
    if let Some(first) = of_phrase(context, stretch, &pure, best.0) {
        best = pure[..first].iter().rev().find_map(|i| sense(&tokens[*i]).map(|s| (*i, s))).unwrap_or(best);
    }
    // 打掉运送人员从事诈骗的团伙, 涉及货车的事故: of the verbs before the last 的 the first one did it, unless it only describes.
    let of = tokens.iter().rposition(|t| words::is(t, Mark::Of)).filter(|of| best.0 < *of);
    if of.is_some_and(|of| tokens[of..].iter().any(words::is_noun)) {
        let first = pure.iter().find_map(|i| sense(&tokens[*i]))?;
        let describes = ["involve", "other"].contains(&first.1.as_str()) && !wanted.iter().any(|w| w == "money");
        return Some(first).filter(|_| !describes);
    }
    let nearest = best.0;
    // 受理监委移送1460人: what others sent came in.
    let came = pure.iter().rev().filter(|i| **i < nearest && best.1.1 == "transfer").find_map(|i| sense(&tokens[*i]));
    if let Some(came) = came.filter(|(_, a)| a == "register" || a == "receive") {
        return Some(came);
    }
    for i in pure.iter().rev().filter(|i| **i < nearest) {
        let between = &tokens[*i + 1..best.0];
        let joined =
            between.iter().all(|t| matches!(t.kind, Kind::Mark(Mark::And | Mark::ListComma) | Kind::Agency(_)));
        let close = tokens[best.0].span.start - tokens[*i].span.end <= if between.is_empty() { 0 } else { 24 };
        match sense(&tokens[*i]).filter(|_| joined && close) {
            Some(s) => best = (*i, s),
            None => break,
        }
    }
    Some(best.1)
}

/// The action of the list that a quantity without a verb is in: that of the part before without a quantity, when its
/// verb can have the target, else that of the clause before.
pub fn inherited(context: &Context<'_>, left: Option<&Clause>, q: &Quantity, noun: Option<&Noun>) -> Option<Id> {
    let wanted = wanted(q, noun);
    let admits =
        |a: &Id| wanted.iter().any(|w| context.admits(a, w) || (words::is_people(w) && context.people(a).is_some()));
    let topical = context
        .topic
        .iter()
        .rev()
        .filter(|t| words::is_verb(t))
        .find_map(|t| wanted.iter().find_map(|w| context.sense(t, w)));
    let earlier = || {
        let levels = context.clauses.iter().rev().filter(|c| matches!(c.nature, Nature::Level | Nature::Share));
        left.into_iter().chain(levels).filter_map(|c| c.action.clone()).find(|a| admits(a))
    };
    // 凍結83個錢包、3.2億顆泰達幣: the list itself comes first, and of what was counted before what is counted alike.
    let beside = left.and_then(|c| c.action.clone()).filter(|a| admits(a));
    let alike = || {
        let same = |c: &&Clause| c.targets.iter().any(|t| q.counted.contains(t) || is_money(q) && t == "money");
        let levels = context.clauses.iter().rev().filter(|c| matches!(c.nature, Nature::Level)).filter(same);
        levels.filter_map(|c| c.action.clone()).find(|a| admits(a)).filter(|_| noun.is_none() || is_money(q))
    };
    // 破案2390起，缴毒3.36吨；其中公斤以上案件173起: some of those counted before, not of what was weighed since.
    let last = context.clauses.last().filter(|_| noun.is_some() && !is_money(q));
    let gap = last.and_then(|c| context.text.get(c.quantity.span.end..q.span.start)).unwrap_or("");
    if gap.trim_start_matches(['，', '；', '。', '（']).starts_with("其中") {
        let same = |c: &&Clause| c.nature == Nature::Level && c.targets.iter().any(|t| wanted.contains(t));
        let whole = context.clauses.iter().rev().find(same).and_then(|c| c.action.clone());
        if let Some(whole) = whole.filter(|a| admits(a)) {
            return Some(whole);
        }
    }
    if is_money(q) {
        topical.or_else(alike).or(beside).or_else(earlier)
    } else {
        // 搜查36个摊档、8间店铺: the list of its own part goes before what introduced it.
        let part = || context.of_part().filter(|a| admits(a));
        beside.or_else(part).or(topical).or_else(alike).or_else(earlier)
    }
}

/// Which tokens stand between quotation marks.
fn quoted(tokens: &[Token]) -> Vec<bool> {
    let last = tokens.iter().rposition(|t| words::is(t, Mark::Quote)).unwrap_or(0);
    let mut inside = false;
    let flags = tokens.iter().enumerate().map(|(i, t)| {
        inside ^= words::is(t, Mark::Quote);
        inside && i < last
    });
    flags.collect()
}

/// phrase := V (V' N | V'、V' 等 N): a verb that begins the noun phrase of another one, told by the index into `pure` before which
/// the other one stands: 查验自驾出境小客车, 查出违规收集、超范围索权等问题
fn of_phrase(context: &Context<'_>, stretch: &Stretch<'_>, pure: &[usize], best: usize) -> Option<usize> {
    let tokens = stretch.before;
    let at = pure.iter().position(|i| *i == best).filter(|at| *at > 0)?;
    let noun = tokens[best + 1..].iter().find(|t| words::is_noun(t))?;
    let earlier = &tokens[pure[at - 1]];
    let apart = |t: &Token| t.span.start > earlier.span.end;
    let joins = |t: &&Token| matches!(t.kind, Kind::Mark(Mark::And | Mark::ListComma));
    let between = tokens[pure[at - 1] + 1..best].iter().filter(joins).count();
    let gap = context.text.get(tokens[best].span.end..noun.span.start)?;
    // 经营 and 出境 tell what kind of thing it is.
    let kind = words::describes(&tokens[best]) && !words::describes(earlier) && gap.is_empty() && between == 0;
    let listed = gap.ends_with('等') || gap.ends_with("等的");
    let list = listed
        && apart(&tokens[best])
        && context.text[earlier.span.end..tokens[best].span.start].contains('、') == (between > 0);
    (kind || list).then_some(at)
}

/// ordered := (责令 | 督促 | 勒令) quantity N? V: what those who were counted had to do
fn ordered<'a>(context: &Context<'_>, stretch: &Stretch<'a>) -> Option<&'a Token> {
    let order = stretch.before.last().filter(|t| stretch.distance(t) == 0)?;
    let orders = ["责令", "勒令", "裁定"].iter().any(|w| context.text[..order.span.end].ends_with(w));
    stretch.after.iter().find(|t| words::is_pure_verb(t)).filter(|_| orders)
}

/// object := 对 … V … 的 quantity N? V: of those whom a clause in 的 tells apart, the verb behind says what was done to them
/// (对涉嫌犯罪但无需追究的12人决定不起诉)
fn object_of<'a>(stretch: &Stretch<'a>) -> Option<&'a Token> {
    let first = stretch.before.iter().find(|t| words::is_pure_verb(t) || words::is(t, Mark::Object))?;
    let of = stretch.before.last().filter(|t| words::is(t, Mark::Of) && stretch.distance(t) == 0)?;
    let verb = stretch.after.iter().find(|t| words::is_pure_verb(t))?;
    (words::is(first, Mark::Object) && of.span.start > first.span.end).then_some(verb)
}

/// carried-out := (进行 | 采取) .* 行动 quantity: operations that were carried out
fn carried_out<'a>(context: &Context<'_>, stretch: &Stretch<'a>, noun: Option<&Noun>) -> Option<&'a Token> {
    let noun = noun.filter(|n| n.all().any(|t| t == "event"))?;
    let inside = |t: &&Token| noun.start <= t.span.start && t.span.end <= noun.end && words::is_noun(t);
    let event = stretch.before.iter().find(inside).filter(|t| t.span.of(context.text).ends_with("行动"))?;
    let from = context.text.floor_char_boundary(event.span.start.saturating_sub(60));
    let part = context.text[from..event.span.start].rsplit(['，', '。', '；', '\n']).next().unwrap_or("");
    ["进行", "采取"].iter().any(|w| part.contains(w)).then_some(event)
}
