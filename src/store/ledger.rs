//! The ledger of a store: which source gave which bulletin, and how much of it must be there.
//!
//! It lies beside the database, a JSON line an event, and is written only after the database has flushed what the
//! line tells of. So what the ledger holds is on the disk; when the database has lost it, the counts tell.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A bulletin that was stored from a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The absolute path of the file.
    pub source: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// What the reading depended on beside: see [`super::fingerprint`], and what was told of the bulletin.
    pub made: String,
    /// The IRI of the bulletin and of its graph.
    pub bulletin: String,
    /// How many quads its graph holds.
    pub quads: u64,
    /// Its title.
    pub title: String,
    /// Its day of publication.
    pub date: Option<String>,
    /// Its language.
    pub language: String,
    /// How many outcomes were read.
    pub outcomes: u64,
    /// How many numbers were left unread.
    pub left: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Line {
    Stored(Record),
    Withdrawn { source: String },
    Ontology { fingerprint: String, quads: u64 },
}

/// What a store is known to hold.
#[derive(Debug, Default)]
pub struct Ledger {
    path: PathBuf,
    records: BTreeMap<String, Record>,
    ontology: Option<(String, u64)>,
    /// How far the file holds whole lines.
    end: u64,
    lines: usize,
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
        let mut text = Vec::new();
        File::open(path).and_then(|mut f| f.read_to_end(&mut text)).map_err(|e| Error::io(path, e))?;
        let mut ledger = Self { path: path.to_owned(), ..Self::default() };
        for line in text.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n")) {
            ledger.end += line.len() as u64;
            ledger.lines += 1;
            match serde_json::from_slice(line) {
                Ok(line) => ledger.apply(line),
                Err(_) => ledger.damaged.push(ledger.lines),
            }
        }
        Ok(ledger)
    }

    /// What was stored from a source.
    pub fn get(&self, source: &str) -> Option<&Record> {
        self.records.get(source)
    }

    /// Every record, sorted by source.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The records of each bulletin.
    pub fn bulletins(&self) -> BTreeMap<&str, Vec<&Record>> {
        let mut bulletins: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in self.records.values() {
            bulletins.entry(&record.bulletin).or_default().push(record);
        }
        bulletins
    }

    /// The sources of a bulletin.
    pub fn sources(&self, bulletin: &str) -> BTreeSet<String> {
        self.records.values().filter(|r| r.bulletin == bulletin).map(|r| r.source.clone()).collect()
    }

    /// The fingerprint of the ontology that is loaded, with the number of its quads.
    pub fn ontology(&self) -> Option<(&str, u64)> {
        self.ontology.as_ref().map(|(f, n)| (f.as_str(), *n))
    }

    /// The numbers of the lines that could not be read.
    pub fn damaged(&self) -> &[usize] {
        &self.damaged
    }

    /// Notes bulletins that are on the disk now.
    pub fn store(&mut self, records: Vec<Record>) -> Result<(), Error> {
        self.append(records.into_iter().map(Line::Stored).collect())
    }

    /// Notes sources that are withdrawn now.
    pub fn withdraw(&mut self, sources: BTreeSet<String>) -> Result<(), Error> {
        self.append(sources.into_iter().map(|source| Line::Withdrawn { source }).collect())
    }

    /// Notes the ontology that is on the disk now.
    pub fn set_ontology(&mut self, fingerprint: &str, quads: u64) -> Result<(), Error> {
        self.append(vec![Line::Ontology { fingerprint: fingerprint.to_owned(), quads }])
    }

    fn apply(&mut self, line: Line) {
        match line {
            Line::Stored(record) => drop(self.records.insert(record.source.clone(), record)),
            Line::Withdrawn { source } => drop(self.records.remove(&source)),
            Line::Ontology { fingerprint, quads } => self.ontology = Some((fingerprint, quads)),
        }
    }

    fn append(&mut self, lines: Vec<Line>) -> Result<(), Error> {
        let bytes = encode(&lines)?;
        let write = || -> std::io::Result<()> {
            let mut file = OpenOptions::new().write(true).open(&self.path)?;
            // What a killed process left half written is written over.
            file.set_len(self.end)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(&bytes)?;
            file.sync_all()
        };
        write().map_err(|e| Error::io(&self.path, e))?;
        self.end += bytes.len() as u64;
        self.lines += lines.len();
        lines.into_iter().for_each(|line| self.apply(line));
        self.compact()
    }

    /// Writes the ledger anew when most of its lines tell of what is past.
    fn compact(&mut self) -> Result<(), Error> {
        if self.lines < 1000 || self.lines < 4 * self.records.len() || !self.damaged.is_empty() {
            return Ok(());
        }
        let ontology = self.ontology.iter().map(|(f, n)| Line::Ontology { fingerprint: f.clone(), quads: *n });
        let lines: Vec<Line> = ontology.chain(self.records.values().cloned().map(Line::Stored)).collect();
        let bytes = encode(&lines)?;
        let new = self.path.with_extension("new");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(&new, &self.path)
        };
        write().map_err(|e| Error::io(&new, e))?;
        (self.end, self.lines) = (bytes.len() as u64, lines.len());
        Ok(())
    }
}

fn encode(lines: &[Line]) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for line in lines {
        serde_json::to_writer(&mut bytes, line).map_err(|e| Error::Other(format!("ledger: {e}")))?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}
