//! Digits that name a thing: addresses, words of letters and digits, points of a list, ordinals.

use super::Words;
use crate::bulletin::Reason;
use crate::lang::scan::{after, before, digit_run, edge};

/// web := an address or a mailbox that has digits; `domains` are parts of an address by which one is known
pub fn web(text: &str, at: usize, domains: Words) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 200);
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”' | '«' | '»');
    let chunk = chunk.split(ends).next()?;
    let chunk = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    let address = chunk.contains("://")
        || chunk.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."))
        || chunk.contains('@')
        || domains.iter().any(|e| chunk.contains(e));
    (address && chunk.contains(|c: char| c.is_ascii_digit())).then_some((at + chunk.len(), Reason::Identifier))
}

/// mixed := letters and digits in one word ("COVID-19", "P2P", "5G"), but none that a language reads otherwise
pub fn mixed(text: &str, at: usize, otherwise: impl Fn(&str) -> bool) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 60);
    let inner = |i: usize, c: char| {
        matches!(c, '-' | '_') && chunk[i + c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit())
    };
    let end =
        chunk.char_indices().find(|(i, c)| !(c.is_alphanumeric() || inner(*i, *c))).map_or(chunk.len(), |(i, _)| i);
    let run = &chunk[..end];
    let both = run.contains(|c: char| c.is_ascii_digit()) && run.contains(char::is_alphabetic);
    let generation = matches!(run, "2G" | "3G" | "4G" | "5G" | "6G");
    let lettered = || run.starts_with(char::is_alphabetic) && !otherwise(run);
    (both && (generation || lettered())).then_some((at + end, Reason::Identifier))
}

/// item := one or two digits at the beginning of a line before one of these marks | '(' digits ')'
pub fn item(text: &str, at: usize, marks: Words) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let head = before(text, at, 4);
    let bracketed = head.ends_with('(') && rest.starts_with(')');
    let line_start = head.rsplit('\n').next().is_some_and(|h| h.trim().is_empty())
        && (at < 4 || head.contains('\n') || head.trim().is_empty());
    let listed = line_start && marks.iter().any(|m| rest.starts_with(m));
    (digits.len() <= 2 && (bracketed || listed)).then(|| (text.len() - rest.len(), Reason::Ordinal))
}

/// ordinal := digits and one of these endings
pub fn ordinal(text: &str, at: usize, endings: Words) -> Option<(usize, Reason)> {
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let end = endings.iter().filter_map(|e| rest.strip_prefix(e)).find(|r| edge(r).is_ok())?;
    Some((text.len() - end.len(), Reason::Ordinal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_names_a_thing() {
        let read = |text: &str| {
            let found = web(text, 0, &[".gov"])
                .or_else(|| mixed(text, 0, |run| run.starts_with("US")))
                .or_else(|| item(text, 0, &[". "]))
                .or_else(|| ordinal(text, 0, &["th", "st"]));
            found.map(|(end, _)| text[..end].to_owned())
        };
        for (text, expected) in [
            ("www.12309.gov.cn)", Some("www.12309.gov.cn")),
            ("a3@b.org.", Some("a3@b.org")),
            ("a.gov.cn", None),
            ("COVID-19 began", Some("COVID-19")),
            ("5G fraud", Some("5G")),
            ("US5 million", None),
            ("10k", None),
            ("1. Arrests", Some("1")),
            ("120. Arrests", None),
            ("20th session", Some("20th")),
            ("20the", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
