//! The numerals of a Spanish text.

use crate::lang::Setting;
use crate::token::Token;

/// The numerals of a text: quantities, periods, and figures that report nothing.
pub fn numbers(_text: &str, _setting: Setting<'_>) -> Vec<Token> {
    Vec::new()
}
