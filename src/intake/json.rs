//! JSON lines: an object a line, `{"url", "title", "date", "lang", "text" | "html"}`.

use serde::Deserialize;

use super::{DateSource, Meta, Record};
use crate::error::{Error, one_line};

#[derive(Deserialize)]
struct Line {
    url: Option<String>,
    title: Option<String>,
    date: Option<String>,
    #[serde(alias = "language")]
    lang: Option<String>,
    publisher: Option<String>,
    author: Option<String>,
    text: Option<String>,
    html: Option<String>,
}

/// The record of a line: its text or its page, with what the line tells about it. `line` counts from 1.
pub fn record(file: &str, source: &str, line: usize, bytes: &[u8]) -> Result<Record, Error> {
    let name = format!("{file}:{line}");
    let fault = |what: &str| {
        Error::Other(format!(
            "{name}: {what}; hint: a line is an object with \"text\" or \"html\", and \"url\", \"title\", \"date\", \"lang\""
        ))
    };
    let told: Line =
        serde_json::from_slice(bytes).map_err(|e| fault(&format!("no such JSON: {}", one_line(&e.to_string()))))?;
    let (text, media) = match (told.html, told.text) {
        (Some(html), None) => (html, "text/html; charset=utf-8"),
        (_, Some(text)) => (with_title(told.title.as_deref(), text), "text/plain; charset=utf-8"),
        (None, None) => return Err(fault("neither text nor html")),
    };
    let mut meta = Meta {
        title: told.title,
        language: told.lang,
        url: told.url,
        publisher: told.publisher,
        author: told.author,
        ..Meta::default()
    };
    if let Some(date) = told.date {
        let day = crate::meta::day(&date);
        if day.is_none() {
            return Err(fault(&format!("{date:?} is no day; write it like 2024-12-13")));
        }
        meta.dated(DateSource::Sender, day);
    }
    let source = meta.url.clone().unwrap_or_else(|| format!("{source}:{line}"));
    Ok(Record { name, source, bytes: text.into_bytes(), media: Some(media.to_owned()), told: meta })
}

/// Whether data that begins like this are records: the first line is a whole object with a text or a page.
pub fn may_hold(head: &[u8]) -> bool {
    let line = head.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or(head);
    let fields = [&b"\"text\""[..], b"\"html\""];
    fields.iter().any(|field| line.windows(field.len()).any(|w| w == *field))
}

/// A text whose first line is its title.
fn with_title(title: Option<&str>, text: String) -> String {
    match title.map(str::trim).filter(|t| !t.is_empty()) {
        Some(title) if text.trim_start().lines().next().map(str::trim) != Some(title) => {
            format!("{}\n{text}", one_line(title))
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_record() {
        let read = |line: &str| record("a.jsonl", "/a.jsonl", 3, line.as_bytes());
        let text = read(r#"{"url":"https://example.org/1","title":"Title","date":"2024-12-13T08:00:00+08:00","lang":"en","text":"Body."}"#).unwrap();
        assert_eq!(text.name, "a.jsonl:3");
        assert_eq!(text.bytes, b"Title\nBody.");
        assert_eq!(text.told.date.map(|d| d.day), Some(jiff::civil::date(2024, 12, 13)));
        assert_eq!(read(r#"{"text":"Title\nBody.","title":"Title"}"#).unwrap().bytes, b"Title\nBody.");
        assert!(read(r#"{"html":"<p>x"}"#).unwrap().media.unwrap().starts_with("text/html"));
        for (line, part) in [
            ("{", "a.jsonl:3: no such JSON"),
            ("{}", "neither text nor html"),
            (r#"{"text":"x","date":"soon"}"#, "no day"),
        ] {
            let told = read(line).unwrap_err().to_string();
            assert!(told.contains(part) && !told.contains('\n'), "{told}");
        }
    }
}
