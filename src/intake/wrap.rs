//! Lines that were cut at a margin, made into paragraphs again. PDF knows nothing but lines; plain text is sometimes sent so.

use super::html::marks::is_wide;

/// A line and where it stands, in the width of its letters (an em), so that text of any size and pages of any width compare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// How far it is set in from the left edge of its column.
    pub indent: f32,
    /// How much room it leaves at the right edge of its column.
    pub room: f32,
    /// How wide its first word is: what does not fit into the room of the line before.
    pub first: f32,
    /// The size of its letters, in any unit.
    pub size: f32,
    /// Whether more than the usual distance is above it.
    pub apart: bool,
    /// Whether its letters are so much larger than those of the body that it is a heading.
    pub large: bool,
    /// Whether it stands alone by its nature: a row of a table.
    pub alone: bool,
}

/// How much two edges that are the same may differ.
const SAME: f32 = 0.6;
/// What Chinese and Japanese typesetting leaves at the right so that no line begins with a stop.
const KINSOKU: f32 = 1.6;

/// The paragraphs of some lines, in order.
pub fn paragraphs(lines: &[Line]) -> Vec<String> {
    let hyphens = Hyphens::of(lines);
    let mut paragraphs: Vec<String> = Vec::new();
    // The first line of the paragraph in the making, and the one before.
    let mut made: Option<(&Line, &Line)> = None;
    for line in lines.iter().filter(|line| !line.text.trim().is_empty()) {
        match (made, paragraphs.last_mut()) {
            (Some((first, before)), Some(paragraph)) if goes_on(first, before, line) => {
                hyphens.append(paragraph, line.text.trim());
                made = Some((first, line));
            }
            _ => {
                paragraphs.push(line.text.trim().to_owned());
                made = Some((line, line));
            }
        }
    }
    paragraphs
}

/// Whether a line goes on with the paragraph that begins with `first` and has come to `before`.
fn goes_on(first: &Line, before: &Line, line: &Line) -> bool {
    let same_size = (line.size - before.size).abs() <= 0.08 * before.size.max(line.size);
    if line.alone || before.alone || line.apart || !same_size || (first.large != line.large) {
        return false;
    }
    let stopped = ends_sentence(&before.text);
    if line.large && !stopped {
        return true;
    }
    // A word that is measured badly may seem to fit; where a sentence ends, so may the paragraph.
    let word = if stopped { line.first + 0.2 } else { 1.1 * line.first + 0.4 };
    let item = is_item(&line.text) && !is_abbreviated(&before.text);
    if item || before.room > word.max(if is_east_asian(before, line) { KINSOKU } else { 0.0 }) {
        return false;
    }
    // The lines after the first one of a paragraph stand one below the other.
    let continued = !std::ptr::eq(first, before);
    let same_indent = (line.indent - before.indent).abs() <= SAME;
    if continued {
        return same_indent;
    }
    let set_in = first.indent > SAME && same_indent && !is_item(&first.text);
    line.indent <= first.indent + if is_item(&first.text) { 6.0 } else { SAME } && !set_in
}

/// Whether a line is broken between letters of East Asia; stops and quotation marks beside them may be narrow.
fn is_east_asian(before: &Line, after: &Line) -> bool {
    before.text.trim_end().chars().rev().take(3).chain(after.text.trim_start().chars().take(2)).any(is_wide)
}

/// Whether a text ends a sentence.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '」', '』', '）', ')', '»']);
    text.ends_with(['.', '!', '?', '。', '！', '？', '；', '：', ':', '…'])
}

/// Whether a text ends with the name of a month or another word that a number follows.
fn is_abbreviated(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let words = [
        "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", "no.", "nos.",
        "núm.", "art.",
    ];
    words.contains(&&*last)
}

/// Whether a line begins an item of a list: a bullet, or a number with its mark.
pub fn is_item(text: &str) -> bool {
    let text = text.trim_start();
    let Some(head) = text.chars().next() else { return false };
    if "•●○■□◆◇▪▫‣⁃·※★☆➢➤►✓◎".contains(head) {
        return true;
    }
    if matches!(head, '-' | '–' | '*' | '—') {
        return text[head.len_utf8()..].starts_with(' ');
    }
    let open = text.strip_prefix(['(', '（', '〔', '【']);
    let rest = open.unwrap_or(text);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    let after = rest.trim_start_matches(number);
    let digits = rest[..rest.len() - after.len()].chars().count();
    let circled = matches!(head, '①'..='⑳' | '❶'..='❿');
    let letter = rest.len() > 1 && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if circled {
        return true;
    }
    let closed = after.strip_prefix([')', '）', '〕', '】']).is_some();
    if digits == 0 {
        return letter && (rest[1..].starts_with(") ") || open.is_some() && rest[1..].starts_with(')'));
    }
    // "1.55万" is a figure, "12." alone may end a sentence.
    let dotted =
        after.strip_prefix(['.', '．']).is_some_and(|r| r.starts_with([' ', '\u{3000}']) || r.starts_with(is_wide));
    digits <= 3 && (closed || dotted || after.starts_with('、'))
}

/// How the hyphens at the ends of lines are read: as the typesetter's where the text is full of them, else as the word's own.
struct Hyphens {
    cut: bool,
}

impl Hyphens {
    fn of(lines: &[Line]) -> Self {
        let ends = lines.iter().filter(|line| is_hyphenated(&line.text)).count();
        Self { cut: ends >= 3 && ends * 16 >= lines.len() }
    }

    /// Puts a line behind a paragraph.
    fn append(&self, paragraph: &mut String, line: &str) {
        if let Some(soft) = paragraph.strip_suffix('\u{AD}') {
            paragraph.truncate(soft.len());
        } else if is_hyphenated(paragraph) && line.starts_with(|c: char| c.is_lowercase()) {
            if self.cut {
                paragraph.pop();
            }
        } else if wants_blank(paragraph, line) {
            paragraph.push(' ');
        }
        paragraph.push_str(line);
    }
}

fn is_hyphenated(text: &str) -> bool {
    let mut ends = text.trim_end().chars().rev();
    matches!(ends.next(), Some('-' | '\u{2010}')) && ends.next().is_some_and(char::is_lowercase)
}

/// Whether a blank stands between two parts of a text: none beside a letter of East Asia, nor within a number there.
pub fn wants_blank(before: &str, after: &str) -> bool {
    let (Some(end), Some(start)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_wide(end) || is_wide(start) || end.is_whitespace() || start.is_whitespace() || end == '/' {
        return false;
    }
    let wide = || before.chars().rev().take(24).filter(|c| is_wide(*c)).count() >= 6;
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    !(number(end) && number(start) && wide())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, indent: f32, room: f32) -> Line {
        let first = text.split(' ').next().unwrap_or("").chars().count() as f32 * 0.5;
        Line { text: text.to_owned(), indent, room, first, size: 10.0, ..Line::default() }
    }

    #[test]
    fn full_lines_go_on() {
        for (lines, expected) in [
            (
                vec![line("Police arrested 12", 0.0, 1.0), line("people on Monday.", 0.0, 9.0)],
                &["Police arrested 12 people on Monday."][..],
            ),
            (
                vec![line("Police arrested", 0.0, 20.0), line("people on Monday.", 0.0, 9.0)],
                &["Police arrested", "people on Monday."],
            ),
            (vec![line("公安机关抓获嫌疑人1", 2.0, 0.2), line("2名。", 0.0, 9.0)], &["公安机关抓获嫌疑人12名。"]),
            (
                vec![line("公安机关抓获嫌疑", 2.0, 0.2), line("人12名。", 0.0, 9.0), line("检察机关批捕", 2.0, 9.0)],
                &["公安机关抓获嫌疑人12名。", "检察机关批捕"],
            ),
            (vec![line("抓获12名。", 2.0, 0.2), line("批捕3名。", 2.0, 9.0)], &["抓获12名。", "批捕3名。"]),
            (
                vec![line("1. Arrests were", 0.0, 0.2), line("2. Seizures were", 0.0, 9.0)],
                &["1. Arrests were", "2. Seizures were"],
            ),
            (vec![line("cross-", 0.0, 0.2), line("border fraud", 0.0, 9.0)], &["cross-border fraud"]),
        ] {
            assert_eq!(paragraphs(&lines), expected);
        }
    }

    #[test]
    fn items_are_told_from_figures() {
        for item in ["1. Arrests", "（一）打击", "一、总体情况", "• Fraud", "- Fraud", "(a) fraud", "①抓获", "3）查处"]
        {
            assert!(is_item(item), "{item}");
        }
        for text in ["1.55万起", "12 people", "2024年", "-3.5%", "a man", "(UTC)", "", "十余名"] {
            assert!(!is_item(text), "{text}");
        }
    }
}
