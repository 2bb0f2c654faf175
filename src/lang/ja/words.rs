//! Labels.

use crate::lexicon::{Form, Scheme};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "ja" || tag.starts_with("ja-")
}

/// The surface forms of a label.
pub fn forms(_scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    vec![(label.to_owned(), Form::Label)]
}
