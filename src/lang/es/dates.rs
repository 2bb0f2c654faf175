//! Periods: when the figures of a bulletin were, as far as the words alone say.

use jiff::ToSpan;
use jiff::civil::Date;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::calendar::{Calendar, Point, between, day, point, year};
use super::numerals::numeral;
use super::scan::{Read, after, among, before, fail, line_start, lookup, phrase, space, space0, words_before};
use crate::bulletin::Reason;
use crate::lang::digits::Decimals;
use crate::token::{Kind, Period};

/// period := fixed | back | since | until | range | dated, with the context of the text round it
pub fn period(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    let input = &text[at..];
    let told = alt((|i| same_period(calendar)(i), |i| year_to_date(calendar)(i), fixed, vague)).parse(input);
    if let Ok((rest, period)) = told {
        return Some((text.len() - rest.len(), Kind::Period(period)));
    }
    if let Some(found) = against(text, at, calendar) {
        return Some(found);
    }
    let found = alt((back(calendar), since(calendar), range(calendar), until(calendar))).parse(input);
    if let Ok((rest, period)) = found {
        let planned = matches!(period, Period::Span { from: None, .. }) && to_come(text, at);
        let kind = if planned { Kind::Figure(Reason::Condition) } else { Kind::Period(period) };
        return Some((text.len() - rest.len(), kind));
    }
    dated(text, at, calendar)
}

/// Whether what stands here is to come ("terminará el"): a verb in the future just before.
fn to_come(text: &str, at: usize) -> bool {
    const TAILS: &[&str] = &["ará", "erá", "irá", "arán", "erán", "irán", "drá", "drán"];
    words_before(text, at).take(5).any(|w| {
        TAILS.iter().any(|t| w.len() > t.len() + 1 && w.ends_with(t))
            || among(w, &["plazo", "vence", "vigente", "prevé", "prevista", "previsto"])
    })
}

/// fixed := 'hasta la fecha' | 'en ese lapso' | 'durante el año' …
fn fixed(input: &str) -> Read<'_, Period> {
    const LAST: Period = Period::SamePeriod { years_before: 1 };
    const WORDS: &[(&str, Period)] = &[
        ("hasta la fecha", Period::ToNow),
        ("a la fecha", Period::ToNow),
        ("hasta el momento", Period::ToNow),
        ("hasta ahora", Period::ToNow),
        ("hasta hoy", Period::ToNow),
        ("hasta el día de hoy", Period::ToNow),
        ("al día de hoy", Period::ToNow),
        ("a día de hoy", Period::ToNow),
        ("al momento", Period::ToNow),
        ("en el periodo", Period::Same),
        ("en el período", Period::Same),
        ("durante el periodo", Period::Same),
        ("durante el período", Period::Same),
        ("en ese periodo", Period::Same),
        ("en ese período", Period::Same),
        ("durante ese periodo", Period::Same),
        ("durante ese período", Period::Same),
        ("en este periodo", Period::Same),
        ("en este período", Period::Same),
        ("en dicho periodo", Period::Same),
        ("en dicho período", Period::Same),
        ("durante este periodo", Period::Same),
        ("durante este período", Period::Same),
        ("en el mismo periodo", Period::Same),
        ("en el mismo período", Period::Same),
        ("en el mismo lapso", Period::Same),
        ("en ese lapso", Period::Same),
        ("en este lapso", Period::Same),
        ("en dicho lapso", Period::Same),
        ("en ese tiempo", Period::Same),
        ("en este tiempo", Period::Same),
        ("en esos días", Period::Same),
        ("en ese año", Period::Same),
        ("ese mismo año", Period::Same),
        ("ese año", Period::Same),
        ("durante ese año", Period::Same),
        ("en el mismo año", Period::Same),
        ("en todo el año", Period::Same),
        ("durante todo el año", Period::Same),
        ("a lo largo del año", Period::Same),
        ("a lo largo del ejercicio", Period::Same),
        ("durante el año", Period::Same),
        ("en el mismo periodo del año anterior", LAST),
        ("en el mismo período del año anterior", LAST),
        ("en el mismo periodo del año pasado", LAST),
        ("en el mismo período del año pasado", LAST),
        ("en igual periodo del año anterior", LAST),
        ("en igual período del año anterior", LAST),
        ("mismo periodo del año anterior", LAST),
        ("mismo período del año anterior", LAST),
        ("mismo periodo del año pasado", LAST),
        ("mismo período del año pasado", LAST),
        ("mismo periodo de comparación", LAST),
        ("del periodo de comparación", LAST),
        ("del año anterior", LAST),
        ("en el año anterior", LAST),
        ("el año anterior", LAST),
        ("del ejercicio previo", LAST),
        ("del ejercicio anterior", LAST),
        ("del año previo", LAST),
        ("el año previo", LAST),
        ("un año antes", LAST),
        ("un año atrás", LAST),
        ("doce meses antes", LAST),
        ("hace un año", LAST),
    ];
    lookup(WORDS)(input)
}

/// same_period := preposition? ('el')? ('mismo' | 'igual') n? ('periodo' | 'semestre' …) ('de' | 'del') year
fn same_period<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: &[(&str, ())] = &[
        ("en", ()),
        ("durante", ()),
        ("de", ()),
        ("del", ()),
        ("a", ()),
        ("al", ()),
        ("en el", ()),
        ("de el", ()),
        ("durante el", ()),
    ];
    const SAME: &[(&str, ())] = &[
        ("mismo", ()),
        ("misma", ()),
        ("mismos", ()),
        ("mismas", ()),
        ("igual", ()),
        ("el mismo", ()),
        ("los mismos", ()),
        ("similar", ()),
        ("idéntico", ()),
    ];
    const LENGTH: &[(&str, ())] = &[
        ("periodo", ()),
        ("período", ()),
        ("lapso", ()),
        ("mes", ()),
        ("meses", ()),
        ("trimestre", ()),
        ("semestre", ()),
        ("cuatrimestre", ()),
        ("tramo", ()),
        ("intervalo", ()),
        ("fechas", ()),
    ];
    const WHOSE: &[(&str, i16)] = &[
        ("del año anterior", 1),
        ("del año pasado", 1),
        ("del pasado año", 1),
        ("de un año antes", 1),
        ("del año previo", 1),
        ("del ejercicio anterior", 1),
        ("del curso anterior", 1),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, _) = opt((lookup(LEAD), space)).parse(input)?;
        let (rest, _) = (lookup(SAME), space).parse(rest)?;
        let (rest, _) = opt((numeral(Decimals::Comma), space)).parse(rest)?;
        let (rest, ()) = lookup(LENGTH)(rest)?;
        let (rest, _) = space(rest)?;
        if let Ok((rest, years_before)) = lookup(WHOSE)(rest) {
            return Ok((rest, Period::SamePeriod { years_before }));
        }
        let (rest, _) = (alt((phrase("de"), phrase("del"), phrase("del año"))), space).parse(rest)?;
        let (rest, named) = year(rest)?;
        match calendar.date.map(|d| d.year() - named) {
            Some(years_before @ 1..=50) => Ok((rest, Period::SamePeriod { years_before })),
            _ => fail(input),
        }
    }
}

/// vague := 'en los últimos años' | 'en años recientes' …
fn vague(input: &str) -> Read<'_, Period> {
    const WORDS: &[(&str, ())] = &[
        ("en los últimos años", ()),
        ("durante los últimos años", ()),
        ("en los últimos meses", ()),
        ("durante los últimos meses", ()),
        ("en las últimas semanas", ()),
        ("en los últimos días", ()),
        ("en años recientes", ()),
        ("en los años recientes", ()),
        ("en meses recientes", ()),
        ("durante años", ()),
        ("desde hace años", ()),
        ("desde hace meses", ()),
        ("en los últimos tiempos", ()),
    ];
    lookup(WORDS)(input).map(|(rest, ())| (rest, Period::Vague))
}

/// back := ('en' | 'durante')? ('los' | 'las') 'últimos' n ('años' | 'meses' | 'horas' …) | 'en' ('el' | 'la') 'último' ('año' …)
fn back<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const LEAD: &[(&str, ())] = &[("en", ()), ("durante", ()), ("de", ()), ("a lo largo de", ()), ("por", ())];
    const LAST: &[(&str, ())] = &[
        ("los últimos", ()),
        ("las últimas", ()),
        ("el último", ()),
        ("la última", ()),
        ("los pasados", ()),
        ("los", ()),
        ("las", ()),
    ];
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
        let (rest, _) = opt((lookup(LEAD), space)).parse(input)?;
        let (start, ()) = lookup(LAST)(rest)?;
        let bare = matches!(&rest[..rest.len() - start.len()], "los" | "las" | "Los" | "Las");
        let (rest, _) = space(start)?;
        let (rest, n) = opt((numeral(Decimals::Comma), space)).parse(rest)?;
        let (rest, last) = opt((alt((phrase("últimos"), phrase("últimas"))), space)).parse(rest)?;
        if bare && (n.is_none() || last.is_none()) {
            return fail(input);
        }
        let many = n.map_or(Some(1), |(n, _)| i32::try_from(n.value).ok()).filter(|n| (1..200).contains(n));
        let Some(many) = many else { return fail(input) };
        let hours = alt((phrase("horas"), phrase("hora"))).parse(rest);
        if let Ok((rest, ())) = hours {
            let days = (many + 23) / 24;
            let day = calendar.date.and_then(|d| d.checked_sub(days.days()).ok());
            return Ok((rest, day.map_or(Period::Vague, Period::Since)));
        }
        let (rest, (months, days)) = lookup(UNITS)(rest)?;
        if months > 0 {
            return Ok((rest, Period::Back { months: months * many }));
        }
        let day = calendar.date.and_then(|d| d.checked_sub((days * many).days()).ok());
        Ok((rest, day.map_or(Period::Vague, Period::Since)))
    }
}

/// year_to_date := 'en lo que va' ('de' | 'del') ('año' | year | 'mes') | 'este año' | 'en el presente año' …
fn year_to_date<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const YEAR: &[(&str, ())] = &[
        ("en lo que va de año", ()),
        ("en lo que va del año", ()),
        ("en lo que va de este año", ()),
        ("en lo que va del presente año", ()),
        ("en lo que va corrido del año", ()),
        ("en lo corrido del año", ()),
        ("en lo corrido de este año", ()),
        ("en lo que llevamos de año", ()),
        ("en lo que va de ejercicio", ()),
        ("lo que va del año", ()),
        ("lo que va de año", ()),
        ("en lo transcurrido del año", ()),
        ("este año", ()),
        ("en este año", ()),
        ("durante este año", ()),
        ("en el presente año", ()),
        ("durante el presente año", ()),
        ("en el año en curso", ()),
        ("desde enero", ()),
        ("desde que comenzó el año", ()),
        ("desde que empezó el año", ()),
    ];
    const MONTH: &[(&str, ())] = &[
        ("en lo que va de mes", ()),
        ("en lo que va del mes", ()),
        ("este mes", ()),
        ("durante este mes", ()),
        ("en lo que llevamos de mes", ()),
    ];
    let calendar = *calendar;
    move |input| {
        let Some(date) = calendar.date else { return fail(input) };
        let named = alt((
            phrase("en lo que va de"),
            phrase("en lo que va del"),
            phrase("en lo corrido de"),
            phrase("en lo corrido del"),
            phrase("en lo que llevamos de"),
        ));
        if let Ok((rest, point)) = preceded((named, space), point(&calendar)).parse(input)
            && let Some(first) = point.start(&calendar)
        {
            return Ok((rest, Period::Since(first)));
        }
        // "desde enero de 2023" is a point of its own, and "desde enero hasta junio" a range.
        if let Ok((rest, ())) = lookup(YEAR)(input) {
            let goes_on = input.starts_with(['d', 'D']) && input.len() - rest.len() == 11;
            return if goes_on { fail(input) } else { Ok((rest, Period::Since(date.first_of_year()))) };
        }
        let (rest, ()) = lookup(MONTH)(input)?;
        Ok((rest, Period::Since(date.first_of_month())))
    }
}

/// since := ('desde' | 'a partir de' | 'del' point 'a la fecha') point ('hasta la fecha')?
fn since<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const SINCE: &[(&str, bool)] = &[
        ("desde", true),
        ("ya desde", true),
        ("a partir de", true),
        ("a partir del", true),
        ("con inicio en", true),
        ("desde el pasado", true),
        ("del", false),
        ("de", false),
        ("entre", false),
    ];
    const NOW: &[(&str, ())] = &[
        ("a la fecha", ()),
        ("hasta la fecha", ()),
        ("hasta hoy", ()),
        ("hasta ahora", ()),
        ("hasta el momento", ()),
        ("hasta la actualidad", ()),
        ("al día de hoy", ()),
        ("a hoy", ()),
        ("y la fecha", ()),
        ("y hoy", ()),
        ("y este", ()),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, sure) = lookup(SINCE)(input)?;
        let (rest, _) = space(rest)?;
        let (rest, _) = opt((alt((phrase("el"), phrase("los"))), space)).parse(rest)?;
        let (rest, point) = point(&calendar)(rest)?;
        let (rest, now) = opt(preceded(space, lookup(NOW))).parse(rest)?;
        // "desde 2021 hasta 2023" is a range.
        let goes_on = preceded(space, alt((phrase("hasta"), phrase("a"), phrase("al")))).parse(rest).is_ok()
            && range(&calendar)(input).is_ok();
        if !sure && now.is_none() || goes_on {
            return fail(input);
        }
        point.start(&calendar).map_or_else(|| fail(input), |d| Ok((rest, Period::Since(d))))
    }
}

/// until := ('hasta' | 'al' | 'a') point
fn until<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const UNTIL: &[(&str, bool)] = &[
        ("hasta", true),
        ("hasta el", true),
        ("con corte al", true),
        ("con corte a", true),
        ("al cierre de", true),
        ("al cierre del", true),
        ("al término de", true),
        ("al finalizar", true),
        ("a", false),
        ("al", false),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, any) = lookup(UNTIL)(input)?;
        let (rest, point) = preceded(space, point(&calendar)).parse(rest)?;
        if !any && point.side != 1 && point.day.is_none() || point.side == -1 {
            return fail(input);
        }
        match point.ends(&calendar) {
            Some((_, last)) => Ok((rest, Period::Span { from: None, to: Some(last) })),
            None => fail(input),
        }
    }
}

/// range := ('de' | 'del' | 'desde' | 'entre')? point ('a' | 'al' | 'hasta' | 'y' | '-') point
fn range<'a>(calendar: &Calendar) -> impl Fn(&'a str) -> Read<'a, Period> {
    const TO: &[&str] = &["a", "al", "hasta", "hasta el", "-", "–", "—"];
    const LEAD: &[(&str, &[&str])] = &[
        ("de", TO),
        ("del", TO),
        ("desde", TO),
        ("desde el", TO),
        ("entre", &["y", "y el", "y los"]),
        ("entre el", &["y el", "y"]),
        ("entre los meses de", &["y"]),
        ("entre los días", &["y", "y el"]),
        ("los días", &["y", "al", "a", "-"]),
        ("el periodo", TO),
        ("el período", TO),
        ("en", &["-", "–"]),
        ("en el periodo", TO),
        ("durante", &["-", "–", "y", "a"]),
        ("el", &["al"]),
    ];
    let calendar = *calendar;
    move |input| {
        let (rest, lead) = opt((lookup(LEAD), space)).parse(input)?;
        let links = lead.map_or(&["a", "al", "-", "–"][..], |(l, _)| l);
        let joint = |i| links.iter().rev().find_map(|l| link(l)(i).ok()).map_or_else(|| fail(i), Ok);
        // The shorter reading of the first point may be the one that a link follows ("del 5 al 19 de diciembre").
        for (end, one) in [day_alone(rest), point(&calendar)(rest)].into_iter().flatten() {
            let Ok((next, ())) = joint(end) else { continue };
            let (next, _) = opt((phrase("el"), space)).parse(next)?;
            let Ok((next, two)) = alt((|i| point(&calendar)(i), day_alone)).parse(next) else { continue };
            if one.bare && !two.bare && (lead.is_none() || two.day.is_none())
                || lead.is_none()
                    && one.bare
                    && two.bare
                    && joint(end).is_ok_and(|(r, ())| end[..end.len() - r.len()].trim() == "a")
            {
                continue;
            }
            if let Some((from, to)) = between(one, two, &calendar) {
                return Ok((next, Period::Span { from: Some(from), to: Some(to) }));
            }
        }
        fail(input)
    }
}

fn link<'a>(words: &'static str) -> impl Fn(&'a str) -> Read<'a, ()> {
    move |input| {
        if words.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ') {
            let (rest, _) = space(input)?;
            let (rest, ()) = phrase(words)(rest)?;
            return Ok((space(rest)?.0, ()));
        }
        let (rest, _) = (space0, tag(words), space0).parse(input)?;
        Ok((rest, ()))
    }
}

/// day_alone := a day whose month the other end says
fn day_alone(input: &str) -> Read<'_, Point> {
    let (rest, _) = opt((alt((phrase("día"), phrase("el"))), space)).parse(input)?;
    let (rest, d) = day(rest)?;
    Ok((rest, Point { year: None, month: None, day: Some(d), months: 0, side: 0, bare: false }))
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
    const THOSE: &[(&str, ())] = &[
        ("los de", ()),
        ("las de", ()),
        ("los del", ()),
        ("las del", ()),
        ("el de", ()),
        ("la de", ()),
        ("el del", ()),
        ("la del", ()),
        ("de", ()),
        ("del", ()),
        ("en", ()),
        ("en el", ()),
        ("lo registrado en", ()),
        ("los registrados en", ()),
        ("las registradas en", ()),
        ("los niveles de", ()),
    ];
    let (rest, sure) = lookup(LEAD)(&text[at..]).ok()?;
    let (rest, _) = space(rest).ok()?;
    let (rest, those) = opt((lookup(THOSE), space)).parse(rest).ok()?;
    let (rest, point) = point(calendar)(rest).ok()?;
    let compares = || words_before(text, at).take(4).any(|w| among(w, COMPARATIVES));
    let told = sure || those.is_some() && compares();
    let end = text.len() - rest.len();
    let (from, to) = point.ends(calendar)?;
    (told && point.year.is_some() && plausible(text, at, end, &point))
        .then_some((end, Kind::Period(Period::Against { from, to })))
}

/// dated := ('el' | 'en' | 'durante' …)? point, told apart by the words round it
fn dated(text: &str, at: usize, calendar: &Calendar) -> Option<(usize, Kind)> {
    const LEAD: &[(&str, ())] = &[
        ("el", ()),
        ("en", ()),
        ("en el", ()),
        ("en la", ()),
        ("durante", ()),
        ("durante el", ()),
        ("a lo largo de", ()),
        ("a lo largo del", ()),
        ("de", ()),
        ("del", ()),
        ("con fecha", ()),
        ("de fecha", ()),
        ("antes del", ()),
        ("antes de", ()),
        ("tras", ()),
        ("a", ()),
        ("para", ()),
        ("por", ()),
        ("ya en", ()),
    ];
    let input = &text[at..];
    let led = (lookup(LEAD), space).parse(input).ok();
    let with = led.as_ref().and_then(|(body, _)| point(calendar)(body).ok().map(|found| (*body, found)));
    let (body, (rest, point)) = match with {
        Some(found) => found,
        None => (input, point(calendar)(input).ok()?),
    };
    let end = text.len() - rest.len();
    let lead = body.len() < input.len();
    if !plausible(text, at, end, &point) {
        return None;
    }
    let bare = point.bare && !lead && !closing(rest);
    if yearly(rest) || bare || takes_effect(text, at) || inquiry(text, at) {
        return Some((end, Kind::Figure(Reason::Time)));
    }
    if to_come(text, at) {
        return Some((end, Kind::Figure(Reason::Condition)));
    }
    let Some((first, last)) = point.ends(calendar) else {
        return Some((end, Kind::Period(Period::Vague)));
    };
    let one_day = first == last;
    if one_day && states(text, at, end) {
        return Some((end, Kind::Period(Period::Statement(first))));
    }
    if begins(text, at) {
        return Some((end, Kind::Period(Period::Since(first))));
    }
    Some((end, Kind::Period(Period::Span { from: Some(first), to: Some(last) })))
}

/// Whether the words are a date here: a bare year must not count something ("2015 detenidos"), nor be part of a name ("Sur 2025").
fn plausible(text: &str, at: usize, end: usize, point: &Point) -> bool {
    if !point.bare {
        return true;
    }
    let rest = after(text, end, 40);
    let noun = rest.trim_start_matches([' ', '\u{A0}']);
    let word = noun.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let touching = rest.starts_with(['-', '–', '/']);
    let sum = words_before(text, at).next().is_some_and(|w| among(w, &["total", "suma"]));
    !(touching || rest.starts_with(' ') && counted(word) || sum)
}

/// Whether a word is a plural noun that a number before it counts.
fn counted(word: &str) -> bool {
    word.len() > 4
        && word.ends_with('s')
        && word.chars().all(char::is_lowercase)
        && !among(
            word,
            &[
                "hemos", "fueron", "eran", "tras", "además", "menos", "entonces", "apenas", "mientras", "entre",
                "respecto", "antes", "después", "estas", "estos", "todos", "todas",
            ],
        )
}

/// "cada 1 de mayo", "el 3 de agosto de cada año" are no days of this bulletin.
fn yearly(rest: &str) -> bool {
    preceded(space, phrase("de cada año")).parse(rest).is_ok()
}

/// "que entró en vigor en julio de 2017": when something began that is no figure's time.
fn takes_effect(text: &str, at: usize) -> bool {
    let mut back = words_before(text, at);
    back.next()
        .is_some_and(|w| among(w, &["vigor", "vigencia", "aprobada", "aprobado", "promulgada", "firmado", "suscrito"]))
}

/// "2024 cerró con": a bare year that is the subject.
fn closing(rest: &str) -> bool {
    const VERBS: &[&str] =
        &["cerró", "terminó", "acabó", "concluyó", "finalizó", "arrojó", "registró", "dejó", "se", "fue"];
    preceded(space, super::scan::word).parse(rest).is_ok_and(|(_, w)| among(w, VERBS))
}

/// "La investigación arrancó en marzo": when the inquiry of a case began is no figure's time.
fn inquiry(text: &str, at: usize) -> bool {
    const BEGAN: &[&str] = &[
        "arrancó",
        "partió",
        "comenzó",
        "empezó",
        "inició",
        "iniciaron",
        "comenzaron",
        "arrancaron",
        "inicio",
        "origen",
        "remonta",
        "remontan",
    ];
    const INQUIRY: &[&str] = &[
        "investigación",
        "indagatoria",
        "pesquisas",
        "pesquisa",
        "diligencias",
        "investigaciones",
        "averiguaciones",
        "caso",
        "causa",
        "indagaciones",
    ];
    let began = words_before(text, at).take(3).any(|w| among(w, BEGAN));
    let clause = before(text, at, 140);
    let clause = clause.rsplit(['.', ';', '\n']).next().unwrap_or(clause);
    // "La operación comenzó en mayo de 2024": a month is when it was prepared, a day when it was carried out.
    let month = text[at..].starts_with("en ") && !text[at + 3..].starts_with(|c: char| c.is_ascii_digit());
    let prepared = |w: &str| month && among(w, &["operación", "operativo"]);
    began && clause.split(|c: char| !c.is_alphabetic()).any(|w| among(w, INQUIRY) || prepared(w))
}

/// Whether the day is that of the statement: a dateline, a press conference, or the day that somebody said it.
fn states(text: &str, at: usize, end: usize) -> bool {
    const SMALL: &[&str] = &["a", "de", "del", "la", "el", "los", "las", "y", "redacción"];
    const SAID: &[&str] = &[
        "informó",
        "informado",
        "anunció",
        "anunciado",
        "presentó",
        "presentado",
        "ofreció",
        "ofrecido",
        "difundió",
        "difundido",
        "divulgó",
        "divulgado",
        "publicó",
        "publicado",
        "colgado",
        "comunicó",
        "comunicado",
        "señaló",
        "explicó",
        "detalló",
        "reportó",
        "reportado",
        "entregó",
        "entregado",
        "compareció",
        "comparecido",
        "conocer",
        "rueda",
        "conferencia",
        "balance",
        "dado",
        "dio",
        "expuso",
        "expuesto",
        "actualizado",
        "actualizó",
        "confirmó",
        "confirmado",
        "libro",
        "precisó",
    ];
    let start = line_start(text, at);
    let head = &text[start..at];
    let tail = after(text, end, 100);
    let tail = tail.split('\n').next().unwrap_or(tail);
    let trimmed = tail.trim_start();
    let names = head.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let place = head.len() < 70 && names.clone().all(|w| w.starts_with(char::is_uppercase) || SMALL.contains(&w));
    let led = head.trim_end().ends_with([',', '|', '(', '-', '–', '—', '.', '/', ':']) || head.trim().is_empty();
    let closed =
        ["(", "-", "—", "–", "/", "|", ".", ",-", ", -"].iter().any(|d| trimmed.starts_with(d)) || trimmed.is_empty();
    let weekday = names
        .clone()
        .next_back()
        .is_some_and(|w| super::calendar::WEEKDAYS.iter().any(|(d, _)| d.eq_ignore_ascii_case(w)));
    if (place || weekday && head.len() < 70) && (led || weekday) && closed && !text[at..].starts_with(['E', 'e']) {
        return true;
    }
    // The verb of saying and the day stand together, with no figure between them.
    let close = |s: &str| {
        !s.contains(|c: char| c.is_ascii_digit())
            && s.split(|c: char| !c.is_alphabetic()).any(|w| SAID.iter().any(|s| s.eq_ignore_ascii_case(w)))
    };
    let near = before(text, at, 45);
    let near = near.rsplit(['\n', ';', '.', ':']).next().unwrap_or(near);
    if words_before(text, at).next().is_some_and(|w| among(w, &["que", "cuando"])) {
        return false;
    }
    let next = tail.split(['.', ',']).next().unwrap_or(tail);
    close(near) || near.trim().is_empty() && close(after(next, 0, 45))
}

/// Whether something begins on the day ("iniciada el 25 de junio", "asumió el 25 de febrero"), so that what follows runs on.
fn begins(text: &str, at: usize) -> bool {
    const BEGIN: &[&str] = &[
        "inició",
        "iniciada",
        "iniciado",
        "iniciadas",
        "comenzó",
        "comenzada",
        "empezó",
        "arrancó",
        "lanzada",
        "lanzado",
        "lanzó",
        "asumió",
        "marcha",
        "vigente",
        "activo",
        "activa",
        "desplegado",
        "desplegada",
        "implementado",
        "implementada",
        "instalada",
    ];
    if words_before(text, at).take(2).any(|w| among(w, BEGIN)) {
        return true;
    }
    let clause = before(text, at, 60);
    let clause = clause.rsplit([',', '.', ';', ':', '\n', '(']).next().unwrap_or(clause);
    clause.split(|c: char| !c.is_alphabetic()).any(|w| w.eq_ignore_ascii_case("desde"))
}

/// later := n 'días' ('después' | 'más tarde') | 'al día siguiente' | 'ese mismo día', counted from the last day that was named
pub fn later(input: &str, last: Option<Date>) -> Option<(usize, Date)> {
    let last = last?;
    let counted = |i| -> Read<'_, i64> {
        let (i, n) = numeral(Decimals::Comma)(i)?;
        let (i, ()) = preceded(space, alt((phrase("días después"), phrase("días más tarde")))).parse(i)?;
        i64::try_from(n.value).map_or_else(|_| fail(i), |n| Ok((i, n)))
    };
    let next = alt((phrase("al día siguiente"), phrase("un día después"), phrase("el día siguiente"))).map(|()| 1);
    let same = alt((phrase("ese mismo día"), phrase("ese día"), phrase("el mismo día"))).map(|()| 0);
    let (rest, n) = alt((counted, next, same)).parse(input).ok()?;
    let day = last.checked_add(n.days()).ok()?;
    Some((input.len() - rest.len(), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let calendar = Calendar { date: Some(jiff::civil::date(2024, 9, 9)), fiscal: 1 };
        match period(text, 0, &calendar) {
            Some((end, Kind::Period(p))) => {
                let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
                let p = match p {
                    Period::Span { from, to } => format!("{}..{}", day(from), day(to)),
                    Period::Since(d) => format!("since {d}"),
                    other => format!("{other:?}"),
                };
                format!("{p} |{}", &text[end..])
            }
            Some((_, kind)) => format!("{kind:?}"),
            None => "none".to_owned(),
        }
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
            ("el pasado mes de mayo", "2024-05-01..2024-05-31 |"),
            ("este lunes en", "2024-09-09..2024-09-09 | en"),
            ("en los últimos años", "Vague |"),
            ("a 195, lo", "none"),
            ("de 17.210 a 20.420", "none"),
            ("de 180 a 195", "none"),
            ("2015 detenidos", "none"),
            ("frente a las de 2016", "Against { from: 2016-01-01, to: 2016-12-31 } |"),
            ("respecto a 2023,", "Against { from: 2023-01-01, to: 2023-12-31 } |,"),
            ("en 30 casos", "none"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
