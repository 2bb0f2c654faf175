//! Where Spanish sentences end.

use crate::bulletin::Span;
use crate::lang::sentences::{Abbreviations, sentences as cut};

const ABBREVIATIONS: Abbreviations = Abbreviations {
    all: &[
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "sept", "set", "oct", "nov", "dic", "sr", "sra",
        "sres", "dr", "dra", "d", "dª", "dña", "lic", "ing", "gral", "cnel", "tte", "cap", "cmdt", "mtro", "mtra",
        "arq", "prof", "profa", "art", "arts", "núm", "num", "nº", "n", "nro", "no", "pág", "págs", "p", "ej", "aprox",
        "av", "avda", "c", "tel", "ext", "cía", "sta", "sto", "ud", "uds", "ee", "uu", "ee.uu", "s.a", "s.l", "c.a",
        "d.c", "a.m", "p.m", "a", "m", "h", "hs", "hrs", "etc", "vs", "fig", "cfr", "excmo", "ilmo", "méx", "b.c",
        "q.e.p.d", "m.n", "u.e", "s/n", "ma", "fco", "gpo", "cd", "edo", "col", "dpto", "depto", "cp", "c.p", "i",
        "ii",
    ],
    ending: &["etc", "a.m", "p.m", "s.a", "s.l", "h", "hs", "hrs", "m.n", "ee.uu", "d.c", "b.c", "uu", "m", "méx"],
};

/// The sentences of a paragraph.
pub fn sentences(paragraph: &str) -> Vec<Span> {
    cut(paragraph, &ABBREVIATIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_sentences() {
        for (text, expected) in [
            ("Hubo 1.250 detenidos. La Policía siguió.", vec!["Hubo 1.250 detenidos.", "La Policía siguió."]),
            ("VALLADOLID, 28 jun. 2024 (Gabinete).- Mensajes", vec!["VALLADOLID, 28 jun. 2024 (Gabinete).- Mensajes"]),
            ("El Sr. Pérez habló. «Sí.» Y calló.", vec!["El Sr. Pérez habló.", "«Sí.»", "Y calló."]),
            ("Un título sin punto", vec!["Un título sin punto"]),
            ("¿Qué pasó? ¡Nada! Fin.", vec!["¿Qué pasó?", "¡Nada!", "Fin."]),
        ] {
            let found: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
