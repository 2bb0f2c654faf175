//! The images of the lexicon: see `src/lexicon/image.rs`.

use std::fmt::Write;
use std::path::Path;

use oxrdf::Triple;

use crate::image::Reader;
use crate::{concept, en, es, fold, image, ja, zh};

/// The rows of `src/lang/mod.rs`, as far as their words go; those that have the same words share a row.
const LANGUAGES: [(&[&str], Reader); 4] = [
    (&["en"], Reader { reads: en::reads, forms: en::forms, fold: None }),
    (&["zh-Hans", "zh-Hant"], Reader { reads: zh::reads, forms: zh::forms, fold: Some(fold::simplified) }),
    (&["ja"], Reader { reads: ja::reads, forms: ja::forms, fold: None }),
    (&["es"], Reader { reads: es::reads, forms: es::forms, fold: None }),
];

/// Writes `concepts.image`, an image for each language, and `words.rs`, which lists these.
pub fn write(triples: &[Triple], out: &Path) {
    let keep = |name: &str, bytes: &[u8]| {
        let path = out.join(name);
        std::fs::write(&path, bytes).expect("the folder of the build can be written to");
        path.display().to_string()
    };
    let (concepts, decoys) = concept::gather(triples);
    keep("concepts.image", &image::of_concepts(&concepts, &decoys));
    let mut list = String::from("&[\n");
    for (tags, language) in LANGUAGES {
        let concepts = concepts.iter().map(|((scheme, _), concept)| (*scheme, concept));
        let path = keep(&format!("words-{}.image", tags[0]), &image::of_words(concepts, &decoys, language));
        writeln!(list, "    (&{tags:?}, include_bytes!({path:?})),").expect("a string takes it");
    }
    list.push_str("]\n");
    keep("words.rs", list.as_bytes());
}
