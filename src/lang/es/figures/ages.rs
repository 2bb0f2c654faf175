//! Ages.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::identifiers::plural_noun;
use crate::bulletin::Reason;
use crate::lang::digits::Decimals;
use crate::lang::es::numerals::numeral;
use crate::lang::scan::{Read, among, before, phrase, space, words_before};

/// age := n ('años' 'de edad'?) after 'de' or a bracket | after 'edad', 'edades', 'menores de', 'mayores de'
pub fn age(text: &str, at: usize) -> Option<(usize, Reason)> {
    const AGED: &[&str] = &["edad", "edades", "menores", "menor", "mayores", "mayor", "cumplidos"];
    if let Some(end) = ages(text, at) {
        return Some((end, Reason::Age));
    }
    let (rest, n) = numeral(Decimals::Comma)(&text[at..]).ok()?;
    if n.value > Decimal::from(120) {
        return None;
    }
    let years = |i| preceded(space, phrase("años")).parse(i);
    let range = |i| -> Read<'_, ()> {
        let (i, _) = (space, alt((phrase("y"), phrase("a"), phrase("o"))), space).parse(i)?;
        let (i, _) = numeral(Decimals::Comma)(i)?;
        years(i)
    };
    let lead: Vec<&str> = words_before(text, at).take(4).collect();
    let aged = lead.iter().any(|w| among(w, AGED));
    let end = text.len() - rest.len();
    if let Ok((tail, ())) = years(rest) {
        let old = preceded(space, phrase("de edad")).parse(tail).is_ok();
        let of = lead.first().is_some_and(|w| among(w, &["de", "y", "tiene", "tenía"]))
            && lead.get(1).is_some_and(|w| person(w) || w.chars().all(|c| c.is_ascii_digit()));
        let penalty =
            lead.iter().any(|w| among(w, &["prisión", "cárcel", "pena", "condena", "condenas", "penas", "condenado"]));
        let inside = before(text, at, 2).ends_with('(')
            || before(text, at, 3).trim_end().ends_with(',') && tail.starts_with([',', ')', '.']);
        return (old || aged || of && !penalty || inside && !penalty).then_some((text.len() - tail.len(), Reason::Age));
    }
    (aged
        && (range(rest).is_ok()
            || lead.first().is_some_and(|w| among(w, &["de", "a", "edad", "edades", "entre"]))
                && lead.get(1).is_some_and(|w| among(w, AGED))
                && !counts_people(rest))
        || range(rest).is_ok()
            && lead.first().is_some_and(|w| among(w, &["de", "entre", "los", "y"]))
            && lead.iter().any(|w| person(w)))
    .then_some((end, Reason::Age))
}

/// ages := 'entre' ('los' | 'las')? n 'y' ('los' | 'las')? n 'años' behind 'de', 'edades' or a bracket
fn ages(text: &str, at: usize) -> Option<usize> {
    let number = |i| numeral(Decimals::Comma)(i);
    let article = |i| opt((alt((phrase("los"), phrase("las"))), space)).parse(i);
    let (rest, _) = (phrase("entre"), space, article).parse(&text[at..]).ok()?;
    let (rest, young) = number(rest).ok()?;
    let (rest, _) = (space, phrase("y"), space, article).parse(rest).ok()?;
    let (rest, old) = number(rest).ok()?;
    let (rest, ()) = preceded(space, phrase("años")).parse(rest).ok()?;
    let led = words_before(text, at).next().is_some_and(|w| among(w, &["de", "edades", "edad", "con", "tienen"]))
        || before(text, at, 2).trim_end().ends_with(['(', ',']);
    (led && young.value < old.value && old.value < Decimal::from(120)).then(|| text.len() - rest.len())
}

fn counts_people(rest: &str) -> bool {
    preceded(space, plural_noun).parse(rest).is_ok()
}

/// Whether a word is one for people, whose age follows.
fn person(word: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "hombre",
        "hombres",
        "mujer",
        "mujeres",
        "joven",
        "jóvenes",
        "varón",
        "varones",
        "persona",
        "personas",
        "menor",
        "ciudadano",
        "ciudadana",
        "individuo",
        "sujeto",
        "detenido",
        "detenida",
        "detenidos",
        "víctima",
        "adolescente",
        "anciano",
        "anciana",
        "niña",
        "niño",
        "edad",
        "nacionalidad",
        "colombiano",
        "venezolano",
        "español",
        "chileno",
        "mexicano",
        "vecino",
        "vecina",
    ];
    among(word, PEOPLE)
}
