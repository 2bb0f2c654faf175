//! What stands behind a number: counting words with what they count, currencies, measures and lengths of time.

mod counters;
mod measures;
mod nothing;

use std::sync::OnceLock;

use rust_decimal::Decimal;

use crate::lang::han::units;
pub use crate::lang::han::units::Unit;
use crate::lang::table::Table;
use counters::COUNTERS;
use measures::{CURRENCIES, MEASURES, SHARES, SIGNS};
use nothing::{NO_UNITS, NOTHING};

struct Tables {
    units: Table<Unit>,
    none: Table<()>,
    signs: Table<&'static str>,
}

fn tables() -> &'static Tables {
    static BUILT: OnceLock<Tables> = OnceLock::new();
    BUILT.get_or_init(|| {
        let counters = COUNTERS.iter().map(|(w, t)| (*w, Unit::Counted(t)));
        let nothing = NOTHING.iter().map(|(w, r)| (*w, Unit::Nothing(*r)));
        let measured = units::currencies(CURRENCIES).chain(units::measures(MEASURES)).chain(units::shares(SHARES));
        let times = [("倍", Unit::Times)];
        Tables {
            units: Table::new(counters.chain(nothing).chain(measured).chain(times)),
            none: units::words(NO_UNITS),
            signs: Table::new(SIGNS.iter().copied()),
        }
    })
}

/// sign := $ | ￥ … before a number; gives what follows it and the ISO 4217 code
pub fn sign(i: &str) -> Option<(&str, &'static str)> {
    tables().signs.longest(i).map(|(w, code)| (&i[w.len()..], code))
}

/// unit := the longest word that counts, measures or shares, unless a longer word begins here in which it is none
pub fn unit(i: &str) -> Option<(&str, Unit)> {
    if let Some(read) = spread_percent(i) {
        return Some(read);
    }
    let (word, unit) = tables().units.longest(i)?;
    let hidden = tables().none.longest(i).is_some_and(|(w, ())| w.len() > word.len());
    let rest = &i[word.len()..];
    let letters =
        word.ends_with(|c: char| c.is_ascii_alphabetic()) && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!hidden && !letters).then_some((rest, unit))
}

/// percent := パ ー セ ン ト with blanks between its letters
fn spread_percent(i: &str) -> Option<(&str, Unit)> {
    let mut rest = i;
    for c in "パーセント".chars() {
        rest = rest.trim_start_matches([' ', '\u{3000}']).strip_prefix(c)?;
    }
    (!rest.starts_with("ポイント")).then_some((rest, Unit::Share("percent", Decimal::ONE)))
}

#[cfg(test)]
mod tests {
    use super::counters::{CASES, DENS};
    use super::*;
    use crate::bulletin::Reason;

    #[test]
    fn units() {
        for (text, want, rest) in [
            ("件、", Unit::Counted(CASES), "、"),
            ("か所を", Unit::Counted(DENS), "を"),
            ("か国に", Unit::Nothing(Reason::Background), "に"),
            ("香港ドルを", Unit::Measured("HKD", Decimal::ONE), "を"),
            ("キロの", Unit::Measured("kg", Decimal::ONE), "の"),
            ("グラム", Unit::Measured("kg", Decimal::new(1, 3)), ""),
            ("年連続で", Unit::Measured("year", Decimal::ONE), "で"),
            ("パ ーセ ントの", Unit::Share("percent", Decimal::ONE), "の"),
            ("倍に", Unit::Times, "に"),
            ("回目", Unit::Nothing(Reason::Ordinal), ""),
        ] {
            assert_eq!(unit(text), Some((rest, want)), "{text}");
        }
        for text in ["億", "人員は", "発生した", "国籍の", "本部"] {
            assert_eq!(unit(text), None, "{text}");
        }
    }
}
