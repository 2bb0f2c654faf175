//! What was written before, as hashes.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use crate::rdf;

/// What was written before: bulletins of a folder name the same places and bodies, and one bulletin may come from two
/// addresses. Each triple is written once, or once in each graph; beyond [`MOST`] of them what was written is forgotten, and
/// may stand in the output again, which says no more then.
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
            (graph, keep(known, graph))
        });
        let of_bulletin =
            matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if s.as_str().starts_with(graph.as_str()));
        if rdf::is_of_source(quad) {
            return keep(&mut self.statements, hash(quad));
        }
        if graphs || of_bulletin {
            first
        } else {
            keep(&mut self.statements, hash(&(&quad.subject, &quad.predicate, &quad.object)))
        }
    }

    /// The graph in hand is written.
    pub fn end(&mut self) {
        self.current = None;
    }
}

/// How many hashes are kept of a kind: 70 MB. Those of 35,000 bulletins with a hundred shared statements each, or of a million and
/// more in a format with graphs.
const MOST: usize = 3_500_000;

/// Whether a hash is new, as far as is known.
fn keep(hashes: &mut HashSet<u128>, hash: u128) -> bool {
    if hashes.len() >= MOST {
        hashes.clear();
    }
    hashes.insert(hash)
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
