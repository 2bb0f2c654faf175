//! Levels: V N Q, V Q N, Q N 被 V, N V Q, N 为 Q, 对 Q V, and lists under one verb.

use super::context::Context;
use super::stretch::Stretch;
use super::verb::{hints, inherited, verb};
use super::{relative, words};
use crate::bulletin::{Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::lexicon::Scheme;
use crate::token::{Kind, Mark, Token};

/// Counting words of times and of people count nothing else, whatever noun stands before them.
fn strict(q: &Quantity) -> bool {
    let first = q.counted.first().map_or("", |t| t.as_str());
    first == "suspect" || first == "event" || first == "money" || (first == "case" && q.counted.len() <= 2)
}

/// Whether a quantity is an amount of money.
pub fn is_money(q: &Quantity) -> bool {
    q.unit.len() == 3 && q.unit.chars().all(|c| c.is_ascii_uppercase())
}

fn compatible(q: &Quantity, target: &str) -> bool {
    target != "rate" && (q.counted.is_empty() || q.counted.iter().any(|t| t == target))
}

/// What a noun phrase names, and where it begins.
#[derive(Clone, Debug)]
pub struct Noun {
    /// What each of its nouns can be, best first; a noun of several senses is one of them.
    pub choices: Vec<Vec<Id>>,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Noun {
    /// What the counting word can count of it, or all where it can count none.
    fn counted_by(mut self, q: &Quantity) -> Self {
        if self.all().any(|t| compatible(q, t)) {
            for choice in &mut self.choices {
                choice.retain(|t| compatible(q, t));
            }
            self.choices.retain(|c| !c.is_empty());
        }
        self
    }

    /// The targets under an action: of a noun of several senses the one that the action has most often.
    fn under(&self, context: &Context<'_>, action: Option<&Id>) -> Vec<Id> {
        let mut targets: Vec<Id> = Vec::new();
        for choice in &self.choices {
            let rank = |t: &&Id| action.and_then(|a| context.rank(a, t)).unwrap_or(usize::MAX);
            targets.extend(choice.iter().min_by_key(rank).filter(|t| !targets.contains(t)).cloned());
        }
        targets
    }

    /// Everything that it can be.
    pub fn all(&self) -> impl Iterator<Item = &Id> {
        self.choices.iter().flatten()
    }
}

/// The targets of a word, one choice for each thing that it names: “两卡” names both kinds of cards, while another word
/// with several senses is one of them.
fn choices(token: &Token) -> Vec<Vec<Id>> {
    let targets = words::targets(token);
    if targets.iter().all(|t| t.ends_with("Card")) {
        targets.into_iter().map(|t| vec![t]).collect()
    } else {
        vec![targets]
    }
}

/// The targets of the last noun of some words.
pub fn noun_before(_context: &Context<'_>, tokens: &[Token]) -> Option<Vec<Id>> {
    tokens.iter().rev().find(|t| words::is_noun(t)).map(words::targets)
}

/// level := (V|N)* quantity+ (N)? (被? V)?
pub fn level(context: &mut Context<'_>, stretch: &Stretch<'_>, waits: bool) -> Option<Vec<Clause>> {
    let quantities = unify(stretch);
    let per = context.average(stretch.before);
    let aligned = align(stretch, quantities.len());
    let mut clauses: Vec<Clause> = Vec::new();
    for (k, q) in quantities.iter().enumerate() {
        let headless = relative::headless(context, stretch, q);
        if headless && relative::carries(context, stretch) {
            clauses.push(Clause { carries: true, ..Clause::new(q.clone(), "zh:headless") });
            continue;
        }
        if let Some(of) = relative::source(context, q).filter(|_| headless) {
            let (action, targets) = (of.action.clone(), of.targets.clone());
            let offence = offence(stretch, None, None);
            clauses.push(Clause { action, targets, offence, ..Clause::new(q.clone(), "zh:headless") });
            continue;
        }
        let noun = match &aligned {
            Some(nouns) => Some(nouns[k].clone()),
            None => object(context, stretch, q, k),
        };
        let (verb, production) = verb(context, stretch, q, noun.as_ref());
        let mut clause = Clause::new(q.clone(), production);
        clause.action = verb.as_ref().map(|(_, a)| a.clone());
        if clause.action.is_none() && !waits && k == 0 && of_change(context, q, noun.as_ref()) {
            // 财损多出1亿元，达12亿元: the new level of what changed.
            clause.back = Some(1);
        } else if clause.action.is_none() && !waits {
            clause.action = inherited(context, clauses.last(), q, noun.as_ref());
            clause.production = "zh:list";
        }
        let weighed = noun.is_none().then(|| weighed(context, q)).flatten();
        let known = weighed.is_some()
            || clause.action.is_some()
            || noun.is_some()
            || !context.clauses.is_empty()
            || !clauses.is_empty();
        if !known && !waits && q.counted.first().is_none_or(|t| words::is_people(t)) {
            return None;
        }
        clause.targets = targets(context, clause.action.as_ref(), q, noun.as_ref());
        if let Some(targets) = weighed.filter(|_| clause.targets.is_empty()) {
            clause.targets = targets;
        }
        meant(context, &mut clause, verb.as_ref().map(|(t, _)| *t), &hints(stretch, noun.as_ref()));
        if noun.is_none()
            && let Some(former) = context.clauses.last().filter(|c| c.nature == Nature::Former)
        {
            clause.action.clone_from(&former.action);
            clause.targets.clone_from(&former.targets);
        }
        beside(context, &mut clause, clauses.last(), stretch.side_by_side);
        again(&mut clause, clauses.last(), noun.is_none());
        alike(context, &mut clause, noun.is_none());
        clause.offence = offence(stretch, verb.as_ref().map(|(t, _)| *t), noun.as_ref());
        clause.per.clone_from(&per);
        if k == 0 {
            let starts = [verb.as_ref().map(|(t, _)| t.span.start), noun.as_ref().map(|n| n.start)];
            let ends = [verb.as_ref().map(|(t, _)| t.span.end), noun.as_ref().map(|n| n.end)];
            let start = starts.into_iter().flatten().min().unwrap_or(q.span.start);
            let end = ends.into_iter().flatten().max().unwrap_or(q.span.end);
            context.quote(&mut clause, start, end);
        }
        clauses.push(clause);
    }
    Some(clauses)
}

/// What a weight without a noun is of: the drug or the goods that its sentence tells of (以大麻最多，重1120公斤; 可卡因（864公斤）).
fn weighed(context: &Context<'_>, q: &Quantity) -> Option<Vec<Id>> {
    let heavy = ["kg", "tonne", "litre"].contains(&q.unit.as_str());
    let named = context.topic.iter().rev().map(words::targets).find(|t| t.iter().any(|t| t == "drug" || t == "goods"));
    named.filter(|_| heavy)
}

/// Whether a level that names nothing else follows a change of what it can be.
fn of_change(context: &Context<'_>, q: &Quantity, noun: Option<&Noun>) -> bool {
    let Some(last) = context.clauses.last().filter(|c| c.nature == Nature::Change) else { return false };
    let bare = noun.is_none_or(|n| n.start >= q.span.start);
    bare && if is_money(q) {
        last.targets.iter().all(|t| t == "money")
    } else {
        last.targets.iter().any(|t| q.counted.contains(t))
    }
}

/// What the action of a clause means of its target: victims who are found out were cheated, and an amount whose noun says no
/// more than that (攔阻案件5件、金額3億元) is of what was done before it in its part.
fn meant(context: &Context<'_>, clause: &mut Clause, verb: Option<&Token>, hints: &[Id]) {
    if clause.action.as_ref().is_some_and(|a| *a == "identify") {
        if clause.targets.iter().all(|t| t == "victim") {
            clause.action = Some(Id::new("defraud"));
        } else if clause.targets.iter().all(|t| t == "money") && hints.iter().any(|h| h == "involve") {
            clause.action = Some(Id::new("involve"));
        }
    }
    // 查獲毒品7106公斤，…，市價估計逾90億元: what was seized is worth that.
    let worth = verb.is_none_or(words::is_noun) && is_money(&clause.quantity) && {
        let from = context.text.floor_char_boundary(clause.quantity.span.start.saturating_sub(36));
        let near = context.text[from..clause.quantity.span.start].rsplit(['，', '。', '；', '、']).next().unwrap_or("");
        ["市价", "市值", "估值", "黑市价值", "黑市价"].iter().any(|w| near.contains(w))
    };
    let seized = || context.clauses.iter().any(|c| c.action.as_ref().is_some_and(|a| *a == "seize"));
    let open = clause.action.as_ref().is_none_or(|a| ["other", "involve", "increase"].contains(&a.as_str()));
    if worth && open && seized() {
        clause.action = Some(Id::new("seize"));
    }
    // 搜查36个单位: what is searched is a place.
    let searched = verb.is_some_and(|t| t.span.of(context.text).contains('搜'))
        && clause.action.as_ref().is_some_and(|a| *a == "inspect");
    let unit = context.text[clause.quantity.span.end..].starts_with("单位");
    let place = |t: &Id| ["other", "realEstate", "event"].contains(&t.as_str()) || unit && *t == "organisation";
    if searched && clause.quantity.unit == "count" && clause.targets.iter().all(place) {
        clause.targets = vec![Id::new("den")];
    }
    // 巡查地盘、食肆等394处: counted so, they are places.
    let premises = |t: &Id| ["organisation", "realEstate"].contains(&t.as_str());
    if clause.quantity.counted == ["den"]
        && clause.action.as_ref().is_some_and(|a| *a == "inspect")
        && clause.targets.iter().all(premises)
    {
        clause.targets = vec![Id::new("den")];
    }
    held(context, clause, verb);
    let bare = verb.is_some_and(|t| ["金额", "总金额", "总额", "款项"].contains(&t.span.of(context.text)));
    // 科处罚款417宗，总额640万元: the word stands alone at the head of its part, and penalties are paid.
    let opens = verb.is_some_and(|t| context.text[..t.span.start].ends_with('，'));
    let paid = |c: &&Clause| opens && c.nature == Nature::Level && !is_money(&c.quantity);
    let paid = |c: &&Clause| paid(c) && c.action.as_ref().is_some_and(|a| *a == "penalise" || *a == "intercept");
    let beside = || context.clauses.last().filter(paid)?.action.clone();
    if bare && let Some(action) = context.of_part().or_else(beside).filter(|a| context.admits(a, "money")) {
        clause.action = Some(action);
    }
}

/// held := (冻结 | 攔截 …) accounts or payments "，" (涉款 | 涉及资产 …) money: what was held back with them
fn held(context: &Context<'_>, clause: &mut Clause, verb: Option<&Token>) {
    const WORDS: [&str; 7] = ["涉款", "涉资", "涉及", "涉及款项", "涉及金额", "涉及资产", "涉及资金"];
    let told = verb.is_some_and(|t| WORDS.contains(&t.span.of(context.text)));
    let last = context.clauses.iter().rev().find(|c| c.nature == Nature::Level);
    let Some(last) = last.filter(|_| told && is_money(&clause.quantity)) else { return };
    let held = |a: &Id| ["freeze", "intercept"].contains(&a.as_str());
    let things = last.targets.iter().all(|t| ["account", "money", "bankCard"].contains(&t.as_str()));
    if things && !is_money(&last.quantity) {
        clause.action = last.action.clone().filter(held).or(clause.action.take());
    }
}

/// Numbers of a list share the counting word of the one that has it: 1.37亿、1.21亿和2922万人次.
fn unify(stretch: &Stretch<'_>) -> Vec<Quantity> {
    let counted = stretch.quantities.iter().rev().find(|q| !q.counted.is_empty());
    stretch
        .quantities
        .iter()
        .map(|q| {
            let mut q = (*q).clone();
            if let Some(from) =
                counted.filter(|f| q.counted.is_empty() && q.unit == f.unit && q.number.end == q.span.end)
            {
                q.counted.clone_from(&from.counted);
            }
            q
        })
        .collect()
}

/// align := N (、 N)* (分别 | 各) (为|有)? Q (、 Q)*: as many nouns as quantities
fn align(stretch: &Stretch<'_>, n: usize) -> Option<Vec<Noun>> {
    if n < 2 || stretch.side_by_side {
        return None;
    }
    let (mark, _) = stretch.mark_before(|m| matches!(m, Mark::Respectively | Mark::Each | Mark::Equals))?;
    let nouns: Vec<Noun> = stretch
        .before
        .iter()
        .filter(|t| t.span.end <= mark.span.start && words::is_noun(t))
        .map(|t| Noun { choices: choices(t), start: t.span.start, end: t.span.end })
        .collect();
    let fit = nouns.iter().zip(&stretch.quantities).all(|(noun, q)| noun.all().any(|t| compatible(q, t)));
    (nouns.len() == n && fit).then_some(nouns)
}

/// What is counted: the noun behind the quantity, else the nearest one before it that its counting word can count.
fn object(context: &Context<'_>, stretch: &Stretch<'_>, q: &Quantity, k: usize) -> Option<Noun> {
    let last = k + 1 == stretch.quantities.len();
    let behind = || last.then(|| behind(stretch, q)).flatten();
    if is_money(q) {
        let money = before(stretch, q).filter(|n| n.all().any(|t| t == "money"));
        let noun = money.or_else(behind);
        return Some(Noun {
            choices: vec![vec![Id::new("money")]],
            start: noun.as_ref().map_or(q.span.start, |n| n.start),
            end: noun.as_ref().map_or(q.span.end, |n| n.end),
        });
    }
    if stretch.side_by_side && k > 0 {
        return None;
    }
    behind().or_else(|| swallowed(context, stretch, q)).or_else(|| before(stretch, q))
}

/// swallowed := V, right before its quantity, which ends in its own object: 封禁账号230个, 投入警力2300人
fn swallowed(context: &Context<'_>, stretch: &Stretch<'_>, q: &Quantity) -> Option<Noun> {
    let verb = stretch.before.last().filter(|t| words::is_pure_verb(t) && stretch.distance(t) <= 3)?;
    let word = verb.span.of(context.text);
    let ends = word.char_indices().map(|(at, _)| at).skip(1).take_while(|at| word.len() - at >= SHORTEST);
    ends.take(MOST).find_map(|at| {
        let found = context.lexicon.scan(&crate::lang::zh::LANGUAGE, &word[at..]);
        let [object] = found.as_slice() else { return None };
        let whole = object.span.start == 0 && object.span.end == word.len() - at;
        let targets: Vec<Id> =
            object.senses.iter().filter(|s| s.scheme == Scheme::Target).map(|s| s.id.clone()).collect();
        let can = |t: &Id| words::actions(verb).iter().any(|a| context.admits(a, t));
        let fits = targets.iter().any(|t| compatible(q, t) && can(t));
        (whole && fits)
            .then(|| Noun { choices: vec![targets], start: verb.span.start, end: verb.span.end }.counted_by(q))
    })
}

/// The shortest object, in bytes, and how many characters a verb may have before it.
const SHORTEST: usize = 6;
const MOST: usize = 6;

/// behind := quantity (offence | 的 | 、)* N: the last noun before a verb
fn behind(stretch: &Stretch<'_>, q: &Quantity) -> Option<Noun> {
    let mut found: Option<Noun> = None;
    for (i, token) in stretch.after.iter().enumerate() {
        let near = token.span.start - q.span.end <= 60;
        let verbal = words::is_verb(token) && !(words::is_noun(token) && (i == 0 || found.is_none()));
        // 关联账号得到处置: a verb right before its noun describes it when another verb follows.
        let rest = &stretch.after[i + 1..];
        let of = rest.first().is_some_and(|t| words::is(t, Mark::Of) && t.span.start == token.span.end);
        // 2107宗可追查的贪污投诉: so does one before 的.
        let noun = rest.first().is_some_and(words::is_noun) && rest.iter().any(words::is_pure_verb);
        if verbal && found.is_none() && (noun || of && rest.iter().any(words::is_noun)) {
            continue;
        }
        if !near
            || verbal
            || matches!(
                token.kind,
                Kind::Mark(Mark::Passive | Mark::ListComma | Mark::And | Mark::Equals | Mark::Share)
            )
        {
            break;
        }
        if words::is_noun(token) {
            let noun = Noun { choices: choices(token), start: q.span.start, end: token.span.end };
            // 380万人次观看: people are counted, not their visits.
            let watch = q.counted.first().is_some_and(|t| words::is_people(t)) && noun.all().all(|t| t == "visit");
            let fits = noun.all().any(|t| compatible(q, t));
            // 40万张电话卡拨出大量电话: what its counting word counts comes before what it cannot.
            let better = found.as_ref().is_some_and(|f: &Noun| f.all().any(|t| compatible(q, t)));
            if fits || !(strict(q) || watch || better && !q.counted.is_empty()) {
                found = Some(noun.counted_by(q));
            }
        }
    }
    found
}

/// before := N ((、|和|等) N)* … quantity
fn before(stretch: &Stretch<'_>, q: &Quantity) -> Option<Noun> {
    let tokens = stretch.before;
    let nouns = || (0..tokens.len()).rev().filter(|i| words::is_noun(&tokens[*i]));
    let nearest = nouns().next()?;
    let fits = |i: &usize| words::targets(&tokens[*i]).iter().any(|t| compatible(q, t));
    let watch = words::targets(&tokens[nearest]).iter().all(|t| t == "visit");
    let people = q.counted.first().is_some_and(|t| words::is_people(t));
    // 車手則有1487件: people are not counted by the word for cases.
    let persons =
        !(q.counted.is_empty() || people) && words::targets(&tokens[nearest]).iter().all(|t| words::is_people(t));
    // 警告3653家 behind 罚款: money is counted by no such word.
    let bodies = q.counted.first().is_some_and(|t| words::is_people(t) || t == "organisation");
    let paid = bodies && !fits(&nearest) && words::targets(&tokens[nearest]).iter().all(|t| t == "money");
    let barred = strict(q) || persons || paid || people && watch;
    // 行政处罚决定214份: only documents are counted so.
    let document = q.counted.len() == 1 && q.counted[0] == "document" && !fits(&nearest);
    let barred = barred || document && words::targets(&tokens[nearest]).iter().all(|t| t == "case");
    // 企业检查8600家次: a verb that is a noun too is none where its counting word counts what stands before it.
    let done =
        words::is_verb(&tokens[nearest]) && !fits(&nearest) && nouns().any(|i| fits(&i) && !words::is_verb(&tokens[i]));
    let close = stretch.distance(&tokens[nearest]) <= 3 && !barred && !(done && q.counted.len() == 1);
    // Officers who act are no object: 民警抓获3人.
    let acts = |i: &usize| {
        let officer = words::targets(&tokens[*i]).iter().any(|t| t == "officer" || t == "person");
        people
            && officer
            && tokens[*i + 1..].iter().any(words::is_pure_verb)
            && !stretch.before.iter().any(|t| words::is(t, Mark::Of))
    };
    // A noun before the verb is who acts, not what is counted, unless the counting word can count it.
    let agent = |i: &usize| words::targets(&tokens[*i]).iter().all(|t| words::is_people(t) || t == "organisation");
    let loose = |i: &usize| {
        let acts = agent(i) && tokens[*i + 1..].iter().any(words::is_pure_verb);
        !(strict(q) || people && watch || persons || paid) && (q.counted.is_empty() || !acts)
    };
    let head =
        if close { nearest } else { nouns().find(|i| fits(i) && !acts(i)).or_else(|| Some(nearest).filter(loose))? };
    let mut noun = Noun { choices: choices(&tokens[head]), start: tokens[head].span.start, end: tokens[head].span.end };
    let mut at = head;
    while let Some(next) = (0..at).rev().find(|i| !words::joins(&tokens[*i])) {
        let joined =
            tokens[next + 1..at].iter().any(|t| matches!(t.kind, Kind::Mark(Mark::ListComma | Mark::And | Mark::Or)));
        if !joined
            || !words::is_noun(&tokens[next])
            || tokens[at].span.start - tokens[next].span.end > 24
            || words::is_verb(&tokens[next])
        {
            break;
        }
        noun.start = tokens[next].span.start;
        noun.choices.splice(0..0, choices(&tokens[next]));
        at = next;
    }
    Some(noun.counted_by(q))
}

/// A thing counted by 个 or 项 whose noun is no word of the lexicon is another thing under a verb that can have many.
fn unnamed(context: &Context<'_>, action: &Id, q: &Quantity) -> Option<Id> {
    let wide = ["identify", "investigate", "inspect", "establish", "other"].contains(&action.as_str());
    let new = context.clauses.last().is_none_or(|c| c.action.as_ref() != Some(action));
    (wide && new && q.unit == "count" && q.span.end > q.number.end).then(|| Id::new("other"))
}

/// What is counted when neither noun nor verb tells: the first of these that the counting word can count, else other
/// things.
fn first_of(q: &Quantity, usual: &[&str]) -> Id {
    let told = usual.iter().find(|t| q.counted.iter().any(|c| c == **t));
    Id::new(told.copied().unwrap_or("other"))
}

/// What the targets are once the action is known: bare people are the kind that the action has.
fn targets(context: &Context<'_>, action: Option<&Id>, q: &Quantity, noun: Option<&Noun>) -> Vec<Id> {
    let mut targets = noun.map_or_else(Vec::new, |n| n.under(context, action));
    let Some(action) = action else {
        if targets.is_empty() {
            targets.extend(q.counted.first().filter(|t| !words::is_people(t)).cloned());
        }
        return targets;
    };
    if targets.is_empty() {
        let people = q.counted.first().is_some_and(|t| words::is_people(t));
        let body = q.counted.first().filter(|t| *t == "organisation" && context.admits(action, t));
        let bare = if body.is_some() {
            body.cloned()
        } else if people {
            context.people(action).or_else(|| Some(Id::new("person")))
        } else {
            q.counted
                .iter()
                .filter_map(|t| context.rank(action, t).map(|r| (r, t)))
                .min_by_key(|(r, _)| *r)
                .map(|(_, t)| t.clone())
        };
        let other = || (!people && !q.counted.is_empty()).then(|| first_of(q, &["case", "organisation", "document"]));
        // 提出意见215件，已采纳209件: what was done with the things before.
        let last = context.clauses.last().filter(|c| action == "other" && c.nature == Nature::Level);
        let same = last.and_then(|c| c.targets.first()).filter(|t| q.counted.contains(t)).cloned();
        targets.extend(same.or(bare).or_else(other).or_else(|| unnamed(context, action, q)));
    }
    for target in &mut targets {
        if target == "person"
            && !context.admits(action, "person")
            && let Some(people) = context.people(action)
        {
            *target = people;
        }
    }
    targets
}

/// 查获1174批、39.2万件: the same things, counted another way.
fn again(clause: &mut Clause, left: Option<&Clause>, bare: bool) {
    let Some(left) = left.filter(|_| bare) else { return };
    let counted = &clause.quantity.counted;
    let uncounted = left.quantity.counted.is_empty() && left.quantity.unit == "count";
    if uncounted && !left.targets.is_empty() && left.targets.iter().all(|t| counted.contains(t)) {
        clause.action.clone_from(&left.action);
        clause.targets.clone_from(&left.targets);
    }
}

/// 约谈网站9218家，对2317家给予警告: counted by the same word in one sentence, they are the same things. Words for cases, times and
/// people count whatever is done.
fn alike(context: &Context<'_>, clause: &mut Clause, bare: bool) {
    const WORDS: [&str; 10] = ["家", "款", "台", "部", "辆", "艘", "张", "户", "所", "家次"];
    let word = |q: &Quantity| context.text.get(q.number.end..q.span.end).unwrap_or("");
    let own = word(&clause.quantity);
    let levels = context.clauses.iter().rev().filter(|c| c.nature == Nature::Level && c.quantity.unit == "count");
    let Some(last) = levels.take(2).find(|c| word(&c.quantity) == own).filter(|_| bare && WORDS.contains(&own)) else {
        return;
    };
    if !last.targets.is_empty() {
        clause.targets.clone_from(&last.targets);
    }
}

/// 298起379人: the second is of the same work, and those whose case was solved were arrested.
fn beside(context: &Context<'_>, clause: &mut Clause, left: Option<&Clause>, side_by_side: bool) {
    let Some(left) = left.filter(|_| side_by_side) else { return };
    let people = clause.quantity.counted.first().is_some_and(|t| words::is_people(t));
    let Some(action) = left.action.clone().filter(|_| people) else { return };
    let action = if context.people(&action).is_none() && action == "solve" { Id::new("arrest") } else { action };
    let who = context.people(&action).unwrap_or_else(|| Id::new("person"));
    clause.action = Some(action);
    clause.targets = vec![who];
    clause.production = "zh:side-by-side";
}

/// The offence of the noun phrase, the first of several; else that of the phrase before the verb; else one behind.
fn offence(stretch: &Stretch<'_>, verb: Option<&Token>, noun: Option<&Noun>) -> Option<Id> {
    let after_verb = |t: &&Token| verb.is_none_or(|v| t.span.start >= v.span.start);
    let phrase = stretch.before.iter().filter(after_verb).find_map(words::offence);
    let behind = || {
        let reach = noun.map_or(0, |n| n.end);
        stretch.after.iter().filter(|t| t.span.end <= reach).find_map(words::offence)
    };
    let subject = || {
        let end = stretch.before.iter().position(|t| verb.is_some_and(|v| t.span.start >= v.span.start)).unwrap_or(0);
        let start = stretch.before[..end].iter().rposition(words::is_pure_verb).unwrap_or(0);
        stretch.before[start..end].iter().find_map(words::offence)
    };
    phrase.or_else(behind).or_else(subject).or_else(|| stretch.before.iter().rev().find_map(words::offence))
}
