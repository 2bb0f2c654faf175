//! Places: countries and first-level subdivisions, cities as their subdivision.

use super::{Source, first_of, is_han, is_katakana, last_of};
use crate::bulletin::{Id, Span};
use crate::lexicon::Word;
use crate::names::{Book, place};

/// What makes of a place's name a nationality, a person, a medium or a thing.
const NO_PLACE_BEFORE: &str = "人民元 籍 語 製 産 料理 円 元 ドル 新聞 放送 テレビ 大学 銀行 電力 ガス 氏 さん 容疑者 被告 受刑者 県民 府民 国籍 \
    訛り 弁護士 産品 系 五輪 証券 信用金庫 製鉄 生命 海上火災 郵便 郵政 株式会社 商工リサーチ 通り 時報 日報 タワー ドーム 高裁判決 社会部 漁船 船籍 公船 海警船 出身 系 産";

/// Places that are named together by their short names.
const TOGETHER: [(&str, &[&str]); 16] = [
    ("日中韓", &["JP", "CN", "KR"]),
    ("日米韓", &["JP", "US", "KR"]),
    ("日中", &["JP", "CN"]),
    ("日米", &["JP", "US"]),
    ("日韓", &["JP", "KR"]),
    ("日台", &["JP", "TW"]),
    ("日比", &["JP", "PH"]),
    ("日越", &["JP", "VN"]),
    ("日タイ", &["JP", "TH"]),
    ("中韓", &["CN", "KR"]),
    ("米中", &["US", "CN"]),
    ("米韓", &["US", "KR"]),
    ("中台", &["CN", "TW"]),
    ("中朝", &["CN", "KP"]),
    ("日豪", &["JP", "AU"]),
    ("日英", &["JP", "GB"]),
];

/// What follows countries that are named together by their short names (日中 is also "by day").
const PAIR_NEEDS: &str = "両国 両警察 警察 当局 合同 共同 捜査 間の 国境 三国 3カ国 ３カ国 首脳 政府 双方 が協力 で合同 の警察 の捜査 の当局 両政府 両当局";

/// Enters the places of a text, in its order.
pub fn read(source: Source<'_>, book: &mut Book) {
    let mut found: Vec<(Span, Id)> = Vec::new();
    for word in source.words.0 {
        let Some(code) = place(source.lexicon, word, source.home) else { continue };
        if names_place(source, word) {
            found.push((word.span, code));
        }
    }
    for (name, codes) in TOGETHER {
        for (start, _) in source.text.match_indices(name) {
            together(source, Span::new(start, start + name.len()), codes, &mut found);
        }
    }
    capital(source, &mut found);
    found.sort_by_key(|(span, _)| span.start);
    found.into_iter().for_each(|(span, code)| book.place(span, code));
}

/// Whether a word names its place here: not a people (中国人), a surname, or the end of another word.
fn names_place(source: Source<'_>, word: &Word<'_>) -> bool {
    let (name, rest) = (word.span.of(source.text), source.after(word.span.end));
    let people = rest.starts_with('人') && first_of(rest, "人民 人口 人身 人権 人的 人質").is_none();
    if people || first_of(rest, NO_PLACE_BEFORE).is_some() {
        return false;
    }
    if is_person(source, word) {
        return false;
    }
    // A bare name in characters within a longer run of them (二重三重) is none, unless another name ends there.
    let bare = name.chars().all(is_han) && last_of(name, "県 府 都 道 市 省 州 区 国 湾 港").is_none();
    let inside = source.before(word.span.start).chars().next_back().filter(|c| is_han(*c));
    let follows = || source.words.ending(word.span.start).is_some();
    !bare
        || name.chars().count() > 2
        || inside.is_none_or(|c| "在対両各駐訪元現旧東西南北同年月日時".contains(c) || follows())
}

/// Whether a name in katakana is a part of a person's (マルタ・エクストレム): another word in katakana, that is no place, is joined
/// to it.
fn is_person(source: Source<'_>, word: &Word<'_>) -> bool {
    let point = '・'.len_utf8();
    let katakana = |c: Option<char>| c.is_some_and(is_katakana);
    let (start, end) = (word.span.start, word.span.end);
    let after = source.after(end).strip_prefix('・').is_some_and(|r| katakana(r.chars().next()));
    let before = source.before(start).strip_suffix('・').is_some_and(|b| katakana(b.chars().next_back()));
    word.span.of(source.text).chars().all(is_katakana)
        && (after && source.words.starting(end + point).is_none()
            || before && start.checked_sub(point).is_none_or(|at| source.words.ending(at).is_none()))
}

/// 都内 without 東京 is Tokyo's, 道内 Hokkaido's.
fn capital(source: Source<'_>, found: &mut Vec<(Span, Id)>) {
    for (word, code) in [("都内", "JP-13"), ("道内", "JP-01")] {
        for (at, _) in source.text.match_indices(word) {
            let alone = source.before(at).chars().next_back().is_none_or(|c| !is_han(c));
            if alone && source.home == Some("JP") {
                found.push((Span::new(at, at + word.len()), Id::new(code)));
            }
        }
    }
}

fn together(source: Source<'_>, span: Span, codes: &[&str], found: &mut Vec<(Span, Id)>) {
    let before = source.before(span.start).chars().next_back();
    if first_of(source.after(span.end), PAIR_NEEDS).is_none() || before.is_some_and(is_han) {
        return;
    }
    // Each place takes one character; the last one the rest.
    let mut start = span.start;
    for (i, code) in codes.iter().enumerate() {
        let next = source.after(start).chars().next().map_or(0, char::len_utf8);
        let end = if i + 1 == codes.len() { span.end } else { start + next };
        found.push((Span::new(start, end), Id::new(code)));
        start = end;
    }
}
