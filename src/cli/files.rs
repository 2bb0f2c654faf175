//! What paths and addresses of the command line stand for. Files are found one after the other: a folder may hold a hundred thousand.

use std::path::{Path, PathBuf};

use gongbao::error::Error;
use gongbao::intake;
use walkdir::{DirEntry, WalkDir};

use super::pipeline::{Piece, Pieces};
use super::progress::Progress;
use super::stop::Stop;
use super::web::{self, Fetch};

/// What is in these files, in these folders and at these addresses, in order, until the run is asked to end; what cannot be
/// had is a fault in its place. All addresses are fetched from the beginning on, several hosts at a time.
pub fn pieces(
    paths: &[PathBuf],
    fetch: &Fetch,
    progress: &Progress,
    stop: &Stop,
) -> impl Iterator<Item = Piece> + Send + use<> {
    let (fetch, progress, stop) = (fetch.clone(), progress.clone(), stop.clone());
    let mut answers = fetch.begin(paths.iter().map(PathBuf::as_path));
    let paths = paths.to_vec();
    let pieces = paths.into_iter().flat_map(move |path| match web::address(&path) {
        // No answer comes any more when the run is asked to end.
        Some(address) => match answers.next() {
            Some(answer) => {
                progress.file(&path);
                fetch.pieces(address, answer)
            }
            None => Box::new(std::iter::empty()),
        },
        None => of_path(&path, &fetch, &progress),
    });
    pieces.take_while(move |_| !stop.asked())
}

fn of_path(path: &Path, fetch: &Fetch, progress: &Progress) -> Pieces {
    let (fetch, progress) = (fetch.clone(), progress.clone());
    let following = fetch.clone();
    let records = files(path, &progress).flat_map(move |file| match file {
        Ok(path) => {
            let records = intake::watched(&path, fetch.limits(), progress.watch());
            let progress = progress.clone();
            // Behind its last record.
            let end = std::iter::once_with(move || progress.file(&path)).filter_map(|()| None);
            Box::new(records.chain(end)) as intake::Records
        }
        Err(fault) => Box::new(std::iter::once(Err(fault))),
    });
    Box::new(records.flat_map(move |record| following.follow(record.into())))
}

/// The files that a path stands for: a file as it is, a folder by the files in it, at any depth, in order of their names,
/// without hidden ones and those that hold no bulletin. What cannot be read is an error in its place.
fn files(path: &Path, progress: &Progress) -> Box<dyn Iterator<Item = Result<PathBuf, Error>> + Send> {
    if !path.is_dir() {
        return Box::new(std::iter::once(Ok(path.to_owned())));
    }
    let (folder, progress) = (path.to_owned(), progress.clone());
    let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_shown);
    Box::new(entries.filter_map(move |entry| match entry {
        Ok(entry) => {
            let path = entry.into_path();
            if path.is_dir() {
                return None;
            }
            let holds = intake::may_hold(&path);
            if !holds {
                progress.pass_over(&path);
            }
            holds.then_some(Ok(path))
        }
        Err(fault) => {
            let path = fault.path().unwrap_or(&folder).to_owned();
            let source = fault.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links"));
            Some(Err(Error::io(&path, source)))
        }
    }))
}

fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

/// How many files these paths stand for, those without a bulletin counted in.
pub fn count(paths: &[PathBuf]) -> u64 {
    let of = |path: &PathBuf| {
        let entries = WalkDir::new(path).into_iter().filter_entry(is_shown).flatten();
        entries.filter(|entry| !entry.path().is_dir()).count() as u64
    };
    paths.iter().map(|path| if web::address(path).is_some() { 1 } else { of(path) }).sum()
}
