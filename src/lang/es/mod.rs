//! The reader of Spanish, as the countries of Europe and America write it.

mod calendar;
mod dates;
mod figures;
mod grammar;
mod marks;
mod money;
mod names;
mod numbers;
mod numerals;
mod quantities;
mod sentences;
mod words;

use crate::lang::{Language, scan};

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "es",
    home: None,
    homes: &[],
    spaced: true,
    fold: None,
    reads: words::reads,
    forms: words::forms,
    sentences: sentences::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};
