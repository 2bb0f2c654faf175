//! Whether a literal is written as its datatype asks.

use oxigraph::model::Literal;
use oxigraph::model::vocab::xsd;

/// Whether the lexical form of a literal is one of its datatype. Datatypes that nothing here writes are taken on trust.
pub fn is_well_formed(literal: &Literal) -> bool {
    let text = literal.value();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match literal.datatype() {
        xsd::DATE => date(text),
        xsd::INTEGER => digits(unsigned),
        xsd::NON_NEGATIVE_INTEGER => digits(text.strip_prefix('+').unwrap_or(text)),
        xsd::DECIMAL => match unsigned.split_once('.') {
            None => digits(unsigned),
            Some((whole, part)) => {
                (digits(whole) && (part.is_empty() || digits(part))) || (whole.is_empty() && digits(part))
            }
        },
        xsd::BOOLEAN => matches!(text, "true" | "false" | "1" | "0"),
        xsd::HEX_BINARY => text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit()),
        xsd::LANGUAGE => text.split('-').enumerate().all(|(i, part)| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_alphabetic() || (i > 0 && b.is_ascii_digit()))
        }),
        _ => true,
    }
}

/// A day that there is, with or without a time zone.
fn date(text: &str) -> bool {
    let (day, zone) = text.split_at_checked(10).unwrap_or((text, ""));
    let zoned = match zone.as_bytes() {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].into_iter().all(u8::is_ascii_digit),
        _ => false,
    };
    zoned && day.as_bytes().get(4) == Some(&b'-') && day.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, datatype, expected) in [
            ("2025-02-28", xsd::DATE, true),
            ("2025-02-28+08:00", xsd::DATE, true),
            ("2025-02-31", xsd::DATE, false),
            ("20250228", xsd::DATE, false),
            ("二〇二五", xsd::DATE, false),
            ("-1.50", xsd::DECIMAL, true),
            (".5", xsd::DECIMAL, true),
            ("1e3", xsd::DECIMAL, false),
            (".", xsd::DECIMAL, false),
            ("7", xsd::INTEGER, true),
            ("7.0", xsd::INTEGER, false),
            ("zh-Hans", xsd::LANGUAGE, true),
            ("zh_Hans", xsd::LANGUAGE, false),
            ("0aF1", xsd::HEX_BINARY, true),
            ("0aF", xsd::HEX_BINARY, false),
            ("anything", xsd::STRING, true),
        ] {
            assert_eq!(is_well_formed(&Literal::new_typed_literal(text, datatype)), expected, "{text} as {datatype}");
        }
    }
}
