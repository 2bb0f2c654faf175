//! The words of the ontology, compiled into word tables: the ontology is the lexicon.
//!
//! Every `skos:prefLabel`, `skos:altLabel` and `skos:hiddenLabel` of a concept is a word of its language. A word that
//! labels several concepts has several senses: 破案 labels `action/solve` and `target/case`, and so says both what
//! was done and to what. The tables of a language are built when it is first read.
//!
//! The labels of `decoy` are words too, but they name nothing: 沿海 keeps 海地 (Haiti) from being found in 沿海地区.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedOrBlankNode, Term, Triple};

use crate::bulletin::{Id, Span};
use crate::lang;
use crate::ontology::{BASE, NS};

/// The resource whose labels are words that hide what they cover.
const DECOY: &str = "https://w3id.org/gongbao/decoy";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// The concept schemes: the part of a concept's IRI before its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// `action/`: what was done.
    Action,
    /// `target/`: what is counted.
    Target,
    /// `offence/`: what it is about.
    Offence,
    /// `agency-kind/`: kinds of bodies; its labels are what a body of that kind is called at any level.
    AgencyKind,
    /// `agency/`: bodies known by name, such as `CN/publicSecurity`.
    Agency,
    /// `unit/`: units, currencies, measures.
    Unit,
    /// `place/`: countries, first-level subdivisions, and cities (which stand for their subdivision).
    Place,
    /// `campaign/`: known operations.
    Campaign,
    /// `law/`: known laws and plans.
    Law,
    /// `post/`: posts that an official can hold.
    Post,
}

impl Scheme {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Action, "action/"),
        (Self::Target, "target/"),
        (Self::Offence, "offence/"),
        (Self::AgencyKind, "agency-kind/"),
        (Self::Agency, "agency/"),
        (Self::Unit, "unit/"),
        (Self::Place, "place/"),
        (Self::Campaign, "campaign/"),
        (Self::Law, "law/"),
        (Self::Post, "post/"),
    ];

    /// The part of a concept's IRI between the base and its id.
    pub fn path(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, p)| p)
    }

    /// Whether its concepts are named one by one: bodies, posts, places, operations, laws.
    fn names(self) -> bool {
        matches!(self, Self::AgencyKind | Self::Agency | Self::Place | Self::Campaign | Self::Law | Self::Post)
    }

    fn split(iri: &str) -> Option<(Self, &str)> {
        let rest = iri.strip_prefix(BASE)?;
        Self::ALL.iter().find_map(|(s, p)| rest.strip_prefix(p).map(|id| (*s, id)))
    }
}

/// The grammatical form in which a surface word carries its concept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// As the label has it.
    #[default]
    Label,
    /// A finite past form that is no participle ("froze", "broke up").
    Past,
    /// A participle, which may also be the past form ("arrested", "frozen").
    Participle,
    /// An -ing form.
    Gerund,
    /// A third person ("arrests"), which may also be a plural.
    Third,
    /// A plural noun.
    Plural,
    /// The name that a body of a whole country bears (`gb:nationalName`).
    National,
    /// The name that a body of a first-level subdivision bears (`gb:provincialName`).
    Provincial,
    /// The name that a body of a city, a county or a district bears (`gb:municipalName`).
    Municipal,
    /// What bodies of every level are called (`gb:genericName`: "police", 公安机关).
    Generic,
    /// What groups without a name are called (`gb:groupName`: "banks", 金融机构): they act, but are no agencies.
    Group,
    /// The name of a part of a body (`gb:unitName`: "Criminal Investigation Bureau", 刑侦总队).
    Unit,
    /// What stands for a body in a list that ends in a word for all (`gb:stemName`: 检察、法院…等单位).
    Stem,
    /// An adjective or noun of nationality (`gb:demonym`): it names a people, not the place.
    Demonym,
}

impl Form {
    /// The form of the labels that a property of the gongbao namespace gives, by its local name.
    fn of_property(name: &str) -> Option<Self> {
        Some(match name {
            "nationalName" => Self::National,
            "provincialName" => Self::Provincial,
            "municipalName" => Self::Municipal,
            "genericName" => Self::Generic,
            "groupName" => Self::Group,
            "unitName" => Self::Unit,
            "stemName" => Self::Stem,
            "demonym" => Self::Demonym,
            _ => return None,
        })
    }
}

/// One thing that a word can mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense {
    /// The scheme of its concept.
    pub scheme: Scheme,
    /// The id of its concept.
    pub id: Id,
    /// In which form the word carries it.
    pub form: Form,
}

/// How a label names its concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelKind {
    /// For display.
    Preferred,
    /// Another name.
    Alternative,
    /// A surface form for reading only.
    Hidden,
    /// A surface form for reading only that carries its concept in this form.
    Formed(Form),
    /// A pattern for display that the official names of bodies of a kind and level follow; no word for reading.
    Title(Form),
}

/// A name of a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// How it names it.
    pub kind: LabelKind,
    /// BCP 47 tag in lower case, such as `zh-hans`.
    pub language: String,
    /// The words.
    pub text: String,
}

/// A concept with its names and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its names, sorted.
    pub labels: Vec<Label>,
    /// `skos:notation`: ISO 3166, GB/T 2260 or ISO 4217 code.
    pub notations: Vec<String>,
    /// The local names of its `rdf:type`s in the gongbao namespace (`Place`, `City`, `Action` …).
    pub types: BTreeSet<String>,
    /// Its other links in the gongbao namespace: local name of the property → ids (scheme stripped) or texts.
    pub links: BTreeMap<String, Vec<Id>>,
}

/// A word of the lexicon found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// All that it can mean.
    pub senses: &'a [Sense],
}

struct Table {
    words: Vec<Vec<Sense>>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

/// The compiled ontology.
pub struct Lexicon {
    concepts: BTreeMap<(Scheme, Id), Concept>,
    decoys: Concept,
    admits: HashMap<Id, Vec<Id>>,
    tables: Vec<OnceLock<Table>>,
}

impl Lexicon {
    /// Compiles the triples of an ontology.
    pub fn new(triples: &[Triple]) -> Self {
        let mut concepts: BTreeMap<(Scheme, Id), Concept> = BTreeMap::new();
        let mut decoys = Concept::default();
        // The triples of a subject stand together in a file, so it is looked up once for all of them.
        for together in triples.chunk_by(|a, b| a.subject == b.subject) {
            let [Triple { subject: NamedOrBlankNode::NamedNode(subject), .. }, ..] = together else { continue };
            let concept = match Scheme::split(subject.as_str()) {
                Some((scheme, id)) => concepts.entry((scheme, Id::new(id))).or_default(),
                None if subject.as_str() == DECOY => &mut decoys,
                None => continue,
            };
            together.iter().for_each(|triple| add(concept, triple));
        }
        for concept in concepts.values_mut() {
            concept.labels.sort();
            concept.labels.dedup();
        }
        let admits = concepts
            .iter()
            .filter(|((scheme, _), _)| *scheme == Scheme::Action)
            .map(|((_, id), c)| (id.clone(), c.links.get("admits").cloned().unwrap_or_default()))
            .collect();
        let tables = lang::LANGUAGES.iter().map(|_| OnceLock::new()).collect();
        Self { concepts, decoys, admits, tables }
    }

    /// The built-in ontology, compiled once.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::new(&crate::ontology::builtin()))
    }

    /// The concept with this id.
    pub fn concept(&self, scheme: Scheme, id: &str) -> Option<&Concept> {
        self.concepts.get(&(scheme, Id::new(id)))
    }

    /// Every concept of a scheme, sorted by id.
    pub fn concepts(&self, scheme: Scheme) -> impl Iterator<Item = (&Id, &Concept)> {
        self.concepts.iter().filter(move |((s, _), _)| *s == scheme).map(|((_, id), c)| (id, c))
    }

    /// Whether an action can have this target: the selectional preference of `gb:admits`.
    pub fn admits(&self, action: &str, target: &str) -> bool {
        self.admits.get(action).is_some_and(|t| t.iter().any(|t| t == target))
    }

    /// The targets that an action can have, the most usual one first (as the ontology lists them).
    pub fn targets_of(&self, action: &str) -> &[Id] {
        self.admits.get(action).map_or(&[], Vec::as_slice)
    }

    /// The code of the country or first-level subdivision that a place id stands for: a city gives its subdivision.
    pub fn region<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.concept(Scheme::Place, id)
            .and_then(|c| c.links.get("within")?.first())
            .filter(|_| self.is_city(id))
            .unwrap_or(id)
    }

    /// Whether a place id is a city.
    pub fn is_city(&self, id: &str) -> bool {
        self.concept(Scheme::Place, id).is_some_and(|c| c.types.contains("City"))
    }

    /// The country of a place: `CN` of `CN-SD`.
    pub fn country(code: &str) -> &str {
        code.split('-').next().unwrap_or(code)
    }

    /// The words of a language in a text, leftmost and longest first, without overlaps.
    ///
    /// Case of ASCII letters is ignored; in languages with spaces a word begins and ends at a word's edge.
    pub fn scan(&self, language: &lang::Language, text: &str) -> Vec<Word<'_>> {
        self.select(language, text, |_| true)
    }

    /// The words that name bodies, posts, places, operations and laws, found among themselves: a longer word of
    /// another scheme (监督公安机关立案) does not hide the name within it.
    pub fn scan_names(&self, language: &lang::Language, text: &str) -> Vec<Word<'_>> {
        self.select(language, text, |senses| senses.iter().any(|s| s.scheme.names()))
    }

    fn select(&self, language: &lang::Language, text: &str, wanted: impl Fn(&[Sense]) -> bool) -> Vec<Word<'_>> {
        let index = lang::LANGUAGES.iter().position(|l| l.tag == language.tag).unwrap_or(0);
        let table = self.tables[index].get_or_init(|| self.table(language));
        let Some(automaton) = &table.automaton else { return Vec::new() };
        let folded = text.to_ascii_lowercase();
        let mut found: Vec<(usize, usize, u32)> = automaton
            .find_overlapping_iter(&folded)
            .map(|m| (m.start(), m.end(), m.value()))
            .filter(|&(_, _, value)| wanted(&table.words[value as usize]))
            .filter(|&(start, end, _)| !language.spaced || at_edges(&folded, start, end))
            .collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let mut free = 0;
        let mut words = Vec::new();
        for (start, end, value) in found {
            if start >= free {
                free = end;
                let senses = table.words[value as usize].as_slice();
                if !senses.is_empty() {
                    words.push(Word { span: Span::new(start, end), senses });
                }
            }
        }
        words
    }

    fn table(&self, language: &lang::Language) -> Table {
        let mut senses: BTreeMap<String, BTreeSet<Sense>> = BTreeMap::new();
        // The names of units are for display: the numerals of a language read theirs.
        for ((scheme, id), concept) in self.concepts.iter().filter(|((s, _), _)| *s != Scheme::Unit) {
            for label in concept.labels.iter().filter(|l| (language.reads)(&l.language)) {
                let forms = match label.kind {
                    LabelKind::Title(_) => continue,
                    LabelKind::Formed(form) => vec![(label.text.clone(), form)],
                    _ => (language.forms)(*scheme, &label.text),
                };
                for (surface, form) in forms {
                    let sense = Sense { scheme: *scheme, id: id.clone(), form };
                    let folded = surface.to_ascii_lowercase();
                    if folded.contains('\'') {
                        senses.entry(folded.replace('\'', "’")).or_default().insert(sense.clone());
                    }
                    senses.entry(folded).or_default().insert(sense);
                }
            }
        }
        for decoy in self.decoys.labels.iter().filter(|l| (language.reads)(&l.language)) {
            senses.entry(decoy.text.to_ascii_lowercase()).or_default();
        }
        let (surfaces, words): (Vec<_>, Vec<Vec<Sense>>) =
            senses.into_iter().map(|(s, set)| (s, set.into_iter().collect::<Vec<_>>())).unzip();
        let automaton = (!surfaces.is_empty()).then(|| {
            let pairs = surfaces.iter().enumerate().map(|(i, s)| (s.as_str(), u32::try_from(i).unwrap_or(u32::MAX)));
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .build_with_values(pairs)
                .expect("surfaces are distinct and not empty")
        });
        Table { words, automaton }
    }
}

fn add(concept: &mut Concept, triple: &Triple) {
    let predicate = triple.predicate.as_str();
    match &triple.object {
        Term::Literal(literal) => {
            let kind = match predicate.strip_prefix(SKOS) {
                Some("prefLabel") => LabelKind::Preferred,
                Some("altLabel") => LabelKind::Alternative,
                Some("hiddenLabel") => LabelKind::Hidden,
                Some("notation") => return concept.notations.push(literal.value().to_owned()),
                _ => {
                    let Some(name) = predicate.strip_prefix(NS) else { return };
                    match (name, Form::of_property(name)) {
                        (_, Some(form)) => LabelKind::Formed(form),
                        ("provincialTitle", None) => LabelKind::Title(Form::Provincial),
                        ("municipalTitle", None) => LabelKind::Title(Form::Municipal),
                        _ => return concept.links.entry(name.to_owned()).or_default().push(Id::new(literal.value())),
                    }
                }
            };
            if !literal.value().trim().is_empty() {
                concept.labels.push(Label {
                    kind,
                    language: literal.language().unwrap_or("").to_ascii_lowercase(),
                    text: literal.value().to_owned(),
                });
            }
        }
        Term::NamedNode(object) if triple.predicate == rdf::TYPE => {
            if let Some(name) = object.as_str().strip_prefix(NS) {
                concept.types.insert(name.to_owned());
            }
        }
        Term::NamedNode(object) => {
            if let (Some(name), Some((_, id))) = (predicate.strip_prefix(NS), Scheme::split(object.as_str())) {
                concept.links.entry(name.to_owned()).or_default().push(Id::new(id));
            }
        }
        _ => {}
    }
}

fn at_edges(text: &str, start: usize, end: usize) -> bool {
    let word = |c: char| c.is_alphanumeric();
    let inside = |a: Option<char>, b: Option<char>| a.is_some_and(word) && b.is_some_and(word);
    !inside(text[..start].chars().next_back(), text[start..].chars().next())
        && !inside(text[..end].chars().next_back(), text[end..].chars().next())
}
