//! What stands at the top or the bottom of page after page, running titles and the numbers of pages; and what looks like it on
//! a single page.

use std::collections::HashMap;

use super::segments::Sheet;

/// How many rows at the top and at the bottom of a page are looked at.
const ROWS: usize = 3;
/// By how much the place of a running title may differ from page to page.
const PLACE: f32 = 6.0;

/// Takes from each page what most pages have at the same place, but for its digits.
pub fn drop(sheets: &mut [Sheet]) {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for sheet in sheets.iter() {
        for at in edges(sheet) {
            *counts.entry(key(sheet, at)).or_default() += 1;
        }
    }
    let least = (sheets.len() * 2).div_ceil(5).max(2);
    let runs = |(text, place): (String, i32)| {
        let at = |place: i32| counts.get(&(text.clone(), place)).copied().unwrap_or(0);
        // A place may fall on either side of a boundary between two keys.
        at(place) + at(place - 1).max(at(place + 1)) >= least
    };
    for sheet in sheets.iter_mut() {
        single(sheet);
        let mut dropped: Vec<usize> = edges(sheet).into_iter().filter(|at| runs(key(sheet, *at))).collect();
        dropped.sort_unstable();
        dropped.dedup();
        for at in dropped.into_iter().rev() {
            sheet.remove(at);
        }
    }
}

/// Takes the number of the page from its foot, and puts a running title that stands above a larger line below all others, so that
/// it is not taken for the title.
fn single(sheet: &mut Sheet) {
    if let [.., above, last] = &sheet[..] {
        let far = above.first().zip(last.first()).is_some_and(|(a, l)| a.base - l.base > 2.5 * l.size);
        if far && last.len() == 1 && is_page_number(&last[0].text) {
            sheet.pop();
        }
    }
    if let [first, second, ..] = &sheet[..] {
        let largest = sheet[1..].iter().take(ROWS).flatten().map(|s| s.size).fold(0.0, f32::max);
        let small = first.iter().all(|f| f.size < 0.8 * largest);
        let far = first.iter().zip(second).all(|(f, s)| f.base - s.base > 2.0 * f.size);
        if small && far {
            let first = sheet.remove(0);
            sheet.push(first);
        }
    }
}

/// Whether a line is the number of a page: `- 1 -`, `第 1 页 共 3 页`, `Page 1 of 3`.
fn is_page_number(text: &str) -> bool {
    let bare = text.to_lowercase();
    let bare =
        ["página", "page", "of", "de", "第", "页", "頁", "共"].iter().fold(bare, |text, word| text.replace(word, ""));
    let mut digits = bare.chars().filter(|c| !c.is_whitespace() && !"-–—·/|".contains(*c)).peekable();
    digits.peek().is_some() && digits.all(|c| c.is_ascii_digit()) && bare.len() < 16
}

/// The rows at the top and at the bottom of a page.
fn edges(sheet: &Sheet) -> Vec<usize> {
    let rows = sheet.len();
    (0..rows).filter(|at| *at < ROWS || at + ROWS >= rows).collect()
}

/// A row without its digits, and where it stands.
fn key(sheet: &Sheet, at: usize) -> (String, i32) {
    let row = &sheet[at];
    let text: String = row.iter().flat_map(|s| s.text.chars()).filter(|c| !c.is_whitespace()).collect();
    let mut bare = String::new();
    for c in text.chars() {
        let c = if c.is_numeric() && !c.is_alphabetic() { '#' } else { c };
        if c != '#' || !bare.ends_with('#') {
            bare.push(c);
        }
    }
    (bare, (row.first().map_or(0.0, |s| s.base) / PLACE).floor() as i32)
}
