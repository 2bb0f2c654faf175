//! The ledger of a store: which source gave which bulletin, and how much of it must be there.
//!
//! It is a journal beside the database, written only after the database has flushed what a line tells of. So what the ledger holds is on the disk; when the database has lost it, the counts tell.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::{Former, Index, Record};
use crate::error::Error;
use crate::journal::Journal;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Line {
    Stored(Box<Record>),
    Replaced(Former),
    Forgotten { bulletin: String },
    Withdrawn { source: String },
    Ontology { fingerprint: String, quads: u64 },
}

/// What a store is known to hold.
#[derive(Debug, Default)]
pub struct Ledger {
    journal: Journal,
    index: Index,
    ontology: Option<(String, u64)>,
    damaged: Vec<usize>,
}

impl Ledger {
    /// Begins a ledger at `path`.
    pub fn create(path: &Path) -> Result<(), Error> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
        file.and_then(|f| f.sync_all()).map_err(|e| Error::io(path, e))
    }

    /// Reads the ledger at `path`. A last line that was cut off is left out; the lines that are damaged are told of.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (journal, lines) = Journal::open(path)?;
        let mut ledger = Self { journal, ..Self::default() };
        for (number, line) in (1..).zip(lines) {
            match line {
                Some(line) => ledger.apply(line),
                None => ledger.damaged.push(number),
            }
        }
        Ok(ledger)
    }

    /// The bulletins and their sources.
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// The fingerprint of the ontology that is loaded, with the number of its quads.
    pub fn ontology(&self) -> Option<(&str, u64)> {
        self.ontology.as_ref().map(|(f, n)| (f.as_str(), *n))
    }

    /// The numbers of the lines that could not be read.
    pub fn damaged(&self) -> &[usize] {
        &self.damaged
    }

    /// Notes bulletins that are on the disk now, and those whose place they took.
    pub fn store(&mut self, formers: Vec<Former>, records: Vec<Record>) -> Result<(), Error> {
        // What was replaced comes first: cut off behind it, the ledger still knows what stands in its graph.
        let stored = records.into_iter().map(|record| Line::Stored(Box::new(record)));
        self.append(formers.into_iter().map(Line::Replaced).chain(stored).collect())
    }

    /// Notes sources that are withdrawn now, and former bulletins that are gone.
    pub fn withdraw(&mut self, sources: BTreeSet<String>, formers: BTreeSet<String>) -> Result<(), Error> {
        let forgotten = formers.into_iter().map(|bulletin| Line::Forgotten { bulletin });
        self.append(sources.into_iter().map(|source| Line::Withdrawn { source }).chain(forgotten).collect())
    }

    /// Notes the ontology that is on the disk now.
    pub fn set_ontology(&mut self, fingerprint: &str, quads: u64) -> Result<(), Error> {
        self.append(vec![Line::Ontology { fingerprint: fingerprint.to_owned(), quads }])
    }

    fn apply(&mut self, line: Line) {
        match line {
            Line::Stored(record) => self.index.store(*record),
            Line::Replaced(former) => self.index.replace(former),
            Line::Withdrawn { source } => self.index.withdraw(&source),
            Line::Forgotten { bulletin } => self.index.forget(&bulletin),
            Line::Ontology { fingerprint, quads } => self.ontology = Some((fingerprint, quads)),
        }
    }

    fn append(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        self.journal.append(&lines)?;
        lines.into_iter().for_each(|line| self.apply(line));
        self.compact()
    }

    /// Writes the ledger anew when most of its lines tell of what is past.
    fn compact(&mut self) -> Result<(), Error> {
        let needed = self.index.records().len() + self.index.formers().len();
        if !self.journal.is_stale(needed) || !self.damaged.is_empty() {
            return Ok(());
        }
        let ontology = self.ontology.iter().map(|(f, n)| Line::Ontology { fingerprint: f.clone(), quads: *n });
        let formers = self.index.formers().cloned().map(Line::Replaced);
        let stored = self.index.records().map(|record| Line::Stored(Box::new(record.clone())));
        let lines: Vec<Line> = ontology.chain(formers).chain(stored).collect();
        self.journal.rewrite(&lines)
    }
}
