//! Where English sentences end.

use crate::bulletin::Span;
use crate::lang::sentences::{Abbreviations, sentences as cut};

const ABBREVIATIONS: Abbreviations = Abbreviations {
    all: &[
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "rs", "no", "nos", "mr",
        "mrs", "ms", "dr", "prof", "gen", "col", "maj", "capt", "lt", "sgt", "supt", "insp", "st", "vs", "approx",
        "est", "etc", "inc", "ltd", "co", "corp", "art", "sec", "fig", "dept", "govt", "u.s", "u.k", "u.n", "e.g",
        "i.e", "a.m", "p.m", "cf", "al", "ver", "vol", "pp", "shri", "smt", "adv", "hon", "rev", "sr", "jr", "asst",
        "addl", "cr", "mn", "bn", "tel", "ext", "p.r", "d.c", "ph.d", "v",
    ],
    ending: &["etc", "a.m", "p.m", "ltd", "inc", "cr", "mn", "bn"],
};

/// The sentences of a paragraph.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    cut(paragraph, &ABBREVIATIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_sentences() {
        for (text, expected) in [
            ("It lost Rs. 5 crore. Police said.", vec!["It lost Rs. 5 crore.", "Police said."]),
            ("On Sept. 9 it was 1.5. More.", vec!["On Sept. 9 it was 1.5.", "More."]),
            ("\"Go.\" He went.", vec!["\"Go.\"", "He went."]),
            ("The U.S. Attorney said. No. 5 was", vec!["The U.S. Attorney said.", "No. 5 was"]),
            ("A title without a stop", vec!["A title without a stop"]),
            ("1. Arrests", vec!["1. Arrests"]),
            ("see www.a.gov.cn now", vec!["see www.a.gov.cn now"]),
        ] {
            let cut: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(cut, expected, "{text}");
        }
    }
}
