//! Where: the home of a bulletin, and the places that it names.

use std::collections::BTreeMap;

use crate::bulletin::Id;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::names;
use crate::parse::Parsed;
use crate::resolve::LEAD;
use crate::resolve::agencies::{Bodies, is_dateline};
use crate::token::{Kind, Level};

/// The place that a bulletin is about when a sentence names none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// Its country, by ISO 3166-1 code.
    pub country: Option<Id>,
    /// Its first-level subdivision, by ISO 3166-2 code; none for a national bulletin.
    pub subdivision: Option<Id>,
    /// Whether it is a bulletin of a national body, so that a figure without a place covers the country.
    pub national: bool,
    /// Whether its title names the subdivision as a place, and so does its dateline.
    pub titled: bool,
}

/// How much a mention in the title, in the first two paragraphs of the body, and later weighs.
const WEIGHTS: [u32; 4] = [6, 3, 2, 1];

impl Home {
    /// Finds the home of a document: what its title, its first paragraphs and its bodies speak of most.
    pub fn find(document: &Document, _lexicon: &Lexicon, parsed: &Parsed) -> Self {
        let mut subdivisions: BTreeMap<Id, u32> = BTreeMap::new();
        let mut countries: BTreeMap<Id, u32> = BTreeMap::new();
        let (mut national, mut local, mut international) = (0, 0, 0);
        let mut first: Option<Id> = None;
        for reading in &parsed.readings {
            let weight = WEIGHTS[reading.paragraph.min(WEIGHTS.len() - 1)];
            for (i, token) in reading.tokens.iter().enumerate() {
                let code = match &token.kind {
                    // A dateline says where a reporter sat, not what a bulletin is about.
                    Kind::Place(code) if !is_dateline(reading, i) => Some((code.clone(), weight)),
                    Kind::Agency(a) => {
                        let name = &parsed.names.agencies[*a];
                        match name.level {
                            Level::National if !name.international => national += weight,
                            Level::National => international += weight * 2,
                            Level::Local => local += weight,
                            _ => {}
                        }
                        name.place.clone().map(|p| (p, weight * 2))
                    }
                    _ => None,
                };
                let Some((code, weight)) = code else { continue };
                if code.contains('-') {
                    first.get_or_insert_with(|| code.clone());
                    *subdivisions.entry(code).or_default() += weight;
                } else {
                    *countries.entry(code).or_default() += weight;
                }
            }
        }
        names::at_home(&mut countries, document.language.homes);
        names::at_home(&mut subdivisions, document.language.homes);
        let most = subdivisions.values().chain(countries.values()).max().copied().unwrap_or(0);
        if international > 0 && international >= most {
            return Self { national: true, ..Self::default() };
        }
        let best = |m: &BTreeMap<Id, u32>| {
            m.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(k, n)| (k.clone(), *n))
        };
        let (mut subdivision, weight) = best(&subdivisions).map_or((None, 0), |(k, n)| (Some(k), n));
        // Another country outweighs a subdivision that is named beside it (Hong Kong's police and Guangdong).
        if let (Some(s), Some((country, n))) = (&subdivision, best(&countries))
            && n >= weight
            && country != *Lexicon::country(s)
        {
            subdivision = None;
        }
        let country = subdivision
            .as_ref()
            .filter(|_| weight >= national)
            .map(|s| Id::new(Lexicon::country(s)))
            .or_else(|| best(&countries).map(|(k, _)| k))
            .or_else(|| subdivision.as_ref().map(|s| Id::new(Lexicon::country(s))))
            .or_else(|| document.language.home.map(Id::new))
            .or_else(|| dateline(parsed))
            .or_else(|| currency(parsed));
        let national = subdivision.is_none() || (national > weight && national > local);
        let titled = subdivision.as_ref().is_some_and(|s| is_titled(parsed, s));
        Self { country, subdivision, national, titled }
    }

    /// Whether the bulletin is about a part of a country.
    pub fn within(&self, country: &Id) -> bool {
        self.titled
            && !self.national
            && self.subdivision.as_ref().is_some_and(|s| s != country && s.starts_with(country.as_str()))
    }

    /// The code of the place that the bulletin is about.
    pub fn code(&self) -> Option<&Id> {
        if self.national { self.country.as_ref() } else { self.subdivision.as_ref().or(self.country.as_ref()) }
    }
}

/// Whether the title names a subdivision as a place, and the bulletin was written there.
fn is_titled(parsed: &Parsed, subdivision: &Id) -> bool {
    let named = |t: &crate::token::Token| matches!(&t.kind, Kind::Place(code) if code == subdivision);
    let title = parsed.readings.iter().take_while(|r| r.paragraph == 0).any(|r| r.tokens.iter().any(named));
    let lead = parsed.readings.iter().take_while(|r| r.paragraph <= LEAD);
    let lead: Vec<_> = lead.filter(|r| r.paragraph > 0).collect();
    let own = |t: &crate::token::Token| match t.kind {
        Kind::Agency(a) => parsed.names.agencies[a].place.as_ref() == Some(subdivision),
        _ => false,
    };
    title
        && lead.iter().any(|r| r.tokens.iter().enumerate().any(|(i, t)| named(t) && is_dateline(r, i)))
        && lead.iter().any(|r| r.tokens.iter().any(own))
}

/// The country where a bulletin was written, when it names no other.
fn dateline(parsed: &Parsed) -> Option<Id> {
    let head = parsed.readings.iter().take_while(|r| r.paragraph <= LEAD);
    let mut places = head.flat_map(|r| r.tokens.iter()).filter_map(|t| match &t.kind {
        Kind::Place(code) => Some(Id::new(Lexicon::country(code))),
        _ => None,
    });
    places.next()
}

/// The country whose money a bulletin counts in most: SGD is Singapore's. Those that cross borders say nothing.
fn currency(parsed: &Parsed) -> Option<Id> {
    const SHARED: [&str; 4] = ["USD", "EUR", "XAF", "XOF"];
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for clause in parsed.readings.iter().flat_map(|r| &r.clauses) {
        let unit = clause.quantity.unit.as_str();
        if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) && !SHARED.contains(&unit) {
            *counts.entry(unit).or_default() += 1;
        }
    }
    let (most, _) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
    Some(Id::new(most.get(..2)?))
}

/// The places that a bulletin names or plainly speaks of, in order of their first mention.
pub fn mentioned(parsed: &Parsed, bodies: &Bodies) -> Vec<Id> {
    let mut places: Vec<Id> = Vec::new();
    let mut add = |code: &Id| {
        if !places.contains(code) {
            places.push(code.clone());
        }
    };
    // The names themselves are asked, not the sentences: there a longer word (港澳台居民) can stand in a place's stead.
    let mut end = 0;
    for token in &parsed.names.tokens {
        let inside = token.span.start < end;
        match &token.kind {
            Kind::Place(code) if !inside => add(code),
            Kind::Agency(a) => {
                let agency = &bodies.agencies[bodies.index[*a]];
                if let Some(place) = agency.place.as_ref().filter(|_| agency.mentioned) {
                    add(place);
                }
            }
            _ => {}
        }
        end = end.max(token.span.end);
    }
    places
}

#[cfg(test)]
mod tests {
    use crate::resolve::sketch::slots;

    #[test]
    fn a_bulletin_that_names_no_country_is_of_its_dateline_or_its_money() {
        for (sketch, expected) in [
            ("t\n/ID [said:2024-06-28] , 5=arrest/suspect .", "ID"),
            ("t\n5SGD=defraud/money .", "SG"),
            ("t\n@police 5SGD=defraud/money .", "CN-SD"),
            ("t\n5USD=defraud/money .", "?"),
        ] {
            let places = slots(sketch, |_, o| o.place.as_deref().unwrap_or("?").to_owned());
            assert_eq!(places, expected, "{sketch}");
        }
    }

    #[test]
    fn what_a_national_body_tells_of_a_place_is_of_it() {
        for (sketch, expected) in [
            ("t /CN-SD\n/CN-SD [said:2024-06-28] .\n@ministry and @police tell . 5=arrest/suspect .", "CN-SD"),
            ("t /CN-SD\n/CN-SD [said:2024-06-28] .\n@ministry and @police tell . 5 .\n6 .", "CN-SD | CN-SD"),
            // Neither its title nor a body of its own tells that the bulletin is of the place.
            ("t\n/CN-SD [said:2024-06-28] .\n@ministry and @police tell . 5=arrest/suspect .", "CN"),
            ("t /CN-SD\n/CN-SD [said:2024-06-28] .\n@ministry tells . 5=arrest/suspect .", "CN"),
        ] {
            let places = slots(sketch, |_, o| o.place.as_deref().unwrap_or("?").to_owned());
            assert_eq!(places, expected, "{sketch}");
        }
    }
}
