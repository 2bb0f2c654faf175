//! Places: countries and first-level subdivisions, cities as their subdivision.

use std::collections::BTreeSet;

use super::{Source, first_of, is_one, last_of, starts_upper};
use crate::bulletin::{Id, Span};
use crate::lexicon::{Form, Lexicon, Scheme, Word};
use crate::names::{Book, seen_from, sense};

/// Small words within the names of places.
const LINKS: &str = "de|del|la|las|el|los|y|d'|en";

/// What makes of a place's name a thing.
const NO_PLACE_BEFORE: &str = " F.C.| FC| C.F.| Fútbol Club";
/// Words before a place that make a street, a school or a disease of it.
const NO_PLACE_AFTER: &str = "calle|Calle|avenida|Avenida|Avda.|paseo|Paseo|Paseo de la|paseo de la|plaza|Plaza|Av.|colonia|fraccionamiento|carretera|barrio\
    |estadio|hospital|Hospital|universidad|Universidad|colegio|club|Club|hotel|Hotel|gripe|síndrome";

/// Whether each longer word of a place's name is capitalised: "El Oro" is a province, "el oro" is gold.
pub fn capital(written: &str) -> bool {
    let small = |w: &str| is_one(w, LINKS) || !w.starts_with(char::is_alphabetic);
    let words = || written.split([' ', '-']).filter(|w| !w.is_empty());
    words().all(|w| starts_upper(w) || small(w)) && words().any(|w| starts_upper(w) && !is_one(w, LINKS))
        || is_region(written)
}

/// "provincia de Cantón", "estado Shan", "norte de Myanmar": a name that begins with its kind.
fn is_region(written: &str) -> bool {
    let kinds = "provincia de|provincia|estado|norte de|ciudad|municipio de|archipiélago de|sur de|conurbano|bajo";
    first_of(written, kinds).is_some() && written.chars().any(char::is_uppercase) || written == "conurbano bonaerense"
}

/// The countries that the text names.
pub fn countries(source: Source<'_>) -> BTreeSet<Id> {
    let mut found = BTreeSet::new();
    found.extend(source.home.map(Id::new));
    for word in source.words.0 {
        for sense in word.senses.iter().filter(|s| s.scheme == Scheme::Place && s.form != Form::Demonym) {
            if !sense.id.contains('-') && capital(word.span.of(source.text)) {
                found.insert(sense.id.clone());
            }
        }
    }
    found
}

/// The place that a word names: of several the one at home, else one in a country that the text speaks of.
pub fn of_word(source: Source<'_>, word: &Word<'_>) -> Option<Id> {
    let written = word.span.of(source.text);
    if !capital(written) {
        return None;
    }
    let senses = || word.senses.iter().filter(|s| s.scheme == Scheme::Place && s.form != Form::Demonym);
    let of = |country: &str| senses().find(|s| Lexicon::country(&s.id) == country);
    let spoken_of = || source.countries.iter().find_map(|c| of(c));
    let one = || senses().next().filter(|s| s.id.len() == 2 || !HISPANIC.contains(&Lexicon::country(&s.id)));
    // Of a country that the text does not speak of only what bears a long name of its own.
    let known = || senses().next().filter(|_| senses().count() == 1 && written.len() > 6);
    let found = source.home.and_then(of).or_else(spoken_of).or_else(|| of("CN")).or_else(one).or_else(known)?;
    Some(seen_from(source.lexicon, &found.id, source.home))
}

/// The countries whose places bear the names of saints, surnames and things.
const HISPANIC: [&str; 20] = [
    "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY", "SV", "UY",
    "VE",
];

/// Enters the places of a text.
pub fn read(source: Source<'_>, book: &mut Book) {
    for word in source.words.0 {
        let Some(code) = of_word(source, word) else { continue };
        let before = source.before(word.span.start).trim_end();
        let thing = first_of(source.after(word.span.end), NO_PLACE_BEFORE).is_some()
            || last_of(before, NO_PLACE_AFTER).is_some();
        if !thing && !in_name(source, word.span) {
            book.place(word.span, code);
        }
    }
}

/// The words of a text but for places within the names of persons and firms.
pub fn outside_names<'a>(source: Source<'a>) -> Vec<Word<'a>> {
    let place = |w: &Word<'_>| w.senses.iter().all(|s| s.scheme == Scheme::Place);
    source.words.0.iter().filter(|w| !(place(w) && in_name(source, w.span))).cloned().collect()
}

/// Whether capitalised words beside it make a person's or a firm's name of a place's: "Ramón Duarte Vargas".
fn in_name(source: Source<'_>, span: Span) -> bool {
    let joins = |word: Option<Span>, next: usize| {
        word.is_some_and(|w| {
            let written = w.of(source.text).trim_end_matches('.');
            next <= 1
                && starts_upper(written)
                && written.chars().any(char::is_lowercase)
                && !written.ends_with('.')
                && !is_one(written, AROUND)
                && source.words.ending(w.end).is_none_or(|k| {
                    sense(k, Scheme::Place).is_none()
                        && sense(k, Scheme::AgencyKind).is_none()
                        && sense(k, Scheme::Agency).is_none()
                })
                && source.words.starting(w.start).is_none_or(|k| {
                    sense(k, Scheme::Place).is_none()
                        && sense(k, Scheme::AgencyKind).is_none()
                        && sense(k, Scheme::Agency).is_none()
                })
        })
    };
    let before = source.before(span.start);
    let last = before.ends_with(' ').then(|| source.word_before(span.start)).flatten();
    let last = last.filter(|w| !ends_sentence(source.before(w.start)));
    let next = source.after(span.end).starts_with(' ').then(|| source.word_after(span.end)).flatten();
    let single = !span.of(source.text).contains(' ');
    single
        && (joins(last, last.map_or(2, |w| span.start - w.end)) || joins(next, next.map_or(2, |w| w.start - span.end)))
}

/// Whether a text ends where a sentence or a line does: the word after it is capitalised for that.
fn ends_sentence(before: &str) -> bool {
    let trimmed = before.trim_end_matches([' ', '"', '“', '«', '¿', '¡', '(', '-', '–', '—']);
    trimmed.is_empty() || trimmed.ends_with(['.', '\n', ':', '!', '?', '|'])
}

/// Capitalised words that may stand beside a place without being a part of a name.
const AROUND: &str = "En|De|Desde|Hasta|A|Por|Para|Entre|Hacia|Según|Norte|Sur|Este|Oeste|Metropolitana|Región|Provincia|Estado|Ciudad\
    |Departamento|Capital|Centro|Occidente|Oriente|Golfo|Puerto|Aeropuerto|Distrito|Municipio|Comunidad|Aduana|Policía|Fiscalía|Y|Méx|El|La|Los|Las";
