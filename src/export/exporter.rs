//! Graphs written whole: what was chosen of each, nothing twice, counted.

use std::io::{self, Write};

use oxigraph::model::Quad;
use sha2::{Digest, Sha256};

use super::once::Once;
use super::{Description, Format, Selection, Writer};
use crate::bulletin::Bulletin;
use crate::lexicon::Lexicon;

/// Writes graphs in a format.
pub struct Exporter<W: Write> {
    format: &'static Format,
    selection: Selection,
    description: Option<Description>,
    once: Once,
    writer: Writer<Tally<W>>,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// What is in them, where that was asked for.
    pub description: Option<Description>,
}

impl<W: Write> Exporter<W> {
    /// An exporter of what is chosen; it describes the content where `describe` says so.
    pub fn new(format: &'static Format, selection: Selection, describe: bool, out: W) -> Self {
        let writer = format.writer(Tally { out, bytes: 0, hash: Sha256::new() });
        Self { format, selection, description: describe.then(Description::default), once: Once::default(), writer }
    }

    /// Writes a graph: that of a bulletin or of the ontology. One that comes again adds only its sources.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn graph(&mut self, quads: Vec<Quad>) -> io::Result<()> {
        for quad in self.selection.choose(quads) {
            if self.once.is_new(&quad, self.format.graphs) {
                if let Some(description) = &mut self.description {
                    description.count(quad.as_ref());
                }
                self.writer.quad(&quad)?;
            }
        }
        self.once.end();
        Ok(())
    }

    /// Writes the one bulletin that there is, without keeping its quads where that can be.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn single(&mut self, bulletin: &Bulletin, lexicon: &Lexicon) -> io::Result<()> {
        if self.selection.is_all() && self.description.is_none() {
            self.writer.bulletin(bulletin, lexicon)
        } else {
            self.graph(crate::rdf::quads(bulletin, lexicon))
        }
    }

    /// Writes what closes the output.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(self) -> io::Result<Written> {
        let tally = self.writer.finish()?;
        let sha256 = crate::store::hex(&tally.hash.finalize());
        Ok(Written { bytes: tally.bytes, sha256, description: self.description })
    }
}

/// Counts and hashes what goes through.
struct Tally<W> {
    out: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Tally<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.bytes += written as u64;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
