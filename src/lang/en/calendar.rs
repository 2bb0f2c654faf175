//! Days, months, quarters and years as English writes them.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::numerals::numeral;
use super::scan::{Read, digit_run, edge, fail, lookup, phrase, space, space0};
pub use crate::lang::calendar::{Calendar, Point, year};

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

/// day := one or two digits up to 31, ('st' | 'nd' | 'rd' | 'th')?
fn day(input: &str) -> Read<'_, i8> {
    let (rest, digits) = digit_run(input)?;
    let suffix = |i| alt((tag("st"), tag("nd"), tag("rd"), tag("th"))).parse(i);
    let (rest, _) = opt(suffix).parse(rest)?;
    let (rest, _) = edge(rest)?;
    let number = rest.starts_with(['%', '$'])
        || [".", ",", ":"]
            .iter()
            .any(|m| rest.strip_prefix(m).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
    match digits.parse::<i8>() {
        Ok(day @ 1..=31) if digits.len() <= 2 && !number => Ok((rest, day)),
        _ => fail(input),
    }
}

/// which_year := ','? year | ('of')? ('this' | 'last') 'year' | 'the same year' …
fn which_year<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, i16> {
    const WORDS: &[(&str, i16)] = &[
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
    ];
    let calendar = *calendar;
    move |input| {
        if let Ok((rest, _)) = space(input)
            && let Ok((rest, before)) = lookup(WORDS)(rest)
        {
            return calendar.year(before).map_or_else(|| fail(input), |y| Ok((rest, y)));
        }
        let (rest, _) = opt(alt((tag(","), tag("."), tag(" of"), tag(" in")))).parse(input)?;
        let (rest, _) = space(rest)?;
        let (rest, _) = opt((phrase("year"), space)).parse(rest)?;
        year(rest)
    }
}

/// point := ('the')? ('beginning' | 'end' …) 'of' point | date | month | quarter | year | …
pub fn point<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    const SIDES: &[(&str, i8)] = &[
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
    ];
    let calendar = *calendar;
    move |input| {
        if let Ok((rest, side)) = lookup(SIDES)(input) {
            let (rest, _) = space0(rest)?;
            if let Ok((rest, point)) = plain(&calendar)(rest) {
                return Ok((rest, Point { side, ..point }));
            }
        }
        plain(&calendar)(input)
    }
}

fn plain<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    let calendar = *calendar;
    move |input| {
        let parts: [&dyn Fn(&'a str) -> Read<'a, Point>; 7] = [
            &numeric,
            &month_first(&calendar),
            &day_first(&calendar),
            &part_of_year(&calendar),
            &fiscal(&calendar),
            &relative(&calendar),
            &|i| year(i).map(|(r, y)| (r, Point { bare: true, ..Point::months(Some(y), 1, 12) })),
        ];
        parts.iter().find_map(|p| p(input).ok()).map_or_else(|| fail(input), Ok)
    }
}

/// numeric := yyyy '-' mm '-' dd | yyyy '/' mm '/' dd | dd '/' mm '/' yyyy | dd '.' mm '.' yyyy
fn numeric(input: &str) -> Read<'_, Point> {
    let n = |i| digit_run.map_res(str::parse::<i16>).parse(i);
    let mark = |i| alt((tag("-"), tag("/"), tag("."))).parse(i);
    let (rest, a) = n(input)?;
    let (rest, one) = mark(rest)?;
    let (rest, b) = n(rest)?;
    let (rest, two) = mark(rest)?;
    let (rest, c) = n(rest)?;
    let (rest, _) = edge(rest)?;
    let (year, month, day) = if a > 1900 {
        (a, b, c)
    } else if b > 12 {
        (c, a, b)
    } else {
        (c, b, a)
    };
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(m @ 1..=12), Ok(d @ 1..=31)) if one == two && (1900..2100).contains(&year) => {
            Ok((rest, Point::days(Some(year), Some(m), d)))
        }
        _ => fail(input),
    }
}

/// month_first := month space day (year)? | month (year)?
fn month_first<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    let calendar = *calendar;
    move |input| {
        let (rest, month) = month(input)?;
        if let Ok((rest, day)) = preceded(space, day).parse(rest) {
            let (rest, year) = opt(which_year(&calendar)).parse(rest)?;
            return Ok((rest, Point::days(year, Some(month), day)));
        }
        let (rest, year) = opt(which_year(&calendar)).parse(rest)?;
        Ok((rest, Point::months(year, month, 1)))
    }
}

/// day_first := ('the')? day ('of')? month (year)? | 'the' day with its ending
fn day_first<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    let calendar = *calendar;
    move |input| {
        let (start, the) = opt((phrase("the"), space)).parse(input)?;
        let (rest, day) = day(start)?;
        let month = |i| preceded((space, opt((phrase("of"), space))), month).parse(i);
        if let Ok((rest, month)) = month(rest) {
            let (rest, year) = opt(which_year(&calendar)).parse(rest)?;
            return Ok((rest, Point::days(year, Some(month), day)));
        }
        let ordinal = !start[..start.len() - rest.len()].ends_with(|c: char| c.is_ascii_digit());
        let (rest, _) = opt((space, phrase("of this month"))).parse(rest)?;
        // "the 20th National Congress" is no day
        let named = rest.trim_start_matches(' ').starts_with(|c: char| c.is_uppercase()) && !rest.starts_with(',');
        if the.is_some() && ordinal && !named { Ok((rest, Point::days(None, None, day))) } else { fail(input) }
    }
}

/// part_of_year := ('the')? nth ('quarter' | 'half') year? | ('the')? 'first' n ('months' | 'quarters') year? | 'Q1' year?
fn part_of_year<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    const NTH: &[(&str, i8)] = &[
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("4th", 4),
        ("last", 4),
        ("final", 4),
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
    let calendar = *calendar;
    move |input| {
        let of_year = |i| opt(which_year(&calendar)).parse(i);
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
        let nth = if months == 6 && nth == 4 { 2 } else { nth };
        let (rest, year) = of_year(rest)?;
        if months == 6 && nth > 2 {
            fail(input)
        } else {
            Ok((rest, Point::months(year, (nth - 1) * months + 1, months)))
        }
    }
}

/// fiscal := ('the')? ('FY' | 'fiscal year' | 'financial year') space? year ('-' yy)? | year ('-' | '/') yy | 'year ending' month year
fn fiscal<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    let calendar = *calendar;
    move |input| {
        let (start, _) = opt((phrase("the"), space)).parse(input)?;
        let ending = alt((
            phrase("year ending"),
            phrase("year ended"),
            phrase("year to"),
            phrase("12 months to"),
            phrase("12 months ending"),
            phrase("twelve months to"),
        ));
        if let Ok((rest, ())) = { ending }.parse(start) {
            let (rest, point) = preceded(space, plain(&calendar)).parse(rest)?;
            let Some((_, last)) = point.ends(&calendar) else { return fail(input) };
            let first = last.first_of_month().checked_sub(11.months());
            let Ok(first) = first else { return fail(input) };
            return Ok((rest, Point::months(Some(first.year()), first.month(), 12)));
        }
        // "last financial year": the one that was over when the text was written.
        let ago = alt((
            phrase("last financial year").map(|()| 1),
            phrase("last fiscal year").map(|()| 1),
            phrase("previous financial year").map(|()| 1),
            phrase("past financial year").map(|()| 1),
            phrase("this financial year").map(|()| 0),
            phrase("current financial year").map(|()| 0),
            phrase("this fiscal year").map(|()| 0),
        ));
        if let (Ok((rest, ago)), Some(date)) = ({ ago }.parse(start), calendar.date) {
            let begun = if date.month() >= calendar.fiscal { date.year() } else { date.year() - 1 };
            return Ok((rest, Point::months(Some(begun - ago), calendar.fiscal, 12)));
        }
        let named = alt((phrase("fiscal year"), phrase("financial year"), phrase("FY"), tag("FY").map(|_| ())));
        let (rest, named) = opt(named).parse(start)?;
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
}

const WEEKDAYS: &[(&str, i8)] =
    &[("Monday", 0), ("Tuesday", 1), ("Wednesday", 2), ("Thursday", 3), ("Friday", 4), ("Saturday", 5), ("Sunday", 6)];

/// relative := weekday | 'this year' | 'last year' | 'this month' | 'last month' | 'today' | 'yesterday' | 'this quarter' …
fn relative<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Point> {
    #[derive(Clone, Copy)]
    enum To {
        Year(i16),
        Month(i32),
        Day(i32),
        Quarter,
    }
    const WORDS: &[(&str, To)] = &[
        ("this year", To::Year(0)),
        ("the current year", To::Year(0)),
        ("last year", To::Year(1)),
        ("the whole of last year", To::Year(1)),
        ("the year before last", To::Year(2)),
        ("this month", To::Month(0)),
        ("the current month", To::Month(0)),
        ("last month", To::Month(1)),
        ("today", To::Day(0)),
        ("yesterday", To::Day(1)),
        ("the same day", To::Day(0)),
        ("this quarter", To::Quarter),
    ];
    let calendar = *calendar;
    move |input| {
        let Some(date) = calendar.date else { return fail(input) };
        if let Ok((rest, wanted)) = lookup(WEEKDAYS)(input) {
            // The last such day before publication.
            let back = (date.weekday().to_monday_zero_offset() - wanted).rem_euclid(7);
            let day = date.checked_sub(i32::from(back).days()).unwrap_or(date);
            return Ok((rest, Point::days(Some(day.year()), Some(day.month()), day.day())));
        }
        let (rest, to) = lookup(WORDS)(input)?;
        let point = match to {
            To::Year(n) => Point::months(Some(date.year() - n), 1, 12),
            To::Month(n) => {
                let first = date.first_of_month().checked_sub(n.months()).unwrap_or(date);
                Point::months(Some(first.year()), first.month(), 1)
            }
            To::Day(n) => {
                let day = date.checked_sub(n.days()).unwrap_or(date);
                Point::days(Some(day.year()), Some(day.month()), day.day())
            }
            To::Quarter => Point::months(Some(date.year()), (date.month() - 1) / 3 * 3 + 1, 3),
        };
        Ok((rest, point))
    }
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
            let read = point(&calendar)(text).ok().and_then(|(_, p)| p.ends(&calendar));
            assert_eq!(read.map(|(a, b)| format!("{a} {b}")).as_deref(), Some(expected), "{text}");
        }
        for text in ["may be", "1,319 cases", "the 20th National Congress", "2185", "3 people", "5.6"] {
            assert!(point(&calendar)(text).is_err(), "{text}");
        }
    }
}
