//! How fast each stage is, and the whole conversion, on the samples of each language.
//!
//! Rates are bytes of text and documents ("items") per second, warm, on one core. `bare_scan` is the same text searched
//! for the same words by the automaton alone: what no reader that looks for them can beat.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use gongbao::document::{Document, Given};
use gongbao::export::{FORMATS, Format};
use gongbao::lang::{self, Language, Part, Setting};
use gongbao::lexicon::{Lexicon, Scheme};
use gongbao::{parse, rdf, resolve};

const LANGUAGES: [&str; 2] = ["en", "zh-Hans"];

fn main() {
    // The tables are built when a language is first read: not what is measured here.
    for tag in LANGUAGES {
        for document in documents(tag) {
            gongbao::read(document, Lexicon::builtin());
        }
    }
    divan::main();
}

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<_> = walkdir::WalkDir::new(samples)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let given = Given { date: gongbao::dateline::of_file_name(name), language: None };
            Document::new(name, &std::fs::read(path).unwrap(), given).unwrap()
        })
        .collect()
});

fn documents(tag: &str) -> Vec<&'static Document> {
    DOCUMENTS.iter().filter(|d| d.language.tag == tag).collect()
}

fn language(tag: &str) -> &'static Language {
    lang::by_tag(tag).unwrap()
}

/// Runs a stage over all documents of a language; `prepare` is not measured.
fn stage<I>(
    bencher: Bencher,
    tag: &str,
    prepare: impl Fn(&'static Document) -> I,
    run: impl Fn(&'static Document, &I),
) {
    let documents = documents(tag);
    let prepared: Vec<(&Document, I)> = documents.into_iter().map(|d| (d, prepare(d))).collect();
    let bytes: usize = prepared.iter().map(|(d, _)| d.text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(prepared.len()))
        .bench_local(|| prepared.iter().for_each(|(document, input)| run(document, input)));
}

/// The words that a language is searched for.
fn automaton(language: &Language) -> CharwiseDoubleArrayAhoCorasick<u32> {
    let schemes = [
        Scheme::Action,
        Scheme::Target,
        Scheme::Offence,
        Scheme::AgencyKind,
        Scheme::Agency,
        Scheme::Place,
        Scheme::Campaign,
        Scheme::Law,
        Scheme::Post,
    ];
    let mut words = BTreeSet::new();
    for scheme in schemes {
        for (_, concept) in Lexicon::builtin().concepts(scheme) {
            for label in concept.labels.iter().filter(|l| (language.reads)(&l.language)) {
                words.extend((language.forms)(scheme, &label.text).into_iter().map(|(w, _)| w.to_ascii_lowercase()));
            }
        }
    }
    CharwiseDoubleArrayAhoCorasickBuilder::new().build(words.into_iter().filter(|w| !w.is_empty())).unwrap()
}

#[divan::bench(args = LANGUAGES)]
fn a_bare_scan(bencher: Bencher, tag: &str) {
    let automaton = automaton(language(tag));
    stage(
        bencher,
        tag,
        |d| d.text.to_ascii_lowercase(),
        |_, text| {
            black_box(automaton.find_overlapping_iter(text).count());
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn b_document(bencher: Bencher, tag: &str) {
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            black_box(Document::new("sample", d.text.as_bytes(), Given { date: d.date, language: None }).unwrap());
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn c_scan(bencher: Bencher, tag: &str) {
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            black_box(Lexicon::builtin().scan(d.language, &d.text));
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn d_numbers(bencher: Bencher, tag: &str) {
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            black_box((d.language.numbers)(&d.text, Setting { date: d.date, home: None }));
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn e_names(bencher: Bencher, tag: &str) {
    let lexicon = Lexicon::builtin();
    stage(
        bencher,
        tag,
        |d| lexicon.scan(d.language, &d.text),
        |d, words| {
            black_box((d.language.names)(&Part { text: &d.text, written: &d.text }, lexicon, words));
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn f_marks(bencher: Bencher, tag: &str) {
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            black_box((d.language.marks)(&d.text));
        },
    );
}

/// Words, numbers, names and marks together, and the productions.
#[divan::bench(args = LANGUAGES)]
fn g_parse(bencher: Bencher, tag: &str) {
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            black_box(parse::parse(d, Lexicon::builtin()));
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn h_resolve(bencher: Bencher, tag: &str) {
    let lexicon = Lexicon::builtin();
    stage(
        bencher,
        tag,
        |d| parse::parse(d, lexicon),
        |d, parsed| {
            black_box(resolve::resolve(d, lexicon, parsed));
        },
    );
}

#[divan::bench(args = LANGUAGES)]
fn i_quads(bencher: Bencher, tag: &str) {
    let lexicon = Lexicon::builtin();
    stage(
        bencher,
        tag,
        |d| gongbao::read(d, lexicon),
        |_, bulletin| {
            black_box(rdf::quads(bulletin, lexicon));
        },
    );
}

/// The same quads said one after the other and not kept, as [`k_whole`] writes them.
#[divan::bench(args = LANGUAGES)]
fn i_quads_said(bencher: Bencher, tag: &str) {
    let lexicon = Lexicon::builtin();
    stage(
        bencher,
        tag,
        |d| gongbao::read(d, lexicon),
        |_, bulletin| {
            rdf::describe(bulletin, lexicon, &mut |quad| {
                black_box(quad);
            });
        },
    );
}

#[divan::bench(args = LANGUAGES.into_iter().flat_map(|tag| FORMATS.iter().map(move |f| format!("{tag} {}", f.name))))]
fn j_write(bencher: Bencher, which: &str) {
    let (tag, format) = which.split_once(' ').unwrap();
    let (lexicon, format) = (Lexicon::builtin(), Format::by_name(format).unwrap());
    stage(
        bencher,
        tag,
        |d| rdf::quads(&gongbao::read(d, lexicon), lexicon),
        |_, quads| {
            black_box(format.write(quads, Vec::with_capacity(1 << 18)).unwrap());
        },
    );
}

/// From bytes to Turtle.
#[divan::bench(args = LANGUAGES)]
fn k_whole(bencher: Bencher, tag: &str) {
    let (lexicon, turtle) = (Lexicon::builtin(), Format::by_name("turtle").unwrap());
    stage(
        bencher,
        tag,
        |_| (),
        |d, ()| {
            let given = Given { date: d.date, language: None };
            let document = Document::new("sample", d.text.as_bytes(), given).unwrap();
            let quads = rdf::quads(&gongbao::read(&document, lexicon), lexicon);
            black_box(turtle.write(&quads, Vec::with_capacity(1 << 18)).unwrap());
        },
    );
}

/// The ontology read from its files.
#[divan::bench(sample_count = 10)]
fn l_ontology() {
    black_box(gongbao::ontology::builtin());
}

/// The same compiled, without the words of a language.
#[divan::bench(sample_count = 10)]
fn l_lexicon(bencher: Bencher) {
    let triples = gongbao::ontology::builtin();
    bencher.bench_local(|| Lexicon::new(&triples));
}

/// What a process pays once: the ontology read and compiled, the words of a language built.
#[divan::bench(args = LANGUAGES, sample_count = 10)]
fn l_start(bencher: Bencher, tag: &str) {
    bencher.bench_local(|| {
        let lexicon = Lexicon::new(&gongbao::ontology::builtin());
        black_box(lexicon.scan(language(tag), "x").len())
    });
}
