//! What must hold for every document, whatever its language.

mod support;

use gongbao::bulletin::Span;
use gongbao::lexicon::Lexicon;
use gongbao::parse;
use gongbao::token::{Kind, Mark, Token};

/// The runs of digits of a text, also those in full width.
fn digits(text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit() || ('０'..='９').contains(c)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + c.len_utf8(),
            _ => runs.push(Span::new(at, at + c.len_utf8())),
        }
    }
    runs
}

#[test]
fn every_numeral_is_in_an_outcome_a_date_a_name_or_a_note() {
    for path in support::corpus() {
        let document = support::document(&path);
        let lexicon = Lexicon::builtin();
        let parsed = parse::parse(&document, lexicon);
        let bulletin = gongbao::read(&document, lexicon);
        let mut held: Vec<Span> = bulletin.outcomes.iter().map(|o| o.quantity.number).collect();
        held.extend(bulletin.notes.iter().map(|n| n.span));
        held.extend(parsed.readings.iter().flat_map(|r| &r.tokens).filter_map(|t| match t.kind {
            Kind::Quantity(_) | Kind::Figure(_) | Kind::Gap | Kind::Mark(_) => None,
            _ => Some(t.span),
        }));
        // A number word can be part of a phrase of the grammar ("one of the"), digits only of a date that something is
        // held against (比2023年).
        let phrases = parsed.readings.iter().flat_map(|r| &r.tokens).filter(|t| matches!(t.kind, Kind::Mark(_)));
        let base = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Base(_)));
        let phrases = phrases.filter(|t| base(t) || digits(t.span.of(&document.text)).is_empty());
        let phrases: Vec<Span> = phrases.map(|t| t.span).collect();
        let lost: Vec<&str> = digits(&document.text)
            .into_iter()
            .chain(parsed.numerals.iter().copied())
            .filter(|n| !held.iter().chain(&phrases).any(|h| h.overlaps(*n)))
            .map(|n| n.of(&document.text))
            .collect();
        assert!(
            lost.is_empty(),
            "{}: {lost:?} are in no outcome, date, name or note\nhelp: a numeral must come out of `numbers` as a Quantity, a \
             Period or a Figure; see src/resolve/notes.rs",
            path.display()
        );
    }
}

#[test]
fn the_same_text_is_read_the_same_way_twice() {
    for path in support::corpus() {
        assert_eq!(support::read(&path), support::read(&path), "{}", path.display());
    }
}

#[test]
fn quotes_hold_their_number_and_stand_in_the_text() {
    for path in support::corpus() {
        let bulletin = support::read(&path);
        for outcome in &bulletin.outcomes {
            let quote = outcome.quote.of(&bulletin.text);
            assert!(outcome.quote.contains(outcome.quantity.number), "{}: {quote:?} lacks its number", path.display());
            assert!(!quote.contains('\n'), "{}: {quote:?} runs over a line", path.display());
            let (low, high) = outcome.quantity.limits();
            assert!(low <= outcome.quantity.value && outcome.quantity.value <= high, "{}: {quote:?}", path.display());
        }
    }
}

#[test]
fn indices_point_at_what_is_there() {
    for path in support::corpus() {
        let b = support::read(&path);
        for o in &b.outcomes {
            assert!(o.agency.is_none_or(|i| i < b.agencies.len()));
            assert!(o.reporter.is_none_or(|i| i < b.officials.len()));
            assert!(o.campaigns.iter().all(|&i| i < b.campaigns.len()));
            assert!(o.change_of.is_none_or(|i| i < b.outcomes.len()));
            assert!(!o.targets.is_empty() && !o.action.is_empty(), "{}: {:?}", path.display(), o.quote.of(&b.text));
        }
        assert!(b.officials.iter().all(|o| o.agency.is_none_or(|i| i < b.agencies.len())));
    }
}

#[test]
fn every_document_is_read_in_its_language() {
    for path in support::corpus() {
        let name = path.to_string_lossy();
        let chinese = ["/zh/", "zh-Hans"].iter().any(|mark| name.contains(mark));
        let expected = if chinese { "zh-Hans" } else { "en" };
        assert_eq!(support::document(&path).language.tag, expected, "{name}");
    }
}
