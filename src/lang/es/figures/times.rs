//! Clock times and lengths of time.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use crate::bulletin::Reason;
use crate::lang::digits::Decimals;
use crate::lang::es::numerals::numeral;
use crate::lang::latin::Words;
use crate::lang::latin::durations::{self, Durations};
use crate::lang::scan::{Read, after, among, any_of, before, digit_run, fail, space0, words_before};

/// clock := h (':' | '.') mm (space? 'h' | 'horas' …)? | h space? 'h' | 'las' h
pub fn clock(text: &str, at: usize) -> Option<(usize, Reason)> {
    const HOURS: Words = &["horas", "hora", "h", "hs", "hrs", "a. m.", "p. m.", "a.m.", "p.m.", "am", "pm"];
    let read = |i| -> Read<'_, ()> {
        let (rest, hours) = digit_run(i)?;
        if hours.len() > 2 {
            return fail(i);
        }
        let minutes = |i| preceded(alt((tag(":"), tag("."))), digit_run).parse(i);
        let (end, colon) = opt(minutes).parse(rest)?;
        let (end, _) = opt(minutes).parse(end)?;
        let (end, named) = opt((space0, any_of(HOURS))).parse(end)?;
        let colon_sign = rest.starts_with(':');
        let at_hour =
            words_before(text, at).next().is_some_and(|w| among(w, &["las", "la"])) && rest.starts_with(['.', ':']);
        let two = colon.is_some_and(|m| m.len() == 2);
        let clock = two && (named.is_some() || colon_sign || at_hour);
        let written = &i[..i.len() - end.len()];
        let meridian = named.is_some() && colon.is_none() && written.ends_with(['m', '.']) && written.contains('m');
        if clock || meridian { Ok((end, ())) } else { fail(i) }
    };
    let (rest, ()) = read(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Time))
}

/// A length of time: its end, its value, and its unit.
pub fn duration(input: &str) -> Read<'_, (Decimal, &'static str)> {
    durations::duration(&DURATIONS, input)
}

static DURATIONS: Durations = Durations {
    count: |input| numeral(Decimals::Comma).map(|n| n.value).parse(input),
    units: &[
        ("segundo", "second"),
        ("segundos", "second"),
        ("min", "minute"),
        ("min.", "minute"),
        ("minuto", "minute"),
        ("minutos", "minute"),
        ("hora", "hour"),
        ("horas", "hour"),
        ("día", "day"),
        ("días", "day"),
        ("jornadas", "day"),
        ("jornada", "day"),
        ("noches", "day"),
        ("semana", "week"),
        ("semanas", "week"),
        ("mes", "month"),
        ("meses", "month"),
        ("trimestre", "quarter"),
        ("trimestres", "quarter"),
        ("semestres", "half"),
        ("año", "year"),
        ("años", "year"),
        ("ejercicios", "year"),
        ("ejercicio", "year"),
        ("lustros", "decade"),
        ("década", "decade"),
        ("décadas", "decade"),
        ("quincenas", "week"),
    ],
    between: &["consecutivos", "consecutivo", "últimos", "primeros", "largos", "seguidos", "últimas", "primeras"],
    nth: &[
        ("segundo", 2),
        ("tercer", 3),
        ("cuarto", 4),
        ("quinto", 5),
        ("sexto", 6),
        ("séptimo", 7),
        ("octavo", 8),
        ("noveno", 9),
        ("décimo", 10),
        ("undécimo", 11),
        ("duodécimo", 12),
        ("segunda", 2),
        ("tercera", 3),
        ("cuarta", 4),
        ("quinta", 5),
    ],
    endings: &[],
    streak: &["consecutiv", "seguid", "sucesiv"],
    ahead: 40,
};

/// Whether the words round a length of time make it a streak.
pub fn streak(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 24);
    let near = |s: &str| ["consecutiv", "seguid", "sucesiv", "ininterrumpid"].iter().any(|w| s.contains(w));
    near(tail.split(['.', ';', ',']).next().unwrap_or(tail)) || near(&text[start..end])
}

/// Whether a length of time is a penalty.
pub fn penalty(text: &str, start: usize, end: usize) -> bool {
    let (tail, head) = (after(text, end, 50).to_lowercase(), before(text, start, 50).to_lowercase());
    ["prisión", "cárcel", "privación de libertad", "reclusión"].iter().any(|w| tail.contains(w) || head.contains(w))
        || ["pena", "conden"].iter().any(|w| head.contains(w))
}
