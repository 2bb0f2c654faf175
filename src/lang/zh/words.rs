//! Labels.

use crate::lexicon::{Form, Scheme};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "zh" || (tag.starts_with("zh-") && !tag.contains("latn"))
}

/// The surface forms of a label: itself, for Chinese words do not bend.
pub fn forms(_scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    vec![(label.to_owned(), Form::Label)]
}
