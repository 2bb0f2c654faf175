//! Periods: when the figures of a bulletin were, as far as the words alone say.

mod context;
mod words;

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::combinator::opt;
use rust_decimal::Decimal;

use self::context::to_come;
use self::words::PERIODS;
use super::calendar::{Calendar, WEEKDAYS, day};
use super::scan::{Read, among, any_of, fail, lookup, space, words_before};
use crate::bulletin::Reason;
use crate::lang::latin::{Words, periods as latin};
use crate::token::{Kind, Period};

/// period := fixed | against | back | since | range | until | dated, with the context of the text round it
pub fn period(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    let input = &text[at..];
    if let Ok((rest, period)) = latin::alone(&PERIODS, calendar, input) {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    if let Ok((rest, period)) = those(input) {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    if let Some(found) = against(text, at, calendar) {
        return Some(found);
    }
    if let Ok((rest, period)) = weekdays(calendar)(input) {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    let found = back(calendar)(input)
        .or_else(|_| latin::since(&PERIODS, calendar, input))
        .or_else(|_| latin::range(&PERIODS, calendar, input))
        .or_else(|_| latin::until(&PERIODS, calendar, input));
    if let Ok((rest, period)) = found {
        let planned = matches!(period, Period::Span { from: None, .. }) && to_come(text, at);
        let kind = if planned { Kind::Figure(Reason::Condition) } else { Kind::Period(period) };
        return Some((text.len() - rest.len(), kind));
    }
    latin::dated(&PERIODS, text, at, calendar)
}

/// those := ('en' | 'durante') ('esos' | 'los mismos' …) n ('días' | 'meses' …) : the period in force, told by its length
fn those(input: &str) -> Read<'_, Period> {
    const LEAD: Words = &["en", "durante", "a lo largo de"];
    const THOSE: Words = &[
        "esos",
        "esas",
        "estos",
        "estas",
        "dichos",
        "dichas",
        "los mismos",
        "las mismas",
        "los citados",
        "las citadas",
    ];
    const LENGTH: Words = &["días", "semanas", "meses", "trimestres", "semestres", "años", "jornadas", "horas"];
    let (rest, _) = (any_of(LEAD), space, any_of(THOSE), space).parse(input)?;
    let (rest, _) = (PERIODS.count)(rest)?;
    let (rest, _) = any_of(LENGTH)(rest)?;
    // "en los mismos nueve meses del año anterior" is another period.
    if rest.trim_start().starts_with("de") { fail(input) } else { Ok((rest, Period::Same)) }
}

/// weekdays := ('entre el' | 'del' …) weekday day ('y el' | 'al') weekday day : the last such days before publication, where no month is told
fn weekdays<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: Words = &["entre el", "entre los días", "del", "desde el"];
    const LINK: Words = &["y el", "al", "y", "hasta el"];
    let today = calendar.date;
    move |input| {
        let (rest, _) = (any_of(LEAD), space).parse(input)?;
        let (rest, (first, _, from)) = (lookup(WEEKDAYS), space, day).parse(rest)?;
        let (rest, _) = (space, any_of(LINK), space).parse(rest)?;
        let (rest, (last, _, to)) = (lookup(WEEKDAYS), space, day).parse(rest)?;
        let before = |end: Option<Date>, weekday: i8, day: i8| {
            let end = end?;
            let days = (0..62).filter_map(|back| end.checked_sub(i64::from(back).days()).ok());
            days.into_iter().find(|d| d.day() == day && d.weekday().to_monday_zero_offset() == weekday)
        };
        let to = before(today, last, to);
        let from = before(to, first, from);
        let told = rest.trim_start().starts_with("de ");
        if told || from.is_none() { fail(input) } else { Ok((rest, Period::Span { from, to })) }
    }
}

/// back := ('en' | 'durante')? ('los' | 'las') 'últimos' n ('años' | 'meses' | 'horas' …) | 'en' ('el' | 'la') 'último' ('año' …)
fn back<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: Words = &["en", "durante", "de", "a lo largo de", "por"];
    const LAST: Words = &["los últimos", "las últimas", "el último", "la última", "los pasados", "los", "las"];
    const UNITS: &[(&str, (i32, i32))] = &[
        ("año", (12, 0)),
        ("años", (12, 0)),
        ("lustro", (60, 0)),
        ("década", (120, 0)),
        ("décadas", (120, 0)),
        ("trimestre", (3, 0)),
        ("trimestres", (3, 0)),
        ("semestre", (6, 0)),
        ("mes", (1, 0)),
        ("meses", (1, 0)),
        ("semana", (0, 7)),
        ("semanas", (0, 7)),
        ("quincena", (0, 15)),
        ("día", (0, 1)),
        ("días", (0, 1)),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, _) = opt((any_of(LEAD), space)).parse(input)?;
        let (rest, last) = any_of(LAST)(rest)?;
        let (rest, _) = space(rest)?;
        let (rest, n) = opt(PERIODS.count).parse(rest)?;
        let (rest, after) = opt((any_of(&["últimos", "últimas"]), space)).parse(rest)?;
        if matches!(last, "los" | "las") && (n.is_none() || after.is_none()) {
            return fail(input);
        }
        let hours = any_of(&["horas", "hora"])(rest).ok();
        let (rest, n, unit) = match hours {
            Some((rest, _)) => (rest, Some((n.unwrap_or(Decimal::ONE) / Decimal::from(24)).ceil()), (0, 1)),
            None => lookup(UNITS)(rest).map(|(rest, unit)| (rest, n, unit))?,
        };
        latin::back(&calendar, n, unit).map_or_else(|| fail(input), |period| Ok((rest, period)))
    }
}

/// Words after which "que" or "a" leads to what is compared.
const COMPARATIVES: &[&str] = &[
    "más",
    "menos",
    "mayor",
    "menor",
    "superior",
    "superiores",
    "inferior",
    "inferiores",
    "mayores",
    "menores",
    "doble",
    "triple",
    "rebasaban",
    "rebasan",
    "superan",
    "superaban",
    "superó",
    "%",
    "ciento",
];

/// against := ('que' | 'frente a' | 'respecto a' …) ('en' | 'las de' …)? point with a year : what a change is held against
fn against(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    const LEAD: &[(&str, bool)] = &[
        ("que", false),
        ("frente a", true),
        ("frente al", true),
        ("por encima de", true),
        ("por encima del", true),
        ("por debajo de", true),
        ("por debajo del", true),
        ("respecto a", true),
        ("respecto al", true),
        ("respecto de", true),
        ("respecto del", true),
        ("con respecto a", true),
        ("con respecto al", true),
        ("en relación con", true),
        ("en relación a", true),
        ("en comparación con", true),
        ("comparado con", true),
        ("comparada con", true),
        ("comparados con", true),
        ("sobre", false),
        ("a", false),
        ("al", false),
    ];
    const THOSE: Words = &[
        "los de",
        "las de",
        "los del",
        "las del",
        "el de",
        "la de",
        "el del",
        "la del",
        "de",
        "del",
        "en",
        "en el",
        "lo registrado en",
        "los registrados en",
        "las registradas en",
        "los niveles de",
    ];
    let (rest, sure) = lookup(LEAD)(&text[at..]).ok()?;
    let (rest, _) = space(rest).ok()?;
    // "un 12 % por encima de 2023", and not "por encima de las de 2023": there the words compare by themselves.
    if text[at..].starts_with("por ") && !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let compares = || words_before(text, at).take(4).any(|w| among(w, COMPARATIVES));
    let (end, those, period) = latin::against(&PERIODS, THOSE, (text, at), rest, calendar)?;
    (sure || those && compares()).then_some((end, Kind::Period(period)))
}

/// later := n 'días' ('después' | 'más tarde') | 'al día siguiente' | 'ese mismo día', counted from the last day that was named
pub fn later(input: &str, last: Option<Date>) -> Option<(usize, Date)> {
    latin::later(&PERIODS, input, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::latin::periods::shown;

    fn read(text: &str) -> String {
        let calendar = Calendar { date: Some(jiff::civil::date(2024, 9, 9)), fiscal: 1 };
        shown(text, period(text, 0, &calendar))
    }

    #[test]
    fn reads_periods() {
        for (text, expected) in [
            ("De enero a junio quedaron", "2024-01-01..2024-06-30 | quedaron"),
            ("de enero a junio de 2023", "2023-01-01..2023-06-30 |"),
            ("Entre enero y marzo, los", "2024-01-01..2024-03-31 |, los"),
            ("del 1 de enero al 25 de diciembre de 2023", "2023-01-01..2023-12-25 |"),
            ("del 4 al 10 de agosto no", "2024-08-04..2024-08-10 | no"),
            ("desde el 1 de enero hasta el 30 de junio", "2024-01-01..2024-06-30 |"),
            ("Entre abril de 2019 y marzo de 2020", "2019-04-01..2020-03-31 |"),
            ("de 2021 a 2023, los", "2021-01-01..2023-12-31 |, los"),
            ("entre 2018 y 2020", "2018-01-01..2020-12-31 |"),
            ("entre el 1 y el 15 de agosto", "2024-08-01..2024-08-15 |"),
            ("en lo que va de año", "since 2024-01-01 |"),
            ("en lo que va de 2024", "since 2024-01-01 |"),
            ("desde principios de año", "since 2024-01-01 |"),
            ("Del 1 de octubre de 2023 a la fecha", "since 2023-10-01 |"),
            ("desde noviembre de 2023", "since 2023-11-01 |"),
            ("hasta el 30 de junio", "-..2024-06-30 |"),
            ("en los últimos cinco años", "Back { months: 60 } |"),
            ("en las últimas 24 horas", "since 2024-09-08 |"),
            ("el primer semestre de 2023", "2023-01-01..2023-06-30 |"),
            ("durante 2023,", "2023-01-01..2023-12-31 |,"),
            ("en 2023 un", "2023-01-01..2023-12-31 | un"),
            ("el año pasado", "2023-01-01..2023-12-31 |"),
            ("en el mismo periodo de 2023", "SamePeriod { years_before: 1 } |"),
            ("del mismo semestre de 2022", "SamePeriod { years_before: 2 } |"),
            ("en ese lapso", "Same |"),
            ("durante los mismos ocho meses 5.912", "Same | 5.912"),
            ("en esos siete días se", "Same | se"),
            ("el 19 y el 20 de febrero", "2024-02-19..2024-02-20 |"),
            ("entre el lunes 2 y el jueves 5 la", "2024-09-02..2024-09-05 | la"),
            ("del lunes 2 al jueves 5 de septiembre", "2024-09-02..2024-09-05 |"),
            ("el pasado mes de mayo", "2024-05-01..2024-05-31 |"),
            ("este lunes en", "2024-09-09..2024-09-09 | en"),
            ("en los últimos años", "Vague |"),
            ("a 195, lo", "none"),
            ("de 17.210 a 20.420", "none"),
            ("de 180 a 195", "none"),
            ("2015 detenidos", "none"),
            ("frente a las de 2016", "Against { from: 2016-01-01, to: 2016-12-31 } |"),
            ("por encima de 2023,", "Against { from: 2023-01-01, to: 2023-12-31 } |,"),
            ("por encima de 3.500 euros", "none"),
            ("respecto a 2023,", "Against { from: 2023-01-01, to: 2023-12-31 } |,"),
            ("en 30 casos", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
