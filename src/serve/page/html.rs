//! Text as HTML shows it.

/// A text as HTML shows it, between tags and in attributes. Characters that HTML cannot hold are replaced.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            c if c.is_control() => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_tag() {
        for (text, expected) in [
            ("a & b", "a &amp; b"),
            ("<script>", "&lt;script&gt;"),
            ("\"'", "&quot;&#39;"),
            ("公报\n", "公报\n"),
            ("\0\u{1b}", "\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }
}
