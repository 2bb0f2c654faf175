//! From a numeral with its bound and its unit to tokens, in Chinese and Japanese. Which words bound a number, and where a number
//! is a part of a word, is told by the grammar of each language.

use rust_decimal::Decimal;

use super::numeral::{Numeral, magnitude};
use super::units::Unit;
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::token::{Kind, Token};

/// What a stretch of text at a number is, and where it ends.
pub struct Found {
    /// The tokens: one, or two for a range.
    pub tokens: Vec<Token>,
    /// Where to read on.
    pub end: usize,
}

impl Found {
    /// One token.
    pub fn one(span: Span, kind: Kind) -> Self {
        Self { tokens: vec![Token { span, kind }], end: span.end }
    }

    /// A figure that reports nothing.
    pub fn nothing(span: Span, reason: Reason) -> Self {
        Self::one(span, Kind::Figure(reason))
    }
}

/// A number with what stands round it, before it becomes a token.
#[derive(Debug)]
pub struct Amount {
    /// The value, in `unit` as it is written.
    pub value: Decimal,
    /// See [`Numeral::step`].
    pub step: Decimal,
    /// What the words round it say of the value.
    pub bound: Bound,
    /// What stands behind it.
    pub unit: Option<Unit>,
    /// The currency of the sign before it, which counts where no unit stands behind.
    pub currency: Option<&'static str>,
    /// The numeral without its bound, sign and unit.
    pub number: Span,
}

impl Amount {
    /// The token over `span`: a quantity in the unit of the vocabulary, or a figure that reports nothing.
    pub fn token(self, span: Span) -> Token {
        let nothing = |reason| Token { span, kind: Kind::Figure(reason) };
        let (id, factor, counted): (&str, Decimal, &[&str]) = match (self.unit, self.currency) {
            (Some(Unit::Nothing(reason)), _) => return nothing(reason),
            (Some(Unit::Measured("hour" | "minute" | "second" | "week" | "quarter", _)), _) => {
                return nothing(Reason::Time);
            }
            (Some(Unit::Measured(id, factor) | Unit::Share(id, factor)), _) => (id, factor, &[]),
            (Some(Unit::Times), _) => ("times", Decimal::ONE, &[]),
            (Some(Unit::Counted(targets)), _) => ("count", Decimal::ONE, targets),
            (None, Some(code)) => (code, Decimal::ONE, &[]),
            (None, None) => ("count", Decimal::ONE, &[]),
        };
        let (Some(value), Some(step)) = (self.value.checked_mul(factor), self.step.checked_mul(factor)) else {
            return nothing(Reason::OutOfRange);
        };
        let quantity = Quantity {
            value: value.normalize(),
            unit: Id::new(id),
            bound: self.bound,
            step: step.normalize(),
            counted: counted.iter().map(|t| Id::new(t)).collect(),
            number: self.number,
            span,
        };
        Token { span, kind: Kind::Quantity(quantity) }
    }
}

/// One end of a range: its number, and where its numeral stands.
pub struct End<'a> {
    /// The number.
    pub numeral: &'a Numeral,
    /// Where it stands.
    pub number: Span,
}

/// The two quantities of a range over `span`: at least the one and at most the other, both in the unit behind the second. Where the
/// first has none of `its_own`, the magnitude of the second holds for it when it is smaller by orders: 5—10万元.
pub fn range(text: &str, first: &End<'_>, second: &End<'_>, its_own: bool, unit: Unit, span: Span) -> Option<Found> {
    let (low, high) = (first.numeral, second.numeral);
    let scaled = !its_own && low.plain && high.step > low.value;
    let scale = if scaled { magnitude(second.number.of(text)) } else { Decimal::ONE };
    let unit = Some(unit);
    let low = Amount {
        value: low.value.checked_mul(scale)?,
        step: low.step.checked_mul(scale)?,
        bound: Bound::AtLeast,
        unit,
        currency: None,
        number: first.number,
    };
    let high = Amount {
        value: high.value,
        step: high.step,
        bound: Bound::AtMost,
        unit,
        currency: None,
        number: second.number,
    };
    let start = second.number.start;
    let tokens = vec![low.token(Span::new(span.start, start)), high.token(Span::new(start, span.end))];
    Some(Found { tokens, end: span.end })
}

/// What the tables of examples of both languages compare.
#[cfg(test)]
pub mod testing {
    use super::Found;
    use crate::bulletin::Bound;
    use crate::token::Kind;

    /// The value, the unit and the bound of each quantity that a text begins with, and how it is written.
    pub fn read(at: fn(&str, usize) -> Option<Found>, text: &str) -> Vec<(String, String, Bound, String)> {
        let tokens = at(text, 0).map_or_else(Vec::new, |f| f.tokens);
        let row = |span: crate::bulletin::Span, kind| match kind {
            Kind::Quantity(q) => (q.value.to_string(), q.unit.to_string(), q.bound, span.of(text).to_owned()),
            k => (format!("{k:?}"), String::new(), Bound::Exact, span.of(text).to_owned()),
        };
        tokens.into_iter().map(|t| row(t.span, t.kind)).collect()
    }
}
