//! Which figures of two can be held against each other.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::serve::figures::Row;
use crate::serve::page::series::{Key, Series};

/// Two figures of the same kind.
pub struct Pair<'a> {
    /// What they are of.
    pub key: Key<'a>,
    /// The first.
    pub one: &'a Row,
    /// The second.
    pub other: &'a Row,
}

/// The pairs of two.
#[derive(Default)]
pub struct Pairs<'a> {
    /// Those of which the difference means something.
    pub matched: Vec<Pair<'a>>,
    /// Those of the same kind of which no two are for the same time: the latest of each.
    pub loose: Vec<Pair<'a>>,
}

/// When two figures are for the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// When their days are the same.
    Same,
    /// When their days are the same within their years.
    OfYear,
    /// Always, and the latest of each counts.
    Latest,
}

impl Pair<'_> {
    /// How far the second is from the first, in per cent of it; nothing where that is zero or less.
    pub fn percent(&self) -> Option<f64> {
        let percent = (self.other.value - self.one.value) / self.one.value * 100.0;
        (self.one.value > 0.0 && percent.is_finite()).then_some(percent)
    }

    /// Whether both are told exactly.
    pub fn is_exact(&self) -> bool {
        // The bound of two exact figures is the same, and their values are their limits.
        self.one.is_exact && self.other.is_exact
    }
}

/// The pairs of two lots of series.
pub fn pairs<'a>(one: Vec<Series<'a>>, other: Vec<Series<'a>>, time: Time) -> Pairs<'a> {
    let mut others: BTreeMap<Key<'a>, Vec<&'a Row>> =
        other.into_iter().map(|series| (series.key, series.rows)).collect();
    let mut found = Pairs::default();
    for Series { key, rows } in one {
        let Some(theirs) = others.remove(&key) else { continue };
        let (Some(last), Some(their_last)) = (latest(&rows), latest(&theirs)) else { continue };
        if time == Time::Latest {
            found.matched.push(Pair { key, one: last, other: their_last });
            continue;
        }
        let theirs: BTreeMap<_, &Row> = theirs.into_iter().filter_map(|row| Some((when(row, time)?, row))).collect();
        let before = found.matched.len();
        for row in rows {
            if let Some(their) = when(row, time).and_then(|when| theirs.get(&when)) {
                found.matched.push(Pair { key, one: row, other: their });
            }
        }
        if found.matched.len() == before {
            found.loose.push(Pair { key, one: last, other: their_last });
        }
    }
    found
}

fn latest<'a>(rows: &[&'a Row]) -> Option<&'a Row> {
    rows.iter().copied().max_by_key(|row| (row.period().1, row.period().0))
}

/// A day of a year, which is 0 where any will do.
type Day = (i16, i8, i8);

/// What two figures for the same time have alike; nothing for a figure whose period is open.
fn when(row: &Row, time: Time) -> Option<(Day, Day)> {
    let (from, to) = (row.from?, row.to?);
    let part = |date: Date, last: bool| {
        let year = if time == Time::Same { date.year() } else { 0 };
        // The last day of February is one in every year.
        let day = if last && time == Time::OfYear && date == date.last_of_month() { 31 } else { date.day() };
        (year, date.month(), day)
    };
    Some((part(from, false), part(to, true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::figures::tests::row;
    use crate::serve::page::series::kinds;

    #[test]
    fn figures_for_the_same_time_are_pairs() {
        let february = [row("a", 10.0, "2023-02-01", "2023-02-28"), row("b", 15.0, "2024-02-01", "2024-02-29")];
        let of = |row| kinds(&[row], None);
        let met = |time| {
            let found = pairs(of(&february[0]), of(&february[1]), time);
            (found.matched.iter().map(|p| p.percent()).collect::<Vec<_>>(), found.loose.len())
        };
        assert_eq!(met(Time::OfYear), (vec![Some(50.0)], 0));
        assert_eq!(met(Time::Same), (vec![], 1));
        assert_eq!(met(Time::Latest), (vec![Some(50.0)], 0));
        let nothing = row("c", 0.0, "2023-02-01", "2023-02-28");
        let found = pairs(of(&nothing), of(&february[0]), Time::Same);
        assert_eq!(found.matched[0].percent(), None);
    }
}
