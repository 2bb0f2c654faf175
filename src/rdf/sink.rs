//! Where quads are said: the subject and graph in hand, and a short way to say each kind of value.

use std::fmt::{Display, Write};

use jiff::civil::Date;
use oxigraph::model::{LiteralRef, NamedNode, NamedNodeRef, QuadRef, TermRef};
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
        BULLETIN = "Bulletin", FORMER_BULLETIN = "FormerBulletin", OUTCOME = "Outcome", NOTE = "Note", GB_PLACE = "Place", GB_AGENCY = "Agency",
        FIGURE = "Figure", OFFICIAL = "Official", GB_CAMPAIGN = "Campaign", LAW = "Law",
        TITLE = "title", DATE = "date", DATE_SOURCE = "dateSource", SOURCE = "source", PUBLISHER = "publisher", BYLINE = "byline",
        ENCODING = "encoding", LANGUAGE = "language", SHA256 = "sha256", TEXT = "text", MENTIONS = "mentions",
        VALUE = "value", LOWER_VALUE = "lowerValue", UPPER_VALUE = "upperValue", UNIT = "unit", BOUND = "bound",
        ACTION = "action", TARGET = "target", OFFENCE = "offence", PER = "per", PERIOD_START = "periodStart",
        PERIOD_END = "periodEnd", PERIOD = "period", GB_PERIOD = "Period", COMPARE = "compare", CHANGE_OF = "changeOf", PLACE = "place", AGENCY = "agency",
        REPORTED_BY = "reportedBy", CAMPAIGN = "campaign", QUOTE = "quote", POSITION = "position",
        PRODUCTION = "production", STATED_IN = "statedIn", EVIDENCE = "evidence", STATES = "states", REASON = "reason",
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
    words! { "http://www.w3.org/ns/prov#": DERIVED_FROM = "wasDerivedFrom", REVISION_OF = "wasRevisionOf" }
    words! { "http://purl.org/dc/terms/": REPLACED_BY = "isReplacedBy" }
    words! { "http://purl.org/linked-data/cube#": OBSERVATION = "Observation", DATA_SET = "dataSet" }
    words! { "http://www.w3.org/ns/org#":
        FORMAL_ORGANIZATION = "FormalOrganization", POST = "Post", HOLDS = "holds", POST_IN = "postIn",
        MEMBER_OF = "memberOf", ROLE = "role",
    }
    words! { "http://www.w3.org/2006/time#":
        INSTANT = "Instant", PROPER_INTERVAL = "ProperInterval", HAS_BEGINNING = "hasBeginning", HAS_END = "hasEnd",
        IN_XSD_DATE = "inXSDDate",
    }
    words! { "http://www.w3.org/ns/oa#":
        SPECIFIC_RESOURCE = "SpecificResource", TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
        TEXT_POSITION_SELECTOR = "TextPositionSelector", HAS_SOURCE = "hasSource", HAS_SELECTOR = "hasSelector",
        EXACT = "exact", PREFIX = "prefix", SUFFIX = "suffix", START = "start", END = "end",
    }
    /// The one data set of all outcomes.
    pub const OUTCOMES: &str = "https://w3id.org/gongbao/dataset/outcomes";
}

/// The quads of one graph, said subject by subject and handed on as they are said.
pub struct Sink<'a> {
    graph: NamedNode,
    subject: String,
    /// Where an IRI or a lexical form is made.
    buffer: String,
    say: &'a mut dyn FnMut(QuadRef<'_>),
}

impl<'a> Sink<'a> {
    /// A sink for the graph of this IRI.
    pub fn new(graph: &str, say: &'a mut dyn FnMut(QuadRef<'_>)) -> Self {
        Self { graph: NamedNode::new_unchecked(graph), subject: graph.to_owned(), buffer: String::new(), say }
    }

    /// Goes on with this subject, which must not have been described before.
    pub fn subject(&mut self, iri: &str) {
        self.subject.clear();
        self.subject.push_str(iri);
    }

    fn say<'b>(&'b mut self, property: NamedNodeRef<'b>, value: impl Into<TermRef<'b>>) {
        (self.say)(QuadRef {
            subject: NamedNodeRef::new_unchecked(&self.subject).into(),
            predicate: property,
            object: value.into(),
            graph_name: self.graph.as_ref().into(),
        });
    }

    /// Says what the buffer holds.
    fn say_buffer(&mut self, property: NamedNodeRef<'_>, value: impl FnOnce(&str) -> TermRef<'_>) {
        let buffer = std::mem::take(&mut self.buffer);
        self.say(property, value(&buffer));
        self.buffer = buffer;
    }

    /// Its type.
    pub fn is_a(&mut self, class: NamedNodeRef<'_>) {
        self.say(word::TYPE, class);
    }

    /// A link to a node.
    pub fn link(&mut self, property: NamedNodeRef<'_>, iri: &str) {
        self.say(property, NamedNodeRef::new_unchecked(iri));
    }

    /// A link to the concept with this id; `path` is the part of its IRI before that.
    pub fn concept(&mut self, property: NamedNodeRef<'_>, path: &str, id: &str) {
        self.buffer.clear();
        self.buffer.push_str(BASE);
        self.buffer.push_str(path);
        super::iri::push_segment(&mut self.buffer, id);
        self.say_buffer(property, |iri| NamedNodeRef::new_unchecked(iri).into());
    }

    /// Words without a language.
    pub fn plain(&mut self, property: NamedNodeRef<'_>, text: &str) {
        self.say(property, LiteralRef::new_simple_literal(text));
    }

    /// Words in a language, whose tag is in lower case.
    pub fn text(&mut self, property: NamedNodeRef<'_>, text: &str, language: &str) {
        self.say(property, LiteralRef::new_language_tagged_literal_unchecked(text, language));
    }

    /// A value of a datatype, in its lexical form.
    pub fn typed(&mut self, property: NamedNodeRef<'_>, text: &str, datatype: NamedNodeRef<'_>) {
        self.say(property, LiteralRef::new_typed_literal(text, datatype));
    }

    fn form(&mut self, property: NamedNodeRef<'_>, value: impl Display, datatype: NamedNodeRef<'static>) {
        self.buffer.clear();
        let _ = write!(self.buffer, "{value}");
        self.say_buffer(property, |text| LiteralRef::new_typed_literal(text, datatype).into());
    }

    /// A day.
    pub fn date(&mut self, property: NamedNodeRef<'_>, date: Date) {
        self.form(property, date, word::XSD_DATE);
    }

    /// A number, in the shortest form.
    pub fn decimal(&mut self, property: NamedNodeRef<'_>, value: Decimal) {
        self.form(property, value.normalize(), word::XSD_DECIMAL);
    }

    /// A whole number.
    pub fn integer(&mut self, property: NamedNodeRef<'_>, value: usize) {
        self.form(property, value, word::XSD_INTEGER);
    }
}
