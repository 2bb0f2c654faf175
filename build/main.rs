//! What is made when the program is built: the list of `queries/`, so that a new query is part of the program without
//! being registered; the triples of `ontology/`, so that no start of the program parses Turtle; and the images of the
//! lexicon, so that none builds word tables. The files of `src/` below are part of both programs.

#[path = "../src/lexicon/concept.rs"]
#[allow(dead_code, reason = "the program needs more of it")]
mod concept;
#[path = "../src/lang/en/words.rs"]
mod en;
#[path = "../src/lang/es/words.rs"]
mod es;
mod fold;
#[path = "../src/id.rs"]
#[allow(dead_code, reason = "the program needs more of it")]
mod id;
#[path = "../src/lexicon/image.rs"]
#[allow(dead_code, reason = "only the program reads images")]
mod image;
#[path = "../src/lang/ja/words.rs"]
mod ja;
mod ontology;
mod words;
#[path = "../src/lang/zh/words.rs"]
mod zh;

/// Where the files above look for these.
mod lexicon {
    pub use crate::concept::{Form, Scheme};
}

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo says where the package is"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo says where to write"));
    queries(&root, &out);
    let triples = ontology::triples(&root);
    ontology::write(&triples, &out);
    words::write(&triples, &out);
    fold::write(&out);
}

fn queries(root: &Path, out: &Path) {
    println!("cargo::rerun-if-changed=queries");
    let folder = root.join("queries");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok()?.strip_suffix(".rq").map(str::to_owned))
        .collect();
    names.sort();
    let mut list = String::from("&[\n");
    for name in &names {
        let path = folder.join(format!("{name}.rq"));
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string()).expect("a string takes it");
    }
    list.push_str("]\n");
    std::fs::write(out.join("queries.rs"), list).expect("the folder of the build can be written to");
}
