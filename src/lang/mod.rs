//! The languages that are read: a row each, and a folder each with its numerals, dates, names and productions.

mod calendar;
pub mod combinator;
mod currency;
mod days;
mod detect;
mod digits;
pub mod en;
pub mod es;
mod full_stops;
mod han;
pub mod ja;
mod latin;
mod mark_table;
mod scan;
mod sentence;
mod sentences;
mod source;
mod table;
pub mod zh;

pub use detect::{detect, detect_part};

use std::borrow::Cow;

use jiff::civil::Date;

use crate::bulletin::Span;
use crate::clause::Clause;
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::token::{Names, Token};

/// What is in one language of a document.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The text as its reader reads it: folded, and blank where another language stands.
    pub text: &'a str,
    /// The document as it is written, for names; spans hold in both.
    pub written: &'a str,
}

/// When and where a text was published, which decides what some of its numerals say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The day of publication, for "this year".
    pub date: Option<Date>,
    /// The ISO 3166 code of the country that the text is at home in, for `$` and 元, and for the comma and the point of numerals.
    pub home: Option<&'a str>,
}

/// All that the pipeline asks of a language. Spans that a function returns are offsets into the text it was given.
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// The country of a bulletin that tells none: that of all who write so.
    pub home: Option<&'static str>,
    /// The countries that write so, where others do not: a text that names one of them is at home there, and not in a country
    /// that it names more often.
    pub homes: &'static [&'static str],
    /// Whether its words are set apart by spaces.
    pub spaced: bool,
    /// What writes a text in the characters that the reader knows, each of as many bytes as the one it stands for, so that spans
    /// hold in both; none where the reader reads a text as it is written.
    pub fold: Option<fn(&str) -> Cow<'_, str>>,
    /// Whether labels with this tag (lower case) are words of it.
    pub reads: fn(&str) -> bool,
    /// The surface forms of a label: itself and its inflections.
    pub forms: fn(Scheme, &str) -> Vec<(String, Form)>,
    /// The sentences of a paragraph.
    pub sentences: fn(&str) -> Vec<Span>,
    /// The numerals of a text: quantities, periods, and figures that report nothing.
    pub numbers: fn(&str, Setting<'_>) -> Vec<Token>,
    /// The names of a part of a document, from its text and the words of the lexicon in it.
    pub names: fn(&Part<'_>, &Lexicon, &[Word<'_>]) -> Names,
    /// The words that build sentences.
    pub marks: fn(&str) -> Vec<Token>,
    /// The productions: what a sentence, given as its tokens, says of each of its quantities. The first argument is
    /// the whole text that the tokens' spans point into.
    pub clauses: fn(&str, &Lexicon, &[Token]) -> Vec<Clause>,
}

impl Language {
    /// A text in the characters that the reader knows.
    pub fn folded<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.fold.map_or(Cow::Borrowed(text), |fold| fold(text))
    }
}

/// The languages, one row each.
pub static LANGUAGES: &[Language] = &[en::LANGUAGE, zh::LANGUAGE, zh::TRADITIONAL, ja::LANGUAGE, es::LANGUAGE];

/// The language with this BCP 47 tag, or whose tag is its beginning: `zh` and `zh-CN` give `zh-Hans`, `zh-TW` gives `zh-Hant`.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let traditional = tag.starts_with("zh-") && tag.split('-').any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
    let tag = if traditional { "zh-hant".to_owned() } else { tag };
    let primary = tag.split('-').next()?;
    let is = |l: &&Language| l.tag.eq_ignore_ascii_case(&tag);
    let of = |l: &&Language| l.tag.split('-').next().is_some_and(|p| p == primary);
    LANGUAGES.iter().find(is).or_else(|| LANGUAGES.iter().find(of))
}
