//! Tables of figures as lines, a row each: `济南市：破案数：1234起，抓获人数：567名` of a header `破案数（起）`, `抓获人数（名）`.
//!
//! Pages, DOCX and PDF bring the cells; what they make is the same.

use super::html::marks;

/// The rows of a table of figures, each with its heading, the names of its columns and their units; nothing when it holds
/// something else. `before` is the line before the table, which may tell the unit of all.
pub fn lines(grid: &[Vec<Cell>], caption: Option<&str>, before: &str) -> Option<Vec<String>> {
    let header = header_rows(grid);
    let figures = grid[header..].iter().flatten().filter(|cell| cell.is_figure()).count();
    let filled = grid[header..].iter().flatten().filter(|cell| !cell.text.is_empty()).count();
    if figures == 0 || figures * 4 < filled {
        return None;
    }
    let names = names(&grid[..header]);
    let unit = caption.and_then(unit_of_table).or_else(|| unit_of_table(before));
    let first = heading_column(grid, &names, header);
    let style = Style::of(grid);
    Some(grid[header..].iter().filter_map(|row| line(row, &names, first, unit.as_deref(), style)).collect())
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Whether it is marked as the name of a row or column.
    pub heads: bool,
}

impl Cell {
    /// Whether it is a figure: digits, with little beside them.
    fn is_figure(&self) -> bool {
        let digits = self.text.chars().filter(|c| c.is_numeric()).count();
        !self.heads && digits > 0 && !is_period(&self.text) && marks::width(&self.text) <= 4 * digits + 12
    }
}

/// How many rows at the top name the columns.
fn header_rows(grid: &[Vec<Cell>]) -> usize {
    let names = |row: &Vec<Cell>| row.iter().all(|cell| cell.heads || !cell.is_figure());
    let rows = grid.iter().take_while(|row| names(row)).count();
    if rows <= 3 && rows < grid.len() { rows } else { 0 }
}

/// The name of each column, from all rows of the header.
fn names(header: &[Vec<Cell>]) -> Vec<String> {
    let columns = header.first().map_or(0, Vec::len);
    let name = |column: usize| {
        let mut parts: Vec<&str> = Vec::new();
        for row in header {
            // A row that is one cell only is a title of the table.
            let title = row.len() > 2 && row.iter().all(|c| c.text == row[0].text);
            let text = row.get(column).map_or("", |c| c.text.as_str());
            if !title && !text.is_empty() && !parts.contains(&text) {
                parts.push(text);
            }
        }
        let wide = parts.iter().all(|p| p.ends_with(marks::is_wide) || p.starts_with(marks::is_wide));
        parts.join(if wide { "" } else { " " })
    };
    (0..columns).map(name).collect()
}

/// The column that names the rows: the first that is no serial number.
fn heading_column(grid: &[Vec<Cell>], names: &[String], header: usize) -> Option<usize> {
    let serial = |name: &str| {
        let name = name.trim_end_matches('.').to_lowercase();
        matches!(
            &*name,
            "序号"
                | "序號"
                | "编号"
                | "番号"
                | "no"
                | "#"
                | "s.no"
                | "sr. no"
                | "sl. no"
                | "s. no"
                | "n.º"
                | "núm"
                | "nº"
        )
    };
    let first = names.iter().take_while(|name| serial(name)).count();
    let named = grid[header..].iter().any(|row| row.get(first).is_some_and(|c| !c.text.is_empty() && !c.is_figure()));
    named.then_some(first)
}

/// How a language of the page writes a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Latin,
    Han,
    Japanese,
}

impl Style {
    fn of(grid: &[Vec<Cell>]) -> Self {
        let chars = || grid.iter().flatten().flat_map(|cell| cell.text.chars()).filter(|c| c.is_alphabetic());
        let wide = chars().filter(|c| marks::is_wide(*c)).count();
        if wide * 2 < chars().count() {
            Self::Latin
        } else if chars().any(|c| matches!(c, '\u{3041}'..='\u{30FF}')) {
            Self::Japanese
        } else {
            Self::Han
        }
    }
}

/// A row as a line; nothing when it has no figure.
fn line(row: &[Cell], names: &[String], first: Option<usize>, unit: Option<&str>, style: Style) -> Option<String> {
    let heading = first.and_then(|at| row.get(at)).map_or("", |cell| cell.text.as_str());
    let (heading, row_unit) = with_unit(heading);
    let from = first.map_or(0, |at| at + 1);
    let mut parts = Vec::new();
    let mut named = false;
    for (at, cell) in row.iter().enumerate().skip(from) {
        if cell.text.is_empty() || is_nothing(&cell.text) {
            continue;
        }
        let (name, own) = with_unit(names.get(at).map_or("", String::as_str));
        // A row that bears the unit is what is counted, and its columns say when: 2024年破案数：1234起.
        let counted = row_unit.is_some() && own.is_none() && !heading.is_empty();
        let blank = if style == Style::Latin { " " } else { "" };
        let name = if counted && !name.is_empty() {
            named = true;
            if style == Style::Latin { format!("{heading}{blank}{name}") } else { format!("{name}{heading}") }
        } else {
            name.to_owned()
        };
        parts.push(part(&name, &figure(&cell.text, own.or(row_unit).or(unit), style), style));
    }
    if parts.is_empty() {
        return None;
    }
    let parts = parts.join(match style {
        Style::Latin => "; ",
        Style::Han => "，",
        Style::Japanese => "、",
    });
    let colon = if style == Style::Latin { ": " } else { "：" };
    Some(if heading.is_empty() || named { parts } else { format!("{heading}{colon}{parts}") })
}

fn part(name: &str, figure: &str, style: Style) -> String {
    match style {
        _ if name.is_empty() => figure.to_owned(),
        Style::Latin => format!("{name} {figure}"),
        Style::Han => format!("{name}：{figure}"),
        Style::Japanese => format!("{name}{figure}"),
    }
}

/// Whether a cell says that there is nothing.
fn is_nothing(text: &str) -> bool {
    matches!(text, "-" | "－" | "—" | "–" | "--" | "——" | "…" | "/" | "・" | "N/A" | "n/a" | "NA" | "..." | "*")
}

/// A figure with its unit, where it does not bear one itself.
fn figure(text: &str, unit: Option<&str>, style: Style) -> String {
    let bare = text.chars().all(|c| c.is_numeric() || ".,，．、 \u{A0}+-±%％−－▲△~～".contains(c));
    let percent = text.ends_with(['%', '％']);
    match unit.filter(|_| bare && !percent) {
        None => text.to_owned(),
        Some(unit) if style != Style::Latin || unit.starts_with(['%', '％']) => format!("{text}{unit}"),
        Some(unit) => {
            let words = unit.strip_prefix("in ").unwrap_or(unit);
            let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
            let rest = rest.strip_prefix("in ").unwrap_or(rest);
            if is_currency(first) {
                format!("{first} {text} {rest}").trim_end().to_owned()
            } else {
                format!("{text} {words}")
            }
        }
    }
}

/// Whether a currency stands before its figure.
fn is_currency(word: &str) -> bool {
    matches!(
        word,
        "Rs" | "Rs."
            | "₹"
            | "INR"
            | "$"
            | "US$"
            | "S$"
            | "A$"
            | "NT$"
            | "HK$"
            | "USD"
            | "EUR"
            | "GBP"
            | "£"
            | "SGD"
            | "CNY"
            | "RMB"
    )
}

/// A name and the unit in brackets at its end: `破案数（起）`, `Amount (Rs crore)`.
fn with_unit(name: &str) -> (&str, Option<&str>) {
    let open =
        name.strip_suffix([')', '）', ']', '］']).and_then(|inner| Some((inner, inner.rfind(['(', '（', '[', '［'])?)));
    let Some((inner, at)) = open else { return (name, None) };
    let unit = inner[at..].trim_start_matches(['(', '（', '[', '［']);
    let unit = ["单位", "單位", "単位", "Unit", "unit"].iter().find_map(|w| unit.strip_prefix(w)).unwrap_or(unit);
    let unit = unit.trim_start_matches([':', '：', ' ']).trim();
    let plain =
        matches!(unit.to_lowercase().as_str(), "nos" | "nos." | "no." | "number" | "in numbers" | "数" | "số" | "");
    let known = !unit.contains(|c: char| c.is_numeric()) && marks::width(unit) <= 24;
    match (known, plain) {
        (true, true) => (name[..at].trim_end(), None),
        (true, false) => (name[..at].trim_end(), Some(unit)),
        _ => (name, None),
    }
}

/// The unit that a line by the table tells for all of it: `单位：起`, `(Unit: Rs crore)`.
fn unit_of_table(line: &str) -> Option<String> {
    let words = ["单位", "單位", "単位", "Unit", "unit", "Unidad"];
    let (at, word) = words.iter().find_map(|w| Some((line.rfind(w)?, w)))?;
    let rest = line[at + word.len()..].trim_start().strip_prefix([':', '：'])?.trim();
    let unit = rest.trim_end_matches([')', '）', ']', '】', '］']).trim();
    // Several units are of several columns.
    let one = !unit.is_empty() && marks::width(unit) <= 24 && !unit.contains(['、', '，', ',', '；', '/', ' ', '　']);
    one.then(|| unit.to_owned())
}

/// Whether a cell names a year, a month or a quarter: `2024年1-3月`, `Jan-Mar 2024`.
fn is_period(text: &str) -> bool {
    let runs: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let year = |run: &&str| run.len() == 4 && run.starts_with(['1', '2']);
    let calendar = text.ends_with(['年', '月', '季', '度', '期']) && !text.contains('.');
    calendar || (runs.iter().any(year) && runs.iter().all(|run| year(run) || (run.len() <= 2 && text.contains('年'))))
}
