//! Changes of a store: each is one transaction, flushed to the disk, and only then noted in the ledger.
//!
//! A commit alone is not on the disk: a power cut takes it back. What the ledger holds has been flushed; what was
//! flushed and not noted is taken out again when the store is next opened for writing, and read anew.

use std::collections::{BTreeSet, HashSet};

use oxigraph::model::{GraphName, GraphNameRef, NamedNodeRef, Quad, Triple};
use oxigraph::store::{StorageError, Transaction};

use super::ledger::Record;
use super::{Disk, ONTOLOGY, fault, in_default, space};
use crate::error::Error;

/// More graphs than this that no ledger knows are no interrupted batch, and are left alone.
const BATCH: usize = 1000;

/// A bulletin to be stored; `record.quads` is counted by the store.
pub struct Item {
    /// What the ledger will say of it.
    pub record: Record,
    /// Its graph.
    pub quads: Vec<Quad>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// Its source was not known, nor was its text.
    New,
    /// Its source gave another bulletin, or another reading of it, before.
    Replaced,
    /// Its text was there already, from another source.
    Repeated,
}

impl Disk {
    /// Stores a batch, whole or not at all; what became of each item, in order. When this returns, the batch is on
    /// the disk.
    ///
    /// # Errors
    /// When less than `reserve` bytes would be left on the disk, or it cannot be written.
    pub fn put(&mut self, batch: Vec<Item>, reserve: u64) -> Result<Vec<Put>, Error> {
        space::check(&self.dir, reserve)?;
        let name = self.dir.display().to_string();
        let fates = self.fates(&batch);
        let outdated = self.outdated(&batch);
        let store = || -> Result<(), StorageError> {
            let mut transaction = self.store.start_transaction()?;
            for graph in &outdated {
                set_graph(&mut transaction, graph, &[])?;
            }
            let mut written: HashSet<&str> = HashSet::new();
            for item in &batch {
                if written.insert(&item.record.bulletin) {
                    set_graph(&mut transaction, &item.record.bulletin, &item.quads)?;
                }
            }
            transaction.commit()?;
            self.store.flush()
        };
        store().map_err(|e| fault(&name, &e))?;
        let mut records = Vec::with_capacity(batch.len());
        for mut item in batch {
            item.record.quads = self.count(&item.record.bulletin).map_err(|e| fault(&name, &e))?;
            records.push(item.record);
        }
        self.ledger.store(records)?;
        Ok(fates)
    }

    /// Takes a bulletin out, with all its sources.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn withdraw(&mut self, bulletin: &str) -> Result<BTreeSet<String>, Error> {
        self.set(bulletin, &[])?;
        let sources = self.ledger.sources(bulletin);
        self.ledger.withdraw(sources.clone())?;
        Ok(sources)
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

    fn fates(&self, batch: &[Item]) -> Vec<Put> {
        let mut known: HashSet<&str> = self.ledger.records().map(|r| r.bulletin.as_str()).collect();
        let mut fates = Vec::with_capacity(batch.len());
        for Item { record, .. } in batch {
            let is_first = known.insert(&record.bulletin);
            fates.push(match self.ledger.get(&record.source) {
                Some(_) => Put::Replaced,
                None if is_first => Put::New,
                None => Put::Repeated,
            });
        }
        fates
    }

    /// The bulletins that no source gives any longer once the batch is in.
    fn outdated(&self, batch: &[Item]) -> BTreeSet<String> {
        let sources: HashSet<&str> = batch.iter().map(|i| i.record.source.as_str()).collect();
        let given: HashSet<&str> = batch.iter().map(|i| i.record.bulletin.as_str()).collect();
        let replaced = sources.iter().filter_map(|source| self.ledger.get(source)).map(|r| &r.bulletin);
        let elsewhere =
            |b: &str| self.ledger.records().any(|r| r.bulletin == b && !sources.contains(r.source.as_str()));
        replaced.filter(|b| !given.contains(b.as_str()) && !elsewhere(b)).cloned().collect()
    }

    fn set(&self, graph: &str, quads: &[Quad]) -> Result<(), Error> {
        let write = || -> Result<(), StorageError> {
            let mut transaction = self.store.start_transaction()?;
            set_graph(&mut transaction, graph, quads)?;
            transaction.commit()?;
            self.store.flush()
        };
        write().map_err(|e| fault(&self.dir.display().to_string(), &e))
    }

    fn count(&self, graph: &str) -> Result<u64, StorageError> {
        let graph = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(graph));
        self.store.quads_for_pattern(None, None, None, Some(graph)).try_fold(0, |n, quad| quad.map(|_| n + 1))
    }
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
