//! Whole numbers in words.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::sequence::preceded;

use super::MAGNITUDES;
use crate::lang::es::scan::{Read, lookup, phrase, space};

/// Those below thirty.
pub const SMALL: &[(&str, i64)] = &[
    ("un", 1),
    ("uno", 1),
    ("una", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("cero", 0),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("dieciséis", 16),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("veinte", 20),
    ("veintiuno", 21),
    ("veintiún", 21),
    ("veintiun", 21),
    ("veintiuna", 21),
    ("veintidós", 22),
    ("veintidos", 22),
    ("veintitrés", 23),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiséis", 26),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
];

/// Those below ten.
const UNITS: &[(&str, i64)] = SMALL.split_at(11).0;

pub const TENS: &[(&str, i64)] = &[
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
];

pub const HUNDREDS: &[(&str, i64)] = &[
    ("cien", 100),
    ("ciento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("cuatrocientos", 400),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas", 500),
    ("seiscientos", 600),
    ("seiscientas", 600),
    ("setecientos", 700),
    ("setecientas", 700),
    ("ochocientos", 800),
    ("ochocientas", 800),
    ("novecientos", 900),
    ("novecientas", 900),
];

/// words := hundreds (tens ('y' unit)? | small)? | tens ('y' unit)? | small
pub fn words(input: &str) -> Read<'_, i64> {
    let below = |i| -> Read<'_, i64> {
        if let Ok((rest, tens)) = lookup(TENS)(i) {
            let unit = |i| preceded((space, tag("y"), space), lookup(UNITS)).parse(i);
            return Ok(unit(rest).map_or((rest, tens), |(rest, n)| (rest, tens + n)));
        }
        lookup(SMALL)(i)
    };
    if let Ok((rest, hundreds)) = lookup(HUNDREDS)(input) {
        let more = preceded(space, below).parse(rest).ok().filter(|(_, n)| *n > 0);
        let more =
            more.filter(|(end, n)| *n != 1 || preceded(space, lookup(MAGNITUDES)).parse(end).is_ok() || end.is_empty());
        return Ok(more.map_or((rest, hundreds), |(end, n)| (end, hundreds + n)));
    }
    below(input)
}

/// plain_words := words ('mil' words?)? : a whole number in words below a million
pub fn plain_words(input: &str) -> Read<'_, i64> {
    let thousand = |i| preceded(space, phrase("mil")).parse(i);
    let (rest, n) = alt((words, phrase("mil").map(|()| 1_000))).parse(input)?;
    if n != 1_000
        && let Ok((rest, ())) = thousand(rest)
    {
        let more = preceded(space, words).parse(rest);
        return Ok(more.map_or((rest, n * 1_000), |(rest, m)| (rest, n * 1_000 + m)));
    }
    if n == 1_000
        && let Ok((rest, m)) = preceded(space, words).parse(rest)
    {
        return Ok((rest, 1_000 + m));
    }
    Ok((rest, n))
}
