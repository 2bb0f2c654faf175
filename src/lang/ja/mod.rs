//! The reader of Japanese.

mod bases;
mod dates;
mod figures;
mod grammar;
mod marks;
mod names;
mod numbers;
mod numerals;
mod quantities;
mod units;
mod words;

#[cfg(feature = "serve")]
pub(crate) use names::shinjitai;

use crate::lang::{Language, full_stops};

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "ja",
    home: Some("JP"),
    homes: &[],
    spaced: false,
    fold: None,
    reads: words::reads,
    forms: words::forms,
    sentences: full_stops::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};
