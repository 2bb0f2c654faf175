//! Plain text and Markdown.

use super::html::marks::{is_wide, width};
use super::wrap::{self, Line, ends_sentence, is_item};
use super::{Arrival, Meta, Record, encoding};
use crate::error::Error;

/// The bulletin of a plain text: the text as it stands, or its paragraphs where every line was cut at a margin.
pub fn read(record: Record) -> Result<Arrival, Error> {
    let charset = super::form::charset(record.media.as_deref());
    let decoded = encoding::decode(&record.bytes, charset.as_slice());
    if decoded.text.trim().is_empty() {
        return Err(Error::Empty { name: record.name });
    }
    let meta = Meta { encoding: Some(decoded.encoding), unsure: decoded.unsure, ..Meta::default() };
    let text = unwrapped(&decoded.text).unwrap_or(decoded.text);
    Ok(Arrival { name: record.name, text, meta: record.told.or(meta), ..Arrival::default() })
}

/// Whether some bytes, from the beginning of a file, are sentences: programs and data are full of signs, and no line of theirs ends
/// like a sentence.
pub fn is_prose(head: &[u8]) -> bool {
    let decoded = encoding::decode(head, &[]);
    let shown = || decoded.text.chars().filter(|c| !c.is_whitespace());
    let letters = shown().filter(|c| c.is_alphabetic()).count();
    let signs = shown().filter(|c| "{}[]<>=;_\\|$#&*+^~`@".contains(*c)).count();
    let sentence = |line: &str| {
        let body = line.trim_end().trim_end_matches(['"', '”', '」', '）', ')']);
        width(body) >= 40 && body.ends_with(['.', '!', '?', '。', '！', '？'])
    };
    let all = shown().count();
    all > 0 && letters * 10 >= all * 7 && signs * 50 <= all && decoded.text.lines().any(sentence)
}

/// No text is cut at a wider margin, nor at a narrower one: in columns of a terminal, of which a letter of East Asia takes two.
const MARGINS: std::ops::RangeInclusive<usize> = 40..=130;
/// So many lines must be full, so that they are so by no chance.
const FULL: usize = 4;

/// The paragraphs of a text whose lines were cut at a margin; nothing when they were not. They were when no line is longer than the
/// margin, and most lines in the middle of a sentence leave no room for the next word.
fn unwrapped(text: &str) -> Option<String> {
    if text.lines().any(|line| line.len() > 4 * MARGINS.end()) {
        return None;
    }
    let rows: Vec<&str> = text.lines().map(str::trim_end).collect();
    let widths: Vec<usize> = rows.iter().map(|row| width(row)).collect();
    let margin = widths.iter().copied().max().filter(|margin| MARGINS.contains(margin))?;
    let (mut full, mut open, mut begun) = (0, 0, 0);
    for (pair, widths) in rows.windows(2).zip(widths.windows(2)).skip(1) {
        let within = !pair.iter().any(|row| row.trim().is_empty() || stands_alone(row)) && !is_item(pair[1]);
        if within && !ends_sentence(pair[0]) {
            open += 1;
            full += usize::from(widths[0] + needed(pair[0], pair[1]) > margin);
            begun += usize::from(pair[1].trim_start().starts_with(char::is_uppercase));
        }
    }
    // Lines that all begin like sentences, or of which none ends like one, are those of a list.
    if full < FULL || full * 5 < open * 4 || begun * 5 > open * 3 || !rows.iter().any(|row| ends_sentence(row)) {
        return None;
    }
    let mut apart = false;
    let mut lines = Vec::with_capacity(rows.len());
    for (at, (row, width)) in rows.iter().zip(&widths).enumerate() {
        if row.trim().is_empty() {
            apart = true;
            continue;
        }
        let words = row.trim_start();
        let titled = lines.is_empty() && !rows.get(at + 2).is_some_and(|row| row.trim().is_empty());
        lines.push(Line {
            text: words.to_owned(),
            indent: (width - self::width(words)) as f32 / 2.0,
            room: (margin - width) as f32 / 2.0,
            first: first_word(words) as f32 / 2.0,
            size: 1.0,
            apart,
            alone: stands_alone(row) || titled,
            ..Line::default()
        });
        apart = false;
    }
    Some(wrap::paragraphs(&lines).join("\n"))
}

/// How many columns the next word takes, with its blank; a letter of East Asia may go down to the next line with a stop.
fn needed(row: &str, next: &str) -> usize {
    let east = row.ends_with(is_wide) || next.trim_start().starts_with(is_wide);
    if east { 4 } else { first_word(next.trim_start()) + 1 }
}

fn first_word(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || is_wide(c)).unwrap_or(text.len());
    if end == 0 { 2 } else { width(&text[..end]) }
}

/// Whether a line is one by its nature: a heading or a table of Markdown, a row with columns, an address.
fn stands_alone(row: &str) -> bool {
    let row = row.trim();
    row.starts_with(['#', '|', '>', '=']) || row.contains(['|', '\t']) || row.contains("   ") || row.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, margin: usize) -> String {
        let mut lines: Vec<String> = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split_inclusive(|c: char| c == ' ' || is_wide(c)) {
                if width(&line) + width(word.trim_end()) > margin {
                    lines.push(line.trim_end().to_owned());
                    line.clear();
                }
                line.push_str(word);
            }
            lines.push(line);
        }
        lines.join("\n")
    }

    #[test]
    fn lines_that_were_cut_are_paragraphs_again() {
        let english = "Police arrest 12 people\n\n\
            The police said on Monday that officers in three provinces had arrested 12 people and frozen 2.5 million yuan in a case of fraud that began last year. More than 1,200 victims were found.\n\n\
            Officers seized 35 mobile phones, 12 vehicles and 260 bank cards in a second raid, which brought the number of people held since January to 1,034. The case goes on.\n";
        let chinese = "某省公安机关通报工作情况\n\n\
            \u{3000}\u{3000}公安机关今天上午召开新闻发布会，通报今年以来全省打击电信网络诈骗犯罪工作情况。今年以来，全省公安机关共破获案件1.55万起，抓获犯罪嫌疑人12725名，同比分别上升95.5%和38.9%，返还群众被骗资金3.18亿元。\n\
            \u{3000}\u{3000}下一步，公安机关将会同有关部门继续保持高压态势，把工作做得更细更实，切实维护人民群众财产安全，推动形成全社会反诈的良好氛围。\n";
        for (text, margin) in [(english, 72), (english, 60), (chinese, 60), (chinese, 44)] {
            let wrapped = cut(text, margin);
            let read = unwrapped(&wrapped).unwrap_or_default();
            let expected: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
            assert_eq!(read.lines().collect::<Vec<_>>(), expected, "{wrapped}");
        }
    }

    #[test]
    fn lines_of_their_own_stay() {
        let list: String =
            (0..20).map(|i| format!("Station {i} registered {} cases of fraud, theft and more\n", i * 7)).collect();
        let table: String = (0..20)
            .map(|i| format!("Region {i:>2} | {:>6} cases | {:>6} arrests of suspects\n", i * 7, i * 9))
            .collect();
        for text in [
            list,
            table,
            "Title\nPolice arrested 12 people on Monday, the ministry said in a statement.\nOfficers seized 35 phones.\n".to_owned(),
            "Police arrested 12 people. ".repeat(40),
            String::new(),
        ] {
            assert_eq!(unwrapped(&text), None, "{text}");
        }
    }
}
