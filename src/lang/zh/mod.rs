//! The reader of Chinese, written in simplified characters.

mod dates;
mod figures;
mod grammar;
mod marks;
mod names;
mod numbers;
mod numerals;
mod quantities;
mod sentences;
mod table;
mod units;
mod words;

use crate::lang::Language;

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "zh-Hans",
    spaced: false,
    reads: words::reads,
    forms: words::forms,
    sentences: sentences::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};
