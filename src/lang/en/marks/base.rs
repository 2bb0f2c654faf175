//! What a change is held against: a former period.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use crate::lang::calendar::{Calendar, year};
use crate::lang::en::calendar::point;
use crate::lang::latin::Words;
use crate::lang::latin::marks::{EARLIER, MONTH, YEAR};
use crate::lang::scan::{Read, any_of, fail, lookup, phrase, space};
use crate::token::Mark;

/// base := ('compared with' | 'over' | 'than' | 'from' …) ('that of' | 'the figure' …)? ('in')? (a former period)
pub fn base(input: &str) -> Read<'_, Mark> {
    const LEAD: &[(&str, bool)] = &[
        ("compared with", true),
        ("compared to", true),
        ("as compared to", true),
        ("as compared with", true),
        ("in comparison with", true),
        ("in comparison to", true),
        ("versus", true),
        ("relative to", true),
        ("against", true),
        ("over", false),
        ("than", true),
        ("from", false),
        ("on", false),
        ("to", false),
        ("vis-à-vis", true),
    ];
    const OF: Words = &[
        "that of",
        "those of",
        "that in",
        "those in",
        "the figure of",
        "the figure in",
        "the figure for",
        "the figures for",
        "the level of",
        "the level in",
        "levels in",
        "in",
        "for",
        "during",
    ];
    const WHEN: &[(&str, Mark)] = &[
        ("the same period of last year", YEAR),
        ("the same period last year", YEAR),
        ("the same period of the previous year", YEAR),
        ("the same period in the previous year", YEAR),
        ("the same period of the preceding year", YEAR),
        ("the same period a year earlier", YEAR),
        ("the same period a year ago", YEAR),
        ("the same period the year before", YEAR),
        ("the same period the previous year", YEAR),
        ("the same period", YEAR),
        ("same period last year", YEAR),
        ("the same time last year", YEAR),
        ("the corresponding period of last year", YEAR),
        ("the corresponding period last year", YEAR),
        ("the corresponding period of the previous year", YEAR),
        ("the corresponding period in the previous year", YEAR),
        ("the corresponding period", YEAR),
        ("the same month last year", YEAR),
        ("the same month of last year", YEAR),
        ("the same quarter last year", YEAR),
        ("the year before", YEAR),
        ("the previous year", YEAR),
        ("the preceding year", YEAR),
        ("the prior year", YEAR),
        ("a year earlier", YEAR),
        ("a year before", YEAR),
        ("a year ago", YEAR),
        ("last year", YEAR),
        ("the previous month", MONTH),
        ("the month before", MONTH),
        ("a month earlier", MONTH),
        ("last month", MONTH),
        ("the previous quarter", EARLIER),
        ("the previous period", EARLIER),
        ("the preceding period", EARLIER),
        ("the period before", EARLIER),
        ("the previous week", EARLIER),
        ("the previous five years", EARLIER),
        ("the previous wave", EARLIER),
        ("the last wave", EARLIER),
        ("the previous round", EARLIER),
        ("the previous edition", EARLIER),
        ("the previous operation", EARLIER),
        ("the last operation", EARLIER),
        ("the previous campaign", EARLIER),
        ("the first half", EARLIER),
        ("the first half of the year", EARLIER),
        ("the preceding quarter", EARLIER),
        ("the preceding three months", EARLIER),
        ("the previous three months", EARLIER),
        ("the previous six months", EARLIER),
        ("the week before", EARLIER),
        ("the quarter before", EARLIER),
        ("before the campaign", EARLIER),
        ("before the operation", EARLIER),
    ];
    let (rest, sure) = lookup(LEAD)(input)?;
    let (rest, of) = opt(preceded(space, any_of(OF))).parse(rest)?;
    let (rest, _) = space(rest)?;
    if let Ok((rest, mark)) = lookup(WHEN)(rest) {
        // "over the same period in 2023"
        let named = preceded((space, alt((phrase("in"), phrase("of"))), space), year);
        let (rest, _) = opt(named).parse(rest)?;
        return Ok((rest, mark));
    }
    // "than in 2019": a year that is named. "from 2019" and "on 5 June" are periods.
    let calendar = Calendar { date: Some(jiff::civil::Date::constant(2000, 12, 31)), fiscal: 4 };
    let (end, point) = point(&calendar, rest)?;
    let named = sure || of.is_some() && !input.starts_with(['o', 'O']);
    let count = preceded(space, alt((phrase("cases"), phrase("people")))).parse(end).is_ok();
    if named && point.year.is_some() && !count && !(input.starts_with("to") || input.starts_with("from")) {
        return Ok((end, YEAR));
    }
    fail(input)
}
