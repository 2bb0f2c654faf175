//! What things are called in the reader's language.

use std::collections::HashMap;

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Term};
use oxigraph::store::Store;

/// The properties that name a thing, the best first.
const NAMES: [&str; 6] = [
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "https://w3id.org/gongbao/ns#title",
    "http://purl.org/dc/terms/title",
    "https://w3id.org/gongbao/ns#quote",
    "http://www.w3.org/2004/02/skos/core#altLabel",
];

/// The names of things, each looked up once.
pub struct Labels<'a> {
    store: &'a Store,
    language: String,
    known: HashMap<NamedNode, (String, Option<String>)>,
}

impl<'a> Labels<'a> {
    /// The names in this store, in a language where they are.
    pub fn new(store: &'a Store, language: &str) -> Self {
        Self { store, language: language.to_ascii_lowercase(), known: HashMap::new() }
    }

    /// The name of a thing with its language; its IRI in short where it has none.
    pub fn of(&mut self, node: &NamedNode) -> (String, Option<String>) {
        if let Some(known) = self.known.get(node) {
            return known.clone();
        }
        let found = NAMES.iter().find_map(|property| self.named(node, property));
        let name = found.unwrap_or_else(|| (super::shortened(node.as_str()), None));
        self.known.insert(node.clone(), name.clone());
        name
    }

    /// Whether a language is that of the reader.
    pub fn is_own(&self, tag: &str) -> bool {
        self.distance(Some(tag)) == 0
    }

    fn named(&self, node: &NamedNode, property: &str) -> Option<(String, Option<String>)> {
        let property = NamedNodeRef::new_unchecked(property);
        let default = Some(GraphNameRef::DefaultGraph);
        let quads = self.store.quads_for_pattern(Some(node.as_ref().into()), Some(property), None, default);
        let mut best: Option<(usize, String, Option<String>)> = None;
        for quad in quads.filter_map(Result::ok) {
            let Term::Literal(literal) = quad.object else { continue };
            let tag = literal.language().map(str::to_owned);
            let found = (self.distance(tag.as_deref()), literal.value().to_owned(), tag);
            if best.as_ref().is_none_or(|best| found < *best) {
                best = Some(found);
            }
        }
        best.map(|(_, text, tag)| (text, tag))
    }

    /// How far a language is from the reader's.
    fn distance(&self, tag: Option<&str>) -> usize {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        match tag {
            Some(tag) if tag == self.language => 0,
            Some(tag) if primary(tag) == primary(&self.language) => 1,
            Some("en") => 2,
            None => 3,
            Some(_) => 4,
        }
    }
}
