//! Days and periods as Chinese and Japanese texts tell them, as far as they count alike. What differs stays with each language: how a
//! year is named (of the Republic, of an era), that a financial year begins in April, and where a range ends.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use nom::IResult;

use crate::token::Period;

/// Stands for a day of publication that is not known.
pub const FAR: Date = date(9999, 12, 31);

/// A reader of periods, with what the language knows of the day of publication.
pub type Reader<C> = fn(&str, C) -> IResult<&str, Period>;

/// The longest period that one of these readers finds at the beginning of a text, the first of several as long, and its length in
/// bytes. Without a day of publication what hangs on it is vague.
pub fn period<C: Copy>(i: &str, clock: C, known: bool, readers: &[Reader<C>]) -> Option<(Period, usize)> {
    let found = readers.iter().filter_map(|read| read(i, clock).ok().map(|(rest, p)| (p, i.len() - rest.len())));
    let (period, len) = found.reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    Some((if !known && hangs(&period) { Period::Vague } else { period }, len))
}

/// Whether a period was counted from a day of publication that is not known.
fn hangs(period: &Period) -> bool {
    let far = |d: Option<Date>| d.is_some_and(|d| d.year() > 9000);
    match period {
        Period::Span { from, to } => far(*from) || far(*to),
        Period::Since(d) | Period::Statement(d) => far(Some(*d)),
        _ => false,
    }
}

/// The first and the last day of a day, a month or a year as it is written; a year or a month that is not told is the last one
/// that is not to come.
pub fn ends(year: Option<i16>, month: Option<i8>, day: Option<i8>, today: Date) -> (Date, Date) {
    match (year, month, day) {
        (y, Some(m), Some(d)) => {
            let day = clamp(y.unwrap_or_else(|| year_of(m, d, today)), m, d);
            (day, day)
        }
        (y, Some(m), None) => {
            let first = clamp(y.unwrap_or_else(|| year_of(m, 1, today)), m, 1);
            (first, first.last_of_month())
        }
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

/// The year that a date without one is in: the last one in which it is not after the day of publication.
pub fn year_of(month: i8, day: i8, today: Date) -> i16 {
    let slack = today.checked_add(10.days()).unwrap_or(today);
    let this = clamp(today.year(), month, day);
    if this <= slack { today.year() } else { today.year() - 1 }
}

/// A day, held within its month.
pub fn clamp(year: i16, month: i8, day: i8) -> Date {
    let first = Date::new(year.clamp(-9999, 9999), month.clamp(1, 12), 1).unwrap_or(date(2000, 1, 1));
    let last = first.last_of_month();
    if day >= last.day() { last } else { Date::new(first.year(), first.month(), day.max(1)).unwrap_or(first) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_told_is_the_last_that_is_not_to_come() {
        let today = date(2025, 3, 6);
        for (year, month, day, from, to) in [
            (Some(2024), None, None, date(2024, 1, 1), date(2024, 12, 31)),
            (None, Some(11), None, date(2024, 11, 1), date(2024, 11, 30)),
            (None, Some(2), Some(30), date(2025, 2, 28), date(2025, 2, 28)),
            (None, None, Some(5), date(2025, 3, 5), date(2025, 3, 5)),
            (None, None, Some(26), date(2025, 2, 26), date(2025, 2, 26)),
        ] {
            assert_eq!(ends(year, month, day, today), (from, to), "{year:?} {month:?} {day:?}");
        }
    }
}
