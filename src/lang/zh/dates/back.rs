//! Periods that are counted back from the day of the statement: 五年来, 近三个月, 半个月来, 过去一周.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::{IResult, Parser};

use super::point::whole;
use super::{Clock, fail};
use crate::token::Period;

/// How long it lasted.
enum Length {
    Months(i32),
    Days(i32),
}

/// back := (近|过去|最近)? (N (年|个月|周|天) | 半年 | 半个月) 多? (来|以来|间|里|中)
pub fn back(i: &str, _today: Clock) -> IResult<&str, Period> {
    let (rest, front) = opt(alt((tag("过去的"), tag("过去"), tag("最近"), tag("近"), tag("这")))).parse(i)?;
    // 半年间 is the half of the year that is told of.
    let half = |r: &str| front.is_none() && r.starts_with(['间', '里', '中']);
    if rest.strip_prefix("半年").is_some_and(half) {
        return fail(i);
    }
    let (rest, length) = length(rest)?;
    let (rest, _) = opt(alt((tag("余"), tag("多")))).parse(rest)?;
    let tail = alt((tag("以来"), tag("来"), tag("间"), tag("时间"), tag("里"), tag("中")));
    let (rest, tail) = opt(tail).parse(rest)?;
    let told = matches!(front, Some("近" | "过去" | "过去的" | "最近"));
    match length {
        // 六个月间 alone are the months that are told of, as 半年间 is.
        Length::Months(months) if months < 12 && !told && tail == Some("间") => fail(i),
        Length::Months(months) if told || matches!(tail, Some("以来" | "来" | "间")) => {
            Ok((rest, Period::Back { months }))
        }
        Length::Days(days) if told || matches!(tail, Some("以来" | "来")) => Ok((rest, Period::DaysBack { days })),
        _ => fail(i),
    }
}

/// length := 半年 | 半个月 | 半月 | N (余|多)? (年 | 周年 | 个月 | 周 | 星期 | 天 | 日)
fn length(i: &str) -> IResult<&str, Length> {
    let halves = [("半年", Length::Months(6)), ("半个月", Length::Days(15)), ("半月", Length::Days(15))];
    for (word, length) in halves {
        if let Some(rest) = i.strip_prefix(word) {
            return Ok((rest, length));
        }
    }
    let (rest, n) = whole(i, 1, 600)?;
    let (rest, _) = opt(alt((tag("余"), tag("多")))).parse(rest)?;
    let mut units =
        alt((tag("个月"), tag("周年"), tag("年"), tag("个星期"), tag("星期"), tag("周"), tag("天"), tag("日")));
    let (rest, unit) = units.parse(rest)?;
    let n = i32::from(n);
    Ok((
        rest,
        match unit {
            "年" | "周年" => Length::Months(n * 12),
            "个月" => Length::Months(n),
            "天" | "日" => Length::Days(n),
            _ => Length::Days(n * 7),
        },
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lang::Setting;

    #[test]
    fn counted_back() {
        let clock = Clock::new(Setting { date: Some(date(2024, 12, 13)), home: None });
        let days = |days| Period::DaysBack { days };
        for (text, want, whole) in [
            ("五年来，", Period::Back { months: 60 }, "五年来"),
            ("近三个月，", Period::Back { months: 3 }, "近三个月"),
            ("半年来，", Period::Back { months: 6 }, "半年来"),
            ("半个月来，", days(15), "半个月来"),
            ("近半个月，", days(15), "近半个月"),
            ("一周以来，", days(7), "一周以来"),
            ("过去十天，", days(10), "过去十天"),
            ("3个月来，", Period::Back { months: 3 }, "3个月来"),
        ] {
            let (rest, period) = back(text, clock).unwrap_or_else(|_| panic!("{text}"));
            assert_eq!((period, &text[..text.len() - rest.len()]), (want, whole), "{text}");
        }
        for text in ["六个月间", "7日内", "三年行动", "半年间", "半个月", "三天内", "一周"] {
            assert!(back(text, clock).is_err(), "{text}");
        }
    }
}
