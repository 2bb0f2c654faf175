//! What stands behind a number in Chinese and Japanese. The words themselves are tables of each language.

use rust_decimal::Decimal;

use crate::bulletin::Reason;
use crate::lang::table::Table;

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// A counting word, with the ids of the targets that it can count, best first.
    Counted(&'static [&'static str]),
    /// A currency by ISO 4217, a measure or a length of time, with the factor that leads to it.
    Measured(&'static str, Decimal),
    /// A share: `percent` or `percentagePoint`, with its factor.
    Share(&'static str, Decimal),
    /// A multiple.
    Times,
    /// A word that makes the number a figure that reports nothing.
    Nothing(Reason),
}

/// A row of a table of measures or shares: the word, the id of the unit, and the factor to it as a fraction (over, under).
pub type Measure = (&'static str, &'static str, i64, i64);

/// Measures with their units.
pub fn measures(rows: &'static [Measure]) -> impl Iterator<Item = (&'static str, Unit)> {
    rows.iter().map(|(w, id, up, down)| (*w, Unit::Measured(id, factor(*up, *down))))
}

/// Shares with their units.
pub fn shares(rows: &'static [Measure]) -> impl Iterator<Item = (&'static str, Unit)> {
    rows.iter().map(|(w, id, up, down)| (*w, Unit::Share(id, factor(*up, *down))))
}

/// Words for currencies with their units.
pub fn currencies(rows: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = (&'static str, Unit)> {
    rows.iter().map(|(w, code)| (*w, Unit::Measured(code, Decimal::ONE)))
}

/// Words without a meaning of their own, as a table.
pub fn words(rows: &'static [&'static str]) -> Table<()> {
    Table::new(rows.iter().map(|w| (*w, ())))
}

/// The factor that leads from a written unit to that of the vocabulary.
fn factor(up: i64, down: i64) -> Decimal {
    Decimal::from(up).checked_div(Decimal::from(down)).unwrap_or(Decimal::ONE)
}
