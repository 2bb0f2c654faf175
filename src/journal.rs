//! A file of JSON lines that survives a kill: what is noted is on the disk, and what was only half written never counts.
//!
//! A line an event, written after what it tells of is on the disk. A last line without its end was cut off by a kill and is
//! written over; when most lines tell of what is past, the file is written anew beside itself and put in its place.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// Fewer lines are never worth writing anew.
const FEW: usize = 1000;

/// The file, and how far it holds whole lines.
#[derive(Debug, Default)]
pub struct Journal {
    path: PathBuf,
    end: u64,
    lines: usize,
}

impl Journal {
    /// Reads the file at `path`: each whole line in order, `None` for one that is damaged.
    ///
    /// # Errors
    /// When the file cannot be read, or is not there.
    pub fn open<T: DeserializeOwned>(path: &Path) -> Result<(Self, Vec<Option<T>>), Error> {
        let mut text = Vec::new();
        File::open(path).and_then(|mut f| f.read_to_end(&mut text)).map_err(|e| Error::io(path, e))?;
        Ok(Self::parse(path, &text))
    }

    /// Reads the file at `path` likewise; one that is not there yet holds nothing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn open_or_new<T: DeserializeOwned>(path: &Path) -> Result<(Self, Vec<Option<T>>), Error> {
        let mut text = Vec::new();
        match File::open(path).and_then(|mut f| f.read_to_end(&mut text)) {
            Err(e) if e.kind() != ErrorKind::NotFound => Err(Error::io(path, e)),
            _ => Ok(Self::parse(path, &text)),
        }
    }

    fn parse<T: DeserializeOwned>(path: &Path, text: &[u8]) -> (Self, Vec<Option<T>>) {
        let whole = text.split_inclusive(|b| *b == b'\n').filter(|line| line.ends_with(b"\n"));
        let end = whole.clone().map(|line| line.len() as u64).sum();
        let lines: Vec<Option<T>> = whole.map(|line| serde_json::from_slice(line).ok()).collect();
        (Self { path: path.to_owned(), end, lines: lines.len() }, lines)
    }

    /// Writes lines behind the others, and does not come back before they are on the disk.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append<T: Serialize>(&mut self, lines: &[T]) -> Result<(), Error> {
        let bytes = self.encode(lines)?;
        let write = || -> std::io::Result<()> {
            let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&self.path)?;
            // What a killed process left half written is written over.
            file.set_len(self.end)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(&bytes)?;
            file.sync_all()
        };
        write().map_err(|e| Error::io(&self.path, e))?;
        self.end += bytes.len() as u64;
        self.lines += lines.len();
        Ok(())
    }

    /// Whether most of the lines tell of what is past, when so many would say the same.
    pub const fn is_stale(&self, needed: usize) -> bool {
        self.lines >= FEW && self.lines >= 4 * needed
    }

    /// Puts a new file with these lines in the place of the old one: at no moment is there neither.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rewrite<T: Serialize>(&mut self, lines: &[T]) -> Result<(), Error> {
        let bytes = self.encode(lines)?;
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

    fn encode<T: Serialize>(&self, lines: &[T]) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut bytes, line)
                .map_err(|e| Error::Other(format!("{}: {e}", self.path.display())))?;
            bytes.push(b'\n');
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_line_never_counts_and_damage_is_told() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("journal");
        assert!(Journal::open::<u32>(&path).is_err());
        let (mut journal, lines) = Journal::open_or_new::<u32>(&path).unwrap();
        assert!(lines.is_empty());
        journal.append(&[1, 2]).unwrap();
        std::fs::write(&path, "1\nx\n2").unwrap();
        let (mut journal, lines) = Journal::open::<u32>(&path).unwrap();
        assert_eq!(lines, [Some(1), None]);
        journal.append(&[3]).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "1\nx\n3\n");
        journal.rewrite(&[3]).unwrap();
        journal.append(&[4]).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "3\n4\n");
    }

    #[test]
    fn a_journal_is_stale_when_most_of_it_is_past() {
        let journal = |lines| Journal { lines, ..Journal::default() };
        assert!(!journal(999).is_stale(1) && journal(1000).is_stale(250) && !journal(1000).is_stale(251));
    }
}
