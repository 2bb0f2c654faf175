//! Numerals: 2万7,758, 48.1億, ２３億４０００万, ４４・６億, 三十五, 1万億, 3分の1, 6割5分, 半数.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::satisfy;
use nom::combinator::{map_opt, opt, recognize, verify};
use nom::multi::many0_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::bulletin::Bound;
use crate::lang::han::{blanks, decimal, digit, han_digit, unit};

/// A number as it is written, magnitudes expanded.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last digit or magnitude that is not a trailing zero: 2.3億 → 10,000,000, 300 → 100.
    pub step: Decimal,
    /// Whether it is written in Western digits alone, without a magnitude.
    pub plain: bool,
    /// Whether it begins with a magnitude (千 in 千円), which needs a unit behind it to be a numeral.
    pub headless: bool,
    /// Whether it is a single Han digit or 十.
    pub short: bool,
    /// Whether it has no Western digit.
    pub han: bool,
    /// 余 or 数 within it.
    pub more: bool,
}

/// A number, or what is more than can be held.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A number.
    Number(Numeral),
    /// Digits beyond the 28 that can be held exactly.
    TooLong,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Digits { value: Decimal, step: Decimal },
    Han(u8),
    Unit(u64),
}

fn fail<T>(i: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(i, nom::error::ErrorKind::Digit)))
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
    let text: String = digits.chars().filter_map(han_digit).map(|d| char::from(b'0' + d)).collect();
    let Ok(value) = Decimal::from_str_exact(&text) else { return fail(i) };
    let n = Numeral { value, step: Decimal::ONE, plain: false, headless: false, short: false, han: true, more: false };
    Ok((rest, Written::Number(n)))
}

/// Words that a magnitude or a digit begins and that are no numerals.
const WORDS: &[&str] = &[
    "万が一",
    "万引",
    "万全",
    "万一",
    "万博",
    "万円札",
    "千葉",
    "千代田",
    "千歳",
    "千円札",
    "百貨店",
    "百分率",
    "十分",
    "一部",
    "一方",
    "一般",
    "一斉",
    "一層",
    "一連",
    "一定",
    "一切",
    "一体",
    "一環",
    "一緒",
    "一因",
    "一時",
    "一律",
    "一元",
    "一昨",
    "一覧",
    "一旦",
    "一種",
    "一員",
    "一見",
    "一致",
    "一貫",
    "一気",
    "一転",
    "一段",
    "一例",
    "一角",
    "一線",
    "一助",
    "一括",
    "一戸建",
    "一人暮らし",
    "一人ひとり",
    "一人一人",
    "一つ",
    "一課",
    "一家",
    "一帯",
    "一望",
    "一番",
    "一度",
    "一審",
    "一新",
    "一掃",
    "一報",
    "二次",
    "二課",
    "二重",
    "二審",
    "二つ",
    "二度と",
    "三重",
    "三つ",
    "三菱",
    "三井",
    "三課",
    "三鷹",
    "三田",
    "三島",
    "三条",
    "四国",
    "四日市",
    "四条",
    "四半",
    "四課",
    "四つ",
    "五輪",
    "五反田",
    "五つ",
    "五所",
    "六本木",
    "六甲",
    "六法",
    "七夕",
    "八王子",
    "八戸",
    "八尾",
    "八代",
    "八千代",
    "八幡",
    "九州",
    "九条",
    "十勝",
    "十和田",
    "百合",
    "兆候",
    "億劫",
    "千年",
    "千羽",
    "千曲",
    "万能",
    "億ション",
    "一宮",
    "一関",
    "二宮",
    "二本松",
    "三原",
    "三郷",
    "三浦",
    "三木",
    "三好",
    "三次",
    "三沢",
    "三郎",
    "一郎",
    "二郎",
    "四郎",
    "五郎",
    "九重",
    "五島",
    "五條",
    "五泉",
    "六ケ所",
    "七尾",
    "八街",
    "八潮",
    "八女",
    "八千",
    "千住",
    "万年",
    "百年",
    "一億総",
    "一層",
];

/// Whether a word begins here whose first character is no numeral.
pub fn no_numeral(i: &str) -> bool {
    WORDS.iter().any(|w| i.starts_with(w))
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
    let mut han = !western && i[..i.len() - rest.len()].chars().all(|c| digit(c).is_none());
    if let Some((after, fraction, places)) = han.then(|| fraction_digits(rest)).flatten() {
        (rest, value, step, count) = (after, value + fraction, places, count + 1);
        han = true;
    }
    let n = Numeral {
        value,
        step,
        plain: western && count == 1,
        headless: count == 1 && matches!(first, Piece::Unit(u) if u > 10),
        short: count == 1 && !western,
        han,
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

/// A share or a multiple that is written in words: its value, its unit, its bound, its step.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The value in `unit`.
    pub value: Decimal,
    /// See [`Numeral::step`].
    pub step: Decimal,
    /// `percent` or `times`.
    pub unit: &'static str,
    /// A bound that the word itself has (過半数).
    pub bound: Bound,
}

fn number(i: &str) -> IResult<&str, Numeral> {
    map_opt(numeral, |w| match w {
        Written::Number(n) => Some(n),
        Written::TooLong => None,
    })
    .parse(i)
}

/// part := N 分の N | N 割 (N 分)? 半? | 半数 | 過半数 | 半 before 減 | 倍 before 増
pub fn part(i: &str) -> IResult<&str, Part> {
    alt((fraction, tenths, half)).parse(i)
}

/// fraction := N 分の N
fn fraction(i: &str) -> IResult<&str, Part> {
    let (rest, below) = number(i)?;
    let (rest, _) = (blanks, alt((tag("分の"), tag("分之"))), blanks).parse(rest)?;
    let (rest, above) = number(rest)?;
    let Some(value) = above.value.checked_div(below.value) else { return fail(i) };
    let value = (value * Decimal::ONE_HUNDRED).round_dp(2).normalize();
    Ok((rest, Part { value, step: Decimal::ONE, unit: "percent", bound: Bound::Exact }))
}

/// tenths := N 割 (N 分 | 半)?
fn tenths(i: &str) -> IResult<&str, Part> {
    let (rest, n) = number(i)?;
    let (rest, _) = blanks(rest)?;
    let (rest, _) = tag("割").parse(rest)?;
    if rest.starts_with("り当て") || n.value > Decimal::ONE_HUNDRED || n.headless {
        return fail(i);
    }
    let ten = Decimal::TEN;
    let percent = |value: Decimal, step| Part { value: value.normalize(), step, unit: "percent", bound: Bound::Exact };
    if let Some(rest) = rest.strip_prefix('半') {
        return Ok((rest, percent(n.value * ten + Decimal::from(5), Decimal::ONE)));
    }
    if let Ok((after, bu)) = number(rest)
        && let Some(after) = after.strip_prefix('分').filter(|r| !r.starts_with('の'))
    {
        return Ok((after, percent(n.value * ten + bu.value, Decimal::ONE)));
    }
    Ok((rest, percent(n.value * ten, n.step * ten)))
}

/// half := 過半数 | 半数 | 半分 | 半(減) | 倍(増)
fn half(i: &str) -> IResult<&str, Part> {
    let part =
        |rest, bound| Ok((rest, Part { value: Decimal::from(50), step: Decimal::from(50), unit: "percent", bound }));
    for (word, bound) in [("過半数", Bound::AtLeast), ("半数", Bound::Exact), ("半分", Bound::Exact)] {
        if let Some(rest) = i.strip_prefix(word) {
            return part(rest, bound);
        }
    }
    if let Some(rest) = i.strip_prefix('半').filter(|r| r.starts_with('減')) {
        return part(rest, Bound::Exact);
    }
    match i.strip_prefix('倍').filter(|r| r.starts_with('増')) {
        Some(rest) => Ok((rest, Part { value: Decimal::TWO, step: Decimal::ONE, unit: "times", bound: Bound::Exact })),
        None => fail(i),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, String)> {
        match numeral(text).ok()? {
            (rest, Written::Number(n)) => {
                Some((n.value.normalize().to_string(), text[..text.len() - rest.len()].to_owned()))
            }
            (_, Written::TooLong) => Some(("too long".to_owned(), text.to_owned())),
        }
    }

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
            assert_eq!(read(text), Some((value.to_owned(), whole.to_owned())), "{text}");
        }
        for text in ["余万", "割", "・5"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn parts() {
        for (text, value, whole) in [
            ("3分の1を占める", "33.33", "3分の1"),
            ("6割弱", "60", "6割"),
            ("七割半を", "75", "七割半"),
            ("3割5分", "35", "3割5分"),
            ("5.6割引", "56", "5.6割"),
            ("半減した", "50", "半"),
            ("倍増した", "2", "倍"),
            ("過半数を", "50", "過半数"),
        ] {
            let (rest, p) = part(text).unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!((p.value.normalize().to_string().as_str(), &text[..text.len() - rest.len()]), (value, whole));
        }
        for text in ["割合", "3分間", "半年"] {
            assert!(part(text).is_err(), "{text}");
        }
    }
}
