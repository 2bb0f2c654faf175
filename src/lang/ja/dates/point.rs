//! Days, months and years as they are written, of the common era and of an emperor's: 令和6年7月, 昨年9月, 2024年度, 5日（水）.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use rust_decimal::prelude::ToPrimitive;

use super::super::numerals::{self, Written};
use super::{Ends, Read};
use crate::lang::days::{clamp, ends};
use crate::lang::han::numeral::western;
use crate::lang::han::{digit, fail};

/// A day, a month or a year as it is written, its gaps not yet filled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// The year, by the common era.
    pub year: Option<i16>,
    /// The month.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// Whether the year is a financial one, from April to March.
    pub fiscal: bool,
    /// The year before the first of the era in which the year was counted.
    pub era: Option<i16>,
}

/// A whole number within bounds, in digits of either width or in Han ones, without a magnitude above ten.
pub fn whole(i: &str, low: i16, high: i16) -> Read<'_, i16> {
    // No date has more digits; a longer run is not read for each of its digits.
    if i.chars().take(5).filter(|c| digit(*c).is_some()).count() == 5 {
        return fail(i);
    }
    let digits: usize = i.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    if digits > 0 {
        let n = i[..digits].chars().filter_map(digit).fold(0i16, |n, d| n.saturating_mul(10).saturating_add(d.into()));
        return if (low..=high).contains(&n) { Ok((&i[digits..], n)) } else { fail(i) };
    }
    match numerals::numeral(i)? {
        (rest, Written::Number(n)) if !western(&i[..i.len() - rest.len()]) && n.value.is_integer() => {
            match n.value.to_i16() {
                Some(v) if (low..=high).contains(&v) => Ok((rest, v)),
                _ => fail(i),
            }
        }
        _ => fail(i),
    }
}

const ERAS: &[(&str, i16)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// era-year := era (元 | N)
pub fn era_year(i: &str) -> Read<'_, (i16, i16)> {
    let Some((word, base)) = ERAS.iter().find(|(w, _)| i.starts_with(w)) else { return fail(i) };
    let rest = &i[word.len()..];
    let (rest, n) = rest.strip_prefix('元').map_or_else(|| whole(rest, 1, 64), |r| Ok((r, 1)))?;
    Ok((rest, (base + n, *base)))
}

/// twin := '（' (NNNN | era-year) 年? '）': the same year in the other way of counting
fn twin(i: &str) -> Read<'_, ()> {
    let (rest, _) = alt((tag("（"), tag("("))).parse(i)?;
    let (rest, _) = alt((|i| era_year(i).map(|(r, y)| (r, y.0)), |i| whole(i, 1900, 2100))).parse(rest)?;
    let (rest, _) = (opt(alt((tag("年度"), tag("年")))), alt((tag("）"), tag(")")))).parse(rest)?;
    Ok((rest, ()))
}

const RELATIVE_YEARS: &[(&str, i16)] =
    &[("今年", 0), ("本年", 0), ("昨年", 1), ("去年", 1), ("一昨年", 2), ("おととし", 2), ("同年", 0)];
const FISCAL_YEARS: &[(&str, i16)] =
    &[("今年度", 0), ("本年度", 0), ("昨年度", 1), ("前年度", 1), ("一昨年度", 2), ("前々年度", 2)];

fn fiscal_year(today: Date) -> i16 {
    today.year() - i16::from(today.month() < 4)
}

/// year := 今年 | 昨年度 | (era-year | NNNN | NN) twin? 年 度? twin?
pub fn year(i: &str, today: Date, era: Option<i16>) -> Read<'_, Point> {
    for (word, back) in FISCAL_YEARS {
        if let Some(rest) = i.strip_prefix(word) {
            let year = Some(fiscal_year(today) - back);
            return Ok((rest, Point { year, fiscal: true, ..Point::default() }));
        }
    }
    for (word, back) in RELATIVE_YEARS {
        if let Some(rest) = i.strip_prefix(word) {
            return Ok((rest, Point { year: Some(today.year() - back), ..Point::default() }));
        }
    }
    let short = |i| short_year(i, today, era);
    let (rest, (y, era)) = alt((
        |i| era_year(i).map(|(r, (y, e))| (r, (y, Some(e)))),
        |i| whole(i, 1900, 2100).map(|(r, y)| (r, (y, None))),
        short,
    ))
    .parse(i)?;
    let (rest, _) = (opt(twin), opt(tag(" ")), tag("年")).parse(rest)?;
    let (rest, fiscal) = opt(tag("度")).parse(rest)?;
    if ["生まれ", "ぶり", "連続", "続け", "以内", "目", "式", "版"].iter().any(|w| rest.starts_with(w))
        && fiscal.is_none()
    {
        return fail(i);
    }
    let (rest, _) = opt(twin).parse(rest)?;
    Ok((rest, Point { year: Some(y), fiscal: fiscal.is_some(), era, ..Point::default() }))
}

/// short-year := N 年, of the era before it, of the era in force before a month (6年7月), or of this century (21年4月)
fn short_year(i: &str, today: Date, era: Option<i16>) -> Read<'_, (i16, Option<i16>)> {
    let (rest, n) = whole(i, 1, 99)?;
    let Some(after) = rest.strip_prefix('年') else { return fail(i) };
    if let Some(base) = era {
        return Ok((rest, (base + n, era)));
    }
    let this = today.year() % 100;
    let month = month(after).is_ok();
    let told = month || ["度", "中", "は", "の", "から", "に", "、", "と", "（"].iter().any(|w| after.starts_with(w));
    if told && (13..=this + 1).contains(&n) {
        return Ok((rest, (today.year() - this + n, None)));
    }
    let reiwa = 2018;
    if month && n <= today.year() - reiwa && today.year() < 9000 {
        return Ok((rest, (reiwa + n, Some(reiwa))));
    }
    fail(i)
}

/// month := N 月
pub fn month(i: &str) -> Read<'_, i8> {
    let (rest, m) = whole(i, 1, 12)?;
    let (rest, _) = (opt(tag(" ")), tag("月")).parse(rest)?;
    Ok((rest, i8::try_from(m).unwrap_or(1)))
}

/// day := N 日 weekday?
pub fn day_of_month(i: &str) -> Read<'_, i8> {
    let (rest, d) = whole(i, 1, 31)?;
    let (rest, _) = (opt(tag(" ")), tag("日")).parse(rest)?;
    let (rest, _) = opt(weekday).parse(rest)?;
    Ok((rest, i8::try_from(d).unwrap_or(1)))
}

/// weekday := '（' (月|火|水|木|金|土|日) 曜日? '）'
fn weekday(i: &str) -> Read<'_, ()> {
    let day = alt((tag("月"), tag("火"), tag("水"), tag("木"), tag("金"), tag("土"), tag("日")));
    let (rest, _) = (alt((tag("（"), tag("("))), day, opt(tag("曜日")), opt(tag("曜"))).parse(i)?;
    let (rest, _) = (opt(tag("・祝")), alt((tag("）"), tag(")")))).parse(rest)?;
    Ok((rest, ()))
}

/// point := year? の? month? day? | 先月 | 今月 | day
pub fn point(i: &str, today: Date, era: Option<i16>) -> Read<'_, Point> {
    for (word, back) in [("先月", 1), ("今月", 0), ("前月", 1)] {
        if let Some(rest) = i.strip_prefix(word) {
            let first = today.first_of_month().checked_sub(back.months()).unwrap_or(today);
            let p = Point { year: Some(first.year()), month: Some(first.month()), ..Point::default() };
            let (rest, d) = opt(day_of_month).parse(rest)?;
            return Ok((rest, Point { day: d, ..p }));
        }
    }
    let (rest, y) = opt(|i| year(i, today, era)).parse(i)?;
    let of = if y.is_some() { rest.strip_prefix('の').filter(|r| month(r).is_ok()).unwrap_or(rest) } else { rest };
    let (rest, m) = opt(month).parse(of).map(|(r, m)| if m.is_some() { (r, m) } else { (rest, m) })?;
    let (rest, d) = if m.is_some() || y.is_none() { opt(day_of_month).parse(rest)? } else { (rest, None) };
    let p = Point { month: m, day: d, ..y.unwrap_or_default() };
    let lone = y.is_none() && m.is_none();
    if lone && (d.is_none() || no_day(rest)) || m.is_some() && rest.starts_with("分の") {
        return fail(i);
    }
    Ok((rest, p))
}

/// What makes N日 a length of time and no day.
fn no_day(rest: &str) -> bool {
    ["間", "以内", "以上", "連続", "ぶり", "前", "後", "目", "当たり", "あたり", "平均", "本"]
        .iter()
        .any(|w| rest.starts_with(w))
}

impl Point {
    /// The first and the last day of what is written.
    pub fn days(self, today: Date) -> Ends {
        match self.year {
            Some(y) if self.fiscal && self.month.is_none() => (clamp(y, 4, 1), clamp(y + 1, 3, 31)),
            _ => ends(self.year, self.month, self.day, today),
        }
    }

    /// This point as the last day of a range that begins with `first`, which gives it the year and month that it does not say.
    pub fn after(self, first: Self, today: Date) -> Date {
        let begin = first.days(today).0;
        match (self.year, self.month) {
            (Some(_), _) => self.days(today).1,
            (None, Some(_)) if first.year.is_some() => {
                let end = Self { year: Some(begin.year()), ..self }.days(today).1;
                if end < begin { Self { year: Some(begin.year() + 1), ..self }.days(today).1 } else { end }
            }
            (None, Some(_)) => self.days(today).1,
            (None, None) => clamp(begin.year(), begin.month(), self.day.unwrap_or(31)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn points() {
        let today = date(2025, 3, 6);
        for (text, year, month, day, whole) in [
            ("令和6年7月に", Some(2024), Some(7), None, "令和6年7月"),
            ("平成元年の", Some(1989), None, None, "平成元年"),
            ("昨年9月3日の", Some(2024), Some(9), Some(3), "昨年9月3日"),
            ("先月10日に", Some(2025), Some(2), Some(10), "先月10日"),
            ("5日（水）、", None, None, Some(5), "5日（水）"),
        ] {
            let (rest, p) = point(text, today, None).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!((p.year, p.month, p.day), (year, month, day), "{text}");
            assert_eq!(&text[..text.len() - rest.len()], whole);
        }
        for text in ["7日間", "13月", "20代", "12345年"] {
            assert!(point(text, today, None).is_err(), "{text}");
        }
    }
}
