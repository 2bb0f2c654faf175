//! The laws.

use std::collections::{BTreeMap, BTreeSet};

use gongbao::bulletin::Bulletin;
use gongbao::lexicon::Lexicon;
use gongbao::ontology;
use gongbao::rdf::quads;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use rust_decimal::Decimal;

const GB: &str = "https://w3id.org/gongbao/ns#";
const BASE: &str = "https://w3id.org/gongbao/";
const OA: &str = "http://www.w3.org/ns/oa#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const ORG: &str = "http://www.w3.org/ns/org#";

/// A graph by subject and property.
struct Graph<'a>(BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Term>>>);

impl<'a> Graph<'a> {
    fn new(quads: &'a [Quad]) -> Self {
        let mut all: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { panic!("a blank node: {quad}") };
            all.entry(subject.as_str()).or_default().entry(quad.predicate.as_str()).or_default().push(&quad.object);
        }
        Self(all)
    }

    fn all(&self, subject: &str, property: &str) -> &[&'a Term] {
        self.0.get(subject).and_then(|node| node.get(property)).map_or(&[], Vec::as_slice)
    }

    fn nodes(&self, subject: &str, property: &str) -> Vec<&'a str> {
        self.all(subject, property).iter().map(|t| node(t)).collect()
    }

    /// The one value there must be.
    fn one(&self, subject: &str, property: &str) -> &'a Term {
        match self.all(subject, property) {
            [one] => one,
            other => panic!("{subject} has {} values of {property}, should have one", other.len()),
        }
    }

    fn literal(&self, subject: &str, property: &str) -> &'a Literal {
        let Term::Literal(literal) = self.one(subject, property) else { panic!("{property} of {subject}: no literal") };
        literal
    }

    fn text(&self, subject: &str, property: &str) -> &'a str {
        self.literal(subject, property).value()
    }

    fn decimal(&self, subject: &str, property: &str) -> Decimal {
        let literal = self.literal(subject, property);
        assert_eq!(literal.datatype().as_str(), "http://www.w3.org/2001/XMLSchema#decimal");
        literal.value().parse().unwrap()
    }

    fn whole(&self, subject: &str, property: &str) -> usize {
        self.text(subject, property).parse().unwrap()
    }

    fn are(&self, class: &str) -> Vec<&'a str> {
        self.0
            .iter()
            .filter(|(_, node)| {
                node.get(rdf::TYPE.as_str()).is_some_and(|types| types.iter().any(|t| self::node(t) == class))
            })
            .map(|(subject, _)| *subject)
            .collect()
    }
}

fn node(term: &Term) -> &str {
    let Term::NamedNode(node) = term else { panic!("{term} should be a node") };
    node.as_str()
}

fn gb(name: &str) -> String {
    format!("{GB}{name}")
}

/// Whether the quads of a bulletin are as they must be.
pub fn check(bulletin: &Bulletin, quads: &[Quad]) {
    let graph = Graph::new(quads);
    shape(quads);
    names(quads);
    outcomes(bulletin, &graph);
    notes(bulletin, &graph);
    evidence(bulletin, &graph);
    entities(bulletin, &graph);
    assert_eq!(quads, self::quads(bulletin, Lexicon::builtin()), "twice the same");
}

/// One graph, each subject in one run, each property of it in one run, no quad twice.
fn shape(quads: &[Quad]) {
    assert_eq!(quads.iter().map(|q| q.graph_name.to_string()).collect::<BTreeSet<_>>().len(), 1, "one graph");
    assert_eq!(quads[0].graph_name.to_string(), quads[0].subject.to_string(), "of the bulletin's name");
    assert_eq!(quads.iter().map(ToString::to_string).collect::<BTreeSet<_>>().len(), quads.len(), "no quad twice");
    let runs = |key: fn(&Quad) -> String| {
        let mut keys: Vec<String> = quads.iter().map(key).collect();
        keys.dedup();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "in one run");
    };
    runs(|q| q.subject.to_string());
    runs(|q| format!("{} {}", q.subject, q.predicate));
}

/// No blank nodes; IRIs are valid and ASCII; language tags are valid and in lower case.
fn names(quads: &[Quad]) {
    for quad in quads {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { panic!("a blank node: {quad}") };
        let mut iris = vec![subject.as_str(), quad.predicate.as_str()];
        match &quad.object {
            Term::NamedNode(object) => iris.push(object.as_str()),
            Term::Literal(literal) => {
                if let Some(language) = literal.language() {
                    let sound = Literal::new_language_tagged_literal(literal.value(), language).unwrap();
                    assert_eq!(&sound, literal);
                }
            }
            _ => panic!("a blank node: {quad}"),
        }
        for iri in iris {
            assert!(iri.is_ascii(), "not ASCII: {iri}");
            NamedNode::new(iri).unwrap_or_else(|e| panic!("{iri}: {e}"));
        }
    }
}

/// Every concept that is pointed at is in the ontology.
fn known(iri: &str) {
    use std::sync::OnceLock;
    static KNOWN: OnceLock<BTreeSet<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        ontology::builtin().iter().map(|t| t.subject.to_string().trim_matches(['<', '>']).to_owned()).collect()
    });
    assert!(known.contains(iri), "{iri} is not in the ontology");
}

fn outcomes(bulletin: &Bulletin, graph: &Graph<'_>) {
    let outcomes = graph.are(&gb("Outcome"));
    assert_eq!(outcomes.len(), bulletin.outcomes.len());
    assert_eq!(outcomes, graph.are("http://purl.org/linked-data/cube#Observation"));
    for outcome in outcomes {
        for property in ["unit", "bound", "action"] {
            let concept = node(graph.one(outcome, &gb(property)));
            assert!(concept.starts_with(&format!("{BASE}{property}/")), "{concept}");
            known(concept);
        }
        let targets = graph.nodes(outcome, &gb("target"));
        assert!(!targets.is_empty(), "{outcome}: {} has no target", graph.text(outcome, &gb("quote")));
        targets.into_iter().for_each(known);
        for property in ["offence", "per", "compare"] {
            let values = graph.nodes(outcome, &gb(property));
            assert!(values.len() <= 1);
            values.into_iter().for_each(known);
        }
        // Crime of every kind is read, but it is no class of offences.
        assert!(!graph.nodes(outcome, &gb("offence")).iter().any(|o| o.ends_with("offence/any")), "{outcome}");
        let [value, lower, upper] = ["value", "lowerValue", "upperValue"].map(|p| graph.decimal(outcome, &gb(p)));
        assert!(lower <= value && value <= upper, "{outcome}: {lower} {value} {upper}");
        for property in ["statedIn"].map(gb).into_iter().chain(["http://www.w3.org/ns/prov#wasDerivedFrom".into()]) {
            assert_eq!(graph.are(&gb("Bulletin")), [node(graph.one(outcome, &property))]);
        }
        let days = ["periodStart", "periodEnd"].map(|p| graph.all(outcome, &gb(p)));
        if let [[from], [to]] = days {
            assert!(from.to_string() <= to.to_string(), "{outcome}: a period that ends before it begins: {from} {to}");
        }
        for (property, class) in [
            ("place", "Place"),
            ("agency", "Agency"),
            ("reportedBy", "Official"),
            ("campaign", "Campaign"),
            ("changeOf", "Outcome"),
            ("states", "Figure"),
        ] {
            for value in graph.nodes(outcome, &gb(property)) {
                assert!(graph.nodes(value, rdf::TYPE.as_str()).contains(&&*gb(class)), "{value} is no {class}");
                assert_ne!(value, outcome);
            }
        }
    }
}

fn notes(bulletin: &Bulletin, graph: &Graph<'_>) {
    let notes = graph.are(&gb("Note"));
    assert_eq!(notes.len(), bulletin.notes.len());
    for note in notes {
        known(node(graph.one(note, &gb("reason"))));
        assert_eq!(graph.are(&gb("Bulletin")), [node(graph.one(note, &gb("statedIn")))]);
    }
}

/// Selectors point at the exact words.
fn evidence(bulletin: &Bulletin, graph: &Graph<'_>) {
    let characters: Vec<char> = bulletin.text.chars().collect();
    let oa = |name: &str| format!("{OA}{name}");
    for stated in [graph.are(&gb("Outcome")), graph.are(&gb("Note"))].concat() {
        let evidence = node(graph.one(stated, &gb("evidence")));
        assert_eq!(graph.are(&gb("Bulletin")), [node(graph.one(evidence, &oa("hasSource")))]);
        let selectors = graph.nodes(evidence, &oa("hasSelector"));
        let [quote, position] = selectors[..] else { panic!("{evidence}: {selectors:?}") };
        let (start, end) = (graph.whole(position, &oa("start")), graph.whole(position, &oa("end")));
        let exact = graph.text(quote, &oa("exact"));
        assert_eq!(characters[start..end].iter().collect::<String>(), exact);
        assert_eq!(graph.text(stated, &gb("quote")), exact);
        let around = format!("{}{exact}{}", graph.text(quote, &oa("prefix")), graph.text(quote, &oa("suffix")));
        assert!(bulletin.text.contains(&around), "{around:?}");
        let number = graph.whole(stated, &gb("position"));
        assert!(
            (start..end).contains(&number),
            "{stated}: {number} lies outside of its quote {start}..{end} {exact:?}"
        );
    }
}

fn entities(bulletin: &Bulletin, graph: &Graph<'_>) {
    let labels = |node: &str| {
        ["prefLabel", "altLabel"]
            .iter()
            .flat_map(|p| graph.all(node, &format!("{SKOS}{p}")))
            .map(|t| match t {
                Term::Literal(l) => l.value(),
                _ => panic!("{t} is no label"),
            })
            .collect::<BTreeSet<_>>()
    };
    for place in graph.are(&gb("Place")) {
        assert_eq!(place, format!("{BASE}place/{}", graph.text(place, &format!("{SKOS}notation"))));
    }
    for agency in graph.are(&gb("Agency")) {
        known(node(graph.one(agency, &gb("agencyKind"))));
        assert!(graph.all(agency, &gb("place")).len() <= 1);
        assert!(!labels(agency).is_empty(), "{agency} has no label");
    }
    for official in graph.are(&gb("Official")) {
        for post in graph.nodes(official, &format!("{ORG}holds")) {
            assert!(graph.nodes(post, rdf::TYPE.as_str()).contains(&&*format!("{ORG}Post")));
            assert_eq!(graph.nodes(post, &format!("{ORG}postIn")), graph.nodes(official, &format!("{ORG}memberOf")));
        }
    }
    let [source] = graph.are(&gb("Bulletin"))[..] else { panic!("one bulletin") };
    let mentions: BTreeSet<&str> = graph.nodes(source, &gb("mentions")).into_iter().collect();
    let classes = ["Place", "Agency", "Official", "Campaign", "Law"].map(gb);
    for mention in &mentions {
        let types = graph.nodes(mention, rdf::TYPE.as_str());
        assert_eq!(types.iter().filter(|t| classes.iter().any(|c| c == *t)).count(), 1, "{mention}: {types:?}");
    }
    let mentioned: Vec<BTreeSet<&str>> = mentions.iter().map(|m| labels(m)).collect();
    let people = bulletin.officials.iter().flat_map(|o| std::iter::once(&o.name).chain(&o.other_names));
    let other = bulletin.campaigns.iter().map(|c| &c.names).chain(bulletin.laws.iter().map(|l| &l.names)).flatten();
    for name in people.chain(other) {
        assert!(mentioned.iter().any(|names| names.contains(name.as_str())), "{name:?} labels nothing mentioned");
    }
}
