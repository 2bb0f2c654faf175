//! The subject whose level a figure gives: "las denuncias ascendieron a 27".

use crate::bulletin::Id;
use crate::lang::latin::grammar::{ANY, Verb};
use crate::lang::scan::{among, words_before};
use crate::lang::sentence::{Sentence, is_quantity};
use crate::lexicon::Scheme;
use crate::token::Mark;

use super::super::{Item, is_money, targets};
use super::{reaches, verb};

/// subject := noun … ('ascendió a' | 'fueron' | 'sumó' | 'alcanzó') quantity : what is counted stands before
pub fn subject(s: &Sentence<'_>, items: &[Item], i: usize) -> Option<Verb> {
    let item = &items[i];
    let at = item.at;
    let mut words = 0;
    let lead = s.tokens[at].span.of(s.text).to_lowercase();
    let inside = [
        "super",
        "rebas",
        "rond",
        "exced",
        "roza",
        "sobrepas",
        "bordea",
        "se estim",
        "se calcul",
        "se acerca",
        "se aproxima",
        "no pas",
        "no lleg",
    ]
    .iter()
    .any(|w| lead.starts_with(w));
    let equals = if inside {
        at
    } else {
        (0..at).rev().take(4).find(|j| {
            words += s.gap_len(*j);
            matches!(s.mark(*j), Some(Mark::Equals | Mark::Passive)) || turns(s, *j, at) || reaches(s, *j)
        })?
    };
    let far = words > 3 || (equals + 1..at).any(|k| s.ends_part(k) || is_quantity(&s.tokens[k]));
    if far || s.is_ratio(at) {
        return None;
    }
    let start = (0..equals)
        .rev()
        .find(|j| {
            matches!(s.mark(*j), Some(Mark::Semicolon | Mark::Stop | Mark::Colon))
                || is_quantity(&s.tokens[*j]) && !s.is_ratio(*j)
        })
        .map_or(0, |j| j + 1);
    let offence = (start..equals).rev().find_map(|j| s.offence(j));
    let heads: Vec<Vec<Id>> = (start..equals).map(|j| targets(s, j)).find(|t| !t.is_empty()).into_iter().collect();
    if is_money(&item.quantity) {
        let found = (start..equals)
            .rev()
            .map(|j| (j, s.actions(j, ANY)))
            .find(|(_, a)| a.iter().any(|a| s.fits(a, "money") && *a != "register"));
        // "el fraude asciende a 4,7 millones": what a fraud amounts to is lost.
        let fraud = || {
            let named = |j: usize| s.ids(j, Scheme::Offence).iter().any(|o| *o == "otherFraud" || *o == "telecomFraud");
            (start..equals).find(|j| named(*j)).map(|j| (j, vec![Id::new("defraud")]))
        };
        let (at, actions) = found.or_else(fraud)?;
        return Some(Verb { offence, ..verb(at, actions, "es:subject") });
    }
    let fitting = |a: &[Id]| heads.is_empty() || a.iter().any(|a| heads.iter().flatten().any(|t| s.fits(a, t)));
    // "los secuestros bajaron": a crime is counted, whatever else its word can mean.
    let crime = |j: usize| s.offence(j).is_some() && targets(s, j).iter().any(|t| *t == "case");
    let participle = (start..equals)
        .rev()
        .filter(|j| !crime(*j))
        .map(|j| (j, s.actions(j, ANY)))
        .find(|(_, a)| !a.is_empty() && fitting(a));
    let own = !item.noun.heads.is_empty();
    match participle {
        Some((at, actions)) if !own => Some(Verb { offence, heads, ..verb(at, actions, "es:subject") }),
        _ if heads.is_empty() || own => None,
        _ => Some(Verb { offence, heads, ..verb(equals.min(s.tokens.len() - 1), Vec::new(), "es:subject") }),
    }
}

/// "los ciberdelitos saltaron de 17.210 a 20.420", "treparon a 32.395": a verb of change before a level.
fn turns(s: &Sentence<'_>, j: usize, at: usize) -> bool {
    matches!(s.mark(j), Some(Mark::Increase | Mark::Decrease))
        && words_before(s.text, s.tokens[at].span.start)
            .next()
            .is_some_and(|w| among(w, &["a", "de", "hasta", "desde"]))
}
