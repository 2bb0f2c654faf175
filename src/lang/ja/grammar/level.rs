//! Levels: 認知件数は1万717件, 逮捕した3人, 120株を押収し, 3288億元の資金を凍結, 検挙は924件、245人, うち高校生が19人.

use super::Context;
use super::view::{View, is_money, is_people};
use crate::bulletin::{Id, Quantity};
use crate::clause::{Clause, Nature};
use crate::token::{Kind, Mark};

/// level := (noun | verb)* quantity (の noun)* ((を | が | に) verb)?
pub fn level(context: &mut Context<'_>, at: usize, q: &Quantity) -> Option<Clause> {
    let view = &context.view;
    let mut clause = Clause::new(q.clone(), "ja:level");
    let nouns = nouns(view, at, q);
    let verb = verb(context, at);
    let actions = verb.map_or_else(Vec::new, |v| view.actions(v));
    let chosen = settle(view, &actions, &nouns, q);
    let (action, production) = match (chosen, verb) {
        (Some(action), Some(_)) => (Some(action), "ja:level"),
        (_, Some(_)) => (actions.first().cloned(), "ja:level"),
        _ => (settle(view, &context.verb, &nouns, q), "ja:list"),
    };
    clause.action = action;
    clause.production = production;
    clause.targets = targets(view, clause.action.as_ref(), &nouns, q);
    clause.per = per(view, at);
    clause.carries = verb.is_none();
    if let Some(verb) = verb {
        context.quote(&mut clause, verb);
    }
    let head = view.own(at).find(|i| matches!(view.tokens[*i].kind, Kind::Word(_)));
    if let Some(head) = head {
        context.quote(&mut clause, head);
    }
    if former(view, at, q) {
        clause.nature = Nature::Former;
        clause.production = "ja:former-level";
    }
    if !actions.is_empty() {
        context.verb = actions;
    }
    Some(clause)
}

/// former := quantity から … quantity (へ | に | まで | と): the first, where its own period is not told
fn former(view: &View<'_>, at: usize, q: &Quantity) -> bool {
    let next = (at + 1..view.tokens.len()).find(|i| view.quantity(*i).is_some() && view.together(at, *i));
    let Some(next) = next.filter(|n| view.quantity(*n).is_some_and(|n| n.unit == q.unit)) else { return false };
    let dated = view.own(at).any(|i| matches!(view.tokens[i].kind, Kind::Period(_)));
    view.follow(at).starts_with("から") && view.follow(next).starts_with(['へ', 'に', 'ま', 'と']) && !dated
}

/// The verb of a quantity: the one behind it that it is the object or the subject of, else the one before it, else that of
/// the list that it stands in, else that of what only introduces.
fn verb(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    behind(view, at).or_else(|| before(view, at)).or_else(|| listed(view, at)).or_else(|| introduced(context, at))
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
    let linked =
        follow.starts_with(['を', 'が', 'に', 'も', 'の']) || follow.starts_with("から") || follow.starts_with("など");
    if !linked {
        return direct;
    }
    let tail: Vec<usize> = view.tail(at).collect();
    let object = tail.iter().position(|t| view.is(*t, Mark::Object));
    let verbs = |from: usize| tail[from.min(tail.len())..].iter().copied().find(|t| view.is_verb(*t));
    object.and_then(verbs).or_else(|| verbs(0)).filter(|v| !stated(view, *v))
}

/// Whether a word tells that figures are made known rather than what they are of.
fn stated(view: &View<'_>, at: usize) -> bool {
    ["発表", "公表", "報告", "公開"].contains(&view.tokens[at].span.of(view.text))
}

/// before := verb … quantity, over changes (押収量は6％減の約2,579kg)
fn before(view: &View<'_>, at: usize) -> Option<usize> {
    let changes = |i: &usize| {
        view.quantity(*i).is_none_or(|q| ["percent", "times"].contains(&q.unit.as_str()) || turned(view, *i))
    };
    let near: Vec<usize> = view.before(at).take_while(changes).collect();
    let weak = |i: &usize| view.actions(*i).iter().all(|a| *a == "other");
    let verbs = || near.iter().copied().filter(|i| view.is_verb(*i) && !stated(view, *i));
    verbs().find(|i| !weak(i)).or_else(|| verbs().next())
}

/// Whether the word right behind a quantity is one of change.
fn turned(view: &View<'_>, at: usize) -> bool {
    view.tail(at).next().is_some_and(|t| view.change(t).is_some() && view.gap(at, t).chars().count() < 3)
}

/// listed := quantity (、 noun* quantity)* (を | が | に) verb: the verb at the end is that of all
fn listed(view: &View<'_>, at: usize) -> Option<usize> {
    let mut here = at;
    for _ in 0..12 {
        let ends = view.tail(here).all(|t| view.is(t, Mark::And));
        let next = (here + 1..view.tokens.len())
            .find(|i| view.quantity(*i).is_some() && view.bracketed(*i) == view.bracketed(at))?;
        let between = view.follow(here);
        if !ends && !view.together(here, next)
            || !(between.starts_with(['、', '，', 'と', '・', 'や']) || between.starts_with("及び"))
        {
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

/// introduced := verb in a part without a quantity that stands since the last quantity
fn introduced(context: &Context<'_>, at: usize) -> Option<usize> {
    let view = &context.view;
    let since = (0..at).rev().take_while(|i| view.quantity(*i).is_none());
    let told = |i: &usize| {
        let named = view.actions(*i);
        !named.is_empty()
            && !named.iter().any(|a| ["publicise", "issue", "other"].contains(&a.as_str()))
            && !stated(view, *i)
    };
    since.into_iter().find(|i| told(i) && !view.bracketed(*i))
}

/// What is counted: the nouns behind の, else the nearest ones before that the counting word can count.
fn nouns(view: &View<'_>, at: usize, q: &Quantity) -> Vec<Vec<Id>> {
    if is_money(q) {
        return vec![vec![Id::new("money")]];
    }
    let fits = |i: usize| {
        let mut targets = view.targets(i);
        targets.retain(|t| *t != "rate" && (q.counted.is_empty() || q.counted.contains(t)));
        targets
    };
    let follow = view.follow(at);
    if follow.starts_with('の') && !follow.starts_with("のうち") {
        let behind = view.tail(at).skip_while(|t| view.is(*t, Mark::Of)).take(4);
        let noun = behind.take_while(|t| !view.is(*t, Mark::Object)).map(fits).find(|t| !t.is_empty());
        if let Some(noun) = noun {
            return vec![noun];
        }
    }
    let people = q.counted.first().is_some_and(|t| is_people(t));
    let object = follow.starts_with('を');
    let head = view.own(at).find(|i| {
        let acts = people && object && view.behind(*i).starts_with('が');
        let of = people && ["に", "から", "を", "による"].iter().any(|w| view.behind(*i).starts_with(w));
        !fits(*i).is_empty() && !acts && !of
    });
    let Some(head) = head else { return Vec::new() };
    let mut found = vec![fits(head)];
    let mut here = head;
    for i in view.own(head) {
        let joined = ["や", "と", "・", "及び", "、"].contains(&view.gap(i, here));
        if view.is(i, Mark::And) {
            continue;
        }
        if !joined && !view.gap(i, here).chars().all(|c| "・や".contains(c)) || fits(i).is_empty() {
            break;
        }
        if !found.iter().any(|f| f.first() == fits(i).first()) && view.gap(i, here) != "" {
            found.insert(0, fits(i));
        }
        here = i;
    }
    found
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
    let counted = || q.counted.iter().find_map(|t| choose(view, actions, std::slice::from_ref(t))).map(|(a, _)| a);
    let free = || (q.counted.is_empty() && !weight && nouns.is_empty()).then(|| actions.first().cloned()).flatten();
    named.or_else(weighed).or_else(counted).or_else(free)
}

fn targets(view: &View<'_>, action: Option<&Id>, nouns: &[Vec<Id>], q: &Quantity) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    for noun in nouns {
        let rank = |t: &&Id| action.and_then(|a| view.rank(a, t)).unwrap_or(usize::MAX);
        found.extend(noun.iter().min_by_key(rank).filter(|t| !found.contains(t)).cloned());
    }
    // What is not yet told of a case's counting word is told by its action.
    if found.is_empty() && action.is_some_and(|a| q.counted.first().is_some_and(|c| view.rank(a, c).is_some())) {
        found.extend(q.counted.first().filter(|c| !is_people(c)).cloned());
    }
    found
}

/// The unit of an average before a quantity.
fn per(view: &View<'_>, at: usize) -> Option<Id> {
    view.own(at).find_map(|i| match view.tokens[i].kind {
        Kind::Mark(Mark::Per(unit)) => Some(Id::new(unit)),
        _ => None,
    })
}
