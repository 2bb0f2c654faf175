//! What the readers of Chinese and Japanese share: here digits of both widths, Han digits and magnitudes, below what is made of
//! them and of names.

pub mod amount;
pub mod bodies;
pub mod numeral;
pub mod quoted;
pub mod scan;
pub mod units;

use nom::bytes::complete::take_while;
use nom::error::{Error, ErrorKind};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

/// The error of a parser that does not read its input.
pub fn fail<T>(i: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(i, ErrorKind::Fail)))
}

/// The longest word of a table that the text begins with: what follows it, and its meaning.
pub fn longest<'a, T: Copy>(i: &'a str, rows: &[(&'static str, T)]) -> IResult<&'a str, T> {
    match rows.iter().filter(|(w, _)| i.starts_with(w)).max_by_key(|(w, _)| w.len()) {
        Some((w, t)) => Ok((&i[w.len()..], *t)),
        None => fail(i),
    }
}

/// The digit that a character stands for, in any of the scripts that bulletins use.
pub fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// The digit that a Han character stands for.
pub fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '弐' | '两' | '兩' | '俩' | '倆' => 2,
        '三' | '叁' | '參' | '参' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The magnitude that a Han character stands for.
pub fn unit(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// Whether a character can begin a numeral.
pub fn begins(c: char) -> bool {
    digit(c).is_some() || han_digit(c).is_some() || unit(c).is_some()
}

/// Blanks that may stand within a numeral.
pub fn blanks(i: &str) -> IResult<&str, &str> {
    take_while(|c| c == ' ' || c == '\u{3000}' || c == '\u{A0}').parse(i)
}

fn ten_to(n: usize) -> Option<Decimal> {
    Decimal::from_i128_with_scale(1, 0).checked_mul(Decimal::from(10u64.checked_pow(u32::try_from(n).ok()?)?))
}

/// The value of Western digits of any width with at most one point, and one unit of the last of them that is no trailing
/// zero; what else stands among them (a comma of thousands) is passed over. `None` where it is more than can be held.
pub fn decimal(text: &str) -> Option<(Decimal, Decimal)> {
    let digits: String = text
        .chars()
        .filter_map(|c| digit(c).map(|d| char::from(b'0' + d)).or_else(|| matches!(c, '.' | '．').then_some('.')))
        .collect();
    let value = Decimal::from_str_exact(&digits).ok()?;
    let step = match digits.split_once('.') {
        Some((_, fraction)) => Decimal::from_i128_with_scale(1, u32::try_from(fraction.len()).ok()?),
        None if value.is_zero() => Decimal::ONE,
        None => ten_to(digits.len() - digits.trim_end_matches('0').len())?,
    };
    Some((value, step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_both_widths() {
        let read = |text: &str| decimal(text).map(|(v, s)| (v.to_string(), s.to_string()));
        assert_eq!(read("１２，３００"), Some(("12300".to_owned(), "100".to_owned())));
        assert_eq!(read("0.50"), Some(("0.50".to_owned(), "0.01".to_owned())));
        assert_eq!(read("1.2.3"), None);
        assert_eq!((han_digit('参'), unit('億'), digit('x')), (Some(3), Some(100_000_000), None));
    }
}
