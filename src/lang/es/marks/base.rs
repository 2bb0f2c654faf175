//! What a change is held against: a former period.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;

use crate::lang::calendar::{Calendar, year};
use crate::lang::es::calendar::point;
use crate::lang::latin::Words;
use crate::lang::latin::marks::{EARLIER, MONTH, YEAR};
use crate::lang::scan::{Read, any_of, fail, lookup, phrase, space};
use crate::token::Mark;

/// base := ('respecto a' | 'frente a' | 'que' | 'en comparación con' …) ('los' | 'el de' …)? (a former period)
pub fn base(input: &str) -> Read<'_, Mark> {
    const LEAD: Words = &[
        "respecto a",
        "respecto al",
        "respecto de",
        "respecto del",
        "con respecto a",
        "con respecto al",
        "en relación con",
        "en relación a",
        "en relación al",
        "en comparación con",
        "en comparación a",
        "en comparación al",
        "comparado con",
        "comparada con",
        "frente a",
        "frente al",
        "contra",
        "que",
        "que en",
        "que hace",
        "a",
        "al",
        "sobre",
        "sobre el",
        "del",
        "de",
        "por encima de",
        "por debajo de",
    ];
    const OF: Words = &[
        "los del",
        "las del",
        "el del",
        "la del",
        "los de",
        "las de",
        "al de",
        "al del",
        "a la de",
        "a la del",
        "a los de",
        "el",
        "la",
        "lo registrado en",
        "lo registrado en el",
        "en el",
        "en",
        "el de",
        "la de",
        "de",
        "del",
        "a",
        "las registradas en",
        "los registrados en",
        "los registrados en el",
        "las registradas en el",
    ];
    const WHEN: &[(&str, Mark)] = &[
        ("mismo periodo del año anterior", YEAR),
        ("mismo período del año anterior", YEAR),
        ("mismo periodo del año pasado", YEAR),
        ("mismo período del año pasado", YEAR),
        ("mismo periodo del pasado año", YEAR),
        ("mismo periodo", YEAR),
        ("mismo período", YEAR),
        ("similar periodo", YEAR),
        ("similar período", YEAR),
        ("similar lapso", YEAR),
        ("igual lapso", YEAR),
        ("igual tramo", YEAR),
        ("igual mes", YEAR),
        ("igual trimestre", YEAR),
        ("igual semestre", YEAR),
        ("idéntico periodo", YEAR),
        ("idéntico período", YEAR),
        ("estas alturas del año pasado", YEAR),
        ("estas alturas del año anterior", YEAR),
        ("esta misma fecha del año pasado", YEAR),
        ("esta misma fecha del año anterior", YEAR),
        ("esta fecha del año pasado", YEAR),
        ("igual fecha del año pasado", YEAR),
        ("igual fecha del año anterior", YEAR),
        ("igual periodo", YEAR),
        ("igual período", YEAR),
        ("mismo lapso", YEAR),
        ("mismo mes", YEAR),
        ("mismo mes del año anterior", YEAR),
        ("mismo mes del año pasado", YEAR),
        ("mismo semestre", YEAR),
        ("mismo trimestre", YEAR),
        ("mismo tramo", YEAR),
        ("año anterior", YEAR),
        ("año previo", YEAR),
        ("año pasado", YEAR),
        ("ejercicio anterior", YEAR),
        ("ejercicio previo", YEAR),
        ("un año antes", YEAR),
        ("un año atrás", YEAR),
        ("hace un año", YEAR),
        ("doce meses antes", YEAR),
        ("hace doce meses", YEAR),
        ("año precedente", YEAR),
        ("mes anterior", MONTH),
        ("mes pasado", MONTH),
        ("mes previo", MONTH),
        ("un mes antes", MONTH),
        ("trimestre anterior", EARLIER),
        ("semestre anterior", EARLIER),
        ("periodo anterior", EARLIER),
        ("período anterior", EARLIER),
        ("semana anterior", EARLIER),
        ("edición anterior", EARLIER),
        ("operativo anterior", EARLIER),
        ("campaña anterior", EARLIER),
        ("inicio de la administración", EARLIER),
    ];
    let (rest, _) = any_of(LEAD)(input)?;
    let (rest, of) = opt(preceded(space, any_of(OF))).parse(rest)?;
    let (rest, _) = space(rest)?;
    if let Ok((rest, mark)) = lookup(WHEN)(rest) {
        // "que en el mismo periodo de 2023"
        let named = preceded((space, alt((phrase("de"), phrase("del"), phrase("del año"))), space), year);
        let (rest, _) = opt(named).parse(rest)?;
        // "del año anterior" after a figure is when that one was.
        return if input.starts_with(['d', 'D']) { fail(input) } else { Ok((rest, mark)) };
    }
    // "por encima de las del primer semestre de 2023": a period that is named.
    let calendar = Calendar { date: Some(jiff::civil::Date::constant(2000, 12, 31)), fiscal: 1 };
    let (end, point) = point(&calendar, rest)?;
    if input.starts_with("por ") && of.is_some() && point.year.is_some() { Ok((end, YEAR)) } else { fail(input) }
}
