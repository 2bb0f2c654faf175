//! What must hold for every document, whatever its language.

mod support;

use std::path::PathBuf;
use std::sync::LazyLock;

use gongbao::bulletin::{Bulletin, Reason, Span};
use gongbao::document::Document;
use gongbao::lang;
use gongbao::lexicon::{LabelKind, Lexicon, Scheme};
use gongbao::parse;
use gongbao::parse::Parsed;
use gongbao::token::{Kind, Mark, Token};
use rayon::prelude::*;

/// A document, what the productions make of it, and the bulletin.
struct Text {
    path: PathBuf,
    document: Document,
    parsed: Parsed,
    bulletin: Bulletin,
}

/// Every document, read once for all the laws.
static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let read = |path: PathBuf| {
        let document = support::document(&path);
        let parsed = parse::parse(&document, Lexicon::builtin());
        let bulletin = gongbao::read(&document, Lexicon::builtin());
        Text { path, document, parsed, bulletin }
    };
    support::corpus().into_par_iter().map(read).collect()
});

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
    for Text { path, document, parsed, bulletin } in &*TEXTS {
        // The whole quantity: the population of a rate ("5,8 por cada 100 mil habitantes") is part of its value.
        let mut held: Vec<Span> = bulletin.outcomes.iter().map(|o| o.quantity.span).collect();
        held.extend(bulletin.notes.iter().map(|n| n.span));
        held.extend(parsed.readings.iter().flat_map(|r| &r.tokens).filter_map(|t| match t.kind {
            Kind::Quantity(_) | Kind::Figure(_) | Kind::Gap | Kind::Mark(_) => None,
            _ => Some(t.span),
        }));
        // A number word can be part of a phrase of the grammar ("one of the"), digits only of a date that something is
        // held against (比2023年) and of an average (1日平均).
        let phrases = parsed.readings.iter().flat_map(|r| &r.tokens).filter(|t| matches!(t.kind, Kind::Mark(_)));
        let base = |t: &Token| matches!(t.kind, Kind::Mark(Mark::Base(_) | Mark::Per(_) | Mark::Average));
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
    TEXTS.par_iter().for_each(|text| assert_eq!(text.bulletin, support::read(&text.path), "{}", text.path.display()));
}

#[test]
fn quotes_hold_their_number_and_stand_in_the_text() {
    for Text { path, bulletin, .. } in &*TEXTS {
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
    for Text { path, bulletin: b, .. } in &*TEXTS {
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
    for Text { path, document, .. } in &*TEXTS {
        let expected = support::language(path);
        assert_eq!(document.language.tag, expected, "{}", path.display());
        for p in &document.paragraphs {
            let text = p.span.of(&document.text);
            assert_eq!(
                p.language.tag,
                expected,
                "{}: {text}\nhelp: see `detect_part` in src/lang/detect.rs",
                path.display()
            );
        }
    }
}

#[test]
fn titles_alone_tell_the_language_in_95_of_100() {
    let (mut titles, mut wrong) = (0, Vec::new());
    for Text { path, document, .. } in &*TEXTS {
        let title = document.title.of(&document.text);
        let found = lang::detect(title).map(|l| l.tag);
        titles += 1;
        if found != Some(&*support::language(path)) {
            wrong.push(format!("{found:?}: {title}"));
        }
    }
    assert!(wrong.len() * 20 <= titles, "{} of {titles} titles: {wrong:#?}\nhelp: see src/lang/detect.rs", wrong.len());
}

#[test]
fn a_document_that_changes_language_is_read_in_that_of_each_part() {
    let (english, chinese) = (
        "From January to November 2024, police in Zhejiang province solved 3,021 telecom fraud cases and arrested 1,204 suspects, the provincial public security department said on Tuesday.",
        "2024年1月至11月，浙江省公安机关共破获跨境赌博案件412起，抓获犯罪嫌疑人896名，冻结涉案资金2.5亿元。",
    );
    for (first, second, tag) in [(english, chinese, "en"), (chinese, english, "zh-Hans")] {
        let text = format!("{first}\n{first}\n{second}");
        let document = support::text(&text);
        assert_eq!(document.language.tag, tag);
        let bulletin = gongbao::read(&document, Lexicon::builtin());
        let read = |value: i64, language: &str| {
            bulletin.outcomes.iter().any(|o| o.quantity.value == value.into() && o.production.starts_with(language))
        };
        for (value, language) in [(3021, "en"), (1204, "en"), (412, "zh"), (896, "zh"), (250_000_000, "zh")] {
            assert!(read(value, language), "{tag}: {value} is not read by {language}");
        }
        let bodies: Vec<_> = bulletin.agencies.iter().map(|a| (&*a.kind, a.place.as_deref())).collect();
        assert_eq!(bodies, [("publicSecurity", Some("CN-ZJ"))], "a body is one in whatever language it is named");
    }
}

/// What the row of a language promises.
#[test]
fn every_language_keeps_the_laws_of_a_row() {
    let lexicon = Lexicon::builtin();
    let spans_in = |tokens: &[Token], text: &str, what: &str| {
        for pair in tokens.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{what} overlap or are out of order: {pair:?}");
        }
        for t in tokens {
            assert!(
                text.get(t.span.start..t.span.end).is_some_and(|s| !s.is_empty()),
                "{what}: {t:?} is no part of the text"
            );
        }
    };
    for language in lang::LANGUAGES {
        let tag = language.tag;
        assert_eq!(lang::by_tag(tag).map(|l| l.tag), Some(tag));
        let help = "help: write what docs/adding-a-language.md asks for";
        let texts: Vec<&Text> = TEXTS.iter().filter(|t| support::language(&t.path) == tag).collect();
        assert!(texts.len() >= 3, "{tag}: {} bulletins to read; {help}: at least three samples", texts.len());
        let (mut outcomes, mut left) = (0, 0);
        for Text { document, parsed, bulletin, .. } in texts {
            let text = &*document.part(language);
            assert_eq!(text.len(), document.text.len(), "{tag}: folding changes the length of a text");
            spans_in(&(language.numbers)(text, lang::Setting::default()), text, "numbers");
            // Marks may overlap one another: `parse` settles that, as it does between the layers.
            parsed.readings.iter().for_each(|r| spans_in(&r.tokens, text, "tokens"));
            outcomes += bulletin.outcomes.len();
            left += bulletin.notes.iter().filter(|n| n.reason == Reason::NotUnderstood).count();
            for o in &bulletin.outcomes {
                let own = tag.split('-').next().unwrap_or(tag);
                assert!(
                    o.production.starts_with(own),
                    "{tag}: the production {:?} does not begin with {own:?}",
                    o.production
                );
            }
        }
        assert!(outcomes > 4 * left, "{tag}: {outcomes} outcomes, {left} numbers not understood; {help}");
        for (scheme, path) in [
            (Scheme::Action, "action/"),
            (Scheme::Target, "target/"),
            (Scheme::Offence, "offence/"),
            (Scheme::AgencyKind, "agency-kind/"),
        ] {
            let bare: Vec<_> = lexicon
                .concepts(scheme)
                .filter(|(_, c)| !c.types.is_empty())
                .filter(|(_, c)| {
                    !c.labels.iter().any(|l| (language.reads)(&l.language) && l.kind == LabelKind::Preferred)
                })
                .map(|(id, _)| format!("{path}{id}"))
                .collect();
            assert!(bare.is_empty(), "{tag}: no skos:prefLabel for {bare:?}; {help}: ontology/{tag}/*.ttl");
        }
    }
}
