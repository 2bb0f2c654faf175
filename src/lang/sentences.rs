//! Where sentences end in languages that end them with a stop.

use std::ops::Range;

use crate::bulletin::Span;

use super::scan;

/// The abbreviations of a language, in small letters and without their stop.
pub struct Abbreviations {
    /// Their stop ends no sentence.
    pub all: &'static [&'static str],
    /// Of these, those that may end a sentence, before a capital.
    pub ending: &'static [&'static str],
}

/// The sentences of a paragraph: they end at a stop, a question or exclamation mark (and the quotation marks and brackets
/// that close after it) before a blank and something that can begin a sentence, or at the end.
pub fn sentences(paragraph: &str, abbreviations: &Abbreviations) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…') {
            continue;
        }
        let mut end = i + c.len_utf8();
        while let Some(&(j, close)) = chars.peek() {
            if !matches!(close, '"' | '”' | '’' | '\'' | ')' | ']' | '.' | '!' | '?' | '»') {
                break;
            }
            end = j + close.len_utf8();
            chars.next();
        }
        if ends_sentence(paragraph, start, i..end, c, abbreviations) {
            push(paragraph, start, end, &mut spans);
            start = end;
        }
    }
    push(paragraph, start, paragraph.len(), &mut spans);
    spans
}

fn push(text: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
    let part = &text[start..end];
    let body = part.trim();
    if !body.is_empty() {
        let lead = part.len() - part.trim_start().len();
        spans.push(Span::new(start + lead, start + lead + body.len()));
    }
}

/// Whether the mark at the beginning of `closed` (the marks that close after it end it) ends a sentence that began at `start`.
fn ends_sentence(text: &str, start: usize, closed: Range<usize>, mark: char, abbreviations: &Abbreviations) -> bool {
    let (at, end) = (closed.start, closed.end);
    if matches!(mark, '。' | '！' | '？') {
        return true;
    }
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    let glued =
        next.is_uppercase() && !text[..at].ends_with(|c: char| c.is_uppercase()) && mark == '.' && at > start + 20;
    if !next.is_whitespace() {
        // "money.The next" was set without a blank; "www.a.gov" and "U.S.A" were not.
        let before = scan::before(text, at, 90).rsplit(char::is_whitespace).next().unwrap_or("");
        return glued
            && !before.contains('.')
            && before.chars().count() < 30
            && before.chars().all(char::is_alphabetic);
    }
    let follow = rest.trim_start();
    let Some(first) = follow.chars().next() else { return true };
    let begins = !first.is_lowercase() && !matches!(first, ',' | ';' | ')' | '(' | '-' | '–' | '—');
    if mark != '.' {
        return begins;
    }
    let head = scan::before(&text[start..], at - start, 90);
    let word = head.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next().unwrap_or("");
    let lower = word.to_ascii_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || abbreviations.all.contains(&lower.as_str()) && end == at + 1 {
        // "at 5 p.m. Police said": an abbreviation may end a sentence; a capital alone does not tell, so only these do.
        let may_end = abbreviations.ending.contains(&lower.as_str());
        return may_end && first.is_uppercase();
    }
    // A number of a list ("1. Text") is no sentence.
    let listed = head.trim().len() <= 3 && head.trim().chars().all(|c| c.is_ascii_digit() || c == '(');
    begins && (!listed || head.trim().is_empty())
}
