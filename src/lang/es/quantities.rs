//! Quantities: a numeral with its bound before and after, its currency, measure, per cent or multiple.

mod bounds;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use self::bounds::{BOUNDS, CENTS};
use super::money;
use super::numerals::{fraction, multiple, numeral, part_percent};
use super::scan::{Read, any_of, fail, lookup, phrase, space, space0};
use crate::bulletin::Bound;
use crate::lang::digits::Decimals;
use crate::lang::latin::Words;
use crate::lang::latin::amounts::{self, Amount};

/// amount := bounds (money | percent | fraction | multiple | measured) bound?
pub fn amount<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        let any = |i| alt((wordy(decimals), priced(decimals), counted(decimals))).parse(i);
        amounts::bounded(&BOUNDS, any, input)
    }
}

/// The bounds before an amount.
pub fn bounds(input: &str) -> Read<'_, Option<Bound>> {
    amounts::bounds(&BOUNDS, input)
}

fn cents(decimals: Decimals, rest: &str, amount: Amount) -> (&str, Amount) {
    amounts::cents(&CENTS, numeral(decimals), rest, amount)
}

/// wordy := fraction | multiple
fn wordy<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        if let Ok((rest, value)) = part_percent(input) {
            return Ok((rest, Amount::in_words(value, "percent", input.len() - rest.len())));
        }
        if let Ok((rest, value)) = fraction(input) {
            return Ok((rest, Amount::in_words(value, "percent", input.len() - rest.len())));
        }
        let (rest, value) = multiple(decimals)(input)?;
        Ok((rest, Amount::in_words(value, "times", input.len() - rest.len())))
    }
}

/// priced := prefix numeral (suffix)? (cents)?
fn priced<'a>(decimals: Decimals) -> impl Fn(&'a str) -> Read<'a, Amount> {
    move |input| {
        let (rest, currency) = money::prefix(input)?;
        let lead = input.len() - rest.len();
        let (end, n) = numeral(decimals)(rest)?;
        let amount = Amount { lead, ..Amount::new(n, currency, rest.len() - end.len()) };
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
        let amount = Amount::new(n, "count", length);
        if let Ok((end, scale)) = per_population(decimals)(rest) {
            return Ok((end, amount.scaled(scale, "percent")));
        }
        if let Ok((end, (unit, scale))) = percent(rest) {
            return Ok((end, amount.scaled(scale, unit)));
        }
        let (gap, _) = space0(rest)?;
        if let Ok((end, currency)) = money::millions(gap) {
            return Ok((end, amount.scaled(Decimal::from(1_000_000), currency)));
        }
        if let Ok((end, currency)) = money::suffix(gap) {
            // "75 USD millones"
            let millions = alt((phrase("millones"), phrase("millón"))).map(|()| Decimal::from(1_000_000));
            if let Ok((end, scale)) = preceded(space, millions).parse(end) {
                return Ok((end, amount.scaled(scale, currency)));
            }
            let amount = Amount { unit: currency, plain: false, ..amount };
            return Ok(cents(decimals, end, amount));
        }
        if let Ok((end, (unit, scale))) = money::measure(gap) {
            let whole = amount.scaled(scale, unit);
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
    const HEADS: Words = &["habitantes", "hab.", "personas", "habitante"];
    move |input| {
        let of = |i| (space, any_of(OF_CASES)).parse(i);
        let (rest, _) = opt(of).parse(input)?;
        let (rest, _) = (space, phrase("por"), space, opt((phrase("cada"), space))).parse(rest)?;
        let (rest, n) = numeral(decimals)(rest)?;
        let (rest, _) = preceded(space, any_of(HEADS)).parse(rest)?;
        match Decimal::ONE_HUNDRED.checked_div(n.value) {
            Some(scale) if n.value >= Decimal::ONE_HUNDRED => Ok((rest, scale)),
            _ => fail(input),
        }
    }
}

/// What a rate counts before its population ("5,8 víctimas por cada 100.000 habitantes").
const OF_CASES: Words = &[
    "casos",
    "víctimas",
    "homicidios",
    "muertes",
    "delitos",
    "hechos",
    "denuncias",
    "infracciones",
    "infracciones penales",
    "robos",
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
            || preceded(space, any_of(COMPARED)).parse(end).is_ok());
    if things { fail(input) } else { Ok((end, (unit, Decimal::ONE))) }
}

/// What follows points that are compared.
const COMPARED: Words = &["más", "menos", "por", "respecto", "frente", "en", "desde", "hasta", "y", "con", "que"];

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
