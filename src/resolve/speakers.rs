//! Who says so: the official whose statement holds a figure.

use crate::clause::Reading;
use crate::resolve::Place;
use crate::token::{Kind, Mark};

/// The official who speaks, from the sentence that says so to the end of the paragraph.
#[derive(Debug, Default)]
pub struct Speakers {
    /// Who speaks now, as an index into the names' officials.
    current: Option<usize>,
    /// Who spoke last, for "he added".
    last: Option<usize>,
    paragraph: usize,
}

impl Speakers {
    /// Before the clauses of a sentence: a new paragraph ends what was said, unless it plainly goes on.
    pub fn enter(&mut self, reading: &Reading) {
        if reading.paragraph != self.paragraph {
            self.paragraph = reading.paragraph;
            self.current = None;
        }
        let begins = self.begins(reading);
        if begins.is_some() {
            self.current = begins;
            self.last = begins;
        }
    }

    /// The official who begins to speak in this sentence.
    pub fn begins(&self, reading: &Reading) -> Option<usize> {
        let speech = reading.tokens.iter().position(|t| t.kind == Kind::Mark(Mark::Speech))?;
        let official = |t: &crate::token::Token| match t.kind {
            Kind::Official(o) => Some(o),
            _ => None,
        };
        let before = reading.tokens[..speech].iter().rev().find_map(official);
        let after = || reading.tokens[speech..].iter().find_map(official);
        let pronoun =
            || reading.tokens.iter().any(|t| t.kind == Kind::Mark(Mark::Pronoun)).then_some(self.last).flatten();
        before.or_else(after).or_else(pronoun)
    }

    /// The official whose statement holds this figure.
    pub fn of(&self, _place: Place<'_>) -> Option<usize> {
        self.current
    }
}
