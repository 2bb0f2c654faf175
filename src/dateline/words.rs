//! Days whose month is a word (`05 AUG 2024`, `December 13, 2024`, `31 de diciembre de 2025`) or whose year is one of an era
//! (`令和6年5月3日`, `民國113年5月3日`).

use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{map_opt, opt, value};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::{date, number};

/// The names of the months, each month by its first letters, in English and Spanish.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "enero", "ene"],
    &["february", "feb", "febrero"],
    &["march", "mar", "marzo"],
    &["april", "apr", "abril", "abr"],
    &["may", "mayo"],
    &["june", "jun", "junio"],
    &["july", "jul", "julio"],
    &["august", "aug", "agosto", "ago"],
    &["september", "sept", "sep", "septiembre", "setiembre"],
    &["october", "oct", "octubre"],
    &["november", "nov", "noviembre"],
    &["december", "dec", "diciembre", "dic"],
];

/// Words that lead to the day of publication in a line by the title.
const LEADS: &str = "on published publication posted updated release released issued date dated fecha el a publicado publicada \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun lunes martes miércoles jueves viernes \
    sábado domingo";

/// The day with which a text begins, in words.
pub fn in_words(text: &str) -> Option<Date> {
    alt((era_day, day_first, month_first)).parse(text.trim_start()).ok().map(|(_, day)| day)
}

/// The day that a line gives in words: at its beginning, behind a stop, or behind a word that leads to it. One in a clause
/// ("as of 31 March 2024") is of something else.
pub fn in_line(line: &str) -> Option<Date> {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric() || "令平昭民中".contains(c);
        before = c;
        if begins
            && leads(&line[..at])
            && let Some(day) = in_words(&line[at..])
        {
            return Some(day);
        }
    }
    None
}

fn leads(before: &str) -> bool {
    let before = before.trim_end();
    let stop = before.ends_with([
        ',', ':', '：', '|', '/', '-', '–', '—', '·', '(', '（', '，', '　', '】', ']', ')', '.', '；', ';',
    ]);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let known = !word.is_empty() && LEADS.split_whitespace().any(|lead| lead == word);
    let east = before.ends_with(|c: char| c >= '\u{2E80}');
    before.is_empty() || stop || known || east && before.chars().count() < 16
}

/// era-day = ("令和" | "平成" | "昭和" | ["中華"] "民國" | …) (number | "元") "年" number "月" number "日"
fn era_day(input: &str) -> IResult<&str, Date> {
    let era = alt((
        value(2018, tag("令和")),
        value(1988, tag("平成")),
        value(1925, tag("昭和")),
        value(1911, preceded(opt(alt((tag("中華"), tag("中华")))), alt((tag("民國"), tag("民国"))))),
    ));
    let year = delimited(space0, alt((value(1, tag("元")), number(1, 3))), (space0, char('年')));
    let part = |end: &'static str| delimited(space0, number(1, 2), (space0, tag(end)));
    map_opt((era, year, part("月"), part("日")), |(era, year, month, day)| date(era + year, month, day)).parse(input)
}

/// day-first = number [ordinal] ["de"] month [","] ["de" | "del"] year
fn day_first(input: &str) -> IResult<&str, Date> {
    let ordinal = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"), tag(".º"), tag("º"), tag("°"))));
    let of = || opt(terminated(alt((tag_no_case("del"), tag_no_case("de"), tag_no_case("of"))), space1));
    let gap = take_while1(|c: char| c == ' ' || c == '-' || c == '\u{A0}');
    let parts =
        (terminated(number(1, 2), (ordinal, gap)), preceded(of(), month), preceded(between, preceded(of(), year)));
    map_opt(parts, |(day, month, year)| date(year, month, day)).parse(input)
}

/// month-first = month number [ordinal] "," year
fn month_first(input: &str) -> IResult<&str, Date> {
    let ordinal = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))));
    let parts = (terminated(month, space1), terminated(number(1, 2), (ordinal, opt(char(',')), space1)), year);
    map_opt(parts, |(month, day, year)| date(year, month, day)).parse(input)
}

fn between(input: &str) -> IResult<&str, &str> {
    take_while(|c: char| c == ' ' || c == ',' || c == '-' || c == '\u{A0}').parse(input)
}

/// month = a name of it ["."]
fn month(input: &str) -> IResult<&str, i16> {
    let name = take_while1(char::is_alphabetic);
    let found = |name: &str| {
        let name = name.to_lowercase();
        let at = MONTHS.iter().position(|names| names.contains(&&*name))?;
        i16::try_from(at + 1).ok()
    };
    terminated(map_opt(name, found), opt(char('.'))).parse(input)
}

fn year(input: &str) -> IResult<&str, i16> {
    let (rest, year) = number(4, 4).parse(input)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        for (text, expected) in [
            ("05 AUG 2024 4:52PM by PIB Delhi", "2024-08-05"),
            ("31 de diciembre de 2025", "2025-12-31"),
            ("1.º de enero de 2024", "2024-01-01"),
            ("13th December 2024", "2024-12-13"),
            ("December 13, 2024", "2024-12-13"),
            ("Sept. 9, 2019", "2019-09-09"),
            ("13-Dec-2024", "2024-12-13"),
            ("令和6年5月3日", "2024-05-03"),
            ("令和元年10月1日", "2019-10-01"),
            ("民國113年5月3日", "2024-05-03"),
            ("中華民國 113 年 5 月 3 日", "2024-05-03"),
        ] {
            assert_eq!(in_words(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "12 people", "May 2024", "31 February 2024", "13 December 20245", "令和6年", "Mars 3, 2024"]
        {
            assert_eq!(in_words(text), None, "{text}");
        }
    }

    #[test]
    fn lines_by_the_title() {
        for (line, expected) in [
            ("Posted On: 05 AUG 2024 4:52PM by PIB Delhi", Some("2024-08-05")),
            ("TOLUCA, Méx., 31 de diciembre de 2025. Comunicado 1874/2025", Some("2025-12-31")),
            ("Ciudad de México, a 20 de marzo de 2025", Some("2025-03-20")),
            ("Ends/Friday, November 8, 2024", Some("2024-11-08")),
            ("令和6年5月3日 警察庁", Some("2024-05-03")),
            ("Figures as of 31 March 2024", None),
            ("Del 1 de enero al 31 de marzo de 2024", None),
        ] {
            assert_eq!(in_line(line).map(|d| d.to_string()).as_deref(), expected, "{line}");
        }
    }
}
