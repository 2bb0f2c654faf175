//! The day of publication as the lines round a bulletin's title tell it, for whoever has no better source.
//!
//! Only lines of apparatus are looked at: the first lines of the text, short and without a sentence's end, such as
//! `2022-05-19 17:42  来源：湖南法治在线` or an address `https://…/2022/05/19/…`. A date in a sentence says when
//! something happened, and is left alone.

use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::one_of;
use nom::combinator::{map_opt, map_res, peek};
use nom::sequence::preceded;
use nom::{IResult, Parser};

mod words;

pub use words::in_words;

/// How many lines that are not blank are looked at, the title among them.
const LINES: usize = 5;
/// A line with more characters than this is a paragraph.
const LONGEST: usize = 160;

/// The day that the first lines of a text give, if one does.
pub fn find(text: &str) -> Option<Date> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    let apparatus = || lines().filter(|line| is_apparatus(line));
    // A title with a day in words tells of what happened then.
    apparatus()
        .find_map(in_line)
        .or_else(|| apparatus().skip_while(|line| Some(*line) == lines().next()).find_map(words::in_line))
}

/// The day at the beginning of a file's name: `2024-12-13-shandong.txt`.
pub fn of_file_name(name: &str) -> Option<Date> {
    let (_, day) = day(name).ok()?;
    Some(day)
}

/// The day in an address: `https://example.org/2021/12/10/…`, `…/t20211210_77.htm`.
pub fn of_address(address: &str) -> Option<Date> {
    (address.starts_with("http://") || address.starts_with("https://")).then(|| in_line(address)).flatten()
}

fn is_apparatus(line: &str) -> bool {
    line.chars().nth(LONGEST).is_none() && !line.contains(['。', '！', '？']) && !line.ends_with('.')
}

fn in_line(line: &str) -> Option<Date> {
    let address = line.starts_with("http://") || line.starts_with("https://");
    let mut before = None;
    for (at, c) in line.char_indices() {
        let starts_number = c.is_ascii_digit() && !before.is_some_and(|b: char| b.is_ascii_digit());
        before = Some(c);
        if starts_number {
            let rest = &line[at..];
            let found = day(rest).ok().or_else(|| address.then(|| packed_day(rest).ok()).flatten());
            if let Some((_, day)) = found {
                return Some(day);
            }
        }
    }
    None
}

/// day = year ("-" | "/" | ".") month (same) day | year "年" month "月" day "日"
fn day(input: &str) -> IResult<&str, Date> {
    let (rest, year) = number(4, 4).parse(input)?;
    let (_, separator) = peek(alt((tag("年"), tag("-"), tag("/"), tag(".")))).parse(rest)?;
    let second = if separator == "年" { "月" } else { separator };
    let mut parts = (preceded(tag(separator), number(1, 2)), preceded(tag(second), number(1, 2)));
    let (rest, (month, day)) = parts.parse(rest)?;
    let ends = separator == "年" || !rest.starts_with(|c: char| c.is_ascii_digit());
    match date(year, month, day).filter(|_| ends) {
        Some(date) => Ok((rest, date)),
        None => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify))),
    }
}

/// packed-day = year month day, eight digits and no more: the day in the address of a page
fn packed_day(input: &str) -> IResult<&str, Date> {
    let digits = (number(4, 4), number(2, 2), number(2, 2));
    let (rest, day) = map_opt(digits, |(y, m, d)| date(y, m, d)).parse(input)?;
    let (_, _) = peek(one_of("/_-.?#")).parse(rest)?;
    Ok((rest, day))
}

fn number<'a>(least: usize, most: usize) -> impl Parser<&'a str, Output = i16, Error = nom::error::Error<&'a str>> {
    map_res(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), str::parse)
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1949..2100).contains(&year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, expected) in [
            ("标题\n\n2022-05-19 17:42  来源：湖南法治在线  记者 何舟\n正文。", Some("2022-05-19")),
            ("标题\n上海检察  2023年3月1日 16:48\n正文。", Some("2023-03-01")),
            ("Title\nBy LIN MU | China Daily | Updated: 2024-10-26 07:14\nText.", Some("2024-10-26")),
            ("Title\nhttps://www.example.org/a/2021/12/10/c_11.htm\nText.", Some("2021-12-10")),
            ("Title\nhttps://www.example.org/202112/t20211210_77.htm\nText.", Some("2021-12-10")),
            ("Title\n2023.9.15\n", Some("2023-09-15")),
            ("Title\nOn 2023-09-15 the police arrested 12 people.", None),
            ("标题\n2023年3月1日，公安机关抓获12人。", None),
            ("Title\n2023-13-45 12:00\n", None),
            ("Title\nTel. 2023-0915-1\n", None),
            ("", None),
        ] {
            assert_eq!(find(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn file_names() {
        assert_eq!(of_file_name("2024-12-13-shandong.txt").map(|d| d.to_string()).as_deref(), Some("2024-12-13"));
        assert_eq!(of_file_name("shandong-2024-12-13.txt"), None);
    }
}
