//! What is looked for in the tokens of a query before it is parsed: nesting that would overflow the parser's stack,
//! calls to other services, and updates.

use super::fault;
use crate::error::Error;

/// Brackets of all kinds may nest as deep as this.
const DEEPEST: usize = 128;

/// Checks the tokens of a query; the word that it begins with.
pub fn check<'a>(name: &str, text: &'a str) -> Result<&'a str, Error> {
    let refuse = |at: usize, message: &str| {
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        Err(fault(name, text, line, column, message))
    };
    let mut depth = 0usize;
    let mut form = None;
    for (at, token) in tokens(text) {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Keyword(word) if word.eq_ignore_ascii_case("SERVICE") => {
                return refuse(
                    at,
                    "SERVICE asks another server, which is not done here; hint: query what is in the store",
                );
            }
            Token::Keyword(word) if form.is_none() && !is_prologue(word) => {
                form = Some(word);
                if is_update(word) {
                    let message = "an update, and queries only read; hint: `gongbao ingest` and `gongbao withdraw` change the store";
                    return refuse(at, message);
                }
            }
            Token::Keyword(_) => {}
        }
        if depth > DEEPEST {
            return refuse(at, "brackets nest deeper than 128; hint: write the query flatter");
        }
    }
    match form {
        Some(form) => Ok(form),
        None => refuse(0, "no query; hint: it begins with SELECT, ASK, CONSTRUCT or DESCRIBE"),
    }
}

fn is_prologue(word: &str) -> bool {
    ["PREFIX", "BASE", "VERSION"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

fn is_update(word: &str) -> bool {
    ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
}

enum Token<'a> {
    Open,
    Close,
    /// A bare word: no variable, no prefixed name, no language tag.
    Keyword(&'a str),
}

/// The brackets and bare words of a query, without those in IRIs, strings and comments.
fn tokens(text: &str) -> impl Iterator<Item = (usize, Token<'_>)> {
    pieces(text).filter_map(move |(first, start, end)| match first {
        '{' | '(' | '[' => Some((start, Token::Open)),
        '}' | ')' | ']' => Some((start, Token::Close)),
        c if c.is_ascii_alphabetic() && !text[start..end].contains(':') => {
            Some((start, Token::Keyword(&text[start..end])))
        }
        _ => None,
    })
}

/// Where the tokens of a query begin and end, without blanks and comments. Signs that stand together are one.
pub fn spans(text: &str) -> Vec<(usize, usize)> {
    let is_sign = |c: char| matches!(c, '^' | '&' | '|' | '=' | '!' | '<' | '>');
    let signs = |from: usize, to: usize| text[from..to].chars().all(is_sign);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (first, start, end) in pieces(text).filter(|(first, ..)| !first.is_whitespace() && *first != '#') {
        match spans.last_mut() {
            Some((from, last)) if *last == start && end - start == 1 && is_sign(first) && signs(*from, *last) => {
                *last = end;
            }
            _ => spans.push((start, end)),
        }
    }
    spans
}

/// The pieces of a query, blanks and comments among them: the first character, and where it begins and ends.
fn pieces(text: &str) -> impl Iterator<Item = (char, usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at;
        let first = rest.chars().next()?;
        at += match first {
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '<' => iri(rest).unwrap_or(1),
            '"' | '\'' => string(rest, first),
            '?' | '$' | '@' => 1 + word(&rest[1..]),
            c if is_word(c) => word(rest),
            c => c.len_utf8(),
        };
        Some((first, start, at))
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '\\' | '%')
}

fn word(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// iri = "<" (no blank, quote, bracket or backquote)* ">"; else "<" is an operator
fn iri(text: &str) -> Option<usize> {
    let end = 1 + text[1..].find(|c: char| c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`'))?;
    text[end..].starts_with('>').then_some(end + 1)
}

/// string = quote (escape | character)* quote, the quote tripled or not
fn string(text: &str, quote: char) -> usize {
    let long = text.bytes().take(3).filter(|b| char::from(*b) == quote).count() == 3;
    let width = if long { 3 } else { 1 };
    let close = &text[..width];
    let mut at = width;
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(close) {
            return at + width;
        }
        if !long && c == '\n' {
            return at;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_let_through_and_what_is_not() {
        let deep = |n: usize| format!("SELECT * {}{}", "{".repeat(n), "}".repeat(n));
        let nested = format!("SELECT * {{ ?s ?p {}{} }}", "[ ?p ".repeat(5000), "]".repeat(5000));
        for (query, expected) in [
            ("SELECT * { ?s ?p ?o }", None),
            ("PREFIX a: <urn:SERVICE> SELECT ?service { ?service a:service 'SERVICE {{' } # SERVICE", None),
            ("SELECT * { ?s ?p \"\"\"{\"{{ \\\" SERVICE\"\"\" FILTER(?a<?b) }", None),
            ("SELECT * { ?s ?p 'x'@service }", None),
            ("BASE <urn:x> ASK {}", None),
            (&deep(128), None),
            (&deep(129), Some("nest")),
            (&deep(100_000), Some("nest")),
            (&nested, Some("nest")),
            ("SELECT * {\n  SERVICE <http://localhost/> { ?s ?p ?o } }", Some(":2:3: SERVICE")),
            ("SELECT * { service SILENT ?x { ?s ?p ?o } }", Some("SERVICE")),
            ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", Some(":1:19: an update")),
            ("insert data { a: a: a: }", Some("an update")),
            ("", Some("no query")),
            ("# nothing\n", Some("no query")),
            ("\"", Some("no query")),
        ] {
            let got = check("q", query).err().map(|e| e.to_string());
            match expected {
                None => assert_eq!(got, None, "{query:.80}"),
                Some(part) => assert!(got.as_deref().is_some_and(|g| g.contains(part)), "{query:.80} {got:?}"),
            }
        }
    }
}
