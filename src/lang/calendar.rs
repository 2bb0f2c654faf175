//! Days, months and years with what their words leave open: the points that periods are made of, in every language with spaces.

use jiff::ToSpan;
use jiff::civil::Date;

use super::scan::{Read, digit_run, edge, fail};

/// What a text's dates are read against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar {
    /// The day of publication.
    pub date: Option<Date>,
    /// The month in which a financial year begins.
    pub fiscal: i8,
}

impl Calendar {
    /// The year so many years before that of publication.
    pub fn year(&self, before: i16) -> Option<i16> {
        self.date.map(|d| d.year() - before)
    }
}

/// A day, some months, or a year; what the words leave open is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The year, where it is said.
    pub year: Option<i16>,
    /// The (first) month, where it is said.
    pub month: Option<i8>,
    /// The day, where it is said.
    pub day: Option<i8>,
    /// How many months it lasts; 0 for a day.
    pub months: i8,
    /// Whether only its first (−1) or last (1) day is meant.
    pub side: i8,
    /// Whether the words are a year written as four digits and no more.
    pub bare: bool,
}

impl Point {
    /// One day.
    pub const fn days(year: Option<i16>, month: Option<i8>, day: i8) -> Self {
        Self { year, month, day: Some(day), months: 0, side: 0, bare: false }
    }

    /// So many months from the first of one.
    pub const fn months(year: Option<i16>, month: i8, months: i8) -> Self {
        Self { year, month: Some(month), day: None, months, side: 0, bare: false }
    }

    /// The nth quarter, half … of a year, of so many months each; the zeroth is the last.
    pub fn nth_of(year: Option<i16>, nth: i8, months: i8) -> Option<Self> {
        let nth = if nth == 0 { 12 / months } else { nth };
        (nth * months <= 12).then(|| Self::months(year, (nth - 1) * months + 1, months))
    }

    /// First and last day, with the year that the calendar gives where none is said: the last one that is not to come.
    pub fn ends(&self, calendar: &Calendar) -> Option<(Date, Date)> {
        let (first, last) = match self.day {
            Some(day) => {
                let first = self.day_of(day, calendar)?;
                (first, first)
            }
            None => {
                let month = self.month?;
                let year = match self.year {
                    Some(year) => year,
                    None => {
                        let date = calendar.date?;
                        date.year() - i16::from(month > date.month())
                    }
                };
                let first = Date::new(year, month, 1).ok()?;
                let last = first.checked_add(i32::from(self.months).months()).ok()?.checked_sub(1.day()).ok()?;
                (first, last)
            }
        };
        Some(match self.side {
            -1 => (first, first),
            1 => (last, last),
            _ => (first, last),
        })
    }

    /// Its first day.
    pub fn start(&self, calendar: &Calendar) -> Option<Date> {
        self.ends(calendar).map(|(first, _)| first)
    }

    fn day_of(&self, day: i8, calendar: &Calendar) -> Option<Date> {
        if let (Some(year), Some(month)) = (self.year, self.month) {
            return Date::new(year, month, day).ok();
        }
        let today = calendar.date?;
        if let Some(month) = self.month {
            let this = Date::new(today.year(), month, day);
            let last = Date::new(today.year() - 1, month, day);
            // A day or two ahead of the day of publication is a bulletin that was dated early.
            return match this {
                Ok(d) if d <= today.checked_add(3.days()).ok()? => Some(d),
                _ => last.ok(),
            };
        }
        let first = today.first_of_month();
        let first = if day > today.day() { first.checked_sub(1.month()).ok()? } else { first };
        Date::new(first.year(), first.month(), day).ok()
    }
}

/// First and last day of a range, each end taking from the other what it leaves open.
pub fn between(mut one: Point, mut two: Point, calendar: &Calendar) -> Option<(Date, Date)> {
    if one.month.is_none() && two.month.is_none() {
        return None;
    }
    if two.month.is_none() {
        (two.month, two.year) = (one.month, two.year.or(one.year));
    } else if one.month.is_none() {
        (one.month, one.year) = (two.month, two.year);
    }
    let (_, to) = two.ends(calendar).or_else(|| Point { year: one.year, ..two }.ends(calendar))?;
    let to = match (two.year, one.year) {
        (None, Some(year)) => Point { year: Some(year), ..two }
            .ends(calendar)
            .filter(|(a, _)| Some(*a) >= one.start(calendar))
            .map_or(to, |e| e.1),
        _ => to,
    };
    let year = one.year.unwrap_or(to.year());
    let (from, _) = Point { year: Some(year), ..one }.ends(calendar)?;
    let from =
        if from > to && one.year.is_none() { Point { year: Some(year - 1), ..one }.ends(calendar)?.0 } else { from };
    (from <= to).then_some((from, to))
}

/// year := four digits between 1900 and 2099 that no digit, group or sign goes on
pub fn year(input: &str) -> Read<'_, i16> {
    let (rest, digits) = digit_run(input)?;
    let (rest, _) = edge(rest)?;
    let goes_on = rest.starts_with(['%', '$', '€', '+', '×'])
        || [",", "."].iter().any(|m| rest.strip_prefix(m).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
    match digits.parse::<i16>() {
        Ok(year) if digits.len() == 4 && (1900..2100).contains(&year) && !goes_on => Ok((rest, year)),
        _ => fail(input),
    }
}
