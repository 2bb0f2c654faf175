//! Spans that are told by their length and their end, or by the week that they lie in.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use nom::Parser;
use nom::combinator::opt;

use super::words::PERIODS;
use crate::lang::calendar::Calendar;
use crate::lang::en::scan::{Read, any_of, fail, lookup, phrase, space};
use crate::lang::latin::Words;
use crate::token::Period;

/// spans := ending | week
pub fn spans<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    ending(calendar, input).or_else(|_| week(calendar, input))
}

/// ending := preposition? 'the'? n? ('months' | 'weeks' …) ('to' | 'ending' | 'ended') 'on'? point
fn ending<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    const LEAD: Words = &["in", "over", "during", "for", "within", "across", "throughout"];
    const UNITS: &[(&str, (i32, i32))] = &[
        ("quarter", (3, 0)),
        ("half-year", (6, 0)),
        ("month", (1, 0)),
        ("months", (1, 0)),
        ("week", (0, 7)),
        ("weeks", (0, 7)),
        ("fortnight", (0, 14)),
        ("days", (0, 1)),
        ("year", (12, 0)),
        ("years", (12, 0)),
    ];
    const TO: Words = &["to", "up to", "ending", "ended", "ending on", "ended on", "to the end of", "until"];
    let (rest, _) = opt((any_of(LEAD), space)).parse(input)?;
    let (rest, _) = opt((phrase("the"), space)).parse(rest)?;
    let (rest, many) = opt(PERIODS.count).parse(rest)?;
    let (rest, (months, days)) = lookup(UNITS)(rest)?;
    let (rest, _) = (space, any_of(TO), space).parse(rest)?;
    let (rest, point) = (PERIODS.point)(calendar, rest)?;
    let many = many.map_or(Some(1), |n| i32::try_from(n).ok()).filter(|n| (1..120).contains(n));
    let (Some(many), Some((_, to))) = (many, point.ends(calendar)) else { return fail(input) };
    let length: Span = if months > 0 { (months * many).months() } else { (days * many).days() };
    match to.checked_add(1.day()).and_then(|end| end.checked_sub(length)) {
        Ok(from) => Ok((rest, Period::Span { from: Some(from), to: Some(to) })),
        Err(_) => fail(input),
    }
}

/// week := 'last week' | 'this week' | 'over the weekend' : the days from Monday to Sunday, to that of publication at most
fn week<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Period> {
    const WEEKS: &[(&str, (i64, i64))] = &[
        ("last week", (-7, -1)),
        ("during last week", (-7, -1)),
        ("the previous week", (-7, -1)),
        ("this week", (0, 6)),
        ("earlier this week", (0, 6)),
        ("during this week", (0, 6)),
        ("this past week", (-7, -1)),
    ];
    const ENDS: Words = &[
        "over the weekend",
        "at the weekend",
        "during the weekend",
        "on the weekend",
        "last weekend",
        "over last weekend",
        "this weekend",
        "over the past weekend",
    ];
    let Some(today) = calendar.date else { return fail(input) };
    let monday = monday_of(today);
    let span = |from: i64, to: i64| -> Option<Period> {
        let (from, to) = (monday?.checked_add(from.days()).ok()?, monday?.checked_add(to.days()).ok()?);
        Some(Period::Span { from: Some(from), to: Some(to.min(today)) })
    };
    let (rest, found) = match lookup(WEEKS)(input) {
        Ok((rest, (from, to))) => (rest, span(from, to)),
        Err(_) => {
            let (rest, _) = any_of(ENDS)(input)?;
            let over = today.weekday() == Weekday::Sunday;
            (rest, if over { span(5, 6) } else { span(-2, -1) })
        }
    };
    found.map_or_else(|| fail(input), |period| Ok((rest, period)))
}

/// The Monday of the week of a day.
fn monday_of(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}
