//! The reader of Chinese. Its words and productions are written in simplified characters; a text in traditional ones is
//! folded to these before it is read.

mod dates;
mod figures;
pub mod fold;
mod grammar;
mod marks;
mod names;
mod numbers;
mod numerals;
mod quantities;
mod sentences;
mod units;
mod words;

use crate::lang::Language;

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "zh-Hans",
    home: Some("CN"),
    spaced: false,
    fold: None,
    reads: words::reads,
    forms: words::forms,
    sentences: sentences::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};

/// The row of the same language in traditional characters: it is folded, then read by the same productions.
pub const TRADITIONAL: Language = Language { tag: "zh-Hant", home: None, fold: Some(fold::simplified), ..LANGUAGE };
