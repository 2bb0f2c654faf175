//! A text with what was read in it marked: the words of figures, and the numbers that were left.
//!
//! Whatever the spans are – overlapping, in any order, outside the text –, the text comes out whole and once: the words of
//! figures become stretches that are joined where they overlap, and in these stand the numbers, none within another.

use std::fmt::Write as _;
use std::ops::Range;

use super::escape;

/// A figure, or a number that was left, in code points of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The name of its record on the page.
    pub id: String,
    /// The words that say it.
    pub words: Range<usize>,
    /// Where its number begins.
    pub number: usize,
    /// What is told of it where one points at it.
    pub told: String,
    /// Whether nothing was understood of it.
    pub unread: bool,
}

/// A part of a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    bytes: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    /// The words around a number.
    Words,
    /// The number of the n-th place, among words of figures or not.
    Number(usize, bool),
    /// The number that was left, likewise.
    Unread(usize, bool),
}

/// A text whose places are known in bytes.
pub struct Marked<'a> {
    text: &'a str,
    places: &'a [Place],
    /// Where the words of figures stand, in order and apart.
    words: Vec<Range<usize>>,
    /// Where numbers stand, in order and apart, with the number of the place.
    numbers: Vec<(Range<usize>, usize)>,
}

impl<'a> Marked<'a> {
    /// The text with these places, which may be any.
    pub fn new(text: &'a str, places: &'a [Place]) -> Self {
        let bytes = Offsets::new(text, places.iter().flat_map(|p| [p.words.start, p.words.end, p.number]));
        let mut words = Vec::new();
        let mut numbers = Vec::new();
        for (n, place) in places.iter().enumerate() {
            let span = bytes.at(place.words.start)..bytes.at(place.words.end);
            let start = bytes.at(place.number);
            let number = if place.unread { span.clone() } else { start..start + numeral(&text[start..]) };
            if !place.unread && span.start < span.end {
                words.push(span);
            }
            if number.start < number.end {
                numbers.push((number, n));
            }
        }
        numbers.sort_by_key(|(number, n)| (number.start, places.get(*n).is_some_and(|p| p.unread), *n));
        let mut end = 0;
        numbers.retain(|(number, _)| {
            let apart = number.start >= end;
            end = if apart { number.end } else { end };
            apart
        });
        Self { text, places, words: joined(words), numbers }
    }

    /// A stretch of the text as HTML, without paragraphs.
    pub fn html(&self, bytes: Range<usize>) -> String {
        let mut html = String::with_capacity(bytes.len() + bytes.len() / 4);
        let mut within = false;
        for Part { bytes, kind } in self.parts(bytes) {
            let words = matches!(kind, Kind::Words | Kind::Number(_, true) | Kind::Unread(_, true));
            if words != within {
                html.push_str(if words { "<mark>" } else { "</mark>" });
                within = words;
            }
            // Two stretches that only touch stay two.
            let begins = self.words.binary_search_by_key(&bytes.start, |w| w.start).is_ok();
            if words && begins && !html.ends_with("<mark>") {
                html.push_str("</mark><mark>");
            }
            let text = escape(&self.text[bytes]);
            match kind {
                Kind::Plain | Kind::Words => html.push_str(&text),
                Kind::Number(n, _) => self.link(n, &text, "figure", &mut html),
                Kind::Unread(n, _) => self.link(n, &text, "unread", &mut html),
            }
        }
        if within {
            html.push_str("</mark>");
        }
        html
    }

    fn link(&self, n: usize, text: &str, class: &str, html: &mut String) {
        let Some(place) = self.places.get(n) else { return html.push_str(text) };
        let (id, told) = (escape(&place.id), escape(&place.told));
        let _ = write!(html, "<a class=\"{class}\" id=\"at-{id}\" href=\"#{id}\" title=\"{told}\">{text}</a>");
    }

    /// Whether something is marked in a stretch.
    pub fn has_marks(&self, bytes: &Range<usize>) -> bool {
        self.words.iter().chain(self.numbers.iter().map(|(n, _)| n)).any(|w| w.start < bytes.end && bytes.start < w.end)
    }

    /// The parts of a stretch, in order: every byte is in one.
    fn parts(&self, whole: Range<usize>) -> Vec<Part> {
        let mut cuts = vec![whole.start, whole.end];
        let from = |spans: &[Range<usize>]| spans.partition_point(|s| s.end <= whole.start);
        let near = self.words[from(&self.words)..].iter().take_while(|w| w.start < whole.end);
        let first = self.numbers.partition_point(|(n, _)| n.end <= whole.start);
        let numbers = self.numbers[first..].iter().take_while(|(n, _)| n.start < whole.end).map(|(n, _)| n);
        cuts.extend(near.chain(numbers).flat_map(|s| [s.start, s.end]).filter(|at| whole.contains(at)));
        cuts.sort_unstable();
        cuts.dedup();
        let parts = cuts.windows(2).filter_map(|cut| match cut {
            [start, end] => Some(Part { bytes: *start..*end, kind: self.kind(*start) }),
            _ => None,
        });
        parts.collect()
    }

    fn kind(&self, at: usize) -> Kind {
        let among = self.words.get(self.words.partition_point(|w| w.end <= at)).is_some_and(|w| w.start <= at);
        let number =
            self.numbers.get(self.numbers.partition_point(|(n, _)| n.end <= at)).filter(|(n, _)| n.start <= at);
        match number {
            Some((_, n)) if self.places.get(*n).is_some_and(|p| p.unread) => Kind::Unread(*n, among),
            Some((_, n)) => Kind::Number(*n, among),
            None if among => Kind::Words,
            None => Kind::Plain,
        }
    }
}

/// Spans in order, joined where they overlap.
fn joined(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_by_key(|s| (s.start, s.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// How many bytes of a text its first numeral has, or its first word; at least one character, where there is one.
fn numeral(text: &str) -> usize {
    let digit = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "〇零○一二三四五六七八九十百千万萬亿億兆两兩半数數几幾".contains(c)
    };
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit() || ('０'..='９').contains(next));
        let within = at > 0 && ".,，．·".contains(c) && next_is_digit;
        if !(digit(c) || within) {
            break;
        }
        end = at + c.len_utf8();
    }
    if end > 0 {
        let rest = &text[end..];
        return end + rest.chars().next().filter(|c| "%％‰".contains(*c)).map_or(0, char::len_utf8);
    }
    let word =
        text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len()).min(text.ceil_char_boundary(40));
    if word > 0 { word } else { text.chars().next().map_or(0, char::len_utf8) }
}

/// From code points to bytes.
pub struct Offsets {
    known: Vec<(usize, usize)>,
    end: usize,
}

impl Offsets {
    /// The offsets of these code points, which may lie beyond the text.
    pub fn new(text: &str, points: impl Iterator<Item = usize>) -> Self {
        let mut points: Vec<usize> = points.collect();
        points.sort_unstable();
        points.dedup();
        let mut known = Vec::with_capacity(points.len());
        let mut chars = text.char_indices();
        let mut passed = 0;
        for point in points {
            let Some((byte, _)) = chars.nth(point - passed) else { break };
            passed = point + 1;
            known.push((point, byte));
        }
        Self { known, end: text.len() }
    }

    /// The byte of a code point; the end of the text for one beyond it.
    pub fn at(&self, point: usize) -> usize {
        let found = self.known.binary_search_by_key(&point, |(point, _)| *point);
        found.ok().and_then(|n| self.known.get(n)).map_or(self.end, |(_, byte)| *byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(id: &str, words: Range<usize>, number: usize) -> Place {
        Place { id: id.to_owned(), words, number, told: "t".to_owned(), unread: false }
    }

    fn unread(id: &str, words: Range<usize>) -> Place {
        Place { id: id.to_owned(), number: words.start, words, told: "t".to_owned(), unread: true }
    }

    /// With `[n:…]` for a link to a record, `{n:…}` for a number that was left, and `(…)` for marked words.
    fn shown(text: &str, places: &[Place]) -> String {
        let mut html = Marked::new(text, places).html(0..text.len());
        for place in places {
            let (open, class) = if place.unread { ('{', "unread") } else { ('[', "figure") };
            let id = &place.id;
            let link = format!("<a class=\"{class}\" id=\"at-{id}\" href=\"#{id}\" title=\"t\">");
            html = html.replace(&link, &format!("{open}{id}:"));
        }
        html.replace("</a>", "]").replace("<mark>", "(").replace("</mark>", ")")
    }

    #[test]
    fn figures_and_what_was_left() {
        let text = "抓获嫌疑人12人，缴获毒品3.5公斤，另有7号。";
        let places = [figure("b", 9..18, 13), figure("a", 0..8, 5), unread("c", 21..22)];
        assert_eq!(shown(text, &places), "(抓获嫌疑人[a:12]人)，(缴获毒品[b:3.5]公斤)，另有{c:7]号。");
    }

    #[test]
    fn spans_that_overlap_repeat_or_lie_outside() {
        let text = "12 arrests and 34 fines";
        for (places, expected) in [
            (vec![figure("a", 0..10, 0), figure("b", 3..23, 15)], "([a:12] arrests and [b:34] fines)"),
            (vec![figure("a", 0..10, 0), figure("b", 0..10, 0)], "([a:12] arrests) and 34 fines"),
            (vec![figure("a", 0..10, 0), unread("n", 1..5)], "([a:12] arrests) and 34 fines"),
            (vec![unread("n", 15..17), figure("a", 11..23, 0)], "[a:12] arrests (and {n:34] fines)"),
            (vec![figure("a", 90..95, 92)], "12 arrests and 34 fines"),
            (vec![figure("a", Range { start: 10, end: 0 }, 0)], "[a:12] arrests and 34 fines"),
            (vec![figure("a", 0..3, 0), figure("b", 3..10, 90)], "([a:12] )(arrests) and 34 fines"),
            (vec![figure("a", 0..usize::MAX, 15)], "(12 arrests and [a:34] fines)"),
        ] {
            assert_eq!(shown(text, &places), expected, "{places:?}");
        }
    }

    #[test]
    fn nothing_in_a_text_is_a_tag() {
        let places = [Place { told: "\"><script>".to_owned(), ..figure("\"x", 0..9, 8) }];
        let html = Marked::new("<script>1</script>", &places).html(0..18);
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;<a") && html.contains("#&quot;x"), "{html}");
    }

    #[test]
    fn numerals() {
        for (text, expected) in [
            ("7459起", "7459"),
            ("1,234.5 kg", "1,234.5"),
            ("12, and", "12"),
            ("35%, and", "35%"),
            ("三百余万元", "三百"),
            ("twenty-one people", "twenty-one"),
            ("１２人", "１２"),
            ("…", "…"),
            ("", ""),
        ] {
            assert_eq!(&text[..numeral(text)], expected);
        }
    }
}
