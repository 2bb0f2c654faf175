//! A period in force, and how it lies to others.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::bulletin::Days;
use crate::token::Period;

/// A period in force, and whether it runs on to the day of the statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// Its days.
    pub days: Days,
    /// Whether it runs on.
    pub open: bool,
}

impl InForce {
    /// Whether this is a part of `whole`, both known at both ends.
    pub fn within(self, whole: Self) -> bool {
        let ends = |days: Days| days.from.zip(days.to);
        match (ends(self.days), ends(whole.days)) {
            // The same beginning with another end tells the whole anew, but for its first half or less.
            (Some((from, to)), Some((first, last))) => {
                let half = (last - first).get_days() / 2;
                to <= last && (first < from || first == from && (to - first).get_days() <= half)
            }
            _ => false,
        }
    }

    /// Whether a day is in this, known at both ends.
    pub fn holds(self, day: Date) -> bool {
        self.days.from.is_some_and(|from| from <= day) && self.days.to.is_some_and(|to| day <= to)
    }

    /// Whether this ends before `main` begins.
    pub fn before(self, main: Self) -> bool {
        self.days.from.is_some() && self.days.to.zip(main.days.from).is_some_and(|(to, from)| to < from)
    }
}

/// Whether a period is closed and as long as one that is counted back; half a month or a week may be a day longer or shorter.
pub fn lasts(period: InForce, length: Period) -> bool {
    let InForce { days: Days { from: Some(from), to: Some(to) }, open: false } = period else { return false };
    let Ok(end) = to.checked_add(1.day()) else { return false };
    match length {
        Period::Back { months } => from.checked_add(months.months()).is_ok_and(|d| d == end),
        Period::DaysBack { days } => ((end - from).get_days() - days).abs() <= 1,
        _ => false,
    }
}

/// "By the end of July", after "since the beginning of this year": from then to the end of July.
pub fn begun(in_force: InForce, to: Date) -> Option<Date> {
    in_force.days.from.filter(|from| in_force.open && from.year() == to.year() && *from <= to)
}

/// The day so many years before.
pub fn years_earlier(date: Date, years: i16) -> Option<Date> {
    DateTime::from(date).date().checked_sub(i32::from(years).years()).ok()
}
