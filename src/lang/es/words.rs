//! Labels and their inflections.
//!
//! A label of an action is a verb in its infinitive ("detener", "poner a disposición judicial", "entregarse") or a noun
//! ("detención"); labels of targets and offences are nouns in the singular, of persons in the masculine ("detenido").
//! The surface forms are made here, so that the ontology need not list them. Of a verb these are the third persons and
//! "we": present and future as [`Form::Third`], preterite, imperfect and past subjunctive as [`Form::Past`], the four
//! endings of the participle, the gerund, and the infinitive with "se" or without as [`Form::Label`].

#[path = "words/nouns.rs"]
mod nouns;
#[path = "words/verbs.rs"]
mod verbs;

use crate::lexicon::{Form, Scheme};
use nouns::noun;
use verbs::{is_verb, verb};

/// Whether labels with this tag are words of this language.
pub fn reads(tag: &str) -> bool {
    tag == "es" || tag.starts_with("es-")
}

/// The surface forms of a label.
pub fn forms(scheme: Scheme, label: &str) -> Vec<(String, Form)> {
    let mut forms = match scheme {
        Scheme::Action if is_verb(label) => verb(label),
        Scheme::Offence if is_verb(label) && label != "hacker" => verb(label),
        Scheme::Action | Scheme::Target | Scheme::Offence => noun(label),
        _ => name(label),
    };
    forms.sort_by_key(|(surface, form)| (surface.clone(), *form));
    forms.dedup();
    forms
}

/// A name, and as capitals write it: accents are often left off them ("MEXICO", "FISCALIA").
fn name(label: &str) -> Vec<(String, Form)> {
    vec![(label.to_owned(), Form::Label), (unaccented(label), Form::Label)]
}

fn unaccented(text: &str) -> String {
    text.chars().map(|c| ACCENTS.iter().find(|(_, a)| *a == c).map_or(c, |(plain, _)| *plain)).collect()
}

/// Vowels with and without the acute accent.
const ACCENTS: [(char, char); 10] = [
    ('a', 'á'),
    ('e', 'é'),
    ('i', 'í'),
    ('o', 'ó'),
    ('u', 'ú'),
    ('A', 'Á'),
    ('E', 'É'),
    ('I', 'Í'),
    ('O', 'Ó'),
    ('U', 'Ú'),
];

fn accented(vowel: char) -> char {
    ACCENTS.iter().find(|(plain, _)| *plain == vowel).map_or(vowel, |(_, accented)| *accented)
}

fn is_vowel(c: char) -> bool {
    "aeiouáéíóúü".contains(c)
}

/// A text with an accent on its last vowel, unless it has one somewhere: "jov" in "jóvenes".
fn stressed(text: &str) -> String {
    if text.contains(['á', 'é', 'í', 'ó', 'ú']) {
        return text.to_owned();
    }
    match text.char_indices().rfind(|(_, c)| is_vowel(*c)) {
        Some((at, vowel)) => format!("{}{}{}", &text[..at], accented(vowel), &text[at + vowel.len_utf8()..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(scheme: Scheme, label: &str, surface: &str, form: Form) -> bool {
        forms(scheme, label).contains(&(surface.to_owned(), form))
    }

    #[test]
    fn verbs() {
        for (label, third, past, participle, gerund) in [
            ("detener", "detienen", "detuvo", "detenidas", "deteniendo"),
            ("detener", "detendrá", "detuvieron", "detenido", "deteniendo"),
            ("intervenir", "interviene", "intervinieron", "intervenidos", "interviniendo"),
            ("imponer", "impone", "impuso", "impuestas", "imponiendo"),
            ("deducir", "deduce", "dedujeron", "deducido", "deduciendo"),
            ("cerrar", "cierra", "cerró", "cerrada", "cerrando"),
            ("desarticular", "desarticula", "desarticulaba", "desarticulados", "desarticulando"),
            ("esclarecer", "esclarecen", "esclareció", "esclarecidos", "esclareciendo"),
            ("resolver", "resuelve", "resolvieron", "resueltos", "resolviendo"),
            ("destruir", "destruye", "destruyó", "destruidos", "destruyendo"),
            ("sustraer", "sustrae", "sustrajeron", "sustraído", "sustrayendo"),
            ("seguir", "sigue", "siguió", "seguidos", "siguiendo"),
            ("prestar", "presta", "prestó", "prestada", "prestando"),
            ("enviar", "envía", "enviaron", "enviados", "enviando"),
            ("caer", "cae", "cayeron", "caídos", "cayendo"),
            (
                "poner a disposición",
                "pone a disposición",
                "puso a disposición",
                "puestos a disposición",
                "poniendo a disposición",
            ),
            ("dar de baja", "dan de baja", "dieron de baja", "dadas de baja", "dando de baja"),
        ] {
            for (surface, form) in
                [(third, Form::Third), (past, Form::Past), (participle, Form::Participle), (gerund, Form::Gerund)]
            {
                assert!(has(Scheme::Action, label, surface, form), "{label} has no {surface}");
            }
        }
        for (label, surface, form) in [
            ("bloquear", "bloquearse", Form::Label),
            ("incautar", "incautándose", Form::Gerund),
            ("incautar", "incautamos", Form::Past),
            ("entregar", "entregara", Form::Past),
            ("entregarse", "se entregaron", Form::Past),
            ("entregarse", "se han entregado", Form::Past),
            ("no acusar", "no acusó", Form::Past),
            ("figurar como investigado", "figuran como investigadas", Form::Third),
        ] {
            assert!(has(Scheme::Action, label, surface, form), "{label} has no {surface}");
        }
        for (label, surface) in [("entregarse", "entregó"), ("mandar", "manduvo"), ("detención", "detencionó")] {
            assert!(!forms(Scheme::Action, label).iter().any(|(s, _)| s == surface), "{label} has {surface}");
        }
    }

    #[test]
    fn nouns() {
        for (label, surface) in [
            ("detenido", "detenidas"),
            ("víctima", "víctimas"),
            ("presunto autor", "presuntas autoras"),
            ("presunto autor", "presuntos autores"),
            ("cuenta bancaria", "cuentas bancarias"),
            ("arma de fuego", "armas de fuego"),
            ("teléfono móvil", "teléfonos móviles"),
            ("tarjeta SIM", "tarjetas SIM"),
            ("camión", "camiones"),
            ("joven", "jóvenes"),
            ("bien", "bienes"),
            ("bien inmueble", "bienes inmuebles"),
            ("orden de aprehensión", "órdenes de aprehensión"),
            ("juez", "jueces"),
            ("dosis", "dosis"),
            ("francés", "francesas"),
            ("hacker", "hackers"),
            ("investigación", "investigacion"),
        ] {
            assert!(forms(Scheme::Target, label).iter().any(|(s, _)| s == surface), "{label} has no {surface}");
        }
        for (label, surface) in
            [("caso", "casa"), ("dinero", "dinera"), ("cuenta", "cuento"), ("caso de robo", "casos de robos")]
        {
            assert!(!forms(Scheme::Target, label).iter().any(|(s, _)| s == surface), "{label} has {surface}");
        }
    }

    #[test]
    fn offences() {
        assert!(has(Scheme::Offence, "blanquear", "blanqueó", Form::Past));
        assert!(has(Scheme::Offence, "estafador", "estafadores", Form::Plural));
        assert!(!forms(Scheme::Offence, "hacker").iter().any(|(s, _)| s == "hackó"));
    }

    #[test]
    fn names_in_capitals_may_lack_accents() {
        assert!(has(Scheme::Place, "México", "Mexico", Form::Label));
        assert!(!has(Scheme::Place, "España", "Espana", Form::Label));
    }
}
