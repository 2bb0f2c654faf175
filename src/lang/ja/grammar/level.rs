//! Levels: 認知件数は1万717件, 逮捕した3人, 120株を押収し, 3288億元の資金を凍結, 検挙は924件、245人, うち高校生が19人.

use super::Context;
use super::nouns::nouns;
use super::verbs::{before, behind, doer, introduced, is_sum, listed, predicate};
use super::view::{View, alike, is_money, is_people};
use crate::bulletin::{Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::token::{Kind, Mark, Period};

/// level := (noun | verb)* quantity (の noun)* ((を | が | に) verb)?
pub fn level(context: &mut Context<'_>, at: usize, q: &Quantity) -> Option<Clause> {
    let view = &context.view;
    let mut clause = Clause::new(q.clone(), "ja:level");
    let nouns = nouns(context, at, q);
    let mut verbs: Vec<usize> =
        [predicate(view, at, q), behind(view, at), before(context, at), listed(view, at), introduced(context, at)]
            .into_iter()
            .flatten()
            .collect();
    if is_money(q) {
        verbs.sort_by_key(|v| is_sum(view, *v));
    }
    if stands(view, at) {
        verbs.retain(|v| !lasts(view, *v));
    }
    if is_money(q) && verbs.iter().all(|v| is_sum(view, *v)) && settle(view, &context.verb, &nouns, q).is_some() {
        // 課徴金納付命令を行い、その総額は: the sum is of what was done before it.
        verbs.clear();
    }
    let fitting = verbs.iter().find_map(|v| settle(view, &view.actions(*v), &nouns, q).map(|a| (*v, a)));
    let offenders = nouns.last().is_some_and(|n| n.iter().all(|t| *t == "suspect"));
    let received = |a: &Id| offenders && *a == "receive";
    let first =
        || verbs.first().and_then(|v| view.actions(*v).first().cloned().map(|a| (*v, a))).filter(|(_, a)| !received(a));
    let fitting = fitting.filter(|_| !joined(context, at) || listed_first(context, &nouns, q).is_none());
    let listed = listed_first(context, &nouns, q)
        .filter(|_| joined(context, at))
        .or_else(|| part_of_last(context, at, &nouns, q))
        .or_else(|| counted_alike(context, q))
        .or_else(|| settle(view, &context.verb, &nouns, q));
    let told = fitting
        .or_else(|| given(view, at, q, &verbs).map(|v| (v, Id::new("issue"))))
        .or_else(|| first().filter(|_| listed.is_none()));
    let verb = told.as_ref().map(|(v, _)| *v);
    if told.is_none() && listed.is_some() {
        clause.production = "ja:list";
    }
    // 被害が121件、約14億円確認されている: the money was lost.
    let lost = |a: &Id| is_money(q) && ["identify", "register"].contains(&a.as_str()) && harm_before(view, at);
    let told = told.map(|(v, a)| if lost(&a) { (v, Id::new("defraud")) } else { (v, a) });
    let told = told.map(|(v, a)| if a == "defraud" && is_due(view, v) { (v, Id::new("return")) } else { (v, a) });
    let stock = || stands(view, at).then(|| Id::new("other"));
    clause.action = told.map(|(_, a)| a).or_else(stock).or(listed);
    clause.targets = targets(view, clause.action.as_ref(), &nouns);
    if clause.action.as_ref().is_some_and(|a| *a == "arrest") && clause.targets == ["case"] {
        // 検挙されたのは4,312件: cases are solved.
        clause.action = Some(Id::new("solve"));
    }
    if clause.targets.iter().all(|t| ["officer", "volunteer"].contains(&t.as_str())) && takes_part(view, at, &clause) {
        clause.action = Some(Id::new("mobilise"));
    }
    if let Some(verb) = verb.filter(|_| clause.targets.is_empty()) {
        clause.targets = harmed(view, verb, q);
    }
    if clause.targets.is_empty() {
        clause.targets = same(context, q).filter(|_| verb.is_none()).unwrap_or_default();
    }
    if clause.targets.is_empty() && verb.is_none() && q.counted.first().is_some_and(|t| is_people(t)) {
        clause.targets = told_of(view, at);
    }
    if clause.targets.is_empty() && verb.is_some() {
        clause.targets = usual(view, clause.action.as_ref(), q);
    }
    clause.agency = doer(view, at).and_then(|i| if let Kind::Agency(a) = view.tokens[i].kind { Some(a) } else { None });
    clause.per = per(view, at).or_else(|| per_of_list(context, at));
    if let Some(level) = held_against(context, at, q) {
        clause.action.clone_from(&context.clauses[level].action);
        clause.targets.clone_from(&context.clauses[level].targets);
    }
    clause.carries = verb.is_none() && clause.production != "ja:list" && !turns(view, &nouns);
    let head = view.own(at).find(|i| matches!(view.tokens[*i].kind, Kind::Word(_)));
    for word in verb.into_iter().chain(head) {
        context.quote(&mut clause, word);
    }
    if !view.tokens[..at].iter().any(|t| matches!(t.kind, Kind::Period(_))) {
        // When is told before its figure, never behind it.
        clause.period = Some(Period::Same);
    }
    if former(view, at, q) {
        clause.nature = Nature::Former;
        clause.production = "ja:former-level";
    }
    if let Some(verb) = verb {
        context.verb = context.view.actions(verb);
    }
    Some(clause)
}

/// Whether the sentence told of losses before a figure.
fn harm_before(view: &View<'_>, at: usize) -> bool {
    (0..at).any(|i| view.actions(i).iter().any(|a| *a == "defraud"))
}

/// given := bodies に … verb of issuing: those to whom papers were sent (212者に警告書を発出し)
fn given(view: &View<'_>, at: usize, q: &Quantity, verbs: &[usize]) -> Option<usize> {
    let bodies = q.counted.iter().any(|t| *t == "organisation");
    let to = view.follow(at).starts_with('に') && !view.follow(at).starts_with("につ");
    let issues = |v: &usize| view.actions(*v).iter().any(|a| *a == "issue") && view.tokens[*v].span.start > q.span.end;
    verbs.iter().copied().find(issues).filter(|_| bodies && to)
}

/// Whether officers or volunteers take part: 捜査員140人が参加した, ボランティア約310人が加わった.
fn takes_part(view: &View<'_>, at: usize, clause: &Clause) -> bool {
    const DOES: [&str; 9] =
        ["が参加", "も参加", "が加わ", "も加わ", "が当た", "が協力", "が従事", "が立ち会", "が繰り出"];
    !clause.targets.is_empty() && DOES.iter().any(|w| view.follow(at).starts_with(w))
}

/// Whether a verb makes somebody pay what is due: 割増賃金を支払わせた企業, 1,354企業に未払い賃金101億円を支払わせた.
fn is_due(view: &View<'_>, verb: usize) -> bool {
    const DUE: [&str; 8] = ["賃金", "残業", "下請代金", "工賃", "退職金", "予告手当", "休業手当", "養育費"];
    let made = ["支払わせ", "払わせ"].iter().any(|w| view.tokens[verb].span.of(view.text).starts_with(w));
    let before = crate::lang::scan::before(view.text, view.tokens[verb].span.start, 180);
    let sentence = before.rsplit(['。', '\n']).next().unwrap_or(before);
    made && DUE.iter().any(|w| sentence.contains(w))
}

/// Whether a figure is told of a day on which it stood so (1月1日現在の不法残留者数): nobody did anything to it.
fn stands(view: &View<'_>, at: usize) -> bool {
    let is_period = |i: &usize| matches!(view.tokens[*i].kind, Kind::Period(_));
    let day = |i: usize| {
        view.tokens[i].span.of(view.text).ends_with("現在") && view.behind(i).starts_with(['の', 'で', '、'])
    };
    // 令和6年末現在、退去強制令書が発付されている者は: the day opens the sentence.
    let opens = || (0..at).take(2).find(is_period).filter(|i| *i == 0 && (0..at).all(|t| view.quantity(t).is_none()));
    view.before(at).find(is_period).or_else(opens).is_some_and(day)
}

/// Whether a verb tells a state that lasts rather than a deed: 発付されている者, 運用している台数.
fn lasts(view: &View<'_>, verb: usize) -> bool {
    let behind = view.behind(verb);
    ["されている", "している", "ている", "を受けている"].iter().any(|w| behind.starts_with(w))
}

/// Whether a figure is joined to the one before it, which a verb describes, and both are what something else is told of:
/// 押収した携帯電話62台とパソコン18台の解析.
fn joined(context: &Context<'_>, at: usize) -> bool {
    let view = &context.view;
    let last = context.at.last().filter(|last| view.together(**last, at));
    last.is_some_and(|last| {
        view.gap(*last, at).starts_with(['と', 'や']) || view.follow(*last).starts_with(['と', 'や'])
    }) && (view.follow(at).starts_with('の') || view.follow(at).starts_with('を'))
        && last.is_some_and(|last| before(context, *last).is_some())
}

fn listed_first(context: &Context<'_>, nouns: &[Vec<Id>], q: &Quantity) -> Option<Id> {
    settle(&context.view, &context.verb, nouns, q)
}

/// The action of the last level, of which a figure without a noun of its own is a part: 警告は1,612件で、うち掲示に関するものが1,398件.
fn part_of_last(context: &Context<'_>, at: usize, nouns: &[Vec<Id>], q: &Quantity) -> Option<Id> {
    let last = context.last_level(|_| true).filter(|l| alike(&context.clauses[*l].quantity, q))?;
    let whole = &context.clauses[last];
    let counted = !whole.targets.is_empty() && whole.targets.iter().all(|t| q.counted.contains(t));
    let among = (context.at[last]..at).any(|i| context.view.is(i, Mark::Among));
    whole.action.clone().filter(|_| nouns.is_empty() && counted && among)
}

/// The action of the last level that is measured alike, where one that is measured otherwise stands between: 認知件数は40件、被害額は5億円で、
/// うち女性が30件.
fn counted_alike(context: &Context<'_>, q: &Quantity) -> Option<Id> {
    let last = context.clauses.iter().rfind(|c| c.nature == Nature::Level)?;
    let like = context.last_level(|c| alike(&c.quantity, q))?;
    context.clauses[like].action.clone().filter(|_| !alike(&last.quantity, q))
}

/// What the last level of the sentence that is measured alike counts, where this one can count it.
fn same(context: &Context<'_>, q: &Quantity) -> Option<Vec<Id>> {
    let last = context.last_level(|c| alike(&c.quantity, q))?;
    let targets = &context.clauses[last].targets;
    targets.iter().all(|t| q.counted.contains(t)).then(|| targets.clone())
}

/// Those who came to harm of whom the sentence told before: 65歳以上の被害者が8割を占める一方、30代以下も148人.
fn told_of(view: &View<'_>, at: usize) -> Vec<Id> {
    let nouns = (0..at).rev().map(|i| view.targets(i));
    let last = nouns.into_iter().find(|t| t.iter().any(|t| is_people(t)));
    last.filter(|t| *t == ["victim"]).unwrap_or_default()
}

/// People whom the verb itself tells of: 1人が死亡, 3人が重傷.
fn harmed(view: &View<'_>, verb: usize, q: &Quantity) -> Vec<Id> {
    let mut targets = view.targets(verb);
    targets.retain(|t| is_people(t) && q.counted.contains(t));
    targets.truncate(1);
    targets
}

/// What an action has most often of what a counting word can count; which people, the resolver tells.
fn usual(view: &View<'_>, action: Option<&Id>, q: &Quantity) -> Vec<Id> {
    let Some(action) = action.filter(|_| q.counted.first().is_some_and(|t| !is_people(t))) else { return Vec::new() };
    // 38件で不備を指摘した: what was found out is a case, not a lead.
    let case = q.counted.first().filter(|t| **t == "case" && *action == "identify" && view.rank(action, t).is_some());
    if let Some(case) = case {
        return vec![case.clone()];
    }
    let ranked = q.counted.iter().filter(|t| **t != "money").filter_map(|t| view.rank(action, t).map(|r| (r, t)));
    ranked.min_by_key(|(r, _)| *r).map(|(_, t)| t.clone()).into_iter().collect()
}

/// former := quantity から … quantity (へ | に | まで | と): the first, where its own period is not told
fn former(view: &View<'_>, at: usize, q: &Quantity) -> bool {
    let next = (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some() && view.together(at, *i));
    let Some(next) = next.filter(|n| view.quantity(*n).is_some_and(|n| n.unit == q.unit)) else { return false };
    let dated = view.own(at).any(|i| matches!(view.tokens[i].kind, Kind::Period(_)));
    view.follow(at).starts_with("から") && view.follow(next).starts_with(['へ', 'に', 'ま', 'と']) && !dated
}

/// Of what can have been done and what can be counted, what goes best together.
pub fn choose(view: &View<'_>, actions: &[Id], targets: &[Id]) -> Option<(Id, Id)> {
    let pairs = actions.iter().enumerate().flat_map(|(n, a)| targets.iter().map(move |t| (n, a, t)));
    let ranked = pairs.filter_map(|(n, a, t)| view.rank(a, t).map(|r| (r, n, a, t)));
    ranked.min_by_key(|(r, n, ..)| (*r, *n)).map(|(_, _, a, t)| (a.clone(), t.clone()))
}

/// The action that a quantity has of those that a verb can mean.
fn settle(view: &View<'_>, actions: &[Id], nouns: &[Vec<Id>], q: &Quantity) -> Option<Id> {
    let named = nouns.last().and_then(|n| choose(view, actions, n)).map(|(a, _)| a);
    let weight = ["kg", "tonne", "litre"].contains(&q.unit.as_str());
    let usual: &[&str] = if weight { &["drug", "goods"] } else { &[] };
    let weighed = || choose(view, actions, &usual.iter().map(|t| Id::new(t)).collect::<Vec<_>>()).map(|(a, _)| a);
    // Those who came to harm are not what was done to offenders: 検挙人員は46人で、被害者は66人.
    let harmed = nouns.last().is_some_and(|n| n.iter().all(|t| *t == "victim"));
    let counted = || q.counted.iter().find_map(|t| choose(view, actions, std::slice::from_ref(t))).map(|(a, _)| a);
    let offenders = nouns.last().is_some_and(|n| n.iter().all(|t| *t == "suspect"));
    // 現金を受け取る「受け子」が14人: nobody received these.
    let received = |a: &Id| offenders && *a == "receive";
    let counted = || counted().filter(|a| !harmed && !received(a));
    let named = named.filter(|a| !received(a));
    let free = || (q.counted.is_empty() && !weight && nouns.is_empty()).then(|| actions.first().cloned()).flatten();
    named.or_else(weighed).or_else(counted).or_else(free)
}

fn targets(view: &View<'_>, action: Option<&Id>, nouns: &[Vec<Id>]) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    for noun in nouns {
        let rank = |t: &&Id| action.and_then(|a| view.rank(a, t)).unwrap_or(usize::MAX);
        found.extend(noun.iter().min_by_key(rank).filter(|t| !found.contains(t)).cloned());
    }
    // People whom an action cannot have in their own kind are people to it: 救出した容疑者 are persons.
    if let ([one], Some(action)) = (&found[..], action)
        && is_people(one)
        && view.rank(action, one).is_none()
        && view.rank(action, "person").is_some()
    {
        return vec![Id::new("person")];
    }
    found
}

/// Whether a sentence turns to cases of another kind: 一方、侵入窃盗は812件.
fn turns(view: &View<'_>, nouns: &[Vec<Id>]) -> bool {
    let cases = nouns.iter().flatten().any(|t| *t == "case");
    let begins = view.tokens.first().map_or("", |t| crate::lang::scan::before(view.text, t.span.start, 9));
    cases && begins.ends_with("一方")
}

/// The level of which a figure is the one of a year before: 119万件で、前年同期の63万件と比べ.
fn held_against(context: &Context<'_>, at: usize, q: &Quantity) -> Option<usize> {
    let view = &context.view;
    let base = view.own(at).find(|i| matches!(view.tokens[*i].kind, Kind::Period(Period::SamePeriod { .. })))?;
    let alone = ["の", "の約", "（"].contains(&view.gap(base, at));
    context.last_level(|c| alone && alike(&c.quantity, q))
}

/// The average of which this is the second figure: 1日平均では90件、3,544点.
fn per_of_list(context: &Context<'_>, at: usize) -> Option<Id> {
    let (last, clause) = (*context.at.last()?, context.clauses.last()?);
    let gap = context.view.gap(last, at).trim_end_matches('約').strip_prefix('、')?;
    // 1件当たりの被害額は1,385万円、追徴税額は283万円
    let named = gap.ends_with(['は', 'が']) && gap.chars().count() <= 12 && !gap.contains('、');
    let alike = context.view.quantity(at)?.unit == clause.quantity.unit && clause.quantity.unit != "count";
    clause.per.clone().filter(|_| gap.is_empty() || named && alike)
}

/// The unit of an average before a quantity.
fn per(view: &View<'_>, at: usize) -> Option<Id> {
    view.own(at).find_map(|i| match view.tokens[i].kind {
        Kind::Mark(Mark::Per(unit)) => Some(Id::new(unit)),
        Kind::Word(_) => {
            let word = view.tokens[i].span.of(view.text);
            let of = [
                ("件当たり", "case"),
                ("人当たり", "person"),
                ("月平均", "month"),
                ("日平均", "day"),
                ("年平均", "year"),
            ];
            of.into_iter().find(|(w, _)| word.contains(w)).map(|(_, unit)| Id::new(unit))
        }
        _ => None,
    })
}
