//! What can go wrong from outside: one line each, with what, where and what to do.

use std::path::{Path, PathBuf};

use oxigraph::io::RdfSyntaxError;

/// An error that a user can do something about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A bulletin's bytes are no UTF-8 text.
    #[error("{name}: not UTF-8 text at byte {byte}; hint: convert it first, e.g. `iconv -f GB18030 -t UTF-8`")]
    NotUtf8 {
        /// Name of the input.
        name: String,
        /// First byte that does not fit, from 0.
        byte: usize,
    },
    /// A bulletin's bytes are no text at all.
    #[error("{name}: a binary file (NUL at byte {byte}), not a text; hint: give the bulletin as UTF-8 text")]
    Binary {
        /// Name of the input.
        name: String,
        /// Where the first NUL stands, from 0.
        byte: usize,
    },
    /// A bulletin has no words.
    #[error("{name}: empty; hint: a bulletin has at least a title")]
    Empty {
        /// Name of the input.
        name: String,
    },
    /// No reader for the language of the text, or for the one that was asked for.
    #[error("{name}: {what}; hint: gongbao reads {known} (set one with --lang)")]
    Language {
        /// Name of the input.
        name: String,
        /// What was found or asked for.
        what: String,
        /// The languages that are read.
        known: String,
    },
    /// An ontology file has a fault.
    #[error("{name}:{line}:{column}: {message}; hint: mend the Turtle there, the file was not loaded")]
    Ontology {
        /// Name of the file.
        name: String,
        /// Line, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What the parser says.
        message: String,
    },
    /// Any other fault, told in full.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// A fault of reading or writing at `path`.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// A fault in the Turtle of an ontology file.
    pub fn ontology(name: &str, fault: &RdfSyntaxError) -> Self {
        let (line, column) = fault.location().map_or((1, 1), |at| (at.start.line + 1, at.start.column + 1));
        Self::Ontology { name: name.to_owned(), line, column, message: fault.to_string() }
    }
}
