//! What was fetched before, kept beside a store, so that a second run fetches only what has changed.
//!
//! A JSON line an event, written after what it tells of is on the disk; a line that was cut off by a kill counts as never
//! written. When most lines tell of what is past, the file is written anew beside itself and put in its place.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// What a server gave to ask by whether a document has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`, as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified`, as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

impl Validators {
    /// Whether there is nothing to ask by.
    pub const fn is_empty(&self) -> bool {
        self.etag.is_none() && self.modified.is_none()
    }
}

/// An address that was fetched, with all that was in it stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The address as it was given or linked.
    pub address: String,
    /// Where it was in the end, redirects followed.
    pub url: String,
    /// What to ask by next time.
    #[serde(flatten)]
    pub validators: Validators,
    /// The SHA-256 of what was read: of its bytes, or of the entry of a feed that leads to it.
    pub sha256: String,
    /// What the reading depended on beside (the ledger's `made`).
    pub made: String,
    /// When it was last asked, in seconds since 1970; only for what is asked again and again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// The address of the listing page that links to it still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// What is known of the addresses that were fetched.
#[derive(Debug, Default)]
pub struct State {
    path: PathBuf,
    notes: BTreeMap<String, Note>,
    /// How far the file holds whole lines.
    end: u64,
    lines: usize,
}

impl State {
    /// The name of the file beside a store.
    pub const FILE: &str = "web.jsonl";

    /// Reads the file at `path`; one that is not there yet holds nothing. Damaged lines are left out: what they told of is
    /// fetched once more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut text = Vec::new();
        match File::open(path).and_then(|mut f| f.read_to_end(&mut text)) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(Error::io(path, e)),
            _ => {}
        }
        let mut state = Self { path: path.to_owned(), ..Self::default() };
        for line in text.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n")) {
            state.end += line.len() as u64;
            state.lines += 1;
            if let Ok(note) = serde_json::from_slice::<Note>(line) {
                state.notes.insert(note.address.clone(), note);
            }
        }
        Ok(state)
    }

    /// What is known of an address.
    pub fn get(&self, address: &str) -> Option<&Note> {
        self.notes.get(address)
    }

    /// All that is known, sorted by address.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.notes.values()
    }

    /// Notes what is on the disk now.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note(&mut self, notes: Vec<Note>) -> Result<(), Error> {
        let changed: Vec<Note> = notes.into_iter().filter(|n| self.notes.get(&n.address) != Some(n)).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let bytes = encode(changed.iter())?;
        let write = || -> std::io::Result<()> {
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&self.path)?;
            file.set_len(self.end)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(&bytes)?;
            file.sync_all()
        };
        write().map_err(|e| Error::io(&self.path, e))?;
        self.end += bytes.len() as u64;
        self.lines += changed.len();
        self.notes.extend(changed.into_iter().map(|n| (n.address.clone(), n)));
        self.compact()
    }

    fn compact(&mut self) -> Result<(), Error> {
        if self.lines < 1000 || self.lines < 4 * self.notes.len() {
            return Ok(());
        }
        let bytes = encode(self.notes.values())?;
        let new = self.path.with_extension("new");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            std::fs::rename(&new, &self.path)
        };
        write().map_err(|e| Error::io(&new, e))?;
        (self.end, self.lines) = (bytes.len() as u64, self.notes.len());
        Ok(())
    }
}

fn encode<'a>(notes: impl Iterator<Item = &'a Note>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for note in notes {
        serde_json::to_writer(&mut bytes, note).map_err(|e| Error::Other(format!("{}: {e}", State::FILE)))?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(address: &str, etag: &str) -> Note {
        let validators = Validators { etag: Some(etag.to_owned()), modified: None };
        Note { address: address.to_owned(), validators, ..Note::default() }
    }

    #[test]
    fn what_was_noted_is_there_after_a_kill() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join(State::FILE);
        let mut state = State::open(&path).unwrap();
        state.note(vec![note("a", "1"), note("b", "1")]).unwrap();
        state.note(vec![note("a", "2")]).unwrap();
        // A line that was cut off, as a kill leaves it, and a damaged one.
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, [&whole[..], b"{\"address\":\"c\",\"ur"].concat()).unwrap();
        let mut state = State::open(&path).unwrap();
        assert_eq!(state.get("a"), Some(&note("a", "2")));
        assert_eq!(state.get("c"), None);
        state.note(vec![note("c", "1")]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 4);
        std::fs::write(&path, text.replacen("\"b\"", "b", 1)).unwrap();
        let state = State::open(&path).unwrap();
        assert_eq!((state.get("b"), state.get("c")), (None, Some(&note("c", "1"))));
    }

    #[test]
    fn the_file_does_not_grow_without_end() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join(State::FILE);
        let mut state = State::open(&path).unwrap();
        for n in 0..11 {
            state.note((0..100).map(|m| note("a", &(n * 100 + m).to_string())).collect()).unwrap();
        }
        assert!(std::fs::read_to_string(&path).unwrap().lines().count() <= 110);
        assert_eq!(State::open(&path).unwrap().get("a"), Some(&note("a", "1099")));
    }
}
