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
mod units;
mod words;

pub use names::is_family;

use crate::lang::{Language, full_stops};

/// The row of this language.
pub const LANGUAGE: Language = Language {
    tag: "zh-Hans",
    home: Some("CN"),
    homes: &[],
    spaced: false,
    // Also simplified texts quote traditional ones, and all have 「」.
    fold: Some(fold::simplified),
    reads: words::reads,
    forms: words::forms,
    sentences: full_stops::sentences,
    numbers: numbers::numbers,
    names: names::names,
    marks: marks::marks,
    clauses: grammar::clauses,
};

/// The row of the same language in traditional characters: it has the same productions, and is at home in no one country.
pub const TRADITIONAL: Language = Language { tag: "zh-Hant", home: None, homes: &["TW", "HK", "MO"], ..LANGUAGE };
