//! Days, months, quarters and years as Spanish writes them.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::numerals::numeral;
use super::scan::{Read, any_of, fail, lookup, phrase, space};
pub use crate::lang::calendar::{Calendar, Point};
use crate::lang::digits::Decimals;
use crate::lang::latin::Words;
use crate::lang::latin::points::{self, Ago, Points, bare_year, last_weekday, numeric};

const MONTHS: &[(&str, i8)] = &[
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("setiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("ene", 1),
    ("feb", 2),
    ("mar", 3),
    ("abr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("ago", 8),
    ("sept", 9),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("nov", 11),
    ("dic", 12),
];

/// month := name | short name '.'?
fn month(input: &str) -> Read<'_, i8> {
    let (rest, month) = lookup(MONTHS)(input)?;
    let short = input.len() - rest.len() <= 4 && !input[..input.len() - rest.len()].ends_with(['o', 'O']);
    Ok((if short { rest.strip_prefix('.').unwrap_or(rest) } else { rest }, month))
}

/// A month whose name is written out, which stands alone without a day or a year.
fn long_month(input: &str) -> Read<'_, i8> {
    let (rest, found) = month(input)?;
    if input.len() - rest.len() < 4 || input[..input.len() - rest.len()].ends_with('.') {
        fail(input)
    } else {
        Ok((rest, found))
    }
}

/// day := one or two digits up to 31, ('.º' | '°' | 'ro' | 'er')? | 'uno' | 'primero'
pub fn day(input: &str) -> Read<'_, i8> {
    const ORDINALS: Words = &[".º", "º", ".°", "°", "ro", "er", "o"];
    alt((any_of(&["primero", "uno"]).map(|_| 1), points::day(ORDINALS))).parse(input)
}

static POINTS: Points = Points {
    sides: &[
        ("principios de", -1),
        ("principio de", -1),
        ("principios del", -1),
        ("comienzos de", -1),
        ("comienzo de", -1),
        ("comienzos del", -1),
        ("inicios de", -1),
        ("inicio de", -1),
        ("inicios del", -1),
        ("inicio del", -1),
        ("el inicio de", -1),
        ("el inicio del", -1),
        ("el comienzo de", -1),
        ("el comienzo del", -1),
        ("el principio de", -1),
        ("finales de", 1),
        ("final de", 1),
        ("finales del", 1),
        ("fines de", 1),
        ("fin de", 1),
        ("el fin de", 1),
        ("el final de", 1),
        ("el final del", 1),
        ("el cierre de", 1),
        ("el cierre del", 1),
        ("cierre de", 1),
        ("cierre del", 1),
        ("mediados de", 0),
        ("mediados del", 0),
        ("el mes de", 0),
        ("mes de", 0),
        ("los meses de", 0),
        ("meses de", 0),
        ("el pasado mes de", 0),
        ("pasado mes de", 0),
        ("el pasado", 0),
        ("el año", 0),
        ("año", 0),
        ("todo el año", 0),
        ("todo", 0),
        ("el ejercicio", 0),
        ("ejercicio", 0),
        ("el conjunto de", 0),
        ("el conjunto del", 0),
        ("el curso", 0),
        ("la gestión", 0),
    ],
    this_year: &["año", "este año", "ejercicio"],
    plain,
    years: &[
        ("de este año", 0),
        ("este año", 0),
        ("del presente año", 0),
        ("del presente", 0),
        ("del presente ejercicio", 0),
        ("del año en curso", 0),
        ("del año", 0),
        ("del actual año", 0),
        ("del corriente año", 0),
        ("del corriente", 0),
        ("del actual ejercicio", 0),
        ("del año pasado", 1),
        ("del pasado año", 1),
        ("del pasado ejercicio", 1),
        ("del último año", 1),
        ("del año anterior", 1),
        ("de este ejercicio", 0),
    ],
    year_marks: &[","],
    year_links: &["del año", "de", "del", "año"],
};

/// point := ('principios' | 'finales' | 'cierre' …) 'de' point | date | month | quarter | year | …
pub fn point<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    points::point(&POINTS, calendar, input)
}

fn which_year<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, i16> {
    points::which_year(&POINTS, calendar, input)
}

fn plain<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    numeric(input)
        .or_else(|_| day_first(calendar, input))
        .or_else(|_| of_month(calendar, input))
        .or_else(|_| part_of_year(calendar, input))
        .or_else(|_| relative(calendar, input))
        .or_else(|_| bare_year(input))
}

/// day_first := weekday? ('el' | 'día' | 'pasado' …)* day 'de'? month (year | 'pasado')? | ('el' | 'día') day
fn day_first<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const LEAD: &[(&str, bool)] = &[
        ("el", false),
        ("el día", true),
        ("día", true),
        ("el pasado", true),
        ("pasado", true),
        ("el pasado día", true),
        ("el próximo", false),
        ("los días", true),
        ("el mismo", false),
        ("este", false),
    ];
    let weekday = |i| (lookup(WEEKDAYS), opt(tag(",")), space).parse(i);
    let (start, the) = opt((lookup(LEAD), space)).parse(input)?;
    let (start, week) = opt(weekday).parse(start)?;
    let (start, _) = opt((phrase("día"), space)).parse(start)?;
    let (rest, day) = day(start)?;
    let link = |i| (space, opt((alt((phrase("de"), phrase("del mes de"))), space))).parse(i);
    if let Ok((rest, month)) = preceded(link, month).parse(rest) {
        let (rest, year) = opt(|i| which_year(calendar, i)).parse(rest)?;
        let (rest, _) = opt((space, alt((phrase("pasado"), phrase("último"))))).parse(rest)?;
        return Ok((rest, Point::days(year, Some(month), day)));
    }
    let current =
        alt((phrase("del mes en curso"), phrase("de este mes"), phrase("del presente mes"), phrase("del actual")));
    let (end, this) = opt((space, current)).parse(rest)?;
    // "el pasado 25" and "el jueves 13" are days; "el 25 %" is none.
    let sure = week.is_some() || this.is_some() || the.is_some_and(|(sure, _)| sure);
    let stops = end.is_empty() || end.starts_with([',', '.', ';', ')']) || this.is_some();
    if sure && (stops || week.is_some()) { Ok((end, Point::days(None, None, day))) } else { fail(input) }
}

/// of_month := month (year | 'pasado')?
fn of_month<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    let (rest, _) = opt((alt((phrase("este"), phrase("el"))), space)).parse(input)?;
    let (end, month) = month(rest)?;
    let (last, year) = opt(|i| which_year(calendar, i)).parse(end)?;
    let (last, past) = opt((space, alt((phrase("pasado"), phrase("último"))))).parse(last)?;
    if year.is_none() && past.is_none() {
        long_month(rest)?;
    }
    Ok((last, Point::months(year, month, 1)))
}

/// part_of_year := nth ('trimestre' | 'semestre' | 'cuatrimestre') year? | 'los' n 'primeros meses' year?
fn part_of_year<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const NTH: &[(&str, i8)] = &[
        ("primer", 1),
        ("primera", 1),
        ("segundo", 2),
        ("segunda", 2),
        ("tercer", 3),
        ("tercero", 3),
        ("cuarto", 4),
        ("último", 0),
        ("última", 0),
        ("1.er", 1),
        ("1er", 1),
        ("1º", 1),
        ("2.º", 2),
        ("2º", 2),
        ("2do", 2),
        ("3.er", 3),
        ("3er", 3),
        ("4.º", 4),
        ("4º", 4),
        ("4to", 4),
        ("I", 1),
        ("II", 2),
        ("III", 3),
        ("IV", 4),
    ];
    const LENGTHS: &[(&str, i8)] =
        &[("trimestre", 3), ("semestre", 6), ("cuatrimestre", 4), ("bimestre", 2), ("mitad", 6)];
    const FIRST: Words = &["primeros", "primeras"];
    const EACH: &[(&str, i8)] = &[("meses", 1), ("trimestres", 3)];
    let (start, _) = opt((alt((phrase("el"), phrase("los"), phrase("la"), phrase("este"))), space)).parse(input)?;
    let of_year = |i| opt(|i| which_year(calendar, i)).parse(i);
    let count = |i| (numeral(Decimals::Comma), space).parse(i);
    // "los primeros nueve meses", "los nueve primeros meses"
    let many = |i| -> Read<'_, (Decimal, i8)> {
        let (i, before) = opt(count).parse(i)?;
        let (i, _) = (any_of(FIRST), space).parse(i)?;
        let (i, after) = opt(count).parse(i)?;
        let (i, each) = lookup(EACH)(i)?;
        match before.or(after) {
            Some((n, _)) => Ok((i, (n.value, each))),
            None => fail(i),
        }
    };
    if let Ok((rest, (n, each))) = many(start) {
        let months = i8::try_from(n).unwrap_or(0).saturating_mul(each);
        let (rest, year) = of_year(rest)?;
        return if (1..=12).contains(&months) { Ok((rest, Point::months(year, 1, months))) } else { fail(input) };
    }
    let (rest, nth) = lookup(NTH)(start)?;
    let (rest, months) = preceded(space, lookup(LENGTHS)).parse(rest)?;
    let (rest, year) = of_year(rest)?;
    Point::nth_of(year, nth, months).map_or_else(|| fail(input), |point| Ok((rest, point)))
}

/// The days of the week, counted from Monday.
pub const WEEKDAYS: &[(&str, i8)] =
    &[("lunes", 0), ("martes", 1), ("miércoles", 2), ("jueves", 3), ("viernes", 4), ("sábado", 5), ("domingo", 6)];

/// relative := ('el' | 'este')? 'pasado'? weekday | 'este año' | 'el año pasado' | 'hoy' | 'ayer' | season …
fn relative<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const WORDS: &[(&str, Ago)] = &[
        ("este año", Ago::Year(0)),
        ("el presente año", Ago::Year(0)),
        ("presente año", Ago::Year(0)),
        ("el año en curso", Ago::Year(0)),
        ("este ejercicio", Ago::Year(0)),
        ("el año pasado", Ago::Year(1)),
        ("año pasado", Ago::Year(1)),
        ("el pasado año", Ago::Year(1)),
        ("pasado año", Ago::Year(1)),
        ("el pasado ejercicio", Ago::Year(1)),
        ("el último año", Ago::Year(1)),
        ("el año antepasado", Ago::Year(2)),
        ("este mes", Ago::Month(0)),
        ("el presente mes", Ago::Month(0)),
        ("el mes en curso", Ago::Month(0)),
        ("el mes pasado", Ago::Month(1)),
        ("el pasado mes", Ago::Month(1)),
        ("hoy", Ago::Day(0)),
        ("ayer", Ago::Day(1)),
        ("anteayer", Ago::Day(2)),
        ("antier", Ago::Day(2)),
        ("esta jornada", Ago::Day(0)),
        ("la víspera", Ago::Day(1)),
        ("este trimestre", Ago::Quarter(0)),
        ("el pasado trimestre", Ago::Quarter(1)),
        ("el trimestre pasado", Ago::Quarter(1)),
        ("este semestre", Ago::Half),
    ];
    const LEAD: Words = &[
        "el",
        "este",
        "el pasado",
        "este pasado",
        "la madrugada del",
        "la madrugada de este",
        "la mañana del",
        "la mañana de este",
        "la tarde del",
        "la noche del",
        "pasado",
    ];
    let Some(date) = calendar.date else { return fail(input) };
    if let Ok((rest, wanted)) = preceded((any_of(LEAD), space), lookup(WEEKDAYS)).parse(input) {
        let (rest, _) = opt((space, phrase("pasado"))).parse(rest)?;
        return Ok((rest, last_weekday(date, wanted)));
    }
    if let Ok((rest, ago)) = lookup(WORDS)(input) {
        return Ok((rest, ago.from(date)));
    }
    season(calendar, input)
}

/// season := 'el verano' year, as the northern half has it
fn season<'a>(calendar: &Calendar, input: &'a str) -> Read<'a, Point> {
    const SEASONS: &[(&str, i8)] = &[("la primavera", 3), ("el verano", 6), ("el otoño", 9)];
    let (rest, month) = lookup(SEASONS)(input)?;
    let (rest, year) = which_year(calendar, rest)?;
    Ok((rest, Point::months(Some(year), month, 3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_points() {
        let calendar = Calendar { date: Some(jiff::civil::date(2024, 9, 9)), fiscal: 1 };
        for (text, expected) in [
            ("24 de junio", "2024-06-24 2024-06-24"),
            ("el 1 de enero de 2023", "2023-01-01 2023-01-01"),
            ("1.º de octubre del 2023", "2023-10-01 2023-10-01"),
            ("el pasado 25 de febrero", "2024-02-25 2024-02-25"),
            ("miércoles 7 de enero de 2026", "2026-01-07 2026-01-07"),
            ("09/09/2024", "2024-09-09 2024-09-09"),
            ("octubre de 2023", "2023-10-01 2023-10-31"),
            ("diciembre", "2023-12-01 2023-12-31"),
            ("junio pasado", "2024-06-01 2024-06-30"),
            ("el primer semestre de 2023", "2023-01-01 2023-06-30"),
            ("el segundo trimestre", "2024-04-01 2024-06-30"),
            ("los nueve primeros meses de 2023", "2023-01-01 2023-09-30"),
            ("los primeros tres meses del año", "2024-01-01 2024-03-31"),
            ("el año pasado", "2023-01-01 2023-12-31"),
            ("finales de octubre de 2023", "2023-10-31 2023-10-31"),
            ("principios de año", "2024-01-01 2024-01-01"),
            ("este lunes", "2024-09-09 2024-09-09"),
            ("el pasado viernes", "2024-09-06 2024-09-06"),
            ("el pasado mes de mayo", "2024-05-01 2024-05-31"),
            ("28 jun. 2024", "2024-06-28 2024-06-28"),
            ("el verano de 2023", "2023-06-01 2023-08-31"),
            ("el ejercicio 2023", "2023-01-01 2023-12-31"),
            ("el año 2022", "2022-01-01 2022-12-31"),
        ] {
            let read = point(&calendar, text).ok().and_then(|(_, p)| p.ends(&calendar));
            assert_eq!(read.map(|(a, b)| format!("{a} {b}")).as_deref(), Some(expected), "{text}");
        }
        for text in ["el 25 %", "mar adentro", "2185", "3 personas", "5.6", "el 20 congreso", "sep"] {
            assert!(point(&calendar, text).is_err(), "{text}");
        }
    }
}
