//! Numerals: 2万7,758, 48.1億, ２３億４０００万, ４４・６億, 三十五, 1万億.

mod parts;
mod words;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::satisfy;
use nom::combinator::{map_opt, opt, recognize, verify};
use nom::multi::many0_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

pub use crate::lang::han::numeral::{Numeral, Part, Written};
use crate::lang::han::numeral::{placed, western as western_digits};
use crate::lang::han::{blanks, decimal, digit, fail, han_digit, unit};
pub use parts::part;
pub use words::no_numeral;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Digits { value: Decimal, step: Decimal },
    Han(u8),
    Unit(u64),
}

fn run(i: &str) -> IResult<&str, &str> {
    take_while1(|c| digit(c).is_some()).parse(i)
}

fn three(i: &str) -> IResult<&str, &str> {
    verify(run, |s: &str| s.chars().count() == 3).parse(i)
}

/// grouped := D{1,3} ((',' | '，' | '、') D{3})+ | D{1,3} (' ' D{3}){2,}
fn grouped(i: &str) -> IResult<&str, &str> {
    let head = || verify(run, |s: &str| s.chars().count() <= 3);
    let by = |marks: &'static str, least: usize| {
        recognize((head(), verify(many0_count((satisfy(move |c| marks.contains(c)), three)), move |n| *n >= least)))
    };
    alt((by(",，", 1), by("、", 1), by(" ", 2))).parse(i)
}

/// arabic := (grouped | D+) (('.' | '．') D+)?
fn arabic(i: &str) -> IResult<&str, &str> {
    let point = satisfy(|c| matches!(c, '.' | '．'));
    recognize((alt((grouped, run)), opt((point, run)))).parse(i)
}

/// middle := D+ '・' D+, where the point is a middle dot (４４・６億円) and no list of months or articles follows
fn middle(i: &str) -> IResult<&str, &str> {
    let (rest, _) = recognize((run, tag("・"), run)).parse(i)?;
    let listed = rest
        .starts_with(['月', '日', '条', '号', '項', '章', '番', '歳', '代', '・', '階', '級', '類', '年', '丁'])
        || run(rest).is_ok();
    if listed { fail(i) } else { Ok((rest, &i[..i.len() - rest.len()])) }
}

fn pointed(s: &str) -> Option<(Decimal, Decimal)> {
    decimal(&s.replace('・', "."))
}

fn piece(i: &str) -> IResult<&str, Piece> {
    let western = map_opt(alt((middle, arabic)), |s| pointed(s).map(|(value, step)| Piece::Digits { value, step }));
    let han = map_opt(satisfy(|c| han_digit(c).is_some()), |c| han_digit(c).map(Piece::Han));
    let magnitude = map_opt(satisfy(|c| unit(c).is_some()), |c| unit(c).map(Piece::Unit));
    alt((western, han, magnitude)).parse(i)
}

/// What was read of a number so far.
struct Sum {
    total: Decimal,
    section: Decimal,
    pending: Option<Decimal>,
    step: Decimal,
    /// The last magnitude below 万, and the last from 万 on; the greatest where none was met.
    small: u64,
    big: u64,
}

impl Sum {
    const fn new() -> Self {
        Self {
            total: Decimal::ZERO,
            section: Decimal::ZERO,
            pending: None,
            step: Decimal::ONE,
            small: u64::MAX,
            big: u64::MAX,
        }
    }

    /// Takes in a piece: false when it does not belong to the number, none when the number grows beyond what can be held.
    fn add(&mut self, piece: Piece) -> Option<bool> {
        match piece {
            Piece::Han(0) => Some(self.pending.is_none()),
            Piece::Han(d) => Some(self.digits(Decimal::from(d), Decimal::ONE)),
            Piece::Digits { value, step } => Some(self.digits(value, step)),
            Piece::Unit(u) if u < 10_000 => self.below_man(u),
            Piece::Unit(u) => self.ten_thousands(u),
        }
    }

    /// Digits follow a magnitude that is greater than they are.
    fn digits(&mut self, value: Decimal, step: Decimal) -> bool {
        let limit = self.small.min(self.big);
        if self.pending.is_some() || value >= Decimal::from(limit) {
            return false;
        }
        (self.pending, self.step) = (Some(value), step);
        true
    }

    fn below_man(&mut self, u: u64) -> Option<bool> {
        if self.small <= u {
            return Some(false);
        }
        let (size, digits) = (Decimal::from(u), self.pending.take());
        self.step = if digits.is_some() { self.step.checked_mul(size)? } else { size };
        self.section = self.section.checked_add(digits.unwrap_or(Decimal::ONE).checked_mul(size)?)?;
        self.small = u;
        Some(true)
    }

    fn ten_thousands(&mut self, u: u64) -> Option<bool> {
        let size = Decimal::from(u);
        let part = self.section.checked_add(self.pending.take().unwrap_or_default())?;
        let written = !part.is_zero();
        self.step = if written || self.big != u64::MAX { self.step.checked_mul(size)? } else { size };
        self.total = match (written, self.big != u64::MAX) {
            (false, false) => size,
            // 1万億: the magnitudes are multiplied.
            (false, true) => self.total.checked_mul(size)?,
            (true, true) if u > self.big => self.total.checked_add(part)?.checked_mul(size)?,
            _ => self.total.checked_add(part.checked_mul(size)?)?,
        };
        (self.section, self.small, self.big) = (Decimal::ZERO, u64::MAX, u);
        Some(true)
    }

    fn finish(self) -> Option<(Decimal, Decimal)> {
        let part = self.section.checked_add(self.pending.unwrap_or_default())?;
        Some((self.total.checked_add(part)?, self.step))
    }
}

/// positional := han-digit{3,} | two with 〇 among them: 二〇二四
fn positional(i: &str) -> IResult<&str, Written> {
    let (rest, digits) = take_while1(|c| han_digit(c).is_some()).parse(i)?;
    let n = digits.chars().count();
    let zero = digits.chars().any(|c| matches!(c, '〇' | '零'));
    if !(n >= 3 || n == 2 && zero) || rest.starts_with(|c| unit(c).is_some()) {
        return fail(i);
    }
    if n > 20 {
        return Ok((rest, Written::TooLong));
    }
    let Some(value) = placed(digits) else { return fail(i) };
    Ok((rest, Written::Number(Numeral::of_digits(value, Decimal::ONE))))
}

/// numeral := positional | piece (blank? piece)* (・ han-digit+)?
pub fn numeral(i: &str) -> IResult<&str, Written> {
    if let Ok(read) = positional(i) {
        return Ok(read);
    }
    if let Ok((rest, digits)) = arabic(i)
        && decimal(digits).is_none()
    {
        return Ok((rest, Written::TooLong));
    }
    let (mut rest, first) = piece(i)?;
    let mut sum = Sum::new();
    let mut count = 1;
    let mut more = false;
    if sum.add(first).is_none() {
        return Ok((rest, Written::TooLong));
    }
    while let Ok((after, (inner, next))) = (opt(inner_more), next(count > 1)).parse(rest) {
        match sum.add(next) {
            Some(true) => (rest, count, more) = (after, count + 1, more || inner.is_some()),
            Some(false) => break,
            None => return Ok((after, Written::TooLong)),
        }
    }
    let western = matches!(first, Piece::Digits { .. });
    let Some((mut value, mut step)) = sum.finish() else { return Ok((rest, Written::TooLong)) };
    let han = !western_digits(&i[..i.len() - rest.len()]);
    if let Some((after, fraction, places)) = han.then(|| fraction_digits(rest)).flatten() {
        (rest, value, step, count) = (after, value + fraction, places, count + 1);
    }
    let n = Numeral {
        value,
        step,
        plain: western && count == 1,
        headless: count == 1 && matches!(first, Piece::Unit(u) if u > 10),
        short: count == 1 && !western,
        more,
    };
    Ok((rest, Written::Number(n)))
}

/// next := piece | blanks (magnitude | piece before a magnitude)
fn next<'a>(spaced: bool) -> impl FnMut(&'a str) -> IResult<&'a str, Piece> {
    move |i: &'a str| {
        if i.starts_with(|c: char| unit(c).is_some() || han_digit(c).is_some()) && no_numeral(i) {
            return fail(i);
        }
        if let Ok(tight) = piece(i) {
            return Ok(tight);
        }
        let (rest, _) = blanks(i)?;
        let (after, p) = piece(rest)?;
        let magnitude = |i: &'a str| blanks(i).is_ok_and(|(r, _)| r.starts_with(|c: char| unit(c).is_some()));
        match p {
            Piece::Unit(_) => Ok((after, p)),
            Piece::Han(_) if spaced || magnitude(after) => Ok((after, p)),
            _ => fail(i),
        }
    }
}

/// more := (余 | 数) before 万 or 億: 30余万
fn inner_more(i: &str) -> IResult<&str, &str> {
    let (rest, m) = tag("余").parse(i)?;
    verify(|s| Ok((s, s)), |s: &str| s.starts_with(['万', '億', '千', '百'])).parse(rest)?;
    Ok((rest, m))
}

/// fraction := ('・' | '点') han-digit+
fn fraction_digits(i: &str) -> Option<(&str, Decimal, Decimal)> {
    let rest = i.strip_prefix(['・', '点'])?;
    let digits: String = rest.chars().take(18).map_while(fractional).map(|d| char::from(b'0' + d)).collect();
    // 八十九 behind the point is read digit by digit without its ten.
    let len: usize =
        rest.chars().take(18).take_while(|c| han_digit(*c).is_some() || *c == '十').map(char::len_utf8).sum();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return None;
    }
    let value = Decimal::from_str_exact(&format!("0.{digits}")).ok()?;
    let places = u32::try_from(digits.len()).ok()?;
    Some((&rest[len..], value, Decimal::new(1, places)))
}

fn fractional(c: char) -> Option<u8> {
    han_digit(c).or((c == '十').then_some(10))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::numeral::testing;

    #[test]
    fn numerals() {
        for (text, value, whole) in [
            ("2万7,758件", "27758", "2万7,758"),
            ("1万717件", "10717", "1万717"),
            ("48.1億円", "4810000000", "48.1億"),
            ("２３億４０００万円", "2340000000", "２３億４０００万"),
            ("７，３１２件", "7312", "７，３１２"),
            ("４４・６億円", "4460000000", "４４・６億"),
            ("34万1千件", "341000", "34万1千"),
            ("三十五人", "35", "三十五"),
            ("二〇二四年", "2024", "二〇二四"),
            ("一万三", "10003", "一万三"),
            ("一万零二百五十", "10250", "一万零二百五十"),
            ("五十五兆一十二億四万五千二", "55001200045002", "五十五兆一十二億四万五千二"),
            ("1万億円", "1000000000000", "1万億"),
            ("4億23,800,000", "423800000", "4億23,800,000"),
            ("三千 八百 九十六 万 四千", "38964000", "三千 八百 九十六 万 四千"),
            ("1 234 567.89は", "1234567.89", "1 234 567.89"),
            ("1, 234, 567", "1", "1"),
            ("4・5月", "4", "4"),
            ("12345678901234567890123456789012", "too long", "12345678901234567890123456789012"),
        ] {
            assert_eq!(testing::numeral(numeral, text), Some((value.to_owned(), whole.to_owned())), "{text}");
        }
        for text in ["余万", "割", "・5"] {
            assert_eq!(testing::numeral(numeral, text), None, "{text}");
        }
    }
}
