//! Quantities: a numeral with its bound before and after, its currency, measure, per cent or multiple.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::money;
use super::numerals::{Numeral, fraction, multiple, numeral, part_percent};
use super::scan::{Read, edge, fail, lookup, phrase, space, space0};
use crate::bulletin::Bound;
use crate::lang::digits::Decimals;

/// A quantity as it was read, before it has a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Its value in `unit`.
    pub value: Decimal,
    /// See [`crate::bulletin::Quantity::step`].
    pub step: Decimal,
    /// The unit; [`money::HOME`] stands for the currency of the text's country.
    pub unit: &'static str,
    /// What the wording makes of it.
    pub bound: Bound,
    /// How many bytes stand before the numeral.
    pub lead: usize,
    /// How many bytes the numeral takes.
    pub length: usize,
    /// Whether it is one plain run of digits that no unit or bound goes with.
    pub plain: bool,
    /// Whether it is spelled out.
    pub spelled: bool,
}

const BEFORE: &[(&str, Bound)] = &[
    ("más de", Bound::AtLeast),
    ("mas de", Bound::AtLeast),
    ("más del", Bound::AtLeast),
    ("algo más de", Bound::AtLeast),
    ("algo más del", Bound::AtLeast),
    ("poco más de", Bound::AtLeast),
    ("poco más del", Bound::AtLeast),
    ("un poco más de", Bound::AtLeast),
    ("bastante más de", Bound::AtLeast),
    ("mucho más de", Bound::AtLeast),
    ("por encima de", Bound::AtLeast),
    ("por encima del", Bound::AtLeast),
    ("por arriba de", Bound::AtLeast),
    ("arriba de", Bound::AtLeast),
    ("superior a", Bound::AtLeast),
    ("superior al", Bound::AtLeast),
    ("superiores a", Bound::AtLeast),
    ("superiores al", Bound::AtLeast),
    ("mayor a", Bound::AtLeast),
    ("mayor de", Bound::AtLeast),
    ("mayores a", Bound::AtLeast),
    ("supera", Bound::AtLeast),
    ("superan", Bound::AtLeast),
    ("superó", Bound::AtLeast),
    ("superaron", Bound::AtLeast),
    ("superaba", Bound::AtLeast),
    ("superaban", Bound::AtLeast),
    ("superando", Bound::AtLeast),
    ("supera ya", Bound::AtLeast),
    ("ha superado", Bound::AtLeast),
    ("han superado", Bound::AtLeast),
    ("superaría", Bound::AtLeast),
    ("superarían", Bound::AtLeast),
    ("rebasa", Bound::AtLeast),
    ("rebasan", Bound::AtLeast),
    ("rebasó", Bound::AtLeast),
    ("rebasaron", Bound::AtLeast),
    ("rebasaba", Bound::AtLeast),
    ("rebasaban", Bound::AtLeast),
    ("sobrepasa", Bound::AtLeast),
    ("sobrepasan", Bound::AtLeast),
    ("sobrepasó", Bound::AtLeast),
    ("excede", Bound::AtLeast),
    ("exceden", Bound::AtLeast),
    ("excedió", Bound::AtLeast),
    ("al menos", Bound::AtLeast),
    ("por lo menos", Bound::AtLeast),
    ("cuando menos", Bound::AtLeast),
    ("como mínimo", Bound::AtLeast),
    ("un mínimo de", Bound::AtLeast),
    ("no menos de", Bound::AtLeast),
    ("nada menos que", Bound::Exact),
    ("ni más ni menos que", Bound::Exact),
    (">", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("menos de", Bound::AtMost),
    ("menos del", Bound::AtMost),
    ("algo menos de", Bound::AtMost),
    ("algo menos del", Bound::AtMost),
    ("poco menos de", Bound::AtMost),
    ("poco menos del", Bound::AtMost),
    ("un poco menos de", Bound::AtMost),
    ("por debajo de", Bound::AtMost),
    ("por debajo del", Bound::AtMost),
    ("inferior a", Bound::AtMost),
    ("inferior al", Bound::AtMost),
    ("inferiores a", Bound::AtMost),
    ("menor a", Bound::AtMost),
    ("menores a", Bound::AtMost),
    ("hasta", Bound::AtMost),
    ("hasta un", Bound::AtMost),
    ("hasta un total de", Bound::Exact),
    ("como máximo", Bound::AtMost),
    ("un máximo de", Bound::AtMost),
    ("no más de", Bound::AtMost),
    ("no supera", Bound::AtMost),
    ("no superan", Bound::AtMost),
    ("no llega a", Bound::AtMost),
    ("no llegan a", Bound::AtMost),
    ("<", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("casi", Bound::About),
    ("cerca de", Bound::About),
    ("cerca del", Bound::About),
    ("cercano a", Bound::About),
    ("cercana a", Bound::About),
    ("cercanos a", Bound::About),
    ("cercanas a", Bound::About),
    ("cercano al", Bound::About),
    ("cercana al", Bound::About),
    ("próximo a", Bound::About),
    ("próxima a", Bound::About),
    ("próximos a", Bound::About),
    ("próximo al", Bound::About),
    ("alrededor de", Bound::About),
    ("alrededor del", Bound::About),
    ("en torno a", Bound::About),
    ("en torno al", Bound::About),
    ("entorno a", Bound::About),
    ("aproximadamente", Bound::About),
    ("aproximado de", Bound::About),
    ("un aproximado de", Bound::About),
    ("un estimado de", Bound::About),
    ("estimado de", Bound::About),
    ("estimada en", Bound::About),
    ("estimado en", Bound::About),
    ("estimados en", Bound::About),
    ("estimadas en", Bound::About),
    ("aprox.", Bound::About),
    ("aprox", Bound::About),
    ("unos", Bound::About),
    ("unas", Bound::About),
    ("ronda", Bound::About),
    ("rondan", Bound::About),
    ("rondó", Bound::About),
    ("rondaron", Bound::About),
    ("rondaba", Bound::About),
    ("rondaban", Bound::About),
    ("rondaría", Bound::About),
    ("rondando", Bound::About),
    ("roza", Bound::About),
    ("rozan", Bound::About),
    ("rozó", Bound::About),
    ("rozando", Bound::About),
    ("se acerca a", Bound::About),
    ("se acercan a", Bound::About),
    ("del orden de", Bound::About),
    ("cosa de", Bound::About),
    ("prácticamente", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
];

const AFTER: &[(&str, Bound)] = &[
    ("o más", Bound::AtLeast),
    ("en adelante", Bound::AtLeast),
    ("como mínimo", Bound::AtLeast),
    ("por lo menos", Bound::AtLeast),
    ("y pico", Bound::AtLeast),
    ("o menos", Bound::AtMost),
    ("como máximo", Bound::AtMost),
    ("aproximadamente", Bound::About),
    ("aprox.", Bound::About),
    ("más o menos", Bound::About),
];

/// bounds := (bound space (article space)?)* ; two at once: the lower one holds
pub fn bounds(input: &str) -> Read<'_, Option<Bound>> {
    const ARTICLES: &[(&str, ())] = &[
        ("los", ()),
        ("las", ()),
        ("el", ()),
        ("un", ()),
        ("una", ()),
        ("un total de", ()),
        ("otros", ()),
        ("otras", ()),
        ("la", ()),
    ];
    let (mut rest, mut bound) = (input, None);
    for _ in 0..3 {
        let Ok((next, more)) = lookup(BEFORE)(rest) else { break };
        let (next, _) = space0(next)?;
        let article = |i| (lookup(ARTICLES), space).parse(i);
        // "más de un millón": an article that begins the numeral stays with it.
        let next = match article(next) {
            Ok((after, _)) if !(next.starts_with("un ") || next.starts_with("una ")) => after,
            Ok((after, _)) if after.starts_with(|c: char| c.is_ascii_digit()) => after,
            _ => next,
        };
        bound = match bound {
            Some(Bound::AtLeast) => bound,
            Some(_) if more == Bound::AtLeast => Some(more),
            Some(_) => bound,
            None => Some(more),
        };
        rest = next;
    }
    Ok((rest, bound))
}

fn bound_after(input: &str) -> Read<'_, Option<Bound>> {
    if let Ok((rest, _)) = (tag("+"), edge).parse(input) {
        return Ok((rest, Some(Bound::AtLeast)));
    }
    let (rest, _) = space0(input)?;
    match lookup(AFTER)(rest) {
        Ok((rest, bound)) => Ok((rest, Some(bound))),
        Err(_) => Ok((input, None)),
    }
}

/// amount := bounds (money | percent | fraction | multiple | measured) bound?
pub fn amount<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        let (rest, before) = bounds(input)?;
        let lead = input.len() - rest.len();
        let (rest, mut amount) = alt((wordy(decimals), priced(decimals), counted(decimals))).parse(rest)?;
        let (rest, after) = bound_after(rest)?;
        if let Some(bound) = after.or(before) {
            amount.bound = if before == Some(Bound::AtLeast) { Bound::AtLeast } else { bound };
            amount.plain = false;
        }
        amount.lead += lead;
        Ok((rest, amount))
    }
}

fn plain(numeral: Numeral, unit: &'static str, length: usize) -> Amount {
    Amount {
        value: numeral.value,
        step: numeral.step,
        unit,
        bound: if numeral.rough { Bound::About } else { Bound::Exact },
        lead: 0,
        length,
        plain: numeral.plain && unit == "count",
        spelled: numeral.spelled,
    }
}

fn bare(value: Decimal, unit: &'static str, length: usize) -> Amount {
    let numeral = Numeral { value, step: Decimal::ONE, plain: false, spelled: true, rough: false };
    plain(numeral, unit, length)
}

/// wordy := fraction | multiple
fn wordy<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        if let Ok((rest, value)) = part_percent(input) {
            return Ok((rest, bare(value, "percent", input.len() - rest.len())));
        }
        if let Ok((rest, value)) = fraction(input) {
            return Ok((rest, bare(value, "percent", input.len() - rest.len())));
        }
        let (rest, value) = multiple(decimals)(input)?;
        Ok((rest, bare(value, "times", input.len() - rest.len())))
    }
}

/// priced := prefix numeral (suffix)? (cents)?
fn priced<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        let (rest, currency) = money::prefix(input)?;
        let lead = input.len() - rest.len();
        let (end, n) = numeral(decimals)(rest)?;
        let amount = Amount { lead, ..plain(n, currency, rest.len() - end.len()) };
        // "$2.120 pesos argentinos": the words tell whose money the sign stands for.
        let named = preceded(space, money::suffix).parse(end);
        let (end, unit) = match named {
            Ok((next, word)) if currency == money::HOME || word == currency || word == money::HOME => {
                (next, if word == money::HOME { currency } else { word })
            }
            _ => (end, currency),
        };
        // "$12 mdp"
        let (end, unit, scale) = match preceded(space0, money::millions).parse(end) {
            Ok((next, word)) if currency == money::HOME || word == currency => (next, word, 1_000_000),
            _ => (end, unit, 1),
        };
        let scale = Decimal::from(scale);
        let value = amount.value.checked_mul(scale).unwrap_or(Decimal::MAX);
        Ok(cents(decimals, end, Amount { unit, value, step: amount.step * scale, ..amount }))
    }
}

/// counted := numeral (per-population | percent | suffix | measure ('con' numeral measure)?)?
fn counted<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        let (rest, n) = numeral(decimals)(input)?;
        let length = input.len() - rest.len();
        let amount = plain(n, "count", length);
        let scaled = |scale: Decimal, unit| Amount {
            value: n.value.checked_mul(scale).unwrap_or(Decimal::MAX).normalize(),
            step: n.step.checked_mul(scale).unwrap_or(n.step),
            unit,
            plain: false,
            ..amount
        };
        if let Ok((end, scale)) = per_population(decimals)(rest) {
            return Ok((end, scaled(scale, "percent")));
        }
        if let Ok((end, (unit, scale))) = percent(rest) {
            return Ok((end, scaled(scale, unit)));
        }
        let (gap, _) = space0(rest)?;
        if let Ok((end, currency)) = money::millions(gap) {
            return Ok((end, scaled(Decimal::from(1_000_000), currency)));
        }
        if let Ok((end, currency)) = money::suffix(gap) {
            // "75 USD millones"
            let millions = alt((phrase("millones"), phrase("millón"))).map(|()| Decimal::from(1_000_000));
            if let Ok((end, scale)) = preceded(space, millions).parse(end) {
                return Ok((end, scaled(scale, currency)));
            }
            let amount = Amount { unit: currency, plain: false, ..amount };
            return Ok(cents(decimals, end, amount));
        }
        if let Ok((end, (unit, scale))) = money::measure(gap) {
            let whole = scaled(scale, unit);
            return Ok(match smaller(decimals, unit, scale)(end) {
                Ok((end, (value, step))) => {
                    let length = input.len() - end.len();
                    (end, Amount { value: (whole.value + value).normalize(), step, length, ..whole })
                }
                Err(_) => (end, whole),
            });
        }
        Ok((rest, amount))
    }
}

/// smaller := ('con' | 'y' | ',')? numeral measure : grams after kilos
fn smaller<'a>(
    decimals: Decimals,
    unit: &'static str,
    scale: Decimal,
) -> impl Fn(&'a str) -> Read<'a, (Decimal, Decimal)> {
    move |input| {
        let joint = alt((phrase("con"), phrase("y")));
        let (rest, _) = (space, opt((joint, space))).parse(input)?;
        let (rest, n) = numeral(decimals)(rest)?;
        let (rest, (own, part)) = preceded(space0, money::measure).parse(rest)?;
        if own != unit || part >= scale || n.value * part >= scale {
            fail(input)
        } else {
            Ok((rest, (n.value * part, n.step * part)))
        }
    }
}

/// per_population := 'por' ('cada')? n 'habitantes' : what one of so many is in percent
fn per_population<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Decimal> {
    const HEADS: &[(&str, ())] = &[("habitantes", ()), ("hab.", ()), ("personas", ()), ("habitante", ())];
    move |input| {
        let of = |i| (space, lookup(OF_CASES)).parse(i);
        let (rest, _) = opt(of).parse(input)?;
        let (rest, _) = (space, phrase("por"), space, opt((phrase("cada"), space))).parse(rest)?;
        let (rest, n) = numeral(decimals)(rest)?;
        let (rest, ()) = preceded(space, lookup(HEADS)).parse(rest)?;
        match Decimal::ONE_HUNDRED.checked_div(n.value) {
            Some(scale) if n.value >= Decimal::ONE_HUNDRED => Ok((rest, scale)),
            _ => fail(input),
        }
    }
}

/// What a rate counts before its population ("5,8 víctimas por cada 100.000 habitantes").
const OF_CASES: &[(&str, ())] = &[
    ("casos", ()),
    ("víctimas", ()),
    ("homicidios", ()),
    ("muertes", ()),
    ("delitos", ()),
    ("hechos", ()),
    ("denuncias", ()),
    ("infracciones", ()),
    ("infracciones penales", ()),
    ("robos", ()),
];

/// percent := '%' | 'por ciento' | 'puntos porcentuales' | '‰' | 'por mil' … with the scale of its value
fn percent(input: &str) -> Read<'_, (&'static str, Decimal)> {
    const WORDS: &[(&str, &str)] = &[
        ("puntos porcentuales", "percentagePoint"),
        ("punto porcentual", "percentagePoint"),
        ("puntos de porcentaje", "percentagePoint"),
        ("puntos", "percentagePoint"),
        ("punto", "percentagePoint"),
        ("p.p.", "percentagePoint"),
        ("pp", "percentagePoint"),
        ("por ciento", "percent"),
        ("por cien", "percent"),
        ("porciento", "percent"),
    ];
    let (rest, _) = space0(input)?;
    let sign = |c: &'static str| tag::<_, _, nom::error::Error<&str>>(c);
    if let Ok((rest, _)) = alt((sign("%"), sign("％"))).parse(rest) {
        return Ok((rest, ("percent", Decimal::ONE)));
    }
    if let Ok((rest, _)) = sign("‰").parse(rest) {
        return Ok((rest, ("percent", Decimal::new(1, 1))));
    }
    if let Ok((rest, ())) = phrase("por mil")(rest) {
        return Ok((rest, ("percent", Decimal::new(1, 1))));
    }
    let (end, unit) = lookup(WORDS)(rest)?;
    // "12 puntos de control", "tres puntos fijos": things, no shares.
    let bare = phrase("puntos")(rest).is_ok_and(|(r, ())| r.len() == end.len());
    let things = bare
        && !(end.is_empty()
            || end.starts_with([',', '.', ';', ')'])
            || preceded(space, lookup(COMPARED)).parse(end).is_ok());
    if things { fail(input) } else { Ok((end, (unit, Decimal::ONE))) }
}

/// What follows points that are compared.
const COMPARED: &[(&str, ())] = &[
    ("más", ()),
    ("menos", ()),
    ("por", ()),
    ("respecto", ()),
    ("frente", ()),
    ("en", ()),
    ("desde", ()),
    ("hasta", ()),
    ("y", ()),
    ("con", ()),
    ("que", ()),
];

/// cents := ('y' | 'con')? n ('céntimos' | 'centavos')? after a whole amount
fn cents(decimals: Decimals, rest: &str, amount: Amount) -> (&str, Amount) {
    let whole = amount.value.fract().is_zero() && amount.step == Decimal::ONE;
    let tail = |i| -> Read<'_, Decimal> {
        let (i, _) = space(i)?;
        let (i, and) = opt((alt((phrase("y"), phrase("con"))), space)).parse(i)?;
        let (i, n) = numeral(decimals)(i)?;
        let words =
            alt((phrase("céntimos"), phrase("centavos"), phrase("centimos"), phrase("cents"), phrase("peniques")));
        let (i, named) = opt(preceded(space, words)).parse(i)?;
        let ends = i.is_empty() || i.starts_with([',', '.', ';']);
        let fits = n.value > Decimal::ONE && n.value < Decimal::ONE_HUNDRED && n.value.fract().is_zero();
        let bare = named.is_none();
        if !fits || bare && (!ends || and.is_some() && n.spelled) { fail(i) } else { Ok((i, n.value)) }
    };
    match tail(rest) {
        Ok((end, n)) if whole => {
            let value = amount.value + n / Decimal::ONE_HUNDRED;
            let length = amount.length + rest.len() - end.len();
            (end, Amount { value: value.normalize(), step: Decimal::new(1, 2), length, ..amount })
        }
        _ => (rest, amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match amount(Decimals::Comma)(text) {
            Ok((_, a)) => format!("{} {} {}", a.value, a.unit, a.bound.id()),
            Err(_) => "-".to_owned(),
        }
    }

    #[test]
    fn reads_quantities() {
        for (text, expected) in [
            ("más de 420.000 personas", "420000 count atLeast"),
            ("cerca de $500 millones", "500000000  about"),
            ("cercano a los $1.000 millones", "1000000000  about"),
            ("unos 16.000 euros", "16000 EUR about"),
            ("superior a los 6 millones de euros", "6000000 EUR atLeast"),
            ("casi un 30 %", "30 percent about"),
            ("menos del 5 por ciento", "5 percent atMost"),
            ("US$18 mil", "18000 USD exact"),
            ("$2.120 pesos argentinos", "2120 ARS exact"),
            ("12 mdp", "12000000 MXN exact"),
            ("458 mil millones de pesos", "458000000000  exact"),
            ("10 mil kilogramos con 485 gramos de", "10000.485 kg exact"),
            ("131 toneladas de cocaína", "131 tonne exact"),
            ("5,8 por cada 100 mil habitantes", "0.0058 percent exact"),
            ("1,8 puntos porcentuales", "1.8 percentagePoint exact"),
            ("una treintena de personas", "30 count about"),
            ("tres de cada cuatro casos", "75 percent exact"),
            ("algo más de 40,5 millones de euros", "40500000 EUR atLeast"),
            ("más de un millón de pastillas", "1000000 count atLeast"),
            ("75 USD millones", "75000000 USD exact"),
            ("25 euros con 50.", "25.5 EUR exact"),
            ("trece euros y cuarenta y cinco céntimos", "13.45 EUR exact"),
            ("15 puntos de control", "15 count exact"),
            ("S/ 500", "500 PEN exact"),
            ("euros", "-"),
            ("más de lo", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
