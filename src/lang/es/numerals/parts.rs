//! Parts of a whole, in percent, and multiples.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::numeral;
use super::words::{HUNDREDS, SMALL, TENS, words};
use crate::lang::digits::Decimals;
use crate::lang::es::scan::{Read, among, digit_run, edge, fail, lookup, phrase, space, word};

/// part_percent := (words 'con')? words (part | words 'avos' | 'sobre' words) 'por ciento' : parts of one per cent
pub fn part_percent(input: &str) -> Read<'_, Decimal> {
    let mixed = |i| (words, space, phrase("con"), space).parse(i).map(|(r, (n, ..))| (r, n));
    let (rest, whole) = opt(mixed).parse(input)?;
    let (rest, n) = words(rest)?;
    let (rest, _) = space(rest)?;
    let over = |i| preceded((phrase("sobre"), space), words).parse(i);
    let (rest, d) = alt((over, lookup(PARTS), nth_part)).parse(rest)?;
    let (rest, _) = (space, phrase("por ciento")).parse(rest)?;
    match Decimal::from(n).checked_div(Decimal::from(d)) {
        Some(part) => Ok((rest, (Decimal::from(whole.unwrap_or(0)) + part).round_dp(15).normalize())),
        None => fail(input),
    }
}

/// nth_part := words 'avo' | words 'avos' in one word ("veintiunavos")
fn nth_part(input: &str) -> Read<'_, i64> {
    let (rest, word) = word(input)?;
    let stem = word.strip_suffix("avos").or_else(|| word.strip_suffix("avo")).unwrap_or("");
    match words(stem) {
        Ok(("", n)) => Ok((rest, n)),
        _ => fail(input),
    }
}

/// fraction := ('un' | n) ('tercio' | 'cuarto' | …) | n 'de cada' m | 'la mitad' ; in percent
pub fn fraction(input: &str) -> Read<'_, Decimal> {
    alt((parts, ratio, half)).parse(input)
}

const PARTS: &[(&str, i64)] = &[
    ("tercio", 3),
    ("tercios", 3),
    ("cuarto", 4),
    ("cuartos", 4),
    ("cuarta parte", 4),
    ("cuartas partes", 4),
    ("tercera parte", 3),
    ("terceras partes", 3),
    ("quinta parte", 5),
    ("quintas partes", 5),
    ("quinto", 5),
    ("quintos", 5),
    ("sexto", 6),
    ("sextos", 6),
    ("sexta parte", 6),
    ("séptimo", 7),
    ("octavo", 8),
    ("octavos", 8),
    ("décimo", 10),
    ("décimos", 10),
    ("décima parte", 10),
];

/// parts := n part of a whole
fn parts(input: &str) -> Read<'_, Decimal> {
    let count = alt((lookup(SMALL), phrase("la").map(|()| 1_i64)));
    let (rest, n) = { count }.parse(input)?;
    let (rest, _) = space(rest)?;
    let (rest, d) = lookup(PARTS)(rest)?;
    // "un cuarto" is an ordinal too; a part is of something, or more or less than it.
    let sure =
        input[..input.len() - rest.len()].contains("terci") || input[..input.len() - rest.len()].contains("part");
    let whole = preceded(space, lookup(WHOLE)).parse(rest).is_ok();
    if n < 1 || n >= d || !(sure || whole) { fail(input) } else { Ok((rest, percent(n, d))) }
}

/// What follows a part.
const WHOLE: &[(&str, ())] = &[("de", ()), ("del", ()), ("más", ()), ("menos", ()), ("por", ())];

/// ratio := n 'de cada' m
fn ratio(input: &str) -> Read<'_, Decimal> {
    let count = |i| alt((lookup(SMALL), lookup(TENS), lookup(HUNDREDS), digit_run.map_res(str::parse::<i64>))).parse(i);
    let (rest, n) = count(input)?;
    let (rest, _) = (space, phrase("de cada"), space).parse(rest)?;
    let (rest, d) = count(rest)?;
    if n < 1 || n >= d || d > 1000 || edge(rest).is_err() { fail(input) } else { Ok((rest, percent(n, d))) }
}

/// half := 'la mitad', of something that is no year
fn half(input: &str) -> Read<'_, Decimal> {
    let (rest, ()) = alt((phrase("la mitad"), phrase("mitad"))).parse(input)?;
    let time = preceded(space, alt((phrase("del año"), phrase("de año"), phrase("del mes"), phrase("de este año"))))
        .parse(rest);
    if time.is_ok() || input.starts_with(['m', 'M']) { fail(input) } else { Ok((rest, Decimal::from(50))) }
}

fn percent(n: i64, d: i64) -> Decimal {
    (Decimal::from(n) * Decimal::ONE_HUNDRED / Decimal::from(d)).round_dp(2).normalize()
}

/// Words that may follow "el doble" where it says how many times.
const AFTER_MULTIPLE: &[&str] =
    &["de", "del", "que", "respecto", "en", "y", "o", "a", "por", "frente", "con", "desde", "durante", "hasta"];

/// multiple := 'se duplicó' | 'el doble' | 'el triple' | n 'veces' …, in times
pub fn multiple<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Decimal> {
    const WORDS: &[(&str, i64)] = &[
        ("el doble", 2),
        ("duplicó", 2),
        ("duplicaron", 2),
        ("duplica", 2),
        ("duplican", 2),
        ("duplicado", 2),
        ("duplicando", 2),
        ("dobló", 2),
        ("doblaron", 2),
        ("el triple", 3),
        ("triplicó", 3),
        ("triplicaron", 3),
        ("triplica", 3),
        ("triplican", 3),
        ("triplicado", 3),
        ("triplicando", 3),
        ("el cuádruple", 4),
        ("cuadruplicó", 4),
        ("cuadruplicaron", 4),
        ("cuadruplicado", 4),
        ("quintuplicó", 5),
        ("quintuplicaron", 5),
        ("quintuplicado", 5),
    ];
    move |input| {
        if let Ok((rest, n)) = lookup(WORDS)(input) {
            // "el doble fondo", "el doble homicidio": of two, not twice as many.
            let noun = input.starts_with("el ")
                && preceded(space, word).parse(rest).is_ok_and(|(_, w)| !among(w, AFTER_MULTIPLE));
            return if noun { fail(input) } else { Ok((rest, Decimal::from(n))) };
        }
        let (rest, n) = numeral(decimals)(input)?;
        let (rest, ()) = preceded(space, alt((phrase("veces"), phrase("vez")))).parse(rest)?;
        Ok((rest, n.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_parts_and_multiples() {
        for (text, value) in
            [("un tercio de", "33.33"), ("dos tercios", "66.67"), ("tres de cada cuatro", "75"), ("la mitad de", "50")]
        {
            assert_eq!(fraction(text).unwrap().1.to_string(), value, "{text}");
        }
        for text in ["un hecho", "la mitad del año", "un tercer"] {
            assert!(fraction(text).is_err(), "{text}");
        }
        assert_eq!(multiple(Decimals::Comma)("3,2 veces más").unwrap().1.to_string(), "3.2");
        assert_eq!(multiple(Decimals::Comma)("el doble que").unwrap().1.to_string(), "2");
    }
}
