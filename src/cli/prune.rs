//! Bulletins whose files are gone.

use std::path::{Path, PathBuf};

use gongbao::error::Error;
use gongbao::store::Bulletins;

/// Takes out what came from files of these folders that are no longer there; how many sources that were.
pub fn prune(store: &mut Bulletins, paths: &[PathBuf]) -> Result<usize, Error> {
    let folders: Vec<PathBuf> =
        paths.iter().filter(|path| path.is_dir()).filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let records = store.index().records();
    let in_folder = records.filter(|r| folders.iter().any(|folder| Path::new(&r.source).starts_with(folder)));
    let gone: Vec<String> = in_folder.filter(|r| !is_there(&r.source)).map(|r| r.source.clone()).collect();
    store.forget(&gone)?;
    Ok(gone.len())
}

/// Whether a source's file is there; a source may be a line (`:12`), a record (`#12`) or an entry (`#` and what a feed calls it)
/// of it.
fn is_there(source: &str) -> bool {
    let line = source.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(':');
    let within = source.match_indices('#').map(|(at, _)| &source[..at]);
    std::iter::once(source).chain(line).chain(within).any(|file| Path::new(file).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_there_with_it() {
        let dir = tempfile::TempDir::new().unwrap();
        let file = dir.path().join("feed#1.xml");
        std::fs::write(&file, "").unwrap();
        for (part, expected) in [("", true), (":12", true), ("#12", true), ("#urn:uuid:1#2", true), ("x", false)] {
            assert_eq!(is_there(&format!("{}{part}", file.display())), expected, "{part}");
        }
        assert!(!is_there(&dir.path().join("gone.xml#1").display().to_string()));
    }
}
