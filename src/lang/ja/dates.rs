//! Dates and periods: 令和6年中, 今年1月から11月末まで, 上半期（1〜6月）, 1〜3月期, 7月末, 2024年度, 昨年1年間, これまでに.

mod point;
mod words;

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use crate::lang::days::{self, FAR, clamp, year_of};
use crate::lang::han::{begins as begins_number, fail, longest};
use crate::token::Period;
use point::{Point, day_of_month, era_year, month, point, whole, year};
pub use words::states;
use words::word;

/// First and last day.
type Ends = (Date, Date);
type Read<'a, T> = IResult<&'a str, T>;

/// The period that begins at the beginning of `i`, and its length in bytes. Without a day of publication what hangs on it
/// is vague.
pub fn period(i: &str, today: Option<Date>) -> Option<(Period, usize)> {
    let readers = [begun_and_ended, range, months_from, months_until, tax_year, until, since, part, plain, back, word];
    days::period(i, today.unwrap_or(FAR), today.is_some(), &readers)
}

fn span((from, to): Ends) -> Period {
    Period::Span { from: Some(from), to: Some(to) }
}

fn separator(i: &str) -> Read<'_, &str> {
    alt((tag("〜"), tag("～"), tag("~"), tag("－"), tag("-"), tag("―"), tag("–"), tag("—"), tag("から"))).parse(i)
}

/// end := 末? (まで | にかけて | の間 | 現在 | 時点)
fn ending(i: &str) -> Read<'_, &str> {
    let (rest, _) = opt(tag("末")).parse(i)?;
    alt((
        tag("までの間"),
        tag("までに"),
        tag("まで"),
        tag("にかけて"),
        tag("にかけ"),
        tag("の間"),
        tag("現在"),
        tag("時点"),
    ))
    .parse(rest)
}

/// range := point separator point ending? | short-range
fn range(i: &str, today: Date) -> Read<'_, Period> {
    if let Ok(read) = short_range(i, today) {
        return Ok(read);
    }
    let (rest, first) = point(i, today, None)?;
    let (rest, _) =
        opt(alt((tag("頃"), tag("ごろ"), tag("初め"), tag("上旬"), tag("中旬"), tag("下旬")))).parse(rest)?;
    let (rest, word) = separator(rest)?;
    let (rest, last) = point(rest, today, first.era)?;
    let (rest, end) = opt(ending).parse(rest)?;
    let (rest, end) = (rest.strip_prefix('末').unwrap_or(rest), end);
    // 前年から2月…: without an end から leads to no other point.
    if word == "から" && end.is_none() && !rest.starts_with(['の', 'に', '）', '、']) {
        return fail(i);
    }
    let to = last.after(first, today);
    let from = if first.year.is_none() && last.year.is_none() && first.month.is_some() {
        let from = Point { year: Some(to.year()), ..first }.days(today).0;
        if from > to { Point { year: Some(to.year() - 1), ..first }.days(today).0 } else { from }
    } else {
        first.days(today).0
    };
    if from > to { fail(i) } else { Ok((rest, span((from, to)))) }
}

/// begun-and-ended := point に始まり 、 point に終了: the days of an operation
fn begun_and_ended(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, first) = point(i, today, None)?;
    let begun = alt((
        tag("に始まり"),
        tag("から始まり"),
        tag("に開始され"),
        tag("に開始し"),
        tag("に始まって"),
        tag("にスタートし"),
        tag("に着手し"),
    ));
    let (rest, _) = (begun, opt(tag("、"))).parse(rest)?;
    let (rest, last) = point(rest, today, first.era)?;
    let (rest, _) = alt((tag("に終了"), tag("に終わ"), tag("に終結"), tag("に完了"), tag("まで続"))).parse(rest)?;
    let (from, to) = (first.days(today).0, last.after(first, today));
    if from > to { fail(i) } else { Ok((rest, span((from, to)))) }
}

/// short-range := year? N separator N (月 期? | 日) | NNNN separator N 年
fn short_range(i: &str, today: Date) -> Read<'_, Period> {
    let dash = |i| if let Ok((_, "から")) = separator(i) { fail(i) } else { separator(i) };
    if let Ok((rest, a)) = whole(i, 1900, 2100)
        && let Ok((rest, _)) = dash(rest)
        && let Ok((rest, b)) = whole(rest, 1, 2100)
        && let Some(rest) = rest.strip_prefix('年')
    {
        let b = if b < 100 { a - a % 100 + b } else { b };
        let fiscal = rest.starts_with('度');
        let first = Point { year: Some(a), fiscal, ..Point::default() }.days(today).0;
        let last = Point { year: Some(b), fiscal, ..Point::default() }.days(today).1;
        return if first < last {
            Ok((rest.strip_prefix('度').unwrap_or(rest), span((first, last))))
        } else {
            fail(i)
        };
    }
    let (rest, y) = opt(|i| year(i, today, None)).parse(i)?;
    let rest = if y.is_some() { rest.strip_prefix('の').unwrap_or(rest) } else { rest };
    if let Ok((rest, m)) = month(rest)
        && let Ok((rest, a)) = whole(rest, 1, 31)
        && let Ok((rest, _)) = dash(rest)
        && let Ok((rest, b)) = day_of_month(rest)
    {
        let p = Point { month: Some(m), day: Some(b), ..y.unwrap_or_default() };
        let to = p.days(today).1;
        return Ok((rest, span((clamp(to.year(), m, i8::try_from(a).unwrap_or(1)), to))));
    }
    let (rest, a) = whole(rest, 1, 31)?;
    let (rest, _) = opt(tag("月")).parse(rest)?;
    let (rest, _) = dash(rest)?;
    let (rest, months) = months_to(rest)?;
    let (b, unit) = months;
    if unit == '日' {
        let to = Point { day: Some(b), ..Point::default() }.days(today).1;
        let from = clamp(to.year(), to.month(), i8::try_from(a).unwrap_or(1));
        return if from <= to && y.is_none() { Ok((rest, span((from, to)))) } else { fail(i) };
    }
    let a = i8::try_from(a).unwrap_or(1);
    if a > 12 {
        return fail(i);
    }
    let y = y.and_then(|y| y.year).unwrap_or_else(|| year_of(b, 20, today));
    let first = clamp(if a > b { y - 1 } else { y }, a, 1);
    Ok((rest, span((first, clamp(y, b, 31)))))
}

fn months_to(i: &str) -> Read<'_, (i8, char)> {
    if let Ok((rest, m)) = month(i) {
        let (rest, _) = opt(alt((tag("期"), tag("末まで"), tag("まで"), tag("の間")))).parse(rest)?;
        return Ok((rest, (m, '月')));
    }
    let (rest, d) = day_of_month(i)?;
    Ok((rest, (d, '日')))
}

/// months-from := point から の? N (か月 | 年) 間: so many months from then on
fn months_from(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, first) = point(i, today, None)?;
    let (rest, _) = (tag("から"), opt(tag("の"))).parse(rest)?;
    let (rest, months) = length(rest)?;
    let from = first.days(today).0;
    let last = from.checked_add(Length::new().months(months)).ok().and_then(|d| d.yesterday().ok());
    match last {
        Some(to) => Ok((rest, span((from, to)))),
        None => fail(i),
    }
}

/// months-to := point 末? までの length: so many months up to then
fn months_until(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, last) = point(i, today, None)?;
    let (rest, _) = (opt(tag("末")), tag("までの")).parse(rest)?;
    let (rest, months) = length(rest)?;
    let to = last.days(today).1;
    let from = to.tomorrow().and_then(|d| d.checked_sub(Length::new().months(months)));
    match from {
        Ok(from) => Ok((rest, span((from, to)))),
        Err(_) => fail(i),
    }
}

/// length := N (年 | か月) 間?, in months
fn length(i: &str) -> Read<'_, i32> {
    let (rest, n) = whole(i, 1, 600)?;
    for (word, months) in [("年", 12), ("か月", 1), ("カ月", 1), ("ヵ月", 1), ("ヶ月", 1), ("ケ月", 1), ("箇月", 1)]
    {
        if let Some(rest) = rest.strip_prefix(word) {
            return Ok((rest.strip_prefix('間').unwrap_or(rest), i32::from(n) * months));
        }
    }
    fail(i)
}

/// until := point 末? (まで | までに | 現在 | 時点) | point 末 | 昨年末 | 年度末
fn until(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, p) = point(i, today, None)?;
    let (_, to) = p.days(today);
    let (rest, end) = opt(tag("末")).parse(rest)?;
    let by = alt((tag("までに"), tag("まで"), tag("現在"), tag("時点"), tag("の時点"), tag("の段階"), tag("段階")));
    let (rest, word) = opt(by).parse(rest)?;
    if end.is_none() && word.is_none() || end.is_some() && p.day.is_some() {
        return fail(i);
    }
    if i.starts_with("同年") && p.month.is_none() {
        return Ok((rest, Period::YearEnd));
    }
    Ok((rest, Period::Span { from: None, to: Some(to) }))
}

/// since := point (以降 | 以後 | 以来 | から)
fn since(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, p) = part_or_point(i, today)?;
    let (rest, _) = opt(alt((tag("頃"), tag("ごろ"), tag("末"), tag("初め")))).parse(rest)?;
    if let Some(rest) = in_force(rest) {
        return Ok((rest, Period::Since(p.0)));
    }
    let (rest, word) =
        alt((tag("以降"), tag("以後"), tag("以来"), tag("からこれまで"), tag("から現在まで"), tag("から")))
            .parse(rest)?;
    if word == "から" && rest.starts_with(|c| begins_number(c) || "約＋+-".contains(c)) {
        return fail(i);
    }
    // 昭和23年以降で3番目に少ない: what a record is held against.
    let record = rest.trim_start_matches('で').trim_start_matches(begins_number);
    if ["最", "初めて", "番目"].iter().any(|w| record.starts_with(w)) {
        return Ok((rest, Period::Same));
    }
    Ok((rest, Period::Since(p.0)))
}

/// in-force := (の | に) … (改正 | 施行 …) (以降 | 以後 | 後): 11月の道交法改正以降
fn in_force(i: &str) -> Option<&str> {
    let rest = i.strip_prefix(['の', 'に'])?;
    let near = crate::lang::scan::after(rest, 0, 45);
    const BEGUN: &[&str] = &["改正", "施行", "開始", "導入", "厳罰化", "義務化", "強化", "された", "した"];
    let end = ["以降", "以後", "以来"].iter().filter_map(|w| near.find(w).map(|at| (at, w.len()))).min()?;
    let head = &near[..end.0];
    let told =
        BEGUN.iter().any(|w| head.ends_with(w)) && !head.contains(|c: char| "、。".contains(c) || begins_number(c));
    told.then(|| &rest[end.0 + end.1..])
}

fn part_or_point(i: &str, today: Date) -> Read<'_, Ends> {
    alt((|i| part_of_year(i, today), |i| point(i, today, None).map(|(r, p)| (r, p.days(today))))).parse(i)
}

/// part := part-of-year, with the months in brackets behind it
fn part(i: &str, today: Date) -> Read<'_, Period> {
    let (rest, ends) = part_of_year(i, today)?;
    Ok((rest, span(ends)))
}

/// part-of-year := year? の? (上半期 | 下半期 | 第N四半期 | 前半 | 後半) ('（' short-range '）')?
fn part_of_year(i: &str, today: Date) -> Read<'_, Ends> {
    let (rest, y) = opt(|i| year(i, today, None)).parse(i)?;
    let rest = if y.is_some() { rest.strip_prefix('の').unwrap_or(rest) } else { rest };
    let (rest, (a, b)) = alt((halves, quarter)).parse(rest)?;
    if let Some(inner) = rest.strip_prefix(['（', '('])
        && let Ok((after, Period::Span { from: Some(from), to: Some(to) })) = range(inner, today)
        && let Some(after) = after.strip_prefix(['）', ')'])
    {
        let shift = y.and_then(|y| y.year).map_or(0, |y| y - from.year());
        let moved = |d: Date| d.checked_add(i32::from(shift).years()).unwrap_or(d);
        return Ok((after, (moved(from), moved(to))));
    }
    let fiscal = y.is_some_and(|y| y.fiscal);
    let (a, b) = if fiscal { (a + 3, b + 3) } else { (a, b) };
    let end = if b > 12 { b - 12 } else { b };
    let year = y.and_then(|y| y.year).unwrap_or_else(|| year_of(end, 20, today));
    let first = clamp(if a > 12 { year + 1 } else { year }, if a > 12 { a - 12 } else { a }, 1);
    Ok((rest, (first, clamp(if b > 12 { year + 1 } else { year }, end, 31))))
}

fn halves(i: &str) -> Read<'_, (i8, i8)> {
    let words = [
        ("上半期", (1, 6)),
        ("上期", (1, 6)),
        ("上半年", (1, 6)),
        ("前半", (1, 6)),
        ("下半期", (7, 12)),
        ("下期", (7, 12)),
        ("後半", (7, 12)),
    ];
    longest(i, &words)
}

/// quarter := 第 N 四半期
fn quarter(i: &str) -> Read<'_, (i8, i8)> {
    let (rest, _) = tag("第").parse(i)?;
    let (rest, n) = whole(rest, 1, 4)?;
    let (rest, _) = tag("四半期").parse(rest)?;
    let end = i8::try_from(n * 3).unwrap_or(12);
    Ok((rest, (end - 2, end)))
}

/// tax-year := era-year 事務年度: from July to June
fn tax_year(i: &str, _today: Date) -> Read<'_, Period> {
    let (rest, y) = alt((|i| era_year(i).map(|(r, y)| (r, y.0)), |i| whole(i, 1900, 2100))).parse(i)?;
    let (rest, _) = tag("事務年度").parse(rest)?;
    Ok((rest, span((clamp(y, 7, 1), clamp(y + 1, 6, 30)))))
}

/// plain := iso | point (中 | の? 1年間 | 年間 | 付)?
fn plain(i: &str, today: Date) -> Read<'_, Period> {
    if let Ok(read) = iso(i) {
        return Ok(read);
    }
    let (rest, p) = point(i, today, None)?;
    if p.month.is_some() || p.day.is_some() {
        let (rest, _) = opt(alt((tag("中"), tag("付け"), tag("付")))).parse(rest)?;
        return Ok((rest, span(p.days(today))));
    }
    let whole_year = alt((
        tag("の1年間"),
        tag("の１年間"),
        tag("の一年間"),
        tag("1年間"),
        tag("１年間"),
        tag("一年間"),
        tag("一年"),
        tag("の年間"),
        tag("年間"),
        tag("1年"),
        tag("１年"),
        tag("中"),
        tag("通年"),
    ));
    let (rest, told) = opt(whole_year).parse(rest)?;
    let running = ["今年", "本年", "同年"].iter().any(|w| i.starts_with(w)) && !p.fiscal
        || i.starts_with("今年度")
        || i.starts_with("本年度");
    if i.starts_with("同年") {
        return Ok((rest, Period::Same));
    }
    if running && told.is_none_or(|t| t == "中") {
        return Ok((rest, Period::Since(p.days(today).0)));
    }
    Ok((rest, span(p.days(today))))
}

/// iso := NNNN (- | / | .) N (- | / | .) N
fn iso(i: &str) -> Read<'_, Period> {
    let sign = |i| alt((tag("-"), tag("/"), tag("."), tag("．"), tag("／"))).parse(i);
    let (rest, y) = whole(i, 1900, 2100)?;
    let (rest, _) = sign(rest)?;
    let (rest, m) = whole(rest, 1, 12)?;
    let (rest, _) = sign(rest)?;
    let (rest, d) = whole(rest, 1, 31)?;
    match Date::new(y, i8::try_from(m).unwrap_or(1), i8::try_from(d).unwrap_or(1)) {
        Ok(day) => Ok((rest, span((day, day)))),
        Err(_) => fail(i),
    }
}

/// back := (過去 | ここ | この | 直近 | 最近) の? N (年 | か月) 間?
fn back(i: &str, _today: Date) -> Read<'_, Period> {
    let front = alt((tag("過去"), tag("ここ"), tag("この"), tag("直近"), tag("最近")));
    let (rest, _) = (front, opt(tag("の"))).parse(i)?;
    let (rest, months) = length(rest)?;
    // 過去10年で最多: what a record is held against is no period.
    if ["で最", "で2番", "で初", "連続", "ぶり", "で３", "で２"].iter().any(|w| rest.starts_with(w)) {
        return Ok((rest, Period::Same));
    }
    Ok((rest, Period::Back { months }))
}

/// Whether a period can begin with this character; keeps the scan of a text short.
pub fn begins(c: char) -> bool {
    "令平昭大明今本昨去一お同先前上下後第過こ直最現期年近例き".contains(c) || begins_number(c)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2025, 3, 6);

    #[test]
    fn periods() {
        let days = |a: (i16, i8, i8), b: (i16, i8, i8)| Period::Span {
            from: Some(date(a.0, a.1, a.2)),
            to: Some(date(b.0, b.1, b.2)),
        };
        let y = |y| days((y, 1, 1), (y, 12, 31));
        let by = |y, m, d| Period::Span { from: None, to: Some(date(y, m, d)) };
        for (text, want, whole) in [
            ("令和6年中の", y(2024), "令和6年中"),
            ("令和元年などに", y(2019), "令和元年"),
            ("2024年（令和6年）の", y(2024), "2024年（令和6年）"),
            ("令和６年１１月", days((2024, 11, 1), (2024, 11, 30)), "令和６年１１月"),
            ("令和6年7月末までの", by(2024, 7, 31), "令和6年7月末まで"),
            ("1月からの7か月間に", days((2025, 1, 1), (2025, 7, 31)), "1月からの7か月間"),
            ("今年１月から１１月末までに", days((2025, 1, 1), (2025, 11, 30)), "今年１月から１１月末までに"),
            ("上半期（1〜6月）の", days((2024, 1, 1), (2024, 6, 30)), "上半期（1〜6月）"),
            ("令和7年上半期（1月〜6月）", days((2025, 1, 1), (2025, 6, 30)), "令和7年上半期（1月〜6月）"),
            (
                "昨年7月1日に始まり、12月31日に終了した",
                days((2024, 7, 1), (2024, 12, 31)),
                "昨年7月1日に始まり、12月31日に終了",
            ),
            ("2月1日に開始し、2月20日に終わった", days((2025, 2, 1), (2025, 2, 20)), "2月1日に開始し、2月20日に終わ"),
            ("昨年7月1日に始まり、逮捕は", days((2024, 7, 1), (2024, 7, 1)), "昨年7月1日"),
            ("1〜3月期の", days((2024, 1, 1), (2024, 3, 31)), "1〜3月期"),
            ("今年4〜6月に", days((2025, 4, 1), (2025, 6, 30)), "今年4〜6月"),
            ("21年4月から22年7月までに", days((2021, 4, 1), (2022, 7, 31)), "21年4月から22年7月までに"),
            ("21年から23年にかけて", days((2021, 1, 1), (2023, 12, 31)), "21年から23年にかけて"),
            ("令和3年から5年までの", days((2021, 1, 1), (2023, 12, 31)), "令和3年から5年まで"),
            ("１２月１０日から１月１０日まで）", days((2024, 12, 10), (2025, 1, 10)), "１２月１０日から１月１０日まで"),
            ("昨年１年間の", y(2024), "昨年１年間"),
            ("令和6年6月までの1年間に", days((2023, 7, 1), (2024, 6, 30)), "令和6年6月までの1年間"),
            ("令和5事務年度に", days((2023, 7, 1), (2024, 6, 30)), "令和5事務年度"),
            ("同年末現在の", Period::YearEnd, "同年末現在"),
            ("昭和23年以降で3番目に", Period::Same, "昭和23年以降"),
            ("今年の", Period::Since(date(2025, 1, 1)), "今年"),
            ("昨年9月には", days((2024, 9, 1), (2024, 9, 30)), "昨年9月"),
            ("2024年度に", days((2024, 4, 1), (2025, 3, 31)), "2024年度"),
            ("昨年度の", days((2023, 4, 1), (2024, 3, 31)), "昨年度"),
            ("この5年間に", Period::Back { months: 60 }, "この5年間"),
            ("これまでに", Period::ToNow, "これまでに"),
            ("令和5年以降、", Period::Since(date(2023, 1, 1)), "令和5年以降"),
            ("昨年11月の道交法改正以降で", Period::Since(date(2024, 11, 1)), "昨年11月の道交法改正以降"),
            (
                "令和5年に施行された新法の施行以後に",
                Period::Since(date(2023, 1, 1)),
                "令和5年に施行された新法の施行以後",
            ),
            ("昨年11月の会議、以降は", days((2024, 11, 1), (2024, 11, 30)), "昨年11月"),
            ("5日（水）、", days((2025, 3, 5), (2025, 3, 5)), "5日（水）"),
            ("１０月末で", by(2024, 10, 31), "１０月末"),
            ("二〇二四年に", y(2024), "二〇二四年"),
        ] {
            let (p, len) = period(text, Some(TODAY)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((p, &text[..len]), (want, whole), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_periods() {
        for text in ["7日間", "2年連続", "9年ぶり", "20代", "前科", "5件", "第2回", "平均", "本部", "3か月"]
        {
            assert_eq!(period(text, Some(TODAY)), None, "{text}");
        }
    }
}
