//! The files that paths of the command line stand for, found one after the other: a folder may hold a hundred thousand.

use std::path::{Path, PathBuf};

use gongbao::error::Error;
use gongbao::intake::{self, Limits, Record};
use walkdir::{DirEntry, WalkDir};

use super::progress::Progress;
use super::stop::Stop;

/// The records of these files and folders, in order, until the run is asked to end; what cannot be opened is an error in its
/// place.
pub fn records(
    paths: &[PathBuf],
    limits: Limits,
    progress: &Progress,
    stop: &Stop,
) -> impl Iterator<Item = Result<Record, Error>> + Send + use<> {
    let (progress, stop, paths) = (progress.clone(), stop.clone(), paths.to_owned());
    let done = progress.clone();
    let files = paths.into_iter().flat_map(move |path| files(&path, &progress));
    let records = files.flat_map(move |file| match file {
        Ok(path) => {
            let records = intake::watched(&path, limits, done.watch());
            let done = done.clone();
            // Behind its last record.
            let end = std::iter::once_with(move || done.file(&path)).filter_map(|()| None);
            Box::new(records.chain(end)) as intake::Records
        }
        Err(fault) => Box::new(std::iter::once(Err(fault))),
    });
    records.take_while(move |_| !stop.asked())
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
                progress.file(&path);
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
    paths.iter().map(of).sum()
}
