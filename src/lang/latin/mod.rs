//! What languages in Latin letters write alike. Each production is here once, and takes the words of a language as a table.

pub mod amounts;
pub mod durations;
pub mod grammar;
pub mod identifiers;
pub mod marks;
pub mod names;
pub mod numbers;
pub mod periods;
pub mod points;

/// Phrases of a language that mean the same, for [`any_of`](super::scan::any_of).
pub type Words = &'static [&'static str];
