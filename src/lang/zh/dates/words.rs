//! Words that say when by themselves (今年以来, 截至目前, 近年来), and those that make a day the day of a statement.

use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::date;
use nom::IResult;

use super::super::numerals;
use super::{Clock, clamp, fail};
use crate::lang::table::Table;
use crate::token::Period;

type Maker = fn(Clock) -> Period;

fn year_back(today: Clock, back: i16) -> Period {
    let y = today.year() - back;
    Period::Span { from: Some(clamp(y, 1, 1)), to: Some(clamp(y, 12, 31)) }
}

fn month_back(today: Clock, back: i32) -> Period {
    let day = today.first_of_month().checked_sub(back.months()).unwrap_or(today.day);
    Period::Span { from: Some(day), to: Some(day.last_of_month()) }
}

/// The week before this one, from Monday to Sunday, or this one so far.
fn week_back(today: Clock, back: i32) -> Period {
    let since_monday = i32::from(today.weekday().to_monday_zero_offset());
    let Ok(monday) = today.checked_sub((since_monday + 7 * back).days()) else { return Period::Vague };
    match monday.checked_add(6.days()) {
        Ok(sunday) if back > 0 => Period::Span { from: Some(monday), to: Some(sunday) },
        _ => Period::Since(monday),
    }
}

fn day_back(today: Clock, back: i32) -> Period {
    let day = today.checked_sub(back.days()).unwrap_or(today.day);
    Period::Span { from: Some(day), to: Some(day) }
}

const NEW_YEAR: Maker = |t| Period::Since(clamp(t.year(), 1, 1));
const NOW: Maker = |_| Period::ToNow;
const SAME: Maker = |_| Period::Same;
const VAGUE: Maker = |_| Period::Vague;

/// Words that say when by themselves; the longest one wins.
const WORDS: &[(&str, Maker)] = &[
    ("今年以来", NEW_YEAR),
    ("今年来", NEW_YEAR),
    ("年初以来", NEW_YEAR),
    ("今年年初以来", NEW_YEAR),
    ("今年初以来", NEW_YEAR),
    ("今年年初至今", NEW_YEAR),
    ("年初至今", NEW_YEAR),
    ("今年至今", NEW_YEAR),
    ("今年截至目前", NEW_YEAR),
    ("开年以来", NEW_YEAR),
    ("年内", NEW_YEAR),
    ("今年", NEW_YEAR),
    ("今年内", NEW_YEAR),
    ("去年以来", |t| Period::Since(clamp(t.year() - 1, 1, 1))),
    ("去年至今", |t| Period::Since(clamp(t.year() - 1, 1, 1))),
    ("去年一年", |t| year_back(t, 1)),
    ("去年", |t| year_back(t, 1)),
    ("前一年", |_| Period::SamePeriod { years_before: 1 }),
    ("前一年同期", |_| Period::SamePeriod { years_before: 1 }),
    ("期内", SAME),
    ("同期间", SAME),
    ("同一期间", SAME),
    ("去年同期", |_| Period::SamePeriod { years_before: 1 }),
    ("上年同期", |_| Period::SamePeriod { years_before: 1 }),
    ("上一年同期", |_| Period::SamePeriod { years_before: 1 }),
    ("前年同期", |_| Period::SamePeriod { years_before: 2 }),
    ("截至目前", NOW),
    ("截止目前", NOW),
    ("截至当前", NOW),
    ("截至现在", NOW),
    ("截至今日", NOW),
    ("截至发稿", NOW),
    ("截至发稿时", NOW),
    ("截至发稿前", NOW),
    ("到目前为止", NOW),
    ("目前为止", NOW),
    ("迄今为止", NOW),
    ("迄今", NOW),
    ("至今", NOW),
    ("目前", NOW),
    ("目前已", NOW),
    ("同期", SAME),
    ("同年", SAME),
    ("当年", SAME),
    ("这一年", SAME),
    ("这一年", SAME),
    ("这一年里", SAME),
    ("该年", SAME),
    ("该年度", SAME),
    ("一年下来", SAME),
    ("全年", SAME),
    ("全年度", SAME),
    ("一年间", SAME),
    ("其间", SAME),
    ("期间", SAME),
    ("这期间", SAME),
    ("此间", SAME),
    ("同一时期", SAME),
    ("这一时期", SAME),
    ("那一时期", SAME),
    ("该时期", SAME),
    ("半年", SAME),
    ("半年间", SAME),
    ("半年里", SAME),
    ("当月", SAME),
    ("当日", SAME),
    ("当天", SAME),
    ("近年来", VAGUE),
    ("近年", VAGUE),
    ("近几年", VAGUE),
    ("近几年来", VAGUE),
    ("近些年", VAGUE),
    ("近些年来", VAGUE),
    ("多年来", VAGUE),
    ("历年来", VAGUE),
    ("往年", VAGUE),
    ("近期", VAGUE),
    ("近日", VAGUE),
    ("近来", VAGUE),
    ("日前", VAGUE),
    ("连日来", VAGUE),
    ("不久前", VAGUE),
    ("前不久", VAGUE),
    ("此前", VAGUE),
    ("早前", VAGUE),
    ("稍早前", VAGUE),
    ("前期", VAGUE),
    ("前段时间", VAGUE),
    ("一段时间以来", VAGUE),
    ("长期以来", VAGUE),
    ("春节期间", SAME),
    ("假期期间", SAME),
    ("假日期间", SAME),
    ("国庆期间", SAME),
    ("本月", |t| month_back(t, 0)),
    ("本月以来", |t| Period::Since(t.first_of_month())),
    ("上月", |t| month_back(t, 1)),
    ("上个月", |t| month_back(t, 1)),
    ("上周", |t| week_back(t, 1)),
    ("上星期", |t| week_back(t, 1)),
    ("上个星期", |t| week_back(t, 1)),
    ("本周", |t| week_back(t, 0)),
    ("本周以来", |t| week_back(t, 0)),
    ("今日", |t| day_back(t, 0)),
    ("今天", |t| day_back(t, 0)),
    ("昨日", |t| day_back(t, 1)),
    ("昨天", |t| day_back(t, 1)),
    ("前天", |t| day_back(t, 2)),
    ("“十四五”以来", |_| Period::Since(date(2021, 1, 1))),
    ("“十四五”期间", |_| Period::Span { from: Some(date(2021, 1, 1)), to: Some(date(2025, 12, 31)) }),
    ("“十四五”时期", |_| Period::Span { from: Some(date(2021, 1, 1)), to: Some(date(2025, 12, 31)) }),
    ("“十三五”期间", |_| Period::Span { from: Some(date(2016, 1, 1)), to: Some(date(2020, 12, 31)) }),
    ("党的十八大以来", |_| Period::Since(date(2012, 11, 8))),
    ("党的十九大以来", |_| Period::Since(date(2017, 10, 18))),
    ("党的二十大以来", |_| Period::Since(date(2022, 10, 16))),
    ("新中国成立以来", VAGUE),
];

/// word := one of the table
pub fn word(i: &str, today: Clock) -> IResult<&str, Period> {
    static BUILT: OnceLock<Table<Maker>> = OnceLock::new();
    let table = BUILT.get_or_init(|| Table::new(WORDS.iter().copied()));
    match table.longest(i) {
        Some((w, make)) => Ok((&i[w.len()..], make(today))),
        None => fail(i),
    }
}

/// What makes a single day the day of a statement when it stands in its sentence.
const STATEMENT: &[&str] = &[
    "发布会",
    "通气会",
    "通报会",
    "获悉",
    "了解到",
    "会上",
    "白皮书",
    "召开",
    "通报",
    "公布",
    "消息",
    "发布",
    "记者会",
    "报导",
    "介绍",
    "披露",
    "表示",
    "举行",
    "报告",
    "电）",
    "讯）",
    "电 ",
    "讯 ",
];

/// Whether a year only tells which of several: 今年首波, 114年第4波, 114年度「安居緝毒」專案.
pub fn is_adjective(period: &str, after: &str) -> bool {
    let nth = ["首波", "首次", "首宗", "首起", "首例", "首个", "首批", "首度", "首场", "最大", "最后", "以来最"];
    let counted = |rest: &str| {
        let rest = rest.trim_start_matches(numerals::begins);
        ["波", "次", "季", "期", "批", "场", "届", "阶段", "轮"].iter().any(|w| rest.starts_with(w))
    };
    period.ends_with(['年', '度'])
        && (nth.iter().any(|w| after.starts_with(w))
            || period.ends_with("年度") && after.starts_with(['「', '“'])
            || after.strip_prefix('第').is_some_and(counted))
}

/// Whether a period dates nothing that was done: 是1969年有纪录以来最低, 案件押后至9月再讯, 112年10月以来首度.
pub fn is_idle(before: &str, period: &str, after: &str) -> bool {
    const RECORDS: [&str; 5] = ["有纪录以来", "有记录以来", "有统计以来", "以来的", "以来"];
    let record = RECORDS.iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    let since = period.ends_with("以来") || record.len() < after.len();
    let extreme = ["最", "首次", "首度", "新高", "新低", "同期最", "的最", "单月最", "历来"]
        .iter()
        .any(|w| record.starts_with(w));
    let put_off = ["押后至", "延至", "延后至", "改期至", "定于", "押后到", "还押至", "将于", "预计", "预定"];
    since && extreme
        || is_told_of(before, period, after)
        || put_off.iter().any(|w| {
            before.ends_with(w)
                || before.ends_with(w.trim_end_matches(['至', '到'])) && period.starts_with(['至', '到'])
        })
}

/// Whether a year stands in a part of a sentence that only says what something is: 这是今年打击的重点, 今年是第三年.
fn is_told_of(before: &str, period: &str, after: &str) -> bool {
    let year = ["今年", "去年", "本年度", "近年来", "近年"].contains(&period);
    let from = before.floor_char_boundary(before.len().saturating_sub(60));
    let head = before[from..].rsplit(['，', '。', '；', '：', '“', '\n']).next().unwrap_or("");
    let tail: String = after.chars().take(30).take_while(|c| !"，。；：\n".contains(*c)).collect();
    let counts = |t: &str| t.contains(|c: char| c.is_ascii_digit());
    let says = head.ends_with('是') || tail.starts_with('是') && !tail.starts_with("是否");
    year && says && !counts(head) && !counts(&tail)
}

/// Whether the sentence of a day, from its end on, says that it is the day of a statement.
pub fn states(after: &str) -> bool {
    let near: String = after.chars().take(90).take_while(|c| !"。！？\n".contains(*c)).collect();
    // 专案于3月2日启动，…结束后公布: what begins on a day is told of on another one.
    if ["启动", "展开", "上路", "开跑", "起执行", "正式启动", "正式上路"].iter().any(|w| after.starts_with(w))
    {
        return false;
    }
    STATEMENT.iter().any(|w| near.contains(w)) || after.starts_with(['电', '讯'])
}
