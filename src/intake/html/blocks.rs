//! A page as lines: a paragraph, a heading or a row of a table each, in the order of the page.

use std::ops::Range;

use super::clutter::{self, Facts};
use super::marks;
use super::table;
use super::tree::{Data, Id, Step, Tree};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph, an item of a list, a cell of a table that only places things.
    Text,
    /// A heading of this level.
    Heading(u8),
    /// A row of a table.
    Row,
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text, without blanks round it; never empty.
    pub text: String,
    /// How wide it is.
    pub width: usize,
    /// How much of that leads to other pages.
    pub linked: usize,
    /// What it is.
    pub kind: Kind,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub struct Blocks {
    /// The lines, in order.
    pub lines: Vec<Block>,
    /// The lines that each element holds; an element comes after those in it.
    pub ranges: Vec<Range<usize>>,
}

/// The lines of a page that are for reading.
pub fn blocks(tree: &Tree, facts: &[Facts]) -> Blocks {
    let whole = facts.first().map_or(0, |root| root.mass);
    let mut blocks = Blocks::default();
    let mut line = Line::default();
    let mut open: Vec<usize> = Vec::new();
    let mut inside = Inside::default();
    let mut walk = tree.walk();
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => match tree.data(id) {
                Data::Text(text) => line.push(text, &inside),
                Data::Element(..) => {
                    let breaks = is_block(tree.name(id));
                    if breaks {
                        line.end(&mut blocks.lines, inside.kind());
                        open.push(blocks.lines.len());
                    }
                    inside.enter(tree, id);
                    if clutter::is_clutter(tree, id, facts, whole) || is_reference(tree, id) {
                        walk.leave_out(id);
                    } else if tree.name(id) == "table"
                        && !facts[id.index()].nests
                        && let Some(rows) = table::rows(tree, id, blocks.lines.last().map_or("", |b| &b.text))
                    {
                        blocks.lines.extend(rows);
                        walk.leave_out(id);
                    }
                }
                Data::Nothing => {}
            },
            Step::Leave(id) => {
                if is_block(tree.name(id)) {
                    line.end(&mut blocks.lines, inside.kind());
                    let start = open.pop().unwrap_or_default();
                    if start < blocks.lines.len() {
                        blocks.ranges.push(start..blocks.lines.len());
                    }
                }
                inside.leave(tree, id);
            }
        }
    }
    line.end(&mut blocks.lines, Kind::Text);
    blocks
}

/// The text of a cell in one line, with the width of its links.
pub fn cell(tree: &Tree, id: Id) -> (String, usize) {
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut inside = Inside::default();
    let mut walk = tree.walk_in(id);
    while let Some(step) = walk.next() {
        let id = step.id();
        if is_block(tree.name(id)) {
            line.end(&mut lines, Kind::Text);
        }
        match (step, tree.data(id)) {
            (Step::Enter(_), Data::Text(text)) => line.push(text, &inside),
            (Step::Enter(_), _) => {
                inside.enter(tree, id);
                if clutter::is_unread(tree, id) || is_reference(tree, id) {
                    walk.leave_out(id);
                }
            }
            (Step::Leave(_), _) => inside.leave(tree, id),
        }
    }
    line.end(&mut lines, Kind::Text);
    let mut text = String::new();
    for part in &lines {
        let glued = text.ends_with(marks::is_wide) && part.text.starts_with(marks::is_wide);
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        text.push_str(&part.text);
    }
    (text, lines.iter().map(|l| l.linked).sum())
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Whether an element is a mark that leads to a footnote: after a figure its digits would make another one.
fn is_reference(tree: &Tree, id: Id) -> bool {
    // What is raised and longer than a mark is text.
    tree.name(id) == "sup"
        && tree.walk_in(id).take(12).any(|step| match tree.data(step.id()) {
            Data::Text(text) => text.trim_start().starts_with('['),
            _ => tree.name(step.id()) == "a",
        })
}

/// What stands round the place that is being read.
#[derive(Default)]
struct Inside {
    links: usize,
    raised: usize,
    kept: usize,
    headings: Vec<u8>,
}

impl Inside {
    fn enter(&mut self, tree: &Tree, id: Id) {
        match tree.name(id) {
            "a" if leads_away(tree, id) => self.links += 1,
            "sup" => self.raised += 1,
            "pre" => self.kept += 1,
            name => self.headings.extend(level(name)),
        }
    }

    fn leave(&mut self, tree: &Tree, id: Id) {
        match tree.name(id) {
            "a" if leads_away(tree, id) => self.links -= 1,
            "sup" => self.raised -= 1,
            "pre" => self.kept -= 1,
            name if level(name).is_some() => drop(self.headings.pop()),
            _ => {}
        }
    }

    fn kind(&self) -> Kind {
        self.headings.last().map_or(Kind::Text, |level| Kind::Heading(*level))
    }
}

fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether a link leads to another page: one within the page is a mark of the article's own.
fn leads_away(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "href").is_some_and(|href| !href.trim_start().starts_with('#'))
}

/// A line as it is put together.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
    linked: usize,
    blank: Option<bool>,
    ended: Vec<(String, usize, usize)>,
}

impl Line {
    fn push(&mut self, text: &str, inside: &Inside) {
        for c in text.chars() {
            match c {
                // In preformatted text a line is a line.
                '\n' if inside.kept > 0 => self.cut(),
                ' ' | '\t' | '\n' | '\r' | '\x0C' => {
                    let breaks = matches!(c, '\n' | '\r');
                    self.blank = Some(self.blank.unwrap_or(false) || breaks);
                }
                // What shows nothing: soft hyphens, joiners, marks of order and of direction.
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
                c if c.is_control() => {}
                c => self.add(if inside.raised > 0 { raised(c) } else { c }, inside.links > 0),
            }
        }
    }

    fn add(&mut self, c: char, linked: bool) {
        if let Some(breaks) = self.blank.take() {
            // Where the source of the page is broken between two characters of East Asia no blank is meant.
            let wide = breaks && marks::is_wide(c) && self.text.ends_with(marks::is_wide);
            if !wide && !self.text.is_empty() {
                self.put(' ', linked);
            }
        }
        self.put(c, linked);
    }

    fn put(&mut self, c: char, linked: bool) {
        self.text.push(c);
        let width = if marks::is_wide(c) { 2 } else { 1 };
        self.width += width;
        self.linked += if linked { width } else { 0 };
    }

    fn cut(&mut self) {
        let text = self.text.trim();
        if !text.is_empty() {
            self.ended.push((text.to_owned(), self.width, self.linked.min(self.width)));
        }
        self.text.clear();
        (self.width, self.linked, self.blank) = (0, 0, None);
    }

    fn end(&mut self, lines: &mut Vec<Block>, kind: Kind) {
        self.cut();
        lines.extend(self.ended.drain(..).map(|(text, width, linked)| Block { text, width, linked, kind }));
    }
}

/// A character of a superscript: a digit stays one, but is no part of the figure before it.
fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let tree = super::super::tree::parse(html, 64);
        let blocks = blocks(&tree, &clutter::facts(&tree));
        blocks.lines.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn paragraphs_are_lines() {
        for (html, expected) in [
            ("<p> One\n <b>two</b>  three<p>Four", &["One two three", "Four"][..]),
            ("a<br>b<div>c</div>d", &["a", "b", "c", "d"]),
            ("<p>　　全省公安机关破获\n  案件1234<span>起</span></p>", &["全省公安机关破获案件1234起"]),
            ("<p>Police\narrested&nbsp;12 &amp; 3</p>", &["Police arrested\u{a0}12 & 3"]),
            ("<p>12,345<sup><a href='#n1'>1</a></sup> m<sup>2</sup></p>", &["12,345 m²"]),
            ("<ruby>警察庁<rt>けいさつちょう</rt></ruby>は<script>var a='<p>x'</script>", &["警察庁は"]),
            ("<pre>one\ntwo</pre>", &["one", "two"]),
            ("<p>soft&shy;hyphen</p>", &["softhyphen"]),
            ("", &[]),
        ] {
            assert_eq!(lines(html), expected, "{html}");
        }
    }

    #[test]
    fn links_are_measured() {
        let tree = super::super::tree::parse("<p>See <a href='/x'>this</a> and <a href='#n'>that</a></p>", 64);
        let blocks = blocks(&tree, &clutter::facts(&tree));
        assert_eq!((blocks.lines[0].width, blocks.lines[0].linked), (17, 5));
    }
}
