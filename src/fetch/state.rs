//! What was fetched before, kept in a journal beside a store, so that a second run fetches only what has changed.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::journal::Journal;

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
    journal: Journal,
    notes: BTreeMap<String, Note>,
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
        let (journal, lines) = Journal::open_or_new::<Note>(path)?;
        let notes = lines.into_iter().flatten().map(|note| (note.address.clone(), note)).collect();
        Ok(Self { journal, notes })
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
        self.journal.append(&changed)?;
        self.notes.extend(changed.into_iter().map(|n| (n.address.clone(), n)));
        if !self.journal.is_stale(self.notes.len()) {
            return Ok(());
        }
        self.journal.rewrite(&self.notes.values().collect::<Vec<_>>())
    }
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
