//! China as tiles, one for each province in about its place, all of one size: so that small ones are seen.

use std::fmt::Write as _;

use crate::serve::page::{Both, View, escape, number::grouped};

/// Where each province stands: its code, what is written on it in Chinese, its column and its row.
const TILES: [(&str, &str, i32, i32); 34] = [
    ("CN-HL", "黑龙江", 8, 0),
    ("CN-NM", "内蒙古", 5, 1),
    ("CN-JL", "吉林", 8, 1),
    ("CN-XJ", "新疆", 1, 2),
    ("CN-GS", "甘肃", 3, 2),
    ("CN-NX", "宁夏", 4, 2),
    ("CN-SX", "山西", 5, 2),
    ("CN-HE", "河北", 6, 2),
    ("CN-BJ", "北京", 7, 2),
    ("CN-LN", "辽宁", 8, 2),
    ("CN-QH", "青海", 2, 3),
    ("CN-SN", "陕西", 4, 3),
    ("CN-HA", "河南", 5, 3),
    ("CN-SD", "山东", 6, 3),
    ("CN-TJ", "天津", 7, 3),
    ("CN-XZ", "西藏", 1, 4),
    ("CN-SC", "四川", 3, 4),
    ("CN-CQ", "重庆", 4, 4),
    ("CN-HB", "湖北", 5, 4),
    ("CN-AH", "安徽", 6, 4),
    ("CN-JS", "江苏", 7, 4),
    ("CN-SH", "上海", 8, 4),
    ("CN-YN", "云南", 3, 5),
    ("CN-GZ", "贵州", 4, 5),
    ("CN-HN", "湖南", 5, 5),
    ("CN-JX", "江西", 6, 5),
    ("CN-ZJ", "浙江", 7, 5),
    ("CN-GX", "广西", 4, 6),
    ("CN-GD", "广东", 5, 6),
    ("CN-FJ", "福建", 6, 6),
    ("TW", "台湾", 8, 6),
    ("CN-HI", "海南", 4, 7),
    ("MO", "澳门", 5, 7),
    ("HK", "香港", 6, 7),
];

/// Their size, and the room between two.
const SIZE: i32 = 62;
const GAP: i32 = 4;

/// Whether a place has a tile.
pub fn has_tile(code: &str) -> bool {
    TILES.iter().any(|(known, ..)| *known == code)
}

/// The codes of the places with tiles.
pub fn codes() -> impl Iterator<Item = &'static str> {
    TILES.iter().map(|(code, ..)| *code)
}

/// The tiles, with how many bulletins tell of each place and what it is called. Without a bulletin a place leads nowhere.
pub fn tiles(title: Both, count: impl Fn(&str) -> usize, mut name: impl FnMut(&str) -> String, view: &View) -> String {
    let most = codes().map(&count).max().unwrap_or(0);
    let (width, height) = (8 * (SIZE + GAP), 8 * (SIZE + GAP));
    let mut svg = format!(
        "<svg class=\"tiles\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{}\">",
        view.say(title)
    );
    for (code, chinese, column, row) in TILES {
        let bulletins = count(code);
        let (x, y) = ((column - 1) * (SIZE + GAP), row * (SIZE + GAP));
        let middle = x + SIZE / 2;
        let letters = code.rsplit('-').next().unwrap_or(code);
        let shown = if view.is_chinese() { chinese } else { letters };
        let told = format!("{}: {}", name(code), grouped(&bulletins.to_string()));
        let tile = format!(
            "<g class=\"t{}\"><rect x=\"{x}\" y=\"{y}\" width=\"{SIZE}\" height=\"{SIZE}\" rx=\"6\"/>\
             <text x=\"{middle}\" y=\"{}\">{shown}</text> <text class=\"count\" x=\"{middle}\" y=\"{}\">{}</text><title>{}</title></g>",
            level(bulletins, most),
            y + 27,
            y + 48,
            if bulletins > 0 { grouped(&bulletins.to_string()) } else { "–".to_owned() },
            escape(&told)
        );
        if bulletins > 0 {
            let address = view.of(&format!("{}place/{code}", crate::ontology::BASE));
            // What is seen of it begins its name: who speaks to a browser says that.
            let called = format!("{shown} {}, {}", grouped(&bulletins.to_string()), name(code));
            let _ = write!(svg, "<a href=\"{}\" aria-label=\"{}\">{tile}</a>", escape(&address), escape(&called));
        } else {
            svg.push_str(&tile);
        }
    }
    svg.push_str("</svg>");
    svg
}

/// How dark a tile is, from 0 for none to 4: by the root, for a few provinces have most.
fn level(count: usize, most: usize) -> usize {
    if count == 0 || most == 0 {
        return 0;
    }
    let part = (count as f64 / most as f64).sqrt();
    (1..4).find(|n| part <= *n as f64 / 4.0).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Scheme};

    #[test]
    fn each_province_has_one_tile_of_its_own() {
        let mut cells: Vec<_> = TILES.iter().map(|(.., column, row)| (*column, *row)).collect();
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), TILES.len());
        assert!(TILES.iter().all(|(.., column, row)| (1..=8).contains(column) && (0..8).contains(row)));
        for (code, chinese, ..) in TILES {
            let place = Lexicon::builtin().concept(Scheme::Place, code).unwrap_or_else(|| panic!("no place {code}"));
            assert!(place.labels.iter().any(|l| l.text == chinese), "{code} is not called {chinese}");
        }
        let provinces =
            Lexicon::builtin().concepts(Scheme::Place).filter(|(id, _)| id.starts_with("CN-") && id.len() == 5);
        for (id, _) in provinces {
            assert!(has_tile(id) || ["CN-HK", "CN-MO", "CN-TW"].contains(&id.as_str()), "{id} has no tile");
        }
    }

    #[test]
    fn levels() {
        let of = |count| level(count, 100);
        assert_eq!([of(0), of(1), of(7), of(25), of(56), of(57), of(100)], [0, 1, 2, 2, 3, 4, 4]);
        assert_eq!(level(0, 0), 0);
    }

    #[test]
    fn names_are_escaped() {
        let html = tiles(Both("Provinces", "省份"), |_| 1, |_| "<b>\"".to_owned(), &View::english("/"));
        assert!(
            !html.contains("<b>") && html.matches("<a href=\"/place/").count() == 34 && html.len() < 20_000,
            "{html}"
        );
    }
}
