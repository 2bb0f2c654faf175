//! What holds of the RDF of every bulletin, whatever it says: the laws, over a bulletin made by hand that has everything,
//! and over every document at hand.

mod figures;
mod formats;
mod laws;
mod made;

use std::path::{Path, PathBuf};

use gongbao::document::{Document, Given};
use gongbao::lang;
use gongbao::lexicon::Lexicon;
use gongbao::rdf::quads;

/// The texts at hand: the samples, and the corpus where it lies beside the project.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus =
        ["../shared/corpus", "../../shared/corpus"].map(|path| root.join(path)).into_iter().find(|p| p.is_dir());
    if corpus.is_none() {
        eprintln!("skipped: the corpus is not beside the project; the samples alone are tried");
    }
    let mut found: Vec<PathBuf> = std::iter::once(root.join("samples"))
        .chain(corpus.into_iter().flat_map(|c| {
            let read = lang::LANGUAGES.iter().map(|l| c.join("dev").join(l.tag)).collect::<Vec<_>>();
            [c.join("seeds")].into_iter().chain(read)
        }))
        .flat_map(walkdir::WalkDir::new)
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    found.sort();
    found
}

/// The day of a document: its name begins with it, or its gold tells it.
fn date(path: &Path) -> Option<jiff::civil::Date> {
    let gold = || {
        let gold = std::fs::read(path.with_extension("gold.json")).ok()?;
        serde_json::from_slice::<serde_json::Value>(&gold).ok()?["date"].as_str()?.parse().ok()
    };
    gongbao::dateline::of_file_name(path.file_name()?.to_str()?).or_else(gold)
}

#[test]
fn the_laws_hold_of_a_bulletin_with_everything() {
    for bulletin in [made::bulletin(), made::bare()] {
        laws::check(&bulletin, &quads(&bulletin, Lexicon::builtin()));
    }
}

#[test]
fn the_laws_hold_of_every_document() {
    let lexicon = Lexicon::builtin();
    for path in documents() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.display().to_string();
        let given = Given { date: date(&path), language: None };
        let bulletin = gongbao::read(&Document::new(&name, &bytes, given).unwrap(), lexicon);
        eprintln!("{name}: {} outcomes, {} notes", bulletin.outcomes.len(), bulletin.notes.len());
        laws::check(&bulletin, &quads(&bulletin, lexicon));
    }
}
