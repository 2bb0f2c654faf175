//! The noun that a quantity counts, with what stands after it.

use crate::bulletin::Id;
use crate::lang::latin::grammar::ANY;
use crate::lang::scan::among;
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::{Form, Scheme};
use crate::token::{Kind, Mark};

use super::targets;

/// What was read after a quantity.
#[derive(Clone, Debug, Default)]
pub struct Noun {
    /// One past the last token that belongs to it.
    pub end: usize,
    /// What each head can mean: "financiadores y cabecillas" has two.
    pub heads: Vec<Vec<Id>>,
    /// The offence that it names.
    pub offence: Option<Id>,
    /// The actions that the head itself names ("38 detenidos", "41 registros").
    pub doing: Option<(usize, Vec<Id>)>,
    /// A participle after the head ("minas intervenidas"), or what an amount is ("euros defraudados").
    pub described: Option<(usize, Vec<Id>)>,
    /// A word before any head that the lexicon does not know.
    pub other: Option<String>,
}

const FINITE: &[Form] = &[Form::Past, Form::Third, Form::Gerund];
/// The most words that nothing is known of before a head, and after it.
const BEFORE_HEAD: usize = 3;
const BEHIND_HEAD: usize = 7;

/// noun := ('de' article?)? adjective* head ((',' | 'y') head)* (participle | 'de' … offence | 'por' offence)*
pub fn noun(s: &Sentence<'_>, at: usize) -> Noun {
    let mut noun = Noun { end: at + 1, ..Noun::default() };
    let money = s.is_money(at);
    let mut unknown = 0;
    let mut i = at + 1;
    while i < s.tokens.len() {
        let words: Vec<&str> = s.gap_words(i - 1).filter(|w| !s.small.articles.contains(w)).collect();
        unknown += words.len();
        let begun = money || !noun.heads.is_empty();
        if words.iter().any(|w| closes(w, begun)) || unknown > if begun { BEHIND_HEAD } else { BEFORE_HEAD } {
            if noun.heads.is_empty() {
                noun.other = words.first().filter(|w| !closes(w, false)).map(|w| (*w).to_owned());
            }
            break;
        }
        if !begun && noun.other.is_none() {
            noun.other = words.first().filter(|w| !adjective(w)).map(|w| (*w).to_owned());
        }
        let goes_on = match &s.tokens[i].kind {
            Kind::Word(_) => word(s, at, i, &mut noun),
            Kind::Mark(Mark::Of) => {
                begun || i == at + 1 && (s.gap(at).trim().is_empty() || noun.other.as_deref().is_some_and(holds))
            }
            Kind::Mark(Mark::By | Mark::Quote | Mark::Per(_)) => begun,
            Kind::Mark(Mark::Total | Mark::Here | Mark::Nationwide | Mark::Increase) => true,
            Kind::Mark(Mark::Comma | Mark::And | Mark::Or) if begun && !money => match coordinate(s, i, &noun) {
                Some((end, head)) => {
                    noun.heads.push(head);
                    noun.end = end + 1;
                    i = end;
                    true
                }
                None => {
                    noun.offence.is_none() && s.is(i, Mark::And) && s.offence(i + 1).is_some() && !is_head(s, i + 1)
                }
            },
            Kind::Place(_) | Kind::Agency(_) | Kind::Campaign(_) | Kind::Law(_) | Kind::Figure(_) => begun,
            _ => false,
        };
        if !goes_on {
            break;
        }
        i += 1;
    }
    if noun.heads.is_empty() && !money && noun.other.is_none() {
        noun.other = s
            .gap_words(at)
            // "otras 9 en tres provincias": what stands behind a preposition is not counted.
            .take_while(|w| !closes(w, false))
            .find(|w| !s.small.articles.contains(w) && !adjective(w))
            .map(str::to_owned);
    }
    noun
}

/// Takes one word of the lexicon; whether the noun goes on after it.
fn word(s: &Sentence<'_>, at: usize, i: usize, noun: &mut Noun) -> bool {
    let target = targets(s, i);
    let actions = s.actions(i, ANY);
    let finite =
        target.is_empty() && s.has(i, Scheme::Action, FINITE) && !s.has(i, Scheme::Action, &[Form::Participle]);
    if finite || passive_before(s, i) {
        return false;
    }
    if noun.heads.is_empty() && !s.is_money(at) {
        if target.is_empty() {
            // An offence alone is counted as its cases; a participle before any head is a verb.
            if s.offence(i).is_some() && actions.is_empty() {
                noun.offence = noun.offence.take().or_else(|| s.offence(i));
                noun.end = i + 1;
                return true;
            }
            return actions.is_empty();
        }
        noun.heads.push(target);
        noun.end = i + 1;
        noun.doing = doing(s, i);
        noun.described = described(s, i);
        noun.offence = noun.offence.take().or_else(|| s.offence(i));
        noun.other = None;
        return true;
    }
    let participle = s.actions(i, &[Form::Participle]);
    let close = s.gap(i - 1).trim().is_empty() && i == noun.end;
    if !participle.is_empty() && noun.described.is_none() && (close || noun.offence.is_some() || s.is_money(at)) {
        noun.described = Some((i, participle));
        if close {
            noun.end = i + 1;
        }
    } else if s.is_money(at) && noun.described.is_none() && !actions.is_empty() && s.is(i - 1, Mark::Of) {
        // "5 millones de pérdidas"
        noun.described = Some((i, actions));
        noun.end = i + 1;
    }
    if noun.offence.is_none()
        && let Some(offence) = s.offence(i)
    {
        noun.offence = Some(offence);
        noun.end = i + 1;
    }
    true
}

/// The actions of a head that is a noun of doing or a participle.
fn doing(s: &Sentence<'_>, i: usize) -> Option<(usize, Vec<Id>)> {
    let mut actions = s.actions(i, &[Form::Label, Form::Plural, Form::Participle]);
    actions.retain(|a| !matches!(a.as_str(), "issue" | "publicise" | "launch" | "establish"));
    (!actions.is_empty()).then_some((i, actions))
}

/// The participle that a head of several words ends with ("113 personas investigadas").
pub fn described(s: &Sentence<'_>, i: usize) -> Option<(usize, Vec<Id>)> {
    let (_, last) = s.tokens[i].span.of(s.text).rsplit_once(' ')?;
    let words = s.lexicon.scan(&super::super::LANGUAGE, last);
    let participle = |x: &&crate::lexicon::Sense| x.scheme == Scheme::Action && x.form == Form::Participle;
    let actions: Vec<Id> = words.iter().flat_map(|w| w.senses).filter(participle).map(|x| x.id.clone()).collect();
    (!actions.is_empty()).then_some((i, actions))
}

/// Whether a verb "to be" or "se" stands right before a word, so that it is no part of a noun.
fn passive_before(s: &Sentence<'_>, i: usize) -> bool {
    i > 0 && matches!(s.mark(i - 1), Some(Mark::Passive)) && s.gap_len(i - 1) <= 1
}

/// The head that stands after a comma or "y" before any other figure, where one more of a kind is named.
fn coordinate(s: &Sentence<'_>, joint: usize, noun: &Noun) -> Option<(usize, Vec<Id>)> {
    let next = joint + 1;
    if noun.heads.is_empty() || s.gap_len(joint) > 1 || s.tokens.get(next).is_none_or(is_quantity) {
        return None;
    }
    // "3.400 kilos de cocaína y ha detenido a …", "once vehículos y numerosos equipos": another part, another number.
    const OTHER: &[&str] = &[
        "ha",
        "han",
        "había",
        "habían",
        "fue",
        "fueron",
        "numerosos",
        "numerosas",
        "diversos",
        "diversas",
        "varios",
        "varias",
        "abundante",
        "diverso",
        "diversa",
        "distintos",
        "distintas",
    ];
    // "fraude en telecomunicaciones y en línea": another place, no other thing.
    const PLACED: &[&str] = &["en", "con", "por", "para", "sin", "contra"];
    if s.gap_words(joint).any(|w| among(w, OTHER) || among(w, PLACED)) {
        return None;
    }
    let target = targets(s, next);
    let verb = target.is_empty()
        || s.has(next, Scheme::Action, FINITE) && !s.has(next, Scheme::Action, &[Form::Label, Form::Plural]);
    // "5 personas, delitos …": another kind of thing begins another part.
    let same = noun.heads.iter().flatten().any(|t| target.contains(t));
    let joined = s.is(joint, Mark::And) || same;
    let articled = s.gap(joint).trim().len() > 1 && s.gap_words(joint).any(|w| s.small.articles.contains(&w));
    let generic = among(s.tokens[next].span.of(s.text), &["suma", "total", "valor", "saldo", "cifra"]);
    // "812 kilos de marihuana y mercadería ilegal", "12 celulares y documentación": what has no plural is not counted with them.
    let counted = same || s.tokens[next].span.of(s.text).split(' ').next().is_some_and(|w| w.ends_with('s'));
    (!verb && !generic && joined && counted && (!articled || same)).then_some((next, target))
}

fn is_head(s: &Sentence<'_>, at: usize) -> bool {
    !targets(s, at).is_empty()
}

/// Words for how a thing is packed or measured: what they hold is what is counted ("682 mil galones de precursores").
fn holds(word: &str) -> bool {
    const HOLD: &[&str] = &[
        "galones",
        "cajas",
        "cajetillas",
        "paquetes",
        "bolsas",
        "bolsitas",
        "sacos",
        "costales",
        "fardos",
        "bultos",
        "envoltorios",
        "envoltorio",
        "barriles",
        "bidones",
        "tambos",
        "garrafas",
        "frascos",
        "botellas",
        "piezas",
        "lotes",
        "juegos",
        "pares",
        "ampolletas",
        "ampollas",
        "tabletas",
        "cápsulas",
        "papelinas",
        "porciones",
        "matas",
        "metros",
        "ladrillos",
        "panelas",
        "pacas",
        "cartones",
        "cigarros",
        "gramos",
        "onzas",
        "rollos",
        "ejemplares",
        "tipos",
        "cuartos",
        "cilindros",
        "tubos",
        "racimos",
    ];
    among(word, HOLD)
}

/// Words that end a noun: relatives, conjunctions, prepositions of place and time.
fn closes(word: &str, begun: bool) -> bool {
    const ALWAYS: &[&str] = &[
        "que", "quien", "quienes", "cuando", "mientras", "donde", "cuyo", "cuya", "cuyos", "pero", "aunque", "si",
        "como", "tras", "durante", "hay", "había", "han", "ha", "pudieron", "lo", "ya",
    ];
    const BEFORE: &[&str] = &["en", "con", "contra", "para", "entre", "ante", "sobre", "sin"];
    among(word, ALWAYS) || !begun && among(word, BEFORE)
}

/// Words that stand before a noun and are none.
fn adjective(word: &str) -> bool {
    const ADJECTIVES: &[&str] = &[
        "nuevos",
        "nuevas",
        "presuntos",
        "presuntas",
        "supuestos",
        "supuestas",
        "posibles",
        "diferentes",
        "distintas",
        "distintos",
        "diversas",
        "diversos",
        "restantes",
        "principales",
        "grandes",
        "importantes",
        "primeros",
        "primeras",
        "demás",
        "mayores",
        "graves",
        "jóvenes",
        "ex",
        "demás",
        "citados",
    ];
    among(word, ADJECTIVES)
}
