//! The ledger of a store: which source gave which bulletin, and how much of it must be there.
//!
//! On disk it is a journal beside the database, written only after the database has flushed what a line tells of. So what the
//! ledger holds is on the disk; when the database has lost it, the counts tell. A store elsewhere keeps the same lines in a
//! graph of their own.

use std::fs::OpenOptions;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::{Former, Index, Record};
use crate::error::Error;
use crate::journal::Journal;

/// A note in a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Line {
    /// A bulletin is stored from a source.
    Stored(Box<Record>),
    /// The place of a bulletin was taken.
    Replaced(Former),
    /// Such a former bulletin is gone.
    Forgotten {
        /// Its IRI.
        bulletin: String,
    },
    /// A source is withdrawn.
    Withdrawn {
        /// Which one.
        source: String,
    },
    /// The ontology is loaded.
    Ontology {
        /// What tells it from others.
        fingerprint: String,
        /// How many quads it has.
        quads: u64,
    },
}

/// What the lines of a ledger say together.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    index: Index,
    ontology: Option<(String, u64)>,
    damaged: Vec<usize>,
}

impl Notes {
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

    /// Takes in a line; `None` is one that could not be read.
    pub(super) fn apply(&mut self, number: usize, line: Option<Line>) {
        match line {
            Some(Line::Stored(record)) => self.index.store(*record),
            Some(Line::Replaced(former)) => self.index.replace(former),
            Some(Line::Withdrawn { source }) => self.index.withdraw(&source),
            Some(Line::Forgotten { bulletin }) => self.index.forget(&bulletin),
            Some(Line::Ontology { fingerprint, quads }) => self.ontology = Some((fingerprint, quads)),
            None => self.damaged.push(number),
        }
    }

    /// The lines that say the same, and nothing of what is past.
    fn lines(&self) -> Vec<Line> {
        let ontology = self.ontology.iter().map(|(f, n)| Line::Ontology { fingerprint: f.clone(), quads: *n });
        let formers = self.index.formers().cloned().map(Line::Replaced);
        let stored = self.index.records().map(|record| Line::Stored(Box::new(record.clone())));
        ontology.chain(formers).chain(stored).collect()
    }
}

/// A ledger in a file.
#[derive(Debug, Default)]
pub struct Ledger {
    journal: Journal,
    notes: Notes,
}

impl Ledger {
    /// Begins a ledger at `path`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(path: &Path) -> Result<(), Error> {
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
        file.and_then(|f| f.sync_all()).map_err(|e| Error::io(path, e))
    }

    /// Reads the ledger at `path`. A last line that was cut off is left out; the lines that are damaged are told of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let (journal, lines) = Journal::open(path)?;
        let mut notes = Notes::default();
        (1..).zip(lines).for_each(|(number, line)| notes.apply(number, line));
        Ok(Self { journal, notes })
    }

    /// What it says.
    pub const fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Notes what is on the disk now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        self.journal.append(&lines)?;
        lines.into_iter().for_each(|line| self.notes.apply(0, Some(line)));
        self.compact()
    }

    /// Writes the ledger anew when most of its lines tell of what is past.
    fn compact(&mut self) -> Result<(), Error> {
        let needed = self.notes.index.records().len() + self.notes.index.formers().len();
        if !self.journal.is_stale(needed) || !self.notes.damaged.is_empty() {
            return Ok(());
        }
        self.journal.rewrite(&self.notes.lines())
    }
}
