//! The numerals of a text: quantities, dates and periods, and figures that report nothing.

use jiff::civil::Date;

use super::dates::Clock;
use super::{dates, figures, numerals, quantities};
use crate::bulletin::{Compare, Id, Quantity, Reason};
use crate::lang::Setting;
use crate::lang::han::scan::{self, Tokens};
use crate::token::{Kind, Mark, Period, Token};

/// The numerals of a text, in order, without overlaps. Every digit of it is in one of the tokens.
pub fn numbers(text: &str, setting: Setting<'_>) -> Vec<Token> {
    let clock = Clock::new(setting);
    scan::tokens(text, |at, c, _| token_at(text, at, c, clock, setting.home))
}

/// The characters that a quantity can begin with beside digits: bounds and signs of currencies.
fn may_bound(c: char) -> bool {
    "超逾多高大突至不少低过过约约近将将接差估人港美新$＄￥¥€£UHNMSAR半.".contains(c)
}

/// The characters that a figure can begin with beside digits.
fn may_figure(c: char) -> bool {
    "第数数几几上成".contains(c)
}

fn token_at(text: &str, at: usize, c: char, clock: Clock, home: Option<&str>) -> Option<Tokens> {
    let number = numerals::begins(c);
    let period = dates::begins(c).then(|| period_at(text, at, clock)).flatten();
    let figure = (number || may_figure(c)).then(|| figures::figure(text, at)).flatten();
    if let Some(found) = scan::figure_or_period(at, figure, period) {
        return Some(found);
    }
    let mut found = (number || may_bound(c)).then(|| quantities::quantity_at(text, at)).flatten()?;
    for token in &mut found.tokens {
        if let (Kind::Quantity(q), Some(code)) = (&mut token.kind, home.and_then(currency)) {
            own_currency(text, q, code);
        }
    }
    Some((found.tokens, found.end))
}

/// The currency whose 元 and $ need no name in a country.
fn currency(home: &str) -> Option<&'static str> {
    let known = [("TW", "TWD"), ("HK", "HKD"), ("MO", "MOP"), ("SG", "SGD")];
    known.into_iter().find(|(country, _)| *country == home).map(|(_, code)| code)
}

/// 元 and $ are of the country that the text is at home in, unless the words name another one's.
fn own_currency(text: &str, q: &mut Quantity, code: &'static str) {
    let words = q.span.of(text);
    let behind = &text[q.span.end..];
    let named =
        words.contains("人民币") || words.contains(['￥', '¥', 'R']) || first_is(behind, &["人民币", "（人民币"]);
    let dollar = q.unit == "USD" && words.starts_with(['$', '＄']);
    if q.unit == "CNY" && !named || dollar {
        q.unit = Id::new(code);
    }
}

fn first_is(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// The period at `at`: the day of a statement is told by its sentence, and a year's same period that a share is of
/// (是2019年同期的48.8%) is what the share is held against.
fn period_at(text: &str, at: usize, clock: Clock) -> Option<(Kind, usize)> {
    let (period, len) = dates::period(&text[at..], clock)?;
    let end = at + len;
    let after = &text[end..];
    if dates::is_adjective(&text[at..end], after) {
        let counted = text[at..end].starts_with(numerals::begins);
        return counted.then_some((Kind::Figure(Reason::Time), end));
    }
    if dates::is_idle(&text[..at], &text[at..end], after) || clock.is_plan(period) {
        return Some((Kind::Figure(Reason::Time), end));
    }
    let former = text[..at].ends_with(['由', '从', '從']);
    if former && ["上年", "上一年", "上年度", "上一年度"].contains(&&text[at..end]) {
        // The former level is of the year before the one that is told of.
        return Some((Kind::Period(Period::SamePeriod { years_before: 1 }), end));
    }
    if &text[at..end] == "当月"
        && let Some(month) = month_before(&text[..at], clock)
    {
        return Some((Kind::Period(month), end));
    }
    if let Some(from) = launched(&text[..at], &text[at..end], period, clock) {
        let Period::Span { to, .. } = period else { return None };
        return Some((Kind::Period(Period::Span { from: Some(from), to }), end));
    }
    if let Some(years_before) = former_level(&text[..at], after, period, clock) {
        return Some((Kind::Period(Period::SamePeriod { years_before }), end));
    }
    if let Some(base) = base(&text[..at], after, period, clock) {
        return Some((Kind::Mark(Mark::Base(base)), end));
    }
    if let Period::Span { from: Some(day), to: Some(to) } = period {
        if day == to && text[at..end].ends_with(|c: char| c.is_ascii_digit()) {
            return Some((Kind::Period(Period::Statement(day)), end));
        }
        if day == to && (dates::states(after) || text[..at].ends_with("记者")) {
            return Some((Kind::Period(Period::Statement(day)), end));
        }
    }
    Some((Kind::Period(period), end))
}

/// launched := day … (启动 | 展开 …) … (至 | 截至) day: when began what the day at the end of `before` ends
fn launched(before: &str, words: &str, period: Period, clock: Clock) -> Option<Date> {
    const LAUNCHED: [&str; 9] = ["启动", "展开", "部署", "打响", "开展", "铺开", "实施", "发起", "拉开"];
    let Period::Span { to: Some(to), .. } = period else { return None };
    let head = before.strip_suffix('至').or_else(|| before.strip_suffix('到'));
    let head = head.or_else(|| ["截至", "截止", "至"].iter().any(|w| words.starts_with(w)).then_some(before))?;
    let head = head.strip_suffix("持续").or_else(|| head.strip_suffix('截')).unwrap_or(head);
    let from = head.floor_char_boundary(head.len().saturating_sub(150));
    let near = head[from..].rsplit(['。', '；', '\n']).next()?;
    let (at, word) = LAUNCHED.iter().filter_map(|w| near.rfind(w).map(|at| (at, w))).max()?;
    let quiet = |s: &str| !s.contains(|c: char| numerals::digit(c).is_some());
    let told = near[..at].char_indices().rev().filter(|(_, c)| numerals::digit(*c).is_some() || "今去".contains(*c));
    let days = told.filter_map(|(at, _)| match dates::period(&near[at..], clock)? {
        (Period::Span { from: Some(from), to: Some(last) }, len) if from == last => Some((at, len, from)),
        _ => None,
    });
    // The longest that ends where the last one does: 3月1日, not 1日.
    let (_, len, day) = days
        .reduce(|last, one| if one.0 + one.1 == last.0 + last.1 { one } else { last })
        .map(|(at, len, day)| (at, at + len, day))?;
    (quiet(&near[len..at]) && quiet(&near[at + word.len()..]) && day < to).then_some(day)
}

/// The month that was named last, a few words before: 10月起执行专案，当月取缔31件.
fn month_before(before: &str, clock: Clock) -> Option<Period> {
    let from = before.floor_char_boundary(before.len().saturating_sub(120));
    let near = before[from..].rsplit(['。', '\n']).next()?;
    let at = near.rfind('月')?;
    let head = near[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    match dates::period(near.get(head.len()..at + '月'.len_utf8())?, clock)?.0 {
        span @ Period::Span { from: Some(_), to: Some(_) } => Some(span),
        _ => None,
    }
}

/// former-level := (比 | 较 | 与 …) period 的? level: 比去年同期的3742宗上升, 较去年的34件减少; how many years before. What is told
/// next is held against that level.
fn former_level(before: &str, after: &str, period: Period, clock: Clock) -> Option<i16> {
    let held = ["比", "较", "与", "和", "同"].iter().any(|w| before.ends_with(w));
    let level = is_level(after.strip_prefix('的').unwrap_or(after));
    let year = |from: Date, to: Date| ((to - from).get_days() > 300).then(|| clock.year() - from.year());
    match period {
        Period::SamePeriod { years_before } if level && (held || after.starts_with('的')) => Some(years_before),
        Period::Span { from: Some(from), to: Some(to) } if level && held && clock.known() => {
            year(from, to).filter(|y| *y > 0)
        }
        _ => None,
    }
}

/// A period behind 比, 较 or 与 is what a change is held against, and puts nothing in force.
fn base(before: &str, after: &str, period: Period, clock: Clock) -> Option<Compare> {
    let former = before.ends_with(['从', '由', '從', '自']);
    // 由前年升30.7%至: the former level is not told.
    if before.ends_with('由') && after.starts_with(['升', '增', '跌', '降', '减', '大', '急', '微']) {
        return match period {
            Period::Span { from: Some(from), to: Some(to) } if (to - from).get_days() > 300 => {
                Some(if clock.year() - from.year() <= 2 { Compare::YearOnYear } else { Compare::PreviousPeriod })
            }
            _ => None,
        };
    }
    if let (Period::SamePeriod { years_before }, true) = (period, after.starts_with('的') && !former) {
        return Some(if years_before == 1 { Compare::YearOnYear } else { Compare::PreviousPeriod });
    }
    if of_multiple(before, after) {
        return match period {
            Period::SamePeriod { years_before: 1 } => Some(Compare::YearOnYear),
            Period::SamePeriod { .. } => Some(Compare::PreviousPeriod),
            Period::Span { from: Some(from), to: Some(to) } if (to - from).get_days() > 300 => {
                let recent = clock.known() && clock.year() - from.year() <= 2;
                Some(if recent { Compare::YearOnYear } else { Compare::PreviousPeriod })
            }
            _ => None,
        };
    }
    let compares = ["比", "较", "与", "与", "和", "同", "较", "相较于", "相比"];
    if !compares.iter().any(|w| before.ends_with(w)) {
        return None;
    }
    let near: String = after.chars().take(8).take_while(|c| !"，。；、,;".contains(*c)).collect();
    let held = before.ends_with(['比', '较', '較']) || near.contains("相比") || near.contains("相较");
    match period {
        Period::SamePeriod { years_before: 1 } => Some(Compare::YearOnYear),
        // The year before last is the one before what bulletins of a new year tell.
        Period::SamePeriod { years_before: 2 }
            if before.ends_with(['比', '较']) && clock.known() && clock.month() < 5 =>
        {
            Some(Compare::YearOnYear)
        }
        Period::SamePeriod { .. } | Period::Vague => Some(Compare::PreviousPeriod),
        // 较2022年底减少
        Period::Span { from: None, to: Some(_) } if held => Some(Compare::PreviousPeriod),
        Period::Span { from: Some(from), to: Some(to) } if held && (to - from).get_days() > 300 => {
            let recent = clock.known() && clock.year() - from.year() <= 2;
            Some(if recent { Compare::YearOnYear } else { Compare::PreviousPeriod })
        }
        // 较1月的1046件: a former level, whose month is told.
        Period::Span { from: Some(from), to: Some(to) }
            if from < to && after.strip_prefix('的').is_some_and(is_level) =>
        {
            None
        }
        // 与去年2月相比: the same month of the year before.
        Period::Span { from: Some(from), to: Some(to) }
            if held && from < to && (to - from).get_days() < 31 && months_ago(from, clock) >= 12 =>
        {
            Some(if months_ago(from, clock) < 24 { Compare::YearOnYear } else { Compare::PreviousPeriod })
        }
        // 比二季度, 与5月相比: the month before or an earlier stretch of the same year.
        Period::Span { from: Some(from), to: Some(to) } if held && from < to => {
            let month = (to - from).get_days() < 31 && !after.starts_with("同期");
            Some(match (month, after.starts_with("同期")) {
                (true, _) => Compare::MonthOnMonth,
                (_, true) => Compare::YearOnYear,
                _ => Compare::PreviousPeriod,
            })
        }
        _ => None,
    }
}

/// How many months before that of publication a day lies; none where it is not known.
fn months_ago(day: Date, clock: Clock) -> i32 {
    let months = i32::from(clock.year() - day.year()) * 12 + i32::from(clock.month()) - i32::from(day.month());
    if clock.known() { months } else { 0 }
}

/// multiple := (是|为|达|相当于|接近|超过) period (“…”)? 的 N倍: what stands here is what the multiple is of
fn of_multiple(before: &str, after: &str) -> bool {
    let equals = ["是", "为", "达", "达到", "相当于", "接近", "超过"].iter().any(|w| before.ends_with(w));
    let named = after.strip_prefix('“').and_then(|r| r.split_once('”')).map_or(after, |(_, r)| r);
    let Some(number) = named.strip_prefix('的').filter(|_| equals) else { return false };
    let found = quantities::quantity_at(number, 0).and_then(|f| f.tokens.into_iter().next());
    found.is_some_and(|t| matches!(&t.kind, Kind::Quantity(q) if q.unit == "times"))
}

/// Whether a text begins with a quantity that is neither a share nor a multiple.
pub fn is_level(text: &str) -> bool {
    let found = quantities::quantity_at(text, 0).and_then(|f| f.tokens.into_iter().next());
    found.is_some_and(
        |t| matches!(&t.kind, Kind::Quantity(q) if !matches!(q.unit.as_str(), "percent" | "percentagePoint" | "times")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::scan::testing;

    fn kinds(text: &str) -> Vec<String> {
        testing::kinds(numbers, text, jiff::civil::date(2024, 12, 13))
    }

    #[test]
    fn a_line() {
        for (text, want) in [
            ("1至4月，全省侦破案件8899起", vec!["1至4月=period", "8899起=8899 count"]),
            ("2024-12-13 15:26  来源", vec!["2024-12-13=statement", "15:26=Time"]),
            ("查破毒品案件298起379人", vec!["298起=298 count", "379人=379 count"]),
            ("拨打96110，一起参与", vec!["96110=Identifier"]),
            ("诈骗APP4.2万个", vec!["4.2万个=42000 count"]),
            ("只是2019年同期的48.8%", vec!["2019年同期=Base(PreviousPeriod)", "48.8%=48.8 percent"]),
            ("比二季度多出11宗", vec!["二季度=Base(PreviousPeriod)", "11宗=11 count"]),
            ("较1月的86件减少", vec!["1月=period", "86件=86 count"]),
            ("比10月少86件", vec!["10月=Base(MonthOnMonth)", "86件=86 count"]),
            ("与去年11月相比", vec!["去年11月=Base(YearOnYear)"]),
            ("与今年一季度相比下降5%", vec!["今年一季度=Base(PreviousPeriod)", "5%=5 percent"]),
            ("是2022年的1.7倍", vec!["2022年=Base(YearOnYear)", "1.7倍=1.7 times"]),
            ("是去年“五一”的3倍", vec!["去年=Base(YearOnYear)", "3倍=3 times"]),
            ("是2022年的12起之一", vec!["2022年=period", "12起=12 count"]),
            ("比2022年下降9.3%", vec!["2022年=Base(YearOnYear)", "9.3%=9.3 percent"]),
            ("较2022年底减少9.3%", vec!["2022年底=Base(PreviousPeriod)", "9.3%=9.3 percent"]),
            ("截至2022年底减少9.3%", vec!["截至2022年底=period", "9.3%=9.3 percent"]),
            ("这是今年打击的重点，今年破案3起", vec!["今年=Time", "今年=period", "3起=3 count"]),
            ("抓获的是今年3月逃走的", vec!["今年3月=period"]),
            ("十四届人大三次会议", vec!["十四届=Background", "三次=Ordinal"]),
            ("一季度查处11宗", vec!["一季度=period", "11宗=11 count"]),
            ("从去年同期的9.1%压到6.3%", vec!["去年同期=period", "9.1%=9.1 percent", "6.3%=6.3 percent"]),
            ("四成案件侵犯知识产权", vec!["四成=40 percent"]),
            ("连续20个月下降", vec!["20个月=20 month"]),
            ("来往于100多个国家和地区", vec!["100多个国家=Background"]),
            ("今年1月1日至11月30日", vec!["今年1月1日至11月30日=period"]),
        ] {
            assert_eq!(kinds(text), want, "{text}");
        }
    }

    #[test]
    fn what_was_launched_ends() {
        let ends = |text: &str, from, to| {
            let tokens = numbers(text, Setting { date: Some(jiff::civil::date(2024, 12, 13)), home: None });
            let day = |m, d| Some(jiff::civil::date(2024, m, d));
            let (from, to): ((i8, i8), (i8, i8)) = (from, to);
            let want = Kind::Period(Period::Span { from: day(from.0, from.1), to: day(to.0, to.1) });
            tokens.into_iter().any(|t| t.kind == want)
        };
        assert!(ends("3月1日，“金盾”行动在全市启动，至5月31日，破案3起", (3, 1), (5, 31)));
        assert!(ends("行动于6月5日展开，截至8月20日，抓获3人", (6, 5), (8, 20)));
        assert!(!ends("3月1日，民警抓获3人后启动追赃，至5月31日", (3, 1), (5, 31)));
    }

    #[test]
    fn long_runs_are_read_in_one_go() {
        testing::long_runs(numbers, &["1", "一", "万", "1,", "百分之", "至", " ", "年"]);
    }
}
