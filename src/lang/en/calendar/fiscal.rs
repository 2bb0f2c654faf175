//! Financial years, which begin in another month than the calendar's.

use jiff::ToSpan;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::plain;
use crate::lang::calendar::{Calendar, Point};
use crate::lang::latin::Words;
use crate::lang::scan::{Read, any_of, digit_run, edge, fail, lookup, phrase, space, space0};

/// fiscal := ('the')? ('FY' | 'fiscal year' | 'financial year') space? year ('-' yy)? | year ('-' | '/') yy | 'year ending' month year
pub fn fiscal<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let (start, _) = opt((phrase("the"), space)).parse(input)?;
    ending(calendar, start).or_else(|_| ago(calendar, start)).or_else(|_| named(calendar, start))
}

/// ending := 'year ending' point
fn ending<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const ENDING: Words =
        &["year ending", "year ended", "year to", "12 months to", "12 months ending", "twelve months to"];
    let (rest, _) = any_of(ENDING)(input)?;
    let (rest, point) = preceded(space, |i| plain(calendar, i)).parse(rest)?;
    let first = point.ends(calendar).and_then(|(_, last)| last.first_of_month().checked_sub(11.months()).ok());
    match first {
        Some(first) => Ok((rest, Point::months(Some(first.year()), first.month(), 12))),
        None => fail(input),
    }
}

/// ago := 'last financial year' | 'this financial year' … : the last is the one that was over when the text was written
fn ago<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const AGO: &[(&str, i16)] = &[
        ("last financial year", 1),
        ("last fiscal year", 1),
        ("previous financial year", 1),
        ("past financial year", 1),
        ("this financial year", 0),
        ("current financial year", 0),
        ("this fiscal year", 0),
    ];
    let (rest, ago) = lookup(AGO)(input)?;
    let Some(date) = calendar.date else { return fail(input) };
    let begun = if date.month() >= calendar.fiscal { date.year() } else { date.year() - 1 };
    Ok((rest, Point::months(Some(begun - ago), calendar.fiscal, 12)))
}

/// named := ('FY' | 'fiscal year')? 'of'? year (('-' | '/') yy)? 'fiscal year'?
fn named<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let named = alt((phrase("fiscal year"), phrase("financial year"), phrase("FY"), tag("FY").map(|_| ())));
    let (rest, named) = opt(named).parse(input)?;
    let (rest, _) = opt((space, tag("of"))).parse(rest)?;
    let (rest, _) = space0(rest)?;
    let (rest, _) = opt(tag("(FY) ")).parse(rest)?;
    let (rest, digits) = digit_run(rest)?;
    let second = |i| -> Read<'_, &str> {
        let (i, _) = alt((tag("-"), tag("/"), tag("–"))).parse(i)?;
        let (i, d) = digit_run(i)?;
        Ok((edge(i)?.0, d))
    };
    let (rest, next) = opt(second).parse(rest)?;
    let (rest, after) = opt(preceded(space, alt((phrase("fiscal year"), phrase("financial year"))))).parse(rest)?;
    let said: i16 = digits.parse().unwrap_or(0);
    let said = if digits.len() == 2 && named.is_some() { said + 2000 } else { said };
    let follows = next.is_some_and(|d| {
        let d: i16 = d.parse().unwrap_or(-1);
        d == said + 1 || d == (said + 1) % 100
    });
    if !(1900..2100).contains(&said) || !(follows || next.is_none() && (named.is_some() || after.is_some())) {
        return fail(input);
    }
    // "FY2023" ends in 2023; "2022-23" begins in 2022.
    let first = if follows { said } else { said - 1 };
    Ok((rest, Point::months(Some(first), calendar.fiscal, 12)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_financial_years() {
        let calendar = Calendar { date: Some(jiff::civil::date(2021, 10, 26)), fiscal: 4 };
        for (text, expected) in [
            ("2022-23", Some("2022-04-01 2023-03-31")),
            ("FY2023", Some("2022-04-01 2023-03-31")),
            ("the financial year 2020/21", Some("2020-04-01 2021-03-31")),
            ("the year ending March 2024", Some("2023-04-01 2024-03-31")),
            ("last financial year", Some("2020-04-01 2021-03-31")),
            ("2022-25", None),
            ("2022", None),
        ] {
            let read = fiscal(&calendar, text).ok().and_then(|(_, p)| p.ends(&calendar));
            assert_eq!(read.map(|(a, b)| format!("{a} {b}")).as_deref(), expected, "{text}");
        }
    }
}
