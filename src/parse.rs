//! From a document to the readings of its sentences: marks the words, then runs the productions.

use crate::bulletin::Span;
use crate::clause::Reading;
use crate::document::{Document, Paragraph};
use crate::lang::{Language, Part, Setting};
use crate::lexicon::Lexicon;
use crate::names;
use crate::token::{Kind, Names, Period, Token};

/// A day of publication as good as any other, which shows what hangs on there being one.
const SOME_DAY: jiff::civil::Date = jiff::civil::date(2000, 7, 15);

/// What [`parse`] gives to [`crate::resolve::resolve`].
#[derive(Debug, Default)]
pub struct Parsed {
    /// The names of the document.
    pub names: Names,
    /// Its sentences in order.
    pub readings: Vec<Reading>,
    /// Where each numeral stands, in order: every one ends up in an outcome, a date, a name or a note.
    pub numerals: Vec<Span>,
    /// The periods in order as they would be read on some day of publication, where the document has none.
    pub dated: Vec<(Span, Period)>,
}

impl Parsed {
    /// Where periods are told that a day of publication would make better known; and those told back from the day of the
    /// statement, where the text gives none. Nothing where the document has its day.
    pub fn undated(&self) -> Vec<Span> {
        let known: Vec<_> = self.readings.iter().flat_map(|r| periods(&r.tokens)).collect();
        let stated = known.iter().any(|(_, p)| matches!(p, Period::Statement(_)));
        let back = |p: &Period| matches!(p, Period::Back { .. } | Period::DaysBack { .. } | Period::ToNow) && !stated;
        let mut same = known.iter().peekable();
        let mut undated = Vec::new();
        for &(span, period) in &self.dated {
            while same.next_if(|k| k.0 < span).is_some() {}
            let told = same.peek().is_some_and(|k| **k == (span, period));
            if !told || back(&period) {
                undated.push(span);
            }
        }
        undated
    }
}

fn periods(tokens: &[Token]) -> impl Iterator<Item = (Span, Period)> {
    tokens.iter().filter_map(|t| match t.kind {
        Kind::Period(period) => Some((t.span, period)),
        _ => None,
    })
}

/// Reads every sentence of a document, each in its language.
pub fn parse(document: &Document, lexicon: &Lexicon) -> Parsed {
    let mut parsed = Parsed::default();
    for language in document.languages() {
        read(document, language, lexicon, &mut parsed);
    }
    parsed.readings.sort_by_key(|r| r.span.start);
    parsed.numerals.sort_unstable();
    parsed.dated.sort_by_key(|(span, _)| *span);
    parsed
}

/// Reads the sentences of one language.
fn read(document: &Document, language: &'static Language, lexicon: &Lexicon, parsed: &mut Parsed) {
    let text = &*document.part(language);
    let words = lexicon.scan(language, text);
    let named = lexicon.scan_names(language, text);
    let home = names::home(lexicon, text, names::Words(&named), language.homes, language.tag.starts_with("zh"));
    let found = (language.names)(&Part { text, written: &document.text }, lexicon, &named);
    let found = parsed.names.join(found);
    let marks = (language.marks)(text);
    let numbers = |date| (language.numbers)(text, Setting { date, home: home.as_deref() });
    let tokens = |numbers: Vec<Token>| {
        let words = words.iter().filter(|w| language.spaced || !splits(&numbers, w.span));
        let words = words.map(|w| Token { span: w.span, kind: Kind::Word(w.senses.to_vec()) }).collect();
        merge([found.clone(), numbers, words, marks.clone()])
    };
    let told = numbers(document.date);
    parsed.numerals.extend(told.iter().filter_map(|t| match &t.kind {
        Kind::Quantity(q) => Some(q.number),
        Kind::Figure(_) => Some(t.span),
        _ => None,
    }));
    if document.date.is_none() {
        let dated = tokens(numbers(Some(SOME_DAY)));
        parsed.dated.extend(sentences(document, language, &dated).flat_map(|(.., here)| periods(here)));
    }
    let tokens = tokens(told);
    for (paragraph, span, here) in sentences(document, language, &tokens) {
        let clauses = (language.clauses)(text, lexicon, here);
        parsed.readings.push(Reading { span, paragraph, tokens: here.to_vec(), clauses });
    }
}

/// The sentences of a language, each with the number of its paragraph and its tokens.
fn sentences<'a>(
    document: &'a Document,
    language: &'static Language,
    mut rest: &'a [Token],
) -> impl Iterator<Item = (usize, Span, &'a [Token])> {
    let own = |(_, p): &(usize, &Paragraph)| p.language.tag == language.tag;
    let spans = document.paragraphs.iter().enumerate().filter(own);
    let spans = spans.flat_map(|(paragraph, p)| p.sentences.iter().map(move |&span| (paragraph, span)));
    spans.map(move |(paragraph, span)| {
        let skip = rest.iter().take_while(|t| t.span.start < span.start).count();
        let take = rest[skip..].iter().take_while(|t| t.span.start < span.end).count();
        let (here, after) = rest[skip..].split_at(take);
        rest = after;
        (paragraph, span, here)
    })
}

/// Whether a word would begin within a quantity and end behind it: the 名 of 8名車手 counts, 名車 is not named.
fn splits(numbers: &[Token], word: Span) -> bool {
    let i = numbers.partition_point(|t| t.span.end <= word.start);
    numbers.get(i).is_some_and(|t| {
        matches!(t.kind, Kind::Quantity(_))
            && t.span.start < word.start
            && word.start < t.span.end
            && t.span.end < word.end
    })
}

/// Settles overlaps: the longer token wins, and of two as long the one of the earlier layer.
fn merge<const N: usize>(layers: [Vec<Token>; N]) -> Vec<Token> {
    let mut all: Vec<(usize, Token)> =
        layers.into_iter().enumerate().flat_map(|(i, l)| l.into_iter().map(move |t| (i, t))).collect();
    all.retain(|(_, t)| t.span.start < t.span.end);
    all.sort_by(|(i, a), (j, b)| {
        let (la, lb) = (a.span.end - a.span.start, b.span.end - b.span.start);
        lb.cmp(&la).then(i.cmp(j)).then(a.span.start.cmp(&b.span.start))
    });
    let mut taken: std::collections::BTreeMap<usize, Token> = std::collections::BTreeMap::new();
    for (_, token) in all {
        let before = taken.range(..token.span.end).next_back();
        if before.is_none_or(|(_, t)| t.span.end <= token.span.start) {
            taken.insert(token.span.start, token);
        }
    }
    taken.into_values().collect()
}
