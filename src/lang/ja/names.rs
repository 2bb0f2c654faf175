//! The names of a Japanese document: agencies, officials, campaigns, laws and places.

mod again;
mod agencies;
mod left;
mod officials;
mod person;
mod places;
pub mod shinjitai;
mod titled;

use crate::lang::Part;
use crate::lang::source::{Source, first_of, is_han, last_of};
use crate::lexicon::{Lexicon, Word};
use crate::names::{Book, Words, home};
use crate::token::Names;

/// The names of a document.
pub fn names(part: &Part<'_>, lexicon: &Lexicon, words: &[Word<'_>]) -> Names {
    let words: Vec<Word<'_>> = words.iter().filter(|w| whole(part.text, w)).cloned().collect();
    let words = Words(&words);
    let home = home(lexicon, part.text, words, super::LANGUAGE.homes, false).unwrap_or_else(|| "JP".into());
    let source = Source { text: part.text, written: part.written, words, lexicon, home: Some(&home) };
    let mut book = Book::default();
    places::read(source, &mut book);
    let bodies = agencies::read(source, &mut book);
    officials::read(source, &bodies, &mut book);
    titled::read(source, &mut book);
    book.finish()
}

/// Whether a word stands by itself: one that begins or ends in katakana or Latin letters is none within a longer run of them
/// (タイ in リアルタイム).
fn whole(text: &str, word: &Word<'_>) -> bool {
    let of = word.span.of(text);
    let (before, after) = (text.get(..word.span.start).unwrap_or(""), text.get(word.span.end..).unwrap_or(""));
    let goes_on = |inner: Option<char>, outer: Option<char>| {
        let both = |is: fn(char) -> bool| inner.is_some_and(is) && outer.is_some_and(is);
        both(is_katakana) || both(|c| c.is_ascii_alphanumeric())
    };
    !goes_on(of.chars().next(), before.chars().next_back()) && !goes_on(of.chars().next_back(), after.chars().next())
}

/// Whether a character is katakana, with the mark of a long vowel.
fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

#[cfg(test)]
mod tests;
