//! Numerals that report nothing: ordinals, articles, ages, telephone numbers, clock times, list numbers, codes.

use super::numerals::{self, Written};
use super::units;
use crate::bulletin::Reason;
use crate::lang::han::digit;
use crate::lang::scan;

/// A figure that reports nothing: why, and its length in bytes.
pub type Figure = (Reason, usize);

fn western(i: &str) -> (&str, &str) {
    let len: usize = i.chars().take_while(|c| digit(*c).is_some()).map(char::len_utf8).sum();
    (&i[..len], &i[len..])
}

fn value(digits: &str) -> Option<u32> {
    (digits.chars().count() <= 6).then(|| digits.chars().filter_map(digit).fold(0, |n, d| n * 10 + u32::from(d)))
}

/// The figure that begins at `at`, if one does.
pub fn figure(text: &str, at: usize) -> Option<Figure> {
    [ordinal, hash, phone, postal, clock, age, penalty, code, quoted, bracketed, item, approximate, per_head]
        .iter()
        .filter_map(|f| f(text, at))
        .max_by_key(|(_, len)| *len)
        .filter(|(_, len)| *len > 0)
}

/// ordinal := 第 N unit?
fn ordinal(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let rest = i.strip_prefix('第')?;
    let (after, written) = numerals::numeral(rest).ok()?;
    if matches!(&written, Written::Number(n) if n.short) && after.starts_with(['者', '国', '線']) {
        return Some((Reason::Ordinal, i.len() - after.len()));
    }
    let after = units::unit(after).filter(|(_, u)| !matches!(u, units::Unit::Measured(..))).map_or(after, |(r, _)| r);
    Some((Reason::Ordinal, i.len() - after.len()))
}

/// hash := (# | ＃ | ♯) digits: a short telephone number
fn hash(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (digits, rest) = western(i.strip_prefix(['#', '＃', '♯'])?);
    (!digits.is_empty()).then_some((Reason::Identifier, i.len() - rest.len()))
}

/// phone := digits of 0 (sign digits)+ (0120-210-364, ０７８・３６１・０１１０, 03(3581)4321) | digits (- digits){2,}
fn phone(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (first, mut rest) = western(i);
    if first.is_empty() || first.chars().count() > 5 {
        return None;
    }
    let (mut groups, mut all) = (1, first.chars().count());
    while groups < 5 {
        let Some(next) = rest.strip_prefix(['-', '－', '‐', '―', 'ー', '−', '–', '・', '(', '（', ')', '）'])
        else {
            break;
        };
        let (digits, after) = western(next);
        if digits.is_empty() || digits.chars().count() > 4 {
            break;
        }
        (groups, all, rest) = (groups + 1, all + digits.chars().count(), after);
    }
    let home = digit(first.chars().next()?) == Some(0);
    let told = groups >= 3 && all >= 8 && home || groups == 2 && home && all >= 9;
    told.then_some((Reason::Identifier, i.len() - rest.len()))
}

/// postal := 〒 NNN - NNNN
fn postal(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let rest = i.strip_prefix('〒')?.trim_start();
    let (head, rest) = western(rest);
    let (tail, rest) = western(rest.strip_prefix(['-', '－', '‐', '−'])?);
    (!head.is_empty() && !tail.is_empty()).then_some((Reason::Identifier, i.len() - rest.len()))
}

/// clock := N 時 (N 分)? | N : NN (: NN)?
fn clock(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (hours, rest) = western(i);
    if value(hours).filter(|_| !hours.is_empty())? > 30 {
        return None;
    }
    if let Some(after) = rest.strip_prefix([':', '：']) {
        let (minutes, mut rest) = western(after);
        if minutes.chars().count() != 2 {
            return None;
        }
        if let Some(after) = rest.strip_prefix([':', '：']) {
            rest = western(after).1;
        }
        return Some((Reason::Time, i.len() - rest.len()));
    }
    let after = rest.strip_prefix('時')?;
    if ["間", "点", "期", "代", "刻"].iter().any(|w| after.starts_with(w)) {
        return None;
    }
    let after = after.strip_prefix('半').unwrap_or(after);
    let (minutes, tail) = western(after);
    let rest = if minutes.is_empty() { after } else { tail.strip_prefix('分').unwrap_or(after) };
    Some((Reason::Time, i.len() - rest.len()))
}

fn dash(i: &str) -> Option<&str> {
    i.strip_prefix("歳")
        .unwrap_or(i)
        .strip_prefix(['〜', '～', '~', '－', '-', '―', '–', '—', '・', 'と'])
        .or_else(|| i.strip_prefix("歳").unwrap_or(i).strip_prefix("から"))
}

/// age := N (歳 | 歳代 | 代)  | N dash N (歳 | 代); 代 of whole tens
fn age(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (first, rest) = western(i);
    let n = value(first).filter(|n| !first.is_empty() && *n < 130)?;
    let years = |rest: &str, n: u32| {
        let after = ["歳代", "才代", "歳", "才"].iter().find_map(|w| rest.strip_prefix(w));
        after.map(str::len).or_else(|| {
            let after = rest.strip_prefix('代')?;
            let other = ["表", "理", "目", "金", "行", "替"].iter().any(|w| after.starts_with(w));
            (n > 0 && n.is_multiple_of(10) && !other).then_some(after.len())
        })
    };
    if let Some(second) = dash(rest) {
        let (digits, after) = western(second);
        if let Some(left) = value(digits).filter(|_| !digits.is_empty()).and_then(|n| years(after, n)) {
            return Some((Reason::Age, i.len() - bounded(i, left)));
        }
    }
    years(rest, n).map(|left| (Reason::Age, i.len() - bounded(i, left)))
}

/// 以上 and 未満 behind an age belong to it.
fn bounded(i: &str, left: usize) -> usize {
    let rest = &i[i.len() - left..];
    ["以上", "未満", "以下", "前後"].iter().find_map(|w| rest.strip_prefix(w)).map_or(left, str::len)
}

/// penalty := (懲役 | 禁錮 | 拘禁刑 | 拘役) (N 年)? (N か? 月)?: how long somebody goes to prison
fn penalty(text: &str, at: usize) -> Option<Figure> {
    let head = scan::before(text, at, 12);
    if !["懲役", "禁錮", "禁固", "拘禁刑", "有期徒刑"].iter().any(|w| head.ends_with(w)) {
        return None;
    }
    let i = &text[at..];
    let years = |i| {
        let (digits, rest) = western(i);
        rest.strip_prefix('年').filter(|_| !digits.is_empty())
    };
    let months = |i| {
        let (digits, rest) = western(i);
        let rest = ["か月", "カ月", "ヵ月", "ヶ月", "月"].iter().find_map(|w| rest.strip_prefix(w));
        rest.filter(|_| !digits.is_empty())
    };
    let rest = years(i).unwrap_or(i);
    let rest = months(rest).unwrap_or(rest);
    (rest.len() < i.len()).then_some((Reason::Condition, i.len() - rest.len()))
}

/// Latin letters that are units and not parts of a code.
const LATIN_UNITS: &[&str] = &["kg", "KG", "Kg", "mg", "g", "km", "cm", "ml", "k", "K", "pt", "BTC", "URL", "URLs"];

/// code := digits and Latin letters in one word, or an address of the web
fn code(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (digits, rest) = western(i);
    if digits.is_empty() {
        return None;
    }
    let letter = |c: char| c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c);
    let run = |s: &str| -> usize {
        let inside = |c: &char| letter(*c) || digit(*c).is_some() || "-_./:@?=&#".contains(*c);
        s.chars().take(120).take_while(inside).map(char::len_utf8).sum()
    };
    let head = scan::before(text, at, 160);
    let start = head
        .rfind(|c: char| !(c.is_ascii_graphic()))
        .map_or(0, |s| s + head[s..].chars().next().map_or(0, char::len_utf8));
    let address = ["://", "www.", "@"].iter().any(|w| head[start..].contains(w));
    if address {
        return Some((Reason::Identifier, digits.len() + run(rest)));
    }
    let letters: usize = rest.chars().take(8).take_while(|c| letter(*c)).map(char::len_utf8).sum();
    let word = &rest[..letters];
    let full: String = word.chars().map(|c| if c.is_ascii() { c } else { narrow(c) }).collect();
    let unit = LATIN_UNITS.contains(&full.as_str()) && !rest[letters..].starts_with(|c| digit(c).is_some());
    if letters > 0 && !unit {
        return Some((Reason::Identifier, digits.len() + run(rest)));
    }
    let before = text[..at].chars().next_back();
    let counted = units::unit(rest).is_some() || rest.starts_with(['万', '億', '兆', '千', ',', '，', '.', '．', '・']);
    (before.is_some_and(letter) && !counted).then_some((Reason::Identifier, digits.len() + run(rest)))
}

fn narrow(c: char) -> char {
    u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
}

/// quoted := (「 | 『) digits (」 | 』 | （): the name of a hotline
fn quoted(text: &str, at: usize) -> Option<Figure> {
    let (digits, rest) = western(&text[at..]);
    let open = text[..at].ends_with(['「', '『', '“', '"']);
    (open && !digits.is_empty() && rest.starts_with(['」', '』', '（', '”', '"']))
        .then_some((Reason::Identifier, digits.len()))
}

/// bracketed := '（' N '）': an age behind a person, a year, or the number of an item
fn bracketed(text: &str, at: usize) -> Option<Figure> {
    let (digits, rest) = western(&text[at..]);
    let open = text[..at].ends_with(['（', '(', '〔', '【']);
    if !open || digits.is_empty() || !rest.starts_with(['）', ')', '〕', '】']) {
        return None;
    }
    let n = value(digits)?;
    let head = scan::before(text, at, 24);
    let item = head.trim_end_matches(['（', '(']).ends_with('\n') || head.len() <= 3;
    let reason = match n {
        _ if item => Reason::Ordinal,
        1..=120 => Reason::Age,
        1900..=2100 => Reason::Time,
        _ => Reason::Identifier,
    };
    Some((reason, digits.len()))
}

/// item := N at the head of a line, before a blank, a point, a comma or a bracket: the number of a section
fn item(text: &str, at: usize) -> Option<Figure> {
    let head = scan::before(text, at, 12);
    let begins = at == 0 || head.trim_end_matches([' ', '　', '◆', '■', '（', '(']).ends_with('\n');
    let (digits, rest) = western(&text[at..]);
    if !begins || digits.is_empty() || digits.chars().count() > 2 {
        return None;
    }
    let next = rest.chars().next()?;
    let tail = &rest[next.len_utf8()..];
    let ends =
        "　 .．)）、-－".contains(next) && !tail.starts_with(|c: char| digit(c).is_some() || "割％%".contains(c));
    ends.then_some((Reason::Ordinal, digits.len()))
}

/// approximate := (数 | 何) (十 | 百 | 千 | 万 | 億)+ unit? | (十 | 百 | N) 数 unit: dozens, hundreds
fn approximate(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let magnitudes = |i: &str| -> usize {
        i.chars().take(6).take_while(|c| "十百千万億".contains(*c)).map(char::len_utf8).sum()
    };
    let counted = |rest: &str, wanted: bool| {
        let unit = units::unit(rest);
        (unit.is_some() || !wanted).then(|| i.len() - unit.map_or(rest, |(r, _)| r).len())
    };
    if let Some(rest) = i.strip_prefix(['数', '何']) {
        let n = magnitudes(rest);
        return if n > 0 { counted(&rest[n..], false).map(|len| (Reason::Background, len)) } else { None };
    }
    let n = magnitudes(i);
    let (digits, rest) = if n > 0 { (&i[..n], &i[n..]) } else { western(i) };
    let rest = rest.strip_prefix('数').filter(|_| !digits.is_empty())?;
    let rest = &rest[magnitudes(rest)..];
    counted(rest, true).map(|len| (Reason::Background, len))
}

/// per-head := 人口 N 人 (当たり | あたり)
fn per_head(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    if !text[..at].ends_with("人口") {
        return None;
    }
    let (rest, _) = numerals::numeral(i).ok()?;
    let rest = rest.strip_prefix('人')?;
    let rest = ["当たり", "あたり", "につき"].iter().find_map(|w| rest.strip_prefix(w))?;
    Some((Reason::Background, i.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        for (text, at, reason, whole) in [
            ("第2回", 0, Reason::Ordinal, "第2回"),
            ("第5条", 0, Reason::Ordinal, "第5条"),
            ("＃9110や", 0, Reason::Identifier, "＃9110"),
            ("0120-210-364）", 0, Reason::Identifier, "0120-210-364"),
            ("０７８・３６１・０１１０）", 0, Reason::Identifier, "０７８・３６１・０１１０"),
            ("19時05分に", 0, Reason::Time, "19時05分"),
            ("１９〜５２歳の", 0, Reason::Age, "１９〜５２歳"),
            ("65歳以上の", 0, Reason::Age, "65歳以上"),
            ("２０代の", 0, Reason::Age, "２０代"),
            ("男性（６４）に", "男性（".len(), Reason::Age, "６４"),
            ("『188（いやや！）", "『".len(), Reason::Identifier, "188"),
            ("拘禁刑4年6月だった", "拘禁刑".len(), Reason::Condition, "4年6月"),
            ("懲役１０か月、", "懲役".len(), Reason::Condition, "１０か月"),
            ("5G回線", 0, Reason::Identifier, "5G"),
            ("１　概況", 0, Reason::Ordinal, "１"),
            ("数百万円の", 0, Reason::Background, "数百万円"),
            ("十数人の", 0, Reason::Background, "十数人"),
        ] {
            let (r, len) = figure(text, at).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((r, &text[at..at + len]), (reason, whole), "{text}");
        }
        assert_eq!(figure("服役4年6月", "服役".len()), None);
        for text in ["20台の", "443kgで", "３・５％", "30代表", "12人"] {
            assert_eq!(figure(text, 0), None, "{text}");
        }
    }
}
