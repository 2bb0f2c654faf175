//! The verb of a figure: behind it (120株を押収し), before it (逮捕した3人), at the end of its list, or in a part without figures.

use super::Context;
use super::view::{View, is_money, is_people};
use crate::bulletin::{Id, Quantity};
use crate::clause::Nature;
use crate::token::{Kind, Mark};

/// behind := quantity (の … を | を | が | に | も)? verb
pub fn behind(view: &View<'_>, at: usize) -> Option<usize> {
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
pub fn predicate(view: &View<'_>, at: usize, q: &Quantity) -> Option<usize> {
    let people = q.counted.first().is_some_and(|t| is_people(t)) && view.follow(at).starts_with('は');
    let rest = (at + 1..view.tokens.len()).take_while(|i| view.quantity(*i).is_none() && !view.is(*i, Mark::Stop));
    // 2人は不起訴となった
    let noun = |i: usize| i == at + 1 && view.gap(at, i) == "は";
    let rest: Vec<usize> = rest.collect();
    if let Some(body) = doer(view, at) {
        let verb = rest.iter().copied().filter(|i| *i > body && view.is_verb(*i));
        return verb.into_iter().next_back();
    }
    let mut done = rest.into_iter().filter(|i| view.is_verb(*i) && (noun(*i) || view.behind(*i).starts_with("され")));
    done.next().filter(|_| people)
}

/// doer := figure (は | については) body が: who did it to those who were counted (残る16人は入管が収容した)
pub fn doer(view: &View<'_>, at: usize) -> Option<usize> {
    let topic = ["は", "については", "に対しては", "を", "については、", "は、"];
    let body = (at + 1..view.tokens.len()).take(3).find(|i| matches!(view.tokens[*i].kind, Kind::Agency(_)))?;
    let gap = view.text.get(view.end(at)..view.tokens[body].span.start)?;
    (topic.contains(&gap) && view.behind(body).starts_with('が')).then_some(body)
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
pub fn before(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let mut near = over_changes(context, at);
    let means = |i: &usize| {
        let near = view.behind(*i).split(['は', 'が', 'を', '、', 'し']).next().unwrap_or("");
        MEANS.iter().any(|w| view.behind(*i).starts_with(w)) || near.contains("による") || near.contains("により")
    };
    let mut found: Vec<usize> = near.by_ref().filter(|i| view.is_verb(*i) && !stated(view, *i) && !means(i)).collect();
    // 検挙・補導された少年: of two that are joined the first.
    while let [second, first, ..] = found[..]
        && ["・", "や", "又は", "または", "及び"].contains(&view.gap(first, second))
    {
        found.remove(0);
    }
    // 保護観察を開始した者: what stands before を was done.
    let light = |i: usize| LIGHT.iter().any(|w| view.tokens[i].span.of(view.text).starts_with(w));
    if let [first, second, ..] = found[..]
        && light(first)
        && ["を", "の"].contains(&view.gap(second, first))
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
pub fn is_sum(view: &View<'_>, at: usize) -> bool {
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
pub fn listed(view: &View<'_>, at: usize) -> Option<usize> {
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
pub fn introduced(context: &Context<'_>, at: usize) -> Option<usize> {
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
