//! Later mentions of persons: by their full names, and by the shorter forms that only one of them bears.

use daachorse::{DoubleArrayAhoCorasickBuilder, MatchKind};

use super::Book;
use super::source::{Source, is_one, starts_upper};
use crate::bulletin::Span;

/// How many persons of one document are looked for again.
const PERSONS: usize = 2000;

/// Enters every later mention of the full names, and of family names that only one person bears.
///
/// `short` gives the shorter forms of a full name ("Zhou" of "Zhou Qiming"); `around` the capitalised words that may stand
/// beside a short form without being a part of another name. What is `found` has been entered already.
pub fn again(source: Source<'_>, found: &[Span], book: &mut Book, short: &dyn Fn(&str) -> Vec<String>, around: &str) {
    let officials = &book.so_far().officials;
    let mut names: Vec<(String, u32)> = Vec::new();
    let mut families: Vec<(String, u32)> = Vec::new();
    for (i, official) in officials.iter().take(PERSONS).enumerate() {
        let index = u32::try_from(i).unwrap_or(0);
        names.push((official.name.clone(), index));
        families.extend(short(&official.name).into_iter().map(|form| (form, index)));
    }
    families.sort();
    families.dedup();
    let shared = |name: &str| families.iter().filter(|(n, _)| n == name).take(2).count() > 1;
    let alone: Vec<_> = families.iter().filter(|(n, _)| !shared(n) && n.len() > 1).cloned().collect();
    names.extend(alone);
    names.sort();
    names.dedup_by(|a, b| a.0 == b.0);
    if names.is_empty() {
        return;
    }
    let automaton = DoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build_with_values::<_, _, u32>(names);
    let Ok(automaton) = automaton else { return };
    for hit in automaton.leftmost_find_iter(source.text) {
        let span = Span::new(hit.start(), hit.end());
        if bounded(source, span, around) && found.binary_search_by_key(&span.start, |s| s.start).is_err() {
            book.person_again(span, hit.value() as usize, span.of(source.text));
        }
    }
}

/// Whether a name stands alone: no letter beside it, and no further part of another name.
fn bounded(source: Source<'_>, span: Span, around: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    if letter(source.before(span.start).chars().next_back()) || letter(source.after(span.end).chars().next()) {
        return false;
    }
    if span.of(source.text).contains(' ') {
        return true;
    }
    let next = source.after(span.end).strip_prefix(' ').and_then(|_| source.word_after(span.end));
    let before = source.before(span.start).ends_with(' ').then(|| source.word_before(span.start)).flatten();
    let part = |word: Option<Span>| {
        word.is_some_and(|w| {
            let written = w.of(source.text);
            starts_upper(written) && !is_one(written, around) && !ends_clause(written)
        })
    };
    !part(next) && !part(before)
}

fn ends_clause(word: &str) -> bool {
    word.ends_with(['.', '"', '”'])
}
