//! Names of persons: Japanese and Chinese ones in characters, others in katakana with points between their parts.

use super::shinjitai::chinese;
use super::{is_han, is_katakana};
use crate::bulletin::Span;
use crate::lang::source::Source;
use crate::lang::zh::is_family;
use crate::lexicon::Scheme;
use crate::names::key::chinese_person;
use crate::names::{japanese, sense};

/// How many characters a name in characters may have.
const LONGEST: usize = 8;
/// What no given name holds, but posts and units do.
const NOT_GIVEN: &str = "局部課庁署省県警察検税関務担副室隊委員件者課係所院";

/// Whether a character can stand in a name in characters.
fn in_name(c: char) -> bool {
    is_han(c) || matches!(c, '々' | 'ヶ')
}

/// Whether a text is the full name of a Japanese person: a known surname and a given name.
fn is_japanese(name: &str) -> bool {
    japanese::surnames(name).into_iter().any(|(end, _)| {
        let given = &name[end..];
        let length = given.chars().count();
        let kana = |c: char| matches!(c, 'ぁ'..='ん');
        (1..=4).contains(&length)
            && given.chars().all(|c| in_name(c) || kana(c))
            && !given.chars().any(|c| NOT_GIVEN.contains(c))
            && (length <= 3 || given.chars().any(kana))
            && !given.starts_with(['の', 'は', 'が', 'を', 'に', 'で', 'と', 'も', 'や', 'へ'])
    })
}

/// Whether a text is the full name of a Chinese person: a surname of one character and one or two more.
fn is_chinese(name: &str) -> bool {
    let folded = chinese(name);
    let mut chars = folded.chars();
    let length = folded.chars().count();
    chars.next().is_some_and(is_family)
        && (2..=3).contains(&length)
        && name.chars().all(is_han)
        && !name.chars().skip(1).any(|c| NOT_GIVEN.contains(c))
}

/// The full name that ends at a byte, going back to what no name goes beyond: a particle, a mark, or `edge`, where the body ends.
pub fn ending(source: Source<'_>, end: usize, edge: usize) -> Option<Span> {
    let before = source.before(end);
    if let Some(span) = foreign(before) {
        return Some(span);
    }
    if source.words.ending(end).is_some_and(|w| sense(w, Scheme::Place).or(sense(w, Scheme::AgencyKind)).is_some()) {
        return None;
    }
    let mut start = end;
    let mut best = None;
    for c in before.chars().rev().take(LONGEST) {
        if start <= edge || !(in_name(c) || matches!(c, 'ぁ'..='ん')) {
            break;
        }
        start -= c.len_utf8();
        let bounded = start == edge || source.before(start).chars().next_back().is_none_or(|c| !in_name(c));
        let name = source.text.get(start..end)?;
        if bounded && in_name(c) && is_name(name) {
            best = Some(Span::new(start, end));
        }
    }
    best
}

/// What units and posts are called by, and no person.
const NO_NAME: &str = "交通 企画 対策 捜査 総務 国際 監督 指導 調査 広報 刑事 生活 安全 犯罪 経済 薬物 銃器 情報 技術 支援 管理 運転 免許 地域 保安 警備 公安 \
    外事 組織 詐欺 特別 少年 人身 会計 教養 監察 留置 通信 施設 装備 審査 取引 消費 表示 食品 労働 雇用 税務 関税 業務 密輸 麻薬 取締 在留 入国 難民 審判 公判 特捜 \
    総括 主任 首席 担当 地方 中央 最高 高等 検察 警察 財政 金融 市場 政策 環境 教育 衛生 医薬 保健 福祉 防災 危機 資源 水産 農政 産業 商務 貿易 法務 矯正 保護 \
    人権 民事 訟務 特殊 合同 現地 当時 新任 前任 初代 歴代 統括 上席 次席 副 元 前 同 各 両 所轄 担任 責任 関係 複数 女性 男性 幹部 機動 鉄道 航空 高速";

/// The run of characters between の or the beginning of a sentence and a post, where it can be the name of a person whose surname is not known: three to five
/// characters of which none tell of a unit.
pub fn unknown(source: Source<'_>, end: usize, edge: usize) -> Option<Span> {
    let before = source.before(end);
    let run: usize = before.chars().rev().take(6).take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let name = before.get(before.len() - run..)?;
    let start = end - run;
    let ahead = source.before(start);
    // The first words of a sentence can be a name with its post as well: 片桐修一審査局長は.
    let opens = ahead.is_empty() || ahead.ends_with(['。', '\n', '　', '」', '）']);
    let led = (ahead.ends_with('の') || opens) && start >= edge;
    let fits = (3..=5).contains(&name.chars().count())
        && !name.chars().any(|c| NOT_GIVEN.contains(c))
        && !NO_NAME.split_whitespace().any(|w| name.contains(w))
        && source.words.within(start, end).is_empty();
    (led && fits).then(|| Span::new(start, end))
}

/// The full name with which the run of characters before a post begins, where the words of the post are not known: 石田由香里
/// 相談情報部長. Both parts of the name are.
pub fn leading(source: Source<'_>, end: usize) -> Option<Span> {
    let before = source.before(end);
    let run: usize = before.chars().rev().take(16).take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let start = end - run;
    let text = source.text.get(start..end)?;
    let ends = text.char_indices().skip(3).take(3).map(|(at, _)| at);
    let name = ends.filter(|at| japanese::person(&text[..*at]).is_some() && is_name(&text[..*at])).last()?;
    let led = source.before(start).chars().next_back().is_none_or(|c| !in_name(c));
    led.then(|| Span::new(start, start + name))
}

/// The full name that begins at a byte; gives where it ends.
pub fn starting(source: Source<'_>, from: usize) -> Option<usize> {
    let rest = source.after(from);
    if let Some(end) = foreign_at(rest) {
        return Some(from + end);
    }
    let run: usize = rest.chars().take(LONGEST).take_while(|c| in_name(*c)).map(char::len_utf8).sum();
    let run = rest.get(..run)?;
    // 氏 and the like are no part of the name.
    let bare = run.strip_suffix('氏').unwrap_or(run);
    is_name(bare).then_some(from + bare.len())
}

/// Whether a text is a full name and nothing else: a surname alone (小野寺) is none, though 小野 is one as well.
pub fn is_name(text: &str) -> bool {
    let surname = japanese::surnames(text).into_iter().any(|(end, _)| end == text.len());
    // 元課長 was one; nobody of Japan bears 元 as a Chinese surname.
    !surname && (is_japanese(text) || !text.starts_with('元') && is_chinese(text))
}

/// foreign := part ( ・ part )+, in katakana
fn foreign(before: &str) -> Option<Span> {
    let run: usize = before
        .chars()
        .rev()
        .take(40)
        .take_while(|c| is_katakana(*c) || matches!(c, '・' | '＝'))
        .map(char::len_utf8)
        .sum();
    let name = before.get(before.len() - run..)?.trim_start_matches(['・', '＝']);
    let joined = name.contains(['・', '＝']) && !name.ends_with(['・', '＝']);
    joined.then(|| Span::new(before.len() - name.len(), before.len()))
}

fn foreign_at(rest: &str) -> Option<usize> {
    let run: usize =
        rest.chars().take(40).take_while(|c| is_katakana(*c) || matches!(c, '・' | '＝')).map(char::len_utf8).sum();
    let name = rest.get(..run)?.trim_end_matches(['・', '＝']);
    name.contains(['・', '＝']).then_some(name.len())
}

/// The part of a name by which it is called again: the surname, or the last part in katakana.
pub fn surname(name: &str) -> &str {
    if name.contains(['・', '＝']) {
        return name.rsplit(['・', '＝']).next().unwrap_or(name);
    }
    let known = japanese::surnames(name).into_iter().find(|(end, _)| *end < name.len());
    match known {
        Some((end, _)) if is_japanese(name) && name.chars().count() > 2 => &name[..end],
        _ => name.chars().next().map_or(name, |c| &name[..c.len_utf8()]),
    }
}

/// The key of a name: that of its reading for a Japanese person (`japan` tells that the body is of Japan or of none), of the
/// Chinese reading of its characters for others.
pub fn key_of(name: &str, reading: Option<&str>, japan: bool) -> String {
    if name.chars().any(is_katakana) {
        return japanese::key(name);
    }
    let read = || reading.and_then(japanese::romaji);
    let told = if japan && is_japanese(name) { read().or_else(|| japanese::person(name)) } else { None };
    told.unwrap_or_else(|| chinese_person(&chinese(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_what_is_none() {
        for (text, expected) in [
            ("小野寺秀明", true),
            ("露木康浩", true),
            ("李国中", true),
            ("三原じゅん子", true),
            ("関係部", false),
            ("生活安全", false),
            ("広報担当", false),
            ("小野寺", false),
        ] {
            assert_eq!(is_name(text), expected, "{text}");
        }
        assert_eq!(
            [surname("小野寺秀明"), surname("李国中"), surname("マルタ・エクストレム")],
            ["小野寺", "李", "エクストレム"]
        );
    }
}
