//! Days, months, quarters and years as English writes them.

mod fiscal;

use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use self::fiscal::fiscal;
use super::numerals::numeral;
use super::scan::{Read, fail, lookup, phrase, space};
pub use crate::lang::calendar::{Calendar, Point};
use crate::lang::latin::Words;
use crate::lang::latin::points::{self, Ago, Points, bare_year, day, last_weekday, numeric};

/// The calendar of a text: its financial year is that of the country that it speaks of.
pub fn calendar(text: &str, date: Option<Date>) -> Calendar {
    let head = &text[..text.floor_char_boundary(20_000)];
    let fiscal = if head.contains("Australia") {
        7
    } else if head.contains("U.S.") || head.contains("United States") || head.contains("Department of Justice") {
        10
    } else {
        4
    };
    Calendar { date, fiscal }
}

const MONTHS: &[(&str, i8)] = &[
    ("January", 1),
    ("February", 2),
    ("March", 3),
    ("April", 4),
    ("May", 5),
    ("June", 6),
    ("July", 7),
    ("August", 8),
    ("September", 9),
    ("October", 10),
    ("November", 11),
    ("December", 12),
    ("Jan", 1),
    ("Feb", 2),
    ("Mar", 3),
    ("Apr", 4),
    ("Jun", 6),
    ("Jul", 7),
    ("Aug", 8),
    ("Sep", 9),
    ("Sept", 9),
    ("Oct", 10),
    ("Nov", 11),
    ("Dec", 12),
];

/// month := name '.'? ; a capital is needed, since "may" and "march" are verbs
fn month(input: &str) -> Read<'_, i8> {
    if !input.starts_with(|c: char| c.is_ascii_uppercase()) {
        return fail(input);
    }
    let (rest, month) = lookup(MONTHS)(input)?;
    let short = input.len() - rest.len() <= 4;
    let rest = if short { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
    Ok((rest, month))
}

/// What ends a day written as an ordinal.
pub const ORDINALS: Words = &["st", "nd", "rd", "th"];

static POINTS: Points = Points {
    sides: &[
        ("the beginning of", -1),
        ("the start of", -1),
        ("beginning of", -1),
        ("start of", -1),
        ("the end of", 1),
        ("end of", 1),
        ("the close of", 1),
        ("end", 1),
        ("end-", 1),
        ("early", 0),
        ("late", 0),
        ("mid", 0),
        ("mid-", 0),
        ("the middle of", 0),
        ("the month of", 0),
        ("the year", 0),
        ("year", 0),
        ("calendar year", 0),
        ("the whole of", 0),
        ("all of", 0),
    ],
    this_year: &[],
    plain,
    years: &[
        ("this year", 0),
        ("of this year", 0),
        ("of the current year", 0),
        ("of the year", 0),
        ("last year", 1),
        ("of last year", 1),
        ("of the previous year", 1),
        ("the previous year", 1),
        ("the year before last", 2),
        ("of the year before last", 2),
    ],
    year_marks: &[",", ".", " of", " in"],
    year_links: &["year"],
};

/// point := ('the')? ('beginning' | 'end' …) 'of' point | date | month | quarter | year | …
pub fn point<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    points::point(&POINTS, calendar, input)
}

fn which_year<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, i16> {
    points::which_year(&POINTS, calendar, input)
}

fn plain<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    numeric(input)
        .or_else(|_| month_first(calendar, input))
        .or_else(|_| day_first(calendar, input))
        .or_else(|_| part_of_year(calendar, input))
        .or_else(|_| fiscal(calendar, input))
        .or_else(|_| relative(calendar, input))
        .or_else(|_| bare_year(input))
}

/// month_first := month space day (year)? | month (year)?
fn month_first<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let (rest, month) = month(input)?;
    if let Ok((rest, day)) = preceded(space, day(ORDINALS)).parse(rest) {
        let (rest, year) = opt(|i| which_year(calendar, i)).parse(rest)?;
        return Ok((rest, Point::days(year, Some(month), day)));
    }
    let (rest, year) = opt(|i| which_year(calendar, i)).parse(rest)?;
    Ok((rest, Point::months(year, month, 1)))
}

/// day_first := ('the')? day ('of')? month (year)? | 'the' day with its ending
fn day_first<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let (start, the) = opt((phrase("the"), space)).parse(input)?;
    let (rest, day) = day(ORDINALS)(start)?;
    let month = |i| preceded((space, opt((phrase("of"), space))), month).parse(i);
    if let Ok((rest, month)) = month(rest) {
        let (rest, year) = opt(|i| which_year(calendar, i)).parse(rest)?;
        return Ok((rest, Point::days(year, Some(month), day)));
    }
    let ordinal = !start[..start.len() - rest.len()].ends_with(|c: char| c.is_ascii_digit());
    let (rest, _) = opt((space, phrase("of this month"))).parse(rest)?;
    // "the 20th National Congress" is no day
    let named = rest.trim_start_matches(' ').starts_with(|c: char| c.is_uppercase()) && !rest.starts_with(',');
    if the.is_some() && ordinal && !named { Ok((rest, Point::days(None, None, day))) } else { fail(input) }
}

/// part_of_year := ('the')? nth ('quarter' | 'half') year? | ('the')? 'first' n ('months' | 'quarters') year? | 'Q1' year?
fn part_of_year<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const NTH: &[(&str, i8)] = &[
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("4th", 4),
        ("last", 0),
        ("final", 0),
    ];
    const CODES: &[(&str, (i8, i8))] = &[
        ("Q1", (1, 3)),
        ("Q2", (4, 3)),
        ("Q3", (7, 3)),
        ("Q4", (10, 3)),
        ("H1", (1, 6)),
        ("H2", (7, 6)),
        ("1Q", (1, 3)),
        ("2Q", (4, 3)),
        ("3Q", (7, 3)),
        ("4Q", (10, 3)),
        ("1H", (1, 6)),
        ("2H", (7, 6)),
    ];
    let of_year = |i| opt(|i| which_year(calendar, i)).parse(i);
    if let Ok((rest, (month, months))) = lookup(CODES)(input) {
        let (rest, year) = of_year(rest)?;
        return Ok((rest, Point::months(year, month, months)));
    }
    let (rest, _) = opt((phrase("the"), space)).parse(input)?;
    let (rest, nth) = lookup(NTH)(rest)?;
    let (rest, _) = space(rest)?;
    let many = |i| -> Read<'_, i8> {
        let (i, n) = numeral(false)(i)?;
        let (i, _) = space(i)?;
        let (i, each) = alt((phrase("months").map(|()| 1), phrase("quarters").map(|()| 3))).parse(i)?;
        match i8::try_from(n.value) {
            Ok(n) if (1..=11).contains(&(n * each)) => Ok((i, n * each)),
            _ => fail(i),
        }
    };
    if nth == 1
        && let Ok((rest, months)) = many(rest)
    {
        let (rest, year) = of_year(rest)?;
        return Ok((rest, Point::months(year, 1, months)));
    }
    let (rest, months) = alt((phrase("quarter").map(|()| 3), phrase("half").map(|()| 6))).parse(rest)?;
    let (rest, year) = of_year(rest)?;
    Point::nth_of(year, nth, months).map_or_else(|| fail(input), |point| Ok((rest, point)))
}

/// The days of the week, counted from Monday.
pub const WEEKDAYS: &[(&str, i8)] =
    &[("Monday", 0), ("Tuesday", 1), ("Wednesday", 2), ("Thursday", 3), ("Friday", 4), ("Saturday", 5), ("Sunday", 6)];

/// relative := weekday | 'this year' | 'last year' | 'this month' | 'last month' | 'today' | 'yesterday' | 'this quarter' …
fn relative<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const WORDS: &[(&str, Ago)] = &[
        ("this year", Ago::Year(0)),
        ("the current year", Ago::Year(0)),
        ("last year", Ago::Year(1)),
        ("the whole of last year", Ago::Year(1)),
        ("the year before last", Ago::Year(2)),
        ("this month", Ago::Month(0)),
        ("the current month", Ago::Month(0)),
        ("last month", Ago::Month(1)),
        ("today", Ago::Day(0)),
        ("yesterday", Ago::Day(1)),
        ("the same day", Ago::Day(0)),
        ("this quarter", Ago::Quarter(0)),
    ];
    let Some(date) = calendar.date else { return fail(input) };
    if let Ok((rest, wanted)) = lookup(WEEKDAYS)(input) {
        return Ok((rest, last_weekday(date, wanted)));
    }
    let (rest, ago) = lookup(WORDS)(input)?;
    Ok((rest, ago.from(date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_points() {
        let calendar = Calendar { date: Some(jiff::civil::date(2021, 10, 26)), fiscal: 4 };
        for (text, expected) in [
            ("June 24", "2021-06-24 2021-06-24"),
            ("Sept. 9, 2019", "2019-09-09 2019-09-09"),
            ("19 December 2020", "2020-12-19 2020-12-19"),
            ("December", "2020-12-01 2020-12-31"),
            ("September this year", "2021-09-01 2021-09-30"),
            ("the end of July", "2021-07-31 2021-07-31"),
            ("the beginning of this year", "2021-01-01 2021-01-01"),
            ("the 26th", "2021-10-26 2021-10-26"),
            ("the 30th", "2021-09-30 2021-09-30"),
            ("the first half of 2020", "2020-01-01 2020-06-30"),
            ("the first nine months", "2021-01-01 2021-09-30"),
            ("the first three quarters of this year", "2021-01-01 2021-09-30"),
            ("the third quarter", "2021-07-01 2021-09-30"),
            ("Q3 2020", "2020-07-01 2020-09-30"),
            ("2022-23", "2022-04-01 2023-03-31"),
            ("FY2023", "2022-04-01 2023-03-31"),
            ("the year ending March 2024", "2023-04-01 2024-03-31"),
            ("last month", "2021-09-01 2021-09-30"),
            ("Friday", "2021-10-22 2021-10-22"),
            ("Tuesday", "2021-10-26 2021-10-26"),
            ("2020-06-02", "2020-06-02 2020-06-02"),
            ("mid-June", "2021-06-01 2021-06-30"),
        ] {
            let read = point(&calendar, text).ok().and_then(|(_, p)| p.ends(&calendar));
            assert_eq!(read.map(|(a, b)| format!("{a} {b}")).as_deref(), Some(expected), "{text}");
        }
        for text in ["may be", "1,319 cases", "the 20th National Congress", "2185", "3 people", "5.6"] {
            assert!(point(&calendar, text).is_err(), "{text}");
        }
    }
}
