//! Tables of figures of a page; what places things on it only is none, and its cells are read as blocks.

use super::blocks::{Block, Kind, cell};
use super::marks;
use super::tree::{Id, Step, Tree};
use crate::intake::table::{self, Cell};

/// No cell of figures is wider; what is, is text that a table places.
const WIDEST_CELL: usize = 240;
/// No more columns are told apart.
const COLUMNS: usize = 64;

/// The rows of a table of figures as [`table::lines`] writes them, below its caption. `before` is the line before the table.
pub fn rows(tree: &Tree, table: Id, before: &str) -> Option<Vec<Block>> {
    let (caption, grid) = grid(tree, table)?;
    let rows = table::lines(&grid, caption.as_deref(), before)?;
    let block = |text: String| Block { width: marks::width(&text), linked: 0, kind: Kind::Row, text };
    Some(caption.into_iter().chain(rows).map(block).collect())
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
