//! Figures that can be held against each other: of the same action, targets, offence, unit and place.

use std::collections::BTreeMap;

use super::Both;
use super::chart::{self, Mark, Said};
use super::look::Look;
use super::number::rounded;
use crate::serve::figures::{Facet, Figures, Id, Row};
use jiff::civil::Date;

const ABOUT: Both = Both(
    "Each stroke covers the days that its figure is told of; where bulletins differ, the latest one is shown.",
    "每条线段覆盖该数据所指的日期；公报说法不一时，以最新一份为准。",
);
const VALUES: Both = Both("Periods:", "时段数：");
const LEAST: Both = Both("least value", "最小值");
const GREATEST: Both = Both("greatest value", "最大值");

/// What figures have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key<'a> {
    action: Option<Id>,
    targets: &'a [Id],
    offence: Option<Id>,
    unit: Option<Id>,
    places: &'a [Id],
}

/// Figures of one kind, one for each period: that of the latest bulletin.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// What they have in common.
    pub key: Key<'a>,
    /// The figures, in the order of time.
    pub rows: Vec<&'a Row>,
}

impl<'a> Key<'a> {
    /// The kind of a figure; nothing for changes, ratios and averages, which are no amounts. `of` is what all figures
    /// are of: those of a place are told apart by no place.
    pub fn of(row: &'a Row, of: Option<Facet>) -> Option<Self> {
        if row.per.is_some() || row.compare.is_some() || !row.value.is_finite() {
            return None;
        }
        let places = if of == Some(Facet::Place) { &[][..] } else { &*row.places };
        Some(Self { action: row.action, targets: &row.targets, offence: row.offence, unit: row.unit, places })
    }

    /// The kind in an address.
    pub fn code(&self, table: &Figures) -> String {
        let all = |ids: &[Id]| {
            let mut names: Vec<&str> = ids.iter().map(|id| table.short(*id)).collect();
            names.sort_unstable();
            names.join("+")
        };
        let parts = [self.action.as_slice(), self.targets, self.offence.as_slice(), self.unit.as_slice(), self.places];
        parts.map(all).join(":").trim_end_matches(':').to_owned()
    }

    /// The kind in words.
    pub fn name(&self, look: &mut Look<'_>) -> String {
        let mut parts = Vec::new();
        for ids in [self.action.as_slice(), self.targets, self.offence.as_slice(), self.places] {
            if !ids.is_empty() {
                parts.push(look.names(ids));
            }
        }
        let unit = self.unit.map(|unit| look.unit_of(unit)).filter(|unit| !unit.is_empty());
        parts.extend(unit);
        parts.join(" · ")
    }
}

/// The series of some figures that have two periods at least, the longest first.
pub fn series<'a>(rows: &[&'a Row], of: Option<Facet>, table: &Figures) -> Vec<Series<'a>> {
    let mut found: Vec<Series<'a>> = kinds(rows, of).into_iter().filter(|series| series.rows.len() > 1).collect();
    found.sort_by_cached_key(|series| (std::cmp::Reverse(series.rows.len()), series.key.code(table)));
    found
}

/// Figures by kind, each with one figure for a period.
pub fn kinds<'a>(rows: &[&'a Row], of: Option<Facet>) -> Vec<Series<'a>> {
    type Periods<'a> = BTreeMap<(Date, Date), &'a Row>;
    let mut by_kind: std::collections::HashMap<Key<'a>, Periods<'a>> = std::collections::HashMap::new();
    for row in rows {
        let (Some(key), (Some(from), Some(to))) = (Key::of(row, of), row.period()) else { continue };
        if from > to {
            continue;
        }
        let kept = by_kind.entry(key).or_default().entry((from, to)).or_insert(row);
        if later(row, kept) {
            *kept = row;
        }
    }
    by_kind.into_iter().map(|(key, rows)| Series { key, rows: rows.into_values().collect() }).collect()
}

/// Whether a figure is of a later bulletin than another one.
fn later(one: &Row, other: &Row) -> bool {
    (one.date, &one.iri) > (other.date, &other.iri)
}

impl Series<'_> {
    /// What a chart draws of it.
    pub fn drawn(&self, name: String, look: &mut Look<'_>) -> chart::Series {
        let marks = self.rows.iter().filter_map(|row| {
            let (from, to) = row.period();
            let told = format!("{}: {} {}", look.period(row), look.value(row), look.unit(row));
            Some(Mark { from: from?, to: to?, value: row.value, told: told.trim_end().to_owned() })
        });
        chart::Series { name, marks: marks.collect() }
    }
}

/// The chart of series, as HTML.
pub fn drawn(id: &str, title: &str, series: &[chart::Series], look: &Look<'_>) -> Option<String> {
    let values = || series.iter().flat_map(|s| &s.marks).map(|mark| mark.value);
    let about = format!(
        "{} {}; {} {}, {} {}. {}",
        look.say(VALUES),
        values().count(),
        look.say(LEAST),
        rounded(values().fold(f64::INFINITY, f64::min), 2),
        look.say(GREATEST),
        rounded(values().fold(f64::NEG_INFINITY, f64::max), 2),
        look.say(ABOUT)
    );
    let said = Said { id, title, about: &about, language: look.view.language };
    let chart = chart::over_time(&said, series)?;
    Some(format!("{chart}<p class=\"quiet\">{}</p>\n", look.say(ABOUT)))
}
