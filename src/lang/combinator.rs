//! nom over a slice of tokens: the input type and the small parsers that the productions of every language are made of.

use std::iter::Enumerate;
use std::slice::Iter;

use nom::error::{Error, ErrorKind};
use nom::{Err, IResult, Input, Needed};

use crate::bulletin::{Id, Quantity};
use crate::lexicon::{Scheme, Sense};
use crate::token::{Kind, Mark, Token};

/// A stretch of a sentence's tokens, as nom reads it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens<'a>(pub &'a [Token]);

/// What a parser over tokens gives.
pub type Parsed<'a, T> = IResult<Tokens<'a>, T>;

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token;
    type Iter = Iter<'a, Token>;
    type IterIndices = Enumerate<Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        let (before, after) = self.0.split_at(index);
        (Self(after), Self(before))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

/// One token that `read` makes something of.
pub fn token<'a, T>(read: impl Fn(&'a Token) -> Option<T>) -> impl Fn(Tokens<'a>) -> Parsed<'a, T> {
    move |input: Tokens<'a>| match input
        .0
        .split_first()
        .and_then(|(first, rest)| read(first).map(|value| (rest, value)))
    {
        Some((rest, value)) => Ok((Tokens(rest), value)),
        None => Err(Err::Error(Error::new(input, ErrorKind::Satisfy))),
    }
}

/// One mark.
pub fn mark<'a>(wanted: Mark) -> impl Fn(Tokens<'a>) -> Parsed<'a, &'a Token> {
    token(move |t| (t.kind == Kind::Mark(wanted)).then_some(t))
}

/// A quantity.
pub fn quantity<'a>(input: Tokens<'a>) -> Parsed<'a, &'a Quantity> {
    token(|t: &'a Token| match &t.kind {
        Kind::Quantity(q) => Some(q),
        _ => None,
    })(input)
}

/// A word with a sense of this scheme: the token and its senses of that scheme.
pub fn word<'a>(scheme: Scheme) -> impl Fn(Tokens<'a>) -> Parsed<'a, (&'a Token, Vec<&'a Sense>)> {
    token(move |t| {
        let found: Vec<&Sense> = senses(t, scheme).collect();
        (!found.is_empty()).then_some((t, found))
    })
}

/// The senses of a token in a scheme.
pub fn senses(token: &Token, scheme: Scheme) -> impl Iterator<Item = &Sense> {
    let all: &[Sense] = match &token.kind {
        Kind::Word(senses) => senses,
        _ => &[],
    };
    all.iter().filter(move |s| s.scheme == scheme)
}

/// The ids of a token's senses in a scheme.
pub fn ids(token: &Token, scheme: Scheme) -> Vec<Id> {
    senses(token, scheme).map(|s| s.id.clone()).collect()
}

/// Up to `most` tokens that `wanted` does not stop at, then `wanted`: what a production reads over.
pub fn within<'a, T>(
    most: usize,
    stops: impl Fn(&Token) -> bool,
    wanted: impl Fn(Tokens<'a>) -> Parsed<'a, T>,
) -> impl Fn(Tokens<'a>) -> Parsed<'a, T> {
    move |input: Tokens<'a>| {
        let mut rest = input;
        for _ in 0..=most {
            if let Ok(found) = wanted(rest) {
                return Ok(found);
            }
            match rest.0.split_first() {
                Some((first, after)) if !stops(first) => rest = Tokens(after),
                _ => break,
            }
        }
        Err(Err::Error(Error::new(input, ErrorKind::Many0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::Span;

    fn marks(marks: &[Mark]) -> Vec<Token> {
        marks.iter().enumerate().map(|(i, m)| Token { span: Span::new(i, i + 1), kind: Kind::Mark(*m) }).collect()
    }

    #[test]
    fn reads_over_a_gap_up_to_a_stop() {
        let tokens = marks(&[Mark::And, Mark::Of, Mark::Comma, Mark::By]);
        let comma = |t: &Token| t.kind == Kind::Mark(Mark::Comma);
        assert!(within(3, comma, mark(Mark::Of))(Tokens(&tokens)).is_ok());
        assert!(within(3, comma, mark(Mark::By))(Tokens(&tokens)).is_err());
        assert!(within(0, comma, mark(Mark::Of))(Tokens(&tokens)).is_err());
    }
}
