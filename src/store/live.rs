//! A store in memory that goes on taking in bulletins.

use std::collections::BTreeMap;

use oxigraph::model::{Quad, Triple};
use oxigraph::store::Store;

use super::record::{Index, Put, Record};
use super::{Shelf, change, fault, memory};
use crate::error::Error;
use crate::rdf;

/// Such a store. Who reads it sees it as it was before a bulletin came in, or after.
pub struct Live {
    store: Store,
    index: Index,
}

impl Live {
    /// A store of the ontology and what is on a shelf.
    ///
    /// # Errors
    /// When memory ends.
    pub fn new(ontology: &[Triple], shelf: Shelf) -> Result<Self, Error> {
        let (index, graphs) = shelf.into_parts();
        Ok(Self { store: memory(ontology, graphs.into_values())?, index })
    }

    /// The database.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Takes in the reading of a bulletin from a source.
    ///
    /// # Errors
    /// When memory ends.
    pub fn put(&mut self, source: String, bulletin: String, quads: Vec<Quad>) -> Result<Put, Error> {
        let record = Record { source, bulletin: bulletin.clone(), about: rdf::about(&quads), ..Record::default() };
        let plan = self.index.plan(vec![record], &[false]);
        let graphs = plan.graphs(BTreeMap::from([(bulletin, quads)]), |graph| change::graph(&self.store, graph));
        graphs.and_then(|graphs| change::set_graphs(&self.store, &graphs)).map_err(|e| fault("memory", &e))?;
        plan.formers.into_iter().for_each(|former| self.index.replace(former));
        plan.records.into_iter().for_each(|record| self.index.store(record));
        Ok(plan.fates.first().copied().unwrap_or(Put::Unchanged))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::model::{GraphNameRef, Literal, NamedNode};

    use super::*;

    #[test]
    fn it_holds_what_a_store_of_the_same_bulletins_holds() {
        let quad = |bulletin: &str, subject: &str, value: i64| {
            let node = |iri: &str| NamedNode::new_unchecked(iri);
            Quad::new(node(subject), node("urn:p"), Literal::from(value), node(bulletin))
        };
        let bulletins = [
            ("a", "urn:1", vec![quad("urn:1", "urn:1", 1), quad("urn:1", "urn:shared", 0)]),
            ("b", "urn:2", vec![quad("urn:2", "urn:2", 2), quad("urn:2", "urn:shared", 0)]),
            // The first is replaced, and what only it said goes; what both said stays.
            ("a", "urn:3", vec![quad("urn:3", "urn:3", 3)]),
        ];
        let mut shelf = Shelf::default();
        let mut live = Live::new(&[], Shelf::default()).unwrap();
        for (source, bulletin, quads) in bulletins {
            let put = live.put(source.to_owned(), bulletin.to_owned(), quads.clone()).unwrap();
            assert_eq!(shelf.put(source.to_owned(), bulletin.to_owned(), quads), put);
        }
        let other = memory(&[], shelf.into_graphs()).unwrap();
        let all = |store: &Store| store.iter().map(|q| q.unwrap().to_string()).collect::<BTreeSet<_>>();
        assert_eq!(all(live.store()), all(&other));
        let default = live.store().quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
        assert!(default.map(|q| q.unwrap()).all(|q| !q.to_string().starts_with("<urn:1> <urn:p>")));
    }
}
