//! PDF with text (ISO 32000): the words where they stand on their pages, made into lines, rows of tables and paragraphs again.
//!
//! The parser (`lopdf`) reads the objects, `hayro-cmap` the maps from codes to letters; where words stand, in what order they are read
//! and which lines are one paragraph is found here.

mod budget;
mod content;
mod file;
mod font;
mod furniture;
mod glyph;
mod layout;
mod segments;

use super::{Arrival, Limits, Meta, Record, wrap};
use crate::error::{Error, one_line};

/// What a PDF is read to, or why it is not.
type Read<T> = Result<T, Fault>;

/// Why a PDF cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    /// It is damaged; with what is known of it.
    Damaged(String),
    /// It wants a password.
    Locked,
    /// It unpacks to more than the limit, or draws more than any bulletin.
    Large,
    /// It has no text: its pages are pictures.
    Pictures,
    /// Its fonts do not tell which letters they show.
    Letters,
}

/// The stack that the parser may need for objects as deep as it takes them.
const STACK: usize = 32 << 20;

/// The bulletin of a PDF.
pub fn read(record: Record, limits: &Limits) -> Result<Arrival, Error> {
    let name = record.name;
    match apart(|| document(&record.bytes, limits)) {
        Ok((text, meta)) => Ok(Arrival { name, source: record.source, text, meta: record.told.or(meta), follow: None }),
        Err(Fault::Large) => Err(Error::large(&name, limits.unpacked)),
        Err(fault) => Err(Error::Other(format!("{name}: {}", told(&fault)))),
    }
}

fn told(fault: &Fault) -> String {
    match fault {
        Fault::Damaged(what) => {
            format!("a damaged PDF ({}); hint: save it again, or give its text", one_line(what))
        }
        Fault::Locked => "a PDF that wants a password; hint: save it without one".to_owned(),
        Fault::Large => "a PDF that is too large".to_owned(),
        Fault::Pictures => "a PDF of pictures, without text; hint: have its words recognised first".to_owned(),
        Fault::Letters => {
            "a PDF whose fonts do not tell their letters; hint: have its words recognised, or give its text".to_owned()
        }
    }
}

/// Does `work` on a stack of its own; a panic in the parser costs this document only.
fn apart<T: Send>(work: impl FnOnce() -> Read<T> + Send) -> Read<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let broken = |what: &str| Fault::Damaged(what.to_owned());
        thread.map_err(|e| broken(&e.to_string()))?.join().unwrap_or_else(|_| Err(broken("its parser gave up")))
    })
}

/// The text of a document, and what its properties tell.
fn document(bytes: &[u8], limits: &Limits) -> Read<(String, Meta)> {
    let (file, pages) = file::File::open(bytes, limits)?;
    let mut meta = file.properties();
    let mut reader = content::Reader::new(&file, limits);
    let mut sheets = Vec::with_capacity(pages.len());
    for page in &pages {
        sheets.push(segments::of(reader.page(page)?));
    }
    let (letters, unknown) = reader.letters();
    if letters == 0 && reader.damaged() {
        return Err(Fault::Damaged("what its pages show is missing".to_owned()));
    }
    if letters == 0 {
        return Err(Fault::Pictures);
    }
    if unknown * 5 > letters {
        return Err(Fault::Letters);
    }
    meta.unsure = unknown * 200 > letters;
    furniture::drop(&mut sheets);
    let text = wrap::paragraphs(&layout::lines(&sheets)).join("\n");
    if text.trim().is_empty() {
        return Err(Fault::Pictures);
    }
    Ok((text, meta))
}
