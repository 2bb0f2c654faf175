//! Numerals: digits with their groups, words, and magnitudes, alone and mixed (un millón 034 mil 754); parts and multiples.

mod parts;
mod words;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::scan::{Read, edge, fail, lookup, phrase, space, space0};
use crate::lang::digits::{Decimals, digits};
pub use crate::lang::latin::amounts::Numeral;
pub use parts::{fraction, multiple, part_percent};
use words::{SMALL, plain_words, words};

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
}
