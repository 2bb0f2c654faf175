//! Places: countries and first-level subdivisions, cities as their subdivision.

use super::{Source, first_of, starts_upper};
use crate::bulletin::{Id, Span};
use crate::names::{Book, place};

/// What makes of a place's name a nationality, a medium, a currency or a thing.
const NO_PLACE_BEFORE: &str = " dollar| dollars| nationals| national| citizens| citizen| passport| passports| passport holders\
    | News Network| News Service| News Agency| Daily| Times| Evening News| Youth Daily| Post| Morning Post| Television\
    | Global Television| Media Group| Business News| Youth Network| Herald| Tribune| Net| Network| Popularization| man| men\
    | woman| women| Ocean| Sea| Road| Street| Avenue| Declaration| Convention| residents passport|$| dollars";

/// Enters the places of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    for word in source.words.0 {
        let written = word.span.of(source.text);
        let Some(code) = place(source.lexicon, word, Some("CN")) else { continue };
        let is_source = source.before(word.span.start).trim_end().ends_with("Source:");
        if starts_upper(written) && first_of(source.after(word.span.end), NO_PLACE_BEFORE).is_none() && !is_source {
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
