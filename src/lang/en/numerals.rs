//! Numerals: digits with their groups, spelled-out numbers, magnitudes, fractions and multiples.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::scan::{Read, any_of, digit_run, edge, fail, lookup, phrase, space, space0};
pub use crate::lang::latin::amounts::Numeral;

const SMALL: &[(&str, i64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];

const TENS: &[(&str, i64)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

const MAGNITUDES: &[(&str, i64)] = &[
    ("hundred", 100),
    ("thousand", 1_000),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("lac", 100_000),
    ("lacs", 100_000),
    ("lakh crore", 1_000_000_000_000),
    ("lakh crores", 1_000_000_000_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("mil", 1_000_000),
    ("mln", 1_000_000),
    ("mn", 1_000_000),
    ("mn.", 1_000_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
    ("cr", 10_000_000),
    ("cr.", 10_000_000),
    ("billion", 1_000_000_000),
    ("billions", 1_000_000_000),
    ("bln", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("trn", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
    ("dozen", 12),
];

/// numeral := term (('and')? smaller term)*
///
/// `money` lets "m" and "b" stand for million and billion, as they do in amounts ("£5m").
pub fn numeral(money: bool) -> impl Fn(&str) -> Read<'_, Numeral> {
    move |input| {
        let (mut rest, mut sum) = term(money)(input)?;
        let mut last = sum;
        loop {
            let Ok((next, (joined, more))) = following(money)(rest) else { break };
            let fits = more.total() > Decimal::ZERO
                && more.total() < last.unit
                && last.unit > Decimal::ONE
                && last.base.fract().is_zero()
                // Digits after "and" begin another number, unless they plainly end this one ("3 hundred and 21").
                && (more.spelled || !joined || (last.unit == Decimal::ONE_HUNDRED && more.unit == Decimal::ONE))
                && (joined || more.spelled || more.unit > Decimal::ONE);
            if !fits {
                break;
            }
            sum.base = sum.total() + more.total();
            sum.unit = Decimal::ONE;
            sum.plain = false;
            sum.step = more.step;
            last = more;
            rest = next;
        }
        Ok((
            rest,
            Numeral {
                value: sum.total().normalize(),
                step: sum.step,
                plain: sum.plain,
                spelled: sum.spelled,
                rough: false,
            },
        ))
    }
}

#[derive(Clone, Copy)]
struct Term {
    base: Decimal,
    unit: Decimal,
    step: Decimal,
    plain: bool,
    spelled: bool,
}

impl Term {
    fn total(&self) -> Decimal {
        self.base.checked_mul(self.unit).unwrap_or(Decimal::MAX)
    }
}

/// following := space ('and' space)? term
fn following(money: bool) -> impl Fn(&str) -> Read<'_, (bool, Term)> {
    move |input| {
        let (rest, _) = space(input)?;
        let (rest, and) = opt((phrase("and"), space)).parse(rest)?;
        let (rest, term) = term(money)(rest)?;
        Ok((rest, (and.is_some(), term)))
    }
}

/// term := (digits | words | 'a' | 'half a' …) magnitude*
fn term(money: bool) -> impl Fn(&str) -> Read<'_, Term> {
    move |input| {
        let (mut rest, mut term) = alt((digits, words, article)).parse(input)?;
        while let Ok((next, unit)) = magnitude(money, term.spelled)(rest) {
            let unit = Decimal::from(unit);
            let (Some(product), Some(step)) = (term.unit.checked_mul(unit), term.step.checked_mul(unit)) else { break };
            if term.base.checked_mul(product).is_none() {
                break;
            }
            (term.unit, term.step, term.plain) = (product, step, false);
            rest = next;
        }
        Ok((rest, term))
    }
}

/// magnitude := space? '-'? ('hundred' | 'thousand' | 'million' | 'crore' | 'k' | …)
fn magnitude(money: bool, spelled: bool) -> impl Fn(&str) -> Read<'_, i64> {
    move |input| {
        let (rest, gap) = alt((tag("-"), space0)).parse(input)?;
        if let Ok((rest, unit)) = lookup(MAGNITUDES)(rest) {
            // "3-million-yuan" is an amount; "mil" and the like are written close or after digits only.
            return Ok((rest, unit));
        }
        let letter = |l: &'static str, unit: i64| move |i| (tag(l), edge).parse(i).map(|(r, _)| (r, unit));
        let close = gap.is_empty() && !spelled;
        let (k, g, m) = (letter("k", 1_000)(rest), letter("G", 1_000_000_000)(rest), letter("M", 1_000_000)(rest));
        match () {
            () if close && k.is_ok() => k,
            () if close && letter("K", 1_000)(rest).is_ok() => letter("K", 1_000)(rest),
            () if close && g.is_ok() => g,
            () if !spelled && gap != "-" && m.is_ok() => m,
            () if close && money => {
                alt((letter("m", 1_000_000), letter("b", 1_000_000_000), letter("B", 1_000_000_000))).parse(rest)
            }
            () => fail(input),
        }
    }
}

/// digits := run (',' run3)* ('.' run)? | run (' ' run3)+ | run (',' run2)+ ',' run3 | '.' run
fn digits(input: &str) -> Read<'_, Term> {
    let end = extent(input);
    let Some((value, scale, plain)) = decimal(&input[..end]) else { return fail(input) };
    let rest = &input[end..];
    let step = Decimal::new(1, scale.min(28));
    Ok((rest, Term { base: value, unit: Decimal::ONE, step, plain, spelled: false }))
}

/// How many bytes of the text belong to the number that begins it.
fn extent(input: &str) -> usize {
    let bytes = input.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    if end == 0 {
        let decimals = if bytes.first() == Some(&b'.') { run(1) } else { 0 };
        return if decimals > 0 { 1 + decimals } else { 0 };
    }
    if end <= 3 {
        end = grouped(input, end);
    }
    let here = end;
    let after = |end: usize, mark: u8| if bytes.get(end) == Some(&mark) { run(end + 1) } else { 0 };
    let point = after(end, b'.');
    if point > 0 && after(end + 1 + point, b'.') == 0 {
        end += 1 + point;
        // 1.111,11
        let comma = after(end, b',');
        if here <= 3 && point == 3 && (1..=2).contains(&comma) && after(end + 1 + comma, b',') == 0 {
            end += 1 + comma;
        }
    } else if (1..=2).contains(&after(end, b',')) && here <= 3 && after(end + 1 + after(end, b','), b',') == 0 {
        // 5,00: a decimal comma, unless it goes on as a list
        end += 1 + after(end, b',');
    }
    end
}

/// A number with more bytes than this is not read, and its groups are not followed: each would be followed again
/// from the next.
const LONGEST: usize = 60;

/// Takes the groups of three (or of two and three, as in India) that follow a head of up to three digits.
fn grouped(input: &str, head: usize) -> usize {
    let group = |from: usize, mark: char, n: usize| -> Option<usize> {
        let rest = input[from..].strip_prefix(mark)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (digits == n).then_some(from + mark.len_utf8() + n)
    };
    let groups = |mark: char| {
        let mut end = head;
        while end <= LONGEST
            && let Some(next) = group(end, mark, 3)
        {
            end = next;
        }
        end
    };
    let mut indian = head;
    while indian <= LONGEST
        && let Some(next) = group(indian, ',', 2)
    {
        indian = next;
    }
    if indian > head
        && head <= 2
        && let Some(end) = group(indian, ',', 3)
    {
        return end;
    }
    [',', ' ', '\u{A0}', '\u{202F}', '\u{2009}', '’', '\''].into_iter().map(groups).max().unwrap_or(head)
}

/// The value of written digits, the number of its decimals, and whether it is one plain run.
fn decimal(written: &str) -> Option<(Decimal, u32, bool)> {
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let plain = written.bytes().all(|b| b.is_ascii_digit());
    let comma = written.rfind(',').filter(|i| matches!(written.len() - i, 2 | 3));
    let text: String = match comma {
        // 1,3 and 1.111,11 have a decimal comma; 1,08,000 has not.
        Some(at) => {
            let whole: String = written[..at].chars().filter(char::is_ascii_digit).collect();
            format!("{whole}.{}", &written[at + 1..])
        }
        None => written.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect(),
    };
    let text = if text.starts_with('.') { format!("0{text}") } else { text };
    let value: Decimal = text.parse().ok()?;
    Some((value, value.scale(), plain))
}

/// words := tens (('-' | ' ') small)? | small
fn words(input: &str) -> Read<'_, Term> {
    let spelled = |value: i64| Term {
        base: Decimal::from(value),
        unit: Decimal::ONE,
        step: Decimal::ONE,
        plain: false,
        spelled: true,
    };
    if let Ok((rest, tens)) = lookup(TENS)(input) {
        let small = |i| preceded(alt((tag("-"), space)), lookup(SMALL)).parse(i);
        return Ok(match small(rest) {
            Ok((rest, n)) if (1..10).contains(&n) => (rest, spelled(tens + n)),
            _ => (rest, spelled(tens)),
        });
    }
    let (rest, n) = lookup(SMALL)(input)?;
    if let Ok((end, ())) = phrase("and a half")(rest.trim_start_matches(' ')) {
        let half = Term { base: Decimal::from(n) + Decimal::new(5, 1), ..spelled(n) };
        return Ok((end, half));
    }
    Ok((rest, spelled(n)))
}

/// article := ('a' | 'half a' | 'a quarter' | 'three quarters' …) before a magnitude
fn article(input: &str) -> Read<'_, Term> {
    const PARTS: &[(&str, i64)] = &[
        ("a", 100),
        ("half a", 50),
        ("half", 50),
        ("a half", 50),
        ("quarter", 25),
        ("a quarter", 25),
        ("quarter of a", 25),
        ("a quarter of a", 25),
        ("three quarters", 75),
        ("three quarters of a", 75),
    ];
    const LARGE: &[(&str, ())] = &[
        ("hundred", ()),
        ("thousand", ()),
        ("million", ()),
        ("billion", ()),
        ("trillion", ()),
        ("lakh", ()),
        ("crore", ()),
        ("dozen", ()),
    ];
    let (rest, hundredths) = lookup(PARTS)(input)?;
    preceded(space, lookup(LARGE)).parse(rest)?;
    let base = Decimal::new(hundredths, 2).normalize();
    Ok((rest, Term { base, unit: Decimal::ONE, step: Decimal::ONE, plain: false, spelled: true }))
}

/// fraction := ('a' | 'one' | n) space? '-'? ordinal | n 'in' ('every')? m | n 'out of' m | 'half' ; in percent
pub fn fraction(input: &str) -> Read<'_, Decimal> {
    alt((parts, ratio, half)).parse(input)
}

const PARTS: &[(&str, i64)] = &[
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourth", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("tenths", 10),
];

fn parts(input: &str) -> Read<'_, Decimal> {
    let count = |i| alt((lookup(SMALL), phrase("a").map(|()| 1_i64))).parse(i);
    let (rest, n) = count(input)?;
    let (rest, _) = alt((tag("-"), space)).parse(rest)?;
    let (rest, d) = lookup(PARTS)(rest)?;
    // "a third suspect" is an ordinal; a part is of something, or more or less than it.
    let whole = preceded(space, lookup(FOLLOWS_PART)).parse(rest).is_ok() || rest.starts_with([',', '.', ';', ')']);
    if n < 1 || n >= d || !(whole || rest.is_empty()) {
        return fail(input);
    }
    Ok((rest, percent(n, d)))
}

const FOLLOWS_PART: &[(&str, ())] = &[
    ("of", ()),
    ("from", ()),
    ("compared", ()),
    ("less", ()),
    ("fewer", ()),
    ("more", ()),
    ("lower", ()),
    ("higher", ()),
    ("in", ()),
    ("over", ()),
    ("on", ()),
    ("were", ()),
    ("was", ()),
    ("year-on-year", ()),
    ("to", ()),
    ("and", ()),
    ("involved", ()),
    ("involving", ()),
];

fn ratio(input: &str) -> Read<'_, Decimal> {
    let count = |i| alt((lookup(SMALL), lookup(TENS), digit_run.map_res(str::parse::<i64>))).parse(i);
    let (rest, n) = count(input)?;
    let (rest, _) = space(rest)?;
    let (rest, ()) = alt((phrase("in every"), phrase("out of every"), phrase("out of"), phrase("in"))).parse(rest)?;
    let (rest, _) = space(rest)?;
    let (rest, d) = count(rest)?;
    // "3 in 2023" is no ratio, nor are "one in seven days" and "found 3 in 8 cars"
    let words = !input.starts_with(|c: char| c.is_ascii_digit()) || matches!(d, 10 | 100 | 1000);
    let time = preceded(space, any_of(&["days", "weeks", "months", "years", "hours", "minutes"])).parse(rest).is_ok();
    if n < 1
        || n >= d
        || d > 1000
        || time
        || edge(rest).is_err()
        || !words && preceded(space0, edge).parse(rest).is_err()
    {
        return fail(input);
    }
    Ok((rest, percent(n, d)))
}

fn half(input: &str) -> Read<'_, Decimal> {
    const HALF: &[(&str, ())] = &[
        ("of", ()),
        ("the", ()),
        ("were", ()),
        ("was", ()),
        ("are", ()),
        ("that", ()),
        ("had", ()),
        ("have", ()),
        ("involved", ()),
        ("came", ()),
        ("lost", ()),
    ];
    let (rest, ()) = phrase("half")(input)?;
    let of = preceded(space, lookup(HALF)).parse(rest).is_ok();
    let end = rest.starts_with([',', '.', ';']) || rest.is_empty();
    let time =
        preceded(space, alt((phrase("of the year"), phrase("of this year"), phrase("of last year")))).parse(rest);
    if (of || end) && time.is_err() { Ok((rest, Decimal::from(50))) } else { fail(input) }
}

fn percent(n: i64, d: i64) -> Decimal {
    (Decimal::from(n) * Decimal::ONE_HUNDRED / Decimal::from(d)).round_dp(2).normalize()
}

/// multiple := 'doubled' | 'tripled' | 'twofold' | n '-fold' | n '-and-a-half times' | 'twice' …, in times
pub fn multiple(input: &str) -> Read<'_, Decimal> {
    const WORDS: &[(&str, i64)] = &[
        ("doubled", 2),
        ("doubling", 2),
        ("double", 2),
        ("twice", 2),
        ("tripled", 3),
        ("tripling", 3),
        ("trebled", 3),
        ("treble", 3),
        ("triple", 3),
        ("quadrupled", 4),
        ("quadrupling", 4),
        ("quadruple", 4),
        ("quintupled", 5),
        ("twofold", 2),
        ("threefold", 3),
        ("fourfold", 4),
        ("fivefold", 5),
        ("sixfold", 6),
        ("sevenfold", 7),
        ("eightfold", 8),
        ("ninefold", 9),
        ("tenfold", 10),
    ];
    if let Ok((rest, n)) = lookup(WORDS)(input) {
        return Ok((rest, Decimal::from(n)));
    }
    let (rest, n) = numeral(false)(input)?;
    if let Ok((rest, _)) = (alt((tag("-and-a-half"), tag(" and a half"))), space, phrase("times")).parse(rest) {
        return Ok((rest, n.value + Decimal::new(5, 1)));
    }
    let (rest, _) = opt(alt((tag("-"), space))).parse(rest)?;
    let (rest, ()) = phrase("fold")(rest)?;
    Ok((rest, n.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        for (text, value) in [
            ("30.826 million calls", "30826000"),
            ("1,08,000 cases", "108000"),
            ("85.05 crore", "850500000"),
            ("3.5 lakh crore", "3500000000000"),
            ("twenty-five", "25"),
            ("Eleven", "11"),
            ("1 319 cases", "1319"),
            ("two thousand and two hundred", "2200"),
            ("3 hundred and 21", "321"),
            ("4 thousand 3 hundred and 0", "4300"),
            ("half a million", "500000"),
            ("one and a half million", "1500000"),
            ("a hundred and ten", "110"),
            ("5,00.", "5"),
            ("1.111,11", "1111.11"),
            ("10k", "10000"),
            ("20 and 30", "20"),
            ("3 thousand and 200 cases", "3000"),
            ("22,24,26", "22"),
        ] {
            assert_eq!(numeral(false)(text).unwrap().1.value.to_string(), value, "{text}");
        }
        for text in ["a suspect", "hundreds", "dozens of", "anyone", "tent"] {
            assert!(numeral(false)(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_parts_and_multiples() {
        for (text, value) in [
            ("a third of", "33.33"),
            ("two-thirds of", "66.67"),
            ("one in five", "20"),
            ("three out of ten", "30"),
            ("half of", "50"),
        ] {
            assert_eq!(fraction(text).unwrap().1.to_string(), value, "{text}");
        }
        for text in ["a third suspect", "half a day", "three in 2023", "one in a"] {
            assert!(fraction(text).is_err(), "{text}");
        }
        assert_eq!(multiple("2.5-fold").unwrap().1.to_string(), "2.5");
        assert_eq!(multiple("three-and-a-half times").unwrap().1.to_string(), "3.5");
        assert!(multiple("two and a half hours").is_err());
    }
}
