//! Agencies, officials, campaigns, laws and places.

mod agencies;
mod campaigns;
mod laws;
mod officials;
mod person;
mod places;

use std::collections::BTreeSet;

use crate::lang::Part;
use crate::lexicon::{Lexicon, Word};
use crate::names::quoted::Taken;
use crate::names::source::{Source, first_of, is_one, last_of, starts_upper};
use crate::names::{Book, Words, home};
use crate::token::Names;

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let mut book = Book::default();
    let none = BTreeSet::new();
    let words = Words(words);
    let home = home(lexicon, words, &[]);
    let home = home.as_deref();
    let bare = Source { text: part.text, words, lexicon, country: home, home, countries: &none };
    let spoken_of = places::countries(bare);
    let source = Source { countries: &spoken_of, ..bare };
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    let mut taken = Taken::new(&book.so_far().tokens);
    laws::read(source, &mut book, &mut taken);
    campaigns::read(source, &mut book, &mut taken);
    places::read(source, &mut book);
    book.finish()
}

/// The longest of these words, which stand with bars between, that stands after blanks; and where it ends.
fn next_of<'t>(source: Source<'_>, at: usize, of: &'t str) -> Option<(&'t str, usize)> {
    let after = source.after(at);
    let blanks = after.len() - after.trim_start_matches(' ').len();
    if blanks == 0 {
        return None;
    }
    first_of(&after[blanks..], of).map(|word| (word, at + blanks + word.len()))
}
