//! What the words round a date say of it: that it is none, that it is no figure's time, or the day of the statement.

use jiff::civil::Date;
use nom::Parser;
use nom::sequence::preceded;

use crate::bulletin::Reason;
use crate::lang::es::calendar::WEEKDAYS;
use crate::lang::latin::periods::Place;
use crate::lang::scan::{after, among, before, line_start, phrase, space, word, words_before};
use crate::token::{Kind, Period};

/// Why a date is no figure's time, if it is none.
pub fn idle(place: &Place<'_>) -> Option<Reason> {
    let Place { text, at, lead, point, .. } = *place;
    let bare = point.bare && lead.is_empty() && !closing(place.rest());
    if yearly(place.rest()) || bare || takes_effect(text, at) || inquiry(text, at) {
        return Some(Reason::Time);
    }
    to_come(text, at).then_some(Reason::Condition)
}

/// What a time is that is not the figures'.
pub fn role(place: &Place<'_>, first: Date, last: Date) -> Option<Kind> {
    if first == last && states(place.text, place.at, place.end) {
        return Some(Kind::Period(Period::Statement(first)));
    }
    begins(place.text, place.at).then_some(Kind::Period(Period::Since(first)))
}

/// Whether what stands here is to come ("terminará el"): a verb in the future just before.
pub fn to_come(text: &str, at: usize) -> bool {
    const TAILS: &[&str] = &["ará", "erá", "irá", "arán", "erán", "irán", "drá", "drán"];
    words_before(text, at).take(5).any(|w| {
        TAILS.iter().any(|t| w.len() > t.len() + 1 && w.ends_with(t))
            || among(w, &["plazo", "vence", "vigente", "prevé", "prevista", "previsto"])
    })
}

/// Whether the words are a date here: a bare year must not count something ("2015 detenidos"), nor be part of a name ("Sur 2025").
pub fn plausible(place: &Place<'_>) -> bool {
    let Place { text, at, end, point, .. } = *place;
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
    preceded(space, word).parse(rest).is_ok_and(|(_, w)| among(w, VERBS))
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
    let weekday = names.clone().next_back().is_some_and(|w| WEEKDAYS.iter().any(|(d, _)| d.eq_ignore_ascii_case(w)));
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
