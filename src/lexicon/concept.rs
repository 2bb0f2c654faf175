//! The concepts that the triples of an ontology describe: schemes, ids, names in their forms, and links.
//!
//! The build (`build/`) compiles this file too, so it leans on nothing but ids and triples.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::vocab::rdf;
use oxrdf::{Literal, NamedOrBlankNode, Term, Triple};

use crate::id::Id;

/// The namespace of classes and properties.
pub const NS: &str = "https://w3id.org/gongbao/ns#";
/// The namespace of concepts, and the default base of data IRIs.
pub const BASE: &str = "https://w3id.org/gongbao/";
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
    /// `motif/`: images that names of operations are made of; no text is read for them.
    Motif,
}

impl Scheme {
    /// Every scheme in order, with the path of its concepts.
    pub const ALL: [(Self, &'static str); 11] = [
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
        (Self::Motif, "motif/"),
    ];

    /// The part of a concept's IRI between the base and its id.
    pub fn path(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("", |(_, p)| p)
    }

    /// Whether its concepts are named one by one: bodies, posts, places, operations, laws.
    pub fn names(self) -> bool {
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
    /// Every form in order.
    pub const ALL: [Self; 14] = [
        Self::Label,
        Self::Past,
        Self::Participle,
        Self::Gerund,
        Self::Third,
        Self::Plural,
        Self::National,
        Self::Provincial,
        Self::Municipal,
        Self::Generic,
        Self::Group,
        Self::Unit,
        Self::Stem,
        Self::Demonym,
    ];

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
    /// A pattern for display of the bodies of a kind in a place; no word for reading.
    Title,
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

/// The concepts of an ontology, sorted by scheme and id.
pub type Concepts = BTreeMap<(Scheme, Id), Concept>;

/// The concepts that some triples describe, and the labels of the words that name nothing.
pub fn gather(triples: &[Triple]) -> (Concepts, Concept) {
    let mut concepts = Concepts::new();
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
    (concepts, decoys)
}

/// The kind of the labels that a property gives, when it gives labels.
fn label_kind(property: &str) -> Option<LabelKind> {
    Some(match property.strip_prefix(SKOS) {
        Some("prefLabel") => LabelKind::Preferred,
        Some("altLabel") => LabelKind::Alternative,
        Some("hiddenLabel") => LabelKind::Hidden,
        _ => match property.strip_prefix(NS)? {
            "collectiveTitle" => LabelKind::Title,
            name => LabelKind::Formed(Form::of_property(name)?),
        },
    })
}

/// The scheme and id of the concept that a triple labels, and the label.
pub fn label_of(triple: &Triple) -> Option<(Scheme, &str, &Literal)> {
    let (NamedOrBlankNode::NamedNode(subject), Term::Literal(label)) = (&triple.subject, &triple.object) else {
        return None;
    };
    let (scheme, id) = Scheme::split(subject.as_str())?;
    label_kind(triple.predicate.as_str()).map(|_| (scheme, id, label))
}

fn add(concept: &mut Concept, triple: &Triple) {
    let predicate = triple.predicate.as_str();
    match &triple.object {
        Term::Literal(literal) => {
            let Some(kind) = label_kind(predicate) else {
                if predicate.strip_prefix(SKOS) == Some("notation") {
                    concept.notations.push(literal.value().to_owned());
                } else if let Some(name) = predicate.strip_prefix(NS) {
                    concept.links.entry(name.to_owned()).or_default().push(Id::new(literal.value()));
                }
                return;
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
