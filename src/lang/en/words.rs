//! Labels, their inflections, and sentences.

use crate::bulletin::Span;
use crate::lexicon::{Form, Scheme};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "en" || tag.starts_with("en-") || tag.contains("-latn")
}

/// The surface forms of a label.
pub fn forms(_scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    vec![(label.to_owned(), Form::Label)]
}

/// The sentences of a paragraph.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    vec![Span::new(0, paragraph.len())]
}
