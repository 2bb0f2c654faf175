//! Quantities: a numeral with its sign, bounds, unit and counting word: 約1万件, ＋449件, ▲3.5％, 8割以上, 60〜80人.

use rust_decimal::Decimal;

use super::numerals::{self, Numeral, Part, Written};
use super::units::{self, Unit};
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::han::amount::{self, Amount, End, Found};
use crate::lang::han::{begins, blanks, digit, longest, numeral};
use crate::token::Kind;

/// Words before a number that bound it.
const BEFORE: &[(&str, Bound)] = &[
    ("約", Bound::About),
    ("およそ", Bound::About),
    ("おおよそ", Bound::About),
    ("おおむね", Bound::About),
    ("概ね", Bound::About),
    ("ほぼ", Bound::About),
    ("推定", Bound::About),
    ("推計", Bound::About),
    ("少なくとも", Bound::AtLeast),
    ("最低でも", Bound::AtLeast),
    ("最大", Bound::AtMost),
    ("最大で", Bound::AtMost),
    ("最大約", Bound::AtMost),
];

/// Words behind the unit that bound the number.
const AFTER: &[(&str, Bound)] = &[
    ("余り", Bound::AtLeast),
    ("あまり", Bound::AtLeast),
    ("余", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("超え", Bound::AtLeast),
    ("超す", Bound::AtLeast),
    ("強", Bound::AtLeast),
    ("以上", Bound::AtLeast),
    ("を超え", Bound::AtLeast),
    ("を超す", Bound::AtLeast),
    ("を超過", Bound::AtLeast),
    ("を突破", Bound::AtLeast),
    ("弱", Bound::AtMost),
    ("以下", Bound::AtMost),
    ("未満", Bound::AtMost),
    ("に満たな", Bound::AtMost),
    ("近く", Bound::About),
    ("近い", Bound::About),
    ("に迫", Bound::About),
    ("程度", Bound::About),
    ("前後", Bound::About),
    ("ほど", Bound::About),
    ("くらい", Bound::About),
    ("ぐらい", Bound::About),
];

/// Words that begin like a bound and are none: 強盗, 弱者, 超過.
const NO_BOUNDS: &[&str] =
    &["強盗", "強制", "強要", "強化", "強い", "強く", "弱者", "弱い", "弱み", "余罪", "余剰", "余裕", "超過勤務"];

/// Signs of a change before its number.
pub const UP: [char; 2] = ['+', '＋'];
/// Signs of a fall before its number.
pub const DOWN: [char; 6] = ['-', '－', '−', '▲', '△', '▼'];

/// What stands before the unit of a number.
struct Head {
    /// Where the quantity begins, with its bound.
    at: usize,
    /// The numeral.
    number: Span,
    bound: Option<Bound>,
    currency: Option<&'static str>,
}

/// bound := a word of the table, no word that only begins like one
fn bound_of<'a>(i: &'a str, rows: &[(&'static str, Bound)]) -> Option<(&'a str, Bound)> {
    longest(i, rows).ok().filter(|_| !NO_BOUNDS.iter().any(|w| i.starts_with(w)))
}

/// before := (bound | blank)*: 少なくとも約
fn before(i: &str) -> (&str, Option<Bound>) {
    let (mut rest, mut bound) = (i, None);
    while let Some((after, b)) = bound_of(rest, BEFORE) {
        bound = Some(settle(bound, Some(b)).unwrap_or(b));
        rest = after.trim_start_matches(['、', ' ']);
    }
    (rest, bound)
}

/// Two bounds at once (少なくとも約, 約…余り) say "at least".
fn settle(one: Option<Bound>, two: Option<Bound>) -> Option<Bound> {
    match (one, two) {
        (Some(Bound::AtMost), _) | (_, Some(Bound::AtMost)) => Some(Bound::AtMost),
        (Some(Bound::AtLeast), _) | (_, Some(Bound::AtLeast)) => Some(Bound::AtLeast),
        (one, two) => one.or(two),
    }
}

/// A sign of change may stand before a number unless it can be a dash: behind a digit or a letter it is one.
fn change_sign(text: &str, at: usize) -> Option<usize> {
    let c = text[at..].chars().next().filter(|c| UP.contains(c) || DOWN.contains(c))?;
    let inside = text[..at].chars().next_back().is_some_and(|b| b.is_alphanumeric() && !"比同は".contains(b));
    let len = c.len_utf8();
    (!inside && text[at + len..].starts_with(|c| digit(c).is_some())).then_some(len)
}

/// The quantity that begins at `at`, if one does.
pub fn quantity_at(text: &str, at: usize) -> Option<Found> {
    let signed = change_sign(text, at).unwrap_or(0);
    let (rest, bound) = before(&text[at + signed..]);
    let (rest, currency) = units::sign(rest).map_or((rest, None), |(r, c)| (blanks(r).map_or(r, |b| b.0), Some(c)));
    let (rest, second) = before(rest);
    let start = text.len() - rest.len();
    let bound = settle(bound, second);
    if numerals::no_numeral(rest) && !rest.starts_with("半") {
        return None;
    }
    if let Some(found) = in_words(text, at, start, bound) {
        return Some(found);
    }
    if !rest.starts_with(begins) {
        return None;
    }
    let (rest, written) = numerals::numeral(rest).ok()?;
    let number = Span::new(start, text.len() - rest.len());
    let Written::Number(n) = written else {
        return Some(Found::nothing(Span::new(at, number.end), Reason::OutOfRange));
    };
    let head = Head { at, number, bound, currency };
    range(text, &head, &n).or_else(|| single(text, head, n))
}

/// words := part bound?: 3分の1, 8割以上, 半数近く
fn in_words(text: &str, at: usize, start: usize, bound: Option<Bound>) -> Option<Found> {
    let (rest, Part { value, step, unit, bound: own }) = numerals::part(&text[start..]).ok()?;
    let number = Span::new(start, text.len() - rest.len());
    let (rest, after) = bound_of(rest, AFTER).map_or((rest, None), |(r, b)| (r, Some(b)));
    let own = (own != Bound::Exact).then_some(own);
    let bound = settle(bound, settle(own, after)).unwrap_or_default();
    let span = Span::new(at, text.len() - rest.len());
    if rest.starts_with('台') {
        let span = Span::new(at, span.end + '台'.len_utf8());
        return Some(Found::nothing(span, Reason::Background));
    }
    let quantity = Quantity { value, unit: Id::new(unit), bound, step, counted: Vec::new(), number, span };
    Some(Found::one(span, Kind::Quantity(quantity)))
}

fn dash(i: &str) -> Option<&str> {
    let rest = i.strip_prefix(['〜', '～', '~', '―', '–', '—', '－', '-', '‐'])?;
    Some(blanks(rest).map_or(rest, |b| b.0))
}

/// range := N unit? dash N unit: two quantities, at least the one and at most the other
fn range(text: &str, head: &Head, first: &Numeral) -> Option<Found> {
    let i = &text[head.number.end..];
    let (i, own) = units::unit(i).map_or((i, None), |(r, u)| (r, Some(u)));
    let rest = dash(i)?;
    let start = text.len() - rest.len();
    let Ok((rest, Written::Number(second))) = numerals::numeral(rest) else { return None };
    let number = Span::new(start, text.len() - rest.len());
    let (low, high) = (End { numeral: first, number: head.number }, End { numeral: &second, number });
    if let Some(rest) = rest.strip_prefix('割') {
        let tenth = Unit::Share("percent", Decimal::TEN);
        return amount::range(text, &low, &high, true, tenth, Span::new(head.at, text.len() - rest.len()));
    }
    let (rest, unit) = units::unit(rest)?;
    if second.value <= first.value || own.is_some_and(|o| o != unit) {
        return None;
    }
    amount::range(text, &low, &high, own.is_some(), unit, Span::new(head.at, text.len() - rest.len()))
}

/// single := bound? sign? N 余? unit? coins? bound?
fn single(text: &str, head: Head, n: Numeral) -> Option<Found> {
    let i = &text[head.number.end..];
    let (i, inner) = i.strip_prefix('余').filter(|r| units::unit(r).is_some()).map_or((i, n.more), |r| (r, true));
    let (i, kilo) = numeral::thousand(i, &n).map_or((i, Decimal::ONE), |r| (r, Decimal::ONE_THOUSAND));
    let (rest, unit) = behind(i).map_or((i, None), |(r, u)| (r, Some(u)));
    if !is_numeral(&n, text, &head, unit) {
        return None;
    }
    let dozen = i.strip_prefix("ダース").map_or(Decimal::ONE, |_| Decimal::from(12));
    let (rest, small) = if matches!(unit, Some(Unit::Measured(..))) { coins(rest) } else { (rest, Decimal::ZERO) };
    let rest =
        if matches!(unit, Some(Unit::Measured(..))) { rest.strip_prefix("相当").unwrap_or(rest) } else { rest };
    let (rest, after) = bound_of(rest, AFTER).map_or((rest, None), |(r, b)| (r, Some(b)));
    let end = text.len() - rest.len();
    let span = Span::new(head.at, end);
    let figure = |reason, end| Some(Found::nothing(Span::new(head.at, end), reason));
    if rest.starts_with('台') && !rest.starts_with("台湾") {
        return figure(Reason::Background, end + '台'.len_utf8());
    }
    // 2分に1件の割合で, 14回にわたり: how often in one case or on average.
    let often = ["の割合で", "の割合に", "のペースで", "にわたって", "にわたり", "に分けて"]
        .iter()
        .any(|w| rest.starts_with(w));
    if often && matches!(unit, Some(Unit::Counted(_))) {
        return figure(Reason::Background, end);
    }
    if threshold(text, span, unit, after, rest) {
        return figure(Reason::Condition, end);
    }
    let bound = settle(head.bound, after.or(inner.then_some(Bound::AtLeast))).unwrap_or_default();
    let value = n.value.checked_mul(kilo)?.checked_mul(dozen)?.checked_add(small)?;
    let read = Amount { value, step: n.step, bound, unit, currency: head.currency, number: head.number };
    Some(Found { tokens: vec![read.token(span)], end })
}

/// The unit behind a number; behind a blank only one that no word begins with.
fn behind(i: &str) -> Option<(&str, Unit)> {
    units::unit(i).or_else(|| {
        let rest = blanks(i).map_or(i, |b| b.0);
        units::unit(rest).filter(|(_, u)| matches!(u, Unit::Measured(..) | Unit::Share(..)) && rest.len() < i.len())
    })
}

/// coins := と? N (銭 | セント)
fn coins(i: &str) -> (&str, Decimal) {
    let rest = i.strip_prefix('と').unwrap_or(i);
    if let Ok((after, Written::Number(n))) = numerals::numeral(rest)
        && let Some(after) = ["銭", "セント"].iter().find_map(|w| after.strip_prefix(w))
    {
        return (after, n.value.saturating_mul(Decimal::new(1, 2)));
    }
    (i, Decimal::ZERO)
}

/// A class of cases (1億円以上をだまし取られた事案, 500万円以上の高額被害), a penalty, or the round number that a streak passes
/// (3年連続で300人を超えた) is no figure of its own.
fn threshold(text: &str, span: Span, unit: Option<Unit>, bound: Option<Bound>, rest: &str) -> bool {
    let head = crate::lang::scan::before(text, span.start, 36);
    const CEILINGS: &[&str] = &["の懸賞金", "の報奨金", "の報償金", "の罰金", "の過料", "の懸賞", "の謝礼"];
    if ["上限", "上限は", "限度額", "限度額は", "目標は", "目標の"].iter().any(|w| head.ends_with(w))
        || CEILINGS.iter().any(|w| rest.starts_with(w))
    {
        return true;
    }
    // 罰金100万円の略式命令: what one court imposed.
    let near = crate::lang::scan::after(rest, 0, 100);
    let near_part = &near[..near.find('。').unwrap_or(near.len())];
    let imposed =
        ["略式命令が", "略式命令を", "の判決", "を求刑", "に処", "を言い渡"].iter().any(|w| near_part.contains(w));
    if head.ends_with("罰金") && imposed {
        return true;
    }
    if bound.is_none() {
        let passed = ["を上回", "を下回", "を割", "台を"].iter().any(|w| rest.starts_with(w));
        return passed && streak_before(head);
    }
    let passes =
        text[..span.end].ends_with("超え") || text[..span.end].ends_with("超す") || text[..span.end].ends_with("突破");
    let near = crate::lang::scan::after(rest, 0, 100);
    let record =
        ["初めて", "年ぶり", "過去最"].iter().any(|w| near[..near.find('。').unwrap_or(near.len())].contains(w));
    if passes && (streak_before(head) || rest.starts_with("るのは") && record) {
        return true;
    }
    let money =
        matches!(unit, Some(Unit::Measured(id, ..)) if id.len() == 3 && id.bytes().all(|b| b.is_ascii_uppercase()));
    const CLASSES: &[&str] = &[
        "の高額",
        "の被害",
        "の事案",
        "の事件",
        "の大口",
        "の詐欺",
        "の罰金",
        "の科料",
        "の過料",
        "の取引",
        "の送金",
        "の振込",
        "の出金",
        "の現金",
        "のもの",
        "のは",
        "もの",
        "であったもの",
        "だったもの",
        "をだまし",
        "を騙",
        "被害",
        "の場合",
    ];
    let class = ["以上", "超", "超え", "超す", "以下", "未満", "満たな"].iter().any(|w| text[..span.end].ends_with(w));
    let behind = rest.strip_prefix(['る', 'た']).unwrap_or(rest);
    // 5万人を超える事案: a class of cases by how many they touched.
    const OF_CASES: &[&str] =
        &["事案", "の事案", "事件", "の事件", "ケース", "のケース", "もの", "のもの", "場合", "の場合"];
    let counted = matches!(unit, Some(Unit::Counted(_)));
    class
        && (money && CLASSES.iter().any(|w| behind.starts_with(w))
            || counted && OF_CASES.iter().any(|w| behind.starts_with(w)))
}

/// Whether a streak is told just before: 3年連続で, 2年続けて, 9年ぶりに.
fn streak_before(head: &str) -> bool {
    ["連続で", "連続して", "続けて", "ぶりに", "振りに", "初めて"].iter().any(|w| {
        head.rfind(w).is_some_and(|at| {
            !head[at + w.len()..].contains(['、', '。', '，']) || head[at + w.len()..].chars().count() < 2
        })
    })
}

/// Whether what was read is a numeral rather than a part of a word: a magnitude alone and a single Han digit need a unit.
fn is_numeral(n: &Numeral, text: &str, head: &Head, unit: Option<Unit>) -> bool {
    if numeral::western(head.number.of(text)) || head.currency.is_some() {
        return true;
    }
    let counted = matches!(unit, Some(Unit::Counted(t)) if !t.is_empty());
    let measured = matches!(unit, Some(Unit::Measured(..) | Unit::Share(..) | Unit::Times));
    if n.headless {
        return measured || counted && (n.value >= Decimal::ONE_HUNDRED || head.bound.is_some());
    }
    if n.short {
        return measured || counted && n.value != Decimal::ONE || counted && head.bound.is_some();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Bound, String)> {
        amount::testing::read(quantity_at, text)
    }

    #[test]
    fn quantities() {
        use Bound::{About, AtLeast, AtMost, Exact};
        for (text, value, unit, bound, whole) in [
            ("2万7,758件、", "27758", "count", Exact, "2万7,758件"),
            ("およそ５０億７０００万円に", "5070000000", "JPY", About, "およそ５０億７０００万円"),
            ("約1,332kgと", "1332", "kg", About, "約1,332kg"),
            ("少なくとも約１４億円に", "1400000000", "JPY", AtLeast, "少なくとも約１４億円"),
            ("1万6,500件余りを", "16500", "count", AtLeast, "1万6,500件余り"),
            ("２０余人を", "20", "count", AtLeast, "２０余人"),
            ("＋４４９件）", "449", "count", Exact, "＋４４９件"),
            ("-33.7％）", "33.7", "percent", Exact, "-33.7％"),
            ("▲3.5％）", "3.5", "percent", Exact, "▲3.5％"),
            ("8割弱を", "80", "percent", AtMost, "8割弱"),
            ("６割強が", "60", "percent", AtLeast, "６割強"),
            ("4割近くを", "40", "percent", About, "4割近く"),
            ("2倍を超えた", "2", "times", AtLeast, "2倍を超え"),
            ("1.1ポイント低下", "1.1", "percentagePoint", Exact, "1.1ポイント"),
            ("3288億元の", "328800000000", "CNY", Exact, "3288億元"),
            ("2222円13銭です", "2222.13", "JPY", Exact, "2222円13銭"),
            ("us$ 48.2 万で", "482000", "USD", Exact, "us$ 48.2 万"),
            ("千円あり", "1000", "JPY", Exact, "千円"),
            ("約46億円相当）", "4600000000", "JPY", About, "約46億円相当"),
            ("５人強盗", "5", "count", Exact, "５人"),
        ] {
            assert_eq!(read(text), [(value.to_owned(), unit.to_owned(), bound, whole.to_owned())], "{text}");
        }
    }

    #[test]
    fn ranges_are_two() {
        let two = read("60〜80人が");
        assert_eq!((two[0].0.as_str(), two[0].2), ("60", Bound::AtLeast));
        assert_eq!((two[1].0.as_str(), two[1].2), ("80", Bound::AtMost));
        let scaled: Vec<String> = read("5～10万円").into_iter().map(|r| r.0).collect();
        assert_eq!(scaled, ["50000", "100000"]);
    }

    #[test]
    fn words_that_are_no_quantities() {
        for text in
            ["千葉県", "一部を", "一方、", "三重県", "万引き", "八王子市", "六本木", "十分な", "約束", "一人暮らし"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn how_often_reports_nothing() {
        for text in ["1件の割合で発生した", "14回にわたり振り込んだ"] {
            let found = quantity_at(text, 0).unwrap();
            assert_eq!(found.tokens[0].kind, Kind::Figure(Reason::Background), "{text}");
        }
        assert!(matches!(quantity_at("14回開き", 0).unwrap().tokens[0].kind, Kind::Quantity(_)));
    }

    #[test]
    fn thresholds_report_nothing() {
        for (text, at) in [
            ("1億円以上をだまし取られた", 0),
            ("３年連続で３００人を超えた", "３年連続で".len()),
            ("5万人を超える事案", 0),
            ("罰金100万円の略式命令が出た", "罰金".len()),
            ("100人以上のものは", 0),
        ] {
            let found = quantity_at(text, at).unwrap();
            assert_eq!(found.tokens[0].kind, Kind::Figure(Reason::Condition), "{text}");
        }
        assert!(matches!(quantity_at("5万人を超える被害者", 0).unwrap().tokens[0].kind, Kind::Quantity(_)));
    }
}
