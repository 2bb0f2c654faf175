//! Days, months and years as they are written, also in the era of the Republic: 去年5月25日, 民国113年11月, 今（23）日.

use std::ops::Deref;

use jiff::ToSpan;
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};
use rust_decimal::prelude::ToPrimitive;

use super::super::numerals::{self, Written};
use crate::lang::Setting;
use crate::lang::days::{FAR, clamp, ends};
use crate::lang::han::fail;
use crate::token::Period;

/// When and where a text was published, as far as its dates go.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The day of publication; far in the future where it is not known.
    pub day: Date,
    /// Whether 113年 is a year of the Republic (2024).
    republic: bool,
}

/// The year before the first one of the Republic.
pub const REPUBLIC: i16 = 1911;

impl Clock {
    /// The clock of a text.
    pub fn new(setting: Setting<'_>) -> Self {
        Self { day: setting.date.unwrap_or(FAR), republic: setting.home == Some("TW") }
    }

    /// Whether 113年 is a year of the Republic.
    pub fn republic(self) -> bool {
        self.republic
    }

    /// Whether a period begins when the text was long written: what it dates is only planned.
    pub fn is_plan(self, period: Period) -> bool {
        let from = match period {
            Period::Span { from: Some(from), .. } | Period::Since(from) => from,
            _ => return false,
        };
        self.known() && self.day.checked_add(31.days()).is_ok_and(|limit| from > limit)
    }

    /// Whether the day of publication is known.
    pub fn known(self) -> bool {
        self.day != FAR
    }
}

impl Deref for Clock {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.day
    }
}

/// A day, a month or a year as it is written, its gaps not yet filled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// The year, by the common era.
    pub year: Option<i16>,
    /// The month.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
}

/// A whole number in Western or Chinese digits within bounds.
pub fn whole(i: &str, low: i16, high: i16) -> IResult<&str, i16> {
    let (rest, n) = numerals::numeral(i)?;
    match n {
        Written::Number(n) if n.value.is_integer() && !n.headless => match n.value.to_i16() {
            Some(v) if (low..=high).contains(&v) => Ok((rest, v)),
            _ => fail(i),
        },
        _ => fail(i),
    }
}

/// year := (NNNN | 民国? NNN) blank? 年度? | 今年 | 去年 | 今（114）年
pub fn year(i: &str, today: Clock) -> IResult<&str, i16> {
    for (word, back) in RELATIVE_YEARS {
        if let Some(rest) = i.strip_prefix(word) {
            return Ok((rest, today.year() - back));
        }
    }
    for (word, back) in [("今", 0), ("本", 0), ("去", 1), ("前", 2)] {
        if let Ok((rest, _)) = bracketed(i, word, "年", 2100) {
            return Ok((rest.strip_prefix('度').unwrap_or(rest), today.year() - back));
        }
    }
    let (rest, y) = calendar_year(i, today)?;
    let (rest, _) = (numerals::blanks, alt((tag("年度"), tag("年")))).parse(rest)?;
    Ok((rest, y))
}

/// calendar-year := NNNN | 民国 NNN | NNN in a text of the Republic
pub fn calendar_year(i: &str, today: Clock) -> IResult<&str, i16> {
    if let Some(rest) = i.strip_prefix("中华民国").or_else(|| i.strip_prefix("民国")) {
        let (rest, y) = whole(rest, 1, 200)?;
        return Ok((rest, REPUBLIC + y));
    }
    if let Some((rest, y)) = whole(i, 80, 150).ok().filter(|_| today.republic) {
        return Ok((rest, REPUBLIC + y));
    }
    whole(i, 1900, 2100)
}

/// bracketed := word （ N ） unit: 今（23）日
fn bracketed<'a>(i: &'a str, word: &str, unit: &str, most: i16) -> IResult<&'a str, i16> {
    let Some(rest) = i.strip_prefix(word).and_then(|r| r.strip_prefix(['（', '('])) else { return fail(i) };
    let (rest, n) = whole(rest, 1, most)?;
    let rest = rest.strip_prefix(['）', ')']).and_then(|r| r.strip_prefix(unit));
    rest.map_or_else(|| fail(i), |rest| Ok((rest, n)))
}

const RELATIVE_YEARS: &[(&str, i16)] = &[
    ("明年度", -1),
    ("明年", -1),
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("去年", 1),
    ("上一年度", 1),
    ("上一年", 1),
    ("上年度", 1),
    ("上年", 1),
    ("前年", 2),
];

/// month := (N | 元) 月 份? | 本（11）月 | 本月 before a day
pub fn month(i: &str, today: Clock) -> IResult<&str, i8> {
    let small = |n: i16| i8::try_from(n).unwrap_or(1);
    for (word, back) in [("本", 0), ("上", 1)] {
        if let Ok((rest, m)) = bracketed(i, word, "月", 12) {
            return Ok((rest, small(m)));
        }
        let rest = i.strip_prefix(word).and_then(|r| r.strip_prefix("月").or_else(|| r.strip_prefix("个月")));
        if let Some(rest) = rest.filter(|r| day_of_month(r).is_ok()) {
            let m = (today.month() + 11 - back) % 12 + 1;
            return Ok((rest, m));
        }
    }
    let (rest, m) = i.strip_prefix('元').map_or_else(|| whole(i, 1, 12), |rest| Ok((rest, 1)))?;
    let (rest, _) = (numerals::blanks, tag("月"), opt(tag("份"))).parse(rest)?;
    Ok((rest, small(m)))
}

/// day := (N (日 | 号) | 今（23）日) （星期X）? | 上周X（N日）
pub fn day_of_month(i: &str) -> IResult<&str, i8> {
    if let Ok((rest, _)) = weekday(i) {
        let Some(rest) = rest.strip_prefix(['（', '(']) else { return fail(i) };
        let (rest, d) = bare_day(rest)?;
        return rest.strip_prefix(['）', ')']).map_or_else(|| fail(i), |rest| Ok((rest, d)));
    }
    let (rest, d) = bare_day(i)?;
    let bracket =
        rest.strip_prefix(['（', '(']).and_then(|r| weekday(r).ok()).and_then(|(r, _)| r.strip_prefix(['）', ')']));
    Ok((bracket.unwrap_or(rest), d))
}

/// weekday := (上 | 本 | 这)? 个? (周 | 星期 | 礼拜) [一二三四五六日天]
pub fn weekday(i: &str) -> IResult<&str, char> {
    let (rest, _) = opt(alt((tag("上个"), tag("上"), tag("本"), tag("这个"), tag("这")))).parse(i)?;
    let (rest, _) = alt((tag("星期"), tag("礼拜"), tag("周"))).parse(rest)?;
    match rest.chars().next().filter(|c| "一二三四五六日天".contains(*c)) {
        Some(c) => Ok((&rest[c.len_utf8()..], c)),
        None => fail(i),
    }
}

fn bare_day(i: &str) -> IResult<&str, i8> {
    for word in ["今", "昨", "前", "本"] {
        if let Ok((rest, d)) = bracketed(i, word, "日", 31) {
            return Ok((rest, i8::try_from(d).unwrap_or(1)));
        }
    }
    let (rest, d) = whole(i, 1, 31)?;
    let (rest, _) = (numerals::blanks, alt((tag("日"), tag("号")))).parse(rest)?;
    Ok((rest, i8::try_from(d).unwrap_or(1)))
}

/// point := year? month? day?, at least one of them; a day alone in Western digits only
pub fn point(i: &str, today: Clock) -> IResult<&str, Point> {
    let (rest, y) = opt(|i| year(i, today)).parse(i)?;
    let (rest, m) = opt((numerals::blanks, |i| month(i, today))).parse(rest)?;
    let m = m.map(|(_, m)| m);
    let western = rest.starts_with(|c| numerals::digit(c).is_some() || "今昨前本上周星".contains(c));
    let (rest, d) = if m.is_some() || (y.is_none() && western) {
        opt((numerals::blanks, day_of_month)).parse(rest)?
    } else {
        (rest, None)
    };
    let p = Point { year: y, month: m, day: d.map(|(_, d)| d) };
    if p == Point::default() || (m.is_none() && d.is_some() && no_day(rest)) {
        return fail(i);
    }
    Ok((rest, p))
}

/// What makes N日 a length of time and no day: 7日内.
fn no_day(rest: &str) -> bool {
    ["内", "以内", "以上", "以下", "游", "均", "之内", "无", "龄", "元", "圆", "圓", "币", "本"]
        .iter()
        .any(|w| rest.starts_with(w))
}

impl Point {
    /// The first and the last day of what is written.
    pub fn days(self, today: Clock) -> (Date, Date) {
        ends(self.year, self.month, self.day, today.day)
    }

    /// This point as the end of a range that begins with `first`, whose year and month it shares where it says none.
    pub fn after(self, first: Self, today: Clock) -> Date {
        let begin = first.days(today).0;
        let year = self.year.unwrap_or(begin.year());
        match (self.month, self.day) {
            (Some(m), d) => {
                let end = clamp(year, m, d.unwrap_or(31));
                if end < begin && self.year.is_none() { clamp(year + 1, m, d.unwrap_or(31)) } else { end }
            }
            (None, Some(d)) => clamp(begin.year(), begin.month(), d),
            (None, None) => clamp(year, 12, 31),
        }
    }
}
