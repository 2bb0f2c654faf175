//! Laws: of which country each is, where its title alone does not tell.

use std::collections::BTreeMap;

use crate::bulletin::{Id, Law};
use crate::clause::Reading;
use crate::lexicon::Lexicon;
use crate::parse::Parsed;
use crate::resolve::agencies::Bodies;
use crate::token::{Kind, Token};

/// The laws of a bulletin, each with the country that its first mention tells: the only one that the sentence speaks of, else the last
/// one that stands before it there, else the one that its paragraph has spoken of most.
pub fn laws(parsed: &Parsed, bodies: &Bodies) -> Vec<Law> {
    let mut laws = parsed.names.laws.clone();
    let mut before: BTreeMap<Id, usize> = BTreeMap::new();
    let mut paragraph = usize::MAX;
    for reading in &parsed.readings {
        if reading.paragraph != paragraph {
            paragraph = reading.paragraph;
            before.clear();
        }
        let here = countries(reading, bodies);
        let named = reading.tokens.iter().find(|t| matches!(t.kind, Kind::Place(_) | Kind::Agency(_)));
        let acts = named.is_some_and(|t| matches!(t.kind, Kind::Agency(_)));
        for token in &reading.tokens {
            let Kind::Law(index) = token.kind else { continue };
            if let Some(law) = laws.get_mut(index).filter(|law| law.country.is_none()) {
                law.country = told(&here, acts, token, &before);
            }
        }
        for (_, country) in here {
            *before.entry(country).or_default() += 1;
        }
    }
    laws
}

/// The countries that a sentence speaks of, in its order, and where.
fn countries(reading: &Reading, bodies: &Bodies) -> Vec<(usize, Id)> {
    let country = |token: &Token| {
        let place = match &token.kind {
            Kind::Place(code) => Some(code),
            Kind::Agency(a) => bodies.index.get(*a).and_then(|i| bodies.agencies[*i].place.as_ref()),
            _ => None,
        };
        place.map(|code| (token.span.start, Id::new(Lexicon::country(code))))
    };
    reading.tokens.iter().filter_map(country).collect()
}

fn told(here: &[(usize, Id)], acts: bool, law: &Token, before: &BTreeMap<Id, usize>) -> Option<Id> {
    let only = here.first().filter(|(_, first)| here.iter().all(|(_, other)| other == first));
    // "The ministry will work with the police of Thailand under the Anti-Organized Crime Law": the law is that of whose sentence it is.
    let first = || here.first().filter(|(at, _)| *at < law.span.start && acts);
    let last = || here.iter().rev().find(|(at, _)| *at < law.span.start);
    if let Some((_, country)) = only.or_else(first).or_else(last) {
        return Some(country.clone());
    }
    let most = before.values().max()?;
    let mut best = before.iter().filter(|(_, n)| *n == most).map(|(country, _)| country.clone());
    best.next().filter(|_| best.next().is_none())
}
