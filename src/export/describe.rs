//! What a dataset holds, counted while it is written, as VoID and DCAT say it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, LiteralRef, NamedNode, NamedNodeRef, Quad, QuadRef, TermRef};

use super::Format;
use super::once::hash;
use crate::lexicon::{BASE, NS};

const DCAT: &str = "http://www.w3.org/ns/dcat#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const SPDX: &str = "http://spdx.org/rdf/terms#";
const VOID: &str = "http://rdfs.org/ns/void#";

/// The content of a dataset, counted.
#[derive(Debug, Default)]
pub struct Description {
    triples: u64,
    subjects: HashSet<u128>,
    objects: HashSet<u128>,
    instances: HashSet<u128>,
    /// How many things are of a class.
    classes: BTreeMap<String, u64>,
    /// How many triples a property has.
    properties: BTreeMap<String, u64>,
    /// Of the bulletins, as tags.
    languages: BTreeSet<String>,
    /// What figures cover.
    places: BTreeSet<String>,
    /// The first and the last day that figures cover.
    days: Option<(String, String)>,
}

/// A file that the dataset is in.
#[derive(Debug)]
pub struct File {
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its format.
    pub format: &'static Format,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Description {
    /// Counts a quad. One that comes twice counts twice.
    pub fn count(&mut self, quad: QuadRef<'_>) {
        self.triples += 1;
        self.subjects.insert(hash(&quad.subject));
        self.objects.insert(hash(&quad.object));
        add(&mut self.properties, quad.predicate.as_str());
        match quad.object {
            TermRef::NamedNode(class) if quad.predicate == rdf::TYPE => {
                let is_new = self.instances.insert(hash(&(quad.subject, class)));
                *self.classes.entry(class.as_str().to_owned()).or_default() += u64::from(is_new);
            }
            TermRef::NamedNode(place) if quad.predicate.as_str().strip_prefix(NS) == Some("place") => {
                self.places.insert(place.as_str().to_owned());
            }
            TermRef::Literal(literal) => match quad.predicate.as_str().strip_prefix(NS) {
                Some("language") => {
                    self.languages.insert(literal.value().to_owned());
                }
                Some("periodStart" | "periodEnd") => widen(&mut self.days, literal.value()),
                _ => {}
            },
            _ => {}
        }
    }

    /// The description of the dataset `name` in these files, in the default graph. A licence is named only where one is given.
    pub fn quads(&self, name: &str, files: &[File], licence: Option<&NamedNode>) -> Vec<Quad> {
        let mut say = Say { quads: Vec::new(), behind: Vec::new(), subject: NamedNode::new_unchecked(name) };
        for class in [format!("{VOID}Dataset"), format!("{DCAT}Dataset")] {
            say.link(rdf::TYPE.as_str(), &class);
        }
        for (language, title) in [("en", "Official bulletins as a knowledge graph"), ("zh-hans", "官方通报知识图谱")]
        {
            let title = LiteralRef::new_language_tagged_literal_unchecked(title, language);
            say.say(&format!("{DCTERMS}title"), title.into());
        }
        let told = "Figures that official bulletins report, with the words that report them; read from the bulletins by gongbao.";
        let told = LiteralRef::new_language_tagged_literal_unchecked(told, "en");
        say.say(&format!("{DCTERMS}description"), told.into());
        say.link(&format!("{DCTERMS}conformsTo"), NS.trim_end_matches('#'));
        if let Some(licence) = licence {
            say.link(&format!("{DCTERMS}license"), licence.as_str());
        }
        self.coverage(&mut say, name);
        self.counts(&mut say, name);
        for (i, file) in files.iter().enumerate() {
            file.describe(&mut say, name, i + 1, licence);
        }
        say.quads.append(&mut say.behind);
        say.quads
    }

    fn coverage(&self, say: &mut Say, name: &str) {
        let mut languages = BTreeSet::new();
        for tag in &self.languages {
            let language = tag.split('-').next().unwrap_or(tag);
            languages.insert(format!("http://id.loc.gov/vocabulary/iso639-1/{language}"));
        }
        for language in languages {
            say.link(&format!("{DCTERMS}language"), &language);
        }
        for place in &self.places {
            say.link(&format!("{DCTERMS}spatial"), place);
        }
        if let Some((first, last)) = &self.days {
            let period = format!("{name}#period");
            say.link(&format!("{DCTERMS}temporal"), &period);
            say.of(&period, |say| {
                say.link(rdf::TYPE.as_str(), &format!("{DCTERMS}PeriodOfTime"));
                say.typed(&format!("{DCAT}startDate"), first, xsd::DATE);
                say.typed(&format!("{DCAT}endDate"), last, xsd::DATE);
            });
        }
    }

    fn counts(&self, say: &mut Say, name: &str) {
        let entities = self.subjects.len() as u64;
        say.say(&format!("{VOID}uriSpace"), LiteralRef::new_simple_literal(BASE).into());
        for vocabulary in vocabularies(self.classes.keys().chain(self.properties.keys())) {
            say.link(&format!("{VOID}vocabulary"), &vocabulary);
        }
        for (property, count) in [
            ("triples", self.triples),
            ("entities", entities),
            ("distinctSubjects", entities),
            ("distinctObjects", self.objects.len() as u64),
            ("classes", self.classes.len() as u64),
            ("properties", self.properties.len() as u64),
        ] {
            say.number(&format!("{VOID}{property}"), count);
        }
        for (class, count) in &self.classes {
            let part = format!("{name}#class-{}", segment(class));
            say.link(&format!("{VOID}classPartition"), &part);
            say.of(&part, |say| {
                say.link(&format!("{VOID}class"), class);
                say.number(&format!("{VOID}entities"), *count);
            });
        }
        for (property, count) in &self.properties {
            let part = format!("{name}#property-{}", segment(property));
            say.link(&format!("{VOID}propertyPartition"), &part);
            say.of(&part, |say| {
                say.link(&format!("{VOID}property"), property);
                say.number(&format!("{VOID}triples"), *count);
            });
        }
    }
}

impl File {
    fn describe(&self, say: &mut Say, name: &str, number: usize, licence: Option<&NamedNode>) {
        let file = format!("{name}#file-{number}");
        say.link(&format!("{DCAT}distribution"), &file);
        let media_type = format!("https://www.iana.org/assignments/media-types/{}", self.format.media_type);
        say.of(&file, |say| {
            say.link(rdf::TYPE.as_str(), &format!("{DCAT}Distribution"));
            let title = self.name.as_deref().unwrap_or(self.format.title);
            say.say(&format!("{DCTERMS}title"), LiteralRef::new_simple_literal(title).into());
            say.link(&format!("{DCAT}mediaType"), &media_type);
            say.number_as(&format!("{DCAT}byteSize"), self.bytes, xsd::NON_NEGATIVE_INTEGER);
            if let Some(licence) = licence {
                say.link(&format!("{DCTERMS}license"), licence.as_str());
            }
            let sum = format!("{file}-checksum");
            say.link(&format!("{SPDX}checksum"), &sum);
            say.of(&sum, |say| {
                say.link(rdf::TYPE.as_str(), &format!("{SPDX}Checksum"));
                say.link(&format!("{SPDX}algorithm"), &format!("{SPDX}checksumAlgorithm_sha256"));
                say.typed(&format!("{SPDX}checksumValue"), &self.sha256, xsd::HEX_BINARY);
            });
        });
    }
}

/// The quads of a description: those of the subject in hand, and behind them those of the nodes that it leads to.
struct Say {
    quads: Vec<Quad>,
    behind: Vec<Quad>,
    subject: NamedNode,
}

impl Say {
    /// Says something of another node.
    fn of(&mut self, node: &str, told: impl FnOnce(&mut Self)) {
        let mut other = Self { quads: Vec::new(), behind: Vec::new(), subject: NamedNode::new_unchecked(node) };
        told(&mut other);
        self.behind.append(&mut other.quads);
        self.behind.append(&mut other.behind);
    }

    fn say(&mut self, property: &str, value: TermRef<'_>) {
        let property = NamedNode::new_unchecked(property);
        self.quads.push(Quad::new(self.subject.clone(), property, value, GraphName::DefaultGraph));
    }

    fn link(&mut self, property: &str, iri: &str) {
        self.say(property, NamedNodeRef::new_unchecked(iri).into());
    }

    fn typed(&mut self, property: &str, text: &str, datatype: NamedNodeRef<'_>) {
        self.say(property, LiteralRef::new_typed_literal(text, datatype).into());
    }

    fn number(&mut self, property: &str, number: u64) {
        self.number_as(property, number, xsd::INTEGER);
    }

    fn number_as(&mut self, property: &str, number: u64, datatype: NamedNodeRef<'_>) {
        self.typed(property, &number.to_string(), datatype);
    }
}

/// The namespaces of these IRIs.
fn vocabularies<'a>(iris: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    iris.filter_map(|iri| iri.rfind(['#', '/']).and_then(|at| iri.get(..=at))).map(str::to_owned).collect()
}

/// An IRI as the end of another one.
fn segment(iri: &str) -> String {
    let local = iri.rsplit(['#', '/']).next().unwrap_or(iri);
    let plain: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    // Two vocabularies may have the same word.
    format!("{plain}-{}", &crate::store::sha256(iri.as_bytes())[..8])
}

fn add(counts: &mut BTreeMap<String, u64>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => {
            counts.insert(key.to_owned(), 1);
        }
    }
}

/// Days in ISO 8601 sort as they follow.
fn widen(days: &mut Option<(String, String)>, day: &str) {
    match days {
        None => *days = Some((day.to_owned(), day.to_owned())),
        Some((first, _)) if day < first.as_str() => day.clone_into(first),
        Some((_, last)) if day > last.as_str() => day.clone_into(last),
        Some(_) => {}
    }
}
