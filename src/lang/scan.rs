//! Small nom parsers for words and phrases, which the numerals, quantities and dates of languages with spaces are built of.

use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::{IResult, Parser};

/// What these parsers give: the rest of the text and what was read.
pub type Read<'a, T> = IResult<&'a str, T>;

/// The error of a parser that does not read its input.
pub fn fail<T>(input: &str) -> Read<'_, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Fail)))
}

/// Whether a character is a blank within a line.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}')
}

/// space := one to eight blanks; a wider gap is no gap between words of one phrase.
pub fn space(input: &str) -> Read<'_, &str> {
    take_while_m_n(1, 8, is_blank).parse(input)
}

/// space, or none.
pub fn space0(input: &str) -> Read<'_, &str> {
    take_while_m_n(0, 8, is_blank).parse(input)
}

/// edge := (nothing that goes on a word)
pub fn edge(input: &str) -> Read<'_, ()> {
    match input.chars().next() {
        Some(c) if c.is_alphanumeric() => fail(input),
        _ => Ok((input, ())),
    }
}

/// phrase := its words, whatever their case, with blanks (or a hyphen, where the phrase has one) between them, up to an edge
pub fn phrase<'a>(words: &'static str) -> impl Fn(&'a str) -> Read<'a, ()> {
    // Tens of thousands of phrases are tried in a bulletin, so letters are compared as bytes, one after the other.
    move |input: &'a str| {
        let mut at = 0;
        for letter in words.bytes() {
            let here = input.as_bytes().get(at);
            if letter == b' ' {
                let Ok((rest, _)) = space(input.get(at..).unwrap_or("")) else { return fail(input) };
                at = input.len() - rest.len();
            } else if here.is_some_and(|b| b.eq_ignore_ascii_case(&letter)) {
                at += 1;
            } else {
                return fail(input);
            }
        }
        let Some(rest) = input.get(at..) else { return fail(input) };
        if words.ends_with(|c: char| c.is_alphanumeric()) { edge(rest) } else { Ok((rest, ())) }
    }
}

/// The longest phrase of a table that stands here, with its value.
pub fn lookup<'a, T: Copy>(table: &'static [(&'static str, T)]) -> impl Fn(&'a str) -> Read<'a, T> {
    move |input| longest(table.iter().copied(), input)
}

/// The longest of these phrases that stands here.
pub fn any_of<'a>(phrases: &'static [&'static str]) -> impl Fn(&'a str) -> Read<'a, &'static str> {
    move |input| longest(phrases.iter().map(|words| (*words, *words)), input)
}

fn longest<'a, T>(table: impl Iterator<Item = (&'static str, T)>, input: &'a str) -> Read<'a, T> {
    let Some(first) = input.bytes().next().map(|b| b.to_ascii_lowercase()) else { return fail(input) };
    table
        .filter(|(words, _)| words.as_bytes().first().is_some_and(|b| b.to_ascii_lowercase() == first))
        .filter_map(|(words, value)| phrase(words)(input).ok().map(|(rest, ())| (rest, value)))
        .min_by_key(|(rest, _)| rest.len())
        .map_or_else(|| fail(input), Ok)
}

/// digit run := digits, and nothing else that belongs to the number
pub fn digit_run(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_ascii_digit()).parse(input)
}

/// word := letters; apostrophes within it belong to it
pub fn word(input: &str) -> Read<'_, &str> {
    let end = input
        .char_indices()
        .find(|(i, c)| !(c.is_alphabetic() || (*i > 0 && matches!(c, '\'' | '’' | '-'))))
        .map_or(input.len(), |(i, _)| i);
    if end == 0 { fail(input) } else { Ok((&input[end..], &input[..end])) }
}

/// At most the last `bytes` bytes of the text before a place.
pub fn before(text: &str, at: usize, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(bytes))..at]
}

/// At most the first `bytes` bytes of the text from a place.
pub fn after(text: &str, at: usize, bytes: usize) -> &str {
    &text[at..text.floor_char_boundary((at + bytes).min(text.len()))]
}

/// Where the line of a place begins, looking back a few hundred bytes at most.
pub fn line_start(text: &str, at: usize) -> usize {
    let head = before(text, at, 400);
    at - head.len() + head.rfind('\n').map_or(0, |i| i + 1)
}

/// The words before a place, nearest first, within the clause: none of them lies beyond a stop or a bracket.
pub fn words_before(text: &str, at: usize) -> impl Iterator<Item = &str> {
    let head = before(text, at, 80);
    let head = head.rfind(['.', ';', ':', '(', ')', '\n', '"', '”']).map_or(head, |i| &head[i..]);
    head.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '%'))).filter(|w| !w.is_empty())
}

/// Whether one of these words, whatever its case, is `word`.
pub fn among(word: &str, words: &[&str]) -> bool {
    words.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// The next place where a word, a number or an amount can begin.
pub fn next_start(text: &str, at: usize) -> usize {
    let mut chars = text[at..].char_indices();
    let Some((_, first)) = chars.next() else { return text.len() };
    let mut last = first;
    for (i, c) in chars {
        let starts = c.is_alphanumeric() && !last.is_alphanumeric()
            || c.is_ascii_digit() && !last.is_ascii_digit()
            || is_sign(c);
        if starts {
            return at + i;
        }
        last = c;
    }
    text.len()
}

/// Whether a character can begin an amount: the sign of a currency or of a bound, or a decimal point.
pub fn is_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '€'
            | '£'
            | '¥'
            | '￥'
            | '₹'
            | '₩'
            | '฿'
            | '₫'
            | '₡'
            | '¢'
            | '₲'
            | '₱'
            | '₦'
            | '₽'
            | '₺'
            | '>'
            | '<'
            | '≥'
            | '≤'
            | '~'
            | '≈'
            | '.'
    )
}
