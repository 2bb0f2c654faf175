//! Shares and rates: 占比58%, 占到全部审结案件的61.8%, 不诉率达19.61%, 四成案件, 是2019年同期的48.8%.

use super::context::Context;
use super::stretch::Stretch;
use super::words;
use crate::bulletin::{Bound, Compare, Id};
use crate::clause::{Clause, Nature};
use crate::lexicon::Scheme;
use crate::token::{Mark, Token};

/// share := (占 | 率 | noun)* (为|达)? percent noun?
pub fn share(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    let q = stretch.head();
    let ratio = stretch.mark_before(|m| matches!(m, Mark::Base(_)));
    if q.unit != "percent" && !(q.unit == "times" && ratio.is_some()) && q.unit != "percentagePoint" {
        return None;
    }
    let action = action(context, stretch);
    let offence = offence(stretch.before).or_else(|| offence(stretch.after));
    let start = stretch.before.last().map_or(q.span.start, |t| t.span.start);
    let compare = ratio.and_then(|(_, m)| match m {
        Mark::Base(c) => Some(if c == Compare::YearOnYear { Compare::YearOnYear } else { c }),
        _ => None,
    });
    let n = stretch.quantities.len();
    let respectively = n > 1 && stretch.mark_before(|m| m == Mark::Respectively).is_some();
    let levels = respectively.then(|| context.last_of(n, Nature::Level)).flatten();
    let mut clauses = Vec::new();
    for (k, quantity) in stretch.quantities.iter().enumerate() {
        let mut clause = Clause::new((*quantity).clone(), "zh:share");
        clause.nature = Nature::Share;
        clause.action.clone_from(&action);
        clause.targets = vec![Id::new("rate")];
        clause.offence.clone_from(&offence);
        clause.compare = compare;
        clause.per = None;
        clause.back = context.last_level().map(|i| context.clauses.len() + k - i);
        // 当中逾六成涉及网购: a sentence that counts nothing before goes on with the one before.
        let among = context.topic.iter().chain(stretch.before).any(|t| words::is(t, Mark::Among));
        clause.carries = clause.action.is_none() && among && context.last_level().is_none();
        if let Some(level) = levels.as_ref().map(|l| l[k]) {
            // 破案12起、抓获9人，分别占全国的10%、8%
            clause.action = context.clauses[level].action.clone().or(clause.action);
            clause.back = Some(context.clauses.len() + k - level);
        }
        if k == 0 && clause.quantity.bound == Bound::Exact {
            clause.quantity.bound = told_before(context.text, stretch);
        }
        if k == 0 {
            context.quote(&mut clause, start, q.span.end);
        }
        clauses.push(clause);
    }
    Some(clauses)
}

/// bound := (约 | 逾 | 超 …) 占: 约占全部的三分之二
fn told_before(text: &str, stretch: &Stretch<'_>) -> Bound {
    let Some((share, _)) = stretch.mark_before(|m| m == Mark::Share) else { return Bound::Exact };
    let before = &text[..share.span.start];
    match before.chars().next_back() {
        Some('约') => Bound::About,
        Some('逾' | '超') => Bound::AtLeast,
        _ => Bound::Exact,
    }
}

fn offence(tokens: &[Token]) -> Option<Id> {
    tokens.iter().find_map(words::offence)
}

/// The action of what it is a share of: what the rate's own noun says, the verb of the part, the clause before.
fn action(context: &Context<'_>, stretch: &Stretch<'_>) -> Option<Id> {
    // 占比 and 比例 are shares of what was said before.
    let general = |t: &Token| t.span.of(context.text).starts_with(['占', '比']);
    let rate = stretch.before.iter().rev().find(|t| words::targets(t).iter().any(|t| t == "rate") && !general(t));
    if let Some(rate) = rate {
        let own = words::actions(rate);
        if let Some(a) = own.first().cloned().or_else(|| of_rate(context, rate)) {
            return Some(a);
        }
    }
    let said = || context.topic.iter().chain(stretch.before);
    let last = said().rev().find(|t| words::is_noun(t)).map(words::targets).unwrap_or_default();
    // 被害人有6成7未满30岁, 受骗者以学生居多，约占四成: a share of those who were cheated.
    if !last.is_empty() && last.iter().all(|t| t == "victim") && !said().any(words::is_pure_verb) {
        return Some(Id::new("defraud"));
    }
    let verb = stretch.before.iter().rev().find(|t| words::is_verb(t) && !general(t));
    if let Some(verb) = verb.filter(|v| words::is_pure_verb(v)) {
        return context.sense(verb, "case").or_else(|| words::actions(verb).into_iter().next());
    }
    // 由84%提升至93%: the new level is of what the former one was.
    if let Some(former) = context.clauses.last().filter(|c| c.nature == Nature::Former) {
        return former.action.clone();
    }
    // 抓获的嫌疑人中，有前科的占三成: a share of what the topic tells.
    let verb = context.topic.iter().rev().find(|t| words::is_pure_verb(t));
    if let Some(verb) = verb.filter(|_| context.clauses.is_empty() && context.topic.iter().any(words::is_noun)) {
        let noun = context.topic.iter().rev().find(|t| words::is_noun(t)).map(words::targets).unwrap_or_default();
        return noun.iter().find_map(|n| context.sense(verb, n)).or_else(|| context.sense(verb, "case"));
    }
    let level = context.last_level().and_then(|i| context.clauses[i].action.clone());
    level.or_else(|| known(context, stretch))
}

/// rate := .* V 率: the verb that a word for a rate is made of (按时办结率, 定罪率)
fn of_rate(context: &Context<'_>, rate: &Token) -> Option<Id> {
    let stem = rate.span.of(context.text).strip_suffix('率')?;
    let words = context.lexicon.scan(&crate::lang::zh::LANGUAGE, stem);
    let last = words.last().filter(|w| w.span.end == stem.len())?;
    let named = last.senses.iter().filter(|s| s.scheme == Scheme::Action).map(|s| s.id.clone());
    // Of other verbs a rate often tells how well it was done (覆盖率, 响应率).
    const OF_CASES: [&str; 6] = ["solve", "arrest", "sentence", "prosecute", "transfer", "detain"];
    let told = named.filter(|a| OF_CASES.contains(&a.as_str()) || *a == "conclude" && stem.ends_with('结'));
    told.min_by_key(|a| context.rank(a, "case").or(context.rank(a, "suspect")).unwrap_or(usize::MAX))
}

/// What is usually told of what a share is of, where nothing was told before: 占骗案宗数的一成 is of those that were registered,
/// 占损失金额的一成 of what was lost.
fn known(context: &Context<'_>, stretch: &Stretch<'_>) -> Option<Id> {
    let tokens: Vec<&Token> = context.topic.iter().chain(stretch.before).collect();
    let share = tokens.iter().rposition(|t| words::is(t, Mark::Share))?;
    let whole = |t: &&&Token| words::is_noun(t) && !words::targets(t).iter().any(|t| t == "rate");
    let noun = tokens[share + 1..].iter().rfind(whole)?;
    if let Some(own) = words::actions(noun).into_iter().next() {
        return Some(own);
    }
    words::targets(noun).iter().any(|t| t == "case").then(|| Id::new("register"))
}
