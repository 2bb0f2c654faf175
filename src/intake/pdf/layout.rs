//! The order in which the rows of a page are read: columns one after the other, tables row by row, and the rest from the top.

use super::segments::{self, Segment, Sheet};
use crate::intake::html::marks::is_wide;
use crate::intake::table::{self, Cell};
use crate::intake::wrap::{Line, ends_sentence};

/// So many lines stand on both sides of a gutter, or it is none.
const ROWS: usize = 4;
/// So many edges at which lines begin are looked at.
const EDGES: usize = 24;
/// A page with more segments is read as it stands.
const SEGMENTS: usize = 4_000;
/// What is larger than the letters of the body by this is a heading.
const LARGE: f32 = 1.15;
/// Columns within columns are no deeper.
const DEPTH: usize = 4;

/// A part of a page: rows of text one below the other, or a table.
enum Block {
    Text(Vec<Segment>),
    Table(Vec<String>),
}

/// The lines of all pages in the order in which they are read.
pub fn lines(sheets: &[Sheet]) -> Vec<Line> {
    let body = body_size(sheets);
    let mut lines: Vec<Line> = Vec::new();
    for sheet in sheets {
        let mut blocks = Vec::new();
        if sheet.iter().map(Vec::len).sum::<usize>() > SEGMENTS {
            blocks.push(Block::Text(sheet.iter().map(|row| whole(row)).collect()));
        } else {
            order(sheet.iter().flatten().cloned().collect(), 0, &mut blocks);
        }
        for block in blocks {
            match block {
                Block::Text(rows) => lines.extend(of_text(&rows, body)),
                Block::Table(rows) => {
                    lines.extend(rows.into_iter().map(|text| Line { text, alone: true, ..Line::default() }))
                }
            }
        }
    }
    lines
}

/// The size that most letters have.
fn body_size(sheets: &[Sheet]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = sheets.iter().flatten().flatten().map(|s| (s.size, s.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|s| s.1).sum::<usize>() / 2;
    let mut sum = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        sum += letters;
        sum > half
    });
    middle.map_or(10.0, |m| m.0)
}

/// Cuts what stands on a page into blocks in the order of reading.
fn order(segments: Vec<Segment>, depth: usize, blocks: &mut Vec<Block>) {
    let Some(gutter) = Some(&segments).filter(|_| depth < DEPTH).and_then(|s| gutter(s)) else {
        return in_rows(&segments::rows(segments), blocks);
    };
    // What reaches over the gutter parts the bands in which the columns stand.
    let (mut over, mut sides) = (Vec::new(), [Vec::new(), Vec::new()]);
    let flush = |over: &mut Vec<Segment>, sides: &mut [Vec<Segment>; 2], blocks: &mut Vec<Block>| {
        in_rows(&segments::rows(std::mem::take(over)), blocks);
        for side in sides {
            order(std::mem::take(side), depth + 1, blocks);
        }
    };
    for segment in segments {
        if gutter.under(&segment) {
            if sides.iter().any(|side| !side.is_empty()) {
                flush(&mut over, &mut sides, blocks);
            }
            over.push(segment);
        } else {
            sides[usize::from(segment.left > gutter.left)].push(segment);
        }
    }
    flush(&mut over, &mut sides, blocks);
}

/// The blank between two columns.
struct Gutter {
    left: f32,
    right: f32,
}

impl Gutter {
    /// Whether a segment reaches over it or into it.
    fn under(&self, segment: &Segment) -> bool {
        segment.left < self.right && segment.right > self.left
    }
}

/// The gutter between two columns of text. Beside the columns of a table, whose cells are short, these hold lines that fill them.
fn gutter(segments: &[Segment]) -> Option<Gutter> {
    let mut lefts: Vec<(f32, f32)> = segments.iter().map(|s| (s.left, s.size)).collect();
    lefts.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Where many lines begin, right of where the first ones do.
    let mut edges: Vec<(usize, f32, f32)> = Vec::new();
    let mut at = 0;
    while at < lefts.len() {
        let (left, size) = lefts[at];
        let same = lefts[at..].iter().take_while(|l| l.0 - left <= 0.3 * size).count();
        edges.push((same, left, size));
        at += same;
    }
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.0));
    let gutters =
        edges.iter().take(EDGES).map(|(_, left, size)| Gutter { left: left - 0.9 * size, right: left - 0.1 * size });
    gutters.into_iter().find(|gutter| parts(segments, gutter))
}

/// Whether a gutter parts two columns of text that stand side by side.
fn parts(segments: &[Segment], gutter: &Gutter) -> bool {
    let mut sides = [(Vec::new(), f32::MAX, f32::MIN), (Vec::new(), f32::MAX, f32::MIN)];
    let over = segments.iter().filter(|s| gutter.under(s)).count();
    if over > 2 + segments.len() / 6 {
        return false;
    }
    for segment in segments.iter().filter(|s| !gutter.under(s)) {
        let side = &mut sides[usize::from(segment.left > gutter.left)];
        side.0.push((segment.right - segment.left) / segment.size);
        (side.1, side.2) = (side.1.min(segment.base), side.2.max(segment.base));
    }
    let size = segments.first().map_or(10.0, |s| s.size);
    let beside = sides[0].2.min(sides[1].2) - sides[0].1.max(sides[1].1);
    let prose = |widths: &[f32]| {
        let widest = widths.iter().copied().fold(0.0, f32::max);
        let full = widths.iter().filter(|w| **w > 0.7 * widest).count();
        widest > 9.0 && full * 2 >= widths.len()
    };
    // The last column may hold a few lines only.
    let (first, last) = (sides[0].0.len(), sides[1].0.len());
    let enough = if first >= 2 * ROWS { last >= 2 } else { first.min(last) >= ROWS };
    enough && beside > last.min(ROWS) as f32 * 0.9 * size && sides.iter().all(|side| prose(&side.0))
}

/// Cuts rows that stand one below the other into tables and text.
fn in_rows(rows: &[Vec<Segment>], blocks: &mut Vec<Block>) {
    let mut plain: Vec<Segment> = Vec::new();
    let flush = |plain: &mut Vec<Segment>, blocks: &mut Vec<Block>| {
        if !plain.is_empty() {
            blocks.push(Block::Text(std::mem::take(plain)));
        }
    };
    let mut at = 0;
    while at < rows.len() {
        let end = at + rows[at..].iter().take_while(|row| row.len() > 1).count().max(1);
        let before = plain.last().map_or("", |line| line.text.as_str());
        match table(&rows[at..end], before) {
            Some(lines) => {
                flush(&mut plain, blocks);
                blocks.push(Block::Table(lines));
            }
            None => plain.extend(rows[at..end].iter().map(|row| whole(row))),
        }
        at = end;
    }
    flush(&mut plain, blocks);
}

/// The rows of a table as lines; nothing when they are none.
fn table(rows: &[Vec<Segment>], before: &str) -> Option<Vec<String>> {
    if rows.len() < 2 {
        return None;
    }
    // The columns: what the cells of any row have below one another, where a row has as many as any.
    let most = rows.iter().map(Vec::len).max()?;
    let mut edges: Vec<(f32, f32)> = Vec::new();
    for row in rows.iter().filter(|row| row.len() == most) {
        for (at, cell) in row.iter().enumerate() {
            match edges.get_mut(at) {
                Some(edge) => *edge = (edge.0.min(cell.left), edge.1.max(cell.right)),
                None => edges.push((cell.left, cell.right)),
            }
        }
    }
    if edges.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        return None;
    }
    let grid = rows.iter().map(|row| {
        let mut cells = vec![Cell::default(); edges.len()];
        for segment in row {
            let shared = |edge: &(f32, f32)| segment.right.min(edge.1) - segment.left.max(edge.0);
            let nearest = |edge: &(f32, f32)| -((segment.left + segment.right) - (edge.0 + edge.1)).abs();
            let best = edges.iter().enumerate().max_by(|a, b| {
                let rank = |edge: &(f32, f32)| (shared(edge).max(0.0), nearest(edge));
                rank(a.1).partial_cmp(&rank(b.1)).unwrap_or(std::cmp::Ordering::Equal)
            });
            let Some((at, _)) = best else { continue };
            let cell = &mut cells[at];
            cell.text =
                if cell.text.is_empty() { segment.text.clone() } else { format!("{} {}", cell.text, segment.text) };
        }
        cells
    });
    table::lines(&grid.collect::<Vec<_>>(), None, before)
}

/// A row as one segment.
fn whole(row: &[Segment]) -> Segment {
    let mut whole = row[0].clone();
    for segment in &row[1..] {
        whole.text.push(' ');
        whole.text.push_str(&segment.text);
        whole.right = whole.right.max(segment.right);
    }
    whole
}

/// The rows of a block as lines, measured against its edges.
fn of_text(rows: &[Segment], body: f32) -> Vec<Line> {
    let left = rows.iter().map(|row| row.left).fold(f32::MAX, f32::min);
    // A title may reach over columns that are narrower.
    let small: Vec<Segment> = rows.iter().filter(|row| row.size <= LARGE * body).cloned().collect();
    let right = right_edge(if small.is_empty() { rows } else { &small });
    let leading = leading(rows);
    let line = |(at, row): (usize, &Segment)| {
        let size = row.size.max(1.0);
        let large = size > LARGE * body;
        let distance = at.checked_sub(1).map_or(0.0, |before| rows[before].base - row.base);
        let far = if large { 1.9 * size } else { 1.3 * leading.max(1.05 * size) };
        // A line in the middle of its column is a title of its own.
        let (indent, room) = ((row.left - left) / size, (right - row.right) / size);
        let letters = row.text.chars().count().max(1) as f32;
        let first = first_word(&row.text) as f32 * (row.right - row.left) / letters / size;
        let centred = indent > 3.0 && (indent - room).abs() < 1.5 && !ends_sentence(&row.text);
        Line {
            text: row.text.clone(),
            indent,
            room,
            first,
            size,
            apart: distance > far,
            large,
            alone: centred && !large,
        }
    };
    rows.iter().enumerate().map(line).collect()
}

/// Where the lines of a block end at most; a single one that reaches further is a title.
fn right_edge(rows: &[Segment]) -> f32 {
    let mut rights: Vec<(f32, f32)> = rows.iter().map(|row| (row.right, row.size)).collect();
    rights.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near =
        |(right, size): &(f32, f32)| rights.iter().take_while(|r| right - r.0 <= 3.0 * size || r.0 > *right).count();
    let others = if rows.len() < 6 { 1 } else { 2 + rows.len() / 20 };
    let found = rights.iter().enumerate().find(|(at, right)| near(right) - at >= others);
    found.or(rights.iter().enumerate().next()).map_or(0.0, |r| r.1.0)
}

/// The usual distance between two rows.
fn leading(rows: &[Segment]) -> f32 {
    let mut distances: Vec<f32> =
        rows.windows(2).map(|pair| pair[0].base - pair[1].base).filter(|d| *d > 0.0).collect();
    distances.sort_by(f32::total_cmp);
    // Gaps between paragraphs are wider than those within, and fewer or as many.
    distances.get(distances.len() / 10).copied().unwrap_or(f32::MAX / 4.0)
}

/// How many letters the first word has, which is not cut at the end of a line: one, in Chinese and Japanese.
fn first_word(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || is_wide(c)).unwrap_or(text.len());
    text[..end].chars().count().max(1)
}
