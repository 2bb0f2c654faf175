//! Shares and multiples in words: 百分之十二点五, 四成, 六成半, 一半.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::map_opt;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::{Numeral, Part, Written, numeral, point};
use crate::bulletin::Bound;
use crate::lang::han::{blanks, digit, fail, han_digit, longest, unit};

/// part := N 分之 N | N 成 (digit)? | 半成 | 一半 | 半数 | 过半
pub fn part(i: &str) -> IResult<&str, Part> {
    alt((fraction, tenths, half)).parse(i)
}

fn number(i: &str) -> IResult<&str, Numeral> {
    map_opt(numeral, Written::number).parse(i)
}

/// fraction := N blank? 分 blank? 之 blank? N
fn fraction(i: &str) -> IResult<&str, Part> {
    let (rest, below) = alt((denominator, map_opt(number, |n| Some(n.value)))).parse(i)?;
    let (rest, _) = (blanks, tag("分"), blanks, tag("之"), blanks).parse(rest)?;
    let (rest, above) = number(rest)?;
    let (Some(value), Some(step)) = (above.value.checked_div(below), above.step.checked_div(below)) else {
        return fail(i);
    };
    if value > Decimal::ONE && below < Decimal::ONE_HUNDRED {
        return Ok((rest, Part { value, step, unit: "count", bound: Bound::Exact }));
    }
    let round = |d: Decimal| if below < Decimal::ONE_HUNDRED { d.round_dp(2) } else { d.normalize() };
    let (value, step) = (round(value * Decimal::ONE_HUNDRED), (step * Decimal::ONE_HUNDRED).normalize());
    Ok((rest, Part::percent(value, step)))
}

/// denominator := (百|千|万|百万|千万|百万万 …) before 分之, whose 百 is no numeral elsewhere
fn denominator(i: &str) -> IResult<&str, Decimal> {
    let units: usize = i.chars().take(5).take_while(|c| unit(*c).is_some_and(|u| u > 10)).map(char::len_utf8).sum();
    let value = i[..units].chars().filter_map(unit).try_fold(Decimal::ONE, |v, u| v.checked_mul(Decimal::from(u)));
    match value {
        Some(value) if units > 0 => Ok((&i[units..], value)),
        _ => fail(i),
    }
}

/// What 成 begins when it is no tenth: 三成功 …
const WORDS_OF_CHENG: [&str; 14] =
    ["成功", "成立", "成员", "成为", "成果", "成效", "成都", "成本", "成就", "成绩", "成熟", "成品", "成立", "成年人"];

/// tenths := N blank? 成 digit? | 半成
fn tenths(i: &str) -> IResult<&str, Part> {
    let percent = |value: Decimal, step| Part::percent(value.normalize(), step);
    if let Some(rest) = i.strip_prefix("半成") {
        return Ok((rest, percent(Decimal::from(5), Decimal::from(5))));
    }
    let (rest, n) = number(i)?;
    let (rest, _) = blanks(rest)?;
    if WORDS_OF_CHENG.iter().any(|w| rest.starts_with(w)) || n.value > Decimal::TEN {
        return fail(i);
    }
    let (rest, _) = tag("成").parse(rest)?;
    let next = rest.chars().next();
    let western = || next.and_then(digit).filter(|_| !rest[1..].starts_with(|c: char| c == '.' || digit(c).is_some()));
    let tail = next.and_then(han_digit).or_else(western).filter(|d| *d > 0);
    if let Some(d) = tail {
        let behind = &rest[next.map_or(0, char::len_utf8)..];
        if let Some((after, fraction, step)) = point(behind) {
            return Ok((after, percent(n.value * Decimal::TEN + Decimal::from(d) + fraction, step)));
        }
        let after = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        return Ok((after, percent(n.value * Decimal::TEN + Decimal::from(d), Decimal::ONE)));
    }
    if let Some(rest) = near_half(rest) {
        return Ok((rest, percent(n.value * Decimal::TEN + Decimal::from(5), Decimal::from(5))));
    }
    Ok((rest, percent(n.value * Decimal::TEN, n.step * Decimal::TEN)))
}

/// near-half := 半, behind a word that bounds it: 近半
pub fn near_half(i: &str) -> Option<&str> {
    let rest = i.strip_prefix('半')?;
    let other = ["年", "个", "日", "天", "小时", "数", "途", "价", "路", "夜", "成", "月", "导", "径", "岛"];
    (!other.iter().any(|w| rest.starts_with(w))).then_some(rest)
}

/// half := 一半 | 半数 | 过半
fn half(i: &str) -> IResult<&str, Part> {
    let words = [
        ("过半数", Bound::AtLeast),
        ("過半數", Bound::AtLeast),
        ("过半", Bound::AtLeast),
        ("過半", Bound::AtLeast),
        ("一半", Bound::Exact),
        ("半数", Bound::Exact),
        ("半數", Bound::Exact),
    ];
    longest(i, &words).map(|(rest, bound)| (rest, Part::half(bound)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::numeral::testing;

    #[test]
    fn parts() {
        for (text, value, unit) in [
            ("百分之十二点五", "12.5", "percent"),
            ("百 分 之 一 百二 十点 五", "120.5", "percent"),
            ("千分之２．４", "0.24", "percent"),
            ("三分之一", "33.33", "percent"),
            ("四成案件", "40", "percent"),
            ("三成五", "35", "percent"),
            ("7.2成", "72", "percent"),
            ("6成4", "64", "percent"),
            ("九成五点六", "95.6", "percent"),
            ("半成", "5", "percent"),
            ("六成半", "65", "percent"),
            ("三成半年内", "30", "percent"),
            ("一半", "50", "percent"),
            ("百万万分之七", "0.00000007", "percent"),
        ] {
            let read = testing::part(part, text).map(|(value, unit, _)| (value, unit));
            assert_eq!(read, Some((value.to_owned(), unit)), "{text}");
        }
        for text in ["三成功", "五十成", "分之一"] {
            assert!(part(text).is_err(), "{text}");
        }
    }
}
