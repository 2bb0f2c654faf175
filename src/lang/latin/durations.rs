//! Lengths of time: "three weeks", "the fifth consecutive year".

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use rust_decimal::Decimal;

use super::Words;
use crate::lang::scan::{Read, after, any_of, digit_run, fail, lookup, space};

/// How a language says lengths of time.
pub struct Durations {
    /// A number.
    pub count: for<'a> fn(&'a str) -> Read<'a, Decimal>,
    /// Units, with their English names.
    pub units: &'static [(&'static str, &'static str)],
    /// What may stand between the number and the unit.
    pub between: Words,
    /// Ordinals in words.
    pub nth: &'static [(&'static str, i64)],
    /// What ends ordinals in digits.
    pub endings: Words,
    /// Parts of the words that make a streak of what an ordinal numbers.
    pub streak: Words,
    /// How many bytes ahead such words are looked for.
    pub ahead: usize,
}

/// duration := (nth | n) ('-' | blank) between? between? unit
pub fn duration<'a>(words: &'static Durations, input: &'a str) -> Read<'a, (Decimal, &'static str)> {
    let between = |i| opt((any_of(words.between), space)).parse(i);
    let nth = |i| nth(words, i);
    let (rest, (n, _)) = (alt((nth, words.count)), alt((tag("-"), space))).parse(input)?;
    let (rest, _) = (between, between).parse(rest)?;
    let (rest, unit) = lookup(words.units)(rest)?;
    Ok((rest, (n, unit)))
}

/// nth := an ordinal, which is a length of time in a streak alone
fn nth<'a>(words: &'static Durations, input: &'a str) -> Read<'a, Decimal> {
    let digits = |i| -> Read<'_, i64> {
        let (rest, digits) = digit_run(i)?;
        let end = words.endings.iter().find_map(|ending| rest.strip_prefix(ending));
        end.zip(digits.parse().ok()).map_or_else(|| fail(i), Ok)
    };
    let (rest, n) = alt((lookup(words.nth), digits)).parse(input)?;
    let line = after(rest, 0, words.ahead);
    if words.streak.iter().any(|w| line.contains(w)) { Ok((rest, Decimal::from(n))) } else { fail(input) }
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: Durations = Durations {
        count: |input| digit_run.map_res(str::parse::<Decimal>).parse(input),
        units: &[("year", "year"), ("years", "year")],
        between: &["straight"],
        nth: &[("fifth", 5)],
        endings: &["th"],
        streak: &["straight"],
        ahead: 20,
    };

    #[test]
    fn reads_lengths_of_time() {
        for (text, expected) in [
            ("3 years", Some((3, ""))),
            ("3-year plan", Some((3, " plan"))),
            ("3 straight years", Some((3, ""))),
            ("fifth straight year.", Some((5, "."))),
            ("6th year straight", Some((6, " straight"))),
            ("fifth year of", None),
            ("3 people", None),
        ] {
            let read = duration(&WORDS, text).ok().map(|(rest, (n, _))| (n, rest));
            assert_eq!(read, expected.map(|(n, rest)| (Decimal::from(n), rest)), "{text}");
        }
    }
}
