//! Statements by their subjects.

use std::collections::HashMap;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

/// Our own properties and classes.
pub const GB: &str = "https://w3id.org/gongbao/ns#";

/// What is said of things, in the order in which it was given.
pub struct Facts<'a>(HashMap<&'a str, Vec<&'a Quad>>);

impl<'a> Facts<'a> {
    /// These statements; those about blank nodes are left out.
    pub fn new(quads: &'a [Quad]) -> Self {
        let mut of: HashMap<&str, Vec<&Quad>> = HashMap::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                of.entry(subject.as_str()).or_default().push(quad);
            }
        }
        Self(of)
    }

    /// All that is said of a thing.
    pub fn about(&self, subject: &str) -> &[&'a Quad] {
        self.0.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Whether a thing is of a class of ours.
    pub fn is_a(&self, subject: &str, class: &str) -> bool {
        let types = self.objects(subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
        types.filter_map(node).any(|t| t.as_str().strip_prefix(GB) == Some(class))
    }

    /// The values of a property, by its IRI.
    pub fn objects(&self, subject: &str, property: &str) -> impl Iterator<Item = &'a Term> {
        self.about(subject).iter().filter(move |q| q.predicate.as_str() == property).map(|q| &q.object)
    }

    /// The values of a property of ours, by its local name.
    pub fn all(&self, subject: &str, property: &str) -> impl Iterator<Item = &'a Term> {
        let own = move |q: &&&'a Quad| q.predicate.as_str().strip_prefix(GB) == Some(property);
        self.about(subject).iter().filter(own).map(|q| &q.object)
    }

    /// The things that a property of ours leads to.
    pub fn nodes(&self, subject: &str, property: &str) -> impl Iterator<Item = &'a NamedNode> {
        self.all(subject, property).filter_map(node)
    }

    /// The thing that a property of ours leads to.
    pub fn node(&self, subject: &str, property: &str) -> Option<&'a NamedNode> {
        self.nodes(subject, property).next()
    }

    /// The words of a property of ours.
    pub fn words(&self, subject: &str, property: &str) -> Option<&'a str> {
        self.all(subject, property).find_map(words)
    }
}

/// The thing that a term is.
pub const fn node(term: &Term) -> Option<&NamedNode> {
    if let Term::NamedNode(node) = term { Some(node) } else { None }
}

/// The words that a term is.
pub fn words(term: &Term) -> Option<&str> {
    if let Term::Literal(literal) = term { Some(literal.value()) } else { None }
}
