//! What stands before the name of a body and belongs to it: places, levels, lists of places.

use super::{Source, first_of, is_han, last_of};
use crate::bulletin::{Id, Span};
use crate::lexicon::{Lexicon, Scheme};
use crate::names::{place, sense};

/// How many words of place and level may stand before a name.
const MODIFIERS: usize = 40;

/// What stands before a name and belongs to it.
#[derive(Debug, Default)]
pub struct Left {
    /// Where the name with its modifiers begins.
    pub start: usize,
    /// The nearest place.
    pub place: Option<(Span, Id)>,
    /// Further places of a list (福岡、熊本両県警), from right to left.
    pub others: Vec<(Span, Id)>,
    /// "県内の", "省内の": of the place in force.
    pub local: bool,
    /// "全国の".
    pub national: bool,
    /// "現地の": of the place abroad that was named last.
    pub there: bool,
    /// "同省の": of the place that was named last.
    pub same: bool,
}

const LOCAL: &str =
    "県内の 都内の 府内の 道内の 省内の 市内の 州内の 区内の 県内 都内 府内 省内 市内 全省の 全市の 自治区の 各市の";
const NATIONAL: &str = "全国の 全国各地の 全国 各都道府県の 国内の 我が国の わが国の 各地の";
const THERE: &str = "現地の 現地 地元の 地元 同国の 同国 当地の";
const SAME: &str = "同省の 同市の 同県の 同州の 同省 同市 同州 同府の 同都の 同自治区の 同道の";
const ANY: &str = "両省の 両県の 両市の 両州の 両 各 複数の 関係 所轄の 管轄の 担当";

/// modifiers := ( place [の] | level | number | list of places )*, read from right to left
pub fn left(source: Source<'_>, at: usize) -> Left {
    let mut left = Left { start: at, ..Left::default() };
    let mut each = false;
    for _ in 0..MODIFIERS {
        let before = source.before(left.start);
        if left.place.is_some() {
            break;
        }
        if let Some((span, code)) = place_ending(source, left.start).or_else(|| short_country(source, left.start)) {
            left.start = span.start;
            left.place = Some((span, code));
            list(source, &mut left);
            wider(source, &mut left);
        } else if let Some((span, code)) = of_place(source, before) {
            left.start = span.start;
            let abroad = Lexicon::country(&code) != "JP";
            left.place = Some((span, code));
            // 神奈川、千葉、埼玉の各県警: one each.
            if abroad || each {
                list(source, &mut left);
            }
        } else if let Some(word) = last_of(before, NATIONAL) {
            left.start -= word.len();
            left.national = true;
        } else if let Some(word) = last_of(before, LOCAL) {
            left.start -= word.len();
            left.local = true;
        } else if let Some(word) = last_of(before, THERE) {
            left.start -= word.len();
            left.there = true;
        } else if let Some(word) = last_of(before, SAME) {
            left.start -= word.len();
            left.same = true;
        } else if let Some(word) = last_of(before, ANY).or_else(|| count(before)) {
            left.start -= word.len();
            each |= word.contains(['各', '両']) || word.contains(|c: char| crate::lang::han::digit(c).is_some());
        } else {
            break;
        }
    }
    // What led to no place belongs to other words: 関係 of 関係機関 is no modifier by itself.
    let told = left.place.is_some() || left.local || left.national || left.there || left.same;
    if told { left } else { Left { start: at, ..Left::default() } }
}

/// of-place := place [ district ] [ の ]: 滋賀県の, 東京都港区の, where the ontology need not know the district
fn of_place(source: Source<'_>, before: &str) -> Option<(Span, Id)> {
    let bare = before.strip_suffix('の').unwrap_or(before);
    if bare.len() < before.len()
        && let Some(found) = place_ending(source, bare.len())
    {
        return Some(found);
    }
    let mut at = bare.strip_suffix(['区', '市', '町', '村', '郡'])?.len();
    for c in bare[..at].chars().rev().take(5).filter(|c| is_han(*c)) {
        at -= c.len_utf8();
        if let Some(found) = place_ending(source, at) {
            return Some(found);
        }
    }
    None
}

/// count := [ の ] digit: 福岡、佐賀、長崎の3県警
fn count(before: &str) -> Option<&str> {
    let bare =
        before.trim_end_matches(|c: char| c.is_ascii_digit() || "０１２３４５６７８９二三四五六七八九".contains(c));
    let bare = if bare.len() < before.len() { bare.strip_suffix('の').unwrap_or(bare) } else { bare };
    // フエンラブラダ第5|予審裁判所
    let bare = if bare.len() < before.len() { bare.strip_suffix('第').unwrap_or(bare) } else { bare };
    before.get(bare.len()..).filter(|w| !w.is_empty())
}

/// The place whose name ends here.
pub fn place_ending(source: Source<'_>, at: usize) -> Option<(Span, Id)> {
    let word = source.words.ending(at).filter(|w| sense(w, Scheme::Place).is_some())?;
    Some((word.span, place(source.lexicon, word, source.home)?))
}

/// Countries by their one character, which stand only before a body: 米司法省.
const SHORT: [(char, &str); 9] = [
    ('米', "US"),
    ('英', "GB"),
    ('中', "CN"),
    ('韓', "KR"),
    ('豪', "AU"),
    ('独', "DE"),
    ('仏', "FR"),
    ('露', "RU"),
    ('伊', "IT"),
];

fn short_country(source: Source<'_>, at: usize) -> Option<(Span, Id)> {
    let before = source.before(at);
    let last = before.chars().next_back()?;
    let (_, code) = SHORT.iter().find(|(c, _)| *c == last)?;
    let start = at - last.len_utf8();
    let alone = source.before(start).chars().next_back().is_none_or(|c| !is_han(c));
    alone.then(|| (Span::new(start, at), Id::new(code)))
}

/// list := place ( ( 、 | ・ | と | や ) place )*, read on to the left
fn list(source: Source<'_>, left: &mut Left) {
    for _ in 0..MODIFIERS {
        let Some(separator) = last_of(source.before(left.start), "、 ・ と や 及び および") else { return };
        let Some((span, code)) = place_ending(source, left.start - separator.len()) else { return };
        // Of a list only subdivisions are one body each; a country before a comma is a scene.
        let both = |c: &Id| c.contains('-') && Lexicon::country(c) == "JP";
        // カンボジア及びフィリピンの捜査当局: of two countries that 及び joins, each has its own.
        let joined = matches!(separator, "及び" | "および" | "と");
        let countries = joined && !code.contains('-') && left.place.as_ref().is_some_and(|(_, c)| !c.contains('-'));
        // 雲南省と重慶市の公安機関: provinces of one country abroad.
        let country = Lexicon::country(&code);
        let together = source.after(left.place.as_ref().map_or(left.start, |(span, _)| span.end)).starts_with('両');
        let provinces = (joined || together || separator == "と")
            && country != "JP"
            && left
                .place
                .as_ref()
                .is_some_and(|(_, c)| Lexicon::country(c) == country && (c.contains('-') || code.contains('-')));
        let countries = countries || provinces;
        if !countries && (!both(&code) || !left.place.as_ref().is_some_and(|(_, c)| both(c))) {
            return;
        }
        left.start = span.start;
        left.others.push((span, code));
    }
}

/// The country before a province, with or without の: 中国広東省, 中国の広東省.
fn wider(source: Source<'_>, left: &mut Left) {
    let before = source.before(left.start);
    let at = before.strip_suffix(['の', '・']).map_or(before.len(), str::len);
    let Some((span, code)) = place_ending(source, at) else { return };
    let within = left.place.as_ref().is_some_and(|(_, c)| c.starts_with(code.as_str()) || !code.contains('-'));
    if within && first_of(span.of(source.text), "日本 中国 韓国 台湾 米国").is_some() {
        left.start = span.start;
    }
}
