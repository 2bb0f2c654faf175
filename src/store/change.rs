//! How graphs of a store are replaced, whole, the default graph with them.

use std::collections::{BTreeMap, HashSet};

use oxigraph::model::{GraphName, GraphNameRef, NamedNodeRef, Quad};
use oxigraph::store::{StorageError, Store, Transaction};

use super::in_default;

/// A named graph as it stands.
pub fn graph(store: &Store, graph: &str) -> Result<Vec<Quad>, StorageError> {
    let graph = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(graph));
    store.quads_for_pattern(None, None, None, Some(graph)).collect()
}

/// Writes graphs in one transaction; an empty one goes.
pub fn set_graphs(store: &Store, graphs: &BTreeMap<String, Vec<Quad>>) -> Result<(), StorageError> {
    if graphs.is_empty() {
        return Ok(());
    }
    let mut transaction = store.start_transaction()?;
    for (graph, quads) in graphs {
        set_graph(&mut transaction, graph, quads)?;
    }
    transaction.commit()
}

/// Makes a named graph hold exactly these quads, and the default graph follow: a triple leaves it with the last named
/// graph that holds it.
fn set_graph(transaction: &mut Transaction<'_>, graph: &str, quads: &[Quad]) -> Result<(), StorageError> {
    let node = NamedNodeRef::new_unchecked(graph);
    if transaction.contains_named_graph(node)? {
        let new: HashSet<&Quad> = quads.iter().collect();
        let name = GraphNameRef::NamedNode(node);
        let old = transaction.quads_for_pattern(None, None, None, Some(name)).collect::<Result<Vec<_>, _>>()?;
        for quad in old.iter().filter(|quad| !new.contains(quad)) {
            transaction.remove(quad);
            if !is_held(transaction, quad)? {
                transaction.remove(&in_default(quad));
            }
        }
        if quads.is_empty() {
            transaction.remove_named_graph(node)?;
        }
    }
    transaction.extend(quads);
    for quad in quads {
        transaction.insert(&in_default(quad));
    }
    Ok(())
}

/// Whether a named graph other than its own holds the triple of a quad that was taken out.
fn is_held(transaction: &Transaction<'_>, quad: &Quad) -> Result<bool, StorageError> {
    let (s, p, o) = (quad.subject.as_ref(), quad.predicate.as_ref(), quad.object.as_ref());
    for found in transaction.quads_for_pattern(Some(s), Some(p), Some(o), None) {
        let graph = found?.graph_name;
        if graph != GraphName::DefaultGraph && graph != quad.graph_name {
            return Ok(true);
        }
    }
    Ok(false)
}
