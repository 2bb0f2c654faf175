//! Tables of figures as lines, a row each: `济南市：破案数：1234起，抓获人数：567名` of a header `破案数（起）`, `抓获人数（名）`.
//!
//! A table that only places things on the page is none: its cells are read as blocks.

use super::blocks::{Block, Kind, cell};
use super::marks;
use super::tree::{Id, Step, Tree};

/// No cell of figures is wider; what is, is text that a table places.
const WIDEST_CELL: usize = 240;
/// No more columns are told apart.
const COLUMNS: usize = 64;

/// The rows of a table of figures, each with its heading, the names of its columns and their units. `before` is the line
/// before the table, which may tell the unit of all.
pub fn rows(tree: &Tree, table: Id, before: &str) -> Option<Vec<Block>> {
    let (caption, grid) = grid(tree, table)?;
    let header = header_rows(&grid);
    let figures = grid[header..].iter().flatten().filter(|cell| cell.is_figure()).count();
    let filled = grid[header..].iter().flatten().filter(|cell| !cell.text.is_empty()).count();
    if figures == 0 || figures * 4 < filled {
        return None;
    }
    let names = names(&grid[..header]);
    let unit = caption.as_deref().and_then(unit_of_table).or_else(|| unit_of_table(before));
    let first = heading_column(&grid, &names, header);
    let style = Style::of(&grid);
    let mut lines: Vec<String> = caption.into_iter().collect();
    lines.extend(grid[header..].iter().filter_map(|row| line(row, &names, first, unit.as_deref(), style)));
    let block = |text: String| Block { width: marks::width(&text), linked: 0, kind: Kind::Row, text };
    Some(lines.into_iter().map(block).collect())
}

#[derive(Clone, Debug, Default)]
struct Cell {
    text: String,
    heads: bool,
}

impl Cell {
    /// Whether it is a figure: digits, with little beside them.
    fn is_figure(&self) -> bool {
        let digits = self.text.chars().filter(|c| c.is_numeric()).count();
        !self.heads && digits > 0 && !is_period(&self.text) && marks::width(&self.text) <= 4 * digits + 12
    }
}

/// The cells of a table by row and column, with its caption; nothing when it holds more than figures and their names.
fn grid(tree: &Tree, table: Id) -> Option<(Option<String>, Vec<Vec<Cell>>)> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The cell of each column that reaches down, and how many rows it has to go.
    let mut hanging: Vec<Option<(usize, Cell)>> = vec![None; COLUMNS];
    let (mut caption, mut all, mut linked) = (None, 0, 0);
    let mut walk = tree.walk_in(table);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        match tree.name(id) {
            "tr" => {
                let mut row = Vec::new();
                fill(&mut row, &mut hanging);
                rows.push(row);
            }
            "caption" => {
                caption = Some(cell(tree, id).0).filter(|c| !c.is_empty());
                walk.leave_out(id);
            }
            name @ ("td" | "th") => {
                let (text, leads) = cell(tree, id);
                let width = marks::width(&text);
                (all, linked) = (all + width, linked + leads);
                let row = rows.last_mut().filter(|row| width <= WIDEST_CELL && row.len() < COLUMNS)?;
                let content = Cell { text, heads: name == "th" };
                let (down, across) = (span(tree, id, "rowspan"), span(tree, id, "colspan"));
                for _ in 0..across.min(COLUMNS - row.len()) {
                    if down > 1 {
                        hanging[row.len()] = Some((down - 1, content.clone()));
                    }
                    row.push(content.clone());
                }
                fill(row, &mut hanging);
                walk.leave_out(id);
            }
            _ => {}
        }
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize_with(columns, Cell::default));
    let full = rows.len() >= 2 && columns >= 2 && linked * 2 <= all;
    full.then_some((caption, rows))
}

/// Puts the cells that hang down from the rows before where they belong.
fn fill(row: &mut Vec<Cell>, hanging: &mut [Option<(usize, Cell)>]) {
    while let Some(Some((left, cell))) = hanging.get_mut(row.len()) {
        let column = row.len();
        row.push(cell.clone());
        *left -= 1;
        if *left == 0 {
            hanging[column] = None;
        }
    }
}

fn span(tree: &Tree, id: Id, name: &str) -> usize {
    tree.attribute(id, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Option<Vec<String>> {
        let tree = super::super::tree::parse(html, 64);
        let table = tree.walk().map(Step::id).find(|id| tree.name(*id) == "table")?;
        Some(rows(&tree, table, "")?.into_iter().map(|b| b.text).collect())
    }

    fn table(rows: &[&[&str]]) -> String {
        let cells = |row: &&[&str]| row.iter().map(|c| format!("<td>{c}</td>")).collect::<String>();
        format!("<table>{}</table>", rows.iter().map(|r| format!("<tr>{}</tr>", cells(r))).collect::<String>())
    }

    #[test]
    fn rows_bear_their_units() {
        for (cells, expected) in [
            (
                &[
                    &["地区", "破案数（起）", "追缴金额（亿元）"][..],
                    &["济南市", "1234", "12.5"],
                    &["合计", "2,468", "—"],
                ][..],
                &["济南市：破案数：1234起，追缴金额：12.5亿元", "合计：破案数：2,468起"][..],
            ),
            (
                &[&["序号", "类别", "立案", "同比（%）"], &["1", "盗窃", "12起", "-3.5%"]],
                &["盗窃：立案：12起，同比：-3.5%"],
            ),
            (
                &[&["指标", "2024年", "2023年"], &["破案数（起）", "12", "10"]],
                &["2024年破案数：12起，2023年破案数：10起"],
            ),
            (
                &[&["罪種", "認知件数（件）", "被害額（億円）"], &["オレオレ詐欺", "1,234", "12.5"]],
                &["オレオレ詐欺：認知件数1,234件、被害額12.5億円"],
            ),
            (
                &[&["Unit", "Cases registered (Nos.)", "Amount (Rs. in crore)"], &["Pune", "1,234", "12.5"]],
                &["Pune: Cases registered 1,234; Amount Rs. 12.5 crore"],
            ),
            (&[&["Provincia", "Incautado (kg)"], &["Madrid", "1.234"]], &["Madrid: Incautado 1.234 kg"]),
        ] {
            assert_eq!(read(&table(cells)).unwrap(), expected);
        }
    }

    #[test]
    fn cells_reach_over_rows_and_columns() {
        let html = "<table><caption>案件统计（单位：起）</caption><tr><th rowspan=2>地区<th colspan=2>2024年<tr><th>立案<th>破案\
                    <tr><td rowspan=2>甲市<td>3<td>4<tr><td>5<td>6</table>";
        assert_eq!(
            read(html).unwrap(),
            [
                "案件统计（单位：起）",
                "甲市：2024年立案：3起，2024年破案：4起",
                "甲市：2024年立案：5起，2024年破案：6起"
            ]
        );
    }

    #[test]
    fn what_places_things_is_no_table() {
        for html in [
            table(&[&["首页", "新闻"], &["公告", "联系"]]),
            table(&[&["标题"], &["2024年4月13日"]]),
            table(&[&["a", &"words ".repeat(60)], &["b", "12"]]),
            "<table></table>".to_owned(),
        ] {
            assert_eq!(read(&html), None, "{html}");
        }
    }
}
