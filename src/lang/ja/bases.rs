//! What changes are held against: 前年同期比, 前年より, 前月比, 令和5年に比べ, 前年の2.8倍, 同 before a number.

use crate::bulletin::Compare;
use crate::lang::han::digit;
use crate::lang::scan;
use crate::token::{Kind, Mark, Period};

const YEAR: Compare = Compare::YearOnYear;
const MONTH: Compare = Compare::MonthOnMonth;
const OTHER: Compare = Compare::PreviousPeriod;

/// Earlier periods, longest first where one begins another.
const EARLIER: &[(&str, Compare)] = &[
    ("前年度の同じ時期", YEAR),
    ("前年の同じ時期", YEAR),
    ("前の年の同じ時期", YEAR),
    ("昨年の同じ時期", YEAR),
    ("去年の同じ時期", YEAR),
    ("前年度同期", YEAR),
    ("前年度同月", YEAR),
    ("前年の同期", YEAR),
    ("前年同期", YEAR),
    ("前年同月", YEAR),
    ("前年同時期", YEAR),
    ("前年同月期", YEAR),
    ("昨年同期", YEAR),
    ("昨年同月", YEAR),
    ("昨年同時期", YEAR),
    ("昨年の同期", YEAR),
    ("去年同期", YEAR),
    ("前事務年度", YEAR),
    ("前年度", YEAR),
    ("前の年", YEAR),
    ("前年", YEAR),
    ("昨年度", YEAR),
    ("昨年", YEAR),
    ("去年", YEAR),
    ("前月", MONTH),
    ("先月", MONTH),
    ("前四半期", OTHER),
    ("前期", OTHER),
    ("前回", OTHER),
    ("前週", OTHER),
    ("前日", OTHER),
    ("前々年", OTHER),
    ("一昨年", OTHER),
];

/// What follows an earlier period that something is held against.
const AGAINST: &[&str] = &[
    "対比で",
    "対比",
    "比で",
    "比",
    "に比べて",
    "に比べ",
    "と比べて",
    "と比べ",
    "に比して",
    "と比較して",
    "と比較し",
    "に対して",
    "に対し",
    "よりも",
    "より",
    "並み",
    "との比較",
];

/// The words of change that follow a level of before (前年から14人減った, 前年を7％上回った).
const CHANGES: &[&str] = &[
    "増",
    "減",
    "上回",
    "下回",
    "多",
    "少な",
    "伸",
    "上昇",
    "低下",
    "膨ら",
    "倍",
    "改善",
    "悪化",
    "縮小",
    "拡大",
    "超",
    "割り込",
];

fn against(rest: &str) -> Option<&str> {
    AGAINST.iter().find_map(|w| rest.strip_prefix(w))
}

/// Whether a word of change follows in the same part of the sentence.
fn changes(rest: &str) -> bool {
    let near = scan::after(rest, 0, 150);
    let part = &near[..near.find(['、', '。', '\n']).unwrap_or(near.len())];
    CHANGES.iter().any(|w| part.contains(w))
}

/// Whether a number follows, after words that bound it.
fn number_follows(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['（', '(']);
    let rest = ["約", "およそ", "ほぼ", "計", "延べ"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    rest.starts_with(|c| digit(c).is_some()).then_some(rest)
}

/// Whether the number that `i` begins with is a multiple.
fn is_multiple(i: &str) -> bool {
    let rest = i.trim_start_matches(|c: char| digit(c).is_some() || ".．・,，万".contains(c));
    rest.starts_with('倍')
}

/// An earlier period that something is held against, or whose own figure follows, and its length.
pub fn earlier(i: &str) -> Option<(Kind, usize)> {
    let (word, compare) = EARLIER.iter().filter(|(w, _)| i.starts_with(w)).max_by_key(|(w, _)| w.len())?;
    let rest = &i[word.len()..];
    let base = |rest: &str| Some((Kind::Mark(Mark::Base(*compare)), i.len() - rest.len()));
    if let Some(rest) = against(rest) {
        return base(rest);
    }
    let own = |rest: &str| {
        let kind = if *compare == YEAR {
            Kind::Period(Period::SamePeriod { years_before: 1 })
        } else {
            Kind::Mark(Mark::Base(*compare))
        };
        Some((kind, i.len() - rest.len()))
    };
    let absolute = ["昨年", "去年", "昨年度", "先月", "一昨年"].contains(word);
    if let Some(of) = rest.strip_prefix('の') {
        return match number_follows(of) {
            Some(n) if is_multiple(n) => base(of),
            Some(_) if !absolute => own(rest),
            _ if of.starts_with("ほぼ半") || of.starts_with("水準") || of.starts_with("実績") => base(of),
            _ if absolute => None,
            _ => own(rest),
        };
    }
    if rest.starts_with(['を', 'か']) && (rest.starts_with('を') || rest.starts_with("から")) && changes(rest) {
        return base(rest);
    }
    if absolute {
        return None;
    }
    if number_follows(rest).is_some() || rest.starts_with(['は', 'が']) {
        return own(rest);
    }
    base(rest)
}

/// same := 同 before a number or its sign: the base that was told before
pub fn same(i: &str) -> Option<usize> {
    let rest = i.strip_prefix("同じく").or_else(|| i.strip_prefix('同'))?;
    let signed = rest.trim_start_matches(['+', '＋', '-', '－', '−', '▲', '△', '▼', '約', '比', ' ']);
    signed.starts_with(|c| digit(c).is_some()).then_some(i.len() - rest.trim_start_matches('比').len())
}

/// Whether what follows a year that is told makes it what a change is held against: 令和元年比, 令和5年を大幅に上回った.
pub fn held(after: &str) -> Option<usize> {
    if let Some(rest) = against(after) {
        return Some(after.len() - rest.len());
    }
    // 令和4年下半期と並び最多, 平成15年に次いで: what a record is held against.
    if let Some(record) = ["と並び", "と並ん", "に次ぎ", "に次い"].iter().find(|w| after.starts_with(**w)) {
        return Some(record.len());
    }
    let rest = after.strip_prefix('を')?;
    let near = scan::after(rest, 0, 90);
    let part = &near[..near.find(['、', '。', '\n', 'に']).unwrap_or(near.len())];
    let verb = ["上回", "下回", "超え", "割り込"].iter().any(|w| {
        part.contains(w) || near.starts_with("大幅に上回") || near.starts_with("大きく") || near.starts_with("わずかに")
    });
    verb.then_some('を'.len_utf8())
}

/// years-before := N 年前 (の同期 | の同じ時期)? against
pub fn years_before(i: &str) -> Option<usize> {
    let digits: usize = i.chars().take(3).take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    if digits == 0 {
        return None;
    }
    let rest = i[digits..].strip_prefix("年前")?;
    let rest = ["の同じ時期", "の同期", "の同月"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let multiple = || rest.strip_prefix('の').filter(|r| number_follows(r).is_some_and(is_multiple));
    against(rest).or_else(multiple).map(|r| i.len() - r.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_against() {
        let year = Kind::Mark(Mark::Base(YEAR));
        let before = Kind::Period(Period::SamePeriod { years_before: 1 });
        for (text, kind, whole) in [
            ("前年同期比+4,501件", &year, "前年同期比"),
            ("前年同期に比べ257件", &year, "前年同期に比べ"),
            ("前年より8.2％", &year, "前年より"),
            ("前年の2.8倍", &year, "前年の"),
            ("前年から24％増える", &year, "前年"),
            ("前年を7％上回った", &year, "前年"),
            ("前年の６，９８７件に比べ", &before, "前年"),
            ("前年度（8万9,893件）を", &before, "前年度"),
            ("前月比で3件", &Kind::Mark(Mark::Base(MONTH)), "前月比で"),
        ] {
            let (k, len) = earlier(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&k, &text[..len]), (kind, whole), "{text}");
        }
        assert_eq!(held("と並び最多"), Some("と並び".len()));
        assert_eq!(earlier("昨年9月に"), None);
        assert_eq!(same("同33％増"), Some("同".len()));
        assert_eq!(same("同庁の"), None);
        assert_eq!(years_before("2年前に比べ"), Some("2年前に比べ".len()));
    }
}
