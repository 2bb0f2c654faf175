//! The tokens of the numerals of a text, as they are read one after the other.

use std::collections::HashSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amounts::Amount;
use crate::bulletin::{Bound, Id, Quantity, Reason, Span};
use crate::lang::scan::{Read, after, is_sign, next_start};
use crate::token::{Kind, Period, Token};

/// Reads a text from each place where a numeral can begin; `read` gives the end of what it reads there.
pub fn each_start(text: &str, mut read: impl FnMut(usize) -> Option<usize>) {
    let mut at = 0;
    while at < text.len() {
        at = match read(at) {
            Some(end) if end > at => end,
            _ => next_start(text, at),
        };
    }
}

/// Whether a word can begin a numeral, an amount, a date or an identifier: most words cannot, and are passed over. `words` are
/// those that can, in small letters.
pub fn may_begin(input: &str, words: &HashSet<&'static str>) -> bool {
    let chunk = after(input, 0, 60);
    let chunk = chunk.split(|c: char| c.is_whitespace() && c != '\u{A0}').next().unwrap_or(chunk);
    let word = chunk.split(|c: char| !c.is_alphabetic()).next().unwrap_or(chunk);
    // "US$5", "COVID-19" and "www.a1.cn" have a digit or a sign near; a code in capitals or "Rs" stands before an amount.
    let amount = || word.len() <= 4 && after(input, word.len(), 4).contains(|c: char| c.is_ascii_digit() || c == '$');
    chunk.contains(|c: char| c.is_ascii_digit() || is_sign(c) && !matches!(c, '.' | '>' | '<'))
        || amount()
        || words.contains(word.to_lowercase().as_str())
}

/// What has been read of a text.
pub struct Tape<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The last single day that was named, for "two days later".
    last: Option<Date>,
}

/// How a language reads lengths of time.
pub struct Lasting {
    /// Bounds before a number.
    pub bounds: for<'a> fn(&'a str) -> Read<'a, Option<Bound>>,
    /// A length of time: its value and its unit.
    pub duration: for<'a> fn(&'a str) -> Read<'a, (Decimal, &'static str)>,
    /// Whether the words round one make it a streak.
    pub streak: fn(&str, usize, usize) -> bool,
    /// Whether it is a penalty.
    pub penalty: fn(&str, usize, usize) -> bool,
}

/// How a language says an amount again in another currency.
pub struct Again {
    /// All that may stand between the two.
    pub words: super::Words,
    /// How many bytes of words may stand between a bracket and the second one.
    pub reach: usize,
}

impl<'a> Tape<'a> {
    /// Nothing of a text yet.
    pub fn new(text: &'a str) -> Self {
        Self { text, tokens: Vec::new(), last: None }
    }

    /// Adds a token and gives its end.
    pub fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        self.tokens.push(Token { span: Span::new(start, end), kind });
        end
    }

    /// A time: `later` reads one that is counted from the last day, `period` any other.
    pub fn time(
        &mut self,
        at: usize,
        later: impl Fn(&str, Option<Date>) -> Option<(usize, Date)>,
        period: impl Fn(&str, usize) -> Option<(usize, Kind)>,
    ) -> Option<usize> {
        if let Some((length, day)) = later(&self.text[at..], self.last) {
            self.last = Some(day);
            let span = Period::Span { from: Some(day), to: Some(day) };
            return Some(self.push(at, at + length, Kind::Period(span)));
        }
        let (end, kind) = period(self.text, at)?;
        if let Kind::Period(Period::Span { from: Some(day), to }) = kind {
            self.last = (to == Some(day)).then_some(day).or(self.last);
        }
        Some(self.push(at, end, kind))
    }

    /// A length of time: a streak is a quantity, any other reports nothing.
    pub fn lasting(&mut self, at: usize, words: &Lasting) -> Option<usize> {
        let (rest, bound) = (words.bounds)(&self.text[at..]).ok()?;
        let start = self.text.len() - rest.len();
        let (rest, (value, unit)) = (words.duration)(rest).ok()?;
        let end = self.text.len() - rest.len();
        if matches!(unit, "day" | "month" | "year") && (words.streak)(self.text, start, end) {
            let number = Span::new(start, start + self.text[start..end].find([' ', '-']).unwrap_or(end - start));
            let bound = bound.unwrap_or_default();
            return Some(self.push(at, end, counted(value, Decimal::ONE, unit, bound, number, Span::new(at, end))));
        }
        let reason = if (words.penalty)(self.text, start, end) { Reason::Condition } else { Reason::Time };
        Some(self.push(at, end, Kind::Figure(reason)))
    }

    /// Whether an amount of money is only that before it in another currency: it stands in brackets right after it.
    pub fn converts(&self, at: usize, end: usize, unit: &str, again: &Again) -> bool {
        let Some(Token { span, kind: Kind::Quantity(q) }) = self.tokens.last() else { return false };
        let money = |u: &str| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase());
        if !money(unit) || !money(&q.unit) || *q.unit == *unit || at < span.end || at - span.end > 60 {
            return false;
        }
        let gap = &self.text[span.end..at];
        let open = gap.trim_start().starts_with(['(', '（'])
            || gap.rfind('(').is_some_and(|i| gap.len() - i < again.reach && !gap.contains([',', ';', '.']));
        let closed = after(self.text, end, 12).trim_start().starts_with([')', '）', ',', ';']);
        let told = again.words.contains(&gap.trim().trim_start_matches(',').trim());
        open && closed || told
    }
}

/// The token of an amount in a unit.
pub fn quantity(at: usize, end: usize, amount: &Amount, unit: &str) -> Kind {
    let number = Span::new(at + amount.lead, at + amount.lead + amount.length);
    counted(amount.value, amount.step, unit, amount.bound, number, Span::new(at, end))
}

fn counted(value: Decimal, step: Decimal, unit: &str, bound: Bound, number: Span, span: Span) -> Kind {
    Kind::Quantity(Quantity { value, unit: Id::new(unit), bound, step, counted: Vec::new(), number, span })
}

/// Every token of a text, as the tests of a language write them: quantities as value, unit and bound, periods and figures by their kind.
#[cfg(test)]
pub fn shown(tokens: Vec<Token>) -> String {
    let show = |t: Token| match t.kind {
        Kind::Quantity(q) => format!("{} {} {}", q.value, q.unit, q.bound.id()),
        Kind::Period(Period::Span { .. }) => "span".to_owned(),
        Kind::Period(Period::Since(_)) => "since".to_owned(),
        Kind::Period(Period::Statement(_)) => "statement".to_owned(),
        Kind::Period(other) => format!("{other:?}"),
        Kind::Figure(reason) => format!("{reason:?}"),
        other => format!("{other:?}"),
    };
    tokens.into_iter().map(show).collect::<Vec<_>>().join("; ")
}
