//! Where quads are collected: the subject and graph in hand, and a short way to say each kind of value.

use jiff::civil::Date;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rust_decimal::Decimal;

use crate::ontology::BASE;

/// The terms of the vocabularies that are written.
pub mod word {
    use oxigraph::model::NamedNodeRef;

    macro_rules! words {
        ($base:literal: $($name:ident = $local:literal),* $(,)?) => {
            $(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($base, $local));)*
        };
    }

    words! { "https://w3id.org/gongbao/ns#":
        BULLETIN = "Bulletin", OUTCOME = "Outcome", NOTE = "Note", GB_PLACE = "Place", GB_AGENCY = "Agency",
        OFFICIAL = "Official", GB_CAMPAIGN = "Campaign", LAW = "Law",
        TITLE = "title", DATE = "date", LANGUAGE = "language", SHA256 = "sha256", MENTIONS = "mentions",
        VALUE = "value", LOWER_VALUE = "lowerValue", UPPER_VALUE = "upperValue", UNIT = "unit", BOUND = "bound",
        ACTION = "action", TARGET = "target", OFFENCE = "offence", PER = "per", PERIOD_START = "periodStart",
        PERIOD_END = "periodEnd", COMPARE = "compare", CHANGE_OF = "changeOf", PLACE = "place", AGENCY = "agency",
        REPORTED_BY = "reportedBy", CAMPAIGN = "campaign", QUOTE = "quote", POSITION = "position",
        PRODUCTION = "production", STATED_IN = "statedIn", EVIDENCE = "evidence", REASON = "reason",
        AGENCY_KIND = "agencyKind", WITHIN = "within",
    }
    words! { "http://www.w3.org/1999/02/22-rdf-syntax-ns#": TYPE = "type" }
    words! { "http://www.w3.org/2001/XMLSchema#":
        XSD_DATE = "date", XSD_DECIMAL = "decimal", XSD_INTEGER = "integer", XSD_LANGUAGE = "language",
        XSD_HEX_BINARY = "hexBinary",
    }
    words! { "http://www.w3.org/2004/02/skos/core#":
        PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", NOTATION = "notation",
    }
    words! { "http://www.w3.org/ns/prov#": DERIVED_FROM = "wasDerivedFrom" }
    words! { "http://purl.org/linked-data/cube#": OBSERVATION = "Observation", DATA_SET = "dataSet" }
    words! { "http://www.w3.org/ns/org#":
        FORMAL_ORGANIZATION = "FormalOrganization", POST = "Post", HOLDS = "holds", POST_IN = "postIn",
        MEMBER_OF = "memberOf", ROLE = "role",
    }
    words! { "http://www.w3.org/ns/oa#":
        SPECIFIC_RESOURCE = "SpecificResource", TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
        TEXT_POSITION_SELECTOR = "TextPositionSelector", HAS_SOURCE = "hasSource", HAS_SELECTOR = "hasSelector",
        EXACT = "exact", PREFIX = "prefix", SUFFIX = "suffix", START = "start", END = "end",
    }
    /// The one data set of all outcomes.
    pub const OUTCOMES: &str = "https://w3id.org/gongbao/dataset/outcomes";
}

/// The quads of one graph, said subject by subject.
pub struct Sink {
    /// What was said so far.
    pub quads: Vec<Quad>,
    graph: GraphName,
    subject: NamedOrBlankNode,
}

impl Sink {
    /// A sink for the graph of this IRI, with room for so many quads.
    pub fn new(graph: &str, room: usize) -> Self {
        let node = NamedNode::new_unchecked(graph);
        Self { quads: Vec::with_capacity(room), graph: node.clone().into(), subject: node.into() }
    }

    /// Goes on with this subject, which must not have been described before.
    pub fn subject(&mut self, iri: &str) {
        self.subject = NamedNode::new_unchecked(iri).into();
    }

    fn say(&mut self, property: NamedNodeRef<'_>, value: impl Into<Term>) {
        self.quads.push(Quad {
            subject: self.subject.clone(),
            predicate: property.into_owned(),
            object: value.into(),
            graph_name: self.graph.clone(),
        });
    }

    /// Its type.
    pub fn is_a(&mut self, class: NamedNodeRef<'_>) {
        self.say(word::TYPE, class.into_owned());
    }

    /// A link to a node.
    pub fn link(&mut self, property: NamedNodeRef<'_>, iri: &str) {
        self.say(property, NamedNode::new_unchecked(iri));
    }

    /// A link to the concept with this id; `path` is the part of its IRI before that.
    pub fn concept(&mut self, property: NamedNodeRef<'_>, path: &str, id: &str) {
        let mut iri = String::with_capacity(BASE.len() + path.len() + id.len());
        iri.push_str(BASE);
        iri.push_str(path);
        super::iri::push_segment(&mut iri, id);
        self.say(property, NamedNode::new_unchecked(iri));
    }

    /// Words without a language.
    pub fn plain(&mut self, property: NamedNodeRef<'_>, text: &str) {
        self.say(property, Literal::new_simple_literal(text));
    }

    /// Words in a language.
    pub fn text(&mut self, property: NamedNodeRef<'_>, text: &str, language: &str) {
        let language = language.to_ascii_lowercase();
        self.say(property, Literal::new_language_tagged_literal_unchecked(text, language));
    }

    /// A value of a datatype, in its lexical form.
    pub fn typed(&mut self, property: NamedNodeRef<'_>, text: &str, datatype: NamedNodeRef<'_>) {
        self.say(property, Literal::new_typed_literal(text, datatype));
    }

    /// A day.
    pub fn date(&mut self, property: NamedNodeRef<'_>, date: Date) {
        self.say(property, Literal::new_typed_literal(date.to_string(), word::XSD_DATE));
    }

    /// A number, in the shortest form.
    pub fn decimal(&mut self, property: NamedNodeRef<'_>, value: Decimal) {
        self.say(property, Literal::new_typed_literal(value.normalize().to_string(), word::XSD_DECIMAL));
    }

    /// A whole number.
    pub fn integer(&mut self, property: NamedNodeRef<'_>, value: usize) {
        self.say(property, Literal::new_typed_literal(value.to_string(), word::XSD_INTEGER));
    }
}
