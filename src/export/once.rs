//! What was written before, as hashes.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use crate::rdf;

/// What was written before: bulletins of a folder name the same places and bodies, and one bulletin may come from two
/// addresses. Each triple is written once, or once in each graph.
#[derive(Default)]
pub struct Once {
    graphs: HashSet<u128>,
    statements: HashSet<u128>,
    /// The graph in hand, and whether it comes for the first time.
    current: Option<(u128, bool)>,
}

impl Once {
    /// Whether a statement of the graph in hand was not written yet; `graphs` says whether the format has such.
    pub fn is_new(&mut self, quad: &Quad, graphs: bool) -> bool {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return true };
        let known = &mut self.graphs;
        let (_, first) = *self.current.get_or_insert_with(|| {
            let graph = hash(graph);
            (graph, known.insert(graph))
        });
        let of_bulletin =
            matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if s.as_str().starts_with(graph.as_str()));
        if rdf::is_of_source(quad) {
            return self.statements.insert(hash(quad));
        }
        if graphs || of_bulletin {
            first
        } else {
            self.statements.insert(hash(&(&quad.subject, &quad.predicate, &quad.object)))
        }
    }

    /// The graph in hand is written.
    pub fn end(&mut self) {
        self.current = None;
    }
}

/// Wide enough that two statements never have one hash; the same in every run.
pub fn hash(of: &impl Hash) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, of).hash(&mut hasher);
        hasher.finish()
    };
    u128::from(half(0)) << 64 | u128::from(half(1))
}
