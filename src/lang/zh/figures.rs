//! Numerals that report nothing: ordinals, articles, ages, hotlines, clock times, list numbers, codes.

use super::numerals::{self, Written};
use crate::bulletin::Reason;

/// A figure that reports nothing: why, and its length in bytes.
pub type Figure = (Reason, usize);

fn number(i: &str) -> Option<(&str, &str, Option<rust_decimal::Decimal>)> {
    match numerals::numeral(i).ok()? {
        (rest, Written::Number(n)) => Some((rest, &i[..i.len() - rest.len()], Some(n.value))),
        (rest, Written::TooLong) => Some((rest, &i[..i.len() - rest.len()], None)),
    }
}

fn western(i: &str) -> (&str, &str) {
    let len: usize = i.chars().take_while(|c| numerals::digit(*c).is_some()).map(char::len_utf8).sum();
    (&i[..len], &i[len..])
}

/// The figure that begins at `at`, if one does.
pub fn figure(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    [ordinal, clock, age, code, hotline, bracketed, joined, approximate, duration_of_plan]
        .iter()
        .filter_map(|f| f(text, at))
        .max_by_key(|(_, len)| *len)
        .or_else(|| item(text, at))
        .filter(|(_, len)| *len > 0 && *len <= i.len())
}

/// ordinal := 第 N | N 号 | 零号
fn ordinal(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    if let Some(rest) = i.strip_prefix('第') {
        let (after, _, _) = number(rest)?;
        let after = after
            .strip_prefix([
                '条', '條', '号', '届', '屆', '款', '项', '章', '号', '期', '次', '批', '名', '起', '个', '名',
            ])
            .unwrap_or(after);
        return Some((Reason::Ordinal, i.len() - after.len()));
    }
    let (rest, _, _) = number(i)?;
    // 十四届人大三次会议
    let session = ["次会议", "次全会", "次全体会议", "次代表大会"].iter().any(|w| rest.starts_with(w));
    if session && text[..at].chars().rev().take(12).any(|c| "届委".contains(c)) {
        return Some((Reason::Ordinal, i.len() - rest.len() + '次'.len_utf8()));
    }
    let top = text[..at].ends_with('前') && !["目前", "日前", "此前", "当前"].iter().any(|w| text[..at].ends_with(w));
    if top && ["位", "名", "强", "列"].iter().any(|w| rest.starts_with(w)) {
        return Some((Reason::Ordinal, i.len() - rest.len() + '位'.len_utf8()));
    }
    ["号文", "号令", "号公告", "号楼", "号线", "号院", "号"]
        .iter()
        .find(|w| rest.starts_with(**w) && !rest.starts_with("号码") && !rest.starts_with("号卡"))
        .map(|w| (Reason::Identifier, i.len() - rest.len() + w.len()))
}

/// clock := NN:NN(:NN)? | N时(N分)? | N点(N分)? | 7×24(小时)?
fn clock(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (digits, rest) = western(i);
    if digits.is_empty() {
        return None;
    }
    let pair = |rest: &str, c: &[char]| {
        let (d, after) = western(rest.strip_prefix(c)?);
        (!d.is_empty()).then(|| text[at..].len() - after.len())
    };
    if let Some(len) = pair(rest, &[':', '：']).filter(|_| digits.chars().count() <= 2) {
        let more = pair(&i[len..], &[':', '：']);
        return Some((Reason::Time, more.unwrap_or(len)));
    }
    if let Some(len) = pair(rest, &['×', '*', 'x', 'X', '乘']) {
        let after = &i[len..];
        return Some((Reason::Time, len + if after.starts_with("小时") { "小时".len() } else { 0 }));
    }
    let small = digits.parse::<u32>().is_ok_and(|n| n <= 24);
    let mark =
        ["时许", "时", "时", "点钟", "点许", "点", "点"].iter().find(|w| rest.starts_with(**w)).filter(|_| small)?;
    let after = &rest[mark.len()..];
    let wrong = ["时间", "时间", "时代", "时期", "点击", "点位", "点对"].iter().any(|w| rest.starts_with(w));
    if wrong || (mark.starts_with('点') && after.starts_with(numerals::begins)) {
        return None;
    }
    let (minutes, tail) = western(after);
    let tail = (!minutes.is_empty()).then(|| tail.strip_prefix('分')).flatten().unwrap_or(after);
    Some((Reason::Time, i.len() - tail.len()))
}

/// age := N (至 N)? 周?岁
fn age(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (mut rest, _, _) = number(i)?;
    rest = ["余", "多", "周", ""].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    let years = |r: &str| ["周岁", "岁", "岁", "后", "后"].iter().find_map(|w| r.strip_prefix(w)).map(str::len);
    if let Some(left) = years(rest).filter(|_| !rest.starts_with('后') && !rest.starts_with('後')) {
        return Some((Reason::Age, i.len() - left));
    }
    let generation = (rest.starts_with('后') || rest.starts_with('後'))
        && i.starts_with(['6', '7', '8', '9', '0'])
        && rest.len() + 2 == i.len();
    if generation {
        return Some((Reason::Age, i.len() - rest.len() + '后'.len_utf8()));
    }
    let rest = rest.strip_prefix(['至', '到', '-', '—', '～', '~'])?;
    let (rest, _, _) = number(rest)?;
    years(rest).map(|left| (Reason::Age, i.len() - left))
}

/// Lines that the public can call; a number of theirs is none unless a counting word follows it.
const HOTLINES: &[&str] = &[
    "165", "118", "999", "993", "1990", "18222", "110", "119", "120", "122", "114", "400", "10086", "10010", "10000",
    "10099",
];

/// hotline := 110 | 12NNN | 96NNN | 95NNN, where no counting word follows
fn hotline(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (digits, rest) = western(i);
    let head = ["12", "96", "95", "10", "11"].iter().any(|p| digits.starts_with(p));
    if let Some(len) = telephone(&text[..at], i) {
        return Some((Reason::Identifier, len));
    }
    let known = HOTLINES.contains(&digits) || (digits.len() == 5 && head);
    let phone = [
        "打诈",
        "全民防骗",
        "咨询",
        "热线",
        "电话",
        "平台",
        "来电",
        "举报",
        "服务",
        "中心",
        "短信",
        "报警",
        "反诈",
        "专线",
        "专线",
    ]
    .iter()
    .any(|w| rest.starts_with(w));
    let dial = ["请拨", "热线为", "电话为", "专线", "拨打", "致电", "拨", "热线", "电话", "接到", "“", "警"]
        .iter()
        .any(|w| text[..at].ends_with(w));
    let counted =
        super::units::unit(rest).is_ok() || rest.starts_with(['.', '万', '亿', '余', '多', '萬', '億', ',', '%', '％']);
    (known && (phone || (!counted && (dial || digits.len() == 5))) || phone && digits.len() >= 5 && dial)
        .then_some((Reason::Identifier, digits.len()))
}

/// telephone := (热线 | 电话 | 专线 | 致电) (为 | ：)? digits (blank digits)*, at least seven in all
fn telephone(before: &str, i: &str) -> Option<usize> {
    let before = before.trim_end_matches(['为', '：', ':', '“', ' ', '是', '（', '(', ')', '）', '-']);
    let named = ["热线", "电话", "专线", "致电", "拨打", "查询", "举报"].iter().any(|w| before.ends_with(w));
    let run: usize = i.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '-')).map(char::len_utf8).sum();
    let run = i[..run].trim_end_matches([' ', '-']);
    (named && run.bytes().filter(u8::is_ascii_digit).count() >= 7).then_some(run.len())
}

/// code := digits and Latin letters in one word, a telephone number, or a long run of digits that counts nothing
fn code(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let before = text[..at].chars().next_back();
    let (digits, rest) = western(i);
    if digits.is_empty() {
        return None;
    }
    let run = |s: &str| s.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-_./:@?=&#%".contains(b)).count();
    let letter_after = rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let units = ["kg", "KG", "k", "K"]
        .iter()
        .any(|u| rest.strip_prefix(u).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_alphanumeric())));
    if letter_after && !units {
        return Some((Reason::Identifier, digits.len() + run(rest)));
    }
    let dashed = rest.starts_with('-') && rest[1..].starts_with(|c: char| c.is_ascii_digit()) && digits.len() >= 3;
    if dashed && western(&rest[1..]).0.len() >= 6 {
        return Some((Reason::Identifier, digits.len() + 1 + western(&rest[1..]).0.len()));
    }
    let unit = super::units::unit(rest.trim_start()).is_ok()
        || rest.trim_start().starts_with(['万', '亿', '余', '多', '萬', '億', ',']);
    let letter_before = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '/' || c == '@');
    if letter_before && !unit && !rest.starts_with(['.', '%', '％']) {
        return Some((Reason::Identifier, digits.len() + run(rest)));
    }
    let version = rest
        .strip_prefix('.')
        .map(western)
        .is_some_and(|(d, r)| !d.is_empty() && (r.starts_with('版') || r.starts_with('.')));
    if version {
        let len = digits.len() + rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        return Some((Reason::Identifier, len));
    }
    (digits.len() >= 9 && !unit).then_some((Reason::Identifier, digits.len()))
}

/// bracketed := 〔2024〕12号 | （一） | (1) | ①
fn bracketed(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let before = text[..at].chars().next_back()?;
    let (rest, _, _) = number(i)?;
    let close = rest.chars().next()?;
    if matches!((before, close), ('〔' | '［' | '[' | '【', '〕' | '］' | ']' | '】')) {
        return Some((Reason::Identifier, i.len() - rest.len()));
    }
    // A year in the name of a report, or the number of an item, stands alone in its brackets.
    if matches!((before, close), ('（' | '(', '）' | ')')) {
        return Some((Reason::Ordinal, i.len() - rest.len()));
    }
    None
}

/// joined := N [·+/] N …: 5·10, 1+3+N, 12·26专案
fn joined(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (digits, rest) = western(i);
    let next = rest.strip_prefix(['·', '•', '+', '＋', '‧', '．'])?;
    let (more, _) = western(next);
    let other = next.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(rest.chars().next(), Some('+' | '＋'));
    if digits.is_empty() || (more.is_empty() && !other) || rest.starts_with('．') {
        return None;
    }
    let len: usize =
        i.chars().take_while(|c| numerals::digit(*c).is_some() || "·•+＋‧N".contains(*c)).map(char::len_utf8).sum();
    Some((Reason::Identifier, len))
}

/// approximate := (数|几|上|成) (十|百|千|万|亿)+ 余? …, or two digits side by side (三四): hundreds, dozens
fn approximate(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let first = i.chars().next()?;
    let rest = &i[first.len_utf8()..];
    let units: usize = rest.chars().take(8).take_while(|c| "十百千万亿万亿".contains(*c)).map(char::len_utf8).sum();
    if matches!(first, '数' | '數' | '几' | '幾' | '上' | '成')
        && units > 0
        && !rest[units..].starts_with(['达', '事', '一'])
    {
        return Some((Reason::Background, first.len_utf8() + units));
    }
    None
}

/// plan := N 年 (行动|计划|规划|攻坚|整治 …): a length of time that reports nothing
fn duration_of_plan(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let (rest, _, value) = number(i)?;
    value?;
    let unit = ["个月", "年", "天", "日"].iter().find(|u| rest.starts_with(**u))?;
    let after = &rest[unit.len()..];
    let plan = [
        "行动",
        "计划",
        "规划",
        "攻坚",
        "专项",
        "期",
        "整治",
        "大会战",
        "会战",
        "制",
        "级",
        "级",
        "内",
        "以内",
        "游",
        "一遇",
    ];
    let end = if *unit == "年" || *unit == "日" || *unit == "天" || *unit == "个月" {
        plan.iter().any(|w| after.starts_with(w))
    } else {
        false
    };
    end.then_some((Reason::Time, i.len() - after.len()))
}

/// item := N (、|.|．) at the beginning of a line, or (一|二|三|…) 是 at the beginning of a clause
fn item(text: &str, at: usize) -> Option<Figure> {
    let i = &text[at..];
    let before = text[..at].chars().next_back();
    let (rest, word, value) = number(i)?;
    let begins_line =
        before.is_none_or(|c| c == '\n' || c == '\r') || text[..at].trim_end_matches([' ', '\u{3000}']).ends_with('\n');
    let dotted = rest.starts_with(['、', '．']) || rest.starts_with('.');
    if begins_line && dotted && value.is_some_and(|v| v < rust_decimal::Decimal::ONE_HUNDRED) {
        return Some((Reason::Ordinal, word.len()));
    }
    let begins_clause = before.is_none_or(|c| "，。；：、,;: \n\r\u{3000}“”（".contains(c));
    let is_item = rest.starts_with('是') || rest.starts_with("则") || rest.starts_with("要");
    (begins_clause && is_item && value.is_some_and(|v| v < rust_decimal::Decimal::from(20)))
        .then_some((Reason::Ordinal, word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        for (text, reason, whole) in [
            ("第一时间", Reason::Ordinal, "第一"),
            ("第23条", Reason::Ordinal, "第23条"),
            ("17:42  来源", Reason::Time, "17:42"),
            ("20时许", Reason::Time, "20时许"),
            ("7×24小时", Reason::Time, "7×24小时"),
            ("60岁以上", Reason::Age, "60岁"),
            ("18至25岁", Reason::Age, "18至25岁"),
            ("12337平台", Reason::Identifier, "12337"),
            ("5G网络", Reason::Identifier, "5G"),
            ("5·10", Reason::Identifier, "5·10"),
            ("一是强化", Reason::Ordinal, "一"),
            ("三年行动", Reason::Time, "三年"),
            ("数百名", Reason::Background, "数百"),
            ("上万人", Reason::Background, "上万"),
            ("1. 加强", Reason::Ordinal, "1"),
        ] {
            let (got, len) = figure(text, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((got, &text[..len]), (reason, whole), "{text}");
        }
        for text in ["110起", "12306人", "40k", "1.55万起", "20个月", "100亿元", "96110.5万元"] {
            assert_eq!(figure(text, 0), None, "{text}");
        }
    }
}
