//! The reader of Spanish, as the countries of Europe and America write it.

mod grammar;
mod marks;
mod names;
mod numbers;
mod sentences;
mod words;

use crate::lang::Language;

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "es",
    home: None,
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
