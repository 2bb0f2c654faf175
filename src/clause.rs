//! What the words of one sentence say of one quantity, gaps allowed: the output of a language's productions and the
//! input of [`crate::resolve`].

use crate::bulletin::{Compare, Id, Quantity, Span};
use crate::token::{Period, Token};

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A level: so many of something.
    Level,
    /// A change of something ("up 18.5 %"): the action is `increase` or `decrease`.
    Change,
    /// A share of something ("accounting for 17.3 %"), or a rate.
    Share,
    /// A streak ("for 20 consecutive months").
    Streak,
    /// The former level of a change ("from 1,202"): the same as the level it belongs to, a period earlier.
    Former,
}

/// One quantity and what its sentence says of it. What the sentence leaves open is `None` or empty and is filled
/// by `resolve` from what was said before.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The figure.
    pub quantity: Quantity,
    /// What it is.
    pub nature: Nature,
    /// The words that say it: from the first to the last token that the production used.
    pub quote: Span,
    /// What was done; for a change `increase` or `decrease`.
    pub action: Option<Id>,
    /// What is counted or what changed.
    pub targets: Vec<Id>,
    /// What it is about, when the clause itself says so.
    pub offence: Option<Id>,
    /// For an average or a rate.
    pub per: Option<Id>,
    /// For a change.
    pub compare: Option<Compare>,
    /// A period that the clause itself says and that holds for this quantity alone.
    pub period: Option<Period>,
    /// The body that did it, where the clause names the doer, as an index into [`crate::token::Names::agencies`].
    pub agency: Option<usize>,
    /// The clause of the same document that this one is a change, a share or a part of, counted back from this one
    /// (1: the clause just before; 0: the one just behind).
    pub back: Option<usize>,
    /// Whether its sentence names no deed, in a language whose sentences then go on with what the one before them told.
    pub carries: bool,
    /// Whether it is told of a part of what was counted before (うち, 其中, of whom).
    pub part: bool,
    /// Whether its sentence breaks down by kind what the text tells of: it goes on with the whole, not with a part of it that was told last.
    pub breaks_down: bool,
    /// The production that read it, such as `zh:verb-object`.
    pub production: &'static str,
}

impl Clause {
    /// A level of which only the quantity is known yet.
    pub fn new(quantity: Quantity, production: &'static str) -> Self {
        Self {
            quote: quantity.span,
            quantity,
            nature: Nature::Level,
            action: None,
            targets: Vec::new(),
            offence: None,
            per: None,
            compare: None,
            period: None,
            agency: None,
            back: None,
            carries: false,
            part: false,
            breaks_down: false,
            production,
        }
    }
}

/// A sentence with its words and what was read from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Where the sentence stands.
    pub span: Span,
    /// The number of its paragraph; 0 is the title.
    pub paragraph: usize,
    /// Its words.
    pub tokens: Vec<Token>,
    /// What was read, in the order of the quantities.
    pub clauses: Vec<Clause>,
}
