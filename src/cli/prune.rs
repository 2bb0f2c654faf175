//! Bulletins whose files are gone.

use std::path::{Path, PathBuf};

use gongbao::error::Error;
use gongbao::store::Disk;

/// Takes out what came from files of these folders that are no longer there; how many sources that were.
pub fn prune(store: &mut Disk, paths: &[PathBuf]) -> Result<usize, Error> {
    let folders: Vec<PathBuf> =
        paths.iter().filter(|path| path.is_dir()).filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let records = store.ledger().index().records();
    let in_folder = records.filter(|r| folders.iter().any(|folder| Path::new(&r.source).starts_with(folder)));
    let gone: Vec<String> = in_folder.filter(|r| !is_there(&r.source)).map(|r| r.source.clone()).collect();
    store.forget(&gone)?;
    Ok(gone.len())
}

/// Whether a source's file is there; a source may be a line (`:12`) or a record (`#12`) of it.
fn is_there(source: &str) -> bool {
    let file = source.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix([':', '#']);
    Path::new(source).exists() || file.is_some_and(|file| Path::new(file).exists())
}
