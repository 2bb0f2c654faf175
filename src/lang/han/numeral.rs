//! What a numeral of Chinese or Japanese says, whichever grammar read it. The grammars themselves differ and stay with their
//! languages: which marks stand within digits, whether 两万五 is 25,000 or 20,005, and where a magnitude is a part of a word.

use rust_decimal::Decimal;

use super::{digit, han_digit};
use crate::bulletin::Bound;

/// A number as it is written, magnitudes expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last digit or magnitude that is not a trailing zero: 2.3亿 → 10,000,000, 300 → 100.
    pub step: Decimal,
    /// Whether it is written in Western digits alone, without a magnitude.
    pub plain: bool,
    /// Whether it begins with a magnitude (万 in 万余人), which needs a word behind it to be a numeral.
    pub headless: bool,
    /// Whether it is a single Han digit or 十.
    pub short: bool,
    /// 余, 多 or 几 within it.
    pub more: bool,
}

impl Numeral {
    /// A number of Han digits by their places, and what is written like it.
    pub const fn of_digits(value: Decimal, step: Decimal) -> Self {
        Self { value, step, plain: false, headless: false, short: false, more: false }
    }
}

/// A number, or what is more than can be held.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A number.
    Number(Numeral),
    /// Digits beyond the 28 that can be held exactly.
    TooLong,
}

impl Written {
    /// The number, if it can be held.
    pub fn number(self) -> Option<Numeral> {
        match self {
            Self::Number(n) => Some(n),
            Self::TooLong => None,
        }
    }
}

/// A share or a multiple that is written in words: its value, its unit, its bound, its step.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value in `unit`.
    pub value: Decimal,
    /// See [`Numeral::step`].
    pub step: Decimal,
    /// `percent`, `times` or `count`.
    pub unit: &'static str,
    /// A bound that the word itself has (过半, 過半数).
    pub bound: Bound,
}

impl Part {
    /// A share in percent, without a bound of its own.
    pub fn percent(value: Decimal, step: Decimal) -> Self {
        Self { value, step, unit: "percent", bound: Bound::Exact }
    }

    /// A half, with the bound of its word.
    pub fn half(bound: Bound) -> Self {
        Self { bound, ..Self::percent(Decimal::from(50), Decimal::from(50)) }
    }
}

/// The value of Han digits by their places (三一八〇); none where there are more than can be held.
pub fn placed(digits: &str) -> Option<Decimal> {
    let digits: String = digits.chars().filter_map(han_digit).map(|d| char::from(b'0' + d)).collect();
    Decimal::from_str_exact(&digits).ok()
}

/// The magnitude from 万 on that a numeral is written with, 1 where it has none: 2万亿 is of 1,000,000,000,000.
pub fn magnitude(numeral: &str) -> Decimal {
    let large = |c| super::unit(c).filter(|u| matches!(u, 10_000 | 100_000_000)).map(Decimal::from);
    numeral.chars().filter_map(large).fold(Decimal::ONE, Decimal::saturating_mul)
}

/// thousand := (k | K) behind plain digits and before no word: 40k
pub fn thousand<'a>(i: &'a str, n: &Numeral) -> Option<&'a str> {
    let rest = i.strip_prefix(['k', 'K']).filter(|_| n.plain)?;
    (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(rest)
}

/// Whether a numeral has a Western digit, of either width.
pub fn western(numeral: &str) -> bool {
    numeral.contains(|c| digit(c).is_some())
}

/// What the tables of examples of both languages compare.
#[cfg(test)]
pub mod testing {
    use nom::IResult;

    use super::{Part, Written};

    /// The value of the numeral that a text begins with, and how it is written.
    pub fn numeral(read: fn(&str) -> IResult<&str, Written>, text: &str) -> Option<(String, String)> {
        let (rest, written) = read(text).ok()?;
        Some(match written.number() {
            Some(n) => (n.value.normalize().to_string(), text[..text.len() - rest.len()].to_owned()),
            None => ("too long".to_owned(), text.to_owned()),
        })
    }

    /// The value and the unit of the share that a text begins with, and how it is written.
    pub fn part(read: fn(&str) -> IResult<&str, Part>, text: &str) -> Option<(String, &'static str, String)> {
        let (rest, p) = read(text).ok()?;
        Some((p.value.normalize().to_string(), p.unit, text[..text.len() - rest.len()].to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes() {
        for (text, expected) in [("5", 1), ("10万", 10_000), ("2萬", 10_000), ("3億", 100_000_000), ("2千", 1)] {
            assert_eq!(magnitude(text), Decimal::from(expected), "{text}");
        }
    }

    #[test]
    fn thousands() {
        let n = Numeral { plain: true, ..Numeral::of_digits(Decimal::from(40), Decimal::TEN) };
        assert_eq!(thousand("k，", &n), Some("，"));
        assert_eq!(thousand("kg", &n), None);
        assert_eq!(thousand("k", &Numeral { plain: false, ..n }), None);
    }
}
