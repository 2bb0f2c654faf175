//! Dates and periods: 令和6年中, 今年1月から11月末まで, 上半期（1〜6月）, 1〜3月期, 7月末, 2024年度, 昨年1年間, これまでに.

use std::sync::OnceLock;

use jiff::civil::{Date, date};
use jiff::{Span as Length, ToSpan};
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};
use rust_decimal::prelude::ToPrimitive;

use super::numerals::{self, Written};
use crate::lang::days::{clamp, year_of};
use crate::lang::han::numeral::western;
use crate::lang::han::{begins as begins_number, digit};
use crate::lang::table::Table;
use crate::token::Period;

/// A day, a month or a year as it is written, its gaps not yet filled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Whether the year is a financial one, from April to March.
    fiscal: bool,
    /// The year before the first of the era in which the year was counted.
    era: Option<i16>,
}

/// First and last day.
type Ends = (Date, Date);
type Read<'a, T> = IResult<&'a str, T>;

fn fail<T>(i: &str) -> Read<'_, T> {
    Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Verify)))
}

/// The period that begins at the beginning of `i`, and its length in bytes. Without a day of publication what hangs on it
/// is vague.
pub fn period(i: &str, today: Option<Date>) -> Option<(Period, usize)> {
    let day = today.unwrap_or(date(9999, 12, 31));
    let read = |f: fn(&str, Date) -> Read<'_, Period>| f(i, day).ok().map(|(rest, p)| (p, i.len() - rest.len()));
    let all = [range, months_from, months_until, tax_year, until, since, part, plain, back, word];
    let best = all.into_iter().filter_map(read).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    Some(if today.is_none() && hangs(&best.0) { (Period::Vague, best.1) } else { best })
}

fn hangs(p: &Period) -> bool {
    let far = |d: Option<Date>| d.is_some_and(|d| d.year() > 9000);
    match p {
        Period::Span { from, to } => far(*from) || far(*to),
        Period::Since(d) | Period::Statement(d) => far(Some(*d)),
        _ => false,
    }
}

fn span((from, to): Ends) -> Period {
    Period::Span { from: Some(from), to: Some(to) }
}

/// A whole number within bounds, in digits of either width or in Han ones, without a magnitude above ten.
fn whole(i: &str, low: i16, high: i16) -> Read<'_, i16> {
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
fn era_year(i: &str) -> Read<'_, (i16, i16)> {
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
fn year(i: &str, today: Date, era: Option<i16>) -> Read<'_, Point> {
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
    if ["生まれ", "ぶり", "連続", "以内", "目", "式", "版"].iter().any(|w| rest.starts_with(w)) && fiscal.is_none()
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

fn month(i: &str) -> Read<'_, i8> {
    let (rest, m) = whole(i, 1, 12)?;
    let (rest, _) = (opt(tag(" ")), tag("月")).parse(rest)?;
    Ok((rest, i8::try_from(m).unwrap_or(1)))
}

/// day := N 日 weekday?
fn day_of_month(i: &str) -> Read<'_, i8> {
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
fn point(i: &str, today: Date, era: Option<i16>) -> Read<'_, Point> {
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
    fn days(self, today: Date) -> Ends {
        match (self.year, self.month, self.day) {
            (y, Some(m), Some(d)) => {
                let day = clamp(y.unwrap_or_else(|| year_of(m, d, today)), m, d);
                (day, day)
            }
            (y, Some(m), None) => {
                let first = clamp(y.unwrap_or_else(|| year_of(m, 1, today)), m, 1);
                (first, first.last_of_month())
            }
            (Some(y), None, _) if self.fiscal => (clamp(y, 4, 1), clamp(y + 1, 3, 31)),
            (Some(y), None, _) => (clamp(y, 1, 1), clamp(y, 12, 31)),
            (None, None, d) => {
                let d = d.unwrap_or(1);
                let this = clamp(today.year(), today.month(), d);
                let last = today.first_of_month().yesterday().unwrap_or(today);
                let day = if this <= today { this } else { clamp(last.year(), last.month(), d) };
                (day, day)
            }
        }
    }

    /// This point as the last day of a range that begins with `first`, which gives it the year and month that it does not say.
    fn after(self, first: Self, today: Date) -> Date {
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

fn separator(i: &str) -> Read<'_, &str> {
    alt((tag("〜"), tag("～"), tag("~"), tag("－"), tag("-"), tag("―"), tag("–"), tag("—"), tag("から"))).parse(i)
}

/// end := 末? (まで | にかけて | の間 | 現在 | 時点)
fn ending(i: &str) -> Read<'_, &str> {
    let (rest, _) = opt(tag("末")).parse(i)?;
    alt((
        tag("までの間"),
        tag("までに"),
        tag("まで"),
        tag("にかけて"),
        tag("にかけ"),
        tag("の間"),
        tag("現在"),
        tag("時点"),
    ))
    .parse(rest)
}

/// range := point separator point ending? | short-range
fn range(i: &str, today: Date) -> Read<'_, Period> {
    if let Ok(read) = short_range(i, today) {
        return Ok(read);
    }
    let (rest, first) = point(i, today, None)?;
    let (rest, _) =
        opt(alt((tag("頃"), tag("ごろ"), tag("初め"), tag("上旬"), tag("中旬"), tag("下旬")))).parse(rest)?;
    let (rest, word) = separator(rest)?;
    let (rest, last) = point(rest, today, first.era)?;
    let (rest, end) = opt(ending).parse(rest)?;
    let (rest, end) = (rest.strip_prefix('末').unwrap_or(rest), end);
    // 前年から2月…: without an end から leads to no other point.
    if word == "から" && end.is_none() && !rest.starts_with(['の', 'に', '）', '、']) {
        return fail(i);
    }
    let to = last.after(first, today);
    let from = if first.year.is_none() && last.year.is_none() && first.month.is_some() {
        let from = Point { year: Some(to.year()), ..first }.days(today).0;
        if from > to { Point { year: Some(to.year() - 1), ..first }.days(today).0 } else { from }
    } else {
        first.days(today).0
    };
    if from > to { fail(i) } else { Ok((rest, span((from, to)))) }
}

/// short-range := year? N separator N (月 期? | 日) | NNNN separator N 年
fn short_range(i: &str, today: Date) -> Read<'_, Period> {
    let dash = |i| if let Ok((_, "から")) = separator(i) { fail(i) } else { separator(i) };
    if let Ok((rest, a)) = whole(i, 1900, 2100)
        && let Ok((rest, _)) = dash(rest)
        && let Ok((rest, b)) = whole(rest, 1, 2100)
        && let Some(rest) = rest.strip_prefix('年')
    {
        let b = if b < 100 { a - a % 100 + b } else { b };
        let fiscal = rest.starts_with('度');
        let first = Point { year: Some(a), fiscal, ..Point::default() }.days(today).0;
        let last = Point { year: Some(b), fiscal, ..Point::default() }.days(today).1;
        return if first < last {
            Ok((rest.strip_prefix('度').unwrap_or(rest), span((first, last))))
        } else {
            fail(i)
        };
    }
    let (rest, y) = opt(|i| year(i, today, None)).parse(i)?;
    let rest = if y.is_some() { rest.strip_prefix('の').unwrap_or(rest) } else { rest };
    if let Ok((rest, m)) = month(rest)
        && let Ok((rest, a)) = whole(rest, 1, 31)
        && let Ok((rest, _)) = dash(rest)
        && let Ok((rest, b)) = day_of_month(rest)
    {
        let p = Point { month: Some(m), day: Some(b), ..y.unwrap_or_default() };
        let to = p.days(today).1;
        return Ok((rest, span((clamp(to.year(), m, i8::try_from(a).unwrap_or(1)), to))));
    }
    let (rest, a) = whole(rest, 1, 31)?;
    let (rest, _) = opt(tag("月")).parse(rest)?;
    let (rest, _) = dash(rest)?;
    let (rest, months) = months_to(rest)?;
    let (b, unit) = months;
    if unit == '日' {
        let to = Point { day: Some(b), ..Point::default() }.days(today).1;
        let from = clamp(to.year(), to.month(), i8::try_from(a).unwrap_or(1));
        return if from <= to && y.is_none() { Ok((rest, span((from, to)))) } else { fail(i) };
    }
    let a = i8::try_from(a).unwrap_or(1);
    if a > 12 {
        return fail(i);
    }
    let y = y.and_then(|y| y.year).unwrap_or_else(|| year_of(b, 20, today));
    let first = clamp(if a > b { y - 1 } else { y }, a, 1);
    Ok((rest, span((first, clamp(y, b, 31)))))
}

fn months_to(i: &str) -> Read<'_, (i8, char)> {
    if let Ok((rest, m)) = month(i) {
        let (rest, _) = opt(alt((tag("期"), tag("末まで"), tag("まで"), tag("の間")))).parse(rest)?;
        return Ok((rest, (m, '月')));
    }
    let (rest, d) = day_of_month(i)?;
    Ok((rest, (d, '日')))
}

/// months-from := point から の? N (か月 | 年) 間: so many months from then on
fn months_from(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, first) = point(i, today, None)?;
    let (rest, _) = (tag("から"), opt(tag("の"))).parse(rest)?;
    let (rest, months) = length(rest)?;
    let from = first.days(today).0;
    let last = from.checked_add(Length::new().months(months)).ok().and_then(|d| d.yesterday().ok());
    match last {
        Some(to) => Ok((rest, span((from, to)))),
        None => fail(i),
    }
}

/// months-to := point 末? までの length: so many months up to then
fn months_until(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, last) = point(i, today, None)?;
    let (rest, _) = (opt(tag("末")), tag("までの")).parse(rest)?;
    let (rest, months) = length(rest)?;
    let to = last.days(today).1;
    let from = to.tomorrow().and_then(|d| d.checked_sub(Length::new().months(months)));
    match from {
        Ok(from) => Ok((rest, span((from, to)))),
        Err(_) => fail(i),
    }
}

/// length := N (年 | か月) 間?, in months
fn length(i: &str) -> Read<'_, i32> {
    let (rest, n) = whole(i, 1, 600)?;
    for (word, months) in [("年", 12), ("か月", 1), ("カ月", 1), ("ヵ月", 1), ("ヶ月", 1), ("ケ月", 1), ("箇月", 1)]
    {
        if let Some(rest) = rest.strip_prefix(word) {
            return Ok((rest.strip_prefix('間').unwrap_or(rest), i32::from(n) * months));
        }
    }
    fail(i)
}

/// until := point 末? (まで | までに | 現在 | 時点) | point 末 | 昨年末 | 年度末
fn until(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, p) = point(i, today, None)?;
    let (_, to) = p.days(today);
    let (rest, end) = opt(tag("末")).parse(rest)?;
    let by = alt((tag("までに"), tag("まで"), tag("現在"), tag("時点"), tag("の時点"), tag("の段階"), tag("段階")));
    let (rest, word) = opt(by).parse(rest)?;
    if end.is_none() && word.is_none() || end.is_some() && p.day.is_some() {
        return fail(i);
    }
    if i.starts_with("同年") && p.month.is_none() {
        return Ok((rest, Period::YearEnd));
    }
    Ok((rest, Period::Span { from: None, to: Some(to) }))
}

/// since := point (以降 | 以後 | 以来 | から)
fn since(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, p) = part_or_point(i, today)?;
    let (rest, _) = opt(alt((tag("頃"), tag("ごろ"), tag("末"), tag("初め")))).parse(rest)?;
    let (rest, word) =
        alt((tag("以降"), tag("以後"), tag("以来"), tag("からこれまで"), tag("から現在まで"), tag("から")))
            .parse(rest)?;
    if word == "から" && rest.starts_with(|c| begins_number(c) || "約＋+-".contains(c)) {
        return fail(i);
    }
    // 昭和23年以降で3番目に少ない: what a record is held against.
    let record = rest.trim_start_matches('で').trim_start_matches(begins_number);
    if ["最", "初めて", "番目"].iter().any(|w| record.starts_with(w)) {
        return Ok((rest, Period::Same));
    }
    Ok((rest, Period::Since(p.0)))
}

fn part_or_point(i: &str, today: Date) -> Read<'_, Ends> {
    alt((|i| part_of_year(i, today), |i| point(i, today, None).map(|(r, p)| (r, p.days(today))))).parse(i)
}

/// part := part-of-year, with the months in brackets behind it
fn part(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, ends) = part_of_year(i, today)?;
    Ok((rest, span(ends)))
}

/// part-of-year := year? の? (上半期 | 下半期 | 第N四半期 | 前半 | 後半) ('（' short-range '）')?
fn part_of_year(i: &str, today: Date) -> Read<'_, Ends> {
    let (rest, y) = opt(|i| year(i, today, None)).parse(i)?;
    let rest = if y.is_some() { rest.strip_prefix('の').unwrap_or(rest) } else { rest };
    let (rest, (a, b)) = alt((halves, quarter)).parse(rest)?;
    if let Some(inner) = rest.strip_prefix(['（', '('])
        && let Ok((after, Period::Span { from: Some(from), to: Some(to) })) = range(inner, today)
        && let Some(after) = after.strip_prefix(['）', ')'])
    {
        let shift = y.and_then(|y| y.year).map_or(0, |y| y - from.year());
        let moved = |d: Date| d.checked_add(i32::from(shift).years()).unwrap_or(d);
        return Ok((after, (moved(from), moved(to))));
    }
    let fiscal = y.is_some_and(|y| y.fiscal);
    let (a, b) = if fiscal { (a + 3, b + 3) } else { (a, b) };
    let end = if b > 12 { b - 12 } else { b };
    let year = y.and_then(|y| y.year).unwrap_or_else(|| year_of(end, 20, today));
    let first = clamp(if a > 12 { year + 1 } else { year }, if a > 12 { a - 12 } else { a }, 1);
    Ok((rest, (first, clamp(if b > 12 { year + 1 } else { year }, end, 31))))
}

fn halves(i: &str) -> Read<'_, (i8, i8)> {
    for (word, months) in [
        ("上半期", (1, 6)),
        ("上期", (1, 6)),
        ("上半年", (1, 6)),
        ("前半", (1, 6)),
        ("下半期", (7, 12)),
        ("下期", (7, 12)),
        ("後半", (7, 12)),
    ] {
        if let Some(rest) = i.strip_prefix(word) {
            return Ok((rest, months));
        }
    }
    fail(i)
}

/// quarter := 第 N 四半期
fn quarter(i: &str) -> Read<'_, (i8, i8)> {
    let (rest, _) = tag("第").parse(i)?;
    let (rest, n) = whole(rest, 1, 4)?;
    let (rest, _) = tag("四半期").parse(rest)?;
    let end = i8::try_from(n * 3).unwrap_or(12);
    Ok((rest, (end - 2, end)))
}

/// tax-year := era-year 事務年度: from July to June
fn tax_year(i: &str, _today: Date) -> Read<'_, Period> {
    let (rest, y) = alt((|i| era_year(i).map(|(r, y)| (r, y.0)), |i| whole(i, 1900, 2100))).parse(i)?;
    let (rest, _) = tag("事務年度").parse(rest)?;
    Ok((rest, span((clamp(y, 7, 1), clamp(y + 1, 6, 30)))))
}

/// plain := iso | point (中 | の? 1年間 | 年間 | 付)?
fn plain(i: &str, today: Date) -> Read<'_, Period> {
    if let Ok(read) = iso(i) {
        return Ok(read);
    }
    let (rest, p) = point(i, today, None)?;
    if p.month.is_some() || p.day.is_some() {
        let (rest, _) = opt(alt((tag("中"), tag("付け"), tag("付")))).parse(rest)?;
        return Ok((rest, span(p.days(today))));
    }
    let whole_year = alt((
        tag("の1年間"),
        tag("の１年間"),
        tag("の一年間"),
        tag("1年間"),
        tag("１年間"),
        tag("一年間"),
        tag("一年"),
        tag("の年間"),
        tag("年間"),
        tag("1年"),
        tag("１年"),
        tag("中"),
        tag("通年"),
    ));
    let (rest, told) = opt(whole_year).parse(rest)?;
    let running = ["今年", "本年", "同年"].iter().any(|w| i.starts_with(w)) && !p.fiscal
        || i.starts_with("今年度")
        || i.starts_with("本年度");
    if i.starts_with("同年") {
        return Ok((rest, Period::Same));
    }
    if running && told.is_none_or(|t| t == "中") {
        return Ok((rest, Period::Since(p.days(today).0)));
    }
    Ok((rest, span(p.days(today))))
}

/// iso := NNNN (- | / | .) N (- | / | .) N
fn iso(i: &str) -> Read<'_, Period> {
    let sign = |i| alt((tag("-"), tag("/"), tag("."), tag("．"), tag("／"))).parse(i);
    let (rest, y) = whole(i, 1900, 2100)?;
    let (rest, _) = sign(rest)?;
    let (rest, m) = whole(rest, 1, 12)?;
    let (rest, _) = sign(rest)?;
    let (rest, d) = whole(rest, 1, 31)?;
    match Date::new(y, i8::try_from(m).unwrap_or(1), i8::try_from(d).unwrap_or(1)) {
        Ok(day) => Ok((rest, span((day, day)))),
        Err(_) => fail(i),
    }
}

/// back := (過去 | ここ | この | 直近 | 最近) の? N (年 | か月) 間?
fn back(i: &str, _today: Date) -> Read<'_, Period> {
    let front = alt((tag("過去"), tag("ここ"), tag("この"), tag("直近"), tag("最近")));
    let (rest, _) = (front, opt(tag("の"))).parse(i)?;
    let (rest, months) = length(rest)?;
    // 過去10年で最多: what a record is held against is no period.
    if ["で最", "で2番", "で初", "連続", "ぶり", "で３", "で２"].iter().any(|w| rest.starts_with(w)) {
        return Ok((rest, Period::Same));
    }
    Ok((rest, Period::Back { months }))
}

type Maker = fn(Date) -> Period;

fn days_back(today: Date, days: i32) -> Period {
    let day = today.checked_sub(days.days()).unwrap_or(today);
    span((day, day))
}

const NOW: Maker = |_| Period::ToNow;
const SAME: Maker = |_| Period::Same;
const VAGUE: Maker = |_| Period::Vague;

/// Words that say when by themselves; the longest one wins.
const WORDS: &[(&str, Maker)] = &[
    ("これまでに", NOW),
    ("これまで", NOW),
    ("現時点で", NOW),
    ("現在までに", NOW),
    ("現在まで", NOW),
    ("今日までに", NOW),
    ("今なお", VAGUE),
    ("同期間", SAME),
    ("同期", SAME),
    ("この間", SAME),
    ("この期間", SAME),
    ("期間中", SAME),
    ("同月", SAME),
    ("同月中", SAME),
    ("同日", SAME),
    ("同年中", SAME),
    ("同年度", SAME),
    ("年間を通じて", SAME),
    ("年間で", SAME),
    ("1年間で", SAME),
    ("１年間で", SAME),
    ("近年", VAGUE),
    ("ここ数年", VAGUE),
    ("最近", VAGUE),
    ("例年", VAGUE),
    ("年々", VAGUE),
    ("年末年始", VAGUE),
    ("年内", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("年初から", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("年明け以降", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("きょう", |t| days_back(t, 0)),
    ("本日", |t| days_back(t, 0)),
    ("昨日", |t| days_back(t, 1)),
    ("きのう", |t| days_back(t, 1)),
    ("昨年末", |t| Period::Span { from: None, to: Some(clamp(t.year() - 1, 12, 31)) }),
    ("昨年末まで", |t| Period::Span { from: None, to: Some(clamp(t.year() - 1, 12, 31)) }),
];

fn word(i: &str, today: Date) -> Read<'_, Period> {
    static BUILT: OnceLock<Table<Maker>> = OnceLock::new();
    let table = BUILT.get_or_init(|| Table::new(WORDS.iter().copied()));
    match table.longest(i) {
        // これまでで最も多い: what a record is held against.
        Some((w, _))
            if w.starts_with("これまで")
                && ["で最", "最", "にな", "で初", "の最", "で２番", "で2番"]
                    .iter()
                    .any(|r| i[w.len()..].starts_with(r)) =>
        {
            Ok((&i[w.len()..], Period::Same))
        }
        Some((w, make)) => Ok((&i[w.len()..], make(today))),
        None => fail(i),
    }
}

/// Whether a period can begin with this character; keeps the scan of a text short.
pub fn begins(c: char) -> bool {
    "令平昭大明今本昨去一お同先前上下後第過こ直最現期年近例き".contains(c) || begins_number(c)
}

/// What makes a single day the day of a statement when it stands in its sentence.
const STATEMENT: &[&str] = &[
    "発表",
    "公表",
    "明らかにし",
    "まとめた",
    "取りまとめ",
    "会見",
    "説明し",
    "述べ",
    "報告し",
    "配信した",
    "公開し",
    "送検したと",
    "明かし",
    "分かった",
    "わかった",
    "判明した",
];

/// Whether the sentence of a day, from its end on, says that it is the day of a statement.
pub fn states(after: &str) -> bool {
    let after = &after[..after.floor_char_boundary(900.min(after.len()))];
    let sentence = &after[..after.find(['。', '\n']).unwrap_or(after.len())];
    STATEMENT.iter().any(|w| sentence.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2025, 3, 6);

    #[test]
    fn periods() {
        let days = |a: (i16, i8, i8), b: (i16, i8, i8)| Period::Span {
            from: Some(date(a.0, a.1, a.2)),
            to: Some(date(b.0, b.1, b.2)),
        };
        let y = |y| days((y, 1, 1), (y, 12, 31));
        let by = |y, m, d| Period::Span { from: None, to: Some(date(y, m, d)) };
        for (text, want, whole) in [
            ("令和6年中の", y(2024), "令和6年中"),
            ("令和元年などに", y(2019), "令和元年"),
            ("2024年（令和6年）の", y(2024), "2024年（令和6年）"),
            ("令和６年１１月", days((2024, 11, 1), (2024, 11, 30)), "令和６年１１月"),
            ("令和6年7月末までの", by(2024, 7, 31), "令和6年7月末まで"),
            ("1月からの7か月間に", days((2025, 1, 1), (2025, 7, 31)), "1月からの7か月間"),
            ("今年１月から１１月末までに", days((2025, 1, 1), (2025, 11, 30)), "今年１月から１１月末までに"),
            ("上半期（1〜6月）の", days((2024, 1, 1), (2024, 6, 30)), "上半期（1〜6月）"),
            ("令和7年上半期（1月〜6月）", days((2025, 1, 1), (2025, 6, 30)), "令和7年上半期（1月〜6月）"),
            ("1〜3月期の", days((2024, 1, 1), (2024, 3, 31)), "1〜3月期"),
            ("今年4〜6月に", days((2025, 4, 1), (2025, 6, 30)), "今年4〜6月"),
            ("21年4月から22年7月までに", days((2021, 4, 1), (2022, 7, 31)), "21年4月から22年7月までに"),
            ("21年から23年にかけて", days((2021, 1, 1), (2023, 12, 31)), "21年から23年にかけて"),
            ("令和3年から5年までの", days((2021, 1, 1), (2023, 12, 31)), "令和3年から5年まで"),
            ("１２月１０日から１月１０日まで）", days((2024, 12, 10), (2025, 1, 10)), "１２月１０日から１月１０日まで"),
            ("昨年１年間の", y(2024), "昨年１年間"),
            ("令和6年6月までの1年間に", days((2023, 7, 1), (2024, 6, 30)), "令和6年6月までの1年間"),
            ("令和5事務年度に", days((2023, 7, 1), (2024, 6, 30)), "令和5事務年度"),
            ("同年末現在の", Period::YearEnd, "同年末現在"),
            ("昭和23年以降で3番目に", Period::Same, "昭和23年以降"),
            ("今年の", Period::Since(date(2025, 1, 1)), "今年"),
            ("昨年9月には", days((2024, 9, 1), (2024, 9, 30)), "昨年9月"),
            ("2024年度に", days((2024, 4, 1), (2025, 3, 31)), "2024年度"),
            ("昨年度の", days((2023, 4, 1), (2024, 3, 31)), "昨年度"),
            ("この5年間に", Period::Back { months: 60 }, "この5年間"),
            ("これまでに", Period::ToNow, "これまでに"),
            ("令和5年以降、", Period::Since(date(2023, 1, 1)), "令和5年以降"),
            ("5日（水）、", days((2025, 3, 5), (2025, 3, 5)), "5日（水）"),
            ("１０月末で", by(2024, 10, 31), "１０月末"),
            ("二〇二四年に", y(2024), "二〇二四年"),
        ] {
            let (p, len) = period(text, Some(TODAY)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((p, &text[..len]), (want, whole), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_periods() {
        for text in ["7日間", "2年連続", "9年ぶり", "20代", "前科", "5件", "第2回", "平均", "本部", "3か月"]
        {
            assert_eq!(period(text, Some(TODAY)), None, "{text}");
        }
    }
}
