//! Places: countries and first-level subdivisions, cities as their subdivision.

use super::agencies::titled;
use super::{Source, first_of, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lang::en::LANGUAGE;
use crate::lexicon::Scheme;
use crate::names::{Book, place, sense};

/// What makes of a place's name a nationality, a medium, a currency or a thing.
const NO_PLACE_BEFORE: &str = " dollar| dollars| nationals| national| citizens| citizen| passport| passports| passport holders\
    | News Network| News Service| News Agency| Daily| Times| Evening News| Youth Daily| Post| Morning Post| Television\
    | Global Television| Media Group| Business News| Youth Network| Herald| Tribune| Net| Network| Popularization| man| men\
    | woman| women| Ocean| Sea| Road| Street| Avenue| Declaration| Convention| residents passport|$| dollars";

/// "China telecom" is no body but a place and another word: the longer name hid the place.
fn first_word(source: Source<'_>, span: Span, book: &mut Book) {
    let Some(word) = source.word_after(span.start).filter(|w| w.end <= span.end) else { return };
    for found in source.lexicon.scan(&LANGUAGE, word.of(source.text)) {
        if let Some(code) = place(source.lexicon, &found, source.home).filter(|_| starts_upper(word.of(source.text))) {
            book.place(word, code);
        }
    }
}

/// Enters the places of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    for word in source.words.0 {
        let written = word.span.of(source.text);
        if sense(word, Scheme::Agency).is_some() && !titled(written) {
            first_word(source, word.span, book);
            continue;
        }
        let Some(code) = place(source.lexicon, word, source.home) else { continue };
        let is_source = source.before(word.span.start).trim_end().ends_with("Source:");
        if capital(written) && first_of(source.after(word.span.end), NO_PLACE_BEFORE).is_none() && !is_source {
            book.place(word.span, code);
        }
    }
    for (name, code) in [("UK", "GB"), ("US", "US"), ("UAE", "AE"), ("USA", "US"), ("PRC", "CN")] {
        for (start, _) in source.text.match_indices(name) {
            let span = Span::new(start, start + name.len());
            let before = source.before(start).chars().next_back();
            let after = source.after(span.end);
            let joined = |c: char| c.is_alphanumeric() || matches!(c, '$' | '-' | '/' | '&');
            if !before.is_some_and(joined) && !after.starts_with(joined) && first_of(after, NO_PLACE_BEFORE).is_none() {
                book.place(span, Id::new(code));
            }
        }
    }
}

/// Whether a name holds a capital: "northern Myanmar" begins small.
fn capital(written: &str) -> bool {
    written.chars().any(char::is_uppercase)
}
