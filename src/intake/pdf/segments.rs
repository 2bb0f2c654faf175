//! What stands on one line of a page without a wide gap in it.

use super::content::Piece;
use crate::intake::html::marks::is_wide;
use crate::intake::wrap::wants_blank;

/// A gap that is wider, in the size of the letters, parts columns.
const GAP: f32 = 1.3;
/// A gap that is wider stands for a blank.
const BLANK: f32 = 0.16;

/// The words of a line up to a wide gap; or a whole line.
pub type Segment = Piece;

/// The rows of a page from the top, each with its segments from the left.
pub type Sheet = Vec<Vec<Segment>>;

/// The rows of what a page draws.
pub fn of(pieces: Vec<Piece>) -> Sheet {
    let drawn = pieces.into_iter().filter(|p| !p.text.trim().is_empty()).collect();
    rows(drawn).into_iter().map(joined).collect()
}

/// What stands on one line, from the top; each from the left.
pub fn rows(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    // The line on which a row stands, and the size of its letters.
    let mut row = (f32::MAX, 0.0_f32);
    for piece in pieces {
        let reach = 0.5 * row.1.min(piece.size);
        match rows.last_mut() {
            Some(last) if row.0 - piece.base <= reach => {
                row.1 = row.1.max(piece.size);
                last.push(piece);
            }
            _ => {
                row = (piece.base, piece.size);
                rows.push(vec![piece]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// The segments of a row.
fn joined(row: Vec<Piece>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    // The piece before, as it was drawn: shadows and bold letters are drawn twice.
    let mut before: Option<(String, f32)> = None;
    for piece in row {
        let twice =
            before.as_ref().is_some_and(|(text, left)| *text == piece.text && piece.left - left < 0.2 * piece.size);
        if twice {
            continue;
        }
        before = Some((piece.text.clone(), piece.left));
        match segments.last_mut() {
            Some(last) if piece.left - last.right <= GAP * last.size.max(piece.size) => join(last, piece),
            _ => segments.push(piece),
        }
    }
    for segment in &mut segments {
        segment.text = tidy(&segment.text);
    }
    segments
}

fn join(last: &mut Segment, piece: Piece) {
    let size = last.size.min(piece.size);
    let gap = piece.left - last.right;
    let wide = last.text.ends_with(is_wide) || piece.text.starts_with(is_wide);
    // Letters of East Asia stand apart in titles and in justified lines.
    let parted = gap > if wide { 1.0 } else { BLANK } * size;
    if parted
        && (wide || wants_blank(&last.text, &piece.text))
        && !last.text.ends_with(' ')
        && !piece.text.starts_with(' ')
    {
        last.text.push(' ');
    }
    last.text.push_str(&piece.text);
    last.right = last.right.max(piece.right);
    last.size = last.size.max(piece.size);
}

/// A text with single blanks, without those that only justify letters of East Asia.
fn tidy(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
