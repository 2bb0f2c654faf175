//! The places, agencies, officials, campaigns and laws of a bulletin, each described once.

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::{Agency, Bulletin, Campaign, Law, Official};
use crate::lang;
use crate::lexicon::{LabelKind, Lexicon, Scheme};
use crate::names::{self, person::key_at};

use super::iri;
use super::label::Names;
use super::sink::{Sink, word};

/// The segment of an IRI where a place or a kind is not known.
const UNKNOWN: &str = "-";

/// The entities of a bulletin: their IRIs by index, and their descriptions by IRI.
pub struct Entities<'a> {
    lexicon: &'a Lexicon,
    language: String,
    /// The IRI of each of [`Bulletin::agencies`].
    pub agencies: Vec<String>,
    /// The IRI of each of [`Bulletin::officials`].
    pub officials: Vec<String>,
    /// The IRI of each of [`Bulletin::campaigns`].
    pub campaigns: Vec<String>,
    mentions: BTreeSet<String>,
    nodes: BTreeMap<String, Node>,
}

/// The description of an entity.
struct Node {
    names: Names,
    kind: Kind,
}

enum Kind {
    Place { code: String },
    Agency { kind: String, place: Option<String> },
    Official { posts: BTreeSet<String>, agency: Option<String> },
    Post { agency: Option<String>, role: Option<String> },
    Campaign,
    Law,
}

impl<'a> Entities<'a> {
    /// Names and describes the entities of a bulletin.
    pub fn new(bulletin: &Bulletin, lexicon: &'a Lexicon) -> Self {
        let mut all = Self {
            lexicon,
            language: bulletin.language.to_ascii_lowercase(),
            agencies: Vec::new(),
            officials: Vec::new(),
            campaigns: Vec::new(),
            mentions: BTreeSet::new(),
            nodes: BTreeMap::new(),
        };
        for place in &bulletin.places {
            let place = all.place(place);
            all.mentions.insert(place);
        }
        for place in bulletin.outcomes.iter().filter_map(|o| o.place.as_ref()) {
            all.place(place);
        }
        for agency in &bulletin.agencies {
            let name = all.agency(agency);
            all.agencies.push(name);
        }
        let persons = person_keys(bulletin);
        for (official, key) in bulletin.officials.iter().zip(&persons) {
            let name = all.official(official, bulletin, key);
            all.officials.push(name);
        }
        for campaign in &bulletin.campaigns {
            let key = campaign_key(lexicon, campaign, bulletin.language);
            let known = lexicon.concept(Scheme::Campaign, &key).is_some();
            let name = all.named(Scheme::Campaign, &key, known, &campaign.names, Kind::Campaign);
            all.campaigns.push(name);
        }
        for law in &bulletin.laws {
            let key = law_key(lexicon, law, bulletin);
            all.named(Scheme::Law, &key, law.known, &law.names, Kind::Law);
        }
        all
    }

    /// The IRIs of what the bulletin names, sorted.
    pub fn mentions(&self) -> impl Iterator<Item = &str> {
        self.mentions.iter().map(String::as_str)
    }

    fn place(&mut self, code: &str) -> String {
        let name = iri::place(code);
        if !self.nodes.contains_key(&name) {
            let names = Names::of_concept(self.lexicon, Scheme::Place, code);
            self.nodes.insert(name.clone(), Node { names, kind: Kind::Place { code: code.to_owned() } });
        }
        name
    }

    fn agency(&mut self, agency: &Agency) -> String {
        let place = agency.place.as_deref().map(|code| self.place(code));
        let name = self.agency_iri(agency);
        let node = self.nodes.entry(name.clone()).or_insert_with(|| Node {
            names: agency_names(self.lexicon, agency),
            kind: Kind::Agency { kind: agency.kind.to_string(), place },
        });
        let display = node.names.is_empty();
        node.names.written(agency.names.iter().map(String::as_str), &self.language, display);
        if agency.mentioned {
            self.mentions.insert(name.clone());
        }
        name
    }

    fn agency_iri(&self, agency: &Agency) -> String {
        match &agency.place {
            Some(place) => iri::entity("agency/", &[place, &agency.kind]),
            None => match known_agency(self.lexicon, agency) {
                Some(id) => iri::entity("agency/", &id.split('/').collect::<Vec<_>>()),
                None => match international(agency) {
                    Some(name) => iri::entity("agency/", &[UNKNOWN, &agency.kind, &name.to_lowercase()]),
                    None => iri::entity("agency/", &[UNKNOWN, &agency.kind]),
                },
            },
        }
    }

    fn official(&mut self, official: &Official, bulletin: &Bulletin, key: &str) -> String {
        let body = official.agency.and_then(|i| Some((bulletin.agencies.get(i)?, self.agencies.get(i)?.clone())));
        let (place, kind) =
            body.as_ref().map_or((UNKNOWN, UNKNOWN), |(a, _)| (a.place.as_deref().unwrap_or(UNKNOWN), &a.kind));
        let agency = body.as_ref().map(|(_, iri)| iri.clone());
        let name = iri::entity("official/", &[place, kind, key]);
        let post = (!official.role.trim().is_empty()).then(|| self.post(&official.role, place, kind, agency.clone()));
        let node = self.nodes.entry(name.clone()).or_insert_with(|| Node {
            names: Names::default(),
            kind: Kind::Official { posts: BTreeSet::new(), agency },
        });
        if let Kind::Official { posts, .. } = &mut node.kind {
            posts.extend(post);
        }
        let names = std::iter::once(&official.name).chain(&official.other_names).map(String::as_str);
        node.names.written(names, &self.language, true);
        self.mentions.insert(name.clone());
        name
    }

    /// A post is a role in an agency: the known role where the words are a name of one, else the words.
    fn post(&mut self, role: &str, place: &str, kind: &str, agency: Option<String>) -> String {
        let known = known(self.lexicon, Scheme::Post, &self.language, &[role]);
        let name = iri::entity("position/", &[place, kind, known.as_deref().unwrap_or(&role.to_lowercase())]);
        let node = self.nodes.entry(name.clone()).or_insert_with(|| Node {
            names: Names::default(),
            kind: Kind::Post { agency, role: known.as_deref().map(|id| iri::entity("post/", &[id])) },
        });
        // In the language of the text its own words are shown: 主任 and 局长 are one kind of post, but not one word.
        node.names.written([role], &self.language, true);
        if let Some(id) = known {
            node.names.prefer_all(&Names::of_concept(self.lexicon, Scheme::Post, &id));
        }
        name
    }

    fn named(&mut self, scheme: Scheme, key: &str, known: bool, names: &[String], kind: Kind) -> String {
        let name = iri::entity(scheme.path(), &[key]);
        let node = self.nodes.entry(name.clone()).or_insert_with(|| Node {
            names: if known { Names::of_concept(self.lexicon, scheme, key) } else { Names::default() },
            kind,
        });
        let display = node.names.is_empty() || !known;
        node.names.written(names.iter().map(String::as_str), &self.language, display);
        self.mentions.insert(name.clone());
        name
    }

    /// Says them all, by IRI.
    pub fn describe(&self, sink: &mut Sink<'_>) {
        for (name, node) in &self.nodes {
            sink.subject(name);
            node.kind.types(sink);
            node.names.describe(sink);
            node.kind.describe(sink);
        }
    }
}

impl Kind {
    fn types(&self, sink: &mut Sink<'_>) {
        match self {
            Self::Place { .. } => sink.is_a(word::GB_PLACE),
            Self::Agency { .. } => {
                sink.is_a(word::GB_AGENCY);
                sink.is_a(word::FORMAL_ORGANIZATION);
            }
            Self::Official { .. } => sink.is_a(word::OFFICIAL),
            Self::Post { .. } => sink.is_a(word::POST),
            Self::Campaign => sink.is_a(word::GB_CAMPAIGN),
            Self::Law => sink.is_a(word::LAW),
        }
    }

    fn describe(&self, sink: &mut Sink<'_>) {
        match self {
            Self::Place { code } => {
                sink.plain(word::NOTATION, code);
                let country = Lexicon::country(code);
                if country != code {
                    sink.link(word::WITHIN, &iri::place(country));
                }
            }
            Self::Agency { kind, place } => {
                sink.concept(word::AGENCY_KIND, "agency-kind/", kind);
                if let Some(place) = place {
                    sink.link(word::PLACE, place);
                }
            }
            Self::Official { posts, agency } => {
                for post in posts {
                    sink.link(word::HOLDS, post);
                }
                if let Some(agency) = agency {
                    sink.link(word::MEMBER_OF, agency);
                }
            }
            Self::Post { agency, role } => {
                if let Some(agency) = agency {
                    sink.link(word::POST_IN, agency);
                }
                if let Some(role) = role {
                    sink.link(word::ROLE, role);
                }
            }
            Self::Campaign | Self::Law => {}
        }
    }
}

/// The place of the agency of an official.
fn place_of<'b>(official: &Official, bulletin: &'b Bulletin) -> &'b str {
    official.agency.and_then(|i| bulletin.agencies.get(i)?.place.as_deref()).unwrap_or(UNKNOWN)
}

/// The keys of the officials of a bulletin. Two persons stay two: where their names have one key, each keeps that of its letters.
fn person_keys(bulletin: &Bulletin) -> Vec<String> {
    let keyed = |o: &Official| (key_at(place_of(o, bulletin), &o.name, &o.key), o.agency, o.name.is_ascii());
    let keys: Vec<_> = bulletin.officials.iter().map(keyed).collect();
    let mut bearers: BTreeMap<_, usize> = BTreeMap::new();
    keys.iter().for_each(|key| *bearers.entry(key).or_default() += 1);
    let own = |(official, key): (&Official, &(String, Option<usize>, bool))| match bearers.get(key) {
        Some(1) => key.0.clone(),
        _ => official.key.clone(),
    };
    bulletin.officials.iter().zip(&keys).map(own).collect()
}

/// The key of an operation: that of its concept or its series, else of what one of its names says in any language, else of how
/// it is written.
fn campaign_key(lexicon: &Lexicon, campaign: &Campaign, language: &str) -> String {
    let series = campaign.key.trim_end_matches(|c: char| c.is_ascii_digit());
    if campaign.known || lexicon.concept(Scheme::Campaign, series).is_some() {
        return campaign.key.clone();
    }
    // A title may drop the year that the key has ("Sur" of "Sur 2025"): the name with all of it is asked first.
    let whole = |name: &&String| names::key::key(name) == campaign.key;
    let whole = campaign.names.iter().filter(whole).chain(&campaign.names);
    let said = whole.into_iter().find_map(|name| lexicon.motifs().key(name, language));
    said.unwrap_or_else(|| campaign.key.clone())
}

/// The key of a law: that of its concept, else of the treaty that it is, else of its number or of what its title says in the country
/// of most bodies of the bulletin, else of how it is written.
fn law_key(lexicon: &Lexicon, law: &Law, bulletin: &Bulletin) -> String {
    let language = bulletin.language;
    if law.known {
        return elsewhere(lexicon, law, bulletin).unwrap_or_else(|| law.key.clone());
    }
    let treaty = || law.names.iter().find_map(|name| lexicon.treaty(name, language));
    let statute = || {
        let country = law.country.as_deref().or_else(|| country_of_most(bulletin))?;
        law.names.iter().find_map(|name| lexicon.statute(name, language, country))
    };
    treaty().or_else(statute).unwrap_or_else(|| law.key.clone())
}

/// The laws of China and Japan that the ontology knows by titles that laws of other countries bear as well.
const SHARED: &str = " criminalLaw criminalProcedureLaw antiMoneyLaunderingLaw customsLaw extraditionLaw narcoticsLaw penalCode civilCode constitution \
    cybersecurityLaw personalInformationLaw immigrationLaw exitEntryLaw organisedCrimeLaw securitiesLaw trademarkLaw copyrightLaw patentLaw \
    mutualAssistanceLaw drugAdministrationLaw foodSafetyLaw wildlifeLaw policeLaw roadTrafficLaw minorsLaw jpCustoms jpPenalCode jpImmigration \
    jpTrademarkAct jpCopyrightAct jpPatentAct jpBankingAct jpRoadTrafficAct jpPersonalInformationAct jpNarcoticsLaw jpConsumptionTaxAct ";

/// The key of a law by what its title says in the country of which the text speaks there, where the one that the ontology knows by this
/// title is another country's: the "Customs Act" of Korea is not Japan's.
fn elsewhere(lexicon: &Lexicon, law: &Law, bulletin: &Bulletin) -> Option<String> {
    if !SHARED.contains(&format!(" {} ", law.key)) {
        return None;
    }
    let most = || country_of_most(bulletin).filter(|_| law.key == "penalCode");
    let told = law.country.as_deref().or_else(most)?;
    let own = match law.key.get(..2) {
        Some("jp") => "JP",
        _ if law.key == "penalCode" => "",
        _ => "CN",
    };
    let of_own = lexicon.concept(Scheme::Place, own).is_some_and(|place| {
        place
            .labels
            .iter()
            .any(|label| label.text.chars().count() > 1 && law.names.iter().any(|name| name.contains(&label.text)))
    });
    if told == own || of_own {
        return None;
    }
    law.names.iter().find_map(|name| lexicon.statute(name, bulletin.language, told))
}

/// The country of most bodies that a bulletin names and of most that did what it tells; of two that have as many, the first in the alphabet.
fn country_of_most(bulletin: &Bulletin) -> Option<&str> {
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    let named = bulletin.agencies.iter().filter(|a| a.mentioned);
    let acting = bulletin.outcomes.iter().filter_map(|o| bulletin.agencies.get(o.agency?));
    for place in named.chain(acting).filter_map(|a| a.place.as_deref()) {
        *countries.entry(Lexicon::country(place)).or_default() += 1;
    }
    countries.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(country, _)| country)
}

/// The languages in which a kind with a place before it is a name.
const BESIDE: [&str; 3] = ["en", "zh-hans", "zh-hant"];

/// The names for display of a body: its own in the ontology, else what bodies of its kind in its place are called
/// together, else its kind with its place.
fn agency_names(lexicon: &Lexicon, agency: &Agency) -> Names {
    let place = agency.place.as_deref();
    let own = match place {
        Some(place) => Some(format!("{place}/{}", agency.kind)),
        None => known_agency(lexicon, agency),
    };
    let mut names = own.map(|id| Names::of_concept(lexicon, Scheme::Agency, &id)).unwrap_or_default();
    if international(agency).is_some() {
        return names;
    }
    let kinds = Names::of_concept(lexicon, Scheme::AgencyKind, &agency.kind);
    let places = place.map(|code| Names::of_concept(lexicon, Scheme::Place, code)).unwrap_or_default();
    for language in lang::LANGUAGES {
        let tag = language.tag.to_ascii_lowercase();
        if let Some(title) = title(lexicon, &agency.kind, &tag, &places) {
            names.prefer(&tag, &title);
        } else if let Some(kind) = kinds.in_language(&tag).filter(|_| place.is_none() || BESIDE.contains(&&*tag)) {
            let gap = if language.spaced { " " } else { "" };
            let place = places.in_language(&tag).map(|p| format!("{p}{gap}")).unwrap_or_default();
            names.prefer(&tag, &format!("{place}{kind}"));
        }
    }
    names
}

/// What the bodies of a kind in a place are called together. An agency is all of them: the province's department and
/// its city's bureau are one, so neither's own name would be true of it.
fn title(lexicon: &Lexicon, kind: &str, language: &str, place: &Names) -> Option<String> {
    let labels = &lexicon.concept(Scheme::AgencyKind, kind)?.labels;
    let pattern = labels.iter().find(|l| l.language == language && l.kind == LabelKind::Title)?;
    Some(pattern.text.replace("{}", place.in_language(language)?))
}

/// The name of a body of several states, which no place tells from others.
fn international(agency: &Agency) -> Option<&str> {
    agency.names.first().map(String::as_str).filter(|_| agency.place.is_none() && &agency.kind == "internationalBody")
}

/// The id of the body that bears a name of its own, such as `INTERPOL`.
fn known_agency(lexicon: &Lexicon, agency: &Agency) -> Option<String> {
    if let Some(own) = &agency.own {
        return Some(own.to_string());
    }
    let written: Vec<&str> = agency.names.iter().map(String::as_str).collect();
    known(lexicon, Scheme::Agency, "", &written).filter(|id| !id.contains('/'))
}

/// The id of the first concept of a scheme that bears one of these names; in any language if `language` is empty.
fn known(lexicon: &Lexicon, scheme: Scheme, language: &str, written: &[&str]) -> Option<String> {
    let primary = language.split('-').next().unwrap_or("");
    lexicon
        .concepts(scheme)
        .find(|(_, concept)| {
            concept.labels.iter().any(|label| {
                (primary.is_empty() || label.language.split('-').next() == Some(primary))
                    && written.iter().any(|name| label.text.eq_ignore_ascii_case(name))
            })
        })
        .map(|(id, _)| id.to_string())
}
