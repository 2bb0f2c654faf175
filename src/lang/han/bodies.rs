//! Mentions of bodies in Chinese and Japanese: one name with what belongs to it, or a list of places before one name. How a name
//! goes on behind (分局, 署, 捜査第二課), and which words of level stand before it, is told by the reader of each language.

use crate::bulletin::{Id, Span};
use crate::lang::source::Source;
use crate::lexicon::Form;
use crate::names::{Body, Book};
use crate::token::Level;

/// A mention of a body.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The part that is the name itself, without its units (警視庁 of 警視庁捜査第二課), where the reader tells them apart.
    pub name: Span,
    /// Its index in the book.
    pub index: usize,
    /// Whether it is a body that can have officials: named, or acting.
    pub acts: bool,
    /// Whether it bears a name of its own (山东省公安厅), not a general one (公安机关, 警察).
    pub proper: bool,
}

/// What a word says of a body.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its kind.
    pub kind: Id,
    /// Its place, where its name tells it.
    pub place: Option<Id>,
    /// The form of the name.
    pub form: Form,
}

/// A name with the places before it: 河北、江苏等地公安机关, 福岡、熊本両県警.
pub struct Placed<'a> {
    /// All of it.
    pub whole: Span,
    /// Where the name itself ends.
    pub name_end: usize,
    /// The nearest place.
    pub place: Option<&'a (Span, Id)>,
    /// Further places, from right to left.
    pub others: &'a [(Span, Id)],
}

impl Placed<'_> {
    /// Enters one mention for each place: each takes the span of its place, the last one the rest.
    pub fn enter(self, source: Source<'_>, body: Body, proper: bool, book: &mut Book, mentions: &mut Vec<Mention>) {
        let (written, acts) = (source.written(self.whole), body.mentioned);
        let mut from = self.whole.start;
        for (span, code) in self.others.iter().rev() {
            let other = Body { place: Some(code.clone()), level: Level::Local, ..body.clone() };
            let index = book.agency(*span, other, written);
            mentions.push(Mention { span: *span, name: *span, index, acts, proper });
            from = span.end;
        }
        if from > self.whole.start {
            from = self.place.map_or(from, |(span, _)| span.start);
        }
        let span = Span::new(from, self.whole.end);
        let index = book.agency(span, body, written);
        mentions.push(Mention { span, name: Span::new(from, self.name_end), index, acts, proper });
    }
}
