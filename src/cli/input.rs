//! Bulletins as the command line names them: files, folders, standard input, and what is told about them.

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::error::Error;
use gongbao::intake::{self, Arrival, DateSource, Limits, Record};
use gongbao::lexicon::Lexicon;
use gongbao::{dateline, lang};
use jiff::civil::Date;
use rayon::prelude::*;
use walkdir::WalkDir;

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

/// The records of these files and folders, in order; what cannot be opened is an error in its place.
pub fn records(paths: &[PathBuf], limits: Limits) -> impl Iterator<Item = Result<Record, Error>> + Send + use<> {
    of_files(files(paths), limits)
}

/// The records of these files.
pub fn of_files(
    files: Vec<Result<PathBuf, Error>>,
    limits: Limits,
) -> impl Iterator<Item = Result<Record, Error>> + Send {
    files.into_iter().flat_map(move |file| match file {
        Ok(path) => intake::records(&path, limits),
        Err(fault) => Box::new(std::iter::once(Err(fault))),
    })
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
    /// The bulletins of a record, read; a record that could not be had is a fault in its place.
    pub fn bulletins(&self, record: Result<Record, Error>) -> Vec<Result<Bulletin, Error>> {
        let record = match record {
            Ok(record) => record,
            Err(fault) => return vec![Err(fault)],
        };
        let arrivals = intake::arrivals(record, &self.limits);
        arrivals.into_iter().map(|arrival| bulletin(arrival?, self.told, self.lexicon)).collect()
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

/// How many records, and how many of their bytes, are read ahead at a time.
const BATCH: (usize, usize) = (256, 16 << 20);

/// Does `work` with every record on all cores and hands the results on in the order of the input; no more than a few batches
/// of records are in memory at a time.
pub fn each<T: Send>(
    records: impl Iterator<Item = Result<Record, Error>> + Send,
    work: impl Fn(Result<Record, Error>) -> Vec<T> + Sync,
    mut give: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let (send, batches) = sync_channel(1);
    std::thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            let mut records = records;
            loop {
                let batch = next_batch(&mut records);
                let done: Vec<Vec<T>> = match batch.len() {
                    0 => return,
                    // One record is read faster than threads start.
                    1 => batch.into_iter().map(work).collect(),
                    _ => batch.into_par_iter().map(work).collect(),
                };
                if send.send(done).is_err() {
                    return;
                }
            }
        });
        batches.into_iter().flatten().flatten().try_for_each(&mut give)
    })
}

fn next_batch(records: &mut impl Iterator<Item = Result<Record, Error>>) -> Vec<Result<Record, Error>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH.0 && bytes < BATCH.1 {
        let Some(record) = records.next() else { break };
        bytes += record.as_ref().map_or(0, |r| r.bytes.len());
        batch.push(record);
    }
    batch
}

/// The files that some paths stand for: each file as it is, each folder by the files in it, at any depth, in order of their
/// names, without hidden ones and those that hold no bulletin. What cannot be read is an error in its place.
pub fn files(paths: &[PathBuf]) -> Vec<Result<PathBuf, Error>> {
    paths.iter().flat_map(|path| if path.is_dir() { in_folder(path) } else { vec![Ok(path.clone())] }).collect()
}

fn in_folder(folder: &Path) -> Vec<Result<PathBuf, Error>> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let path = entry.into_path();
                (!path.is_dir() && intake::may_hold(&path)).then_some(Ok(path))
            }
            Err(fault) => {
                let path = fault.path().unwrap_or(folder).to_owned();
                let source = fault.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links"));
                Some(Err(Error::io(&path, source)))
            }
        })
        .collect()
}
