//! Figures that report nothing: identifiers, ordinals, ages, clock times, lengths of time.

mod ages;
mod identifiers;
mod lines;
mod times;

use self::ages::age;
use self::identifiers::{joined, numbered};
use self::lines::{address, line};
use self::times::clock;
pub use self::times::{duration, penalty, streak};
use super::scan::any_of;
use crate::bulletin::Reason;
use crate::lang::latin::Words;
use crate::lang::latin::identifiers::{item, mixed, ordinal, web};

const DOMAINS: Words =
    &[".com", ".gov", ".gob", ".es", ".org", ".net", ".mx", ".co", ".cl", ".ar", ".pe", ".cr", ".eu", ".info"];

const ORDINALS: Words =
    &[".º", ".ª", "º", "ª", "°", ".°", ".er", "er", "ro", "do", "to", "va", "vo", "na", "ta", "da", "ra", "mo", "ma"];

/// What stands after the number of a point in a list.
const POINTS: Words = &[". ", ") ", ".- ", ".\t", "- "];

/// The end and the reason of a figure that stands here, when the words tell that it reports nothing.
pub fn figure(text: &str, at: usize) -> Option<(usize, Reason)> {
    let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
    web(text, at, DOMAINS)
        .or_else(|| mixed(text, at, amount))
        .or_else(|| if digit { of_digits(text, at) } else { None })
        .or_else(|| age(text, at))
        .or_else(|| vague(text, at))
}

fn of_digits(text: &str, at: usize) -> Option<(usize, Reason)> {
    clock(text, at)
        .or_else(|| joined(text, at))
        .or_else(|| ordinal(text, at, ORDINALS))
        .or_else(|| item(text, at, POINTS))
        .or_else(|| numbered(text, at))
        .or_else(|| line(text, at))
        .or_else(|| address(text, at))
}

/// "US$5" is an amount. "1874/2025" and "2024-123" are numbers of papers: see `joined`.
fn amount(run: &str) -> bool {
    super::money::prefix(run).is_ok()
}

/// vague := 'decenas' | 'cientos' | 'miles' | 'millones de' … , which say no number
fn vague(text: &str, at: usize) -> Option<(usize, Reason)> {
    const WORDS: Words = &[
        "decenas",
        "varias decenas",
        "centenares",
        "varios centenares",
        "cientos",
        "varios cientos",
        "miles",
        "varios miles",
        "decenas de miles",
        "cientos de miles",
        "centenares de miles",
        "decenas de millones",
        "cientos de millones",
        "miles de millones",
        "millones de",
        "varios millones",
        "millares",
        "varias docenas",
        "docenas de",
    ];
    let (rest, _) = any_of(WORDS)(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Background))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_reports_nothing() {
        for (head, figure_text, tail) in [
            ("el artículo ", "248", " del Código Penal"),
            ("los artículos 248 y ", "249", " del"),
            ("llame al ", "110", " sin demora"),
            ("se puede marcar el ", "017", ", la línea"),
            ("disponibles el ", "091", " y el 062"),
            ("cualquier intento al 089 o al ", "911", ", las"),
            ("Los canales habilitados son el 123, el ", "165", " y el CAI"),
            ("fono ", "134", " de la PDI"),
            ("- ", "12:58 h", ". |"),
            ("a las ", "12.30", ", los"),
            ("Comunicado ", "1874/2025", ""),
            ("la ", "2.ª", " sesión"),
            ("un joven de ", "34 años", ", detenido"),
            ("menores de ", "18 años", " fueron"),
            ("Ley ", "27.411", ", que"),
            ("en Sarmiento ", "663", ", piso 6°"),
            ("el ", "COVID-19", " trajo"),
            ("", "decenas", " de"),
            ("disponible ", "24/7", " para"),
        ] {
            let text = format!("{head}{figure_text}{tail}");
            let found = figure(&text, head.len()).map(|(end, _)| &text[head.len()..end]);
            assert_eq!(found, Some(figure_text), "{text}");
        }
        for text in
            ["3.400 llamadas", "10k", "5 personas", "1.224.084 infracciones", "2,5 millones", "US$5", "13 mujeres"]
        {
            assert_eq!(figure(text, 0), None, "{text}");
        }
    }
}
