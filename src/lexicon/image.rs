//! The image of an ontology: its concepts, and the words of a language with their automaton, as bytes that load fast.
//!
//! The build (`build/words.rs`) writes the image of the built-in ontology with this file, and the program reads it when it starts; the
//! image of an ontology with a user's additions is written and read in one process. Numbers are LEB128, a text is its
//! length and its bytes, a list is its length and its items:
//!
//! ```text
//! concepts = [entry…] record            the last record is that of the words that name nothing
//! entry    = scheme id length record
//! record   = [label…] [notation…] [type…] [property [id…]…]
//! label    = kind form language text
//! words    = [[concept form…]…] automaton    concept: its place in the concepts
//! ```

use std::borrow::Cow;
use std::ops::Range;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use super::concept::{Concept, Concepts, Form, Label, LabelKind, Scheme, Sense};
use crate::id::Id;

/// Finds the words of a language; the value of a word is its place in the image.
pub type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

/// What makes the words of a language from labels: the fields of the same names of a row of the languages.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Whether labels with this tag (lower case) are words of it.
    pub reads: fn(&str) -> bool,
    /// The surface forms of a label.
    pub forms: fn(Scheme, &str) -> Vec<(String, Form)>,
    /// What writes a label as the texts are written that the reader gets.
    pub fold: Option<fn(&str) -> Cow<'_, str>>,
}

/// A text in small letters, each of as many bytes as the capital: those of ASCII and of Latin-1 ("DETENCIÓN").
pub fn small(text: String) -> String {
    /// The first byte of À to ÿ in UTF-8; a small letter's second byte is 32 above its capital's.
    const LEAD: u8 = 0xC3;
    const TIMES: u8 = 0x97;
    let mut bytes = text.into_bytes();
    bytes.make_ascii_lowercase();
    for at in 1..bytes.len() {
        if bytes[at - 1] == LEAD && (0x80..=0x9E).contains(&bytes[at]) && bytes[at] != TIMES {
            bytes[at] += 32;
        }
    }
    String::from_utf8(bytes).expect("letters are swapped for letters")
}

/// The image of concepts and of the words that name nothing.
pub fn of_concepts(concepts: &Concepts, decoys: &Concept) -> Vec<u8> {
    let mut image = Writer::default();
    image.number(concepts.len());
    for ((scheme, id), concept) in concepts {
        let record = of_concept(concept);
        image.number(*scheme as usize);
        image.text(id);
        image.number(record.len());
        image.0.extend(record);
    }
    image.0.extend(of_concept(decoys));
    image.0
}

fn of_concept(concept: &Concept) -> Vec<u8> {
    let mut record = Writer::default();
    record.list(&concept.labels, |record, label| {
        let (kind, form) = match label.kind {
            LabelKind::Preferred => (0, Form::Label),
            LabelKind::Alternative => (1, Form::Label),
            LabelKind::Hidden => (2, Form::Label),
            LabelKind::Formed(form) => (3, form),
            LabelKind::Title => (4, Form::Label),
        };
        record.number(kind);
        record.number(form as usize);
        record.text(&label.language);
        record.text(&label.text);
    });
    record.list(&concept.notations, |record, notation| record.text(notation));
    record.list(&concept.types, |record, class| record.text(class));
    record.list(&concept.links, |record, (property, ids)| {
        record.text(property);
        record.list(ids, |record, id| record.text(id));
    });
    record.0
}

/// The image of the words of a language, made from its labels.
pub fn of_words<'a>(
    concepts: impl Iterator<Item = (Scheme, &'a Concept)>,
    decoys: &'a Concept,
    language: Reader,
) -> Vec<u8> {
    let mut surfaces: Vec<(String, Option<(usize, Form)>)> = Vec::new();
    let folded = |text: String| language.fold.map_or(text.clone(), |fold| fold(&text).into_owned());
    // The names of units are for display: the numerals of a language read theirs. Motifs are looked up in names alone.
    let read = |scheme: Scheme| !matches!(scheme, Scheme::Unit | Scheme::Motif);
    for (place, (scheme, concept)) in concepts.enumerate().filter(|(_, (s, _))| read(*s)) {
        for label in concept.labels.iter().filter(|l| (language.reads)(&l.language)) {
            let forms = match label.kind {
                LabelKind::Title => continue,
                LabelKind::Formed(form) => vec![(label.text.clone(), form)],
                _ => (language.forms)(scheme, &label.text),
            };
            for (surface, form) in forms {
                let surface = small(folded(surface));
                if surface.contains('\'') {
                    surfaces.push((surface.replace('\'', "’"), Some((place, form))));
                }
                surfaces.push((surface, Some((place, form))));
            }
        }
    }
    let decoys = decoys.labels.iter().filter(|l| (language.reads)(&l.language));
    surfaces.extend(decoys.map(|decoy| (small(folded(decoy.text.clone())), None)));
    surfaces.sort_unstable();
    surfaces.dedup();
    let words: Vec<_> = surfaces.chunk_by(|a, b| a.0 == b.0).collect();
    let mut image = Writer::default();
    image.list(&words, |image, word| {
        let senses: Vec<_> = word.iter().filter_map(|(_, sense)| *sense).collect();
        image.list(&senses, |image, (concept, form)| {
            image.number(*concept);
            image.number(*form as usize);
        });
    });
    if !words.is_empty() {
        let pairs = words.iter().zip(0u32..).map(|(word, n)| (word[0].0.as_str(), n));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(pairs);
        let automaton: Automaton = automaton.expect("surfaces are distinct and not empty");
        image.0.extend(automaton.serialize());
    }
    image.0
}

/// What stands where in the image of some concepts.
pub struct Contents {
    /// Scheme, id and record of each concept, in order.
    pub entries: Vec<(Scheme, Id, Range<usize>)>,
    /// The words that name nothing.
    pub decoys: Concept,
}

/// Reads an image of concepts.
pub fn contents(image: &[u8]) -> Option<Contents> {
    let mut rest = Bytes(image);
    let entries = rest.list(|rest| {
        let (scheme, _) = *Scheme::ALL.get(rest.number()?)?;
        let id = Id::new(rest.text()?);
        let length = rest.number()?;
        let start = image.len() - rest.0.len();
        rest.take(length)?;
        Some((scheme, id, start..start + length))
    })?;
    Some(Contents { entries, decoys: concept(rest.0)? })
}

/// Reads the record of a concept.
pub fn concept(record: &[u8]) -> Option<Concept> {
    let mut rest = Bytes(record);
    let text = |rest: &mut Bytes<'_>| rest.text().map(str::to_owned);
    let labels = rest.list(|rest| {
        let kind = rest.number()?;
        let form = *Form::ALL.get(rest.number()?)?;
        let kind = match kind {
            0 => LabelKind::Preferred,
            1 => LabelKind::Alternative,
            2 => LabelKind::Hidden,
            3 => LabelKind::Formed(form),
            4 => LabelKind::Title,
            _ => return None,
        };
        Some(Label { kind, language: text(rest)?, text: text(rest)? })
    })?;
    Some(Concept {
        labels,
        notations: rest.list(text)?,
        types: rest.list(text)?.into_iter().collect(),
        links: rest
            .list(|rest| Some((text(rest)?, rest.list(|rest| rest.text().map(Id::new))?)))?
            .into_iter()
            .collect(),
    })
}

/// The words of a language: the senses of each, in one list, and what finds them.
#[derive(Default)]
pub struct Table {
    senses: Vec<Sense>,
    ends: Vec<usize>,
    /// None where there are no words.
    pub automaton: Option<Automaton>,
}

impl Table {
    /// The senses of the word with this value.
    pub fn senses(&self, value: u32) -> &[Sense] {
        let value = value as usize;
        let start = value.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.senses[start..self.ends[value]]
    }
}

/// Reads the image of a language's words; `concept` gives the scheme and id of the concept in a place.
pub fn words<'a>(image: &[u8], concept: impl Fn(usize) -> Option<(Scheme, &'a Id)>) -> Option<Table> {
    let mut rest = Bytes(image);
    let mut table = Table::default();
    let count = rest.number()?;
    table.ends.reserve(count);
    table.senses.reserve(count + count / 4);
    for _ in 0..count {
        for _ in 0..rest.number()? {
            let (scheme, id) = concept(rest.number()?)?;
            let form = *Form::ALL.get(rest.number()?)?;
            table.senses.push(Sense { scheme, id: id.clone(), form });
        }
        table.ends.push(table.senses.len());
    }
    if count > 0 {
        table.automaton = Some(Automaton::deserialize(rest.0).ok()?.0);
    }
    Some(table)
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
        item: impl Fn(&mut Self, T),
    ) {
        let items = items.into_iter();
        self.number(items.len());
        items.for_each(|i| item(self, i));
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| item(self)).collect()
    }
}
