//! Quantities: a numeral with its bounds, unit and counting word: 1.55万起, 2.3亿余元, 万克以上, 60至80人.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{map_opt, opt, value};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::numerals::{self, Numeral, Written};
use super::units::{self, Unit};
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::han::amount::{self, Amount, End, Found};
use crate::lang::han::{fail, longest, numeral};
use crate::token::Kind;

/// Words before a number that bound it. 高达 and 多达 tell how great it is, not more.
const BEFORE: &[(&str, Bound)] = &[
    ("超过", Bound::AtLeast),
    ("超", Bound::AtLeast),
    ("逾", Bound::AtLeast),
    ("多于", Bound::AtLeast),
    ("高于", Bound::AtLeast),
    ("大于", Bound::AtLeast),
    ("突破", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("过", Bound::AtLeast),
    ("不足", Bound::AtMost),
    ("不到", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("少于", Bound::AtMost),
    ("低于", Bound::AtMost),
    ("至多", Bound::AtMost),
    ("约", Bound::About),
    ("大约", Bound::About),
    ("约为", Bound::About),
    ("约有", Bound::About),
    ("约占", Bound::About),
    ("约达", Bound::About),
    ("近", Bound::About),
    ("将近", Bound::About),
    ("接近", Bound::About),
    ("差不多", Bound::About),
    ("估计", Bound::About),
    ("估计有", Bound::About),
    ("估计达", Bound::About),
    ("估计约", Bound::About),
];

/// Words behind a number, before its unit.
const MORE: &[&str] = &["余", "余", "多", "来", "几"];

/// Words behind the unit.
const AFTER: &[(&str, Bound)] = &[
    ("以上", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("有余", Bound::AtLeast),
    ("强", Bound::AtLeast),
    ("多", Bound::AtLeast),
    ("余", Bound::AtLeast),
];

/// behind := 以上 | 左右 | 多 …, not the 多 of what is more than this: 比去年同期的104亿元多约13%
fn behind(i: &str) -> IResult<&str, Bound> {
    let (rest, bound) = longest(i, AFTER)?;
    let next = |c: char| numerals::begins(c) || "约近逾超了出达".contains(c);
    if i.starts_with('多') && rest.starts_with(next) { fail(i) } else { Ok((rest, bound)) }
}

/// more := 余 | 多 | 来 | 几, not 多名 of a list or 来电
fn more(i: &str) -> IResult<&str, ()> {
    const WORDS: &[&str] = &[
        "来电", "来自", "来源", "来说", "来访", "余额", "多发", "多次", "来华", "来往", "来到", "多家", "多种", "来人",
    ];
    if WORDS.iter().any(|w| i.starts_with(w)) {
        return fail(i);
    }
    value((), alt((tag(MORE[0]), tag(MORE[1]), tag(MORE[2]), tag(MORE[3]), tag(MORE[4])))).parse(i)
}

/// The quantity that begins at `at`, if one does.
pub fn quantity_at(text: &str, at: usize) -> Option<Found> {
    let i = &text[at..];
    let offset = |rest: &str| text.len() - rest.len();
    let (rest, before) = opt(|i| longest(i, BEFORE)).parse(i).ok()?;
    let (rest, _) = numerals::blanks(rest).ok()?;
    let (rest, sign) = opt(units::sign).parse(rest).ok()?;
    let (rest, second) = opt(|i| longest(i, BEFORE)).parse(rest).ok()?;
    let (rest, _) = numerals::blanks(rest).ok()?;
    let (sign, rest) = match sign {
        None => units::sign(rest).map_or((None, rest), |(r, s)| (Some(s), r)),
        sign => (sign, rest),
    };
    if !rest.starts_with(|c| numerals::begins(c) || matches!(c, '过' | '半' | '過' | '.')) {
        return None;
    }
    let estimated = || {
        let nouns = ["市值", "市价", "价值", "总值", "金额", "总市值", "总额", "损失", "约值"];
        nouns.iter().filter_map(|n| text[..at].strip_suffix(n)).any(|t| t.ends_with("估计") || t.ends_with("预估"))
    };
    let bound = before.or(second).or_else(|| estimated().then_some(Bound::About));
    if let Some(found) = doubled(text, at) {
        return Some(found);
    }
    if let Some(found) = words_of_parts(text, at, rest, bound) {
        return Some(found);
    }
    let (rest, first) = match numerals::numeral(rest).ok()? {
        (rest, Written::Number(n)) => (rest, n),
        (rest, Written::TooLong) => {
            let end = offset(rest);
            return Some(Found::nothing(Span::new(at, end), Reason::OutOfRange));
        }
    };
    let start = text[at..].find(numerals::begins).map_or(at, |n| at + n);
    let han = text[start..].chars().next();
    let first = Start {
        han,
        at,
        number: Span::new(start, offset(rest)),
        numeral: first,
        sign,
        bound,
        passed: text[at..].starts_with('过') && !text[at..].starts_with("过半"),
    };
    range(text, &first, rest).or_else(|| single(text, &first, rest))
}

/// doubled := (翻 | 翻了) (近|超|约)? N番 (多|还多|有余)?: 翻一番 is twice as much
fn doubled(text: &str, at: usize) -> Option<Found> {
    let i = &text[at..];
    let bounds = [("将近", Bound::About), ("近", Bound::About), ("约", Bound::About), ("超", Bound::AtLeast)];
    let (head, before) = bounds.into_iter().find(|(w, _)| i.starts_with(w)).unwrap_or(("", Bound::Exact));
    let start = at + head.len();
    let i = &text[start..];
    let (word, value) =
        [("一番", 2), ("两番", 4), ("1番", 2), ("2番", 4)].into_iter().find(|(w, _)| i.starts_with(w))?;
    if !text[..at].ends_with('翻') && !text[..at].ends_with("翻了") {
        return None;
    }
    let more = ["还多", "多", "有余", "以上"].into_iter().find(|w| text[start + word.len()..].starts_with(w));
    let span = Span::new(at, start + word.len() + more.map_or(0, str::len));
    let number = Span::new(start, start + word.len() - '番'.len_utf8());
    let (value, unit) = (Decimal::from(value), Some(Unit::Times));
    let bound = more.map_or(before, |_| Bound::AtLeast);
    let twice = Amount { value, step: Decimal::ONE, bound, unit, currency: None, number };
    Some(Found { tokens: vec![twice.token(span)], end: span.end })
}

struct Start {
    han: Option<char>,
    at: usize,
    number: Span,
    numeral: Numeral,
    sign: Option<&'static str>,
    bound: Option<Bound>,
    /// Whether 过 is the bound.
    passed: bool,
}

/// bound? part(四成, 三分之一, 一半) 以上?
fn words_of_parts(text: &str, at: usize, i: &str, bound: Option<Bound>) -> Option<Found> {
    let near = || bound.and_then(|_| numerals::near_half(i));
    let half = |rest| (rest, numerals::Part::half(Bound::Exact));
    let (rest, p) = numerals::part(i).ok().or_else(|| near().map(half))?;
    let part_end = text.len() - rest.len();
    let (rest, inner) = opt(more).parse(rest).ok()?;
    let (rest, after) = opt(|i| longest(i, AFTER)).parse(rest).ok()?;
    let start = text.len() - i.len();
    let end = text.len() - rest.len();
    let own = (p.bound != Bound::Exact).then_some(p.bound);
    let bound = settle(bound, inner.is_some(), after.or(own));
    let quantity = Quantity {
        value: p.value,
        unit: Id::new(p.unit),
        bound,
        step: p.step,
        counted: Vec::new(),
        number: Span::new(start, part_end),
        span: Span::new(at, end),
    };
    Some(Found::one(quantity.span, Kind::Quantity(quantity)))
}

/// Two bounds at once (约…余) say "at least".
fn settle(before: Option<Bound>, more: bool, after: Option<Bound>) -> Bound {
    match (before, more, after) {
        (Some(Bound::AtMost), ..) | (_, _, Some(Bound::AtMost)) => Bound::AtMost,
        (_, true, _) | (Some(Bound::AtLeast), ..) | (_, _, Some(Bound::AtLeast)) => Bound::AtLeast,
        (Some(b), ..) | (_, _, Some(b)) => b,
        _ => Bound::Exact,
    }
}

/// range := N unit? (至|到|-|—|～) N 余? unit: two quantities, at least the one and at most the other
fn range(text: &str, first: &Start, i: &str) -> Option<Found> {
    let offset = |rest: &str| text.len() - rest.len();
    let (rest, own) = opt(units::unit).parse(i).ok()?;
    let (rest, _) = dash(rest).ok()?;
    let start = offset(rest);
    let (rest, second) = map_opt(numerals::numeral, Written::number).parse(rest).ok()?;
    let number = Span::new(start, offset(rest));
    let (rest, _) = opt(more).parse(rest).ok()?;
    let (rest, unit) = units::unit(rest).ok()?;
    if second.value <= first.numeral.value && second.step >= first.numeral.step || own.is_some_and(|o| o != unit) {
        return None;
    }
    let low = End { numeral: &first.numeral, number: first.number };
    let high = End { numeral: &second, number };
    amount::range(text, &low, &high, own.is_some(), unit, Span::new(first.at, offset(rest)))
}

fn dash(i: &str) -> IResult<&str, &str> {
    let d = alt((tag("至"), tag("到"), tag("——"), tag("—"), tag("–"), tag("-"), tag("－"), tag("~"), tag("～")));
    let (rest, (_, d, _)) = (numerals::blanks, d, numerals::blanks).parse(i)?;
    Ok((rest, d))
}

/// quantity := bound? sign? N 余? unit? 余? (以上|以下|左右)?
fn single(text: &str, first: &Start, i: &str) -> Option<Found> {
    let offset = |rest: &str| text.len() - rest.len();
    let n = &first.numeral;
    let (after_more, inner) = opt(more).parse(i).ok()?;
    let (kilo, after_more) =
        numeral::thousand(after_more, n).map_or((Decimal::ONE, after_more), |r| (Decimal::ONE_THOUSAND, r));
    let spaced = numerals::blanks(after_more).map_or(after_more, |(r, _)| r);
    let unit = units::unit(after_more).or_else(|_| spaced_unit(spaced));
    let (rest, unit) = match unit {
        Ok((rest, unit)) => (rest, Some(unit)),
        // 多 without a unit behind it belongs to the next word.
        Err(_) if inner.is_some() && !n.headless => (after_more, None),
        Err(_) => (after_more, None),
    };
    if !is_numeral(n, inner.is_some() || n.more, first, unit) {
        return None;
    }
    let (rest, small) = unit.map_or((rest, Decimal::ZERO), |u| coins(rest, u));
    let (rest, after) = opt(|i| behind(i)).parse(rest).ok()?;
    let end = offset(rest);
    let read = Amount {
        value: n.value.checked_mul(kilo)?.checked_add(small)?,
        step: n.step,
        bound: settle(first.bound, inner.is_some() || n.more, after),
        unit,
        currency: first.sign,
        number: first.number,
    };
    Some(Found { tokens: vec![read.token(Span::new(first.at, end))], end })
}

/// A unit behind blanks: only what no sentence begins with.
fn spaced_unit(i: &str) -> IResult<&str, Unit> {
    let (rest, unit) = units::unit(i)?;
    match unit {
        Unit::Counted(_) | Unit::Nothing(_) => fail(i),
        unit => Ok((rest, unit)),
    }
}

/// 角 and 分 behind 元: 50元6角三分
fn coins(i: &str, unit: Unit) -> (&str, Decimal) {
    let (mut rest, mut sum) = (i, Decimal::ZERO);
    if !matches!(unit, Unit::Measured("CNY" | "JPY", _)) {
        return (rest, sum);
    }
    for (words, worth) in
        [(&["角", "毛"][..], Decimal::new(1, 1)), (&["分", "日本銭", "銭", "钱"][..], Decimal::new(1, 2))]
    {
        let Ok((after, Written::Number(n))) = numerals::numeral(rest) else { continue };
        if let Some(after) = words.iter().find_map(|w| after.strip_prefix(w)) {
            sum += n.value.saturating_mul(worth);
            rest = after;
        }
    }
    (rest, sum)
}

/// Whether what was read is a numeral rather than a part of a word: 万 needs 余 or a counting word, 一起 and 一名 are
/// words, 三角 is none.
fn is_numeral(n: &Numeral, more: bool, first: &Start, unit: Option<Unit>) -> bool {
    if n.headless && !more && first.bound.is_none() && first.sign.is_none() {
        return match unit {
            Some(Unit::Counted(t)) => !t.is_empty() && n.value >= Decimal::from(10_000),
            Some(Unit::Measured(..)) => true,
            _ => n.value > Decimal::from(10_000_000),
        };
    }
    // 过万, not 举行过3次.
    if first.passed && !n.headless {
        return false;
    }
    if n.headless && unit.is_none() {
        return first.bound.is_some() && n.value >= Decimal::from(10_000);
    }
    // 两次 is a number, 二次 and 二审 are words.
    let ordinal = n.short && n.value == Decimal::TWO && first.han == Some('二');
    if ordinal && matches!(unit, Some(Unit::Counted(_)) | None) {
        return false;
    }
    if n.short && n.value == Decimal::ONE {
        return matches!(unit, Some(Unit::Measured(..) | Unit::Share(..) | Unit::Times));
    }
    if n.short && !more {
        return unit.is_some() || first.bound.is_some_and(|b| b == Bound::About) || first.sign.is_some();
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
            ("1.55万起，", "15500", "count", Exact, "1.55万起"),
            ("2.88亿余元。", "288000000", "CNY", AtLeast, "2.88亿余元"),
            ("万余人被", "10000", "count", AtLeast, "万余人"),
            ("万克以上的", "10", "kg", AtLeast, "万克以上"),
            ("约300多名", "300", "count", AtLeast, "约300多名"),
            ("近三千人", "3000", "count", About, "近三千人"),
            ("不足5万元", "50000", "CNY", AtMost, "不足5万元"),
            ("超4万人", "40000", "count", AtLeast, "超4万人"),
            ("逾100万。", "1000000", "count", AtLeast, "逾100万"),
            ("人民币3.2亿", "320000000", "CNY", Exact, "人民币3.2亿"),
            ("50元6角三分", "50.63", "CNY", Exact, "50元6角三分"),
            ("44个百分点", "44", "percentagePoint", Exact, "44个百分点"),
            ("5‰", "0.5", "percent", Exact, "5‰"),
            ("2.3倍", "2.3", "times", Exact, "2.3倍"),
            ("三起典型", "3", "count", Exact, "三起"),
            ("六千余件", "6000", "count", AtLeast, "六千余件"),
            ("近四成案件", "40", "percent", About, "近四成"),
            ("1541.9万架（艘、列、辆）次，", "15419000", "count", Exact, "1541.9万架（艘、列、辆）次"),
            ("4.8吨；", "4.8", "tonne", Exact, "4.8吨"),
            ("500克", "0.5", "kg", Exact, "500克"),
            ("5306亿台币", "530600000000", "TWD", Exact, "5306亿台币"),
        ] {
            assert_eq!(read(text), [(value.to_owned(), unit.to_owned(), bound, whole.to_owned())], "{text}");
        }
    }

    #[test]
    fn ranges_are_two() {
        let two = read("60至80人被");
        assert_eq!(two.len(), 2);
        assert_eq!((two[0].0.as_str(), two[0].2), ("60", Bound::AtLeast));
        assert_eq!((two[1].0.as_str(), two[1].2), ("80", Bound::AtMost));
        let scaled: Vec<String> = read("5至10万元").into_iter().map(|r| r.0).collect();
        assert_eq!(scaled, ["50000", "100000"]);
    }

    #[test]
    fn words_that_are_no_quantities() {
        for text in ["一起参与", "一名男子", "三农", "万一", "百姓", "千家万户", "十分重视", "超市", "近日", "一批"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
