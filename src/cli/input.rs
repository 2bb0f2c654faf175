//! Bulletins as the command line names them: files, folders, standard input, and what is told about them.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::error::Error;
use gongbao::intake::{self, Arrival, DateSource, Limits};
use gongbao::lexicon::Lexicon;
use gongbao::{dateline, lang};
use jiff::civil::Date;

use super::pipeline::Piece;

/// What the user says of the bulletins.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Told {
    /// The day of publication, for "this year" and 今年以来
    ///
    /// When it is not given, it is taken from a file name that begins with it (2024-12-13-shandong.txt), from what the
    /// sender or the page tells, or from a short line below the title, such as `2022-05-19 17:42`.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    /// The language of the text, such as en or zh-Hans [default: found from the text]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<String>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "not a day; hint: write it like 2024-12-13".to_owned())
}

/// Checks a language tag.
pub fn language(tag: &str) -> Result<String, String> {
    let known = || lang::LANGUAGES.iter().map(|l| l.tag).collect::<Vec<_>>().join(", ");
    lang::by_tag(tag)
        .map(|_| tag.to_owned())
        .ok_or_else(|| format!("no reader for this language; hint: gongbao reads {}", known()))
}

/// The name of an input in messages.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Files and folders in which there is no bulletin.
pub fn nothing(paths: &[PathBuf]) -> Error {
    let paths = paths.iter().map(|p| name(p)).collect::<Vec<_>>().join(", ");
    Error::Other(format!(
        "{paths}: no bulletins there; hint: name files of bulletins, or folders with texts, pages, PDFs, feeds or archives"
    ))
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The bytes of a file, or of standard input for `-`.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let fault = |e| Error::io(Path::new(&name(path)), e);
    let largest = Limits::default().bytes;
    let mut bytes = Vec::new();
    if is_stdin(path) {
        std::io::stdin().lock().take(largest + 1).read_to_end(&mut bytes).map_err(fault)?;
    } else {
        File::open(path).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes)).map_err(fault)?;
    }
    if bytes.len() as u64 > largest { Err(Error::large(&name(path), largest)) } else { Ok(bytes) }
}

/// What all records of a run are read with.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// What the user says of them.
    pub told: &'a Told,
    /// How much of each is taken in.
    pub limits: Limits,
    /// The words of the ontology.
    pub lexicon: &'static Lexicon,
}

impl Reading<'_> {
    /// The bulletins of a piece, read; what could not be had is a fault in its place.
    pub fn bulletins(&self, piece: Piece) -> Vec<Result<Bulletin, Error>> {
        self.arrivals(piece).into_iter().map(|arrival| self.bulletin(arrival?)).collect()
    }

    /// The same before they are read.
    pub fn arrivals(&self, piece: Piece) -> Vec<Result<Arrival, Error>> {
        match piece {
            Piece::Record(record) => intake::arrivals(record, &self.limits),
            Piece::Arrival(arrival) => vec![Ok(*arrival)],
            Piece::Fault(fault) => vec![Err(fault)],
            Piece::Unchanged(_) | Piece::Note(_) | Piece::Begin(_) | Piece::Whole(..) => Vec::new(),
        }
    }

    /// The same with the source of each: the bulletins of one record have sources of their own, which stay the same when a feed
    /// goes on.
    pub fn sourced(&self, piece: Piece) -> Vec<Result<(String, Arrival), Error>> {
        let record = if let Piece::Record(record) = &piece { Some(record.source.clone()) } else { None };
        let arrivals = self.arrivals(piece);
        let several = arrivals.iter().flatten().nth(1).is_some();
        let mut taken: HashSet<String> = record.filter(|_| several).into_iter().collect();
        let arrivals = arrivals.into_iter().enumerate().map(|(n, arrival)| {
            let arrival = arrival?;
            let mut source = arrival.source.clone();
            if !taken.insert(source.clone()) {
                source = format!("{source}#{}", n + 1);
            }
            Ok((source, arrival))
        });
        arrivals.collect()
    }

    /// A bulletin, read.
    pub fn bulletin(&self, arrival: Arrival) -> Result<Bulletin, Error> {
        bulletin(arrival, self.told, self.lexicon)
    }
}

/// The bulletin of an arrival. What the user tells has the first word, what the sender told the next.
fn bulletin(mut arrival: Arrival, told: &Told, lexicon: &Lexicon) -> Result<Bulletin, Error> {
    let meta = &mut arrival.meta;
    meta.dated(DateSource::Option, told.date);
    meta.dated(DateSource::Dateline, dateline::find(&arrival.text));
    meta.dated(DateSource::Address, meta.url.as_deref().and_then(dateline::of_address));
    let given = Given { date: meta.date.map(|d| d.day), language: told.lang.as_deref() };
    let name = &arrival.name;
    // A fault of the readers must not take the other bulletins along.
    let read = || Document::new(name, arrival.text.as_bytes(), given).map(|document| gongbao::read(&document, lexicon));
    let bulletin = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Error::Other(format!("{name}: an internal fault (told above); hint: report it with this bulletin")))
    });
    bulletin.map(|bulletin| bulletin.known_by(arrival.meta))
}
