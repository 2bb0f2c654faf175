//! Where in the text something stands, as Web Annotation says it: kept on nodes of its own.

use crate::bulletin::Span;
use crate::points::Points;

use super::iri::part;
use super::sink::{Sink, word};

/// How many code points before and after a quote are told, to find it again in a text that was changed.
const CONTEXT: usize = 32;

/// Describes the node `name`: the words at `span` of `text`, by quote and by position in code points.
pub fn describe(sink: &mut Sink<'_>, name: &str, text: &str, span: Span, source: &str, points: &mut Points<'_>) {
    let (quote, position) = (part(name, "quote"), part(name, "position"));
    sink.subject(name);
    sink.is_a(word::SPECIFIC_RESOURCE);
    sink.link(word::HAS_SOURCE, source);
    sink.link(word::HAS_SELECTOR, &quote);
    sink.link(word::HAS_SELECTOR, &position);
    sink.subject(&quote);
    sink.is_a(word::TEXT_QUOTE_SELECTOR);
    sink.plain(word::EXACT, span.of(text));
    sink.plain(word::PREFIX, before(text, span.start));
    sink.plain(word::SUFFIX, after(text, span.end));
    sink.subject(&position);
    sink.is_a(word::TEXT_POSITION_SELECTOR);
    sink.integer(word::START, points.at(span.start));
    sink.integer(word::END, points.at(span.end));
}

fn before(text: &str, byte: usize) -> &str {
    let from = text[..byte].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
    &text[from..byte]
}

fn after(text: &str, byte: usize) -> &str {
    let rest = &text[byte..];
    rest.char_indices().nth(CONTEXT).map_or(rest, |(i, _)| &rest[..i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_counted_in_code_points() {
        let text = format!("{}抓获{}", "警".repeat(40), "a".repeat(3));
        let at = text.find("抓获").unwrap();
        assert_eq!(before(&text, at), "警".repeat(32));
        assert_eq!(after(&text, at + 6), "aaa");
        assert_eq!(before(&text, 0), "");
    }
}
