//! Shares and multiples in words: 3分の1, 6割5分, 半数, 倍増.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::map_opt;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::{Numeral, Part, Written, numeral};
use crate::bulletin::Bound;
use crate::lang::han::{blanks, fail, longest};

/// part := N 分の N | N 割 (N 分)? 半? | 半数 | 過半数 | 半 before 減 | 倍 before 増
pub fn part(i: &str) -> IResult<&str, Part> {
    alt((fraction, tenths, half)).parse(i)
}

fn number(i: &str) -> IResult<&str, Numeral> {
    map_opt(numeral, Written::number).parse(i)
}

/// fraction := N 分の N
fn fraction(i: &str) -> IResult<&str, Part> {
    let (rest, below) = number(i)?;
    let (rest, _) = (blanks, alt((tag("分の"), tag("分之"))), blanks).parse(rest)?;
    let (rest, above) = number(rest)?;
    let Some(value) = above.value.checked_div(below.value) else { return fail(i) };
    let value = (value * Decimal::ONE_HUNDRED).round_dp(2).normalize();
    Ok((rest, Part::percent(value, Decimal::ONE)))
}

/// tenths := N 割 (N 分 | 半)?
fn tenths(i: &str) -> IResult<&str, Part> {
    let (rest, n) = number(i)?;
    let (rest, _) = blanks(rest)?;
    let (rest, _) = tag("割").parse(rest)?;
    if rest.starts_with("り当て") || n.value > Decimal::ONE_HUNDRED || n.headless {
        return fail(i);
    }
    let ten = Decimal::TEN;
    let percent = |value: Decimal, step| Part::percent(value.normalize(), step);
    if let Some(rest) = rest.strip_prefix('半') {
        return Ok((rest, percent(n.value * ten + Decimal::from(5), Decimal::ONE)));
    }
    if let Ok((after, bu)) = number(rest)
        && let Some(after) = after.strip_prefix('分').filter(|r| !r.starts_with('の'))
    {
        return Ok((after, percent(n.value * ten + bu.value, Decimal::ONE)));
    }
    Ok((rest, percent(n.value * ten, n.step * ten)))
}

/// half := 過半数 | 半数 | 半分 | 半(減) | 倍(増)
fn half(i: &str) -> IResult<&str, Part> {
    let words = [("過半数", Bound::AtLeast), ("半数", Bound::Exact), ("半分", Bound::Exact)];
    if let Ok((rest, bound)) = longest(i, &words) {
        return Ok((rest, Part::half(bound)));
    }
    if let Some(rest) = i.strip_prefix('半').filter(|r| r.starts_with('減')) {
        return Ok((rest, Part::half(Bound::Exact)));
    }
    match i.strip_prefix('倍').filter(|r| r.starts_with('増')) {
        Some(rest) => Ok((rest, Part { value: Decimal::TWO, step: Decimal::ONE, unit: "times", bound: Bound::Exact })),
        None => fail(i),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::numeral::testing;

    #[test]
    fn parts() {
        for (text, value, whole) in [
            ("3分の1を占める", "33.33", "3分の1"),
            ("6割弱", "60", "6割"),
            ("七割半を", "75", "七割半"),
            ("3割5分", "35", "3割5分"),
            ("5.6割引", "56", "5.6割"),
            ("半減した", "50", "半"),
            ("倍増した", "2", "倍"),
            ("過半数を", "50", "過半数"),
        ] {
            let read = testing::part(part, text).map(|(value, _, whole)| (value, whole));
            assert_eq!(read, Some((value.to_owned(), whole.to_owned())), "{text}");
        }
        for text in ["割合", "3分間", "半年"] {
            assert!(part(text).is_err(), "{text}");
        }
    }
}
