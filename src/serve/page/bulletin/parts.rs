//! What a page reads of a bulletin: where all of its figures stand, and the rest of those alone that it shows. A bulletin
//! may have ten thousands of figures, and each of them forty statements.

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::{StorageError, Store};

use crate::serve::http::Fault;
use crate::serve::page::View;
use crate::serve::page::facts::{node, words};

const STATED_IN: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#statedIn");
const POSITION: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#position");
const REASON: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#reason");
const STATES: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("https://w3id.org/gongbao/ns#states");
const EVIDENCE: &str = "https://w3id.org/gongbao/ns#evidence";
const CHANGE_OF: &str = "https://w3id.org/gongbao/ns#changeOf";
const HAS_SELECTOR: &str = "http://www.w3.org/ns/oa#hasSelector";
const REVISION_OF: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#wasRevisionOf");

const DEFAULT: Option<GraphNameRef<'_>> = Some(GraphNameRef::DefaultGraph);

/// A figure, or a number that was left.
pub struct Spot {
    /// Its IRI.
    pub iri: NamedNode,
    /// Where its number begins, in code points.
    pub point: usize,
    /// Whether it was left.
    pub unread: bool,
}

/// What is said of a thing.
pub fn about(store: &Store, iri: &NamedNode) -> Result<Vec<Quad>, StorageError> {
    store.quads_for_pattern(Some(iri.as_ref().into()), None, None, DEFAULT).collect()
}

/// All figures of a bulletin and all numbers that were left.
pub fn spots(store: &Store, bulletin: &NamedNode, view: &View) -> Result<Vec<Spot>, Fault> {
    let mut spots = Vec::new();
    for iri in pointing(store, STATED_IN, bulletin)? {
        view.go_on()?;
        let point = value(store, &iri, POSITION)?.and_then(|term| words(&term)?.parse().ok()).unwrap_or(0);
        let unread = value(store, &iri, REASON)?.is_some();
        spots.push(Spot { iri, point, unread });
    }
    Ok(spots)
}

/// What is said of some figures, of their evidence, and of the figures whose changes they are.
pub fn details<'a>(store: &Store, of: impl Iterator<Item = &'a NamedNode>, view: &View) -> Result<Vec<Quad>, Fault> {
    let mut open: Vec<NamedNode> = of.cloned().collect();
    let mut seen: std::collections::HashSet<NamedNode> = open.iter().cloned().collect();
    let shown = open.len();
    let mut quads = Vec::new();
    let mut next = 0;
    while let Some(iri) = open.get(next).cloned() {
        view.go_on()?;
        for quad in about(store, &iri)? {
            // Of a figure that is only a base, its own statements do.
            let leads = match quad.predicate.as_str() {
                EVIDENCE | CHANGE_OF => next < shown,
                HAS_SELECTOR => true,
                _ => false,
            };
            if let Some(to) = node(&quad.object).filter(|_| leads)
                && seen.insert(to.clone())
            {
                open.push(to.clone());
            }
            quads.push(quad);
        }
        next += 1;
    }
    Ok(quads)
}

/// The figures that the outcomes of a bulletin state, each once, as far as `most` of them.
pub fn stated(store: &Store, spots: &[Spot], most: usize) -> Result<Vec<NamedNode>, StorageError> {
    let mut stated = Vec::new();
    for spot in spots.iter().filter(|spot| !spot.unread).take(most) {
        stated.extend(value(store, &spot.iri, STATES)?.as_ref().and_then(node).cloned());
    }
    stated.sort();
    stated.dedup();
    Ok(stated)
}

/// The versions that took the place of a bulletin.
pub fn later(store: &Store, bulletin: &NamedNode) -> Result<Vec<NamedNode>, StorageError> {
    pointing(store, REVISION_OF, bulletin)
}

fn pointing(store: &Store, property: NamedNodeRef<'_>, to: &NamedNode) -> Result<Vec<NamedNode>, StorageError> {
    let found = store.quads_for_pattern(None, Some(property), Some(to.as_ref().into()), DEFAULT);
    let subject = |quad: Quad| match quad.subject {
        NamedOrBlankNode::NamedNode(subject) => Some(subject),
        NamedOrBlankNode::BlankNode(_) => None,
    };
    found.filter_map(|quad| quad.map(subject).transpose()).collect()
}

fn value(store: &Store, of: &NamedNode, property: NamedNodeRef<'_>) -> Result<Option<Term>, StorageError> {
    let mut found = store.quads_for_pattern(Some(of.as_ref().into()), Some(property), None, DEFAULT);
    Ok(found.next().transpose()?.map(|quad| quad.object))
}
