//! Officials: whose they are, where their names tell more than where they stand.

use std::collections::BTreeMap;

use crate::bulletin::Official;
use crate::lexicon::Lexicon;
use crate::names::person::{Origin, origin};
use crate::parse::Parsed;
use crate::resolve::agencies::Bodies;
use crate::token::Kind;

/// The countries whose officials some texts name by characters alone, without a point between them.
const ASIA: &str = "CN HK MO TW SG MY JP KR KP VN TH LA KH MM ID MN";

/// How many bodies before a person are looked at.
const NEAR: usize = 8;

/// The officials of a bulletin with their bodies.
pub fn officials(parsed: &Parsed, bodies: &Bodies) -> Vec<Official> {
    let near = near(parsed, bodies);
    let names = parsed.names.officials.iter().enumerate();
    names
        .map(|(i, o)| {
            let agency = o.agency.and_then(|a| bodies.index.get(a).copied());
            let beside = near.get(&i).map_or(&[][..], Vec::as_slice);
            Official {
                name: o.name.clone(),
                key: o.key.clone(),
                other_names: o.other_names.clone(),
                role: o.role.clone(),
                agency: agency.map(|a| of_post(&o.role, own(&o.name, a, beside, bodies), bodies)),
            }
        })
        .collect()
}

/// The body of a person whose post only prosecutors have: theirs, of the same country, where the bulletin names one ("Deputy Attorney
/// General" beside the police).
fn of_post(role: &str, agency: usize, bodies: &Bodies) -> usize {
    const PROSECUTORS: [&str; 12] = [
        "attorney general",
        "prosecutor",
        "procurator",
        "检察长",
        "檢察長",
        "检察官",
        "檢察官",
        "検察官",
        "検事",
        "fiscal general",
        "vicefiscal",
        "检察总长",
    ];
    let role = role.to_lowercase();
    let theirs = PROSECUTORS.iter().any(|word| role.contains(word)) || role.starts_with("fiscal");
    if !theirs || bodies.agencies[agency].kind == "procuratorate" {
        return agency;
    }
    let country = |a: usize| bodies.agencies[a].place.as_deref().map(Lexicon::country);
    let named = (0..bodies.agencies.len()).filter(|a| bodies.agencies[*a].kind == "procuratorate");
    let mut same = named.filter(|a| bodies.agencies[*a].mentioned && country(*a) == country(agency));
    same.next().unwrap_or(agency)
}

/// The body of a person: the one that the words give, unless the name is foreign to its country and a body beside it is not. Between
/// 公安部 and the police of Spain, Javier Ortega is the latter's.
fn own(name: &str, agency: usize, beside: &[usize], bodies: &Bodies) -> usize {
    let country = |a: usize| bodies.agencies[a].place.as_deref().map(Lexicon::country);
    let fits = |a: usize| match origin(name) {
        Origin::China => matches!(country(a), Some("CN" | "HK" | "MO" | "TW" | "SG")),
        Origin::Japan => country(a) == Some("JP"),
        Origin::Elsewhere => country(a).is_some_and(|c| c != "CN"),
        Origin::Asia => country(a).is_none_or(|c| ASIA.contains(c)),
        Origin::Unknown => true,
    };
    let open = country(agency).is_none();
    if open || fits(agency) {
        return agency;
    }
    let same = |a: &usize| bodies.agencies[*a].kind == bodies.agencies[agency].kind;
    let fitting = || beside.iter().copied().filter(|a| fits(*a));
    fitting().find(same).or_else(|| fitting().next()).unwrap_or(agency)
}

/// The bodies beside the first mention of each person: those before it in its paragraph, the nearest first, then those after it in
/// its sentence, then those of earlier paragraphs.
fn near(parsed: &Parsed, bodies: &Bodies) -> BTreeMap<usize, Vec<usize>> {
    let mut near: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut all: Vec<usize> = Vec::new();
    let (mut paragraph, mut begins) = (usize::MAX, 0);
    for reading in &parsed.readings {
        if reading.paragraph != paragraph {
            (paragraph, begins) = (reading.paragraph, all.len());
        }
        let mut open = Vec::new();
        for token in &reading.tokens {
            match token.kind {
                Kind::Agency(a) => all.push(bodies.index[a]),
                Kind::Official(person) if !near.contains_key(&person) => {
                    near.insert(person, Vec::new());
                    open.push((person, all.len()));
                }
                _ => {}
            }
        }
        for (person, at) in open {
            let before = all[begins..at].iter().rev().take(NEAR);
            let earlier = all[..begins].iter().rev().take(NEAR);
            near.insert(person, before.chain(all[at..].iter().take(NEAR)).chain(earlier).copied().collect());
        }
    }
    near
}
