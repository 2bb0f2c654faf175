//! The words of the ontology, compiled into word tables: the ontology is the lexicon.
//!
//! Every `skos:prefLabel`, `skos:altLabel` and `skos:hiddenLabel` of a concept is a word of its language. A word that
//! labels several concepts has several senses: 破案 labels `action/solve` and `target/case`, and so says both what
//! was done and to what.
//!
//! The labels of `decoy` are words too, but they name nothing: 沿海 keeps 海地 (Haiti) from being found in 沿海地区.
//!
//! The built-in ontology is compiled by the build, because reading its Turtle and building the tables would take ten
//! times as long as reading a bulletin. A lexicon is read from its image, each concept when it is asked for,
//! and the words of each language when it is first read.

mod concept;
mod image;
mod motif;
mod statute;
mod traits;
mod treaty;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use oxigraph::model::Triple;

use crate::bulletin::{Id, Span};
use crate::lang;

use image::{Reader, Table};

pub(crate) use concept::label_of;
pub use concept::{BASE, Concept, Form, Label, LabelKind, NS, Scheme, Sense};
pub use motif::Motifs;
pub use traits::Trait;

/// The image of the concepts of the built-in ontology.
static CONCEPTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/concepts.image"));
/// Images of the words of languages, with the tags of the languages that have these words.
type Images = &'static [(&'static [&'static str], &'static [u8])];
/// The images of the words of each language in the built-in ontology.
static WORDS: Images = include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A word of the lexicon found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands.
    pub span: Span,
    /// All that it can mean.
    pub senses: &'a [Sense],
}

struct Entry {
    scheme: Scheme,
    id: Id,
    record: Range<usize>,
    concept: OnceLock<Concept>,
}

/// The compiled ontology.
pub struct Lexicon {
    image: Cow<'static, [u8]>,
    words: Images,
    /// Sorted by scheme and id.
    entries: Vec<Entry>,
    decoys: Concept,
    tables: Vec<OnceLock<Table>>,
    motifs: OnceLock<Motifs>,
    international: OnceLock<Vec<(Id, String)>>,
}

impl Lexicon {
    /// Compiles the triples of an ontology.
    pub fn new(triples: &[Triple]) -> Self {
        let (concepts, decoys) = concept::gather(triples);
        Self::read(Cow::Owned(image::of_concepts(&concepts, &decoys)), &[])
    }

    /// The built-in ontology, as the build compiled it.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Lexicon> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::read(Cow::Borrowed(CONCEPTS), WORDS))
    }

    fn read(image: Cow<'static, [u8]>, words: Images) -> Self {
        let contents = image::contents(&image).expect(WRITTEN_HERE);
        let entry = |(scheme, id, record)| Entry { scheme, id, record, concept: OnceLock::new() };
        let entries = contents.entries.into_iter().map(entry).collect();
        let tables = lang::LANGUAGES.iter().map(|_| OnceLock::new()).collect();
        let (motifs, international) = (OnceLock::new(), OnceLock::new());
        Self { image, words, entries, decoys: contents.decoys, tables, motifs, international }
    }

    /// The concept with this id.
    pub fn concept(&self, scheme: Scheme, id: &str) -> Option<&Concept> {
        let place = self.entries.binary_search_by(|e| (e.scheme, e.id.as_str()).cmp(&(scheme, id))).ok()?;
        Some(self.of(&self.entries[place]))
    }

    /// Every concept of a scheme, sorted by id.
    pub fn concepts(&self, scheme: Scheme) -> impl Iterator<Item = (&Id, &Concept)> {
        let start = self.entries.partition_point(|e| e.scheme < scheme);
        self.entries[start..].iter().take_while(move |e| e.scheme == scheme).map(|e| (&e.id, self.of(e)))
    }

    /// The images that names of operations are made of.
    pub fn motifs(&self) -> &Motifs {
        self.motifs.get_or_init(|| Motifs::new(self))
    }

    /// The international bodies of the ontology (those whose id tells no place), each with one of its names, the longest first.
    pub fn international(&self) -> &[(Id, String)] {
        self.international.get_or_init(|| {
            let bodies = self.concepts(Scheme::Agency).filter(|(id, _)| !id.contains('/'));
            let names = bodies.flat_map(|(id, c)| c.labels.iter().map(move |l| (id.clone(), l.text.clone())));
            let mut names: Vec<_> = names.collect();
            names.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
            names
        })
    }

    fn of<'a>(&'a self, entry: &'a Entry) -> &'a Concept {
        entry.concept.get_or_init(|| image::concept(&self.image[entry.record.clone()]).expect(WRITTEN_HERE))
    }

    /// Whether an action can have this target: the selectional preference of `gb:admits`.
    pub fn admits(&self, action: &str, target: &str) -> bool {
        self.targets_of(action).iter().any(|t| t == target)
    }

    /// The targets that an action can have, the most usual one first (as the ontology lists them).
    pub fn targets_of(&self, action: &str) -> &[Id] {
        self.concept(Scheme::Action, action).and_then(|c| c.links.get("admits")).map_or(&[], Vec::as_slice)
    }

    /// The code of the country or first-level subdivision that a place id stands for: a city gives its subdivision.
    pub fn region<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.concept(Scheme::Place, id)
            .and_then(|c| c.links.get("within")?.first())
            .filter(|_| self.is_city(id))
            .unwrap_or(id)
    }

    /// Whether a place id is a city.
    pub fn is_city(&self, id: &str) -> bool {
        self.concept(Scheme::Place, id).is_some_and(|c| c.types.contains("City"))
    }

    /// The country of a place: `CN` of `CN-SD`.
    pub fn country(code: &str) -> &str {
        code.split('-').next().unwrap_or(code)
    }

    /// The words of a language in a text, leftmost and longest first, without overlaps.
    ///
    /// Case of the letters of ASCII and Latin-1 is ignored; in languages with spaces a word begins and ends at a word's edge.
    pub fn scan(&self, language: &lang::Language, text: &str) -> Vec<Word<'_>> {
        self.select(language, text, |_| true)
    }

    /// The words that name bodies, posts, places, operations and laws, found among themselves: a longer word of
    /// another scheme (监督公安机关立案) does not hide the name within it; a decoy does.
    pub fn scan_names(&self, language: &lang::Language, text: &str) -> Vec<Word<'_>> {
        self.select(language, text, |senses| senses.is_empty() || senses.iter().any(|s| s.scheme.names()))
    }

    fn select(&self, language: &lang::Language, text: &str, wanted: impl Fn(&[Sense]) -> bool) -> Vec<Word<'_>> {
        let index = lang::LANGUAGES.iter().position(|l| l.tag == language.tag).unwrap_or(0);
        let table = self.tables[index].get_or_init(|| self.table(language));
        let Some(automaton) = &table.automaton else { return Vec::new() };
        let (folded, wide) = fold(text);
        let whole = |at: usize| at + wide.partition_point(|w| *w < at);
        let mut found: Vec<(usize, usize, u32)> = automaton
            .find_overlapping_iter(&folded)
            .map(|m| (m.start(), m.end(), m.value()))
            .filter(|&(_, _, value)| wanted(table.senses(value)))
            .filter(|&(start, end, _)| !language.spaced || at_edges(&folded, start, end))
            .filter(|&(start, end, value)| {
                !(language.spaced && small_name(text.get(whole(start)..whole(end)), table.senses(value)))
            })
            .collect();
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let mut free = 0;
        let mut words = Vec::new();
        for (start, end, value) in found {
            if start >= free {
                free = end;
                let senses = table.senses(value);
                if !senses.is_empty() {
                    let span = Span::new(whole(start), whole(end));
                    words.push(Word { span, senses });
                }
            }
        }
        words
    }

    fn table(&self, language: &lang::Language) -> Table {
        let image = match self.words.iter().find(|(tags, _)| tags.contains(&language.tag)) {
            Some((_, image)) => Cow::Borrowed(*image),
            None => Cow::Owned(self.words_image(language)),
        };
        let concept = |place: usize| self.entries.get(place).map(|e| (e.scheme, &e.id));
        image::words(&image, concept).expect(WRITTEN_HERE)
    }

    fn words_image(&self, language: &lang::Language) -> Vec<u8> {
        let concepts = self.entries.iter().map(|e| (e.scheme, self.of(e)));
        image::of_words(
            concepts,
            &self.decoys,
            Reader { reads: language.reads, forms: language.forms, fold: language.fold },
        )
    }
}

/// Why reading an image cannot fail.
const WRITTEN_HERE: &str = "an image is written by the same code that reads it";

/// A text as labels are written: letters small, tabs and no-break spaces (which the web puts between words) as
/// blanks; and where in it the blanks stand that were a byte longer.
fn fold(text: &str) -> (String, Vec<usize>) {
    const WIDE: char = '\u{A0}';
    let mut folded = image::small(text.replace('\t', " "));
    let mut wide = Vec::new();
    if folded.contains(WIDE) {
        wide.extend(folded.match_indices(WIDE).enumerate().map(|(before, (at, _))| at - before));
        folded = folded.replace(WIDE, " ");
    }
    (folded, wide)
}

/// Whether a word would only name a place, but is an article and a small word: "la libertad" is no province, "el oro" neither;
/// or only a body, but is no abbreviation as it is written: "who" is not the WHO.
fn small_name(written: Option<&str>, senses: &[Sense]) -> bool {
    let small = |w: &str| w.len() <= 3 && w.bytes().all(|b| b.is_ascii_lowercase());
    if written.is_some_and(small) && !senses.is_empty() && senses.iter().all(|s| s.scheme == Scheme::Agency) {
        return true;
    }
    let Some((article, name)) = written.and_then(|w| w.split_once(' ')) else { return false };
    article.len() <= 3 && !name.contains(char::is_uppercase) && senses.iter().all(|s| s.scheme == Scheme::Place)
}

fn at_edges(text: &str, start: usize, end: usize) -> bool {
    let word = |c: char| c.is_alphanumeric();
    let inside = |a: Option<char>, b: Option<char>| a.is_some_and(word) && b.is_some_and(word);
    !inside(text[..start].chars().next_back(), text[start..].chars().next())
        && !inside(text[..end].chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the build made is what the program makes of the same Turtle.
    #[test]
    fn the_built_in_lexicon_is_that_of_its_triples() {
        let compiled = Lexicon::new(&crate::ontology::builtin());
        assert!(compiled.image == CONCEPTS, "help: the build reads other triples than the program");
        for language in lang::LANGUAGES {
            let image = WORDS.iter().find(|(tags, _)| tags.contains(&language.tag));
            let Some((_, words)) = image else { panic!("help: add {} to `LANGUAGES` in build/words.rs", language.tag) };
            assert!(compiled.words_image(language) == *words, "{}: the words differ", language.tag);
        }
    }

    #[test]
    fn decoys_hide_names() {
        let language = lang::by_tag("zh-Hans").unwrap();
        for (text, names) in [("沿海地区", 0), ("与拉美国家合作", 0), ("海地", 1), ("与美国合作", 1)]
        {
            assert_eq!(Lexicon::builtin().scan_names(language, text).len(), names, "{text}");
        }
    }

    #[test]
    fn abbreviations_are_written_large() {
        let language = lang::by_tag("en").unwrap();
        for (text, names) in [("the WHO said", 1), ("people who said", 0)] {
            assert_eq!(Lexicon::builtin().scan_names(language, text).len(), names, "{text}");
        }
    }

    #[test]
    fn blanks_of_every_kind_stand_between_words() {
        let language = lang::by_tag("en").unwrap();
        let read = |text: &str| -> Vec<String> {
            let words = Lexicon::builtin().scan(language, text);
            words.iter().map(|w| w.span.of(text).replace(['\u{A0}', '\t'], " ")).collect()
        };
        let plain = read("Ten bank cards and two bank accounts of a telecom fraud ring");
        assert!(plain.iter().any(|w| w == "bank accounts") && plain.iter().any(|w| w == "telecom fraud"), "{plain:?}");
        assert_eq!(read("Ten bank\u{A0}cards and two\u{A0}bank\u{A0}accounts of a\ttelecom\u{A0}fraud\tring"), plain);
    }

    /// An image gives back the concepts that it was made of.
    #[test]
    fn an_image_keeps_every_concept() {
        let (concepts, decoys) = concept::gather(&crate::ontology::builtin());
        let lexicon = Lexicon::builtin();
        assert_eq!(lexicon.decoys, decoys);
        assert_eq!(lexicon.entries.len(), concepts.len());
        for ((scheme, id), concept) in &concepts {
            assert_eq!(lexicon.concept(*scheme, id), Some(concept), "{id}");
        }
    }
}
