//! Levels: 認知件数は1万717件, 逮捕した3人, 120株を押収し, 3288億元の資金を凍結, 検挙は924件、245人, うち高校生が19人.

use super::Context;
use super::nouns::nouns;
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
    let first = || verbs.first().and_then(|v| view.actions(*v).first().cloned().map(|a| (*v, a)));
    let fitting = fitting.filter(|_| !joined(context, at) || listed_first(context, &nouns, q).is_none());
    let listed = listed_first(context, &nouns, q)
        .filter(|_| joined(context, at))
        .or_else(|| part_of_last(context, at, &nouns, q))
        .or_else(|| counted_alike(context, q))
        .or_else(|| settle(view, &context.verb, &nouns, q));
    let told = fitting.or_else(|| first().filter(|_| listed.is_none()));
    let verb = told.as_ref().map(|(v, _)| *v);
    if told.is_none() && listed.is_some() {
        clause.production = "ja:list";
    }
    // 被害が121件、約14億円確認されている: the money was lost.
    let lost = |a: &Id| is_money(q) && ["identify", "register"].contains(&a.as_str()) && harm_before(view, at);
    let told = told.map(|(v, a)| if lost(&a) { (v, Id::new("defraud")) } else { (v, a) });
    let stock = || stands(view, at).then(|| Id::new("other"));
    clause.action = told.map(|(_, a)| a).or_else(stock).or(listed);
    clause.targets = targets(view, clause.action.as_ref(), &nouns);
    if clause.action.as_ref().is_some_and(|a| *a == "arrest") && clause.targets == ["case"] {
        // 検挙されたのは4,312件: cases are solved.
        clause.action = Some(Id::new("solve"));
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

/// behind := quantity (の … を | を | が | に | も)? verb
fn behind(view: &View<'_>, at: usize) -> Option<usize> {
    let follow = view.follow(at);
    let value = [
        "に上",
        "に達",
        "にとどま",
        "になっ",
        "になり",
        "になる",
        "に及",
        "に増",
        "に減",
        "にのぼ",
        "のうち",
        "に次",
        "に続",
        "に満",
        "に当た",
        "に迫",
    ];
    if value.iter().any(|w| follow.starts_with(w)) {
        return None;
    }
    let direct = view.tail(at).next().filter(|t| view.tokens[*t].span.start <= view.tokens[at].span.end);
    let direct = direct.filter(|t| view.is_verb(*t) && view.targets(*t).is_empty());
    if let Some(done) = done_to(view, at).or_else(|| found_in(view, at)) {
        return Some(done);
    }
    let about = ["について", "に関", "に対し", "において", "により", "によ", "にか", "には"];
    if about.iter().any(|w| follow.starts_with(w)) {
        return None;
    }
    // 1万事業場で違法な時間外労働を確認した: where it was done.
    let where_done = follow.starts_with('で')
        && view
            .quantity(at)
            .and_then(|q| q.counted.first())
            .is_some_and(|t| ["organisation", "den"].contains(&t.as_str()))
        && (view.tail(at).any(|t| view.is(t, Mark::Object)) || shown(view, at));
    let linked = where_done
        || follow.starts_with(['を', 'が', 'に', 'も', 'の'])
        || follow.starts_with("から")
        || follow.starts_with("など");
    if !linked {
        return direct;
    }
    let tail: Vec<usize> = view.tail(at).collect();
    let object = tail.iter().position(|t| view.is(*t, Mark::Object));
    let verbs = |from: usize| tail[from.min(tail.len())..].iter().copied().find(|t| view.is_verb(*t));
    let light = |v: &usize| LIGHT.iter().any(|w| view.tokens[*v].span.of(view.text).starts_with(w));
    // 3万点を販売し: a verb of no particular kind, right behind what it is done to.
    let plain = || {
        let word = tail.get(object? + 1).copied()?;
        let other = view.gap(tail[object?], word).is_empty() && view.actions(word) == ["other"];
        (follow.starts_with('を') && other && view.behind(word).starts_with(['し', 'さ'])).then_some(word)
    };
    let found = object.and_then(verbs).filter(|v| !light(v)).or_else(|| verbs(0)).filter(|v| !stated(view, *v));
    let found = found.or_else(plain)?;
    // パトロールに従事した: the first verb is what the second is told of.
    let next = tail.iter().copied().find(|t| *t > found && view.is_verb(*t)).filter(|t| view.gap(found, *t) == "に");
    Some(next.unwrap_or(found))
}

/// done-to := quantity (について | に対し | に対する | に関し …) noun* verb: 38社に対する検査に着手し, 134人に対し総額4,210万円が支払われ
fn done_to(view: &View<'_>, at: usize) -> Option<usize> {
    let follow = view.follow(at);
    // 3人について1人は: what is told of each.
    const TO: &[&str] = &["について", "に対し", "に対する", "に対して", "に関し", "に関して", "に関する", "には"];
    let given = follow.starts_with("には");
    let to = TO.iter().any(|w| follow.starts_with(w));
    let rest = (at + 1..view.tokens.len()).take_while(|i| !view.is(*i, Mark::Stop));
    // A sum may stand between that was paid to those.
    let rest = rest.take_while(|i| view.quantity(*i).is_none_or(is_money)).filter(|i| !view.bracketed(*i));
    let all: Vec<usize> = rest.collect();
    let sum = all.iter().any(|i| view.quantity(*i).is_some());
    let subject = || all.iter().any(|i| ["は", "が"].iter().any(|w| view.behind(*i).starts_with(w)) && !sum);
    if !to || given && !sum || subject() {
        return None;
    }
    all.into_iter().find(|i| view.is_verb(*i) && !stated(view, *i) && (!is_owed(view, *i) || !sum))
}

/// A noun of a sum that is no deed done to those who get it: 未払い賃金, 損害, 被害.
fn is_owed(view: &View<'_>, at: usize) -> bool {
    view.targets(at).iter().any(|t| *t == "money")
}

/// Whether something came to light where a figure counts: 4,310事業場で違反が見つかった.
fn shown(view: &View<'_>, at: usize) -> bool {
    let light = |i: usize| view.is_verb(i) && view.actions(i).iter().any(|a| *a == "identify");
    let seen = |i: usize| {
        let before = view.text.get(..view.tokens[i].span.start).unwrap_or("");
        light(i) && (before.ends_with('が') || view.tokens[i].span.of(view.text).contains('が'))
    };
    view.tail(at).any(seen)
}

/// found-in := cases で noun (を | に) verb: 38件で不備を指摘した, 9件で勧告に至った
fn found_in(view: &View<'_>, at: usize) -> Option<usize> {
    let follow = view.follow(at).strip_prefix('で')?;
    let cases = view.quantity(at)?.counted.first().is_some_and(|t| *t == "case");
    if !cases || follow.starts_with(['、', 'あ', '，', '。', 'し']) {
        return None;
    }
    let verb = view.tail(at).find(|i| view.is_verb(*i) && view.targets(*i).iter().all(|t| *t != "money"))?;
    let done = ["し", "さ", "に至", "を行", "を実", "を出", "を命", "た", "ている"]
        .iter()
        .any(|w| view.behind(verb).starts_with(w));
    let plain = !view.text.get(view.end(at)..view.tokens[verb].span.start)?.contains(['は', 'も']);
    (done && plain).then_some(verb)
}

/// predicate := people は … verb され: what happened to those who were told of before (拘束されていた29人は同日、日本に移送され)
fn predicate(view: &View<'_>, at: usize, q: &Quantity) -> Option<usize> {
    let people = q.counted.first().is_some_and(|t| is_people(t)) && view.follow(at).starts_with('は');
    let rest = (at + 1..view.tokens.len()).take_while(|i| view.quantity(*i).is_none() && !view.is(*i, Mark::Stop));
    // 2人は不起訴となった
    let noun = |i: usize| i == at + 1 && view.gap(at, i) == "は";
    let mut done = rest.filter(|i| view.is_verb(*i) && (noun(*i) || view.behind(*i).starts_with("され")));
    done.next().filter(|_| people)
}

/// Verbs that say no more than that what stands before を was done.
const LIGHT: &[&str] = &["実施", "行", "展開", "推進", "開始", "進め", "受け", "求め", "図"];

/// Whether a word tells that figures are made known rather than what they are of.
fn stated(view: &View<'_>, at: usize) -> bool {
    let word = view.tokens[at].span.of(view.text);
    ["発表", "公表", "公開"].contains(&word) || word == "報告" && view.behind(at).starts_with(['し', 'さ', 'す'])
}

/// The tokens of the same part before a quantity, nearest first, up to the quantity before it that is no change.
pub fn over_changes<'c>(context: &'c Context<'_>, at: usize) -> impl Iterator<Item = usize> + 'c {
    let view = &context.view;
    let change = |i: usize| context.clause_at(i).is_some_and(|c| context.clauses[c].nature == Nature::Change);
    view.before(at).take_while(move |i| view.quantity(*i).is_none() || change(*i))
}

/// before := verb … quantity, over changes (押収量は6％減の約2,579kg)
fn before(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let mut near = over_changes(context, at);
    let means = |i: &usize| {
        let near = view.behind(*i).split(['は', 'が', 'を', '、', 'し']).next().unwrap_or("");
        MEANS.iter().any(|w| view.behind(*i).starts_with(w)) || near.contains("による") || near.contains("により")
    };
    let mut found: Vec<usize> = near.by_ref().filter(|i| view.is_verb(*i) && !stated(view, *i) && !means(i)).collect();
    // 保護観察を開始した者: what stands before を was done.
    let light = |i: usize| LIGHT.iter().any(|w| view.tokens[i].span.of(view.text).starts_with(w));
    if let [first, second, ..] = found[..]
        && light(first)
        && view.gap(second, first) == "を"
    {
        found.remove(0);
    }
    // 課徴金の総額: the sum is of what stands before it. 防いだ被害: what was done to it, not what it is.
    let sum = |i: &&usize| is_sum(view, **i);
    let done = |w: &[usize]| {
        view.tokens[w[0]].span.of(view.text).starts_with("被害") && modifies(view, w[1], w[0])
            || handled(view, w[1], w[0])
    };
    let done = found.windows(2).find(|w| done(w)).map(|w| w[1]);
    done.or_else(|| found.iter().find(|i| !sum(i)).or(found.first()).copied())
}

/// Whether a word only says that a sum is told.
fn is_sum(view: &View<'_>, at: usize) -> bool {
    ["総額", "合計額", "金額", "総数"].contains(&view.tokens[at].span.of(view.text))
}

/// Whether a verb stands right before a noun and describes it: 防いだ被害, 阻止した被害.
fn modifies(view: &View<'_>, verb: usize, noun: usize) -> bool {
    let gap = view.gap(verb, noun);
    ["だ", "た", "した", "された", "できた", "できる", "する"].contains(&gap)
}

/// Whether a verb tells what was done with reports that are counted: 処理した漏えい報告, 対応した相談.
fn handled(view: &View<'_>, verb: usize, noun: usize) -> bool {
    let reports =
        view.targets(noun).iter().any(|t| *t == "report") && view.actions(noun).iter().any(|a| *a == "receive");
    let gap = view.gap(verb, noun);
    let bends = ["した", "された", "を行った", "ている"].iter().any(|w| gap.starts_with(w));
    reports && bends && !gap.contains(['は', 'が', 'を', '、'])
}

/// What stands behind a word that tells by what means something was done, or what it is about.
const MEANS: &[&str] = &[
    "により",
    "によって",
    "等により",
    "などにより",
    "を通じ",
    "のため",
    "に基づ",
    "等を通じ",
    "による",
    "に伴",
    "について",
    "に関する",
    "を装",
    "を名乗",
    "をかた",
    "を騙",
];

/// What joins the figures that one verb is told of.
const LISTS: &[&str] = &[
    "、",
    "，",
    "と",
    "・",
    "や",
    "及び",
    "を、",
    "のほか、",
    "ほか、",
    "に加え、",
    "に加えて、",
    "並びに",
    "など、",
    "等、",
];

/// listed := quantity (、 noun* quantity)* (を | が | に) verb: the verb at the end is that of all
fn listed(view: &View<'_>, at: usize) -> Option<usize> {
    let mut here = at;
    for _ in 0..12 {
        let joined = LISTS.iter().filter(|w| view.follow(here).starts_with(**w)).map(|w| w.len()).max().unwrap_or(0);
        let within = |t: usize| view.tokens[t].span.end <= view.end(here) + joined;
        let ends = view.tail(here).all(|t| view.is(t, Mark::And) || within(t));
        let next = (here + 1..view.tokens.len())
            .find(|i| view.quantity(*i).is_some() && view.bracketed(*i) == view.bracketed(at))?;
        let between = view.follow(here);
        // 128人に計約2億円が支払われた: to whom, and how much.
        let given = view.quantity(next).is_some_and(is_money) || view.follow(next).starts_with('を');
        let to = between.starts_with('に') && view.together(here, next) && given && own_noun(view, here, next);
        if !to && !ends && !view.together(here, next) || !(to || LISTS.iter().any(|w| between.starts_with(w))) {
            return None;
        }
        if view.own(next).any(|t| view.is_verb(t) && !view.targets(t).is_empty()) {
            return None;
        }
        if let Some(verb) = behind(view, next) {
            return Some(verb);
        }
        here = next;
    }
    None
}

/// Whether what stands between two figures only names what the second one counts: 300店舗にチラシ2万枚を, 128人に計約2億円が.
fn own_noun(view: &View<'_>, one: usize, two: usize) -> bool {
    (one + 1..two).all(|i| !view.is_verb(i) || !view.targets(i).is_empty())
}

/// introduced := verb in a part without a quantity that stands since the last quantity
fn introduced(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let mut since = (0..at).rev().take_while(|i| view.quantity(*i).is_none());
    let last = (0..at).rev().find(|i| view.quantity(*i).is_some());
    let told = |i: &usize| {
        let told_of = |a: &Id| ["publicise", "issue", "other"].contains(&a.as_str());
        // 情報提供が相次ぎ、SNSをめぐるものは: that something went on does not tell what it was.
        let goes_on = view.tokens[*i].span.of(view.text).starts_with("相次");
        view.is_verb(*i) && !goes_on && !view.actions(*i).iter().any(told_of) && !stated(view, *i)
    };
    let idle = |i: &usize| {
        !view.bracketed(*i)
            && last.is_none_or(|q| !view.together(q, *i) && view.host(q).is_none_or(|h| !view.together(h, *i)))
    };
    since.find(|i| told(i) && idle(i) && !view.together(*i, at))
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
    let counted = || counted().filter(|_| !harmed);
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
