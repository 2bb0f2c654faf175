//! Sentences.

use crate::bulletin::Span;

/// Abbreviations whose stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "rs", "no", "nos", "mr",
    "mrs", "ms", "dr", "prof", "gen", "col", "maj", "capt", "lt", "sgt", "supt", "insp", "st", "vs", "approx", "est",
    "etc", "inc", "ltd", "co", "corp", "art", "sec", "fig", "dept", "govt", "u.s", "u.k", "u.n", "e.g", "i.e", "a.m",
    "p.m", "cf", "al", "ver", "vol", "pp", "shri", "smt", "adv", "hon", "rev", "sr", "jr", "asst", "addl", "cr", "mn",
    "bn", "tel", "ext", "p.r", "d.c", "ph.d", "v",
];

/// The sentences of a paragraph: they end at a stop, a question or exclamation mark (and the quotation marks and brackets
/// that close after it) before a blank and something that can begin a sentence, or at the end.
pub fn sentences(paragraph: &str) -> Vec<Span> {
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
        if ends_sentence(paragraph, start, i, end, c) {
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

/// Whether the mark at `at` (closed at `end`) ends a sentence that began at `start`.
fn ends_sentence(text: &str, start: usize, at: usize, end: usize, mark: char) -> bool {
    if matches!(mark, '。' | '！' | '？') {
        return true;
    }
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    let glued =
        next.is_uppercase() && !text[..at].ends_with(|c: char| c.is_uppercase()) && mark == '.' && at > start + 20;
    if !next.is_whitespace() {
        // "money.The next" was set without a blank; "www.a.gov" and "U.S.A" were not.
        let before = super::scan::before(text, at, 90).rsplit(char::is_whitespace).next().unwrap_or("");
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
    let head = super::scan::before(&text[start..], at - start, 90);
    let word = head.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next().unwrap_or("");
    let lower = word.to_ascii_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if initial || ABBREVIATIONS.contains(&lower.as_str()) && end == at + 1 {
        // "at 5 p.m. Police said": an abbreviation may end a sentence; a capital alone does not tell, so only these do.
        let may_end = ["etc", "a.m", "p.m", "ltd", "inc", "cr", "mn", "bn"].contains(&lower.as_str());
        return may_end && first.is_uppercase();
    }
    // A number of a list ("1. Text") is no sentence.
    let listed = head.trim().len() <= 3 && head.trim().chars().all(|c| c.is_ascii_digit() || c == '(');
    begins && (!listed || head.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_sentences() {
        for (text, expected) in [
            ("It lost Rs. 5 crore. Police said.", vec!["It lost Rs. 5 crore.", "Police said."]),
            ("On Sept. 9 it was 1.5. More.", vec!["On Sept. 9 it was 1.5.", "More."]),
            ("\"Go.\" He went.", vec!["\"Go.\"", "He went."]),
            ("The U.S. Attorney said. No. 5 was", vec!["The U.S. Attorney said.", "No. 5 was"]),
            ("A title without a stop", vec!["A title without a stop"]),
            ("1. Arrests", vec!["1. Arrests"]),
            ("see www.a.gov.cn now", vec!["see www.a.gov.cn now"]),
        ] {
            let cut: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(cut, expected, "{text}");
        }
    }
}
