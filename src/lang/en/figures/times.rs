//! Clock times, ages and lengths of time.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use crate::bulletin::Reason;
use crate::lang::en::numerals::numeral;
use crate::lang::latin::Words;
use crate::lang::latin::durations::{self, Durations};
use crate::lang::scan::{
    Read, after, among, any_of, before, digit_run, fail, phrase, space, space0, word, words_before,
};

/// clock := h ':' mm (':' ss)? | h ('.' mm)? space? ('am' | 'pm' | 'a.m.' | 'p.m.' | "o'clock") | hhmm space? 'hours'
pub fn clock(text: &str, at: usize) -> Option<(usize, Reason)> {
    let read = |i| -> Read<'_, ()> {
        let (rest, hours) = digit_run(i)?;
        if hours.len() > 4 {
            return fail(i);
        }
        let minutes = |i| preceded(tag(":"), digit_run).parse(i);
        let (rest, colon) = opt(minutes).parse(rest)?;
        let (rest, _) = opt(minutes).parse(rest)?;
        let (rest, _) = opt((tag("."), digit_run)).parse(rest)?;
        let named = alt((
            phrase("am"),
            phrase("pm"),
            tag("a.m.").map(|_| ()),
            tag("p.m.").map(|_| ()),
            phrase("o'clock"),
            phrase("o’clock"),
            phrase("hrs"),
            phrase("noon"),
            phrase("midnight"),
        ));
        let (rest, named) = opt((space0, named)).parse(rest)?;
        if named.is_some() || colon.is_some_and(|m| m.len() == 2) { Ok((rest, ())) } else { fail(i) }
    };
    let (rest, ()) = read(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Time))
}

/// age := n ('-year-old' | 'years old' | 'years of age') | after 'aged', 'age of'
pub fn age(text: &str, at: usize) -> Option<(usize, Reason)> {
    const AFTER: Words = &["year-old", "years-old", "year old", "years old", "years of age", "year-olds", "year olds"];
    let (rest, n) = numeral(false)(&text[at..]).ok()?;
    if n.value > Decimal::from(130) {
        return None;
    }
    let named = preceded((opt(tag("-")), space0), any_of(AFTER)).parse(rest).ok();
    let range = |i| -> Read<'_, &str> {
        let (i, _) = alt((preceded(space, phrase("to")), tag("-").map(|_| ()), tag("–").map(|_| ()))).parse(i)?;
        let (i, _) = preceded(space0, numeral(false)).parse(i)?;
        preceded((opt(tag("-")), space0), any_of(AFTER)).parse(i)
    };
    if let Some((end, _)) = named {
        return Some((text.len() - end.len(), Reason::Age));
    }
    let aged = words_before(text, at).take(4).any(|w| among(w, &["aged", "ages", "age"]));
    let unit = rest.starts_with('%')
        || preceded(space, word).parse(rest).is_ok_and(|(_, w)| {
            among(w, &["percent", "per", "pct"]) || w.ends_with('s') && !among(w, &["was", "years"])
        });
    (aged && !unit || range(rest).is_ok()).then(|| (text.len() - rest.len(), Reason::Age))
}

/// A length of time: its end, its value, and its unit.
pub fn duration(input: &str) -> Read<'_, (Decimal, &'static str)> {
    durations::duration(&DURATIONS, input)
}

static DURATIONS: Durations = Durations {
    count: |input| numeral(false).map(|n| n.value).parse(input),
    units: &[
        ("second", "second"),
        ("seconds", "second"),
        ("minute", "minute"),
        ("minutes", "minute"),
        ("hour", "hour"),
        ("hours", "hour"),
        ("day", "day"),
        ("days", "day"),
        ("week", "week"),
        ("weeks", "week"),
        ("month", "month"),
        ("months", "month"),
        ("quarter", "quarter"),
        ("quarters", "quarter"),
        ("year", "year"),
        ("years", "year"),
        ("decade", "decade"),
        ("decades", "decade"),
        ("annual", "year"),
        ("monthly", "month"),
        ("weekends", "week"),
        ("nights", "day"),
    ],
    between: &["consecutive", "straight", "successive", "full", "calendar", "working", "whole", "more"],
    nth: &[
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
        ("tenth", 10),
        ("eleventh", 11),
        ("twelfth", 12),
    ],
    endings: &["th", "rd", "nd"],
    streak: &["consecutive", "straight", "successive", "in a row", "running"],
    ahead: 60,
};

/// Whether the words round a length of time make it a streak.
pub fn streak(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 24);
    let inner = &text[start..end];
    ["consecutive", "straight", "successive"].iter().any(|w| inner.contains(w))
        || ["in a row", "running", "in succession", "on end"].iter().any(|w| tail.contains(w))
        || words_before(text, start).next().is_some_and(|w| among(w, &["consecutive", "successive"]))
}

/// Whether a length of time is a penalty.
pub fn penalty(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 50).to_ascii_lowercase();
    let head = before(text, start, 40).to_ascii_lowercase();
    ["imprisonment", "in prison", "in jail", "probation", "behind bars"].iter().any(|w| tail.contains(w))
        || ["imprisonment", "sentence", "jail"].iter().any(|w| head.contains(w))
}
