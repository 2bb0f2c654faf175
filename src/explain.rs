//! How a bulletin was read, number by number: for a reader ([`text`]) and for programs ([`json`]).

mod json;
mod text;

pub use json::json;
pub use text::text;

use std::collections::BTreeMap;

use crate::bulletin::{Bulletin, Reason, Span};

/// A number of the text with how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where the numeral stands.
    pub span: Span,
    /// What was made of it.
    pub reading: Reading,
}

/// What was made of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is the figure of these outcomes, as indices into [`Bulletin::outcomes`].
    Outcomes(Vec<usize>),
    /// It was left, with the reason.
    Left(Reason),
    /// It tells when.
    Period,
    /// It is part of a name.
    Name,
}

/// Every number of a bulletin in the order of the text, without overlaps.
pub fn marks(bulletin: &Bulletin) -> Vec<Mark> {
    let mut outcomes: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for (index, outcome) in bulletin.outcomes.iter().enumerate() {
        outcomes.entry(outcome.quantity.number).or_default().push(index);
    }
    let outcomes = outcomes.into_iter().map(|(span, indices)| Mark { span, reading: Reading::Outcomes(indices) });
    let left = bulletin.notes.iter().map(|note| Mark { span: note.span, reading: Reading::Left(note.reason) });
    let mut marks = Marks::default();
    outcomes.chain(left).chain(periods(bulletin)).chain(digits(&bulletin.text)).for_each(|mark| marks.add(mark));
    marks.0.into_values().collect()
}

/// Marks by their beginning: the first that claims a place has it.
#[derive(Default)]
struct Marks(BTreeMap<usize, Mark>);

impl Marks {
    fn add(&mut self, mark: Mark) {
        let before = self.0.range(..mark.span.end).next_back();
        if mark.span.start < mark.span.end && before.is_none_or(|(_, m)| m.span.end <= mark.span.start) {
            self.0.insert(mark.span.start, mark);
        }
    }
}

fn periods(bulletin: &Bulletin) -> impl Iterator<Item = Mark> + '_ {
    bulletin.periods.iter().map(|span| Mark { span: *span, reading: Reading::Period })
}

/// The runs of digits; those that nothing else has claimed stand in names.
fn digits(text: &str) -> impl Iterator<Item = Mark> + '_ {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(digit)?;
        at = text[start..].find(|c| !digit(c)).map_or(text.len(), |length| start + length);
        Some(Mark { span: Span::new(start, at), reading: Reading::Name })
    })
}

/// Why a number was left, in words.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::NotUnderstood => "no word near it says what was done or what it counts",
        Reason::Ordinal => "an ordinal, or the number of an article, a page or an item",
        Reason::Identifier => "a telephone number, an address, an identifier or a web address",
        Reason::Time => "a time that reports nothing",
        Reason::Age => "an age",
        Reason::Condition => "a threshold, a ceiling, a price, a penalty or a target",
        Reason::Repeated => "the same figure is stated elsewhere in the bulletin",
        Reason::Background => "the size of a body, or a whole of which the part is reported",
        Reason::Conversion => "a conversion of the amount before it",
        Reason::Apparatus => "outside of the bulletin's own text",
        Reason::OutOfRange => "too large or too long to be held exactly",
        Reason::Encoding => "the encoding of the bulletin was guessed: any of its words may be wrong",
        Reason::Undated => "a period told from the day of publication, which is not known",
    }
}
