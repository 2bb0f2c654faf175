//! Amounts: a numeral with the bounds round it and the cents behind it.

use nom::Parser;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::Words;
use crate::bulletin::Bound;
use crate::lang::scan::{Read, any_of, edge, fail, lookup, space, space0};

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Its value.
    pub value: Decimal,
    /// One unit of the last digit or magnitude that was written.
    pub step: Decimal,
    /// Whether it is one run of digits without groups, decimals or magnitude (a year or an identifier may be).
    pub plain: bool,
    /// Whether it begins with a word.
    pub spelled: bool,
    /// Whether the word itself says that it is no exact number (una treintena).
    pub rough: bool,
}

/// A quantity as it was read, before it has a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Its value in `unit`.
    pub value: Decimal,
    /// See [`crate::bulletin::Quantity::step`].
    pub step: Decimal,
    /// The unit; the empty text stands for the currency of the text's country.
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

impl Amount {
    /// A numeral of so many bytes in a unit.
    pub fn new(numeral: Numeral, unit: &'static str, length: usize) -> Self {
        Self {
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

    /// A value that words say at once: a fraction, a multiple.
    pub fn in_words(value: Decimal, unit: &'static str, length: usize) -> Self {
        let numeral = Numeral { value, step: Decimal::ONE, plain: false, spelled: true, rough: false };
        Self::new(numeral, unit, length)
    }

    /// So many times as much, in a unit.
    pub fn scaled(self, scale: Decimal, unit: &'static str) -> Self {
        Self {
            value: self.value.checked_mul(scale).unwrap_or(Decimal::MAX).normalize(),
            step: self.step.checked_mul(scale).unwrap_or(self.step),
            unit,
            plain: false,
            ..self
        }
    }

    /// Its value where it is the first of a range: "5 to 6 million" shares the magnitude of the second.
    pub fn before(&self, second: &Self) -> Decimal {
        let scale = second.step.max(Decimal::ONE);
        let small = self.value < second.value && self.step < second.step && self.value < Decimal::ONE_THOUSAND;
        let shared = self.value.checked_mul(scale).filter(|v| *v < second.value);
        shared.filter(|_| small && second.value >= scale).unwrap_or(self.value)
    }

    /// The two ends of a range, in one unit.
    pub fn ends(self, second: Self) -> (Self, Self) {
        let unit = if self.unit == "count" { second.unit } else { self.unit };
        let (value, step) = (self.before(&second), self.step.max(second.step.max(Decimal::ONE)));
        let lower = Self { value, step, unit, bound: Bound::AtLeast, plain: false, ..self };
        (lower, Self { unit, bound: Bound::AtMost, plain: false, ..second })
    }
}

/// How a language bounds its numbers.
pub struct Bounds {
    /// Before a number.
    pub before: &'static [(&'static str, Bound)],
    /// After it.
    pub after: &'static [(&'static str, Bound)],
    /// What may stand between a bound and its number.
    pub articles: Words,
    /// Those of them that a number in words may begin with, and their blank.
    pub one: Words,
}

/// bounds := (bound article?)* ; two at once: the lower one holds
pub fn bounds<'a>(words: &'static Bounds, input: &'a str) -> Read<'a, Option<Bound>> {
    let (mut rest, mut bound) = (input, None);
    for _ in 0..3 {
        let Ok((next, more)) = lookup(words.before)(rest) else { break };
        let (next, _) = space0(next)?;
        // "más de un millón": an article that begins the numeral stays with it.
        let article = (any_of(words.articles), space).parse(next).ok().filter(|(after, _)| {
            !words.one.iter().any(|w| next.starts_with(w)) || after.starts_with(|c: char| c.is_ascii_digit())
        });
        bound = match bound {
            Some(Bound::AtLeast) => bound,
            Some(_) if more != Bound::AtLeast => bound,
            _ => Some(more),
        };
        rest = article.map_or(next, |(after, _)| after);
    }
    Ok((rest, bound))
}

/// bound_after := '+' | bound | nothing
fn bound_after<'a>(words: &'static Bounds, input: &'a str) -> Read<'a, Option<Bound>> {
    if let Ok((rest, _)) = (tag("+"), edge).parse(input) {
        return Ok((rest, Some(Bound::AtLeast)));
    }
    let (rest, _) = space0(input)?;
    Ok(lookup(words.after)(rest).map_or((input, None), |(rest, bound)| (rest, Some(bound))))
}

/// bounded := bounds amount bound_after
pub fn bounded<'a>(
    words: &'static Bounds,
    amount: impl Fn(&'a str) -> Read<'a, Amount>,
    input: &'a str,
) -> Read<'a, Amount> {
    let (rest, before) = bounds(words, input)?;
    let lead = input.len() - rest.len();
    let (rest, mut amount) = amount(rest)?;
    let (rest, after) = bound_after(words, rest)?;
    if let Some(bound) = after.or(before) {
        amount.bound = if before == Some(Bound::AtLeast) { Bound::AtLeast } else { bound };
        amount.plain = false;
    }
    amount.lead += lead;
    Ok((rest, amount))
}

/// How a language says the hundredths of its money.
pub struct Cents {
    /// "and".
    pub and: Words,
    /// Their names.
    pub names: Words,
    /// What may follow them where no name is said, besides a stop.
    pub more: Words,
    /// Whether "and" without a name wants a number in words after it, or one in digits.
    pub in_words: bool,
}

/// cents := 'and'? n name? after a whole amount
pub fn cents<'a>(
    words: &'static Cents,
    numeral: impl Fn(&'a str) -> Read<'a, Numeral>,
    rest: &'a str,
    amount: Amount,
) -> (&'a str, Amount) {
    let whole = amount.value.fract().is_zero() && amount.step == Decimal::ONE;
    match hundredths(words, numeral, rest) {
        Ok((end, n)) if whole => {
            let value = amount.value + n / Decimal::ONE_HUNDRED;
            let length = amount.length + rest.len() - end.len();
            (end, Amount { value: value.normalize(), step: Decimal::new(1, 2), length, ..amount })
        }
        _ => (rest, amount),
    }
}

fn hundredths<'a>(
    words: &'static Cents,
    numeral: impl Fn(&'a str) -> Read<'a, Numeral>,
    input: &'a str,
) -> Read<'a, Decimal> {
    let (rest, _) = space(input)?;
    let (rest, and) = opt((any_of(words.and), space)).parse(rest)?;
    let (rest, n) = numeral(rest)?;
    let (rest, named) = opt(preceded(space, any_of(words.names))).parse(rest)?;
    let ends =
        rest.is_empty() || rest.starts_with([',', '.', ';']) || preceded(space, any_of(words.more)).parse(rest).is_ok();
    let fits = n.value > Decimal::ONE && n.value < Decimal::ONE_HUNDRED && n.value.fract().is_zero();
    let alone = ends && (and.is_none() || n.spelled == words.in_words);
    if fits && (named.is_some() || alone) { Ok((rest, n.value)) } else { fail(input) }
}

#[cfg(test)]
mod tests {
    use super::*;

    static BOUNDS: Bounds = Bounds {
        before: &[("over", Bound::AtLeast), ("about", Bound::About)],
        after: &[("or less", Bound::AtMost)],
        articles: &["a total of", "un"],
        one: &["un "],
    };

    #[test]
    fn the_lower_of_two_bounds_holds() {
        for (text, expected, rest) in [
            ("over a total of 5", Some(Bound::AtLeast), "5"),
            ("about over 5", Some(Bound::AtLeast), "5"),
            ("over about 5", Some(Bound::AtLeast), "5"),
            ("about un 5", Some(Bound::About), "5"),
            ("about un millón", Some(Bound::About), "un millón"),
            ("5 or less", None, "5 or less"),
        ] {
            assert_eq!(bounds(&BOUNDS, text), Ok((rest, expected)), "{text}");
        }
        assert_eq!(bound_after(&BOUNDS, " or less"), Ok(("", Some(Bound::AtMost))));
        assert_eq!(bound_after(&BOUNDS, " or more"), Ok((" or more", None)));
    }

    #[test]
    fn the_first_of_a_range_shares_the_magnitude() {
        let amount = |value: i64, step: i64| Amount {
            step: Decimal::from(step),
            ..Amount::in_words(Decimal::from(value), "count", 1)
        };
        assert_eq!(amount(5, 1).before(&amount(6_000_000, 1_000_000)), Decimal::from(5_000_000));
        assert_eq!(amount(60, 1).before(&amount(80, 1)), Decimal::from(60));
        assert_eq!(amount(500, 1).before(&amount(2_000, 1_000)), Decimal::from(500));
    }
}
