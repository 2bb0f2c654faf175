//! Words that say when by themselves (これまでに, 近年, 昨年末), and those that make a day the day of a statement.

use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Read, span};
use crate::lang::days::clamp;
use crate::lang::han::fail;
use crate::lang::table::Table;
use crate::token::Period;

type Maker = fn(Date) -> Period;

fn days_back(today: Date, days: i32) -> Period {
    let day = today.checked_sub(days.days()).unwrap_or(today);
    span((day, day))
}

const NOW: Maker = |_| Period::ToNow;
const SAME: Maker = |_| Period::Same;
const VAGUE: Maker = |_| Period::Vague;

/// Words that say when by themselves; the longest one wins.
const WORDS: &[(&str, Maker)] = &[
    ("これまでに", NOW),
    ("これまで", NOW),
    ("現時点で", NOW),
    ("現在までに", NOW),
    ("現在まで", NOW),
    ("今日までに", NOW),
    ("今なお", VAGUE),
    ("同期間", SAME),
    ("同期", SAME),
    ("この間", SAME),
    ("この期間", SAME),
    ("期間中", SAME),
    ("同月", SAME),
    ("同月中", SAME),
    ("同日", SAME),
    ("同年中", SAME),
    ("同年度", SAME),
    ("年間を通じて", SAME),
    ("年間で", SAME),
    ("1年間で", SAME),
    ("１年間で", SAME),
    ("近年", VAGUE),
    ("ここ数年", VAGUE),
    ("最近", VAGUE),
    ("例年", VAGUE),
    ("年々", VAGUE),
    ("年末年始", VAGUE),
    ("年内", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("年初から", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("年明け以降", |t| Period::Since(clamp(t.year(), 1, 1))),
    ("きょう", |t| days_back(t, 0)),
    ("本日", |t| days_back(t, 0)),
    ("昨日", |t| days_back(t, 1)),
    ("きのう", |t| days_back(t, 1)),
    ("昨年末", |t| Period::Span { from: None, to: Some(clamp(t.year() - 1, 12, 31)) }),
    ("昨年末まで", |t| Period::Span { from: None, to: Some(clamp(t.year() - 1, 12, 31)) }),
];

/// word := the longest of the table
pub fn word(i: &str, today: Date) -> Read<'_, Period> {
    static BUILT: OnceLock<Table<Maker>> = OnceLock::new();
    let table = BUILT.get_or_init(|| Table::new(WORDS.iter().copied()));
    match table.longest(i) {
        // これまでで最も多い: what a record is held against.
        Some((w, _))
            if w.starts_with("これまで")
                && ["で最", "最", "にな", "で初", "の最", "で２番", "で2番"]
                    .iter()
                    .any(|r| i[w.len()..].starts_with(r)) =>
        {
            Ok((&i[w.len()..], Period::Same))
        }
        Some((w, make)) => Ok((&i[w.len()..], make(today))),
        None => fail(i),
    }
}

/// What makes a single day the day of a statement when it stands in its sentence.
const STATEMENT: &[&str] = &[
    "発表",
    "公表",
    "明らかにし",
    "まとめた",
    "取りまとめ",
    "会見",
    "説明し",
    "述べ",
    "報告し",
    "配信した",
    "公開し",
    "送検したと",
    "明かし",
    "分かった",
    "わかった",
    "判明した",
];

/// Whether the sentence of a day, from its end on, says that it is the day of a statement.
pub fn states(after: &str) -> bool {
    let after = &after[..after.floor_char_boundary(900.min(after.len()))];
    let sentence = &after[..after.find(['。', '\n']).unwrap_or(after.len())];
    let said = STATEMENT.iter().filter_map(|w| sentence.find(w)).min();
    // 6日に逮捕した、と7日に発表した: the day that stands nearest is that of the statement.
    said.is_some_and(|at| !another_day(&sentence[..at]))
}

/// Whether a text holds a day of the month (7日に, not 7日間), outside of what is quoted.
fn another_day(text: &str) -> bool {
    text.match_indices('日').any(|(at, day)| {
        let digits = text[..at].chars().next_back().is_some_and(|c| crate::lang::han::digit(c).is_some());
        let quoted = text[..at].matches('「').count() > text[..at].matches('」').count();
        digits
            && !quoted
            && text[at + day.len()..].starts_with(['に', '、', 'の', 'ま', '夜', '朝', '午', '付'])
            && !text[at + day.len()..].starts_with("まで")
            && !text[at + day.len()..].starts_with("付で")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_statements() {
        let today = jiff::civil::date(2025, 3, 6);
        for (text, expected) in [("これまでに", Some(Period::ToNow)), ("同月中に", Some(Period::Same)), ("前科", None)]
        {
            assert_eq!(word(text, today).ok().map(|(_, p)| p), expected, "{text}");
        }
        assert!(states("、824人に上ったと発表した。"));
        assert!(!states("、824人を逮捕した。翌日発表した"));
    }
}
