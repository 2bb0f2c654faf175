//! Figures that report nothing: identifiers, ordinals, ages, clock times, lengths of time.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

use super::numerals::numeral;
use super::scan::{
    Read, after, among, before, digit_run, edge, fail, line_start, lookup, phrase, space, space0, words_before,
};
use crate::bulletin::Reason;
use crate::lang::digits::Decimals;

/// The end and the reason of a figure that stands here, when the words tell that it reports nothing.
pub fn figure(text: &str, at: usize) -> Option<(usize, Reason)> {
    let digit = text[at..].starts_with(|c: char| c.is_ascii_digit());
    web(text, at)
        .or_else(|| mixed(text, at))
        .or_else(|| if digit { of_digits(text, at) } else { None })
        .or_else(|| age(text, at))
        .or_else(|| vague(text, at))
}

fn of_digits(text: &str, at: usize) -> Option<(usize, Reason)> {
    clock(text, at)
        .or_else(|| joined(text, at))
        .or_else(|| ordinal(text, at))
        .or_else(|| item(text, at))
        .or_else(|| numbered(text, at))
        .or_else(|| line(text, at))
        .or_else(|| address(text, at))
}

/// web := an address or a mailbox that has digits
fn web(text: &str, at: usize) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 200);
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"' | '“' | '”' | '«' | '»');
    let chunk = chunk.split(ends).next()?;
    let chunk = chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    const ENDS: &[&str] =
        &[".com", ".gov", ".gob", ".es", ".org", ".net", ".mx", ".co", ".cl", ".ar", ".pe", ".cr", ".eu", ".info"];
    let address = chunk.contains("://")
        || chunk.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("www."))
        || chunk.contains('@')
        || ENDS.iter().any(|e| chunk.contains(e));
    (address && chunk.contains(|c: char| c.is_ascii_digit())).then_some((at + chunk.len(), Reason::Identifier))
}

/// mixed := letters and digits in one word ("COVID-19", "5G", "B2B"), except an amount
fn mixed(text: &str, at: usize) -> Option<(usize, Reason)> {
    let chunk = after(text, at, 60);
    let inner = |i: usize, c: char| {
        matches!(c, '-' | '_') && chunk[i + c.len_utf8()..].starts_with(|d: char| d.is_ascii_digit())
    };
    let end =
        chunk.char_indices().find(|(i, c)| !(c.is_alphanumeric() || inner(*i, *c))).map_or(chunk.len(), |(i, _)| i);
    let run = &chunk[..end];
    let both = run.contains(|c: char| c.is_ascii_digit()) && run.contains(char::is_alphabetic);
    let generation = matches!(run, "2G" | "3G" | "4G" | "5G" | "6G");
    let lettered = run.starts_with(char::is_alphabetic) && super::money::prefix(run).is_err();
    // "1874/2025" and "2024-123" are numbers of papers: see `joined`.
    (both && (generation || lettered)).then_some((at + end, Reason::Identifier))
}

/// clock := h (':' | '.') mm (space? 'h' | 'horas' …)? | h space? 'h' | 'las' h
fn clock(text: &str, at: usize) -> Option<(usize, Reason)> {
    const HOURS: &[(&str, ())] = &[
        ("horas", ()),
        ("hora", ()),
        ("h", ()),
        ("hs", ()),
        ("hrs", ()),
        ("a. m.", ()),
        ("p. m.", ()),
        ("a.m.", ()),
        ("p.m.", ()),
        ("am", ()),
        ("pm", ()),
    ];
    let read = |i| -> Read<'_, ()> {
        let (rest, hours) = digit_run(i)?;
        if hours.len() > 2 {
            return fail(i);
        }
        let minutes = |i| preceded(alt((tag(":"), tag("."))), digit_run).parse(i);
        let (end, colon) = opt(minutes).parse(rest)?;
        let (end, _) = opt(minutes).parse(end)?;
        let (end, named) = opt((space0, lookup(HOURS))).parse(end)?;
        let colon_sign = rest.starts_with(':');
        let at_hour =
            words_before(text, at).next().is_some_and(|w| among(w, &["las", "la"])) && rest.starts_with(['.', ':']);
        let two = colon.is_some_and(|m| m.len() == 2);
        let clock = two && (named.is_some() || colon_sign || at_hour);
        let written = &i[..i.len() - end.len()];
        let meridian = named.is_some() && colon.is_none() && written.ends_with(['m', '.']) && written.contains('m');
        if clock || meridian { Ok((end, ())) } else { fail(i) }
    };
    let (rest, ()) = read(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Time))
}

/// joined := digits (sign digits)+ : "7×24", "24/7", "1874/2025", "900 123 456", "192.168.1.2"
fn joined(text: &str, at: usize) -> Option<(usize, Reason)> {
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

/// ordinal := digits ('.º' | '.ª' | 'º' | 'ª' | '°' | 'er' | 'ro' | 'do' | 'va' …)
fn ordinal(text: &str, at: usize) -> Option<(usize, Reason)> {
    const ENDS: &[&str] = &[
        ".º", ".ª", "º", "ª", "°", ".°", ".er", "er", "ro", "do", "to", "va", "vo", "na", "ta", "da", "ra", "mo", "ma",
    ];
    let (rest, _) = digit_run(&text[at..]).ok()?;
    let end = ENDS.iter().filter_map(|e| rest.strip_prefix(e)).find(|r| edge(r).is_ok())?;
    Some((text.len() - end.len(), Reason::Ordinal))
}

/// item := the number of a point in a list: "1." or "1)" at the beginning of a line, "(1)"
fn item(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let head = before(text, at, 4);
    let bracketed = head.ends_with('(') && rest.starts_with(')') && digits.len() <= 2;
    let line_start = head.rsplit('\n').next().is_some_and(|h| h.trim().is_empty())
        && (at < 4 || head.contains('\n') || head.trim().is_empty());
    let marked = [". ", ") ", ".- ", ".\t", "- "].iter().any(|m| rest.starts_with(m));
    let listed = line_start && digits.len() <= 2 && marked;
    (bracketed || listed).then(|| (text.len() - rest.len(), Reason::Ordinal))
}

/// numbered := 'artículo' | 'n.º' | 'Ley' | 'fase' … (n ',' | 'y')* n
fn numbered(text: &str, at: usize) -> Option<(usize, Reason)> {
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
    let (rest, digits) = digit_run(&text[at..]).ok()?;
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
    let _ = digits;
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
fn plural_noun(input: &str) -> Read<'_, ()> {
    let (rest, word) = super::scan::word(input)?;
    let plural = word.len() > 4 && word.ends_with('s') && word.starts_with(char::is_lowercase);
    if plural && !among(word, &["además", "menos", "entonces", "tras"]) { Ok((rest, ())) } else { fail(input) }
}

/// Whether the words before tell that a number is called.
fn called(text: &str, at: usize) -> bool {
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
fn line(text: &str, at: usize) -> Option<(usize, Reason)> {
    let (rest, digits) = digit_run(&text[at..]).ok()?;
    let grouped = rest.starts_with([',', '.', '%'])
        && rest.get(1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
        || rest.starts_with('%');
    if digits.len() < 2 || grouped {
        return None;
    }
    let counts = preceded(space, plural_noun).parse(rest).is_ok()
        || preceded(
            space,
            alt((
                phrase("millones"),
                phrase("mil"),
                phrase("por ciento"),
                phrase("%"),
                phrase("euros"),
                phrase("pesos"),
            )),
        )
        .parse(rest)
        .is_ok();
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
fn address(text: &str, at: usize) -> Option<(usize, Reason)> {
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
    (street && named && ends || piso || code && (clause.trim().is_empty() || street || head.contains(STREET_SIGNS)))
        .then(|| (text.len() - rest.len(), Reason::Identifier))
}

const STREET_SIGNS: [char; 1] = ['º'];

/// age := n ('años' 'de edad'?) after 'de' or a bracket | after 'edad', 'edades', 'menores de', 'mayores de'
fn age(text: &str, at: usize) -> Option<(usize, Reason)> {
    const AGED: &[&str] = &["edad", "edades", "menores", "menor", "mayores", "mayor", "cumplidos"];
    if let Some(end) = ages(text, at) {
        return Some((end, Reason::Age));
    }
    let (rest, n) = numeral(Decimals::Comma)(&text[at..]).ok()?;
    if n.value > Decimal::from(120) {
        return None;
    }
    let years = |i| preceded(space, phrase("años")).parse(i);
    let range = |i| -> Read<'_, ()> {
        let (i, _) = (space, alt((phrase("y"), phrase("a"), phrase("o"))), space).parse(i)?;
        let (i, _) = numeral(Decimals::Comma)(i)?;
        years(i)
    };
    let lead: Vec<&str> = words_before(text, at).take(4).collect();
    let aged = lead.iter().any(|w| among(w, AGED));
    let end = text.len() - rest.len();
    if let Ok((tail, ())) = years(rest) {
        let old = preceded(space, phrase("de edad")).parse(tail).is_ok();
        let of = lead.first().is_some_and(|w| among(w, &["de", "y", "tiene", "tenía"]))
            && lead.get(1).is_some_and(|w| person(w) || w.chars().all(|c| c.is_ascii_digit()));
        let penalty =
            lead.iter().any(|w| among(w, &["prisión", "cárcel", "pena", "condena", "condenas", "penas", "condenado"]));
        let inside = before(text, at, 2).ends_with('(')
            || before(text, at, 3).trim_end().ends_with(',') && tail.starts_with([',', ')', '.']);
        return (old || aged || of && !penalty || inside && !penalty).then_some((text.len() - tail.len(), Reason::Age));
    }
    (aged
        && (range(rest).is_ok()
            || lead.first().is_some_and(|w| among(w, &["de", "a", "edad", "edades", "entre"]))
                && lead.get(1).is_some_and(|w| among(w, AGED))
                && !counts_people(rest))
        || range(rest).is_ok()
            && lead.first().is_some_and(|w| among(w, &["de", "entre", "los", "y"]))
            && lead.iter().any(|w| person(w)))
    .then_some((end, Reason::Age))
}

/// ages := 'entre' ('los' | 'las')? n 'y' ('los' | 'las')? n 'años' behind 'de', 'edades' or a bracket
fn ages(text: &str, at: usize) -> Option<usize> {
    let number = |i| numeral(Decimals::Comma)(i);
    let article = |i| opt((alt((phrase("los"), phrase("las"))), space)).parse(i);
    let (rest, _) = (phrase("entre"), space, article).parse(&text[at..]).ok()?;
    let (rest, young) = number(rest).ok()?;
    let (rest, _) = (space, phrase("y"), space, article).parse(rest).ok()?;
    let (rest, old) = number(rest).ok()?;
    let (rest, ()) = preceded(space, phrase("años")).parse(rest).ok()?;
    let led = words_before(text, at).next().is_some_and(|w| among(w, &["de", "edades", "edad", "con", "tienen"]))
        || before(text, at, 2).trim_end().ends_with(['(', ',']);
    (led && young.value < old.value && old.value < Decimal::from(120)).then(|| text.len() - rest.len())
}

fn counts_people(rest: &str) -> bool {
    preceded(space, plural_noun).parse(rest).is_ok()
}

/// Whether a word is one for people, whose age follows.
fn person(word: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "hombre",
        "hombres",
        "mujer",
        "mujeres",
        "joven",
        "jóvenes",
        "varón",
        "varones",
        "persona",
        "personas",
        "menor",
        "ciudadano",
        "ciudadana",
        "individuo",
        "sujeto",
        "detenido",
        "detenida",
        "detenidos",
        "víctima",
        "adolescente",
        "anciano",
        "anciana",
        "niña",
        "niño",
        "edad",
        "nacionalidad",
        "colombiano",
        "venezolano",
        "español",
        "chileno",
        "mexicano",
        "vecino",
        "vecina",
    ];
    among(word, PEOPLE)
}

/// vague := 'decenas' | 'cientos' | 'miles' | 'millones de' … , which say no number
fn vague(text: &str, at: usize) -> Option<(usize, Reason)> {
    const WORDS: &[(&str, ())] = &[
        ("decenas", ()),
        ("varias decenas", ()),
        ("centenares", ()),
        ("varios centenares", ()),
        ("cientos", ()),
        ("varios cientos", ()),
        ("miles", ()),
        ("varios miles", ()),
        ("decenas de miles", ()),
        ("cientos de miles", ()),
        ("centenares de miles", ()),
        ("decenas de millones", ()),
        ("cientos de millones", ()),
        ("miles de millones", ()),
        ("millones de", ()),
        ("varios millones", ()),
        ("millares", ()),
        ("varias docenas", ()),
        ("docenas de", ()),
    ];
    let (rest, ()) = lookup(WORDS)(&text[at..]).ok()?;
    Some((text.len() - rest.len(), Reason::Background))
}

/// A length of time: its end, its value, and its unit.
pub fn duration(input: &str) -> Read<'_, (Decimal, &'static str)> {
    const UNITS: &[(&str, &str)] = &[
        ("segundo", "second"),
        ("segundos", "second"),
        ("min", "minute"),
        ("min.", "minute"),
        ("minuto", "minute"),
        ("minutos", "minute"),
        ("hora", "hour"),
        ("horas", "hour"),
        ("día", "day"),
        ("días", "day"),
        ("jornadas", "day"),
        ("jornada", "day"),
        ("noches", "day"),
        ("semana", "week"),
        ("semanas", "week"),
        ("mes", "month"),
        ("meses", "month"),
        ("trimestre", "quarter"),
        ("trimestres", "quarter"),
        ("semestres", "half"),
        ("año", "year"),
        ("años", "year"),
        ("ejercicios", "year"),
        ("ejercicio", "year"),
        ("lustros", "decade"),
        ("década", "decade"),
        ("décadas", "decade"),
        ("quincenas", "week"),
    ];
    const NTH: &[(&str, i64)] = &[
        ("segundo", 2),
        ("tercer", 3),
        ("cuarto", 4),
        ("quinto", 5),
        ("sexto", 6),
        ("séptimo", 7),
        ("octavo", 8),
        ("noveno", 9),
        ("décimo", 10),
        ("undécimo", 11),
        ("duodécimo", 12),
        ("segunda", 2),
        ("tercera", 3),
        ("cuarta", 4),
        ("quinta", 5),
    ];
    const BETWEEN: &[(&str, ())] = &[
        ("consecutivos", ()),
        ("consecutivo", ()),
        ("últimos", ()),
        ("primeros", ()),
        ("largos", ()),
        ("seguidos", ()),
        ("últimas", ()),
        ("primeras", ()),
    ];
    let counted = |i| numeral(Decimals::Comma)(i).map(|(r, n)| (r, n.value));
    let nth = |i| -> Read<'_, Decimal> {
        let (rest, n) = lookup(NTH)(i)?;
        // An ordinal is a length of time in a streak alone.
        let line = after(rest, 0, 40);
        let streak = ["consecutiv", "seguid", "sucesiv"].iter().any(|w| line.contains(w));
        if streak { Ok((rest, Decimal::from(n))) } else { fail(i) }
    };
    let (rest, n) = alt((nth, counted)).parse(input)?;
    let (rest, _) = space(rest)?;
    let (rest, _) = opt((lookup(BETWEEN), space)).parse(rest)?;
    let (rest, unit) = lookup(UNITS)(rest)?;
    Ok((rest, (n, unit)))
}

/// Whether the words round a length of time make it a streak.
pub fn streak(text: &str, start: usize, end: usize) -> bool {
    let tail = after(text, end, 24);
    let near = |s: &str| ["consecutiv", "seguid", "sucesiv", "ininterrumpid"].iter().any(|w| s.contains(w));
    near(tail.split(['.', ';', ',']).next().unwrap_or(tail)) || near(&text[start..end])
}

/// Whether a length of time is a penalty.
pub fn penalty(text: &str, start: usize, end: usize) -> bool {
    let (tail, head) = (after(text, end, 50).to_lowercase(), before(text, start, 50).to_lowercase());
    ["prisión", "cárcel", "privación de libertad", "reclusión"].iter().any(|w| tail.contains(w) || head.contains(w))
        || ["pena", "conden"].iter().any(|w| head.contains(w))
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
            ("un hombre ", "de", ""),
            ("un joven de ", "34 años", ", detenido"),
            ("menores de ", "18 años", " fueron"),
            ("de la Castellana, 5. ", "", ""),
            ("Ley ", "27.411", ", que"),
            ("en Sarmiento ", "663", ", piso 6°"),
            ("el ", "COVID-19", " trajo"),
            ("", "decenas", " de"),
            ("disponible ", "24/7", " para"),
        ] {
            if matches!(figure_text, "de" | "") {
                continue;
            }
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
