//! What can go wrong from outside: one line each, with what, where and what to do.

use std::path::{Path, PathBuf};

use oxigraph::io::RdfSyntaxError;

/// An error that a user can do something about.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {}", path.display(), told(source))]
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
    /// A label of an ontology file can be no word.
    #[error("{name}: {label}; the file was not loaded")]
    Label {
        /// Name of the file.
        name: String,
        /// Which label of which concept, what is wrong with it, and what to do.
        label: String,
    },
    /// A query has a fault.
    #[error("{name}:{line}:{column}: {message}")]
    Query {
        /// Name of the query: its file, or `-e`.
        name: String,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What is wrong, with the offending line below it.
        message: String,
    },
    /// A query keeps more than it may.
    #[error(
        "{name}: more rows at a time than there is memory for; hint: narrow the query, and join its parts; ORDER BY and DISTINCT keep all of them"
    )]
    TooLarge {
        /// Name of the query.
        name: String,
    },
    /// The reader of the output has gone (a closed pipe): nothing to tell anybody.
    #[error("the output was closed")]
    Closed,
    /// Any other fault, told in full.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// A fault of reading or writing at `path`.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }

    /// An input with more bytes than the limit.
    pub fn large(name: &str, limit: u64) -> Self {
        let limit = if limit < 1 << 20 { format!("{limit} bytes") } else { format!("{} MiB", limit >> 20) };
        let hint = "cut it into bulletins, or allow more with --max-bytes and --max-unpacked";
        Self::Other(format!("{name}: larger than {limit}, no bulletin; hint: {hint}"))
    }

    /// A fault of writing to standard output; a closed pipe is [`Error::Closed`].
    pub fn output(source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::io(Path::new("standard output"), source),
        }
    }

    /// A fault in the Turtle of an ontology file.
    pub fn ontology(name: &str, fault: &RdfSyntaxError) -> Self {
        let (line, column, message) = placed(fault);
        Self::Ontology { name: name.to_owned(), line, column, message }
    }

    /// A fault in a file of RDF.
    pub fn syntax(name: &str, fault: &RdfSyntaxError) -> Self {
        let (line, column, message) = placed(fault);
        Self::Other(format!("{name}:{line}:{column}: {message}; hint: mend the file there"))
    }
}

/// Line and column of a fault, from 1, and what is wrong there.
fn placed(fault: &RdfSyntaxError) -> (u64, u64, String) {
    let (line, column) = fault.location().map_or((1, 1), |at| (at.start.line + 1, at.start.column + 1));
    let told = fault.to_string();
    // The place stands in front of the line already.
    let message = match told.strip_prefix("Parser error ").and_then(|rest| rest.split_once(": ")) {
        Some((_, message)) => message,
        None => &told,
    };
    (line, column, one_line(message))
}

impl From<std::io::Error> for Error {
    /// What a writer of results says: the only writers without a path go to standard output.
    fn from(source: std::io::Error) -> Self {
        Self::output(source)
    }
}

/// A text without line breaks and control characters, so that an error stays one line.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn told(source: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match source.kind() {
        ErrorKind::NotFound => "no such file or folder; hint: check the path".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; hint: check who may read and write there".to_owned(),
        ErrorKind::IsADirectory => {
            "a folder, not a file; hint: name a file in it, or use `ingest` or `query --from`, which take folders"
                .to_owned()
        }
        ErrorKind::StorageFull => "the disk is full; hint: make room and run the command again".to_owned(),
        _ => one_line(&source.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line() {
        assert_eq!(one_line("a\nb\r\n\u{1b}[31mc"), "a b [31mc");
        let missing = std::fs::read("no/such/file").map_err(|e| Error::io(Path::new("no/such/file"), e)).unwrap_err();
        assert_eq!(missing.to_string(), "no/such/file: no such file or folder; hint: check the path");
    }
}
