//! What stands behind a number: counting words with what they count, currencies, measures and lengths of time.

mod counters;
mod measures;

use std::sync::OnceLock;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::{opt, recognize};
use nom::multi::many0_count;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::bulletin::Reason;
pub use crate::lang::han::units::Unit;
use crate::lang::han::{blanks, fail, units};
use crate::lang::table::Table;
use counters::{COUNTERS, NO_COUNTERS, PARTICIPANTS};
use measures::{CURRENCIES, MEASURES, SHARES, SIGNS};

struct Tables {
    counters: Table<&'static [&'static str]>,
    no_counters: Table<()>,
    participants: Table<()>,
    currencies: Table<Unit>,
    signs: Table<&'static str>,
    measures: Table<Unit>,
    shares: Table<Unit>,
}

fn tables() -> &'static Tables {
    static BUILT: OnceLock<Tables> = OnceLock::new();
    BUILT.get_or_init(|| Tables {
        counters: Table::new(COUNTERS.iter().copied()),
        no_counters: units::words(NO_COUNTERS),
        participants: units::words(PARTICIPANTS),
        currencies: Table::new(units::currencies(CURRENCIES)),
        signs: Table::new(SIGNS.iter().copied()),
        measures: Table::new(units::measures(MEASURES)),
        shares: Table::new(units::shares(SHARES)),
    })
}

/// Whether the text begins with a word in which a counting word's character is none.
pub fn no_counter(i: &str) -> bool {
    tables().no_counters.longest(i).is_some()
}

/// sign := $ | ￥ | 人民币 … before a number; gives the ISO 4217 code
pub fn sign(i: &str) -> IResult<&str, &'static str> {
    match tables().signs.longest(i) {
        Some((w, code)) => Ok((&i[w.len()..], code)),
        None => fail(i),
    }
}

/// counter := counting-word ('（' counting-word ('、' counting-word)* '）')? 次?
fn counter(i: &str) -> IResult<&str, &'static [&'static str]> {
    let Some((word, targets)) = tables().counters.longest(i).filter(|_| !no_counter(i)) else { return fail(i) };
    let rest = &i[word.len()..];
    let (rest, _) = opt(bracketed).parse(rest)?;
    Ok((rest, targets))
}

fn one_counter(i: &str) -> IResult<&str, &str> {
    match tables().counters.longest(i) {
        Some((word, _)) => Ok((&i[word.len()..], &i[..word.len()])),
        None => fail(i),
    }
}

/// points := 个? 百 分 点 with blanks between
fn spaced_points(i: &str) -> IResult<&str, &str> {
    recognize((opt((tag("个"), blanks)), tag("百"), blanks, tag("分"), blanks, tag("点"))).parse(i)
}

/// bracketed := '（' counter ('、' counter)* '）' 次?
fn bracketed(i: &str) -> IResult<&str, &str> {
    let open = alt((tag("（"), tag("(")));
    let close = alt((tag("）"), tag(")")));
    let comma = alt((tag("、"), tag("，"), tag("/")));
    recognize((open, one_counter, many0_count((comma, one_counter)), close, opt(tag("次")))).parse(i)
}

/// unit := share | times | currency | measure | participant | counter
pub fn unit(i: &str) -> IResult<&str, Unit> {
    let at = |w: &str| &i[w.len()..];
    if let Some((w, share)) = tables().shares.longest(i) {
        return Ok((at(w), share));
    }
    if let Ok((rest, _)) = spaced_points(i) {
        return Ok((rest, Unit::Share("percentagePoint", Decimal::ONE)));
    }
    if i.starts_with("倍") {
        return Ok((at("倍"), Unit::Times));
    }
    let currency = tables().currencies.longest(i);
    let measure = tables().measures.longest(i);
    let nothing = tables().participants.longest(i);
    let counted = counter(i).ok();
    let counter_len = counted.as_ref().map_or(0, |(rest, _)| i.len() - rest.len());
    let longest_other = nothing.map_or(0, |(w, ())| w.len()).max(counter_len);
    if let Some((w, currency)) = currency.filter(|(w, _)| w.len() >= longest_other && !i.starts_with("元旦")) {
        return Ok((at(w), currency));
    }
    if let Some((w, measure)) = measure.filter(|(w, _)| w.len() >= longest_other && !i.starts_with("克拉")) {
        return Ok((at(w), measure));
    }
    if let Some((w, ())) = nothing.filter(|(w, ())| w.len() >= counter_len && !no_participant(i)) {
        return Ok((at(w), Unit::Nothing(Reason::Background)));
    }
    counted.map_or_else(|| fail(i), |(rest, targets)| Ok((rest, Unit::Counted(targets))))
}

/// Words that begin like a participant and are none: 市场主体, 国内, 区块链, 大案.
fn no_participant(i: &str) -> bool {
    const WORDS: &[&str] =
        &["市场", "国内", "国外", "国际", "区块", "区域", "大案", "大型", "个市场", "个区域", "省级", "市级", "级别"];
    WORDS.iter().any(|w| i.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Unit, &str)> {
        unit(text).ok().map(|(rest, u)| (u, rest))
    }

    #[test]
    fn counting_words() {
        for (text, first, rest) in [
            ("起，抓获", Some("case"), "，抓获"),
            ("人次，", Some("person"), "，"),
            ("架（艘、列、辆）次，", Some("vehicle"), "，"),
            ("辆（艘）；", Some("vehicle"), "；"),
            ("个，", None, "，"),
            ("证次", Some("document"), ""),
        ] {
            match read(text) {
                Some((Unit::Counted(t), r)) => assert_eq!((t.first().copied(), r), (first, rest), "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        for text in ["起诉", "部分", "案件", "期间"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn other_units() {
        let ten = Decimal::from(10);
        for (text, want) in [
            ("元。", Unit::Measured("CNY", Decimal::ONE)),
            ("美元", Unit::Measured("USD", Decimal::ONE)),
            ("亩", Unit::Measured("hectare", Decimal::ONE / Decimal::from(15))),
            ("个百分点", Unit::Share("percentagePoint", Decimal::ONE)),
            ("‰", Unit::Share("percent", Decimal::ONE / ten)),
            ("个月", Unit::Measured("month", Decimal::ONE)),
            ("个国家", Unit::Nothing(Reason::Background)),
            ("部门", Unit::Nothing(Reason::Background)),
        ] {
            assert_eq!(read(text).map(|(u, _)| u), Some(want), "{text}");
        }
    }
}
