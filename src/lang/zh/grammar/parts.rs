//! The parts of a sentence: what stands between its commas, and what stands in its brackets.

use crate::token::{Kind, Mark, Token};

/// What stands before a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The beginning of the sentence.
    Start,
    /// A comma or a colon.
    Comma,
    /// A semicolon or a stop.
    Semicolon,
    /// A bracket: the part explains the one before it.
    Bracket,
}

/// A part of a sentence.
#[derive(Clone, Debug)]
pub struct Part {
    /// What stands before it.
    pub edge: Edge,
    /// Its tokens, without those in its brackets.
    pub tokens: Vec<Token>,
}

fn edge(token: &Token) -> Option<Edge> {
    match token.kind {
        Kind::Mark(Mark::Comma | Mark::Colon) => Some(Edge::Comma),
        Kind::Mark(Mark::Semicolon | Mark::Stop) => Some(Edge::Semicolon),
        _ => None,
    }
}

/// The parts of a sentence in order; one in brackets comes after the part that it stands in.
pub fn parts(tokens: &[Token]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut current = Part { edge: Edge::Start, tokens: Vec::new() };
    let mut inner: Option<Part> = None;
    let mut waiting: Vec<Part> = Vec::new();
    for token in tokens {
        match (&token.kind, &mut inner) {
            (Kind::Mark(Mark::Open), None) => inner = Some(Part { edge: Edge::Bracket, tokens: Vec::new() }),
            (Kind::Mark(Mark::Close), Some(_)) => waiting.extend(inner.take()),
            (_, Some(part)) if edge(token).is_some() => {
                let done = std::mem::replace(part, Part { edge: Edge::Bracket, tokens: Vec::new() });
                waiting.push(done);
            }
            (_, Some(part)) => part.tokens.push(token.clone()),
            (_, None) => match edge(token) {
                Some(next) => {
                    parts.push(std::mem::replace(&mut current, Part { edge: next, tokens: Vec::new() }));
                    parts.append(&mut waiting);
                }
                None => current.tokens.push(token.clone()),
            },
        }
    }
    parts.push(current);
    waiting.extend(inner);
    parts.append(&mut waiting);
    parts.retain(|p| !p.tokens.is_empty());
    parts
}
