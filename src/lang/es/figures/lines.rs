//! Numbers to call, and those of houses.

use nom::Parser;
use nom::sequence::preceded;

use super::identifiers::plural_noun;
use crate::bulletin::Reason;
use crate::lang::scan::{after, among, any_of, before, digit_run, line_start, space, words_before};

/// Whether the words before tell that a number is called.
pub fn called(text: &str, at: usize) -> bool {
    const CALL: &[&str] = &[
        "llamar",
        "llame",
        "llamen",
        "llamando",
        "llama",
        "marcar",
        "marque",
        "marcando",
        "teléfono",
        "teléfonos",
        "tel",
        "fono",
        "telefónico",
        "telefónica",
        "línea",
        "líneas",
        "whatsapp",
        "fax",
        "sms",
        "móvil",
        "denuncie",
        "denunciar",
        "emergencias",
        "call",
        "gratuito",
        "gratuita",
        "centralita",
    ];
    words_before(text, at).take(6).any(|w| among(w, CALL))
}

/// line := a number to call: after "llamar al", "teléfono", or right after "al" where nothing is counted
pub fn line(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with([',', '.', '%'])
        && rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
        || rest.starts_with('%');
    if digits.len() < 2 || grouped {
        return None;
    }
    let counts = preceded(space, plural_noun).parse(rest).is_ok()
        || preceded(space, any_of(&["millones", "mil", "por ciento", "%", "euros", "pesos"])).parse(rest).is_ok();
    let leading_zero = digits.starts_with('0') && digits.len() >= 3;
    let short = (3..=6).contains(&digits.len());
    let first = words_before(text, at).next().unwrap_or("");
    // "el 123, el 165 y el CAI Virtual", "al 089 o al 911"
    let article = among(first, &["al", "el", "o", "y"]) && short && !counts;
    let listed = article && {
        let head = before(text, at, 120);
        let head = head.rsplit(['\n', ';']).next().unwrap_or(head);
        let head = head.rfind(". ").map_or(head, |i| &head[i + 2..]);
        const NEAR: &[&str] = &[
            "llam",
            "marcar",
            "marque",
            "canales",
            "línea",
            "teléfono",
            "denunci",
            "emergencia",
            "reportar",
            "contact",
            "números",
            "comunicarse",
            "avisar",
        ];
        NEAR.iter().any(|w| head.to_lowercase().contains(w))
    };
    // "al 089 o al 911"
    let after_line = words_before(text, at)
        .find(|w| !among(w, &["y", "o", "al", "el", "los"]))
        .is_some_and(|w| w.len() == 3 && w.starts_with('0'));
    (leading_zero
        || after_line && article
        || !counts && short && called(text, at)
        || listed
        || digits.len() > 6 && called(text, at))
    .then(|| (text.len() - rest.len(), Reason::Identifier))
}

/// address := 'Sarmiento 663, piso 6°' | 'Paseo de la Castellana, 5' | '28046 Madrid' : a number beside a name in capitals
pub fn address(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let start = line_start(text, at);
    let head = before(text, at, 80);
    let head = if head.len() > at - start { &text[start..at] } else { head };
    const STREETS: &[&str] = &[
        "paseo",
        "calle",
        "avenida",
        "av",
        "plaza",
        "camino",
        "ronda",
        "boulevard",
        "bulevar",
        "diagonal",
        "jirón",
        "carrera",
        "c/",
    ];
    let clause = head.rsplit([';', '(', ')']).next().unwrap_or(head);
    let clause = clause.rfind(". ").map_or(clause, |i| &clause[i + 2..]);
    let street = clause
        .split(|c: char| !(c.is_alphabetic() || c == '/'))
        .any(|w| STREETS.iter().any(|s| s.eq_ignore_ascii_case(w)) && w.starts_with(char::is_uppercase));
    let named =
        clause.trim_end_matches([' ', ',']).rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase));
    let ends = rest.is_empty() || rest.starts_with([',', '.', ' ', '\n']);
    let piso = after(rest, 0, 10).to_lowercase().starts_with(", piso");
    let code = digits.len() == 5
        && rest.strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_uppercase))
        && clause.trim().trim_end_matches('.').len() < 60;
    (street && named && ends || piso || code && (clause.trim().is_empty() || street || head.contains('º')))
        .then(|| (text.len() - rest.len(), Reason::Identifier))
}
