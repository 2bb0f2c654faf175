//! Quantities: a numeral with its bound before and after, its currency, measure, per cent or multiple.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::money;
use super::numerals::{Numeral, fraction, multiple, numeral};
use super::scan::{Read, edge, fail, lookup, phrase, space, space0};
use crate::bulletin::Bound;

/// A quantity as it was read, before it has a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Its value in `unit`.
    pub value: Decimal,
    /// See [`crate::bulletin::Quantity::step`].
    pub step: Decimal,
    /// The unit; the empty text stands for the dollar of the bulletin's country.
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
    ("more than", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("well over", Bound::AtLeast),
    ("just over", Bound::AtLeast),
    ("slightly over", Bound::AtLeast),
    ("slightly more than", Bound::AtLeast),
    ("a little over", Bound::AtLeast),
    ("a little more than", Bound::AtLeast),
    ("upwards of", Bound::AtLeast),
    ("upward of", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("exceeding", Bound::AtLeast),
    ("exceeded", Bound::AtLeast),
    ("exceeds", Bound::AtLeast),
    ("exceed", Bound::AtLeast),
    ("in excess of", Bound::AtLeast),
    ("surpassing", Bound::AtLeast),
    ("surpassed", Bound::AtLeast),
    ("topping", Bound::AtLeast),
    ("topped", Bound::AtLeast),
    ("above", Bound::AtLeast),
    ("beyond", Bound::AtLeast),
    ("north of", Bound::AtLeast),
    ("greater than", Bound::AtLeast),
    ("larger than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("broke through", Bound::AtLeast),
    ("crossed", Bound::AtLeast),
    ("passed", Bound::AtLeast),
    (">", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("less than", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("under", Bound::AtMost),
    ("just under", Bound::AtMost),
    ("slightly under", Bound::AtMost),
    ("a little under", Bound::AtMost),
    ("below", Bound::AtMost),
    ("just below", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("not exceeding", Bound::AtMost),
    ("<", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("about", Bound::About),
    ("some", Bound::About),
    ("around", Bound::About),
    ("somewhere around", Bound::About),
    ("roughly", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("circa", Bound::About),
    ("c.", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("close to", Bound::About),
    ("closer to", Bound::About),
    ("nearing", Bound::About),
    ("approaching", Bound::About),
    ("near", Bound::About),
    ("virtually", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("estimated at", Bound::About),
    ("estimated to be", Bound::About),
    ("in the region of", Bound::About),
    ("in the order of", Bound::About),
    ("on the order of", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
];

const AFTER: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("and more", Bound::AtLeast),
    ("and counting", Bound::AtLeast),
    ("plus", Bound::AtLeast),
    ("odd", Bound::AtLeast),
    ("-odd", Bound::AtLeast),
    ("-plus", Bound::AtLeast),
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("and below", Bound::AtMost),
    ("or so", Bound::About),
    ("or thereabouts", Bound::About),
];

/// bounds := (bound space ('a total of' | 'a' | 'the')?)* ; two at once: the lower one holds
pub fn bounds(input: &str) -> Read<'_, Option<Bound>> {
    let (mut rest, mut bound) = (input, None);
    for _ in 0..3 {
        let Ok((next, more)) = lookup(BEFORE)(rest) else { break };
        let (next, _) = space0(next)?;
        let total = (alt((phrase("a total of"), phrase("another"))), space);
        let (next, _) = opt(total).parse(next)?;
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
pub fn amount(input: &str) -> Read<'_, Amount> {
    let (rest, before) = bounds(input)?;
    let lead = input.len() - rest.len();
    let (rest, mut amount) = alt((wordy, percents_of, priced, counted)).parse(rest)?;
    let (rest, after) = bound_after(rest)?;
    if let Some(bound) = after.or(before) {
        amount.bound = if before == Some(Bound::AtLeast) { Bound::AtLeast } else { bound };
        amount.plain = false;
    }
    amount.lead += lead;
    Ok((rest, amount))
}

fn plain(numeral: Numeral, unit: &'static str, length: usize) -> Amount {
    Amount {
        value: numeral.value,
        step: numeral.step,
        unit,
        bound: Bound::Exact,
        lead: 0,
        length,
        plain: numeral.plain && unit == "count",
        spelled: numeral.spelled,
    }
}

fn bare(value: Decimal, unit: &'static str, length: usize) -> Amount {
    let numeral = Numeral { value, step: Decimal::ONE, plain: false, spelled: true };
    plain(numeral, unit, length)
}

/// wordy := fraction | multiple
fn wordy(input: &str) -> Read<'_, Amount> {
    if let Ok((rest, value)) = fraction(input) {
        return Ok((rest, bare(value, "percent", input.len() - rest.len())));
    }
    let (rest, value) = multiple(input)?;
    Ok((rest, bare(value, "times", input.len() - rest.len())))
}

/// percents_of := 'per cent of' numeral, which some tables write
fn percents_of(input: &str) -> Read<'_, Amount> {
    let (rest, ()) = alt((phrase("percents of"), phrase("per cent of"), phrase("percent of"))).parse(input)?;
    let (rest, _) = space(rest)?;
    let lead = input.len() - rest.len();
    let (end, n) = numeral(false)(rest)?;
    Ok((end, Amount { lead, ..plain(n, "percent", rest.len() - end.len()) }))
}

/// priced := prefix numeral (suffix)? (cents)?
fn priced(input: &str) -> Read<'_, Amount> {
    let (rest, currency) = money::prefix(input)?;
    let lead = input.len() - rest.len();
    let (mut end, n) = numeral(true)(rest)?;
    let mut amount = Amount { lead, ..plain(n, currency, rest.len() - end.len()) };
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
    let amount = plain(n, "count", length);
    if let Ok((end, (unit, scale))) = percent(rest) {
        let scaled =
            Amount { value: (n.value * scale).normalize(), step: n.step * scale, unit, plain: false, ..amount };
        return Ok((end, scaled));
    }
    let (gap, _) = opt(alt((tag("-"), tag("–")))).parse(rest)?;
    let (gap, _) = space0(gap)?;
    if let Ok((end, currency)) = money::mega(gap) {
        let scale = Decimal::from(1_000_000);
        let value = n.value.checked_mul(scale).unwrap_or(Decimal::MAX);
        return Ok((end, Amount { value, step: n.step * scale, unit: currency, plain: false, ..amount }));
    }
    if let Ok((end, currency)) = money::suffix(gap) {
        let amount = Amount { unit: currency, plain: false, ..amount };
        // "75 USD million"
        if let Ok((end, m)) = preceded(space, lookup(AFTER_CODE)).parse(end) {
            let scale = Decimal::from(m);
            let value = n.value.checked_mul(scale).unwrap_or(Decimal::MAX);
            return Ok((end, Amount { value, step: n.step * scale, ..amount }));
        }
        return Ok(cents(end, amount));
    }
    if let Ok((end, (unit, scale))) = money::measure(gap) {
        // "10 t" and "5 g" are measured only where the letter ends the word; "4G" and "10 g" differ by case.
        let value = n.value.checked_mul(scale).unwrap_or(Decimal::MAX).normalize();
        return Ok((end, Amount { value, step: n.step * scale, unit, plain: false, ..amount }));
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

/// cents := ('and')? n ('cents' | 'paise' …)? after a whole amount below a thousand
fn cents(rest: &str, amount: Amount) -> (&str, Amount) {
    let whole = amount.value.fract().is_zero() && amount.step == Decimal::ONE;
    let tail = |i| -> Read<'_, Decimal> {
        let (i, _) = space(i)?;
        let (i, and) = opt((phrase("and"), space)).parse(i)?;
        let (i, n) = numeral(false)(i)?;
        let (i, named) =
            opt(preceded(space, alt((phrase("cents"), phrase("cent"), phrase("pence"), phrase("paise"))))).parse(i)?;
        let bare = named.is_none();
        let ends = i.is_empty() || i.starts_with([',', '.', ';']) || preceded(space, phrase("more")).parse(i).is_ok();
        let fits = n.value > Decimal::ONE && n.value < Decimal::ONE_HUNDRED && n.value.fract().is_zero();
        if !fits || bare && (!ends || and.is_some() && !n.spelled) { fail(i) } else { Ok((i, n.value)) }
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
