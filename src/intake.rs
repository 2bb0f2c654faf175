//! Every form in which a bulletin arrives, told by its content: what comes in as bytes goes out as text with what is
//! known about it.
//!
//! Two steps, so that the second can run on all cores while the first reads on:
//!
//! - [`records`] cuts a file or a stream into records, one after the other and never more than one in memory: a whole
//!   file, a line of JSON lines, a record of a web archive;
//! - [`arrivals`] makes of one record the bulletins that are in it: one of a page, several of a feed.
//!
//! Nothing here reads what a bulletin says.

mod docx;
pub mod encoding;
mod feed;
mod form;
mod html;
mod json;
mod pdf;
mod plain;
mod records;
mod table;
pub(crate) mod unpack;
mod warc;
mod wrap;

pub use crate::meta::{DateSource, Dated, Meta};
pub use form::Form;
pub use html::{Link, links};
pub use records::{Records, Watch, records, records_of, watched};

use crate::error::Error;

/// How much is taken in from outside. What is larger is refused in one line; the rest goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record, as it is stored or sent.
    pub bytes: u64,
    /// Bytes of one record unpacked: against archives that unpack without end.
    pub unpacked: u64,
    /// How deep elements may be nested, and archives in archives.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, unpacked: 256 << 20, nesting: 512 }
    }
}

/// A document as it came in, before it is known what it says.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What it is called in messages: a path, a path and a line, an address.
    pub name: String,
    /// What it came from, the same in every run: an absolute path, with the line or record in it; an address.
    pub source: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Its media type and charset as the sender told them: `text/html; charset=gb2312`.
    pub media: Option<String>,
    /// What the sender told about it.
    pub told: Meta,
}

/// A bulletin's text, ready to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// What it is called in messages.
    pub name: String,
    /// Its text: the title in the first line, then a paragraph a line.
    pub text: String,
    /// What it came from, the same in every run: see [`Record::source`]; an entry of a feed has its own.
    pub source: String,
    /// What is known about it.
    pub meta: Meta,
    /// The address of the whole bulletin, where a feed holds no more than its summary.
    pub follow: Option<String>,
}

/// The extensions of bulletins in plain text.
const NAMED: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Whether a file of a folder may hold a bulletin: pictures, programs, styles and data without text, which lie beside
/// bulletins, hold none. What cannot be looked at may: reading it says what is wrong.
pub fn may_hold(path: &std::path::Path) -> bool {
    use std::io::Read;
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|f| f.take(1 << 16).read_to_end(&mut head));
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    read.is_err()
        || match form::of_bytes(&head) {
            // A file that is named as a text and is none is told of.
            Form::Binary => NAMED.contains(&&*extension),
            Form::JsonLines => json::may_hold(&head),
            // Programs and data are plain text as well: a text that is not named as one tells by its sentences.
            Form::Text => extension.is_empty() || NAMED.contains(&&*extension) || plain::is_prose(&head),
            _ => !matches!(&*extension, "svg" | "xlsx" | "pptx" | "jar" | "zip"),
        }
}

/// What form a record is in.
pub fn form(record: &Record) -> Form {
    form::of(record)
}

/// The bulletins of a record, each told by what it is in. A fault takes only its own one.
pub fn arrivals(record: Record, limits: &Limits) -> Vec<Result<Arrival, Error>> {
    if record.bytes.len() as u64 > limits.unpacked {
        return vec![Err(Error::large(&record.name, limits.unpacked))];
    }
    let source = record.source.clone();
    let mut arrivals = match form::of(&record) {
        Form::Text | Form::Markdown => vec![plain::read(record)],
        Form::Feed => feed::read(record, limits),
        Form::Docx => vec![docx::read(record, limits)],
        Form::Html => html::read(record, limits),
        Form::Pdf => vec![pdf::read(record, limits)],
        form => {
            let told = "hint: gongbao reads text, Markdown, HTML, PDF, DOCX, feeds, JSON lines and web archives";
            vec![Err(Error::Other(format!("{}: {form}, no bulletin; {told}", record.name)))]
        }
    };
    for arrival in arrivals.iter_mut().flatten().filter(|a| a.source.is_empty()) {
        arrival.source.clone_from(&source);
    }
    arrivals
}
