//! Changes and streaks: 同比上升22.7%, 比上年同期分别高出95.5%和38.9%, 由1202起降至980起, 连续20个月下降.

use super::context::Context;
use super::level;
use super::stretch::Stretch;
use super::words;
use crate::bulletin::{Compare, Id};
use crate::clause::{Clause, Nature};
use crate::token::{Kind, Mark, Token};

fn direction(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Increase => Some("increase"),
        Mark::Decrease => Some("decrease"),
        _ => None,
    }
}

fn ends_in_level(text: &str, token: &Token) -> bool {
    token.span.of(text).ends_with(['至', '到'])
}

/// streak := 连续 N (个月|年|天) … (上升|下降)
pub fn streak(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    stretch.mark_before(|m| m == Mark::Streak)?;
    let q = stretch.head();
    if !matches!(q.unit.as_str(), "year" | "month" | "day") {
        return None;
    }
    let near = stretch.after.iter().chain(stretch.before.iter().rev());
    let (token, action) = near.into_iter().find_map(|t| match t.kind {
        Kind::Mark(m) => direction(m).map(|d| (t, d)),
        _ => None,
    })?;
    let mut clause = Clause::new(q.clone(), "zh:streak");
    clause.nature = Nature::Streak;
    clause.action = Some(Id::new(action));
    clause.targets = level::noun_before(context, stretch.before)
        .or_else(|| level::noun_before(context, &context.topic))
        .unwrap_or_default();
    clause.compare = base(stretch.before).or_else(|| base(stretch.after));
    context.quote(&mut clause, token.span.start, token.span.end);
    Some(vec![clause])
}

fn base(tokens: &[Token]) -> Option<Compare> {
    tokens.iter().rev().find_map(|t| match t.kind {
        Kind::Mark(Mark::Base(c)) => Some(c),
        _ => None,
    })
}

/// former := (由|从) quantity … (增至|降至|上升到) quantity: the first is the former level of the second
pub fn former_and_new(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    let (mark, _) = stretch.mark_before(|m| matches!(m, Mark::From | Mark::By))?;
    let q = stretch.head();
    let changes = stretch.mark_before(|m| direction(m).is_some()).is_some_and(|(t, _)| t.span.start > mark.span.start);
    if stretch.distance(mark) > 24 || stretch.quantities.len() > 1 || changes {
        return None;
    }
    let rises = context.text[q.span.end..].chars().take(12).collect::<String>();
    let rises = rises.split(['，', '。', '；']).next().unwrap_or("");
    if !["至", "到", "为"].iter().any(|w| rises.contains(w)) {
        return None;
    }
    let found = super::share::share(context, stretch).or_else(|| level::level(context, stretch, false))?;
    let mut clause = found.into_iter().next()?;
    clause.compare = None;
    clause.nature = Nature::Former;
    clause.production = "zh:former-level";
    Some(vec![clause])
}

/// change := noun* base? 分别? (上升|下降|增幅 …) (为|达)? quantity ((、|和) quantity)*
pub fn change(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    let q = stretch.head();
    let relative = matches!(q.unit.as_str(), "percent" | "percentagePoint" | "times");
    let time = matches!(q.unit.as_str(), "year" | "month" | "day");
    if let Some(direction) = super::nothing::shortened(context.text, q.span.start).filter(|_| time) {
        let mut clause = Clause::new(q.clone(), "zh:shortened");
        clause.nature = Nature::Change;
        clause.action = Some(Id::new(direction));
        clause.targets = vec![Id::new("other")];
        clause.compare = Some(base(stretch.before).unwrap_or(Compare::YearOnYear));
        context.quote(&mut clause, q.span.start.saturating_sub("缩短".len()), q.span.end);
        return Some(vec![clause]);
    }
    if let Some(found) = more_or_less(context, stretch).or_else(|| restated(context, stretch)) {
        return Some(found);
    }
    let nearest = stretch.mark_before(|m| direction(m).is_some());
    let behind = stretch.after.first().filter(|t| t.span.start - q.span.end <= 9).and_then(|t| match t.kind {
        Kind::Mark(m) => direction(m).map(|_| (t, m)),
        _ => None,
    });
    let (token, mark) =
        nearest.filter(|_| relative || is_difference(context, stretch)).or(behind.filter(|_| relative))?;
    let gap = context.text.get(token.span.end..q.span.start).unwrap_or("");
    if ends_in_level(context.text, token) || gap.starts_with(['到', '至']) || blocked(stretch, token) {
        return None;
    }
    let action = Id::new(direction(mark)?);
    let compare = base(stretch.before).or_else(|| base(&context.topic)).or(context.base).unwrap_or(Compare::YearOnYear);
    context.base = base(stretch.before).or_else(|| base(&context.topic)).or(context.base);
    let n = stretch.quantities.len();
    let said: Vec<Token> = stretch.before.iter().take_while(|t| t.span.start < token.span.start).cloned().collect();
    let subjects = subjects(context, &said, n, q.unit == "percentagePoint");
    let mut clauses = Vec::new();
    for (k, quantity) in stretch.quantities.iter().enumerate() {
        let mut clause = Clause::new((*quantity).clone(), "zh:change");
        clause.nature = Nature::Change;
        clause.action = Some(action.clone());
        clause.compare = Some(compare);
        let mut subject = subjects[k.min(subjects.len() - 1)].clone();
        counted(context, quantity, &mut subject);
        if quantity.unit == "percentagePoint" {
            // 堵截率同比提高9.1个百分点: points are those of a rate, whatever noun stands before.
            subject.targets = vec![Id::new("rate")];
        }
        clause.targets.clone_from(&subject.targets);
        clause.offence.clone_from(&subject.offence);
        clause.back = subject.of.map(|i| context.clauses.len() + k - i);
        if k == 0 {
            context.quote(&mut clause, token.span.start, token.span.end);
        }
        clauses.push(clause);
    }
    context.run = context.clauses.len() + clauses.len();
    Some(clauses)
}

/// difference := (比…|同比) (又|也)? (多|少) quantity: 比前一年多4件; multiple := 是 base (“…”)? 的 N倍
fn more_or_less(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    let q = stretch.head();
    let (held, compare) = stretch.before.iter().rev().find_map(|t| match t.kind {
        Kind::Mark(Mark::Base(c)) => Some((t, c)),
        _ => None,
    })?;
    let gap = context.text.get(held.span.end..q.span.start).unwrap_or("");
    let multiple = q.unit == "times" && q.value > rust_decimal::Decimal::ONE;
    let action = match difference(gap) {
        Some(direction) => direction,
        None if multiple && (gap.is_empty() || gap.ends_with('的')) => "increase",
        None => return None,
    };
    let said: Vec<Token> = stretch.before.iter().take_while(|t| t.span.start < held.span.start).cloned().collect();
    let mut subject = subjects(context, &said, 1, false).into_iter().next()?;
    counted(context, q, &mut subject);
    let mut clause = Clause::new(q.clone(), "zh:more-or-less");
    clause.nature = Nature::Change;
    clause.action = Some(Id::new(action));
    clause.compare = Some(compare);
    clause.targets = subject.targets;
    clause.offence = subject.offence;
    clause.back = subject.of.map(|i| context.clauses.len() - i);
    context.quote(&mut clause, held.span.start, q.span.end);
    context.base = Some(compare);
    context.run = context.clauses.len() + 1;
    Some(vec![clause])
}

/// difference := (又|还|也|仍|均|分别)? (多|少) .{0,3}: 又多, 多办, 少立, 多抓获; what it is more of is a verb
fn difference(gap: &str) -> Option<&'static str> {
    let adverbs = ["分别", "又", "还", "也", "仍", "均"];
    let gap = adverbs.iter().find_map(|w| gap.strip_prefix(w)).unwrap_or(gap);
    let (direction, verb) = match gap.strip_prefix('多') {
        Some(verb) => ("increase", verb),
        None => ("decrease", gap.strip_prefix('少')?),
    };
    let plain = !verb.contains(['为', '达', '至', '到', '于', '的', '，', '数', '年', '有', '了']);
    (verb.chars().count() <= 3 && plain).then_some(direction)
}

/// restated := 即? percent, alone in its part or in brackets, right behind a change that was counted: 增加946宗，即8.2%;
/// 减少404宗（-33.1%）; a multiple likewise
fn restated(context: &mut Context<'_>, stretch: &Stretch<'_>) -> Option<Vec<Clause>> {
    let q = stretch.head();
    let change =
        |c: &&Clause| c.nature == Nature::Change && c.quantity.unit != "percent" && c.quantity.span.end < q.span.start;
    let last = context.clauses.iter().rev().take(4).find(change)?;
    let between = context.text.get(last.quantity.span.end..q.span.start)?;
    let alone = [
        "，",
        "，即",
        "（",
        "（即",
        "（-",
        "（+",
        "（－",
        "（＋",
        "，或",
        "、",
        "（减幅",
        "（增幅",
        "，亦即",
        "，升",
        "，约",
    ];
    let whole = stretch.quantities.len() == 1 && stretch.after.is_empty() && stretch.tail.is_empty();
    if q.unit != "percent" || !whole || !alone.contains(&between) {
        return None;
    }
    let mut clause = Clause { quantity: q.clone(), quote: q.span, production: "zh:restated", ..last.clone() };
    clause.back = None;
    Some(vec![clause])
}

/// A share that stands after its own word is no change: 下降明显，占58%.
fn blocked(stretch: &Stretch<'_>, change: &Token) -> bool {
    stretch.mark_before(|m| matches!(m, Mark::Share)).is_some_and(|(t, _)| t.span.start > change.span.start)
        || stretch.mark_before(|m| matches!(m, Mark::Rate)).is_some_and(|(t, _)| t.span.start > change.span.start)
}

/// A count is a difference when the word of change stands right before it: 同比增加215件.
fn is_difference(context: &Context<'_>, stretch: &Stretch<'_>) -> bool {
    stretch.mark_before(|m| direction(m).is_some()).is_some_and(|(t, _)| {
        stretch.distance(t) <= 3
            && !ends_in_level(context.text, t)
            && (base(stretch.before).is_some()
                || t.span.of(context.text).ends_with('了')
                || base(&context.topic).is_some()
                || context.base.is_some()
                || context.last_level().is_some())
    })
}

#[derive(Clone)]
struct Subject {
    targets: Vec<Id>,
    offence: Option<Id>,
    of: Option<usize>,
}

/// A difference that is counted (多出11宗) is one of what its counting word counts, not of the amount before it.
fn counted(context: &Context<'_>, q: &crate::bulletin::Quantity, subject: &mut Subject) {
    let told = |t: &Id| q.counted.contains(t);
    if q.counted.is_empty() || subject.targets.iter().any(told) || words::is_people(&q.counted[0]) {
        return;
    }
    let last = |change: bool| {
        context.clauses.iter().rposition(|c| (change || c.nature != Nature::Change) && c.targets.iter().any(told))
    };
    let of = last(false).or_else(|| last(true));
    subject.of = last(false).or(subject.of);
    subject.targets = of.map_or_else(|| vec![q.counted[0].clone()], |i| context.clauses[i].targets.clone());
}

/// What changed: the nouns of the part itself, else the last levels of the sentence in their order, else the noun of
/// the part before.
fn subjects(context: &Context<'_>, said: &[Token], n: usize, points: bool) -> Vec<Subject> {
    let own: Vec<&Token> = said.iter().filter(|t| words::is_noun(t)).collect();
    if !own.is_empty() {
        return named(context, &own, said, n);
    }
    let topical: Vec<&Token> = context.topic.iter().filter(|t| words::is_noun(t)).collect();
    if !topical.is_empty() {
        return named(context, &topical[topical.len().saturating_sub(n.max(1))..], &context.topic, n);
    }
    // Points are those of a rate; per cent those of a level.
    let (first, second) = if points { (Nature::Share, Nature::Level) } else { (Nature::Level, Nature::Share) };
    if let Some(levels) = context.last_of(n, first).or_else(|| context.last_of(n, second)) {
        return levels
            .into_iter()
            .map(|i| {
                let of = &context.clauses[i];
                Subject { targets: of.targets.clone(), offence: of.offence.clone(), of: Some(i) }
            })
            .collect();
    }
    vec![Subject { targets: Vec::new(), offence: None, of: context.last_level() }]
}

/// Nouns that stand for the quantities one by one when there are as many, else the last one for all.
fn named(context: &Context<'_>, nouns: &[&Token], said: &[Token], n: usize) -> Vec<Subject> {
    let offences: Vec<Id> = said.iter().filter_map(words::offence).collect();
    let one = |noun: &Token, k: usize| {
        let targets = words::targets(noun);
        let of = context.clauses.iter().rposition(|c| c.nature != Nature::Change && c.targets == targets);
        let offence = if offences.len() == n { offences.get(k) } else { offences.first() };
        Subject { targets, offence: offence.cloned(), of }
    };
    // 电诈案件发案数、损失数同比分别…: the last ones, when the first only describes them.
    let nouns = if n > 1 && nouns.len() > n { &nouns[nouns.len() - n..] } else { nouns };
    if nouns.len() == n {
        return nouns.iter().enumerate().map(|(k, t)| one(t, k)).collect();
    }
    let last = nouns[nouns.len() - 1];
    (0..n.max(1)).map(|k| one(last, k)).collect()
}
