//! JSON-LD as a web developer would write it: terms of the published context, numbers, maps of languages.
//!
//! The quads of a subject make one object; of a named graph, one object with `@graph`. Each is written as soon as the next
//! begins, so nothing but the subject in hand is kept.

use std::collections::HashMap;
use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, QuadRef, Term,
};
use serde_json::{Map, Value, json};

use super::context::{self, Context, Takes};

/// The greatest whole number that JSON's readers keep exactly: 2⁵³ − 1.
const GREATEST: i64 = (1 << 53) - 1;

/// Writes quads as compact JSON-LD.
pub struct JsonLd<W> {
    out: W,
    context: &'static Context,
    graph: GraphName,
    subject: Option<NamedOrBlankNode>,
    /// What is said of the subject, property by property.
    said: Vec<(NamedNode, Vec<Term>)>,
    /// Where a property is in that.
    index: HashMap<NamedNode, usize>,
    begun: bool,
    /// Whether something stands before in the array of the top, and in that of the graph in hand.
    before: (bool, bool),
}

impl<W: Write> JsonLd<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            context: &context::BUILTIN,
            graph: GraphName::DefaultGraph,
            subject: None,
            said: Vec::new(),
            index: HashMap::new(),
            begun: false,
            before: (false, false),
        }
    }

    pub fn quad(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let is_other_graph = self.graph.as_ref() != quad.graph_name;
        if is_other_graph || self.subject.as_ref().map(NamedOrBlankNode::as_ref) != Some(quad.subject) {
            self.node()?;
            self.subject = Some(quad.subject.into_owned());
        }
        if is_other_graph {
            self.graph(quad.graph_name)?;
        }
        let at = match self.index.get(&quad.predicate.into_owned()) {
            Some(at) => *at,
            None => {
                self.index.insert(quad.predicate.into_owned(), self.said.len());
                self.said.push((quad.predicate.into_owned(), Vec::new()));
                self.said.len() - 1
            }
        };
        if let Some((_, values)) = self.said.get_mut(at) {
            values.push(quad.object.into_owned());
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.node()?;
        self.graph(GraphNameRef::DefaultGraph)?;
        self.begin()?;
        self.out.write_all(b"\n  ]\n}\n")?;
        Ok(self.out)
    }

    /// The context, word for word as it is published.
    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            let context = context::TEXT.trim_end();
            let context = context.strip_suffix('}').unwrap_or(context).trim_end();
            write!(self.out, "{context},\n  \"@graph\": [")?;
        }
        Ok(())
    }

    /// Closes the graph in hand and opens the next one.
    fn graph(&mut self, graph: GraphNameRef<'_>) -> io::Result<()> {
        if self.graph != GraphName::DefaultGraph {
            self.out.write_all(b"\n      ]\n    }")?;
        }
        self.graph = graph.into_owned();
        let name = match graph {
            GraphNameRef::NamedNode(node) => NamedOrBlankNodeRef::from(node),
            GraphNameRef::BlankNode(node) => node.into(),
            GraphNameRef::DefaultGraph => return Ok(()),
        };
        self.begin()?;
        self.out.write_all(if self.before.0 { b",\n    {\n" } else { b"\n    {\n" })?;
        self.before = (true, false);
        let confuses = matches!(name, NamedOrBlankNodeRef::NamedNode(n) if self.context.confuses(n.as_str()));
        // Without a context nothing in the graph is taken for anything else; each node brings its own again.
        let name = if confuses { id(name, &Context::default()) } else { id(name, self.context) };
        let null = if confuses { "      \"@context\": null,\n" } else { "" };
        write!(self.out, "{null}      \"@id\": {name},\n      \"@graph\": [")
    }

    /// Writes the subject in hand.
    fn node(&mut self) -> io::Result<()> {
        let Some(subject) = self.subject.take() else { return Ok(()) };
        self.begin()?;
        let is_top = self.graph == GraphName::DefaultGraph;
        let (before, indent) = if is_top { (&mut self.before.0, "    ") } else { (&mut self.before.1, "        ") };
        let comma = if std::mem::replace(before, true) { "," } else { "" };
        let said = std::mem::take(&mut self.said);
        self.index.clear();
        let bare = Context::default();
        let confuses = |iri: &str| self.context.confuses(iri);
        let graph_confuses = matches!(&self.graph, GraphName::NamedNode(n) if confuses(n.as_str()));
        let is_confusing = graph_confuses || iris(&subject, &said).any(confuses);
        let context = if is_confusing { &bare } else { self.context };
        write!(self.out, "{comma}\n{indent}{{\n{indent}  ")?;
        if is_confusing {
            write!(self.out, "\"@context\": null,\n{indent}  ")?;
        }
        write!(self.out, "\"@id\": {}", id(subject.as_ref(), context))?;
        for (key, value) in members(&said, context) {
            write!(self.out, ",\n{indent}  {}: {value}", Value::String(key))?;
        }
        write!(self.out, "\n{indent}}}")
    }
}

fn id(node: NamedOrBlankNodeRef<'_>, context: &Context) -> Value {
    Value::String(match node {
        NamedOrBlankNodeRef::NamedNode(node) => context.compact(node.as_str()),
        NamedOrBlankNodeRef::BlankNode(node) => node.to_string(),
    })
}

/// Every IRI that stands in a node.
fn iris<'a>(subject: &'a NamedOrBlankNode, said: &'a [(NamedNode, Vec<Term>)]) -> impl Iterator<Item = &'a str> {
    let subject = match subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    let object = |term: &'a Term| match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.datatype().as_str()),
        Term::BlankNode(_) => None,
    };
    let said = said.iter().flat_map(move |(p, values)| values.iter().filter_map(object).chain([p.as_str()]));
    subject.into_iter().chain(said)
}

/// The members of a node's object, in the order in which its properties came.
fn members(said: &[(NamedNode, Vec<Term>)], context: &Context) -> Vec<(String, Value)> {
    let mut members = Vec::new();
    for (property, values) in said {
        let (mut fit, mut other) = (Vec::new(), Vec::new());
        let mut languages: Map<String, Value> = Map::new();
        let term = context.term(property.as_ref());
        for value in values {
            match (value, term.map(|(_, takes)| takes)) {
                (Term::Literal(literal), Some(Takes::Languages)) if literal.language().is_some() => {
                    let language = literal.language().unwrap_or_default();
                    push(languages.entry(language).or_insert(Value::Array(Vec::new())), literal.value().into());
                }
                (Term::Literal(literal), Some(Takes::Literals(datatype)))
                    if literal.datatype().as_str() == datatype && literal.language().is_none() =>
                {
                    fit.push(number(literal).unwrap_or_else(|| literal.value().into()));
                }
                (Term::NamedNode(_) | Term::BlankNode(_), Some(Takes::Nodes)) => fit.extend(name(value, context)),
                (Term::NamedNode(class), _) if *property == rdf::TYPE => fit.push(context.class(class.as_str()).into()),
                (Term::BlankNode(_), _) if *property == rdf::TYPE => fit.extend(name(value, context)),
                _ => other.push(self::value(value, context)),
            }
        }
        let key = if *property == rdf::TYPE { "@type" } else { term.map_or("", |(key, _)| key) };
        if !languages.is_empty() {
            let few = languages.into_iter().map(|(language, words)| (language, or_one(words))).collect();
            members.push((key.to_owned(), Value::Object(few)));
        }
        if !fit.is_empty() {
            members.push((key.to_owned(), or_one(Value::Array(fit))));
        }
        if !other.is_empty() {
            members.push((context.compact(property.as_str()), or_one(Value::Array(other))));
        }
    }
    members
}

fn push(array: &mut Value, value: Value) {
    if let Value::Array(values) = array {
        values.push(value);
    }
}

/// An array only where there are several.
fn or_one(values: Value) -> Value {
    match values {
        Value::Array(mut values) if values.len() == 1 => values.pop().unwrap_or_default(),
        values => values,
    }
}

fn name(term: &Term, context: &Context) -> Option<Value> {
    match term {
        Term::NamedNode(node) => Some(context.compact(node.as_str()).into()),
        Term::BlankNode(node) => Some(node.to_string().into()),
        Term::Literal(_) => None,
    }
}

/// A value where the context says nothing of it.
fn value(term: &Term, context: &Context) -> Value {
    match term {
        Term::Literal(literal) if literal.language().is_some() => {
            json!({ "@value": literal.value(), "@language": literal.language() })
        }
        Term::Literal(literal) if literal.datatype() == xsd::STRING => literal.value().into(),
        Term::Literal(literal) => {
            json!({ "@value": literal.value(), "@type": context.class(literal.datatype().as_str()) })
        }
        Term::NamedNode(_) | Term::BlankNode(_) => json!({ "@id": name(term, context) }),
    }
}

/// The number that a literal is, where JSON says it exactly and its readers give the same literal back: whole numbers. A
/// fraction stays in quotes, for readers would make a double of it.
fn number(literal: &Literal) -> Option<Value> {
    let is_number = |datatype: NamedNodeRef<'_>| datatype == xsd::DECIMAL || datatype == xsd::INTEGER;
    let number: i64 = literal.value().parse().ok().filter(|_| is_number(literal.datatype()))?;
    (number.abs() <= GREATEST && number.to_string() == literal.value()).then(|| number.into())
}
