//! Numerals: digits with their groups, words, and magnitudes, alone and mixed (un millón 034 mil 754); parts and multiples.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::scan::{Read, among, edge, fail, lookup, phrase, space, space0, word};
use crate::lang::digits::{Decimals, digits};
pub use crate::lang::latin::amounts::Numeral;

const SMALL: &[(&str, i64)] = &[
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

const TENS: &[(&str, i64)] = &[
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
];

const HUNDREDS: &[(&str, i64)] = &[
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

/// Words that multiply what stands before them.
const MAGNITUDES: &[(&str, i64)] = &[
    ("mil", 1_000),
    ("millón", 1_000_000),
    ("millon", 1_000_000),
    ("millones", 1_000_000),
    ("mill.", 1_000_000),
    ("MM", 1_000_000),
    ("millardo", 1_000_000_000),
    ("millardos", 1_000_000_000),
    ("billón", 1_000_000_000_000),
    ("billon", 1_000_000_000_000),
    ("billones", 1_000_000_000_000),
    ("trillón", 1_000_000_000_000_000_000),
    ("trillones", 1_000_000_000_000_000_000),
];

/// Nouns for a number of things; whether they are rough.
const COLLECTIVES: &[(&str, (i64, bool))] = &[
    ("decena", (10, true)),
    ("docena", (12, false)),
    ("docenas", (12, false)),
    ("dz", (12, false)),
    ("quincena", (15, true)),
    ("veintena", (20, true)),
    ("treintena", (30, true)),
    ("cuarentena", (40, true)),
    ("cincuentena", (50, true)),
    ("sesentena", (60, true)),
    ("centena", (100, true)),
    ("centenar", (100, true)),
    ("millar", (1_000, true)),
];

/// What may follow decimals of three digits: magnitudes, measures and shares, but no counted things.
fn fine(rest: &str) -> bool {
    const FINE: &[(&str, ())] = &[
        ("millones", ()),
        ("millón", ()),
        ("mil", ()),
        ("billones", ()),
        ("kilos", ()),
        ("kilogramos", ()),
        ("kg", ()),
        ("toneladas", ()),
        ("tonelada", ()),
        ("t", ()),
        ("litros", ()),
        ("hectáreas", ()),
        ("por ciento", ()),
        ("puntos", ()),
        ("%", ()),
        ("mdp", ()),
        ("mdd", ()),
    ];
    let rest = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    lookup(FINE)(rest).is_ok()
}

/// numeral := part (magnitude part?)* ('coma' words)?
pub fn numeral<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Numeral> {
    move |input| alt((collective, |i| sum(decimals)(i))).parse(input)
}

/// sum := (part? magnitude+)+ part? : what follows a magnitude is smaller than it
fn sum<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Numeral> {
    move |input| {
        let first = part(decimals)(input).ok();
        if let Some((rest, p)) = &first
            && let Ok((end, whole)) = spelled_decimals(rest, p)
        {
            return Ok((end, whole));
        }
        let (mut rest, mut open) = match first {
            Some((rest, part)) => (rest, Some(part)),
            // "mil 200"
            None => (input, None),
        };
        let spelled = open.is_none_or(|p| p.spelled);
        let (mut total, mut group) = (Decimal::ZERO, Decimal::ZERO);
        let mut last: Option<Decimal> = None;
        let mut step = open.map_or(Decimal::ONE, |p| p.step);
        let mut top: Option<Decimal> = None;
        while let Ok((next, unit)) = magnitude(rest, open.is_none() && last.is_none(), spelled) {
            let scale = Decimal::from(unit);
            if scale == Decimal::ONE_THOUSAND {
                if last.is_some_and(|l| l <= scale) {
                    break;
                }
                let Some(product) = open.map_or(Decimal::ONE, |p| p.value).checked_mul(scale) else { break };
                group = product;
                step = open.map_or(Decimal::ONE, |p| p.step) * scale;
            } else {
                if top.is_some_and(|t| scale >= t) {
                    break;
                }
                let own = group + open.map_or(Decimal::ZERO, |p| p.value);
                if own.is_zero() {
                    break;
                }
                let (Some(product), Some(s)) =
                    (own.checked_mul(scale), open_step(open, group, step).checked_mul(scale))
                else {
                    break;
                };
                let Some(sum) = total.checked_add(product) else { break };
                (total, group, step, top) = (sum, Decimal::ZERO, s, Some(scale));
            }
            last = Some(scale);
            open = None;
            rest = next;
            if let Ok((next, ())) = preceded(space, alt((phrase("y medio"), phrase("y media")))).parse(rest) {
                total += scale / Decimal::TWO;
                rest = next;
                break;
            }
            // A smaller number goes on: "034 mil", "754"
            let Ok((next, more)) = preceded(space, part(decimals)).parse(rest) else { continue };
            let whole = more.value.fract().is_zero() && more.value >= Decimal::ONE;
            let short = rest.len() - next.len() <= 4 || more.spelled;
            // "34 mil un" is none: an article begins the next noun.
            let article = more.spelled && more.value == Decimal::ONE && magnitude(next, false, true).is_err();
            if !whole || !short || more.value >= scale || more.value >= Decimal::ONE_THOUSAND || article {
                break;
            }
            // In "mil 200 millones" and "un millón 034 mil" the part is one of the next magnitude or the last.
            open = Some(more);
            rest = next;
        }
        if last.is_none() {
            let Some(p) = open else { return fail(input) };
            // A bare article is no number.
            if p.spelled && p.value == Decimal::ONE {
                return fail(input);
            }
            let half = preceded(space, alt((phrase("y medio"), phrase("y media")))).parse(rest);
            if let (true, Ok((next, ()))) = (p.spelled, half) {
                let value = p.value + Decimal::new(5, 1);
                return Ok((next, Numeral { value, step: Decimal::new(1, 1), plain: false, spelled, rough: false }));
            }
            return Ok((rest, Numeral { value: p.value, step: p.step, plain: p.plain, spelled, rough: false }));
        }
        if let Some(p) = open {
            step = p.step;
        }
        let Some(value) = total.checked_add(group).and_then(|v| v.checked_add(open.map_or(Decimal::ZERO, |p| p.value)))
        else {
            return fail(input);
        };
        if spelled && let Ok((end, decimals)) = preceded((space, phrase("coma"), space), plain_words).parse(rest) {
            return decimal_of(end, value, decimals);
        }
        Ok((rest, Numeral { value: value.normalize(), step, plain: false, spelled, rough: false }))
    }
}

fn open_step(open: Option<Part>, group: Decimal, step: Decimal) -> Decimal {
    match open {
        Some(p) => p.step,
        None if group.is_zero() => Decimal::ONE,
        None => step,
    }
}

#[derive(Clone, Copy, Debug)]
struct Part {
    value: Decimal,
    step: Decimal,
    plain: bool,
    spelled: bool,
}

/// part := digits | words below a thousand | 'medio' before a magnitude
fn part<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Part> {
    move |input| {
        if let Ok((rest, d)) = digits(decimals, fine)(input) {
            return Ok((rest, Part { value: d.value, step: d.step, plain: d.plain, spelled: false }));
        }
        if let Ok((rest, ())) = alt((phrase("medio"), phrase("media"))).parse(input) {
            preceded(space, alt((phrase("millón"), phrase("billón"), phrase("millon")))).parse(rest)?;
            return Ok((rest, Part { value: Decimal::new(5, 1), step: Decimal::ONE, plain: false, spelled: true }));
        }
        let (rest, n) = words(input)?;
        Ok((rest, Part { value: Decimal::from(n), step: Decimal::ONE, plain: false, spelled: true }))
    }
}

/// words := hundreds (tens ('y' unit)? | small)? | tens ('y' unit)? | small
fn words(input: &str) -> Read<'_, i64> {
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

/// magnitude := space? ('mil' | 'millones' | …) | 'k' right after digits
fn magnitude(input: &str, first: bool, spelled: bool) -> Result<(&str, i64), ()> {
    let rest = if first { input } else { space0(input).map_err(|_| ())?.0 };
    let glued = rest.len() == input.len() && !first;
    if let Ok((end, unit)) = lookup(MAGNITUDES)(rest) {
        let sign = input.len() - end.len() == 2 || rest.starts_with("MM");
        // "MM" in capitals after an amount only; a word stands apart from words.
        let told = if rest.len() - end.len() == 2 { rest.starts_with("MM") && !spelled } else { !glued || !spelled };
        // "mil" alone begins a number, "millones de" alone tells none.
        return if told && (!first || unit == 1_000) && !(sign && spelled) { Ok((end, unit)) } else { Err(()) };
    }
    let letter = |l: &'static str, n: i64| {
        (tag::<_, _, nom::error::Error<&str>>(l), edge).parse(rest).map(|(r, _)| (r, n)).map_err(|_| ())
    };
    if spelled || first {
        Err(())
    } else {
        letter("k", 1_000).or_else(|()| if glued { letter("K", 1_000) } else { Err(()) })
    }
}

/// spelled_decimals := words magnitude? words? 'coma' words : "cuarenta y siete coma veintiocho"
fn spelled_decimals<'a>(rest: &'a str, head: &Part) -> Read<'a, Numeral> {
    if !head.spelled {
        return fail(rest);
    }
    let (rest, _) = (space, phrase("coma"), space).parse(rest)?;
    let (rest, n) = plain_words(rest)?;
    decimal_of(rest, head.value, n)
}

/// plain_words := words ('mil' words?)? : a whole number in words below a million
fn plain_words(input: &str) -> Read<'_, i64> {
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

fn decimal_of(rest: &str, whole: Decimal, decimals: i64) -> Read<'_, Numeral> {
    let scale = u32::try_from(decimals.to_string().len()).unwrap_or(1);
    let value = whole + Decimal::new(decimals, scale);
    Ok((rest, Numeral { value, step: Decimal::new(1, scale), plain: false, spelled: true, rough: false }))
}

/// collective := ('una' | 'media' | n) ('docena' | 'treintena' | 'centenar' …) ('y media')?
fn collective(input: &str) -> Read<'_, Numeral> {
    let half = alt((phrase("medio"), phrase("media"), phrase("un medio"))).map(|()| Decimal::new(5, 1));
    let count =
        alt((lookup(SMALL).map(Decimal::from), recognize(super::scan::digit_run).map_res(str::parse::<Decimal>)));
    let (rest, n) = alt((half, count)).parse(input)?;
    let (rest, _) = space(rest)?;
    let (rest, (of, rough)) = lookup(COLLECTIVES)(rest)?;
    let of = Decimal::from(of);
    let (rest, more) = opt(preceded(space, alt((phrase("y media"), phrase("y medio"))))).parse(rest)?;
    let more = more.map_or(Decimal::ZERO, |()| of / Decimal::TWO);
    // "la segunda quincena" and "la quincena" are times; "dos quincenas" is one too.
    Ok((rest, Numeral { value: (n * of + more).normalize(), step: Decimal::ONE, plain: false, spelled: true, rough }))
}

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
    let (rest, word) = super::scan::word(input)?;
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
    let count = |i| {
        alt((lookup(SMALL), lookup(TENS), lookup(HUNDREDS), super::scan::digit_run.map_res(str::parse::<i64>))).parse(i)
    };
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
    fn reads_numerals() {
        for (text, value) in [
            ("un millón 034 mil 754 pesos", "1034754"),
            ("un millón 753 mil 20 pesos", "1753020"),
            ("dos mil 887 cartuchos", "2887"),
            ("mil 200 detenidos", "1200"),
            ("43 mil 500", "43500"),
            ("10 mil kilogramos", "10000"),
            ("458 mil millones", "458000000000"),
            ("2.880 millones", "2880000000"),
            ("3,5 millones", "3500000"),
            ("8,364 millones de dominios", "8364000"),
            ("328.800 millones", "328800000000"),
            ("veintisiete fueron", "27"),
            ("trece ciudadanos", "13"),
            ("treinta y cinco", "35"),
            ("ciento treinta y dos", "132"),
            ("una treintena de", "30"),
            ("medio millón de", "500000"),
            ("media docena de", "6"),
            ("medio centenar", "50"),
            ("dos docenas", "24"),
            ("un millón y medio de", "1500000"),
            ("quinientos trece millones cuatrocientos cincuenta y dos mil trescientos", "513452300"),
            ("tres billones cuatrocientos cincuenta y cinco mil doscientos veintiocho millones", "3455228000000"),
            ("dos mil millones", "2000000000"),
            ("10k", "10000"),
            ("1,17 mil millones", "1170000000"),
            ("cuarenta y siete coma veintiocho por", "47.28"),
            ("cien días", "100"),
        ] {
            assert_eq!(numeral(Decimals::Comma)(text).unwrap().1.value.normalize().to_string(), value, "{text}");
        }
        for text in ["un hombre", "una de", "decenas de", "millones de", "unos", "sesión", "doscientes"] {
            assert!(numeral(Decimals::Comma)(text).is_err(), "{text}");
        }
    }

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
