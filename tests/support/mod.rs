//! The bulletins that whole-document tests read: the samples, and the gold corpus where it lies beside the checkout.

use std::path::{Path, PathBuf};

use gongbao::bulletin::Bulletin;
use gongbao::document::{Document, Given};
use gongbao::lang;
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
    let mut files = ["samples", "tests/gold", "tests/parallel"].map(texts).concat();
    let read = lang::LANGUAGES.iter().map(|l| format!("dev/{}", l.tag));
    for folder in ["seeds".to_owned(), "parallel".to_owned()].into_iter().chain(read) {
        let found = texts(&format!("../shared/corpus/{folder}"));
        if found.is_empty() {
            eprintln!("skipped: ../shared/corpus/{folder} is not beside this checkout");
        }
        files.extend(found);
    }
    files
}

/// The language of a file, as the gold beside it, its name or its folder tells.
#[allow(dead_code)]
pub fn language(path: &Path) -> String {
    let gold = std::fs::read(path.with_extension("gold.json")).ok();
    let gold = gold.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let told = gold.and_then(|gold| Some(gold["lang"].as_str().or(gold["language"].as_str())?.to_owned()));
    told.unwrap_or_else(|| match path.parent().and_then(Path::file_name).and_then(|f| f.to_str()) {
        Some("zh") => "zh-Hans".to_owned(),
        Some(folder) if lang::LANGUAGES.iter().any(|l| l.tag == folder) => folder.to_owned(),
        _ => "en".to_owned(),
    })
}

/// A file as a document; the day is a fixed one where the name does not begin with it.
pub fn document(path: &Path) -> Document {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let date = name.get(..10).and_then(|d| d.parse().ok()).unwrap_or(jiff::civil::date(2024, 12, 20));
    Document::new(&name, &bytes, Given { date: Some(date), language: None }).unwrap()
}

/// A text as a document of the day that [`document`] takes.
#[allow(dead_code)]
pub fn text(text: &str) -> Document {
    Document::new("text", text.as_bytes(), Given { date: Some(jiff::civil::date(2024, 12, 20)), language: None })
        .unwrap()
}

/// A file as it is read.
#[allow(dead_code)]
pub fn read(path: &Path) -> Bulletin {
    gongbao::read(&document(path), Lexicon::builtin())
}
