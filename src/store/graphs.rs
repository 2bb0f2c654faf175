//! The graphs that a plan asks for, and a store in memory that follows plans as the one on disk does.

use std::collections::BTreeMap;

use oxigraph::model::Quad;

use super::record::{Beside, Index, Plan, Put, Record};
use crate::rdf;

impl Plan {
    /// The graphs to be written, by IRI. `texts` are the new readings, `existing` gives a graph as it stands in the store.
    ///
    /// # Errors
    /// What `existing` says.
    pub fn graphs<E>(
        &self,
        mut texts: BTreeMap<String, Vec<Quad>>,
        existing: impl Fn(&str) -> Result<Vec<Quad>, E>,
    ) -> Result<BTreeMap<String, Vec<Quad>>, E> {
        let mut graphs = BTreeMap::new();
        for former in &self.formers {
            let (bulletin, by) = (&former.bulletin, &former.replaced_by);
            let mut quads = rdf::former(&existing(bulletin)?, bulletin, by);
            quads.extend(former.revises.iter().map(|old| rdf::revision(bulletin, old)));
            graphs.insert(bulletin.clone(), quads);
        }
        for (bulletin, beside) in &self.written {
            let text = texts.remove(bulletin).map_or_else(|| existing(bulletin), Ok)?;
            graphs.insert(bulletin.clone(), beside.graph(bulletin, text));
        }
        Ok(graphs)
    }
}

impl Beside {
    /// A bulletin's graph: what stands in a reading of it about its text, and this.
    pub fn graph(&self, bulletin: &str, reading: Vec<Quad>) -> Vec<Quad> {
        let mut quads = reading;
        quads.retain(rdf::is_of_text);
        quads.extend(self.about.iter().flat_map(|about| rdf::of_source(bulletin, about)));
        quads.extend(self.revises.iter().map(|old| rdf::revision(bulletin, old)));
        quads
    }
}

/// Bulletins in memory, each once, with all of its sources; a later text from the same source takes the place of the
/// one before.
#[derive(Default)]
pub struct Shelf {
    index: Index,
    graphs: BTreeMap<String, Vec<Quad>>,
}

impl Shelf {
    /// Takes in the reading of a bulletin from a source.
    pub fn put(&mut self, source: String, bulletin: String, quads: Vec<Quad>) -> Put {
        let record = Record { source, bulletin: bulletin.clone(), about: rdf::about(&quads), ..Record::default() };
        let plan = self.index.plan(vec![record], &[false]);
        let existing =
            |graph: &str| Ok::<_, std::convert::Infallible>(self.graphs.get(graph).cloned().unwrap_or_default());
        let Ok(graphs) = plan.graphs(BTreeMap::from([(bulletin, quads)]), existing);
        self.graphs.extend(graphs);
        plan.formers.into_iter().for_each(|former| self.index.replace(former));
        plan.records.into_iter().for_each(|record| self.index.store(record));
        plan.fates.first().copied().unwrap_or(Put::Unchanged)
    }

    /// Whether nothing was taken in.
    pub fn is_empty(&self) -> bool {
        self.graphs.is_empty()
    }

    /// What is known of the bulletins, and their graphs by IRI.
    pub fn into_parts(self) -> (Index, BTreeMap<String, Vec<Quad>>) {
        (self.index, self.graphs)
    }

    /// The graphs, in the order of their IRIs.
    pub fn into_graphs(self) -> impl Iterator<Item = Vec<Quad>> {
        self.graphs.into_values()
    }
}
