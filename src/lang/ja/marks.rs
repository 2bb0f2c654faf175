//! The words that build Japanese sentences.

use crate::token::Token;

/// The marks of a text.
pub fn marks(_text: &str) -> Vec<Token> {
    Vec::new()
}
