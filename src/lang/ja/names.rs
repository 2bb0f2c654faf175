//! The names of a Japanese document.

use crate::lang::Part;
use crate::lexicon::{Lexicon, Word};
use crate::token::Names;

/// The names of a document.
pub fn names(_part: &Part<'_>, _lexicon: &Lexicon, _words: &[Word<'_>]) -> Names {
    Names::default()
}
