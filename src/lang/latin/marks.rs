//! Signs, and how the words and signs that build sentences are found in a text.

use crate::bulletin::{Compare, Span};
use crate::token::{Kind, Mark, Token};

/// The same time of the year before.
pub const YEAR: Mark = Mark::Base(Compare::YearOnYear);
/// The month before.
pub const MONTH: Mark = Mark::Base(Compare::MonthOnMonth);
/// Any former time.
pub const EARLIER: Mark = Mark::Base(Compare::PreviousPeriod);

/// Signs that every language writes.
const SIGNS: &[(char, Mark)] = &[
    (',', Mark::Comma),
    (';', Mark::Semicolon),
    (':', Mark::Colon),
    ('(', Mark::Open),
    ('[', Mark::Open),
    (')', Mark::Close),
    (']', Mark::Close),
    ('"', Mark::Quote),
    ('“', Mark::Quote),
    ('”', Mark::Quote),
    ('—', Mark::Comma),
    ('–', Mark::Comma),
    ('!', Mark::Stop),
    ('?', Mark::Stop),
];

/// The mark of a sign between the character before it and the one behind it; `more` are the signs of one language.
pub fn sign(c: char, previous: char, next: Option<char>, more: &[(char, Mark)]) -> Option<Mark> {
    match c {
        // A stop, a comma or a dash within a number or a word is none.
        '.' => next.is_none_or(char::is_whitespace).then_some(Mark::Stop),
        ',' | ':' if previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()) => None,
        '–' if !previous.is_whitespace() && next.is_some_and(char::is_alphanumeric) => None,
        _ => SIGNS.iter().chain(more).find(|(s, _)| *s == c).map(|(_, mark)| *mark),
    }
}

/// The marks of a text: `word` gives what begins at a word and where it ends, `sign` that of a sign between two characters. No word
/// begins behind a character of `joins`.
pub fn marks(
    text: &str,
    joins: &[char],
    word: impl Fn(usize) -> Option<(usize, Mark)>,
    sign: impl Fn(char, char, Option<char>) -> Option<Mark>,
) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut last = ' ';
    let mut free = 0;
    for (at, c) in text.char_indices() {
        let starts = c.is_alphabetic() && !last.is_alphanumeric() && !joins.contains(&last);
        let previous = std::mem::replace(&mut last, c);
        if at < free {
            continue;
        }
        let behind = at + c.len_utf8();
        let found =
            if starts { word(at) } else { sign(c, previous, text[behind..].chars().next()).map(|m| (behind, m)) };
        if let Some((end, mark)) = found {
            free = end;
            tokens.push(Token { span: Span::new(at, end), kind: Kind::Mark(mark) });
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_and_signs() {
        let read = |text: &str| {
            let word = |at: usize| text[at..].starts_with("and").then_some((at + 3, Mark::And));
            let found = marks(text, &['-'], word, |c, previous, next| sign(c, previous, next, &[('•', Mark::Comma)]));
            found.iter().map(|t| t.span.of(text)).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("1,319 and 5, and", "and , and"),
            ("A.B. C.", ". ."),
            ("stand-and-go", ""),
            ("• (a) – b", "• ( ) –"),
            ("2018–20", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
