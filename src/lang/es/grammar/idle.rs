//! Quantities that report nothing.

use rust_decimal::Decimal;

use crate::bulletin::Bound;
use crate::lang::scan::{after, among, before, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::Form;
use crate::token::Mark;

use super::noun::Noun;
use crate::lang::latin::grammar::{ANY, said_before};

/// Whether a quantity reports no work done: a whole of which the part is given, a threshold, a target, bodies and places that took
/// part, people named again, a price.
pub fn idle(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    whole(s, at)
        || halved(s, at)
        || each(s, at)
        || modifies(s, at, noun)
        || named(s, at, noun)
        || planned(s, at)
        || ceiling(s, at)
}

/// is_whole := 'De' ('los' | 'las') quantity noun … ',' quantity, where a part of the sentence begins : what the next figure is a part of
pub fn is_whole(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    let led = at > 0 && s.is(at - 1, Mark::Of) && matches!(s.gap(at - 1).trim(), "los" | "las");
    let begins = at == 1 || at > 1 && s.ends_part(at - 2);
    if !(led && begins) || noun.heads.is_empty() || s.quantity(at).unit != "count" {
        return false;
    }
    let Some(comma) = (noun.end..s.tokens.len().min(noun.end + 6)).find(|j| s.ends_part(*j)) else { return false };
    let next = (comma + 1..s.tokens.len().min(comma + 3)).find(|j| is_quantity(&s.tokens[*j]));
    let part = next.is_some_and(|j| s.is_ratio(j) || s.quantity(j).value < s.quantity(at).value);
    s.is(comma, Mark::Comma) && (noun.end..comma).all(|j| !is_quantity(&s.tokens[j])) && part
}

/// whole := quantity 'de' ('los' | 'las')? (this) noun : "71 de 103 secuestros"
fn whole(s: &Sentence<'_>, at: usize) -> bool {
    at > 1
        && s.is(at - 1, Mark::Of)
        && is_quantity(&s.tokens[at - 2])
        && s.gap(at - 2).trim().is_empty()
        && !s.is_ratio(at)
        // "380 millones de 67 víctimas": money is no part of people.
        && s.is_money(at) == s.is_money(at - 2)
        && s.gap_len(at - 1) == 0
}

/// halved := 'la mitad' … (',' | ':') figures that tell it exactly : "a menos de la mitad: de 3.916 a 1.870", "más de la mitad, el 57 %"
fn halved(s: &Sentence<'_>, at: usize) -> bool {
    let half = s.tokens[at].span.of(s.text).to_lowercase().contains("mitad");
    let stop = |j: &usize| !matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop));
    let next = (at + 1..s.tokens.len().min(at + 8)).take_while(stop).find(|j| is_quantity(&s.tokens[*j]));
    let apart = next.is_some_and(|j| (at..j).any(|k| matches!(s.mark(k), Some(Mark::Comma | Mark::Colon))));
    let led = (0..at).rev().take(2).any(|j| s.is(j, Mark::To)) || s.tokens[at].span.of(s.text).starts_with(['a', 'A']);
    let exact = next.is_some_and(|j| s.is_ratio(j) || led);
    half && apart && exact
}

/// each := 'por cada' quantity : what a rate is told by ("por cada 10.000 mujeres")
fn each(s: &Sentence<'_>, at: usize) -> bool {
    let mut before = words_before(s.text, s.tokens[at].span.start);
    before.next() == Some("cada") && before.next().is_some_and(|w| among(w, &["por", "de"])) && !s.is_ratio(at)
}

/// What is done to places and firms.
const WORKED: [&str; 9] =
    ["inspect", "dismantle", "shutDown", "penalise", "investigate", "seize", "freeze", "block", "supervise"];

/// modifies := noun ('de' | 'en') quantity ('empresas' | 'almacenes' …), where nothing was done to these ("los conductores de seis
/// empresas", "rehenes de siete cárceles")
fn modifies(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    const PLACES: &[&str] = &["organisation", "den", "realEstate", "platform"];
    let small = s.quantity(at).unit == "count" && s.quantity(at).value <= Decimal::TEN;
    let places = !noun.heads.is_empty() && noun.heads.iter().flatten().all(|t| PLACES.contains(&t.as_str()));
    let led = words_before(s.text, s.tokens[at].span.start).next().is_some_and(|w| among(w, &["de", "en"]));
    let done = |j: usize| {
        let actions = s.actions(j, ANY);
        actions.iter().any(|a| WORKED.contains(&a.as_str()))
    };
    // "187 personas que viajaban en tres cayucos"
    let aboard = !noun.heads.is_empty() && noun.heads.iter().flatten().all(|t| *t == "vehicle");
    let aboard = aboard && words_before(s.text, s.tokens[at].span.start).next() == Some("en");
    small
        && (places || aboard)
        && led
        && !(s.part_start(at)..s.tokens.len()).take_while(|j| !s.is(*j, Mark::Stop)).any(done)
}

/// named := quantity 'comunas' | quantity 'países' | 'los dos' noun … , which count no work
fn named(s: &Sentence<'_>, at: usize, noun: &Noun) -> bool {
    if s.quantity(at).unit != "count" {
        return false;
    }
    let text = s.tokens[at].span.of(s.text);
    if noun.heads.is_empty() && noun.other.as_deref().is_some_and(is_other) {
        return true;
    }
    let spelled = text.chars().all(|c| c.is_alphabetic() || c == ' ');
    let word = words_before(s.text, s.tokens[at].span.start).next().unwrap_or("");
    let definite = among(word, &["los", "las", "ambos", "estos", "estas", "esos", "esas", "sus", "dichos", "dichas"]);
    let verbless = !noun.heads.is_empty() && definite && spelled && s.quantity(at).value <= Decimal::TEN;
    verbless && s.quantity(at).bound == Bound::Exact && !brought(s, noun)
}

/// brought := noun of persons ('fueron' | 'han sido')? verb of the courts : "los ocho detenidos pasaron a disposición judicial"
fn brought(s: &Sentence<'_>, noun: &Noun) -> bool {
    const COURTS: [&str; 5] = ["transfer", "detain", "prosecute", "sentence", "repatriate"];
    let near = (noun.end..s.tokens.len().min(noun.end + 3)).take_while(|j| s.gap_len(j - 1) <= 1 && !s.ends_part(*j));
    let verbal: &[Form] = &[Form::Past, Form::Participle];
    near.flat_map(|j| s.actions(j, verbal)).any(|a| COURTS.contains(&a.as_str()))
}

/// planned := a verb in the future or of asking before the figure: what is to come
fn planned(s: &Sentence<'_>, at: usize) -> bool {
    const ASKS: &[&str] = &[
        "prevé",
        "prevén",
        "planea",
        "planean",
        "pretende",
        "pidió",
        "pide",
        "solicitó",
        "espera",
        "esperan",
        "objetivo",
        "meta",
        "propone",
        "deberá",
        "deben",
        "debe",
        "podría",
        "podrán",
        "podrá",
        "podrían",
        "plazo",
    ];
    const WILL: &[&str] = &["ará", "erá", "irá", "arán", "erán", "irán", "drá", "drán"];
    let start = s.part_start(at);
    let words = said_before(s, at);
    let between = (start..at).any(|j| is_quantity(&s.tokens[j]));
    let to_come = |w: &str| among(w, ASKS) || WILL.iter().any(|t| w.len() > t.len() + 1 && w.ends_with(t));
    let done =
        |j: usize| s.actions(j, &[Form::Past, Form::Participle]).iter().any(|a| *a == "penalise" || *a == "issue");
    // "las multas aplicadas alcanzaron los 1.250 millones"
    let summed = (start..at).any(|j| s.is(j, Mark::Equals));
    let fined = summed || (start..at).any(done) || (start..s.tokens.len()).any(|j| is_change(s, j)) && s.is_ratio(at);
    let threat = |w: &str| among(w, &["multas", "sanciones"]) && !fined;
    !between && words.split(|c: char| !c.is_alphabetic()).any(|w| to_come(w) || threat(w))
}

fn is_change(s: &Sentence<'_>, at: usize) -> bool {
    matches!(s.mark(at), Some(Mark::Increase | Mark::Decrease))
}

/// ceiling := ('multa' | 'recompensa') … 'hasta' quantity | quantity 'cada uno' | 'menos de' quantity 'habitantes'
fn ceiling(s: &Sentence<'_>, at: usize) -> bool {
    let quantity = s.quantity(at);
    let next = after(s.text, s.tokens[at].span.end, 30).to_lowercase();
    let near = before(s.text, s.tokens[at].span.start, 60).to_lowercase();
    let near = near.rsplit(['.', ';', '\n']).next().unwrap_or("");
    let apiece = s.is_money(at)
        && [" cada uno", " cada una", " por cada", " por cuenta", " por unidad"].iter().any(|w| next.starts_with(w));
    let reward =
        ["recompensa", "multa", "fianza", "rescate de", "precio", "a cambio de"].iter().any(|w| near.contains(w));
    let fine = s.is_money(at) && (near.contains("multa de") || near.contains("multado con"));
    let population = next.starts_with(" habitantes");
    apiece || s.is_money(at) && reward && quantity.bound == Bound::AtMost || fine || population
}

/// Things that a bulletin numbers without reporting work: bodies that took part, places, points of a plan.
fn is_other(word: &str) -> bool {
    const OTHER: &[&str] = &[
        "países",
        "provincias",
        "comunas",
        "municipios",
        "estados",
        "departamentos",
        "regiones",
        "ciudades",
        "comunidades",
        "localidades",
        "distritos",
        "cantones",
        "alcaldías",
        "barrios",
        "continentes",
        "entidades",
        "territorios",
        "habitantes",
        "unidades",
        "puntos",
        "aspectos",
        "medidas",
        "ejes",
        "pasos",
        "fases",
        "etapas",
        "ministerios",
        "secretarías",
        "instituciones",
        "cuerpos",
        "agencias",
        "jurisdicciones",
        "idiomas",
        "categorías",
        "tipos",
        "modalidades",
        "trimestres",
        "meses",
        "años",
        "días",
        "horas",
        "semanas",
        "veces",
        "partes",
        "lados",
        "metros",
        "kilómetros",
        "plantas",
        "pisos",
        "zonas",
        "sectores",
        "frentes",
        "pilares",
        "nacionalidades",
        "plantillas",
        "turnos",
        "líneas",
        "carriles",
        "ocasiones",
        "mesas",
        "sesiones",
        "artículos",
        "niveles",
        "áreas",
        "polígonos",
        "cuadrantes",
        "corporaciones",
        "dependencias",
        "direcciones",
        "gobiernos",
        "parroquias",
        "corregimientos",
        "veredas",
        "islas",
        "demarcaciones",
        "grados",
        "por",
    ];
    among(word, OTHER) && word != "plantas"
}
