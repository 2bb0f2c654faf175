//! What is counted: 大麻草120株, 死者のうち高齢者は1,513人, 3288億円の資金, 投稿3万件.

use super::Context;
use super::verbs::over_changes;
use super::view::{View, is_money, is_people};
use crate::bulletin::{Id, Quantity};
use crate::token::{Kind, Mark};

/// Ways by which things are brought in.
const WAYS: [&str; 8] = ["貨物", "郵便", "荷物", "携帯品", "旅客", "別送品", "宅配", "乗組員"];

/// Words for how much was seized.
const AMOUNTS: [&str; 4] = ["押収量", "押収総量", "密輸押収量", "総押収量"];

/// Sums that are paid: a count of them is one of payments.
const PAYMENTS: [&str; 9] = ["取引", "送金", "支払", "振込", "振り込", "決済", "出金", "入金", "引き出"];

/// What is counted: the nouns behind の, else the nearest ones before that the counting word can count.
pub fn nouns(context: &Context<'_>, at: usize, q: &Quantity) -> Vec<Vec<Id>> {
    let view = &context.view;
    if is_money(q) {
        return vec![vec![Id::new("money")]];
    }
    let fits = |i: usize| {
        let mut targets = view.targets(i);
        targets.retain(|t| *t != "rate" && (q.counted.is_empty() || q.counted.contains(t)));
        // Of sums only payments are counted one by one: 取引が3件, but 法人税が14件 are cases.
        if !PAYMENTS.iter().any(|w| view.tokens[i].span.of(view.text).contains(w)) {
            targets.retain(|t| *t != "money");
        }
        // A loss that is counted is a case of it, and what drugs were brought in by is not weighed.
        if targets.iter().any(|t| *t == "case") {
            targets.retain(|t| *t != "money");
        }
        let weight = ["kg", "tonne", "litre"].contains(&q.unit.as_str());
        if weight {
            targets.retain(|t| ["drug", "goods"].contains(&t.as_str()));
        }
        // 押収量 says how much, not of what.
        if weight && AMOUNTS.contains(&view.tokens[i].span.of(view.text)) {
            targets.clear();
        }
        if weight && WAYS.iter().any(|w| view.tokens[i].span.of(view.text).contains(w)) {
            targets.clear();
        }
        targets
    };
    let follow = view.follow(at);
    if follow.starts_with('の') && !follow.starts_with("のうち") {
        let behind = view.tail(at).skip_while(|t| view.is(*t, Mark::Of)).take(4);
        // 1万件の口座: 件 counts whatever it is told to.
        let told = |i: usize| {
            let mut targets = fits(i);
            if targets.is_empty() && q.counted.first().is_some_and(|t| *t == "case") {
                targets = view.targets(i);
                targets.retain(|t| !is_people(t) && *t != "money" && *t != "rate");
            }
            targets
        };
        let noun = behind.take_while(|t| !view.is(*t, Mark::Object)).map(told).find(|t| !t.is_empty());
        if let Some(noun) = noun {
            return vec![noun];
        }
    }
    if let Some(noun) = beside(view, at, q) {
        return vec![noun];
    }
    let people = q.counted.first().is_some_and(|t| is_people(t));
    let object = follow.starts_with('を');
    let own: Vec<usize> = over_changes(context, at).collect();
    let words = |n: usize| own[..n].iter().any(|i| matches!(view.tokens[*i].kind, Kind::Word(_)));
    let head = own.iter().enumerate().find(|(n, i)| {
        let begins = |words: &[&str]| words.iter().any(|w| view.behind(**i).starts_with(w));
        // Who acts is not counted (捜査員が3人を), nor is what only describes (電話をかけさせる詐欺は, 検察官の認知).
        let acts = people && object && begins(&["が", "は"]);
        let of = people && begins(&["に", "から", "を", "による"])
            || words(*n) && begins(&["を", "に", "から", "による", "へ"]);
        // 文書掲示に関するもの: what the things counted are about.
        let rest = view.behind(**i).trim_start_matches(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c));
        let about = ["に関するもの", "に係るもの", "に関連するもの", "についてのもの", "をめぐるもの"]
            .iter()
            .any(|w| rest.starts_with(w));
        let describes = about || people && begins(&["の"]) && words(*n);
        !fits(**i).is_empty() && !acts && !of && !describes
    });
    let head = head.map(|(_, i)| *i).map(|head| reported(view, at, q, head));
    let whole = || whole(view, at).map(&fits).filter(|w| people && w.first().is_some_and(|t| is_people(t)));
    let Some(head) = head else {
        let weight = ["kg", "tonne", "litre"].contains(&q.unit.as_str());
        // What is weighed is what the sentence told of: 金地金の密輸は21件で、押収量は76キロ.
        let told = || (0..at).rev().map(&fits).find(|t| !t.is_empty()).filter(|_| weight);
        let amount = || view.own(at).any(|i| AMOUNTS.contains(&view.tokens[i].span.of(view.text)));
        let drugs = || amount().then(|| vec![Id::new("drug")]).filter(|_| weight);
        return whole().or_else(told).or_else(drugs).into_iter().collect();
    };
    if fits(head).iter().all(|t| *t == "person")
        && let Some(whole) = whole()
    {
        return vec![whole];
    }
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
        if !found.iter().any(|f| f.first() == fits(i).first()) && !view.gap(i, here).is_empty() {
            found.insert(0, fits(i));
        }
        here = i;
    }
    found
}

/// The noun right before a number that 件 counts: 投稿3万2,400件, 口座約500件.
fn beside(view: &View<'_>, at: usize, q: &Quantity) -> Option<Vec<Id>> {
    // 口座を12件凍結した: what it was done to, by itself.
    let object = at.checked_sub(2).filter(|i| view.gap(*i, at) == "を" && view.is(at - 1, Mark::Object));
    let object = object.filter(|i| view.targets(*i).iter().all(|t| TOLD.contains(&t.as_str())));
    let noun = object.or_else(|| at.checked_sub(1).filter(|i| view.gap(*i, at).is_empty()))?;
    let mut targets = view.targets(noun);
    targets.retain(|t| !is_people(t) && !["money", "rate", "case"].contains(&t.as_str()));
    let counts = q.counted.first().is_some_and(|t| *t == "case");
    let case = view.targets(noun).iter().any(|t| *t == "case");
    (counts && !case && !targets.is_empty()).then_some(targets)
}

/// What came in, where only that it came in is counted: 輸入差止申立ての受理件数は778件.
fn reported(view: &View<'_>, at: usize, q: &Quantity, head: usize) -> usize {
    const COUNTS: [&str; 4] = ["受理件数", "受付件数", "届出件数", "通報件数"];
    let other = |i: usize| {
        let targets = view.targets(i);
        !targets.is_empty() && targets.iter().all(|t| *t != "case" && q.counted.contains(t))
    };
    let word = view.tokens[head].span.of(view.text);
    let case = view.targets(head).iter().any(|t| *t == "case");
    let counted = COUNTS.contains(&word) && case;
    // 中止命令の発出件数, 口座の凍結件数: the papers and accounts are counted, where 件 counts them.
    let told = |i: usize| {
        let targets = view.targets(i);
        !targets.is_empty() && targets.iter().all(|t| TOLD.contains(&t.as_str()))
    };
    let of = |i: usize| {
        let gap = view.gap(i, head);
        let verb = gap.strip_prefix('の').unwrap_or("x");
        gap == "の" || verb.chars().count() <= 3 && verb.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    };
    let mut own = view.own(at).skip_while(|i| *i >= head).filter(|i| !view.is(*i, Mark::Of));
    let mut nouns = own.by_ref().skip_while(|i| view.targets(*i).is_empty() && view.is_verb(*i));
    nouns
        .next()
        .filter(|i| {
            counted && view.gap(*i, head) == "の" && other(*i) || case && word.ends_with("件数") && of(*i) && told(*i)
        })
        .unwrap_or(head)
}

/// What 件数 of something done counts by the thing that it was done to.
const TOLD: [&str; 9] =
    ["document", "account", "website", "phoneNumber", "phoneCard", "bankCard", "post", "report", "app"];

/// The noun of those of whom some are counted: 死者のうち、高齢者は1,513人.
fn whole(view: &View<'_>, at: usize) -> Option<usize> {
    // 死者を状態別にみると、歩行者が46人、二輪車が39人
    let parted = (0..at).find(|i| {
        let of = view.behind(*i).strip_prefix('を').and_then(|b| b.find("別に"));
        of.is_some_and(|b| b <= 15) && view.targets(*i).iter().any(|t| is_people(t))
    });
    if parted.is_some() {
        return parted;
    }
    let mut before = (0..at).rev().take_while(|i| view.quantity(*i).is_none());
    let among = before.find(|i| view.is(*i, Mark::Among))?;
    let noun = among.checked_sub(1)?;
    ["", "の"].contains(&view.gap(noun, among)).then_some(noun)
}
