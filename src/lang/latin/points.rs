//! Days, months and years: the points in time that are written alike but for their words.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::Words;
use crate::lang::calendar::{Calendar, Point, year};
use crate::lang::scan::{Read, any_of, digit_run, edge, fail, lookup, space, space0};

/// The words by which a language says points in time.
pub struct Points {
    /// What comes before a point, and whether its first (−1) or last (1) day is meant by it.
    pub sides: &'static [(&'static str, i8)],
    /// "year" after such words, for the year of publication ("principios de año").
    pub this_year: Words,
    /// A point without such words.
    pub plain: for<'a> fn(&Calendar, &'a str) -> Read<'a, Point>,
    /// Words for the year of a day or a month, and how many years it lies before that of publication.
    pub years: &'static [(&'static str, i16)],
    /// What may stand right after a day or a month before a year in digits.
    pub year_marks: Words,
    /// What may stand before a year in digits.
    pub year_links: Words,
}

/// point := (side)? plain | side 'year'
pub fn point<'a>(words: &'static Points, calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    if let Ok((rest, side)) = lookup(words.sides)(input) {
        let (rest, _) = space0(rest)?;
        if let Ok((rest, point)) = (words.plain)(calendar, rest) {
            return Ok((rest, Point { side, ..point }));
        }
        if let (Ok((rest, _)), Some(y), true) = (any_of(words.this_year)(rest), calendar.year(0), side != 0) {
            return Ok((rest, Point { side, ..Point::months(Some(y), 1, 12) }));
        }
    }
    (words.plain)(calendar, input)
}

/// which_year := words for a year | mark? link? year
pub fn which_year<'a>(words: &'static Points, calendar: &Calendar, input: &'a str) -> Read<'a, i16> {
    let named = preceded(space, lookup(words.years)).parse(input);
    // "del año" may be the beginning of "del año 2024".
    if let Ok((rest, before)) = named
        && preceded(space, year).parse(rest).is_err()
    {
        return calendar.year(before).map_or_else(|| fail(input), |y| Ok((rest, y)));
    }
    let rest = words.year_marks.iter().find_map(|mark| input.strip_prefix(mark)).unwrap_or(input);
    let (rest, _) = space(rest)?;
    let (rest, _) = opt((any_of(words.year_links), space)).parse(rest)?;
    year(rest)
}

/// day := one or two digits up to 31, the ending of an ordinal or none
pub fn day<'a>(endings: Words) -> impl Fn(&'a str) -> Read<'a, i8> {
    move |input| {
        let (rest, digits) = digit_run(input)?;
        let rest = endings.iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
        let (rest, _) = edge(rest)?;
        let goes_on = |mark| rest.strip_prefix(mark).is_some_and(|r: &str| r.starts_with(|c: char| c.is_ascii_digit()));
        let number =
            rest.starts_with(['%', '$', '€']) || rest.starts_with(" %") || ['.', ',', ':'].map(goes_on).contains(&true);
        match digits.parse::<i8>() {
            Ok(day @ 1..=31) if digits.len() <= 2 && !number => Ok((rest, day)),
            _ => fail(input),
        }
    }
}

/// numeric := yyyy '-' mm '-' dd | dd '-' mm '-' yyyy | mm '-' dd '-' yyyy, with '-', '/' or '.' : the last only where no month has
/// that number
pub fn numeric(input: &str) -> Read<'_, Point> {
    let n = |i| digit_run.map_res(str::parse::<i16>).parse(i);
    let mark = |i| alt((tag("-"), tag("/"), tag("."))).parse(i);
    let (rest, (a, one, b, two, c)) = (n, mark, n, mark, n).parse(input)?;
    let (rest, _) = edge(rest)?;
    let (year, month, day) = match (a, b) {
        (1901.., _) => (a, b, c),
        (_, 13..) => (c, a, b),
        _ => (c, b, a),
    };
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(m @ 1..=12), Ok(d @ 1..=31)) if one == two && (1900..2100).contains(&year) => {
            Ok((rest, Point::days(Some(year), Some(m), d)))
        }
        _ => fail(input),
    }
}

/// A year in digits, and no more.
pub fn bare_year(input: &str) -> Read<'_, Point> {
    year(input).map(|(rest, y)| (rest, Point { bare: true, ..Point::months(Some(y), 1, 12) }))
}

/// What words for a time tell of the day of publication.
#[derive(Clone, Copy, Debug)]
pub enum Ago {
    /// The year so many years before.
    Year(i16),
    /// The half of the year that it is in.
    Half,
    /// The quarter so many quarters before.
    Quarter(i32),
    /// The month so many months before.
    Month(i32),
    /// The day so many days before.
    Day(i32),
}

impl Ago {
    /// The point that is meant in a text published on a day.
    pub fn from(self, date: Date) -> Point {
        let month = |n: i32| date.first_of_month().checked_sub(n.months()).unwrap_or(date);
        match self {
            Self::Year(n) => Point::months(Some(date.year() - n), 1, 12),
            Self::Half => Point::months(Some(date.year()), (date.month() - 1) / 6 * 6 + 1, 6),
            Self::Quarter(n) => Point::months(Some(month(n * 3).year()), (month(n * 3).month() - 1) / 3 * 3 + 1, 3),
            Self::Month(n) => Point::months(Some(month(n).year()), month(n).month(), 1),
            Self::Day(n) => {
                let day = date.checked_sub(n.days()).unwrap_or(date);
                Point::days(Some(day.year()), Some(day.month()), day.day())
            }
        }
    }
}

/// The last such day of the week, counted from Monday, that is not after the day of publication.
pub fn last_weekday(date: Date, wanted: i8) -> Point {
    let back = (date.weekday().to_monday_zero_offset() - wanted).rem_euclid(7);
    Ago::Day(i32::from(back)).from(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_in_digits() {
        for (text, expected) in [
            ("2020-06-02", Some("2020-06-02")),
            ("09/10/2024", Some("2024-10-09")),
            ("12/25/2024", Some("2024-12-25")),
            ("1.5.2024", Some("2024-05-01")),
            ("1.5/2024", None),
            ("40/50/2024", None),
            ("1.5.20245", None),
        ] {
            let read = numeric(text).ok().and_then(|(_, p)| p.start(&Calendar::default()));
            assert_eq!(read.map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn reads_days_of_a_month() {
        for (text, expected) in [
            ("3rd of", Some(3)),
            ("31", Some(31)),
            ("32", None),
            ("5%", None),
            ("5.6", None),
            ("5 %", None),
            ("3rds", None),
        ] {
            assert_eq!(day(&["st", "rd"])(text).ok().map(|(_, d)| d), expected, "{text}");
        }
    }

    #[test]
    fn counts_back_from_publication() {
        let date = jiff::civil::date(2024, 2, 7);
        let calendar = Calendar { date: Some(date), fiscal: 1 };
        for (point, expected) in [
            (Ago::Year(1).from(date), "2023-01-01 2023-12-31"),
            (Ago::Half.from(date), "2024-01-01 2024-06-30"),
            (Ago::Quarter(1).from(date), "2023-10-01 2023-12-31"),
            (Ago::Month(2).from(date), "2023-12-01 2023-12-31"),
            (Ago::Day(7).from(date), "2024-01-31 2024-01-31"),
            (last_weekday(date, 0), "2024-02-05 2024-02-05"),
            (last_weekday(date, 4), "2024-02-02 2024-02-02"),
        ] {
            assert_eq!(point.ends(&calendar).map(|(a, b)| format!("{a} {b}")).as_deref(), Some(expected));
        }
    }
}
