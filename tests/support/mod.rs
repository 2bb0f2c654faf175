//! The bulletins that whole-document tests read: the samples, and the gold corpus where it lies beside the checkout.

use std::path::{Path, PathBuf};

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::lexicon::Lexicon;

/// The `.txt` files below a folder of the repository, sorted.
pub fn texts(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    files
}

/// The samples, our gold bulletins, and the corpus in the languages that are read; says plainly when the latter are not at hand.
#[allow(dead_code)]
pub fn corpus() -> Vec<PathBuf> {
    let mut files = texts("samples");
    // A folder of gold joins this list with the reader of its language.
    for language in ["en", "zh"] {
        files.extend(texts(&format!("tests/gold/{language}")));
    }
    for folder in ["seeds", "dev/en", "dev/zh-Hans", "parallel"] {
        let found = texts(&format!("../shared/corpus/{folder}"));
        if found.is_empty() {
            eprintln!("skipped: ../shared/corpus/{folder} is not beside this checkout");
        }
        // The parallel communiqués exist in languages that have no reader.
        files.extend(found.into_iter().filter(|p| {
            let name = p.file_name().unwrap_or_default().to_string_lossy().into_owned();
            folder != "parallel" || name.contains(".en.") || name.contains(".zh-Hans.")
        }));
    }
    files
}

/// A file as a document; the day is a fixed one where the name does not begin with it.
pub fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let date = name.get(..10).and_then(|d| d.parse().ok()).unwrap_or(jiff::civil::date(2024, 12, 20));
    Document::new(&name, &bytes, Given { date: Some(date), language: None }).unwrap()
}

/// A file as it is read.
#[allow(dead_code)]
pub fn read(path: &Path) -> Bulletin {
    gongbao::read(&document(path), Lexicon::builtin())
}
