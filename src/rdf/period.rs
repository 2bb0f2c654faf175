//! Periods as intervals of OWL-Time: one node for each pair of days, whichever bulletin means it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::iri;
use super::sink::{Sink, word};
use crate::bulletin::{Bulletin, Days};

/// In the place of a day that is not said.
const OPEN: &str = "open";

/// The IRI of the period between two days, both inclusive: `period/2024-01-01/2024-12-13`, `period/open/2024-12-13`. None
/// where neither day is known.
pub fn period(days: Days) -> Option<String> {
    if days.from.is_none() && days.to.is_none() {
        return None;
    }
    let day = |day: Option<Date>| day.map_or_else(|| OPEN.to_owned(), |day| day.to_string());
    Some(iri::entity("period/", &[&day(days.from), &day(days.to)]))
}

/// Describes the periods of a bulletin's outcomes, and the instants at which they begin and end.
///
/// An instant is the first or the last one of a day: a period of one day is an interval too, so its two ends are two.
pub fn describe(sink: &mut Sink<'_>, bulletin: &Bulletin) {
    let all: BTreeSet<(Option<Date>, Option<Date>)> =
        bulletin.outcomes.iter().map(|o| (o.period.from, o.period.to)).collect();
    let mut instants = BTreeSet::new();
    for (from, to) in all {
        let Some(name) = period(Days { from, to }) else { continue };
        sink.subject(&name);
        sink.is_a(word::GB_PERIOD);
        sink.is_a(word::PROPER_INTERVAL);
        for (property, day, end) in [(word::HAS_BEGINNING, from, "start"), (word::HAS_END, to, "end")] {
            if let Some(day) = day {
                let instant = iri::entity("instant/", &[&day.to_string(), end]);
                sink.link(property, &instant);
                instants.insert((instant, day));
            }
        }
    }
    for (name, day) in instants {
        sink.subject(&name);
        sink.is_a(word::INSTANT);
        sink.date(word::IN_XSD_DATE, day);
    }
}
