//! Tables for a terminal, aligned by the width that a cell takes there: a Chinese character takes two columns.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

/// A table: a header, and rows as long as it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The cells; a missing one is empty.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as lines: header, rule, rows. Columns whose cells are all numbers stand to the right.
    pub fn text(&self) -> String {
        let columns: Vec<Column> = (0..self.header.len()).map(|i| self.column(i)).collect();
        let mut out = String::new();
        push_row(&mut out, &columns, &self.header);
        let rule: Vec<String> = columns.iter().map(|c| "─".repeat(c.width)).collect();
        push_row(&mut out, &columns, &rule);
        for row in &self.rows {
            push_row(&mut out, &columns, row);
        }
        out
    }

    /// The same as tab-separated values: a header and a line each, tabs and breaks in cells as blanks.
    pub fn tsv(&self) -> String {
        let line = |cells: &[String]| cells.iter().map(|c| printable(c)).collect::<Vec<_>>().join("\t");
        std::iter::once(&self.header).chain(&self.rows).fold(String::new(), |mut out, cells| {
            let _ = writeln!(out, "{}", line(cells));
            out
        })
    }

    fn column(&self, index: usize) -> Column {
        let cells = || self.rows.iter().filter_map(|row| row.get(index));
        let width = cells().chain(self.header.get(index)).map(|cell| width(cell)).max().unwrap_or(0);
        let filled = || cells().filter(|cell| !cell.is_empty());
        Column { width, right: filled().next().is_some() && filled().all(|cell| is_number(cell)) }
    }
}

struct Column {
    width: usize,
    right: bool,
}

fn push_row(out: &mut String, columns: &[Column], cells: &[String]) {
    let mut line = String::new();
    for (i, column) in columns.iter().enumerate() {
        let cell = cells.get(i).map_or("", String::as_str);
        let pad = " ".repeat(column.width.saturating_sub(width(cell)));
        let gap = if i == 0 { "" } else { "  " };
        let cell = printable(cell);
        let _ = if column.right { write!(line, "{gap}{pad}{cell}") } else { write!(line, "{gap}{cell}{pad}") };
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

fn width(cell: &str) -> usize {
    printable(cell).width()
}

fn is_number(cell: &str) -> bool {
    cell.strip_prefix('-').unwrap_or(cell).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'E' | 'e' | '-'))
        && cell.contains(|c: char| c.is_ascii_digit())
        // A day is not a number.
        && cell.rfind('-').is_none_or(|at| at == 0 || cell[..at].ends_with(['e', 'E']))
}

/// A text that is safe on a terminal: control and direction characters are blanks, since bulletins are not trusted.
pub fn printable(text: &str) -> Cow<'_, str> {
    let unsafe_char = |c: char| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if text.contains(unsafe_char) { text.replace(unsafe_char, " ").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(header: &[&str], rows: &[&[&str]]) -> Table {
        let cells = |row: &[&str]| row.iter().map(|c| (*c).to_owned()).collect();
        Table { header: cells(header), rows: rows.iter().map(|r| cells(r)).collect() }
    }

    #[test]
    fn chinese_cells_are_aligned() {
        let t = table(&["省", "value", "day"], &[&["山东省", "1144", "2024-12-13"], &["Hunan", "8.5", ""]]);
        let expected = "\
省      value  day
──────  ─────  ──────────
山东省   1144  2024-12-13
Hunan     8.5
";
        assert_eq!(t.text(), expected);
    }

    #[test]
    fn a_cell_does_not_command_the_terminal() {
        let t = table(&["a"], &[&["x\u{1b}[2Jy\nz"]]);
        assert_eq!(t.text(), "a\n────────\nx [2Jy z\n");
        assert_eq!(t.tsv(), "a\nx [2Jy z\n");
    }

    #[test]
    fn numbers() {
        for cell in ["1", "-2.5", "1.0E5", "1e-7"] {
            assert!(is_number(cell), "{cell}");
        }
        for cell in ["", "-", "2024-12-13", "CN", "1a"] {
            assert!(!is_number(cell), "{cell}");
        }
    }
}
