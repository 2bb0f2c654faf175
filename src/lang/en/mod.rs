//! en

mod grammar;
mod marks;
mod names;
mod numbers;
mod words;

use crate::lang::Language;

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "en",
    spaced: true,
    reads: words::reads,
    forms: words::forms,
    sentences: words::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};
