//! Numerals: 1.55万, 三千二百, 两万五, １２３, 1,319, 三一八〇, 8000多万.

mod parts;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::satisfy;
use nom::combinator::{map_opt, opt, recognize, verify};
use nom::multi::many0_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::lang::han::numeral::placed;
pub use crate::lang::han::numeral::{Numeral, Part, Written};
pub use crate::lang::han::{begins, blanks, digit};
use crate::lang::han::{decimal, fail, han_digit, unit};
pub use parts::{near_half, part};

#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Digits { value: Decimal, step: Decimal, whole: bool },
    Han(u8),
    Zero,
    Unit(u64),
}

/// digits := [0-9]+ ((',' [0-9]{3})+)? ('.' [0-9]+)? | '.' [0-9]+
fn arabic(i: &str) -> IResult<&str, &str> {
    let run = || take_while1(|c| digit(c).is_some());
    let wide = i.starts_with(|c| ('０'..='９').contains(&c));
    let comma = move |c: char| c == ',' || (wide && c == '，');
    let three = verify(run(), |s: &str| s.chars().count() == 3);
    let head = verify(run(), |s: &str| s.chars().count() <= 3);
    let grouped = recognize((head, verify(many0_count((satisfy(comma), three)), |n| *n > 0)));
    let point = || satisfy(|c| c == '.' || c == '．');
    alt((recognize((alt((grouped, run())), opt((point(), run())))), recognize((tag("."), run())))).parse(i)
}

fn piece(i: &str) -> IResult<&str, Piece> {
    let digits = map_opt(arabic, |s| {
        decimal(s).map(|(value, step)| Piece::Digits { value, step, whole: !s.contains(['.', '．']) })
    });
    let han = map_opt(satisfy(|c| han_digit(c).is_some()), |c| {
        han_digit(c).map(|d| if d == 0 { Piece::Zero } else { Piece::Han(d) })
    });
    let magnitude = map_opt(satisfy(|c| unit(c).is_some()), |c| unit(c).map(Piece::Unit));
    alt((digits, group, han, magnitude)).parse(i)
}

/// The piece behind blanks: a magnitude may always stand there (1000 万), digits only before a smaller magnitude
/// (7万 5千), for two numbers may stand side by side.
fn spaced_piece<'a>(i: &'a str, last: u64, spaced: bool) -> IResult<&'a str, Piece> {
    let (rest, _) = blanks(i)?;
    let (after, p) = piece(rest)?;
    let smaller =
        |s: &'a str| preceded(blanks, piece).parse(s).is_ok_and(|(_, p)| matches!(p, Piece::Unit(u) if u < last));
    match p {
        Piece::Unit(_) => Ok((after, p)),
        Piece::Han(_) | Piece::Digits { .. } if smaller(after) || (spaced && matches!(p, Piece::Han(_))) => {
            Ok((after, p))
        }
        Piece::Han(_) if last > 10 && blanks(after)?.0.starts_with(|c| unit(c).is_some()) => Ok((after, p)),
        _ => fail(i),
    }
}

#[derive(Default)]
struct Sum {
    total: Decimal,
    part: Decimal,
    number: Option<(Decimal, bool)>,
    step: Decimal,
    last: u64,
    big: u64,
    zero: bool,
}

impl Sum {
    /// Takes in a piece; false when it cannot belong to the number so far.
    fn add(&mut self, p: Piece) -> Option<bool> {
        match p {
            Piece::Zero => {
                if self.number.is_some() {
                    return Some(false);
                }
                self.zero = true;
            }
            Piece::Han(d) => {
                if self.number.is_some() {
                    return Some(false);
                }
                self.number = Some((Decimal::from(d), true));
                self.step = Decimal::ONE;
            }
            Piece::Digits { value, step, .. } => {
                if self.number.is_some() {
                    return Some(false);
                }
                self.number = Some((value, value < Decimal::TEN && value.scale() == 0));
                self.step = step;
            }
            Piece::Unit(u) => return self.unit(u),
        }
        Some(true)
    }

    fn unit(&mut self, u: u64) -> Option<bool> {
        let size = Decimal::from(u);
        if self.step.is_zero() {
            self.step = Decimal::ONE;
        }
        if u < 10_000 {
            if self.number.is_none() && self.last != 0 && self.last < 10_000 && !self.zero {
                return Some(false);
            }
            let implicit = self.number.is_none();
            let n = self.number.take().map_or(Decimal::ONE, |(n, _)| n);
            self.part = self.part.checked_add(n.checked_mul(size)?)?;
            self.step = if implicit { size } else { self.step.checked_mul(size)? };
        } else {
            let part = self.part.checked_add(self.number.take().map_or(Decimal::ZERO, |(n, _)| n))?;
            if part.is_zero() && self.total.is_zero() {
                self.total = size;
                self.step = size;
            } else if part.is_zero() || u > self.big && self.big != 0 {
                self.total = self.total.checked_add(part)?.checked_mul(size)?;
                self.step = self.step.checked_mul(size)?;
            } else {
                self.total = self.total.checked_add(part.checked_mul(size)?)?;
                self.step = self.step.checked_mul(size)?;
            }
            self.part = Decimal::ZERO;
            self.big = u;
        }
        self.last = u;
        self.zero = false;
        Some(true)
    }

    /// A single digit behind a magnitude counts the tenth of it: 两万五 is 25,000.
    fn finish(&mut self) -> Option<Decimal> {
        if let Some((n, single)) = self.number.take() {
            let tenth = Decimal::from(self.last / 10);
            let n = if single && !self.zero && self.last > 10 {
                self.step = tenth;
                n.checked_mul(tenth)?
            } else {
                n
            };
            self.part = self.part.checked_add(n)?;
        }
        self.total.checked_add(self.part)
    }
}

/// positional := han-digit{3,} | han-digit with 〇 among them: 三一八〇
fn positional(i: &str) -> IResult<&str, Decimal> {
    let (rest, run) = take_while1(|c| han_digit(c).is_some()).parse(i)?;
    let n = run.chars().count();
    let zeros = run.chars().skip(1).any(|c| han_digit(c) == Some(0));
    let value = placed(run).filter(|_| (3..=20).contains(&n) || n == 2 && zeros);
    value.map_or_else(|| fail(i), |value| Ok((rest, value)))
}

/// group := positional before (余|多)? and a magnitude from 万 on: the 九三一二 of 一亿九三一二万
fn group(i: &str) -> IResult<&str, Piece> {
    let (rest, value) = positional(i)?;
    let after = inner_more(rest).map_or(rest, |(after, _)| after);
    let large = after.chars().next().and_then(unit).is_some_and(|u| u >= 10_000);
    if large { Ok((rest, Piece::Digits { value, step: Decimal::ONE, whole: true })) } else { fail(i) }
}

/// A run of Chinese digits that no number has; taken whole, so that a long one is read once.
fn long_run(i: &str) -> IResult<&str, &str> {
    verify(take_while1(|c| han_digit(c).is_some()), |s: &str| s.chars().nth(20).is_some()).parse(i)
}

/// Words that a magnitude begins and that are no numerals: 百分点, 千克 is one whole unit, 万一 …
fn no_magnitude(i: &str) -> bool {
    const WORDS: [&str; 4] = ["百分点", "百 分点", "百分比", "百分百"];
    WORDS.iter().any(|w| i.starts_with(w))
}

/// numeral := positional | piece (blank? piece)* (余|多|几 before a magnitude) (点 digit+)?
pub fn numeral(i: &str) -> IResult<&str, Written> {
    if let Ok((rest, value)) = positional(i)
        && group(i).is_err()
        && !rest.starts_with(|c| unit(c).is_some())
    {
        let (rest, fraction, step) = point(rest).unwrap_or((rest, Decimal::ZERO, Decimal::ONE));
        let value = value.checked_add(fraction).unwrap_or(value);
        return Ok((rest, Written::Number(Numeral::of_digits(value, step))));
    }
    if let Ok((rest, _)) = long_run(i) {
        return Ok((rest, Written::TooLong));
    }
    if let Ok((rest, digits)) = arabic(i)
        && decimal(digits).is_none()
    {
        return Ok((rest, Written::TooLong));
    }
    let (rest, first) = piece(i)?;
    if first == Piece::Zero && piece(rest).is_err() && !rest.starts_with(['点', '點']) {
        let n = Numeral { short: true, ..Numeral::of_digits(Decimal::ZERO, Decimal::ONE) };
        return Ok((rest, Written::Number(n)));
    }
    let mut sum = Sum::default();
    let Some(true) = sum.add(first) else { return fail(i) };
    let mut run = Run { rest, count: 1, more: false, spaced: false };
    if run.take(&mut sum).is_none() {
        return Ok((run.rest, Written::TooLong));
    }
    let Some(mut value) = sum.finish() else { return Ok((run.rest, Written::TooLong)) };
    let mut step = if sum.step.is_zero() { Decimal::ONE } else { sum.step };
    let whole = !matches!(first, Piece::Digits { whole: false, .. }) || run.count > 1;
    if let Some((rest, fraction, places)) = whole.then(|| point(run.rest)).flatten() {
        value += fraction;
        step = places;
        run.rest = rest;
        run.count += 1;
    }
    let n = Numeral {
        value,
        step,
        plain: run.count == 1 && matches!(first, Piece::Digits { whole: true, .. }),
        headless: matches!(first, Piece::Unit(u) if u > 10),
        short: run.count == 1 && matches!(first, Piece::Han(_) | Piece::Unit(_)),
        more: run.more,
    };
    Ok((run.rest, Written::Number(n)))
}

struct Run<'a> {
    rest: &'a str,
    count: usize,
    more: bool,
    spaced: bool,
}

impl Run<'_> {
    /// Takes the pieces that follow; `None` when the number grows beyond what can be held.
    fn take(&mut self, sum: &mut Sum) -> Option<()> {
        loop {
            if !self.more
                && let Ok((after, _)) = inner_more(self.rest)
            {
                self.rest = after;
                self.more = true;
            }
            if no_magnitude(self.rest) || no_magnitude(self.rest.trim_start()) {
                return Some(());
            }
            let tight = piece(self.rest);
            let blank = tight.is_err();
            let Ok((after, p)) = tight.or_else(|_| spaced_piece(self.rest, sum.last, self.spaced)) else {
                return Some(());
            };
            if matches!(p, Piece::Digits { .. }) && self.count == 1 && sum.last == 0 && !sum.zero {
                return Some(());
            }
            if p == Piece::Zero && piece(after).is_err() && inner_more(after).is_err() {
                return Some(());
            }
            if !sum.add(p)? {
                return Some(());
            }
            self.spaced |= blank;
            self.rest = after;
            self.count += 1;
        }
    }
}

/// more := (余 | 多 | 几) before 万, 亿: 8000多万
fn inner_more(i: &str) -> IResult<&str, &str> {
    let (rest, m) = alt((tag("余"), tag("餘"), tag("多"), tag("几"), tag("幾"))).parse(i)?;
    verify(|s| Ok((s, s)), |s: &str| s.starts_with(['万', '萬', '亿', '億'])).parse(rest)?;
    Ok((rest, m))
}

/// point := (点 | ．) blank? digit+
fn point(i: &str) -> Option<(&str, Decimal, Decimal)> {
    let i = blanks(i).ok()?.0;
    let i = i.strip_prefix(['点', '點', '．'])?;
    let i = blanks(i).ok()?.0;
    let run: String =
        i.chars().map_while(|c| han_digit(c).or_else(|| digit(c))).map(|d| char::from(b'0' + d)).take(20).collect();
    if run.is_empty() {
        return None;
    }
    let bytes = i.chars().take(run.len()).map(char::len_utf8).sum::<usize>();
    let value = Decimal::from_str_exact(&format!("0.{run}")).ok()?;
    Some((&i[bytes..], value, Decimal::new(1, u32::try_from(run.len()).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::han::numeral::testing;

    #[test]
    fn numerals() {
        for (text, value, whole) in [
            ("1.55万起", "15500", "1.55万"),
            ("三千二百余", "3200", "三千二百"),
            ("两万五", "25000", "两万五"),
            ("8000多万", "80000000", "8000多万"),
            ("１２３", "123", "１２３"),
            ("1,319起", "1319", "1,319"),
            ("三一八〇份", "3180", "三一八〇"),
            ("4.78万亿", "4780000000000", "4.78万亿"),
            ("5亿1万4千6百", "500014600", "5亿1万4千6百"),
            ("五亿零六", "500000006", "五亿零六"),
            ("7万 5千 4百", "75400", "7万 5千 4百"),
            ("兩千 四 百 五", "2450", "兩千 四 百 五"),
            (
                "八千 三百 八十五 万 二千 三百 二十六 点三三",
                "83852326.33",
                "八千 三百 八十五 万 二千 三百 二十六 点三三",
            ),
            ("十名", "10", "十"),
            ("二十几万", "200000", "二十几万"),
            ("1千零20", "1020", "1千零20"),
            ("10萬萬", "1000000000", "10萬萬"),
            ("两千三点一", "2300.1", "两千三点一"),
            ("12，345", "12", "12"),
            ("1, 234", "1", "1"),
            ("3 100人", "3", "3"),
            ("44个百分点", "44", "44"),
            ("二十六．八九％", "26.89", "二十六．八九"),
            ("1亿9,844万余", "198440000", "1亿9,844万"),
            ("一亿九三一二万", "193120000", "一亿九三一二万"),
            ("一五〇多亿元", "15000000000", "一五〇多亿"),
            ("二〇三万余", "2030000", "二〇三万"),
            ("12345678901234567890123456789012", "too long", "12345678901234567890123456789012"),
        ] {
            assert_eq!(testing::numeral(numeral, text), Some((value.to_owned(), whole.to_owned())), "{text}");
        }
        for text in ["余万", "成", "点三"] {
            assert_eq!(testing::numeral(numeral, text), None, "{text}");
        }
    }

    #[test]
    fn steps() {
        for (text, step) in [
            ("2.3亿", "10000000"),
            ("300", "100"),
            ("1.50万", "100"),
            ("两万五", "1000"),
            ("十", "10"),
            ("一百五十万", "100000"),
        ] {
            let Ok((_, Written::Number(n))) = numeral(text) else { panic!("{text}") };
            assert_eq!(n.step.normalize().to_string(), step, "{text}");
        }
    }
}
