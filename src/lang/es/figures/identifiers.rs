//! Digits that name a thing: joined numbers, and those after a word that numbers things.

use nom::Parser;
use nom::sequence::preceded;

use super::lines::called;
use crate::bulletin::Reason;
use crate::lang::scan::{Read, among, before, digit_run, fail, space, word, words_before};

/// joined := digits (sign digits)+ : "7×24", "24/7", "1874/2025", "900 123 456", "192.168.1.2"
pub fn joined(text: &str, at: usize) -> Option<(usize, Reason)> {
    let input = &text[at..];
    let (mut rest, first) = digit_run(input).ok()?;
    let (mut groups, mut digits, mut sign) = (1, first.len(), None);
    let joins = |c: &char| matches!(c, '×' | '+' | '/' | '-' | '·' | '.' | '*' | 'x' | ' ');
    while let Some(c) = rest.chars().next().filter(joins) {
        let Ok((next, run)) = digit_run(&rest[c.len_utf8()..]) else { break };
        if sign.is_some_and(|s| s != c) || c == ' ' && groups > 5 {
            break;
        }
        (rest, sign, groups, digits) = (next, Some(c), groups + 1, digits + run.len());
    }
    let end = text.len() - rest.len();
    let phone = before(text, at, 1) == "+" || first.starts_with('0') && first.len() > 2;
    let threes = input[..input.len() - rest.len()].split(['.', ' ']).skip(1).all(|g| g.len() == 3);
    let called = called(text, at);
    // "el 900 150 062": nine digits in three groups behind an article are a telephone.
    let line = digits == 9
        && groups == 3
        && words_before(text, at).next().is_some_and(|w| among(w, &["el", "al", "teléfono"]));
    let found = match sign {
        Some(' ') if line => true,
        Some('×' | '+' | '/' | '·' | '*' | 'x') => true,
        Some('.') => groups > 2 && (!threes || first.len() > 3),
        Some('-') => groups > 2 || phone || digits > 7,
        Some(' ') => {
            (phone || called) && digits > 5
                || groups > 2 && digits > 7 && (!threes || first.len() > 3)
                || first.len() == 3 && groups > 2 && digits == 9 && first.starts_with(['6', '7', '8', '9']) && !threes
        }
        _ => phone && digits > 2,
    };
    found.then_some((end, Reason::Identifier))
}

/// numbered := 'artículo' | 'n.º' | 'Ley' | 'fase' … (n ',' | 'y')* n
pub fn numbered(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ANY: &[&str] = &[
        "artículo",
        "artículos",
        "art",
        "arts",
        "apartado",
        "apartados",
        "numeral",
        "numerales",
        "inciso",
        "capítulo",
        "sección",
        "página",
        "páginas",
        "anexo",
        "fase",
        "nº",
        "n",
        "no",
        "núm",
        "número",
        "números",
        "nro",
        "num",
        "expediente",
        "comunicado",
        "boletín",
        "ley",
        "leyes",
        "decreto",
        "resolución",
        "directiva",
        "reglamento",
        "sala",
        "juzgado",
        "fiscalía",
        "zona",
        "kilómetro",
        "km",
        "calle",
        "carrera",
        "avenida",
        "av",
        "piso",
        "código",
        "postal",
        "cp",
        "c.p",
        "oficina",
        "bloque",
        "edificio",
        "local",
        "puerta",
        "ruta",
        "carretera",
        "autopista",
        "grupo",
        "nivel",
        "etapa",
        "categoría",
        "canal",
        "línea",
        "folio",
        "placa",
        "matrícula",
        "batallón",
        "brigada",
        "comisaría",
        "distrito",
        "lote",
        "pabellón",
        "módulo",
        "calibre",
        "calibres",
        "anillo",
        "vía",
    ];
    let head = before(text, at, 60).trim_end_matches([' ', '.', '\u{A0}', 'º', '°', '#', ':']);
    let lead = head.rsplit(|c: char| !(c.is_alphanumeric() || c == 'º')).find(|w| !w.is_empty());
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let counts = preceded(space, plural_noun).parse(rest).is_ok();
    let lead_at = lead.and_then(|w| head.rfind(w)).unwrap_or(head.len());
    let before_lead = head[..lead_at].trim_end();
    let road = || {
        lead.is_some_and(|w| among(w, &["nacional", "provincial", "federal", "estatal", "comarcal", "autonómica"]))
            && before_lead
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .is_some_and(|w| among(w, &["ruta", "carretera", "autopista", "vía", "autovía"]))
    };
    // "artículos 248 y 249": the word stands before the first one.
    let named = match lead {
        Some("y" | "e" | "o") => {
            let earlier = before_lead.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.'));
            earlier.len() < before_lead.len()
                && earlier
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .is_some_and(|w| among(w, &["artículos", "arts", "leyes", "apartados", "páginas"]))
        }
        Some(w) => among(w, ANY) && (!counts || among(w, &["artículo", "artículos", "ley"])),
        None => false,
    } || before(text, at, 2).ends_with('#')
        || road();
    // "una línea 900": the number of a telephone is read below; "número de" counts.
    if !named || lead.is_some_and(|w| w.is_empty()) {
        return None;
    }
    let mut end = text.len() - rest.len();
    // "Ley 27.411", "Ley 1/2015", "Decreto 123-2020"
    let mut tail = rest;
    while let Some(next) = tail.strip_prefix(['.', '/', '-']).filter(|n| n.starts_with(|c: char| c.is_ascii_digit())) {
        let Ok((after_run, _)) = digit_run(next) else { break };
        tail = after_run;
        end = text.len() - tail.len();
    }
    Some((end, Reason::Ordinal))
}

/// A plural noun in small letters: a number before it counts.
pub fn plural_noun(input: &str) -> Read<'_, ()> {
    let (rest, word) = word(input)?;
    let plural = word.len() > 4 && word.ends_with('s') && word.starts_with(char::is_lowercase);
    if plural && !among(word, &["además", "menos", "entonces", "tras"]) { Ok((rest, ())) } else { fail(input) }
}
