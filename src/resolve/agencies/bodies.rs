//! The bodies of a bulletin: which of its mentions are of one body, and where each is.

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::{Agency, Id};
use crate::lang;
use crate::lexicon::{Lexicon, Scheme};
use crate::parse::Parsed;
use crate::resolve::places::Home;
use crate::token::{AgencyName, Kind, Level};

/// The bodies of a bulletin: one for each kind and place.
#[derive(Debug, Default)]
pub struct Bodies {
    /// The bodies in order of their first mention.
    pub agencies: Vec<Agency>,
    /// From an index into [`crate::token::Names::agencies`] to one into `agencies`.
    pub index: Vec<usize>,
}

impl Bodies {
    /// Gives each named body its place and makes one of those that are the same.
    pub fn settle(parsed: &Parsed, home: &Home, lexicon: &Lexicon) -> Self {
        let mut bodies = Self::default();
        let near = near(parsed);
        let told = told(parsed);
        let within_laws = within_laws(parsed);
        let own_ids = international(&parsed.names.agencies, lexicon);
        for (i, name) in parsed.names.agencies.iter().enumerate() {
            let told = told.get(&i).cloned().or_else(|| longer(name, &parsed.names.agencies[..i]));
            let place = told
                .or_else(|| own(name, &parsed.names.agencies[..i], home))
                .or_else(|| place(name, near.get(&i), home));
            let own = own_ids[i].clone();
            let same = bodies.agencies.iter().position(|a| a.kind == name.kind && a.place == place && a.own == own);
            let at = same.unwrap_or_else(|| {
                let (kind, place) = (name.kind.clone(), place);
                bodies.agencies.push(Agency { kind, place, own, names: Vec::new(), mentioned: false });
                bodies.agencies.len() - 1
            });
            let agency = &mut bodies.agencies[at];
            // "police" in a bulletin of an international body are nobody's in particular.
            agency.mentioned |= name.mentioned
                && (agency.place.is_some() || name.international)
                && !unnamed(name, lexicon)
                && !within_laws.contains(&i);
            for written in &name.names {
                if !agency.names.contains(written) {
                    agency.names.push(written.clone());
                }
            }
            bodies.index.push(at);
        }
        bodies
    }
}

impl Bodies {
    /// Whether a body is no one in particular ("police forces from 17 countries"): it acts in its sentence and no longer.
    pub fn passes(&self, index: usize) -> bool {
        let agency = &self.agencies[index];
        !agency.mentioned && agency.place.is_none()
    }
}

/// The bodies that only titles of laws name: the United Nations of the "United Nations Convention against Cybercrime" do nothing there.
fn within_laws(parsed: &Parsed) -> BTreeSet<usize> {
    let (mut within, mut beside) = (BTreeSet::new(), BTreeSet::new());
    let mut end = 0;
    for token in &parsed.names.tokens {
        match token.kind {
            Kind::Law(_) => end = end.max(token.span.end),
            Kind::Agency(a) if token.span.end <= end => drop(within.insert(a)),
            Kind::Agency(a) => drop(beside.insert(a)),
            _ => {}
        }
    }
    &within - &beside
}

/// The concepts of the international bodies among these: that of the longest name that each of them holds ("Interpol's Financial Crime
/// Centre"). What the ontology does not know is a part of the one that it does, if that is one.
fn international(names: &[AgencyName], lexicon: &Lexicon) -> Vec<Option<Id>> {
    let is_one = |name: &AgencyName| &*name.kind == "internationalBody";
    if !names.iter().any(is_one) {
        return vec![None; names.len()];
    }
    let held = |name: &AgencyName| {
        let folded: Vec<_> = name.names.iter().map(|whole| lang::zh::fold::simplified(whole)).collect();
        let names = || name.names.iter().map(String::as_str).chain(folded.iter().map(AsRef::as_ref));
        let written = |label: &str| names().any(|whole| holds_name(whole, label));
        lexicon.international().iter().find(|(_, label)| written(label)).map(|(id, _)| id.clone())
    };
    let found: Vec<Option<Id>> = names.iter().map(|name| is_one(name).then(|| held(name)).flatten()).collect();
    let known: BTreeSet<&Id> = found.iter().flatten().collect();
    let only = known.first().filter(|_| known.len() == 1).map(|id| (*id).clone());
    let settled =
        names.iter().zip(&found).map(|(name, own)| own.clone().or_else(|| only.clone().filter(|_| is_one(name))));
    settled.collect()
}

/// Whether a name holds another as whole words.
fn holds_name(whole: &str, part: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{2000}');
    whole
        .match_indices(part)
        .any(|(at, _)| !letter(whole[..at].chars().next_back()) && !letter(whole[at + part.len()..].chars().next()))
}

/// Whether a name means companies of a kind and none by its own name ("the telecom operators", 电信运营商): a body that acts, but none that
/// the bulletin names.
fn unnamed(name: &AgencyName, lexicon: &Lexicon) -> bool {
    if &*name.kind != "telecomOperator" {
        return false;
    }
    let bears = |written: &str| {
        let companies = lexicon.concepts(Scheme::Agency).filter(|(id, _)| id.ends_with("telecomOperator"));
        let mut labels = companies.flat_map(|(_, concept)| &concept.labels);
        let folded = lang::zh::fold::simplified(written);
        labels.any(|label| label.text == written || label.text == folded)
    };
    !name.names.iter().any(|written| bears(written))
}

/// The place of a body whose name alone is that of another country's, where the bulletin is at home elsewhere and a longer name before it
/// says so: in a bulletin of Korea 警察厅 is the 韩国警察厅 and not Japan's.
fn own(name: &AgencyName, before: &[AgencyName], home: &Home) -> Option<Id> {
    let (place, country) = (name.place.as_ref()?, home.country.as_ref()?);
    if Lexicon::country(place) == country.as_str() {
        return None;
    }
    let longer = |a: &&AgencyName| {
        a.kind == name.kind
            && a.place.as_deref().is_some_and(|p| Lexicon::country(p) == country.as_str())
            && a.names
                .iter()
                .any(|whole| name.names.iter().any(|part| whole.len() > part.len() && whole.ends_with(part.as_str())))
    };
    before.iter().find(longer).and_then(|a| a.place.clone())
}

/// The fewest letters of a name that is found again within a longer one.
const LETTERS: usize = 4;

/// The place of a body that is named without it where a longer name before it tells it: the "Policía Judicial" of a text is the "Policía
/// Judicial de Macao" that it names as well, 司法警察局 is 澳门司法警察局.
fn longer(name: &AgencyName, before: &[AgencyName]) -> Option<Id> {
    if name.place.is_some() || name.level == Level::Open {
        return None;
    }
    let holds = |whole: &str, part: &str| {
        let beside = |rest: &str, c: Option<char>| !rest.is_empty() && !c.is_some_and(|c| c.is_ascii_alphanumeric());
        whole.strip_suffix(part).is_some_and(|rest| beside(rest, rest.chars().next_back()))
            || whole.strip_prefix(part).is_some_and(|rest| beside(rest, rest.chars().next()))
    };
    let part = |written: &&String| written.chars().count() >= LETTERS;
    let same = before.iter().filter(|a| a.kind == name.kind && a.place.is_some());
    let mut found =
        same.filter(|a| name.names.iter().filter(part).any(|part| a.names.iter().any(|whole| holds(whole, part))));
    let first = found.next()?;
    found.all(|other| other.place == first.place).then(|| first.place.clone()).flatten()
}

/// The places of bodies that a general word names (检方, "the police"), if wherever it stands the paragraph has named one body of the
/// kind before, and always the same place.
fn told(parsed: &Parsed) -> BTreeMap<usize, Id> {
    let mut places: BTreeMap<usize, Option<Id>> = BTreeMap::new();
    let (mut paragraph, mut last) = (usize::MAX, BTreeMap::<Id, Id>::new());
    for reading in &parsed.readings {
        if reading.paragraph != paragraph {
            paragraph = reading.paragraph;
            last.clear();
        }
        for token in &reading.tokens {
            let Kind::Agency(a) = token.kind else { continue };
            let body = &parsed.names.agencies[a];
            if let Some(place) = &body.place {
                last.insert(body.kind.clone(), place.clone());
            } else if body.level == Level::Open && !body.international {
                let here = last.get(&body.kind).cloned();
                let all = places.entry(a).or_insert_with(|| here.clone());
                if *all != here {
                    *all = None;
                }
            }
        }
    }
    places.into_iter().filter_map(|(a, place)| Some((a, place?))).collect()
}

/// The subdivision that was named last before each body, in the paragraph where it is first named.
fn near(parsed: &Parsed) -> BTreeMap<usize, Id> {
    let mut near = BTreeMap::new();
    let mut last: Option<(usize, Id)> = None;
    for reading in &parsed.readings {
        for token in &reading.tokens {
            let place = match &token.kind {
                Kind::Place(code) => Some(code),
                Kind::Agency(a) => {
                    if let Some((paragraph, code)) = &last
                        && *paragraph == reading.paragraph
                    {
                        near.entry(*a).or_insert_with(|| code.clone());
                    }
                    parsed.names.agencies[*a].place.as_ref()
                }
                _ => None,
            };
            if let Some(code) = place.filter(|p| p.contains('-')) {
                last = Some((reading.paragraph, code.clone()));
            }
        }
    }
    near
}

/// The place of a body whose name does not tell it: a local one of a national bulletin is where the paragraph is ("the
/// city's public security bureau"), others are where the bulletin is at home.
fn place(name: &AgencyName, near: Option<&Id>, home: &Home) -> Option<Id> {
    if name.international {
        return None;
    }
    let filled = || match name.level {
        Level::National => home.country.clone(),
        Level::Local => {
            let near = near.filter(|_| home.national).cloned();
            near.or_else(|| home.subdivision.clone()).or_else(|| home.country.clone())
        }
        Level::Open => home.code().cloned(),
    };
    name.place.clone().or_else(filled)
}
