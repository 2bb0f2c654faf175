//! What the names of every language share: the book in which those of a document are entered, and keys that are the
//! same in every language.

pub mod again;
pub mod japanese;
pub mod key;
pub mod korean;
pub mod person;
pub mod quoted;
pub mod skeleton;
pub mod source;
#[cfg(test)]
pub mod testing;
pub mod vietnamese;

use std::collections::{BTreeMap, BTreeSet};

use crate::bulletin::{Campaign, Id, Law, Span};
use crate::lexicon::{Form, Lexicon, Scheme, Sense, Word};
use crate::token::{AgencyName, Kind, Level, Names, OfficialName, Token};

/// How many ways of writing one name are kept: a text may not grow its names without end.
const WRITTEN: usize = 16;

/// The entry for a body, apart from the names by which it goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Body {
    /// See [`AgencyName::kind`].
    pub kind: Id,
    /// See [`AgencyName::place`].
    pub place: Option<Id>,
    /// See [`AgencyName::level`].
    pub level: Level,
    /// See [`AgencyName::mentioned`].
    pub mentioned: bool,
    /// See [`AgencyName::host`].
    pub host: bool,
    /// See [`AgencyName::international`].
    pub international: bool,
}

impl Body {
    /// A body of this kind that the words name.
    pub fn new(kind: Id, place: Option<Id>, level: Level) -> Self {
        let international = *kind == *"internationalBody";
        Self { kind, place, level, mentioned: true, host: false, international }
    }

    /// Whether only its name tells it from others of its kind: Interpol and Europol are two, though neither has a place.
    fn is_one_of_many(&self) -> bool {
        self.mentioned && *self.kind == *"internationalBody"
    }
}

/// Where the names of a document are entered while it is read.
#[derive(Debug, Default)]
pub struct Book {
    names: Names,
    bodies: BTreeMap<(Body, String), usize>,
    persons: BTreeMap<String, usize>,
    campaigns: BTreeMap<String, usize>,
    laws: BTreeMap<String, usize>,
}

impl Book {
    /// Enters a mention of a place.
    pub fn place(&mut self, span: Span, code: Id) {
        self.names.tokens.push(Token { span, kind: Kind::Place(code) });
    }

    /// Enters a mention of a body and gives its index.
    pub fn agency(&mut self, span: Span, body: Body, written: &str) -> usize {
        let own = if body.is_one_of_many() { written } else { "" };
        let index = self.body_of(body, own);
        add(&mut self.names.agencies[index].names, written);
        self.names.tokens.push(Token { span, kind: Kind::Agency(index) });
        index
    }

    /// Enters a body that no words name: that of a minister, say.
    pub fn body(&mut self, body: Body) -> usize {
        self.body_of(body, "")
    }

    fn body_of(&mut self, body: Body, own: &str) -> usize {
        let agencies = &mut self.names.agencies;
        *self.bodies.entry((body, own.to_owned())).or_insert_with_key(|(body, _)| {
            agencies.push(AgencyName {
                kind: body.kind.clone(),
                place: body.place.clone(),
                level: body.level,
                names: Vec::new(),
                mentioned: body.mentioned,
                host: body.host,
                international: body.international,
            });
            agencies.len() - 1
        })
    }

    /// Enters another mention of a body ("the ministry").
    pub fn agency_again(&mut self, span: Span, index: usize) {
        if index < self.names.agencies.len() {
            self.names.tokens.push(Token { span, kind: Kind::Agency(index) });
        }
    }

    /// Enters a person with a post: a second post of the same person is dropped.
    pub fn official(&mut self, span: Span, name: &str, key: String, role: &str, agency: Option<usize>) -> usize {
        let officials = &mut self.names.officials;
        let index = *self.persons.entry(key).or_insert_with_key(|key| {
            officials.push(OfficialName {
                name: name.to_owned(),
                key: key.clone(),
                other_names: Vec::new(),
                role: role.to_owned(),
                agency,
            });
            officials.len() - 1
        });
        if officials[index].agency.is_none() {
            officials[index].agency = agency;
        }
        self.names.tokens.push(Token { span, kind: Kind::Official(index) });
        index
    }

    /// Enters another mention of a person, with the form in which it names them.
    pub fn person_again(&mut self, span: Span, index: usize, written: &str) {
        if let Some(official) = self.names.officials.get_mut(index) {
            if official.name != written {
                add(&mut official.other_names, written);
            }
            self.names.tokens.push(Token { span, kind: Kind::Official(index) });
        }
    }

    /// Enters a mention of an operation.
    pub fn campaign(&mut self, span: Span, key: String, known: bool, written: &str) {
        let campaigns = &mut self.names.campaigns;
        let index = *self.campaigns.entry(key).or_insert_with_key(|key| {
            campaigns.push(Campaign { key: key.clone(), known, names: Vec::new() });
            campaigns.len() - 1
        });
        add(&mut campaigns[index].names, written);
        self.names.tokens.push(Token { span, kind: Kind::Campaign(index) });
    }

    /// Enters another name of the operation that was entered last: "Espejo Falso" (False Mirror).
    pub fn campaign_called(&mut self, written: &str) {
        let last =
            self.names.tokens.iter().rev().find_map(|t| if let Kind::Campaign(i) = t.kind { Some(i) } else { None });
        if let Some(campaign) = last.and_then(|i| self.names.campaigns.get_mut(i)) {
            add(&mut campaign.names, written);
        }
    }

    /// Enters a mention of a law.
    pub fn law(&mut self, span: Span, key: String, known: bool, written: &str) {
        let laws = &mut self.names.laws;
        let index = *self.laws.entry(key).or_insert_with_key(|key| {
            laws.push(Law { key: key.clone(), known, names: Vec::new(), country: None });
            laws.len() - 1
        });
        add(&mut laws[index].names, written);
        self.names.tokens.push(Token { span, kind: Kind::Law(index) });
    }

    /// What has been entered so far.
    pub fn so_far(&self) -> &Names {
        &self.names
    }

    /// The names, their marks in the order of the text.
    pub fn finish(mut self) -> Names {
        // A body whose span is that of its place tells the place as well.
        let rank = |t: &Token| matches!(t.kind, Kind::Place(_));
        self.names.tokens.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end), rank(t)));
        self.names.tokens.dedup_by(|a, b| a.span == b.span);
        self.names
    }
}

fn add(names: &mut Vec<String>, written: &str) {
    if names.len() < WRITTEN && !names.iter().any(|n| n == written) {
        names.push(written.to_owned());
    }
}

impl Names {
    /// Takes over the names of another part of the document, and gives their marks: a body, a person, an operation or a law that
    /// is there already under its key stays one.
    pub fn join(&mut self, part: Self) -> Vec<Token> {
        let same = |a: &AgencyName, b: &AgencyName| {
            let one_name = *a.kind != *"internationalBody" || a.names.iter().any(|name| b.names.contains(name));
            (&a.kind, &a.place, a.level, a.mentioned, a.host) == (&b.kind, &b.place, b.level, b.mentioned, b.host)
                && one_name
        };
        let agencies = put(&mut self.agencies, part.agencies, same, |a, b| widen(&mut a.names, b.names));
        let mut persons = part.officials;
        for person in &mut persons {
            person.agency = person.agency.and_then(|a| agencies.get(a).copied());
        }
        let officials = put(
            &mut self.officials,
            persons,
            |a, b| a.key == b.key,
            |a, b| {
                widen(&mut a.other_names, b.other_names);
                if a.name != b.name {
                    add(&mut a.other_names, &b.name);
                }
                a.agency = a.agency.or(b.agency);
            },
        );
        let same = |a: &Campaign, b: &Campaign| a.key == b.key;
        let campaigns = put(&mut self.campaigns, part.campaigns, same, |a, b| widen(&mut a.names, b.names));
        let laws = put(&mut self.laws, part.laws, |a, b| a.key == b.key, |a, b| widen(&mut a.names, b.names));
        let mut tokens = part.tokens;
        for token in &mut tokens {
            match &mut token.kind {
                Kind::Agency(i) => *i = agencies[*i],
                Kind::Official(i) => *i = officials[*i],
                Kind::Campaign(i) => *i = campaigns[*i],
                Kind::Law(i) => *i = laws[*i],
                _ => {}
            }
        }
        self.tokens.extend(tokens.iter().cloned());
        self.tokens.sort_by_key(|t| t.span.start);
        tokens
    }
}

/// Puts items into a list, each that is there already into its equal, and gives the places of all.
fn put<T>(list: &mut Vec<T>, items: Vec<T>, same: impl Fn(&T, &T) -> bool, merge: impl Fn(&mut T, T)) -> Vec<usize> {
    let before = list.len();
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        // Items of one part are distinct: only those of the parts before are compared.
        let known = list[..before].iter().position(|old| same(old, &item));
        match known {
            Some(place) => merge(&mut list[place], item),
            None => list.push(item),
        }
        places.push(known.unwrap_or(list.len() - 1));
    }
    places
}

fn widen(names: &mut Vec<String>, more: Vec<String>) {
    more.iter().for_each(|name| add(names, name));
}

/// The words of the lexicon in a text, found by where they begin and end. They do not overlap.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a [Word<'a>]);

impl<'a> Words<'a> {
    /// The word that begins at this byte.
    pub fn starting(self, at: usize) -> Option<&'a Word<'a>> {
        let i = self.0.binary_search_by_key(&at, |w| w.span.start).ok()?;
        self.0.get(i)
    }

    /// What the lexicon knows under exactly this name.
    pub fn naming(self, name: Span, scheme: Scheme) -> Option<Id> {
        let word = self.starting(name.start).filter(|w| w.span == name)?;
        sense(word, scheme).map(|s| s.id.clone())
    }

    /// The word that ends at this byte.
    pub fn ending(self, at: usize) -> Option<&'a Word<'a>> {
        let i = self.0.binary_search_by_key(&at, |w| w.span.end).ok()?;
        self.0.get(i)
    }

    /// The words that begin within these bytes.
    pub fn within(self, from: usize, to: usize) -> &'a [Word<'a>] {
        let i = self.0.partition_point(|w| w.span.start < from);
        let j = self.0.partition_point(|w| w.span.start < to);
        &self.0[i..j.max(i)]
    }
}

/// The first sense of a word in a scheme.
pub fn sense<'a>(word: &Word<'a>, scheme: Scheme) -> Option<&'a Sense> {
    word.senses.iter().find(|s| s.scheme == scheme)
}

/// Subdivisions that are cities: abroad they stand for their country, as cities do.
const CITY_STATES: [&str; 39] = [
    "CN-BJ", "CN-TJ", "CN-SH", "CN-CQ", "KR-11", "JP-13", "TH-10", "VN-HN", "VN-SG", "MY-14", "ID-JK", "KH-12",
    "LA-VT", "PH-00", "DE-BE", "AT-9", "IN-DL", "AR-C", "CO-DC", "ES-MD", "MX-CMX", "PE-LMA", "PY-ASU", "KR-26",
    "KR-27", "KR-28", "KR-29", "KR-30", "KR-31", "KR-50", "TW-TPE", "TW-NWT", "TW-TAO", "TW-TXG", "TW-TNN", "TW-KHH",
    "TW-KEE", "TW-HSZ", "TW-CYI",
];

/// The place that a word names: a country or a first-level subdivision. Demonyms name none. Of several the one in the
/// country `home` of the text, else the one in China, else the first; a city stands for its subdivision at home, and
/// for its country abroad.
pub fn place(lexicon: &Lexicon, word: &Word<'_>, home: Option<&str>) -> Option<Id> {
    let places = || word.senses.iter().filter(|s| s.scheme == Scheme::Place && s.form != Form::Demonym);
    let of = |country: &str| places().find(|s| Lexicon::country(&s.id) == country);
    let found = home.and_then(of).or_else(|| of("CN")).or_else(|| places().next())?;
    Some(seen_from(lexicon, &found.id, home))
}

/// What a place counts as in a text that is at home in a country: a city stands for its subdivision there, and for its
/// country abroad.
pub fn seen_from(lexicon: &Lexicon, id: &Id, home: Option<&str>) -> Id {
    let region = lexicon.region(id);
    let country = Lexicon::country(region);
    let city = region.contains('-') && (CITY_STATES.contains(&region.as_str()) || lexicon.is_city(id));
    if city && home.is_some_and(|h| h != country) { Id::new(country) } else { region.clone() }
}

/// The country that a text is at home in: that of most of its places and national bodies, none (`""`) where international
/// bodies are named at least half as often. Nothing of either gives `None`. A name that places of several countries bear
/// (Córdoba, Guadalajara) speaks for each of them, but half as loud. The `homes` of the language come first.
///
/// China counts twice where `chinese` is written: its bodies speak of themselves without its name. The short line below a title, which
/// tells who published the text and where, counts more than others.
pub fn home(lexicon: &Lexicon, text: &str, words: Words<'_>, homes: &[&str], chinese: bool) -> Option<Id> {
    let mut counts = BTreeMap::<Id, u32>::new();
    let mut international = 0;
    let imprint = imprint(text);
    let title = text.find('\n').unwrap_or(0).min(TITLE_LENGTH);
    let mut printed = BTreeSet::new();
    for word in words.0 {
        let place = place(lexicon, word, None);
        let weight = match imprint.contains(&word.span.start) {
            true if place.is_none() => IMPRINT,
            // Where a reporter sat is not always where the text is at home.
            true => IMPRINT / 2,
            false if word.span.start < title => TITLE,
            // TAIPEI -- : a dateline.
            false if place.is_some() && is_shouted(word.span.of(text)) => TITLE,
            false => 1,
        };
        international += weight * u32::from(sense(word, Scheme::Agency).is_some_and(|s| !s.id.contains('/')));
        let countries = match place {
            Some(code) if Lexicon::country(&code) == "CN" => [Id::new("CN")].into(),
            Some(_) => countries(word, Scheme::Place),
            // A name that bodies of several countries bear ("Policía Nacional") tells none.
            None => Some(countries(word, Scheme::Agency)).filter(|c| c.len() == 1).unwrap_or_default(),
        };
        let loud = if countries.len() == 1 { 2 } else { 1 };
        if weight == IMPRINT {
            printed.extend(countries.iter().cloned());
        }
        countries.into_iter().for_each(|country| *counts.entry(country).or_default() += weight * loud);
    }
    at_home(&mut counts, homes);
    let abroad = !printed.is_empty() && !printed.contains("CN");
    if let Some(china) = counts.get_mut("CN").filter(|_| chinese && !abroad) {
        *china *= 2;
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then((*a.0 == *"CN").cmp(&(*b.0 == *"CN"))));
    best.map(|(code, count)| if international * 4 > count { Id::new("") } else { code })
}

/// How much a name in the line below the title weighs, and the longest that this line may be, in bytes.
const IMPRINT: u32 = 4;
const IMPRINT_LENGTH: usize = 160;
/// How much a name in the title weighs, and the longest that a title may be, in bytes.
const TITLE: u32 = 2;
const TITLE_LENGTH: usize = 400;

/// Whether a word is written in capitals throughout, and is no abbreviation.
fn is_shouted(word: &str) -> bool {
    word.len() > 4 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b' ')
}

/// The line below the title, where it is short and there is a text below it: "Guardia Civil Press Office, Madrid, 24 June 2025".
fn imprint(text: &str) -> std::ops::Range<usize> {
    let head = &text[..text.floor_char_boundary(10 * IMPRINT_LENGTH)];
    let mut at = 0;
    let lines = head.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty()).skip(1);
    let second = lines.next().filter(|(_, line)| line.len() <= IMPRINT_LENGTH);
    second.filter(|_| lines.next().is_some()).map_or(0..0, |(at, line)| at..at + line.len())
}

/// The countries of what a word names in a scheme; demonyms name none, and international bodies are of none.
fn countries(word: &Word<'_>, scheme: Scheme) -> BTreeSet<Id> {
    let named =
        |s: &&Sense| s.scheme == scheme && s.form != Form::Demonym && (scheme == Scheme::Place || s.id.contains('/'));
    let country = |s: &Sense| Id::new(Lexicon::country(s.id.split('/').next().unwrap_or(&s.id)));
    word.senses.iter().filter(named).map(country).collect()
}

/// A country that writes as the text does outweighs those that it names more often (a Hong Kong bulletin about Cambodia), but
/// for one that is named in passing. The keys are places, the values what they weigh.
pub fn at_home<N: Copy + Ord + From<u8> + std::ops::Mul<Output = N>>(counts: &mut BTreeMap<Id, N>, homes: &[&str]) {
    let own = |code: &Id| homes.contains(&Lexicon::country(code));
    let most = counts.values().copied().max();
    if counts.iter().any(|(code, n)| own(code) && most.is_some_and(|most| *n * N::from(5) >= most)) {
        counts.retain(|code, _| own(code));
    }
}

/// The level of a name in this form.
pub fn level(form: Form) -> Level {
    match form {
        Form::National => Level::National,
        Form::Provincial | Form::Municipal => Level::Local,
        _ => Level::Open,
    }
}

/// The id of the concept of a scheme that an agency of the ontology points to: its kind or its place.
pub fn link<'a>(lexicon: &'a Lexicon, agency: &str, property: &str) -> Option<&'a Id> {
    lexicon.concept(Scheme::Agency, agency)?.links.get(property)?.first()
}
