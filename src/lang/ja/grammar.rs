//! The productions of Japanese: from the tokens of a sentence to what it says of each of its quantities.

use crate::clause::Clause;
use crate::lexicon::Lexicon;
use crate::token::Token;

/// What a sentence says of each of its quantities.
pub fn clauses(_text: &str, _lexicon: &Lexicon, _tokens: &[Token]) -> Vec<Clause> {
    Vec::new()
}
