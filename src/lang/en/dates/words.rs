//! How English says periods.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::{preceded, terminated};

use super::context;
use crate::lang::calendar::{Calendar, Point};
use crate::lang::en::calendar::{ORDINALS, WEEKDAYS, point};
use crate::lang::en::numerals::numeral;
use crate::lang::latin::periods::{Current, Dated, Ends, Later, Periods, Range, Reach, Same, Since, Until};
use crate::lang::latin::points::day;
use crate::lang::scan::{Read, lookup, space};
use crate::token::Period;

/// The words of English periods.
pub static PERIODS: Periods = Periods {
    fixed: FIXED,
    point: with_weekday,
    day: |input| preceded(opt((lookup(WEEKDAYS), opt(tag(",")), space)), day(ORDINALS)).parse(input),
    // "three-month" and "3 months"
    count: |input| terminated(numeral(false).map(|n| n.value), alt((space, tag("-")))).parse(input),
    same: Same {
        lead: &["in", "over", "during", "for", "from", "of"],
        same: &["the same", "the corresponding", "the comparable", "the equivalent"],
        length: &["period", "months", "month", "quarter", "quarters", "half", "weeks", "days", "time"],
        whose: &[],
        of: &["of", "in"],
    },
    current: Current {
        of: &["so far in", "so far during"],
        year: &[
            "so far this year",
            "thus far this year",
            "this year so far",
            "this year to date",
            "in the year to date",
            "the year to date",
            "in this year",
            "during this year",
            "this year",
            "in the current year",
            "since the start of the year",
            "since the beginning of the year",
            "since the turn of the year",
            "since the new year",
            "since New Year",
        ],
        month: &[
            "so far this month",
            "this month",
            "this month so far",
            "since the start of the month",
            "since the beginning of the month",
        ],
    },
    since: Since {
        lead: &[
            ("since", true),
            ("ever since", true),
            ("starting from", true),
            ("starting in", true),
            ("beginning in", true),
            ("with effect from", true),
            ("from", false),
        ],
        article: &[],
        now: &[
            "onwards",
            "onward",
            "to now",
            "to date",
            "to the present",
            "to present",
            "till date",
            "until now",
            "up to now",
        ],
        to: &[],
        comma: true,
    },
    until: Until {
        // "at the end of June" is a stock; "to 2020" alone may be a level
        lead: &[
            ("by", Reach::Any),
            ("as of", Reach::Any),
            ("as at", Reach::Any),
            ("as on", Reach::Any),
            ("up to", Reach::Any),
            ("up until", Reach::Any),
            ("until", Reach::Any),
            ("till", Reach::Any),
            ("through", Reach::Day),
            ("at", Reach::End),
            ("to", Reach::Day),
        ],
        beginnings: true,
    },
    range: Range {
        lead: &[
            ("from", &["to", "until", "till", "through", "up to", "-", "–", "—"]),
            ("between", &["and", "to", "-", "–"]),
            ("in", &["to", "through", "-", "–", "and"]),
            ("during", &["to", "through", "-", "–", "and"]),
            ("throughout", &["to", "through", "-", "–", "and"]),
            ("for", &["to", "through", "-", "–"]),
            ("on", &["to", "and", "-", "–"]),
            ("of", &["to", "-", "–"]),
        ],
        links: &["to", "through", "until", "-", "–"],
        article: &[],
        closing: &["inclusive"],
        refused: no_range,
    },
    later: Later {
        days: &["days later", "day later", "days after"],
        next: &["the next day", "the following day", "a day later"],
        same: &["on the same day", "the same day", "that day", "on that day"],
    },
    dated: Dated {
        lead: &[
            "on",
            "on the morning of",
            "on the afternoon of",
            "on the evening of",
            "on the night of",
            "in the early hours of",
            "in the early morning of",
            "in",
            "during",
            "throughout",
            "for",
            "of",
            "over",
            "within",
            "through",
            "after",
            "before",
            "dated",
        ],
        point: with_weekday,
        plausible: context::plausible,
        idle: context::idle,
        role: context::role,
    },
};

const FIXED: &[(&str, Period)] = &[
    ("so far", Period::ToNow),
    ("thus far", Period::ToNow),
    ("to date", Period::ToNow),
    ("till date", Period::ToNow),
    ("till now", Period::ToNow),
    ("until now", Period::ToNow),
    ("up to now", Period::ToNow),
    ("up till now", Period::ToNow),
    ("as of now", Period::ToNow),
    ("as of today", Period::ToNow),
    ("as at today", Period::ToNow),
    ("as of press time", Period::ToNow),
    ("as of the time of writing", Period::ToNow),
    ("at present", Period::ToNow),
    ("at the present time", Period::ToNow),
    ("by now", Period::ToNow),
    ("up to the present", Period::ToNow),
    ("in the whole year", Period::Same),
    ("for the whole year", Period::Same),
    ("during the whole year", Period::Same),
    ("throughout the year", Period::Same),
    ("over the whole year", Period::Same),
    ("the whole year", Period::Same),
    ("during the year", Period::Same),
    ("in the same year", Period::Same),
    ("during this period", Period::Same),
    ("in this period", Period::Same),
    ("during the period", Period::Same),
    ("over this period", Period::Same),
    ("over the period", Period::Same),
    ("in the period", Period::Same),
    ("during the same period", Period::Same),
    ("in the same period", Period::Same),
    ("in the corresponding period", Period::Same),
    ("in the same period of last year", Period::SamePeriod { years_before: 1 }),
    ("in the same period last year", Period::SamePeriod { years_before: 1 }),
    ("in the same period of the previous year", Period::SamePeriod { years_before: 1 }),
    ("during the same period last year", Period::SamePeriod { years_before: 1 }),
    ("during the same period of last year", Period::SamePeriod { years_before: 1 }),
    ("in the corresponding period last year", Period::SamePeriod { years_before: 1 }),
    ("in the corresponding period of last year", Period::SamePeriod { years_before: 1 }),
    ("the same period last year", Period::SamePeriod { years_before: 1 }),
    ("the same period of last year", Period::SamePeriod { years_before: 1 }),
    ("the same period in the previous year", Period::SamePeriod { years_before: 1 }),
    ("in the previous year", Period::SamePeriod { years_before: 1 }),
    ("the year before", Period::SamePeriod { years_before: 1 }),
    ("a year earlier", Period::SamePeriod { years_before: 1 }),
    ("by the end of the year", Period::YearEnd),
    ("by the end of that year", Period::YearEnd),
    ("at the end of the year", Period::YearEnd),
    ("at the end of that year", Period::YearEnd),
    ("as of the end of the year", Period::YearEnd),
    ("by the year's end", Period::YearEnd),
    ("by year-end", Period::YearEnd),
    ("at year-end", Period::YearEnd),
    ("in the past 24 hours", Period::DaysBack { days: 1 }),
    ("in the last 24 hours", Period::DaysBack { days: 1 }),
    ("over the past 24 hours", Period::DaysBack { days: 1 }),
    ("over the last 24 hours", Period::DaysBack { days: 1 }),
    ("in the past 48 hours", Period::DaysBack { days: 2 }),
    ("in the last 48 hours", Period::DaysBack { days: 2 }),
    ("over the past 48 hours", Period::DaysBack { days: 2 }),
    ("over the last 48 hours", Period::DaysBack { days: 2 }),
    ("in recent years", Period::Vague),
    ("over recent years", Period::Vague),
    ("in the recent years", Period::Vague),
    ("in recent months", Period::Vague),
    ("in recent weeks", Period::Vague),
    ("in recent days", Period::Vague),
    ("recent years", Period::Vague),
    ("over the years", Period::Vague),
    ("for many years", Period::Vague),
    ("for years", Period::Vague),
    ("in the past few years", Period::Vague),
    ("over the past few years", Period::Vague),
    ("in the last few years", Period::Vague),
    ("over the last few years", Period::Vague),
    ("over the past several years", Period::Vague),
    ("in the past several years", Period::Vague),
];

/// "in February and May" are two months and no range, where no years are said; "in February and March" is one, and so are
/// two years or two days.
fn no_range(ends: &Ends) -> bool {
    let Ends { lead, link, one, two } = ends;
    let two_years = one.bare && two.bare && one.month.is_some() && two.month.is_some() && one.day.is_none();
    let months = one.day.is_none() && two.day.is_none() && (one.months, two.months) == (1, 1);
    let next = one.month.zip(two.month).is_some_and(|(a, b)| a % 12 + 1 == b);
    let apart = !(two_years || months && next);
    *link == "and" && matches!(lead, Some("in" | "during" | "throughout")) && apart
}

/// (weekday ','?)? point
fn with_weekday<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let point = |i| point(calendar, i);
    alt((preceded((lookup(WEEKDAYS), opt(tag(",")), space), point), point)).parse(input)
}
