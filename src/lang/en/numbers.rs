//! Numerals, quantities, dates and periods.

use jiff::civil::Date;

use crate::token::Token;

/// The numerals of a text.
pub fn numbers(_text: &str, _date: Option<Date>) -> Vec<Token> {
    Vec::new()
}
