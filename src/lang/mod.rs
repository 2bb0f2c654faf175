//! The languages that are read: a row each, and a folder each with its numerals, dates, names and productions.

pub mod combinator;
pub mod en;
pub mod zh;

use jiff::civil::Date;

use crate::bulletin::Span;
use crate::clause::Clause;
use crate::document::Document;
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::token::{Names, Token};

/// All that the pipeline asks of a language. Spans that a function returns are offsets into the text it was given.
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Whether its words are set apart by spaces.
    pub spaced: bool,
    /// Whether labels with this tag (lower case) are words of it.
    pub reads: fn(&str) -> bool,
    /// The surface forms of a label: itself and its inflections.
    pub forms: fn(Scheme, &str) -> Vec<(String, Form)>,
    /// The sentences of a paragraph.
    pub sentences: fn(&str) -> Vec<Span>,
    /// The numerals of a text: quantities, periods, and figures that report nothing. `date` is the day of
    /// publication, for "this year".
    pub numbers: fn(&str, Option<Date>) -> Vec<Token>,
    /// The names of a document, from its text and the words of the lexicon in it.
    pub names: fn(&Document, &Lexicon, &[Word<'_>]) -> Names,
    /// The words that build sentences.
    pub marks: fn(&str) -> Vec<Token>,
    /// The productions: what a sentence, given as its tokens, says of each of its quantities. The first argument is
    /// the whole text that the tokens' spans point into.
    pub clauses: fn(&str, &Lexicon, &[Token]) -> Vec<Clause>,
}

/// The languages, one row each.
pub static LANGUAGES: &[Language] = &[en::LANGUAGE, zh::LANGUAGE];

/// The language with this BCP 47 tag, or whose tag is its beginning: `zh` and `zh-CN` give `zh-Hans`.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let primary = tag.split('-').next()?;
    let is = |l: &&Language| l.tag.eq_ignore_ascii_case(&tag);
    let of = |l: &&Language| l.tag.split('-').next().is_some_and(|p| p == primary);
    LANGUAGES.iter().find(is).or_else(|| LANGUAGES.iter().find(of))
}

/// The language of a text: the one that most of its letters belong to, so that a foreign trailer does no harm.
pub fn detect(text: &str) -> Option<&'static Language> {
    let (mut han, mut latin, mut kana, mut other) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().take(200_000) {
        match c {
            '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' => han += 1,
            '\u{3040}'..='\u{30FF}' => kana += 1,
            c if c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c) => latin += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    // A Han character carries about as much as four Latin letters.
    let chinese = han * 4;
    if chinese >= latin && chinese >= other && kana * 10 < han && han > 0 {
        return by_tag("zh-Hans");
    }
    (latin > 0 && latin >= other && whatlang_is_english(text)).then(|| by_tag("en")).flatten()
}

fn whatlang_is_english(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(20_000)];
    // Short texts mislead a trigram model: only a sure other language is believed.
    whatlang::detect(head).is_none_or(|i| i.lang() == whatlang::Lang::Eng || !i.is_reliable())
}
