//! Dates and periods: 今年以来, 1至11月, 上半年, 截至10月底, 去年5月25日至27日, 自6月25日以来, 五年来, 15日.

mod back;
mod point;
mod range;
mod words;

use jiff::ToSpan;
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::numerals;
use crate::lang::days::{self, clamp, year_of};
use crate::lang::han::{fail, longest};
use crate::token::Period;

use back::back;
pub use point::Clock;
use point::{point, whole, year};
use range::{ended, range};
use words::word;
pub use words::{is_adjective, is_idle, states};

/// Days of a figure that the words give, each end where they give it.
type Ends = (Option<Date>, Option<Date>);

/// The period that begins at the beginning of `i`, and its length in bytes. Without a day of publication what hangs
/// on it is vague.
pub fn period(i: &str, clock: Clock) -> Option<(Period, usize)> {
    days::period(i, clock, clock.known(), &[until, since, calendar, back, word])
}

/// calendar := iso | range | part-of-year | point, with 以来, 起, 至今 or 底 behind it
fn calendar(i: &str, today: Clock) -> IResult<&str, Period> {
    if let Ok(found) = same_period(i, today) {
        return Ok(found);
    }
    let (rest, (from, to)) = alt((
        |i| iso(i, today),
        |i| range(i, today),
        |i| part_of_year(i, today),
        |i| third_of_month(i, today),
        |i| end_of(i, today),
        |i| point(i, today).map(|(r, p)| (r, some(p.days(today)))),
    ))
    .parse(i)?;
    if let Some(day) = from.filter(|day| to == Some(*day))
        && let Ok((rest, days)) = run_of_days(rest)
    {
        return Ok((rest, Period::Span { from, to: day.checked_add((days - 1).days()).ok() }));
    }
    if let (Ok((rest, _)), Some(from)) = (onward(rest), from) {
        return Ok((rest, Period::Since(from)));
    }
    if let Some(from) = from.filter(|_| since_words(rest)) {
        return Ok((rest, Period::Since(from)));
    }
    if ["今年", "本年度", "本年"].iter().any(|w| i.strip_prefix(w) == Some(rest)) {
        return Ok((rest, from.map_or(Period::Vague, Period::Since)));
    }
    let rest = ["期间", "当天", "当日", "以前", "之前"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    Ok((rest, Period::Span { from, to }))
}

/// same := year (同月 | 同期 | 同季): the period in force, in an earlier year
fn same_period(i: &str, today: Clock) -> IResult<&str, Period> {
    let (rest, y) = year(i, today)?;
    let (rest, _) = alt((tag("同月"), tag("同期"), tag("同季"))).parse(rest)?;
    if today.known() && y < today.year() {
        Ok((rest, Period::SamePeriod { years_before: today.year() - y }))
    } else {
        fail(i)
    }
}

fn some((a, b): (Date, Date)) -> Ends {
    (Some(a), Some(b))
}

/// run := 起? (连续 | 一连 | 为期 | 展开一连) N (天 | 日): so many days from the first on
fn run_of_days(i: &str) -> IResult<&str, i64> {
    let (rest, _) = opt(alt((tag("起"), tag("开始")))).parse(i)?;
    let (rest, _) = opt(alt((tag("，"), tag("展开"), tag("进行"), tag("执行")))).parse(rest)?;
    let (rest, _) = alt((tag("连续"), tag("一连"), tag("为期"), tag("接连"))).parse(rest)?;
    let (rest, n) = whole(rest, 2, 31)?;
    let (rest, _) = alt((tag("天"), tag("日"))).parse(rest)?;
    Ok((rest, i64::from(n)))
}

/// words := .{1,24} 以来: 6月20日行动打响以来; no other figure and no mark stands between
fn since_words(i: &str) -> bool {
    let near = &i[..i.char_indices().nth(26).map_or(i.len(), |(at, _)| at)];
    let Some(end) = near.find("以来").filter(|e| *e > 0) else { return false };
    !near[..end].contains(|c: char| "，。；、,;！？：:（）()\n".contains(c) || numerals::digit(c).is_some())
}

/// onward := 以来 | 至今 | 起, not 起诉
fn onward(i: &str) -> IResult<&str, &str> {
    let (rest, word) = alt((tag("以来"), tag("以后"), tag("至今"), tag("来"), tag("起"))).parse(i)?;
    let other = ["诉", "诉", "源", "草", "点"].iter().any(|w| rest.starts_with(w));
    if word == "起" && other || word == "来" && ["自", "电", "访", "华", "源"].iter().any(|w| rest.starts_with(w))
    {
        return fail(i);
    }
    Ok((rest, word))
}

/// iso := NNNN[-/.]NN[-/.]NN, with a year of the Republic too
fn iso(i: &str, today: Clock) -> IResult<&str, Ends> {
    let Some(head) = i.get(..i.bytes().take(10).take_while(|b| b.is_ascii_digit() || b"-/.".contains(b)).count())
    else {
        return fail(i);
    };
    let parts: Vec<i16> = head.split(['-', '/', '.']).filter_map(|p| p.parse().ok()).collect();
    let &[y, m, d] = parts.as_slice() else { return fail(i) };
    let y = if today.republic() && (80..150).contains(&y) { y + point::REPUBLIC } else { y };
    match (i8::try_from(m), i8::try_from(d)) {
        (Ok(m), Ok(d)) if (1900..2100).contains(&y) => match Date::new(y, m, d) {
            Ok(day) => Ok((&i[head.len()..], (Some(day), Some(day)))),
            Err(_) => fail(i),
        },
        _ => fail(i),
    }
}

/// part := year? (上半年 | 下半年 | 前N个月 | 前三季度 | 一季度 | 全年)
fn part_of_year(i: &str, today: Clock) -> IResult<&str, Ends> {
    let (rest, y) = opt(|i| year(i, today)).parse(i)?;
    let (rest, _) = opt(tag("的")).parse(rest)?;
    let (rest, (a, b)) = alt((quarters, halves, first_months)).parse(rest)?;
    if (a, b) == (1, 12) && y.is_none() {
        return fail(i);
    }
    let y = y.unwrap_or_else(|| year_of(b, 20, today.day));
    Ok((rest, (Some(clamp(y, a, 1)), Some(clamp(y, b, 31)))))
}

fn halves(i: &str) -> IResult<&str, (i8, i8)> {
    let words = [
        ("上半年", (1, 6)),
        ("首半年", (1, 6)),
        ("下半年", (7, 12)),
        ("全年", (1, 12)),
        ("一整年", (1, 12)),
        ("一年", (1, 12)),
    ];
    let (rest, months) = longest(i, &words)?;
    if i.starts_with("一年") && rest.starts_with(['来', '以', '多']) { fail(i) } else { Ok((rest, months)) }
}

/// quarters := (前|首)N季度? | 第?N季度? | 首季
fn quarters(i: &str) -> IResult<&str, (i8, i8)> {
    if let Some(rest) = i.strip_prefix("首季度").or_else(|| i.strip_prefix("首季")) {
        return Ok((rest, (1, 3)));
    }
    let (rest, front) = opt(alt((tag("前"), tag("首"), tag("第")))).parse(i)?;
    let (rest, n) = whole(rest, 1, 4)?;
    let (rest, _) = (opt(tag("个")), tag("季")).parse(rest)?;
    let rest = match rest.strip_prefix('度') {
        Some(rest) => rest,
        None if front.is_some() => rest,
        None => return fail(i),
    };
    let end = i8::try_from(n * 3).unwrap_or(12);
    Ok((rest, (if matches!(front, Some("前" | "首")) { 1 } else { end - 2 }, end)))
}

/// first := (前|头|首) N 个?月
fn first_months(i: &str) -> IResult<&str, (i8, i8)> {
    let (rest, _) = alt((tag("前"), tag("头"), tag("首"))).parse(i)?;
    let (rest, n) = whole(rest, 1, 12)?;
    let (rest, _) = (opt(tag("个")), tag("月")).parse(rest)?;
    Ok((rest, (1, i8::try_from(n).unwrap_or(12))))
}

/// end := point (年)? (底 | 末): from nowhere to the last day; point 初: to its beginning
fn end_of(i: &str, today: Clock) -> IResult<&str, Ends> {
    let (rest, p) = point(i, today)?;
    let (rest, word) = alt((tag("年底"), tag("年末"), tag("底"), tag("末"), tag("年初"), tag("初"))).parse(rest)?;
    let (first, last) = p.days(today);
    if p.day.is_some() {
        return fail(i);
    }
    let last = if word.ends_with('初') { first } else { last };
    let from = word.ends_with('初').then_some(first);
    Ok((rest, (from, Some(last))))
}

/// third := year? month (上旬 | 中旬 | 下旬)
fn third_of_month(i: &str, today: Clock) -> IResult<&str, Ends> {
    let (rest, p) = point(i, today)?;
    let (rest, (a, b)) = longest(rest, &[("上旬", (1, 10)), ("中旬", (11, 20)), ("下旬", (21, 31))])?;
    let (first, last) = p.days(today);
    if p.month.is_none() || p.day.is_some() {
        return fail(i);
    }
    let day = |d: i8| clamp(first.year(), first.month(), d.min(last.day()));
    Ok((rest, (Some(day(a)), Some(day(b)))))
}

/// until := (截至|截止|截止到|到|至) (point | part) (底|末|日)?
fn until(i: &str, today: Clock) -> IResult<&str, Period> {
    let (rest, word) =
        alt((tag("截至到"), tag("截止到"), tag("截至"), tag("截止至"), tag("截止"), tag("到"), tag("至"))).parse(i)?;
    let short = matches!(word, "到" | "至");
    let (rest, (_, to)) = alt((
        |i| iso(i, today),
        |i| end_of(i, today),
        |i| part_of_year(i, today),
        |i| range::named_day(i, today).map(|(r, day)| (r, (Some(day), Some(day)))),
        |i| point(i, today).map(|(r, p)| (r, some(p.days(today)))),
    ))
    .parse(rest)?;
    let (rest, end) = opt(alt((tag("底"), tag("末"), tag("为止"), tag("止")))).parse(rest)?;
    if short && end.is_none() && !i[word.len()..i.len() - rest.len()].ends_with(['底', '末']) {
        return fail(i);
    }
    Ok((rest, Period::Span { from: None, to: to.map(|t| t.min(today.day)) }))
}

/// since := (自|从|由) (point | part) (.{0,24} 以来 | 起); 由 begins a former level too (由12起增至), so that it needs its other end or 起
fn since(i: &str, today: Clock) -> IResult<&str, Period> {
    let (rest, word) = alt((tag("自从"), tag("自"), tag("从"), tag("由"))).parse(i)?;
    if let Ok((rest, (from, to))) = range(rest, today) {
        return Ok((rest, Period::Span { from, to }));
    }
    if let Ok((after, first)) = point(rest, today)
        && let Ok((after, last)) = ended(after, first, today)
    {
        return Ok((after, Period::Span { from: Some(first.days(today).0), to: Some(last) }));
    }
    let (rest, (from, _)) =
        alt((|i| part_of_year(i, today), |i| point(i, today).map(|(r, p)| (r, some(p.days(today)))))).parse(rest)?;
    let Some(from) = from else { return fail(i) };
    if let Ok((rest, _)) = onward(rest) {
        return Ok((rest, Period::Since(from)));
    }
    let near: String = rest.chars().take(24).take_while(|c| !"，。；、,;！？\n".contains(*c)).collect();
    if word != "由" && (near.contains("以来") || near.contains("至今") || near.contains('起')) {
        return Ok((rest, Period::Since(from)));
    }
    fail(i)
}

/// Whether a period can begin with this character; keeps the scan of a text short.
pub fn begins(c: char) -> bool {
    "今本去上前截到至自从由近过最这半年元开目迄同当该一全其期此那多历往日连不早稍长春假国昨“党新首头第".contains(c)
        || numerals::begins(c)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lang::Setting;

    const TODAY: Date = date(2024, 12, 13);

    fn clock(home: Option<&str>) -> Clock {
        Clock::new(Setting { date: Some(TODAY), home })
    }

    fn span(from: Option<Date>, to: Option<Date>) -> Period {
        Period::Span { from, to }
    }

    #[test]
    fn periods() {
        let y = |y| span(Some(date(y, 1, 1)), Some(date(y, 12, 31)));
        for (text, want, whole) in [
            ("今年以来，", Period::Since(date(2024, 1, 1)), "今年以来"),
            ("今年1至11月，", span(Some(date(2024, 1, 1)), Some(date(2024, 11, 30))), "今年1至11月"),
            ("1—6月，", span(Some(date(2024, 1, 1)), Some(date(2024, 6, 30))), "1—6月"),
            ("上半年，", span(Some(date(2024, 1, 1)), Some(date(2024, 6, 30))), "上半年"),
            ("前三季度", span(Some(date(2024, 1, 1)), Some(date(2024, 9, 30))), "前三季度"),
            ("前4个月破获", span(Some(date(2024, 1, 1)), Some(date(2024, 4, 30))), "前4个月"),
            ("一季度", span(Some(date(2024, 1, 1)), Some(date(2024, 3, 31))), "一季度"),
            ("截至10月底，", span(None, Some(date(2024, 10, 31))), "截至10月底"),
            ("截至目前已有", Period::ToNow, "截至目前"),
            ("去年，", y(2023), "去年"),
            ("2023年全年", y(2023), "2023年全年"),
            ("2021年，", y(2021), "2021年"),
            ("二〇二三年", y(2023), "二〇二三年"),
            ("2021年至2023年", span(Some(date(2021, 1, 1)), Some(date(2023, 12, 31))), "2021年至2023年"),
            ("2021—2023年", span(Some(date(2021, 1, 1)), Some(date(2023, 12, 31))), "2021—2023年"),
            ("2021年4月至2022年7月，", span(Some(date(2021, 4, 1)), Some(date(2022, 7, 31))), "2021年4月至2022年7月"),
            ("去年5月25日至27日", span(Some(date(2023, 5, 25)), Some(date(2023, 5, 27))), "去年5月25日至27日"),
            ("自6月25日以来，", Period::Since(date(2024, 6, 25)), "自6月25日以来"),
            ("自7月25日专项行动开展以来", Period::Since(date(2024, 7, 25)), "自7月25日"),
            ("6月20日行动打响以来，", Period::Since(date(2024, 6, 20)), "6月20日"),
            ("今年3月专项整治开展以来，", Period::Since(date(2024, 3, 1)), "今年3月"),
            ("6月20日抓获3人，今年以来", span(Some(date(2024, 6, 20)), Some(date(2024, 6, 20))), "6月20日"),
            (
                "自去年12月15日启动，至今年6月15日结束。",
                span(Some(date(2023, 12, 15)), Some(date(2024, 6, 15))),
                "自去年12月15日启动，至今年6月15日结束",
            ),
            ("从3月1日开始到5月31日", span(Some(date(2024, 3, 1)), Some(date(2024, 5, 31))), "从3月1日开始到5月31日"),
            ("2023年以来", Period::Since(date(2023, 1, 1)), "2023年以来"),
            ("五年来，", Period::Back { months: 60 }, "五年来"),
            ("近三年", Period::Back { months: 36 }, "近三年"),
            ("近年来，", Period::Vague, "近年来"),
            ("同期查验", Period::Same, "同期"),
            ("去年同期", Period::SamePeriod { years_before: 1 }, "去年同期"),
            ("15日获悉", span(Some(date(2024, 11, 15)), Some(date(2024, 11, 15))), "15日"),
            ("12月13日上午", span(Some(TODAY), Some(TODAY)), "12月13日"),
            ("2024-12-13 15:26", span(Some(TODAY), Some(TODAY)), "2024-12-13"),
            ("去年以来", Period::Since(date(2023, 1, 1)), "去年以来"),
            ("上年度", y(2023), "上年度"),
            ("去年底", span(None, Some(date(2023, 12, 31))), "去年底"),
            ("截至昨日，", span(None, Some(date(2024, 12, 12))), "截至昨日"),
            ("由今年一月至十月，", span(Some(date(2024, 1, 1)), Some(date(2024, 10, 31))), "由今年一月至十月"),
            ("由9月1日起", Period::Since(date(2024, 9, 1)), "由9月1日起"),
            ("6月中旬的一次", span(Some(date(2024, 6, 11)), Some(date(2024, 6, 20))), "6月中旬"),
            ("今年2月下旬以来", Period::Since(date(2024, 2, 21)), "今年2月下旬以来"),
            ("从元月26日到3月5日，", span(Some(date(2024, 1, 26)), Some(date(2024, 3, 5))), "从元月26日到3月5日"),
            ("上周，", span(Some(date(2024, 12, 2)), Some(date(2024, 12, 8))), "上周"),
        ] {
            let (p, len) = period(text, clock(None)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((p, &text[..len]), (want, whole), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_periods() {
        for text in [
            "六个月间",
            "7日内",
            "由12月的",
            "由监委移送",
            "三年行动",
            "前后",
            "至于",
            "到案",
            "自首",
            "从严",
            "20个月",
            "上海",
            "3年以上",
            "本案",
            "元旦",
            "中旬",
        ] {
            assert_eq!(period(text, clock(None)), None, "{text}");
        }
    }

    #[test]
    fn without_a_date_it_is_vague() {
        assert_eq!(period("今年以来", Clock::new(Setting::default())).map(|p| p.0), Some(Period::Vague));
        assert_eq!(
            period("2023年", Clock::new(Setting::default())).map(|p| p.0),
            Some(span(Some(date(2023, 1, 1)), Some(date(2023, 12, 31))))
        );
    }

    #[test]
    fn years_of_the_republic_and_days_told_twice() {
        let day = |m, d| span(Some(date(2024, m, d)), Some(date(2024, m, d)));
        for (text, want, whole) in [
            ("113年1月至11月，", span(Some(date(2024, 1, 1)), Some(date(2024, 11, 30))), "113年1月至11月"),
            ("民国112年，", span(Some(date(2023, 1, 1)), Some(date(2023, 12, 31))), "民国112年"),
            ("一一二年度", span(Some(date(2023, 1, 1)), Some(date(2023, 12, 31))), "一一二年度"),
            ("112至113年", span(Some(date(2023, 1, 1)), Some(date(2024, 12, 31))), "112至113年"),
            ("113/10/02", day(10, 2), "113/10/02"),
            ("112年同月的", Period::SamePeriod { years_before: 1 }, "112年同月"),
            ("今（113）年1至10月", span(Some(date(2024, 1, 1)), Some(date(2024, 10, 31))), "今（113）年1至10月"),
            ("今（13）日", day(12, 13), "今（13）日"),
            ("本月5日", day(12, 5), "本月5日"),
            ("本（12）月", span(Some(date(2024, 12, 1)), Some(date(2024, 12, 31))), "本（12）月"),
            ("首三季", span(Some(date(2024, 1, 1)), Some(date(2024, 9, 30))), "首三季"),
            ("去年首六个月", span(Some(date(2023, 1, 1)), Some(date(2023, 6, 30))), "去年首六个月"),
            ("12月3日起连续三天", span(Some(date(2024, 12, 3)), Some(date(2024, 12, 5))), "12月3日起连续三天"),
        ] {
            let (p, len) = period(text, clock(Some("TW"))).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((p, &text[..len]), (want, whole), "{text}");
        }
        for text in ["113年", "一季", "今（甲）日"] {
            assert_eq!(period(text, clock(None)), None, "{text}");
        }
    }
}
