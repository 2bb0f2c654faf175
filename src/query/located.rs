//! Where the fault of a query is.
//!
//! The parser tells the furthest place that any of its tries reached, and for each keyword that it would take it reads as
//! many characters as that has: `FILTER(?x >)` is said to fail a line later. What cannot stand is the first token with which
//! the text cannot be the beginning of any query; whether it can is asked of the parser, with blanks put behind it in which
//! its tries get lost.

use super::check::spans;

/// More characters than the longest keyword has.
const BLANKS: &str = "                              ";
/// Longer texts are not tried again and again.
const LONGEST: usize = 64 << 10;

/// The keywords that are misspelt.
const KEYWORDS: [&str; 24] = [
    "SELECT",
    "CONSTRUCT",
    "DESCRIBE",
    "ASK",
    "WHERE",
    "FILTER",
    "OPTIONAL",
    "PREFIX",
    "BASE",
    "ORDER",
    "GROUP",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "VALUES",
    "UNION",
    "DISTINCT",
    "BIND",
    "MINUS",
    "EXISTS",
    "GRAPH",
    "FROM",
    "NAMED",
    "BY",
];

/// Where a parser failed: line and column from 1, and what it said.
pub type Failure = (usize, usize, String);

/// Where the fault is, line and column from 1, and what it is. `parse` tells where a text fails, if it does; `failed` is that
/// of the whole text. Nothing where it cannot be told better.
pub fn located(text: &str, failed: &Failure, parse: impl Fn(&str) -> Option<Failure>) -> Option<Failure> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = spans(text);
    let ends_well = |count: usize| -> Result<(), Failure> {
        let end = count.checked_sub(1).and_then(|last| tokens.get(last)).map_or(0, |(_, end)| *end);
        let tried = format!("{}{BLANKS}", text.get(..end).unwrap_or_default());
        match parse(&tried) {
            Some(failure) if (failure.0, failure.1) != place(&tried, tried.len()) => Err(failure),
            _ => Ok(()),
        }
    };
    // So many tokens can begin a query, so many cannot.
    let (mut good, mut bad, mut said) = (0, tokens.len() + 1, failed.2.clone());
    while bad - good > 1 {
        let middle = usize::midpoint(good, bad);
        match ends_well(middle) {
            Ok(()) => good = middle,
            Err(failure) => (bad, said) = (middle, failure.2),
        }
    }
    let token = |n: usize| tokens.get(n).map(|(start, end)| (*start, text.get(*start..*end).unwrap_or_default()));
    let before = good.checked_sub(1).and_then(token);
    if let Some((start, string)) = before.filter(|(_, token)| is_open(token)) {
        let (line, column) = place(text, start);
        let shown: String = string.chars().take(40).collect();
        return Some((line, column, format!("a string without its end: {shown}")));
    }
    let Some((start, found)) = token(good) else {
        let end = tokens.last().map_or(0, |(_, end)| *end);
        let (line, column) = place(text, end);
        return Some((line, column, "unexpected end".to_owned()));
    };
    let (line, column) = place(text, start);
    if found.contains(':') && said.contains("Prefix not found") {
        return Some((line, column, said));
    }
    let shown: String = found.chars().take(40).collect();
    let meant = meant(found).map(|keyword| format!(", expected {keyword}")).unwrap_or_default();
    Some((line, column, format!("unexpected {shown}{meant}")))
}

/// Line and column of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1)
}

/// Whether a token is a string that does not end.
fn is_open(token: &str) -> bool {
    let Some(quote) = token.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
    let long: String = std::iter::repeat_n(quote, 3).collect();
    let close = if token.starts_with(&long) { long } else { quote.to_string() };
    token.len() < 2 * close.len() || !token.ends_with(&close)
}

/// The keyword that a word is near to: alike in all but one letter, which may be missing, too many or another.
fn meant(word: &str) -> Option<&'static str> {
    let word: Vec<char> = word.to_uppercase().chars().take(16).collect();
    KEYWORDS.into_iter().find(|keyword| {
        let keyword: Vec<char> = keyword.chars().collect();
        let ahead = word.iter().zip(&keyword).take_while(|(a, b)| a == b).count();
        let behind = word.iter().rev().zip(keyword.iter().rev()).take_while(|(a, b)| a == b).count();
        let longer = word.len().max(keyword.len());
        word != keyword && word.len() > 2 && word.len().abs_diff(keyword.len()) < 2 && ahead + behind + 1 >= longer
    })
}
