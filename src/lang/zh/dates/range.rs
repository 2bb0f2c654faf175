//! Periods with both ends: 去年5月25日至27日, 1至11月, 自6月1日启动至8月31日, 12月2日至昨日.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::point::{Point, calendar_year, day_of_month, month, point, whole, year};
use super::{Clock, Ends, fail};
use crate::lang::days::{clamp, year_of};
use crate::lang::zh::numerals;

fn separator(i: &str) -> IResult<&str, &str> {
    let d = alt((
        tag("至"),
        tag("到"),
        tag("——"),
        tag("—"),
        tag("–"),
        tag("-"),
        tag("－"),
        tag("~"),
        tag("～"),
        tag("持续至"),
    ));
    let (rest, (_, d, _)) = (numerals::blanks, d, numerals::blanks).parse(i)?;
    Ok((rest, d))
}

/// day := 今日 | 昨日 | 今天 | 昨天 | 前日 | 前天
pub fn named_day(i: &str, today: Clock) -> IResult<&str, Date> {
    let words = [("今日", 0), ("今天", 0), ("昨日", 1), ("昨天", 1), ("前日", 2), ("前天", 2)];
    let Some((word, back)) = words.into_iter().find(|(w, _)| i.starts_with(w)) else { return fail(i) };
    Ok((&i[word.len()..], today.day.checked_sub(back.days()).unwrap_or(today.day)))
}

/// last := named-day | N (日|号) behind a day | point (底|末)?: the other end of what began with `first`
fn last(i: &str, first: Point, today: Clock) -> IResult<&str, Date> {
    if let Ok(found) = named_day(i, today) {
        return Ok(found);
    }
    if let (Some(_), Ok((rest, day))) = (first.day, day_of_month(i)) {
        return Ok((rest, Point { day: Some(day), ..Point::default() }.after(first, today)));
    }
    let (rest, p) = point(i, today)?;
    let (rest, _) = opt(alt((tag("底"), tag("末")))).parse(rest)?;
    Ok((rest, p.after(first, today)))
}

/// range := point 至 point | N 至 N月 | NNNN—NNNN年 | N月N日至N日
pub fn range(i: &str, today: Clock) -> IResult<&str, Ends> {
    let months = |i| bare_range(i, today);
    let points = |i| {
        let (rest, a) = point(i, today)?;
        let (rest, _) = separator(rest)?;
        let (rest, last) = last(rest, a, today)?;
        Ok((rest, (Some(a.days(today).0), Some(last))))
    };
    alt((months, points)).parse(i)
}

/// bare := year? N 至 N月 | NNNN 至 NNNN年 | N月 N 至 N日
fn bare_range(i: &str, today: Clock) -> IResult<&str, Ends> {
    if let Ok((rest, a)) = calendar_year(i, today)
        && let Ok((rest, _)) = separator(rest)
        && let Ok((rest, b)) = year(rest, today)
        && rest.chars().next().is_none_or(|c| !c.is_ascii_digit())
    {
        return Ok((rest, (Some(clamp(a, 1, 1)), Some(clamp(b, 12, 31)))));
    }
    let (rest, y) = opt(|i| year(i, today)).parse(i)?;
    if let Ok((rest, m)) = month(rest, today)
        && let Ok((rest, a)) = whole(rest, 1, 31)
        && let Ok((rest, _)) = separator(rest)
        && let Ok((rest, b)) = day_of_month(rest)
    {
        let y = y.unwrap_or_else(|| year_of(m, b, today.day));
        let a = clamp(y, m, i8::try_from(a).unwrap_or(1));
        return Ok((rest, (Some(a), Some(clamp(y, m, b)))));
    }
    let (rest, a) = whole(rest, 1, 12)?;
    let (rest, _) = separator(rest)?;
    let (rest, b) = month(rest, today)?;
    if rest.starts_with(|c| numerals::digit(c).is_some()) {
        return fail(i);
    }
    let a = i8::try_from(a).unwrap_or(1);
    let y = y.unwrap_or_else(|| year_of(b, 20, today.day));
    let first = clamp(if a > b { y - 1 } else { y }, a, 1);
    Ok((rest, (Some(first), Some(clamp(y, b, 31)))))
}

/// ended := .{0,14} ，? (至|到|持续至|截至) last (止|结束)?: the other end of what began with 自; neither a figure nor another mark
/// stands between, and a comma only right before the end
pub fn ended(i: &str, first: Point, today: Clock) -> IResult<&str, Date> {
    let plain = |c: char| !"，,、；。（）\n".contains(c) && numerals::digit(c).is_none();
    let gap = i.char_indices().take(BETWEEN).take_while(|(_, c)| plain(*c)).last();
    let most = gap.map_or(0, |(at, c)| at + c.len_utf8());
    let words = alt((tag("持续到"), tag("持续至"), tag("截至"), tag("至"), tag("到")));
    let mut end = (opt(alt((tag("，"), tag(",")))), words);
    let starts = (0..=most).filter(|at| i.is_char_boundary(*at));
    for at in starts {
        let found: IResult<&str, (Option<&str>, &str)> = end.parse(&i[at..]);
        if let Ok((rest, _)) = found
            && let Ok((rest, last)) = last(rest, first, today)
        {
            let close = opt(alt((tag("为止"), tag("止"), tag("结束"), tag("收官"), tag("告一段落"))));
            let (rest, _) = { close }.parse(rest)?;
            return Ok((rest, last));
        }
    }
    fail(i)
}

/// How many characters may tell what began.
const BETWEEN: usize = 16;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lang::Setting;
    use crate::lang::zh::dates::period;
    use crate::token::Period;

    #[test]
    fn both_ends() {
        let clock = Clock::new(Setting { date: Some(date(2024, 12, 13)), home: None });
        let span = |a, b| Period::Span { from: Some(a), to: Some(b) };
        for (text, want, whole) in [
            ("去年九月十日至十二日搜查", span(date(2023, 9, 10), date(2023, 9, 12)), "去年九月十日至十二日"),
            (
                "9月10日（星期二）至12日（星期四）",
                span(date(2024, 9, 10), date(2024, 9, 12)),
                "9月10日（星期二）至12日（星期四）",
            ),
            ("12月2日至昨日，", span(date(2024, 12, 2), date(2024, 12, 12)), "12月2日至昨日"),
            ("由上周一（2日）至昨日", span(date(2024, 12, 2), date(2024, 12, 12)), "由上周一（2日）至昨日"),
            (
                "自去年12月1日执行至今年1月20日止，",
                span(date(2023, 12, 1), date(2024, 1, 20)),
                "自去年12月1日执行至今年1月20日止",
            ),
            (
                "自6月1日行动部署以来至8月31日，",
                span(date(2024, 6, 1), date(2024, 8, 31)),
                "自6月1日行动部署以来至8月31日",
            ),
            ("自6月1日起至8月31日止", span(date(2024, 6, 1), date(2024, 8, 31)), "自6月1日起至8月31日止"),
        ] {
            let (p, len) = period(text, clock).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((p, &text[..len]), (want, whole), "{text}");
        }
        // What stands between counts something.
        for text in ["自6月1日起抓获12人，至8月31日", "自6月1日起，警方到3日"] {
            let found = period(text, clock).map(|(p, _)| p);
            assert_eq!(found, Some(Period::Since(date(2024, 6, 1))), "{text}");
        }
    }
}
