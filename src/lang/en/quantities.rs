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
use super::numerals::{fraction, multiple, numeral};
use super::scan::{Read, lookup, phrase, space, space0};
use crate::bulletin::Bound;
use crate::lang::latin::amounts::{self, Amount};

/// amount := bounds (money | percent | fraction | multiple | measured) bound?
pub fn amount(input: &str) -> Read<'_, Amount> {
    amounts::bounded(&BOUNDS, |i| alt((wordy, percents_of, priced, counted)).parse(i), input)
}

/// The bounds before an amount.
pub fn bounds(input: &str) -> Read<'_, Option<Bound>> {
    amounts::bounds(&BOUNDS, input)
}

fn cents(rest: &str, amount: Amount) -> (&str, Amount) {
    amounts::cents(&CENTS, numeral(false), rest, amount)
}

/// wordy := fraction | multiple
fn wordy(input: &str) -> Read<'_, Amount> {
    if let Ok((rest, value)) = fraction(input) {
        return Ok((rest, Amount::in_words(value, "percent", input.len() - rest.len())));
    }
    let (rest, value) = multiple(input)?;
    Ok((rest, Amount::in_words(value, "times", input.len() - rest.len())))
}

/// percents_of := 'per cent of' numeral, which some tables write
fn percents_of(input: &str) -> Read<'_, Amount> {
    let (rest, ()) = alt((phrase("percents of"), phrase("per cent of"), phrase("percent of"))).parse(input)?;
    let (rest, _) = space(rest)?;
    let lead = input.len() - rest.len();
    let (end, n) = numeral(false)(rest)?;
    Ok((end, Amount { lead, ..Amount::new(n, "percent", rest.len() - end.len()) }))
}

/// priced := prefix numeral (suffix)? (cents)?
fn priced(input: &str) -> Read<'_, Amount> {
    let (rest, currency) = money::prefix(input)?;
    let lead = input.len() - rest.len();
    let (mut end, n) = numeral(true)(rest)?;
    let mut amount = Amount { lead, ..Amount::new(n, currency, rest.len() - end.len()) };
    // "US$5 million dollars", "S$92 million SGD": a second name of the same money
    if let Ok((next, word)) = preceded(space, money::suffix).parse(end)
        && (word == currency || word.is_empty() || currency.is_empty())
    {
        amount.unit = if currency.is_empty() { word } else { currency };
        end = next;
    }
    Ok(cents(end, amount))
}

/// counted := numeral (percent | suffix | measure | times)?
fn counted(input: &str) -> Read<'_, Amount> {
    let (rest, n) = numeral(false)(input)?;
    let length = input.len() - rest.len();
    let amount = Amount::new(n, "count", length);
    if let Ok((end, (unit, scale))) = percent(rest) {
        return Ok((end, amount.scaled(scale, unit)));
    }
    let (gap, _) = opt(alt((tag("-"), tag("–")))).parse(rest)?;
    let (gap, _) = space0(gap)?;
    if let Ok((end, currency)) = money::mega(gap) {
        return Ok((end, amount.scaled(Decimal::from(1_000_000), currency)));
    }
    if let Ok((end, currency)) = money::suffix(gap) {
        // "75 USD million"
        if let Ok((end, m)) = preceded(space, lookup(AFTER_CODE)).parse(end) {
            return Ok((end, amount.scaled(Decimal::from(m), currency)));
        }
        return Ok(cents(end, Amount { unit: currency, plain: false, ..amount }));
    }
    // "10 t" and "5 g" are measured only where the letter ends the word; "4G" and "10 g" differ by case.
    if let Ok((end, (unit, scale))) = money::measure(gap) {
        return Ok((end, amount.scaled(scale, unit)));
    }
    Ok((rest, amount))
}

const AFTER_CODE: &[(&str, i64)] = &[("million", 1_000_000), ("billion", 1_000_000_000), ("thousand", 1_000)];

/// percent := '%' | 'per cent' | 'percentage points' | '‰' | 'per thousand' … with the scale of its value
fn percent(input: &str) -> Read<'_, (&'static str, Decimal)> {
    const WORDS: &[(&str, (&str, i64))] = &[
        ("percentage point", ("percentagePoint", 10)),
        ("percentage points", ("percentagePoint", 10)),
        ("percent points", ("percentagePoint", 10)),
        ("per cent points", ("percentagePoint", 10)),
        ("percentage-point", ("percentagePoint", 10)),
        ("pp", ("percentagePoint", 10)),
        ("ppt", ("percentagePoint", 10)),
        ("basis points", ("percentagePoint", 0)),
        ("percent", ("percent", 10)),
        ("per cent", ("percent", 10)),
        ("per cent.", ("percent", 10)),
        ("percentage", ("percent", 10)),
        ("pct", ("percent", 10)),
        ("pc", ("percent", 10)),
        ("per thousand", ("percent", 1)),
        ("per mille", ("percent", 1)),
    ];
    let (rest, _) = alt((tag("-"), space0)).parse(input)?;
    if let Ok((rest, _)) = tag::<_, _, nom::error::Error<&str>>("%").parse(rest) {
        let points = preceded(space, alt((phrase("points"), phrase("point")))).parse(rest);
        return Ok(points.map_or((rest, ("percent", Decimal::ONE)), |(r, ())| (r, ("percentagePoint", Decimal::ONE))));
    }
    if let Ok((rest, _)) = alt((tag::<_, _, nom::error::Error<&str>>("‰"), tag("％"))).parse(rest) {
        let scale = if input.contains('‰') { Decimal::new(1, 1) } else { Decimal::ONE };
        return Ok((rest, ("percent", scale)));
    }
    let (rest, (unit, tenths)) = lookup(WORDS)(rest)?;
    let scale = if tenths == 0 { Decimal::new(1, 2) } else { Decimal::new(tenths, 1).normalize() };
    Ok((rest, (unit, scale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match amount(text) {
            Ok((_, a)) => format!("{} {} {}", a.value, a.unit, a.bound.id()),
            Err(_) => "-".to_owned(),
        }
    }

    #[test]
    fn reads_quantities() {
        for (text, expected) in [
            ("more than 420,000 volunteers", "420000 count atLeast"),
            ("Upwards of 57,000", "57000 count atLeast"),
            ("close to 2,700 bank cards", "2700 count about"),
            ("nearly 3.8 billion yuan of losses", "3800000000 CNY about"),
            ("an estimated US$1.2 million", "1200000 USD about"),
            ("about more than 20", "20 count atLeast"),
            ("S$92 million", "92000000 SGD exact"),
            ("Rs 85.05 crore", "850500000 INR exact"),
            ("30 MUSD", "30000000 USD exact"),
            ("75 USD million", "75000000 USD exact"),
            ("£5m", "5000000 GBP exact"),
            ("0.3 percentage points", "0.3 percentagePoint exact"),
            ("5 per thousand", "0.5 percent exact"),
            ("47.38%", "47.38 percent exact"),
            ("500 grams", "0.5 kg exact"),
            ("65.1 tonnes", "65.1 tonne exact"),
            ("300-odd cases", "300 count atLeast"),
            ("1,000+ cases", "1000 count atLeast"),
            ("20 or so", "20 count about"),
            ("more than doubled", "2 times atLeast"),
            ("more than a third of", "33.33 percent atLeast"),
            ("100 and fifty", "100 count exact"),
            ("10 $ 30 cent", "10.3  exact"),
            ("USD 15 50", "15.5 USD exact"),
            ("thirteen dollars and forty-five cents", "13.45  exact"),
            ("three thousand dollars two hundred times", "3000  exact"),
            ("20 million yuan and 5 cars", "20000000 CNY exact"),
            ("pounds", "-"),
            ("more than we", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
