//! Which part of a long bulletin is on which page.

use std::ops::Range;

use crate::serve::page::escape;

/// What the text and the records of a page may take, in bytes.
const ROOM: usize = 60 << 10;
/// A longer line may be cut.
const LONGEST_LINE: usize = 4 << 10;
/// So many records stand together, whatever line they are in.
const TOGETHER: usize = 10;

/// Cuts a text into the parts that each fit a page with their records, between lines where that can be. `records` are where
/// each stands, in order, with what it takes.
pub fn parts(text: &str, records: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut taken, mut next) = (0, 0, 0);
    for piece in pieces(text, records) {
        let with = records[next..].iter().take_while(|(at, _)| *at < piece.end);
        let (count, cost) = with.fold((0, 0), |(n, cost), (_, more)| (n + 1, cost + more));
        next += count;
        let cost = cost + escape(&text[piece.clone()]).len();
        if taken > 0 && taken + cost > ROOM {
            parts.push(start..piece.start);
            (start, taken) = (piece.start, 0);
        }
        taken += cost;
    }
    parts.push(start..text.len());
    parts
}

/// The same for records whose text is not there.
pub fn parts_without_text(records: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (at, cost) in records {
        if taken > 0 && taken + cost > ROOM && *at > start {
            parts.push(start..*at);
            (start, taken) = (*at, 0);
        }
        taken += cost;
    }
    parts.push(start..usize::MAX);
    parts
}

/// Lines; a long one is cut at the end of a sentence, and one with many records before one of them.
fn pieces(text: &str, records: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut next = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        while start < end {
            let mut cut = end;
            if end - start > LONGEST_LINE {
                let most = text.floor_char_boundary(start + LONGEST_LINE);
                let ends = |c: char| "。！？；!?;".contains(c) || c == ' ';
                let sentence = text[start..most].char_indices().rev().find(|(_, c)| ends(*c));
                cut = sentence.map_or(most, |(at, c)| start + at + c.len_utf8());
            }
            let far = records.get(next + TOGETHER).map(|(at, _)| text.floor_char_boundary(*at));
            if let Some(far) = far.filter(|far| start < *far && *far < cut) {
                cut = far;
            }
            pieces.push(start..cut);
            start = cut;
            next += records[next..].iter().take_while(|(at, _)| *at < cut).count();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, records: &[(usize, usize)]) -> Vec<Range<usize>> {
        let parts = parts(text, records);
        let joined: String = parts.iter().map(|part| &text[part.clone()]).collect();
        assert_eq!(joined, text);
        parts
    }

    #[test]
    fn a_short_text_is_one_page() {
        assert_eq!(whole("", &[]), vec![0..0]);
        assert_eq!(whole("a\nb", &[(0, 900), (2, 900)]), vec![0..3]);
    }

    #[test]
    fn long_ones_are_cut_between_lines_or_sentences() {
        let lines = format!("{}\n", "a".repeat(1023)).repeat(200);
        assert!(whole(&lines, &[]).iter().all(|part| part.start % 1024 == 0 && part.len() <= ROOM));
        let line = "抓获嫌疑人。".repeat(50_000);
        assert!(whole(&line, &[]).iter().all(|part| part.start % 18 == 0 && part.len() <= ROOM));
        let solid = "&".repeat(1 << 20);
        assert!(whole(&solid, &[]).iter().all(|part| 5 * part.len() <= ROOM));
    }

    #[test]
    fn many_records_are_many_pages() {
        let text = "1人 ".repeat(1000);
        let records: Vec<_> = (0..1000).map(|n| (n * 5, 1000)).collect();
        let parts = whole(&text, &records);
        let most = parts.iter().map(|part| records.iter().filter(|(at, _)| part.contains(at)).count()).max();
        assert!(most.is_some_and(|most| most <= ROOM / 1000), "{parts:?}");
        let parts = parts_without_text(&records);
        assert!(parts.len() > 15 && parts.windows(2).all(|p| p[0].end == p[1].start));
        // Records that share one place cannot be told apart.
        assert_eq!(parts_without_text(&[(5, 99 << 10), (5, 99 << 10)]).len(), 2);
    }
}
