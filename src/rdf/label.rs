//! What entities are called: the ontology's names for display, then the names as the text wrote them.

use std::collections::BTreeSet;

use crate::lexicon::{Concept, LabelKind, Lexicon, Scheme};

use super::sink::{Sink, word};

/// The names of an entity: for display at most one a language.
#[derive(Default)]
pub struct Names {
    /// (language in lower case, text)
    preferred: BTreeSet<(String, String)>,
    other: BTreeSet<(String, String)>,
}

impl Names {
    /// The names for display of a concept.
    pub fn of_concept(lexicon: &Lexicon, scheme: Scheme, id: &str) -> Self {
        lexicon.concept(scheme, id).map(Self::of).unwrap_or_default()
    }

    fn of(concept: &Concept) -> Self {
        let mut names = Self::default();
        for label in concept.labels.iter().filter(|l| l.kind == LabelKind::Preferred) {
            names.prefer(&label.language, &label.text);
        }
        names
    }

    /// The name for display in a language.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        self.preferred.iter().find(|(l, _)| l == language).map(|(_, text)| text.as_str())
    }

    /// Whether there is no name for display.
    pub fn is_empty(&self) -> bool {
        self.preferred.is_empty()
    }

    /// Adds a name for display, unless there is one in that language.
    pub fn prefer(&mut self, language: &str, text: &str) {
        if self.in_language(language).is_none() {
            self.preferred.insert((language.to_owned(), text.to_owned()));
        }
    }

    /// Adds the names for display of another entity, in the languages that lack one.
    pub fn prefer_all(&mut self, other: &Self) {
        for (language, text) in &other.preferred {
            self.prefer(language, text);
        }
    }

    /// Adds names as a text in `language` wrote them; the first is for display where `display` says so and there is
    /// none yet.
    pub fn written<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, language: &str, display: bool) {
        for name in names.into_iter().filter(|n| !n.trim().is_empty()) {
            if display {
                self.prefer(language, name);
            }
            self.other.insert((language.to_owned(), name.to_owned()));
        }
    }

    /// Says them of the subject in hand.
    pub fn describe(&self, sink: &mut Sink<'_>) {
        for (language, text) in &self.preferred {
            sink.text(word::PREF_LABEL, text, language);
        }
        for (language, text) in self.other.difference(&self.preferred) {
            sink.text(word::ALT_LABEL, text, language);
        }
    }
}
