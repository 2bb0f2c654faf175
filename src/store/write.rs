//! Changes of a store: each is one transaction, flushed to the disk, and only then noted in the ledger.
//!
//! A commit alone is not on the disk: a power cut takes it back. What the ledger holds has been flushed; what was
//! flushed and not noted is taken out again when the store is next opened for writing, and read anew.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad, Triple};
use oxigraph::store::StorageError;

use super::record::{Plan, Put, Record};
use super::{Disk, ONTOLOGY, change, fault, space};
use crate::error::Error;

/// More graphs than this that no ledger knows are no interrupted batch, and are left alone.
const BATCH: usize = 1000;

/// A bulletin to be stored; `record.quads` is counted by the store.
pub struct Item {
    /// What the ledger will say of it.
    pub record: Record,
    /// Its graph.
    pub quads: Vec<Quad>,
    /// Whether it is written even when its source gave the same before.
    pub again: bool,
}

impl Disk {
    /// Stores readings, whole or not at all; what became of each, in order. When this returns, they are on the disk.
    ///
    /// # Errors
    /// When less than `reserve` bytes would be left on the disk, or it cannot be written.
    pub fn put(&mut self, items: Vec<Item>, reserve: u64) -> Result<Vec<Put>, Error> {
        let mut fates = Vec::with_capacity(items.len());
        let mut sources = HashSet::new();
        let mut batch = Vec::new();
        for item in items {
            // A later text from the same source takes the place of the one before.
            if !sources.insert(item.record.source.clone()) {
                sources = HashSet::from([item.record.source.clone()]);
                fates.extend(self.put_batch(std::mem::take(&mut batch), reserve)?);
            }
            batch.push(item);
        }
        fates.extend(self.put_batch(batch, reserve)?);
        Ok(fates)
    }

    fn put_batch(&mut self, batch: Vec<Item>, reserve: u64) -> Result<Vec<Put>, Error> {
        space::check(&self.dir, reserve)?;
        let name = self.dir.display().to_string();
        let again: Vec<bool> = batch.iter().map(|item| item.again).collect();
        let mut texts = BTreeMap::new();
        let mut records = Vec::with_capacity(batch.len());
        for Item { record, quads, .. } in batch {
            texts.entry(record.bulletin.clone()).or_insert(quads);
            records.push(record);
        }
        let plan = self.ledger.index().plan(records, &again);
        let graphs = plan.graphs(texts, |graph| self.graph(graph)).map_err(|e| fault(&name, &e))?;
        self.set_all(&graphs)?;
        let mut counts = BTreeMap::new();
        for graph in graphs.keys() {
            counts.insert(graph.as_str(), self.count(graph).map_err(|e| fault(&name, &e))?);
        }
        let Plan { fates, mut records, mut formers, .. } = plan;
        // A bulletin's graph is that of all of its sources.
        let batch: HashSet<String> = records.iter().map(|r| r.source.clone()).collect();
        let others = graphs.keys().flat_map(|graph| self.ledger.index().of(graph));
        let others: Vec<_> = others.filter(|r| !batch.contains(&r.source)).cloned().collect();
        records.extend(others);
        for record in &mut records {
            record.quads = counts.get(&*record.bulletin).copied().unwrap_or(record.quads);
        }
        for former in &mut formers {
            former.quads = counts.get(&*former.bulletin).copied().unwrap_or(0);
        }
        let index = self.ledger.index();
        records.retain(|record| index.get(&record.source) != Some(record));
        if !records.is_empty() {
            self.ledger.store(formers, records)?;
        }
        Ok(fates)
    }

    /// Takes a bulletin out, with all its sources and the versions that it took the place of; or only what is left of
    /// such a version. What was taken out: the sources, and the versions.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn withdraw(&mut self, bulletin: &str) -> Result<(BTreeSet<String>, BTreeSet<String>), Error> {
        let index = self.ledger.index();
        let sources: BTreeSet<String> = index.of(bulletin).map(|r| r.source.clone()).collect();
        let formers =
            if sources.is_empty() { BTreeSet::from([bulletin.to_owned()]) } else { index.formers_of(bulletin) };
        let gone = formers.iter().cloned().chain(std::iter::once(bulletin.to_owned())).map(|b| (b, Vec::new()));
        self.set_all(&gone.collect())?;
        self.ledger.withdraw(sources.clone(), formers.clone())?;
        Ok((sources, formers))
    }

    /// Takes sources out. A bulletin goes with its last one; what it took out is given back.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn forget(&mut self, sources: &[String]) -> Result<BTreeSet<String>, Error> {
        let name = self.dir.display().to_string();
        let mut gone = BTreeSet::new();
        for source in sources {
            let index = self.ledger.index();
            let Some(bulletin) = index.get(source).map(|r| r.bulletin.clone()) else { continue };
            if index.of(&bulletin).count() == 1 {
                self.withdraw(&bulletin)?;
                gone.insert(bulletin);
                continue;
            }
            let text = self.graph(&bulletin).map_err(|e| fault(&name, &e))?;
            let mut rest = index.clone_of(&bulletin);
            rest.withdraw(source);
            let graph = rest.beside(&bulletin).graph(&bulletin, text);
            self.set(&bulletin, &graph)?;
            let quads = self.count(&bulletin).map_err(|e| fault(&name, &e))?;
            let records = rest.records().cloned().map(|record| Record { quads, ..record }).collect();
            self.ledger.withdraw(BTreeSet::from([source.clone()]), BTreeSet::new())?;
            self.ledger.store(Vec::new(), records)?;
        }
        Ok(gone)
    }

    /// Loads the ontology, when the store holds another one.
    ///
    /// # Errors
    /// When less than `reserve` bytes would be left on the disk, or it cannot be written.
    pub fn set_ontology(&mut self, triples: &[Triple], fingerprint: &str, reserve: u64) -> Result<(), Error> {
        if self.ledger.ontology().is_some_and(|(known, _)| known == fingerprint) {
            return Ok(());
        }
        space::check(&self.dir, reserve)?;
        let graph = NamedNodeRef::new_unchecked(ONTOLOGY).into_owned();
        let quads: Vec<Quad> = triples.iter().map(|t| t.clone().in_graph(graph.clone())).collect();
        self.set(ONTOLOGY, &quads)?;
        let count = self.count(ONTOLOGY).map_err(|e| fault(&self.dir.display().to_string(), &e))?;
        self.ledger.set_ontology(fingerprint, count)
    }

    /// Takes out what an interrupted batch has left: graphs that were written and never confirmed.
    ///
    /// # Errors
    /// When there are more of them than a batch leaves, or the disk cannot be written.
    pub fn tidy(&mut self, unconfirmed: &[String]) -> Result<(), Error> {
        if unconfirmed.len() > BATCH || !self.ledger.damaged().is_empty() {
            return Err(Error::Other(format!(
                "{}: holds {} bulletins that its ledger does not know; hint: the ledger is damaged: export the store, and ingest into a new one",
                self.dir.display(),
                unconfirmed.len()
            )));
        }
        unconfirmed.iter().try_for_each(|graph| self.set(graph, &[]))
    }

    fn set(&self, graph: &str, quads: &[Quad]) -> Result<(), Error> {
        self.set_all(&BTreeMap::from([(graph.to_owned(), quads.to_vec())]))
    }

    /// Writes graphs in one transaction; an empty one goes.
    fn set_all(&self, graphs: &BTreeMap<String, Vec<Quad>>) -> Result<(), Error> {
        if graphs.is_empty() {
            return Ok(());
        }
        let written = change::set_graphs(&self.store, graphs).and_then(|()| self.store.flush());
        written.map_err(|e| fault(&self.dir.display().to_string(), &e))
    }

    fn graph(&self, graph: &str) -> Result<Vec<Quad>, StorageError> {
        change::graph(&self.store, graph)
    }

    fn count(&self, graph: &str) -> Result<u64, StorageError> {
        let graph = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(graph));
        self.store.quads_for_pattern(None, None, None, Some(graph)).try_fold(0, |n, quad| quad.map(|_| n + 1))
    }
}
