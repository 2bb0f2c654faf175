//! Days as Chinese and Japanese texts tell them.

use jiff::ToSpan;
use jiff::civil::{Date, date};

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
