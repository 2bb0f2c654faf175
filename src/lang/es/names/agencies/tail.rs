//! What stands after the name of a body and belongs to it.

use super::{Found, Head, head};
use crate::bulletin::{Id, Span};
use crate::lang::es::names::{Source, first_of, is_one, next_of, places, starts_upper};
use crate::lexicon::{Form, Lexicon, Scheme};
use crate::names::sense;

/// How many parts a tail may have, and how many bodies may hold each other.
const PARTS: usize = 24;
const DEPTH: usize = 4;

const LINKS: &str = "de la|de las|de los|de|del|en el|en la|en|para la|para el|para|contra el|contra la|contra los|contra las|contra\
    |y de|con sede en|adscrita a la|adscrito a la|perteneciente a la|dependiente de la|dependiente del";
const KINDS_OF_PLACE: &str = "provincia|ciudad|estado|departamento|región|municipio|comunidad|distrito|cantón|comuna|localidad|isla|zona\
    |condado|prefectura|comarca|partido|provincias|estados|municipalidad|capital|villa|Estado|Provincia|Región|Ciudad|Comunidad de\
    |Comunidad|Departamento|Municipio|Distrito";
const LOCAL: &str = "provincial|Provincial|municipal|Municipal|local|Local|estatal|Estatal|autonómica|Autonómica|regional|Regional|distrital|Distrital\
    |departamental|Departamental|territorial|Territorial|metropolitana|Metropolitana|provinciales|municipales|locales|estatales|autonómicas|autonómicos\
    |intermedio|Intermedio|mexiquense|seccional|Seccional|zonal|rural|urbana";
const NATIONAL: &str = "nacional|Nacional|federal|Federal|central|Central|federales|nacionales|Suprema|Supremo";
const ADJECTIVES: &str = "general|General|especial|Especial|especializada|especializado|Especializada|Especializado|especializadas|Antidroga|antidroga\
    |Antidrogas|antidrogas|antinarcóticos|Antinarcóticos|Anticorrupción|anticorrupción|Penal|penal|Civil|Popular|popular|Judicial|judicial|Criminal\
    |criminal|Superior|superior|cibernética|Cibernética|fiscal|Fiscal|militares|militar|Militar|Adjunta|adjunta|Preventiva|ambiental|Económica\
    |Local|Montada|Turística|uniformada|instructor|competente|investigadora|Investigadora|Regional|Oral|Colegiado|Unipersonal|jefe|Real|real|Marítima|marítima|Forestal|Aérea|Financiera|Tributaria";

/// tail = ( acronym | number | adjective | people | link ( kind-of-place | place | body | Capitalised ) )*
pub fn tail(source: Source<'_>, found: &mut Found, depth: usize) {
    for _ in 0..PARTS {
        let end = found.span.end;
        let next = acronym(source, found)
            .or_else(|| number(source, end))
            .or_else(|| adjective(source, found))
            .or_else(|| linked(source, found, depth));
        match next {
            Some(to) if to > end => found.span.end = to,
            _ => break,
        }
    }
    // Chile's capital is a region of its own: "Fiscalía Metropolitana Sur", "Bridec Metropolitana".
    if found.place.is_none() && source.home == Some("CL") && found.span.of(source.text).contains("etropolitan") {
        found.place = Some(Id::new("CL-RM"));
    }
    more(source, found);
}

/// acronym = "(" [A-Za-z.-]{2,15} ")"; it becomes a part of the name only if something follows.
fn acronym(source: Source<'_>, found: &mut Found) -> Option<usize> {
    let end = found.span.end;
    let inside = source.after(end).strip_prefix(" (")?;
    let length = inside.find(')').filter(|n| (2..=15).contains(n))?;
    let name = &inside[..length];
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let fits = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.')) && starts_upper(name);
    if !fits || (capitals < 2 && name.len() > 8) {
        return None;
    }
    found.acronym.get_or_insert(Span::new(end + 2, end + 2 + length));
    let to = end + " ()".len() + length;
    let goes_on = first_of(source.after(to), " de| del").is_some()
        || next_of(source, to, LOCAL).is_some()
        || next_of(source, to, "Metropolitana").is_some();
    goes_on.then_some(to)
}

/// number = ( "número" | "nº" | "n.º" | "núm." | "No." ) digits, roman numerals and digits
fn number(source: Source<'_>, at: usize) -> Option<usize> {
    const SIGNS: [&str; 13] = [
        " número ",
        " n.º ",
        " nº ",
        " n° ",
        " n.° ",
        " núm. ",
        " no. ",
        " nro. ",
        " nro ",
        " n.o ",
        " n ",
        " # ",
        " n°",
    ];
    let rest = source.after(at);
    let signed = |sign: &&&str| rest.get(..sign.len()).is_some_and(|r| r.to_lowercase() == **sign);
    if let Some(sign) = SIGNS.iter().find(signed) {
        let digits = rest[sign.len()..].bytes().take_while(u8::is_ascii_digit).count();
        return (digits > 0).then_some(at + sign.len() + digits);
    }
    let word = source.word_after(at).filter(|w| w.start == at + 1)?;
    let written = word.of(source.text);
    let roman = !written.is_empty() && written.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let ordinal = is_one(
        written,
        "Primero|Primera|Segundo|Segunda|Tercero|Tercera|Cuarto|Cuarta|Quinto|Quinta|Sexto|Octavo|Décimo",
    );
    (roman || ordinal).then_some(word.end)
}

/// adjective = level | kind | people: "estatal", "especializada", "china"
fn adjective(source: Source<'_>, found: &mut Found) -> Option<usize> {
    let end = found.span.end;
    if let Some((_, to)) = next_of(source, end, LOCAL) {
        found.local |= !found.head.own;
        return Some(to);
    }
    if let Some((_, to)) = next_of(source, end, NATIONAL) {
        found.national |= !found.local;
        return Some(to);
    }
    if let Some((_, to)) = next_of(source, end, ADJECTIVES) {
        return Some(to);
    }
    let at = end + 1;
    let word = source.after(end).starts_with(' ').then(|| source.words.starting(at)).flatten()?;
    let people = word.senses.iter().find(|s| s.scheme == Scheme::Place && s.form == Form::Demonym)?;
    if starts_upper(word.span.of(source.text)) && sense(word, Scheme::Place).is_some_and(|s| s.form != Form::Demonym) {
        return None;
    }
    if found.place.is_none() && !found.head.own {
        let mut all = word.senses.iter().filter(|s| s.scheme == Scheme::Place && s.form == Form::Demonym);
        let home = all.find(|s| source.home == Some(Lexicon::country(&s.id)));
        let code = home.unwrap_or(people).id.clone();
        found.place = Some(if source.lexicon.is_city(&code) { source.lexicon.region(&code).clone() } else { code });
    }
    Some(word.span.end)
}

/// linked = link ( kind-of-place | place | body | Capitalised )
fn linked(source: Source<'_>, found: &mut Found, depth: usize) -> Option<usize> {
    let end = found.span.end;
    let (mut link, mut to) = next_of(source, end, LINKS)?;
    if source.text.get(to - link.len()..to) != Some(link) {
        // "de La Línea": the article is the place's own.
        (link, to) = next_of(source, end, "de|en")?;
    }
    let at = to + source.after(to).starts_with(' ').then_some(1)?;
    let inward = first_of(link, "con sede|para|contra").is_none();
    if inward && let Some(word) = source.words.starting(at) {
        if let Some(code) = places::of_word(source, word) {
            // "la Policía Nacional en Cádiz" is national, "Embajada de China en España" is China's.
            let national = found.head.form == Form::National || found.head.own;
            if link.starts_with("en") && (national || found.place.is_some()) {
                return None;
            }
            return take_place(found, word.span.end, code);
        }
        if !link.starts_with("en")
            && depth < DEPTH
            && let Some(of) = head(source, word)
            && (starts_upper(word.span.of(source.text))
                || of.form != Form::Generic
                || sense(word, Scheme::Agency).is_some()
                || link == "de la")
        {
            let mut whole = Found::new(word.span, of);
            tail(source, &mut whole, depth + 1);
            return join(found, whole);
        }
    }
    if let Some((_, to)) = next_of(source, to, KINDS_OF_PLACE)
        && !link.starts_with("en")
    {
        found.local |= !found.head.own;
        return Some(to);
    }
    let word = source.word_after(to).filter(|w| w.start == at)?;
    let written = word.of(source.text);
    let capital = starts_upper(written) || written.starts_with(|c: char| c.is_ascii_digit());
    if !capital || link.starts_with("en") && !is_one(found_head(source, found), "Fiscalía|Unidad|Brigada|Sección|Grupo")
    {
        return None;
    }
    Some(capitals(source, word.end))
}

fn found_head<'a>(source: Source<'a>, found: &Found) -> &'a str {
    found.span.of(source.text).split(' ').next().unwrap_or("")
}

/// Capitalised words in a row, none of which is a place or a body.
fn capitals(source: Source<'_>, mut end: usize) -> usize {
    for _ in 0..6 {
        let Some(word) = source.word_after(end).filter(|w| w.start == end + 1) else { break };
        let known = source.words.starting(word.start).is_some();
        if known || !starts_upper(word.of(source.text)) {
            break;
        }
        end = word.end;
    }
    end
}

/// A place that belongs to a name: a subdivision tells more than its country.
fn take_place(found: &mut Found, end: usize, code: Id) -> Option<usize> {
    match &found.place {
        None => found.place = Some(code),
        Some(old) if !old.contains('-') && code.contains('-') && Lexicon::country(&code) == &**old => {
            found.place = Some(code);
        }
        // "Fiscalía de Madrid de España": what follows only says more of the same.
        Some(old) if Lexicon::country(old) == &*code => {}
        Some(_) => return None,
    }
    Some(end)
}

/// A part takes the place of the whole; a mere unit its kind as well.
fn join(found: &mut Found, whole: Found) -> Option<usize> {
    let unit = matches!(found.head.form, Form::Unit);
    if unit {
        found.head = Head { own: whole.head.own, ..whole.head.clone() };
    } else if found.head.place.is_none() {
        found.head.place.clone_from(&whole.head.place);
    }
    if found.place.is_none() {
        found.place.clone_from(&whole.place);
    }
    let (end, other) = (whole.span.end, found.head.kind != whole.head.kind && whole.head.form == Form::National);
    if other && !unit && found.whole.is_none() {
        found.whole = Some(Box::new(whole.clone()));
    }
    found.local |= whole.local || matches!(whole.head.form, Form::Provincial | Form::Municipal);
    found.national |= whole.national;
    Some(end)
}

/// more = ( ( "," | "y" ) place )* after a place: "policías de Jiangsu y Zhejiang".
fn more(source: Source<'_>, found: &mut Found) {
    let plural = source.text[found.span.start..].split(' ').next().is_some_and(|w| w.ends_with('s'));
    if found.place.is_none() || !plural {
        return;
    }
    for _ in 0..PARTS {
        let end = found.span.end;
        let Some(separator) = first_of(source.after(end), " y de | y del | y la de | y | e |, ") else { return };
        let Some(word) = source.words.starting(end + separator.len()) else { return };
        let Some(code) = places::of_word(source, word) else { return };
        found.others.push((word.span, code));
        found.span.end = word.span.end;
    }
}
