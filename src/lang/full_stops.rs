//! Sentences of languages that end them with a full stop of full width.

use crate::bulletin::Span;

/// What may follow a full stop and still belong to its sentence.
const CLOSERS: &str = "”’」』\"）)】》";

/// Brackets hold their stops for so many characters; a bracket that is never closed must not hold the rest.
const REACH: usize = 200;

/// The sentences of a paragraph: they end at 。 and ！ with the closing quotes behind it, not within brackets.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut open = None;
    let mut ended = false;
    for (n, (at, c)) in paragraph.char_indices().enumerate() {
        if ended && !CLOSERS.contains(c) && !is_stop(c) {
            push(&mut spans, paragraph, start, at);
            start = at;
            ended = false;
        }
        match c {
            '（' | '(' | '【' => open = Some(n),
            '）' | ')' | '】' => open = None,
            // A question leads to what answers it, like a colon.
            '？' | '?' => {}
            c if is_stop(c) && open.is_none_or(|o| n - o > REACH) => ended = true,
            _ => {}
        }
    }
    push(&mut spans, paragraph, start, paragraph.len());
    spans
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

fn push(spans: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    if !text[start..end].trim().is_empty() {
        spans.push(Span::new(start, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_after_stops_and_their_quotes() {
        for (text, want) in [
            ("破案三起。抓获五人！", vec!["破案三起。", "抓获五人！"]),
            ("“形势不容乐观。”他说，要防范。", vec!["“形势不容乐观。”", "他说，要防范。"]),
            ("缴获手机（含新机。旧机）五部。", vec!["缴获手机（含新机。旧机）五部。"]),
            ("又有109人！云南再接收", vec!["又有109人！", "云南再接收"]),
            ("查得最多？夜里58万起。", vec!["查得最多？夜里58万起。"]),
            ("没有句号", vec!["没有句号"]),
            ("", vec![]),
        ] {
            let got: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn an_open_bracket_does_not_hold_the_rest() {
        let text = format!("（{}。后一句。", "长".repeat(REACH + 1));
        assert_eq!(sentences(&text).len(), 2);
    }
}
