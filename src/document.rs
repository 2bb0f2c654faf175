//! A bulletin's text before it is read: title, date, language, paragraphs and sentences, each with its span.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::bulletin::Span;
use crate::error::Error;
use crate::lang::{self, Language};

/// What a reader is told about a bulletin from outside of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given<'a> {
    /// The day of publication.
    pub date: Option<Date>,
    /// The BCP 47 tag of the language; found from the text when absent.
    pub language: Option<&'a str>,
}

/// A text cut into paragraphs (one a line) and sentences.
#[derive(Clone)]
pub struct Document {
    /// The whole text; all spans point into it.
    pub text: Arc<str>,
    /// The first line that is not blank, without the blanks round it.
    pub title: Span,
    /// The day of publication, where it is known.
    pub date: Option<Date>,
    /// The language that most of it is in.
    pub language: &'static Language,
    /// Its paragraphs in order; the title is the first.
    pub paragraphs: Vec<Paragraph>,
}

/// A line of the text that is not blank.
#[derive(Clone)]
pub struct Paragraph {
    /// Where it stands, without the blanks round it.
    pub span: Span,
    /// Its language: a bulletin may go on in another one.
    pub language: &'static Language,
    /// Its sentences in order.
    pub sentences: Vec<Span>,
}

impl Document {
    /// Cuts a text. `name` is used in errors only.
    ///
    /// # Errors
    /// When the bytes are no UTF-8 text, hold nothing, or are in a language that no reader is there for.
    pub fn new(name: &str, bytes: &[u8], given: Given<'_>) -> Result<Self, Error> {
        let text = decode(name, bytes)?;
        let language = match given.language {
            Some(tag) => {
                lang::by_tag(tag).ok_or_else(|| unknown(name, format!("no reader for the language {tag:?}")))?
            }
            None => lang::detect(text).ok_or_else(|| unknown(name, "in no language that is read".to_owned()))?,
        };
        let told = given.language.is_some();
        let paragraphs: Vec<Paragraph> = lines(text)
            .map(|span| {
                let own = if told { None } else { lang::detect_part(span.of(text), language) };
                paragraph(text, span, own.unwrap_or(language))
            })
            .collect();
        let Some(title) = paragraphs.first().map(|p| p.span) else {
            return Err(Error::Empty { name: name.to_owned() });
        };
        Ok(Self { text: Arc::from(text), title, date: given.date, language, paragraphs })
    }
}

impl Document {
    /// The languages of its paragraphs, its own first.
    pub fn languages(&self) -> Vec<&'static Language> {
        let mut languages = vec![self.language];
        for p in &self.paragraphs {
            if !languages.iter().any(|l| l.tag == p.language.tag) {
                languages.push(p.language);
            }
        }
        languages
    }

    /// The text as the reader of a language reads it: folded, and blank where another language stands, so that spans
    /// hold in it as they do in the whole text.
    pub fn part(&self, language: &Language) -> Cow<'_, str> {
        if self.paragraphs.iter().all(|p| p.language.tag == language.tag) {
            return language.folded(&self.text);
        }
        let mut part = String::with_capacity(self.text.len());
        let mut at = 0;
        for p in self.paragraphs.iter().filter(|p| p.language.tag != language.tag) {
            part.push_str(&self.text[at..p.span.start]);
            part.extend(std::iter::repeat_n(' ', p.span.end - p.span.start));
            at = p.span.end;
        }
        part.push_str(&self.text[at..]);
        match language.folded(&part) {
            Cow::Owned(folded) => Cow::Owned(folded),
            Cow::Borrowed(_) => Cow::Owned(part),
        }
    }
}

fn paragraph(text: &str, span: Span, language: &'static Language) -> Paragraph {
    let sentences = (language.sentences)(span.of(text))
        .into_iter()
        .map(|s| Span::new(s.start + span.start, s.end + span.start))
        .flat_map(|s| cut(text, s))
        .collect();
    Paragraph { span, language, sentences }
}

fn unknown(name: &str, what: String) -> Error {
    let known = lang::LANGUAGES.iter().map(|l| l.tag).collect::<Vec<_>>().join(", ");
    Error::Language { name: name.to_owned(), what, known }
}

fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Error> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some(byte) = bytes.iter().position(|b| *b == 0) {
        return Err(Error::Binary { name: name.to_owned(), byte });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|e| Error::NotUtf8 { name: name.to_owned(), byte: e.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Error::Empty { name: name.to_owned() });
    }
    Ok(text)
}

/// No sentence of a bulletin is longer; one that is (a file of one line without a stop) is cut into parts, because
/// what a sentence says is read with regard to all of its words.
const LONGEST_SENTENCE: usize = 3_000;

/// The parts of a sentence, at a blank or a comma where there is one.
fn cut(text: &str, sentence: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST_SENTENCE {
        let limit = text.floor_char_boundary(start + LONGEST_SENTENCE);
        let blank = text[start..limit].rfind([' ', '\t', ',', '，', '、', '；']);
        let end = blank.filter(|at| *at > 0).map_or(limit, |at| start + at);
        parts.push(Span::new(start, end));
        start = end;
    }
    parts.push(Span::new(start, sentence.end));
    parts
}

/// The lines that are not blank, trimmed.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).filter_map(move |line| {
        let from = start;
        start += line.len();
        let lead = line.len() - line.trim_start().len();
        let body = line.trim();
        (!body.is_empty()).then(|| Span::new(from + lead, from + lead + body.len()))
    })
}
