//! Plurals and feminines of nouns.

use super::{is_vowel, stressed, unaccented};
use crate::lexicon::Form;

/// A noun phrase in both numbers, and in the feminine where it names persons: what stands before the first preposition is
/// inflected ("tarjetas bancarias", "armas de fuego", "presuntas autoras").
pub fn noun(label: &str) -> Vec<(String, Form)> {
    const LINKS: &[&str] = &[
        "de", "del", "a", "al", "con", "en", "para", "por", "sin", "contra", "entre", "sobre", "bajo", "y", "e", "o",
        "u", "que", "no", "tipo", "modelo",
    ];
    let words: Vec<&str> = label.split(' ').collect();
    let inflected = words.iter().position(|w| LINKS.contains(w)).unwrap_or(words.len()).max(1).min(words.len());
    let (head, tail) = words.split_at(inflected);
    let build = |word: &dyn Fn(&str) -> String| {
        let all = head.iter().map(|w| word(w)).chain(tail.iter().map(|w| (*w).to_owned()));
        all.collect::<Vec<_>>().join(" ")
    };
    let mut forms = vec![(label.to_owned(), Form::Label), (build(&plural), Form::Plural)];
    let masculine = |w: &&&str| w.ends_with('o') || feminine(w).is_some();
    let mut changing = head.iter().filter(masculine).peekable();
    if changing.peek().is_some() && changing.all(|w| feminine(w).is_some()) {
        let her = |w: &str| feminine(w).unwrap_or_else(|| w.to_owned());
        forms.push((build(&her), Form::Label));
        forms.push((build(&|w| plural(&her(w))), Form::Plural));
    }
    if unaccented(label) != label {
        forms.push((unaccented(label), Form::Label));
    }
    forms
}

/// The feminine of a word that names persons or tells of them; none where it has no other or names a thing.
fn feminine(word: &str) -> Option<String> {
    const PERSONS: &[&str] = &["do", "ero", "ario", "ano", "eno", "ino", "ivo", "unto", "oso", "erto", "uelto", "ueño"];
    const OTHERS: &[&str] = &[
        "niño",
        "hijo",
        "preso",
        "reo",
        "adulto",
        "alumno",
        "médico",
        "técnico",
        "político",
        "químico",
        "crítico",
        "abogado",
        "prófugo",
        "indígena",
        "psicólogo",
        "presunto",
        "extranjero",
        "único",
        "chino",
        "ucranio",
        "sueco",
        "griego",
        "turco",
        "suizo",
        "perito",
        "experto",
        "doméstico",
        "público",
        "nuevo",
        "sicario",
        "socio",
        "amigo",
    ];
    const THINGS: &[&str] = &["dinero", "mercado", "estado", "correo", "camino", "casino", "cajero", "lado", "grano"];
    if THINGS.contains(&word) {
        return None;
    }
    if let Some(stem) = word.strip_suffix('o') {
        let person = PERSONS.iter().any(|e| word.ends_with(e) && word.len() > e.len() + 1) || OTHERS.contains(&word);
        return person.then(|| format!("{stem}a"));
    }
    if ["dor", "tor", "sor"].iter().any(|e| word.ends_with(e)) {
        return Some(format!("{word}a"));
    }
    if let Some(stem) = word.strip_suffix("és").filter(|s| s.len() > 2) {
        return Some(format!("{stem}esa"));
    }
    matches!(word, "ladrón" | "alemán" | "matón").then(|| format!("{}a", unaccented(word)))
}

/// The plural of a word; what is a plural already, or an abbreviation, stays.
fn plural(word: &str) -> String {
    const SAME: &[&str] = &["web", "online", "virus", "crisis", "dosis", "tesis", "gratis", "bomba", "clave", "piloto"];
    const FOREIGN: &[&str] = &["hacker", "cracker", "router", "banner", "carder", "dealer", "voucher", "broker"];
    let letters = || word.chars().rev();
    let (Some(last), before) = (letters().next(), letters().nth(1).unwrap_or(' ')) else { return String::new() };
    if SAME.contains(&word) || last.is_uppercase() || last.is_ascii_digit() {
        return word.to_owned();
    }
    if FOREIGN.contains(&word) {
        return format!("{word}s");
    }
    let cut = |n: usize| word.char_indices().rev().nth(n - 1).map_or("", |(at, _)| &word[..at]);
    match last {
        'z' => format!("{}ces", cut(1)),
        's' if "áéíóú".contains(before) => format!("{}es", unaccented(word)),
        's' | 'x' => word.to_owned(),
        'n' if "áéíóú".contains(before) => format!("{}{}", cut(2), unaccented(&word[cut(2).len()..]) + "es"),
        // "bienes" is stressed where "bien" is.
        'n' if before == 'e' && word.chars().filter(|c| is_vowel(*c)).count() > 1 && word != "bien" => {
            format!("{}enes", stressed(cut(2)))
        }
        'í' | 'ú' | 'l' | 'r' | 'n' | 'd' | 'j' | 'y' => format!("{word}es"),
        _ => format!("{word}s"),
    }
}
