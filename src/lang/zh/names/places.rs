//! Places: countries and first-level subdivisions, cities as their subdivision.

use super::{Source, first_of, last_of};
use crate::bulletin::{Id, Span};
use crate::names::{Book, place};

/// What makes of a place's name a nationality, a medium or a thing.
const NO_PLACE_BEFORE: &str = "籍 人民币 人民日报 人民网 银行 移动 电信 联通 日报 晚报 晨报 法院网 法治报 新闻网 青年报 电视台 卫视 网讯 路 \
    大道 烟 菜 话 语 裔 警察网 警方在线 法制报 日報 時報 时报 都市报 商报 发布客户端";

/// Places that are named together by their short names.
const TOGETHER: [(&str, &[&str]); 21] = [
    ("港澳台", &["HK", "MO", "TW"]),
    ("粤港澳", &["CN-GD", "HK", "MO"]),
    ("京津冀", &["CN-BJ", "CN-TJ", "CN-HE"]),
    ("中缅泰老", &["CN", "MM", "TH", "LA"]),
    ("中老缅泰", &["CN", "LA", "MM", "TH"]),
    ("中缅泰", &["CN", "MM", "TH"]),
    ("中老缅", &["CN", "LA", "MM"]),
    ("中泰缅", &["CN", "TH", "MM"]),
    ("港澳", &["HK", "MO"]),
    ("中缅", &["CN", "MM"]),
    ("中老", &["CN", "LA"]),
    ("中泰", &["CN", "TH"]),
    ("中越", &["CN", "VN"]),
    ("中柬", &["CN", "KH"]),
    ("中菲", &["CN", "PH"]),
    ("中西", &["CN", "ES"]),
    ("滇缅", &["CN-YN", "MM"]),
    ("川渝", &["CN-SC", "CN-CQ"]),
    ("京沪", &["CN-BJ", "CN-SH"]),
    ("沪苏", &["CN-SH", "CN-JS"]),
    ("我国", &["CN"]),
];

/// What follows a pair of countries that is named by its short name (中老年 is none).
const PAIR_NEEDS: &str = "边境 警方 两国 警务 执法 联合 双方 四国 三国 国";

/// Enters the places of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    for word in source.words.0 {
        let Some(code) = place(source.lexicon, word, source.home) else { continue };
        let at = word.span.start;
        let other = first_of(source.after(word.span.end), NO_PLACE_BEFORE).is_some();
        if !(other || is_source(source, at) || of_person(source, at)) {
            book.place(word.span, code);
        }
    }
    for (name, codes) in TOGETHER {
        for (start, _) in source.text.match_indices(name) {
            together(source, Span::new(start, start + name.len()), codes, book);
        }
    }
}

/// Whether what looks like a place is the given name of a reporter: 記者陳大同.
fn of_person(source: Source<'_>, at: usize) -> bool {
    let mut before = source.before(at).chars();
    let surname = before.next_back().is_some_and(super::is_han);
    surname && last_of(before.as_str(), "记者 通讯员 编辑 记者：").is_some()
}

/// Whether the place begins the name of the medium that a text was taken from.
fn is_source(source: Source<'_>, at: usize) -> bool {
    let before = source.before(at).trim_end_matches([' ', '\u{3000}']);
    last_of(before, "来源： 来源: 来源 转自： 转载自").is_some()
}

fn together(source: Source<'_>, span: Span, codes: &[&str], book: &mut Book) {
    let after = source.after(span.end);
    let pair = codes.len() == 2 && codes[0] == "CN";
    if pair && first_of(after, PAIR_NEEDS).is_none() {
        return;
    }
    // Each place takes one character; the last one the rest.
    let mut start = span.start;
    for (i, code) in codes.iter().enumerate() {
        let end = if i + 1 == codes.len() {
            span.end
        } else {
            start + source.after(start).chars().next().map_or(0, char::len_utf8)
        };
        book.place(Span::new(start, end), Id::new(code));
        start = end;
    }
}
