//! The objects of a PDF: its pages in their order, and its properties.

use std::collections::HashSet;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream, decode_text_string};

use super::{Fault, Read, budget};
use crate::intake::{DateSource, Limits, Meta};
use crate::meta;

/// No bulletin has more pages.
const PAGES: usize = 5_000;
/// How deep a tree of pages may be.
const DEPTH: usize = 64;

/// A parsed file.
pub struct File {
    document: Document,
}

/// A page: its dictionary, with what it inherits.
pub struct Page<'a> {
    /// Its own dictionary.
    pub dictionary: &'a Dictionary,
    /// Its fonts and forms.
    pub resources: Option<&'a Dictionary>,
    /// Left, bottom, right and top edge.
    pub edges: [f32; 4],
    /// By how many degrees it is turned clockwise: 0, 90, 180, 270.
    pub turned: i64,
}

/// The pages of a file, as their ids and what they inherit.
pub type Pages = Vec<(ObjectId, Inherited)>;

/// What a page takes from the nodes above it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inherited {
    resources: Option<ObjectId>,
    edges: Option<ObjectId>,
    turned: Option<ObjectId>,
}

impl File {
    /// Parses a file.
    pub fn open(bytes: &[u8], limits: &Limits) -> Read<(Self, Pages)> {
        let most = budget::of_stream(bytes, limits)?;
        let options = LoadOptions { max_decompressed_size: Some(most), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|e| fault(&e))?;
        if document.trailer.has(b"Encrypt") {
            return Err(Fault::Locked);
        }
        let file = Self { document };
        let pages = file.pages()?;
        Ok((file, pages))
    }

    /// The pages in order.
    fn pages(&self) -> Read<Pages> {
        let root = self.document.catalog().ok().and_then(|c| c.get(b"Pages").ok()?.as_reference().ok());
        let Some(root) = root else { return Err(Fault::Damaged("no pages".to_owned())) };
        let mut seen = HashSet::new();
        let mut pages = Vec::new();
        // The nodes to come, the next one last.
        let mut open = vec![(root, Inherited::default(), 0)];
        while let Some((id, mut inherited, depth)) = open.pop() {
            let Ok(node) = self.document.get_dictionary(id) else { continue };
            if depth > DEPTH || !seen.insert(id) {
                continue;
            }
            for (key, slot) in [
                (&b"Resources"[..], &mut inherited.resources),
                (b"MediaBox", &mut inherited.edges),
                (b"Rotate", &mut inherited.turned),
            ] {
                if node.has(key) {
                    *slot = Some(id);
                }
            }
            match node.get(b"Kids").ok().and_then(|kids| self.resolve(kids)).and_then(|kids| kids.as_array().ok()) {
                Some(kids) => {
                    let kids = kids.iter().rev().filter_map(|kid| kid.as_reference().ok());
                    open.extend(kids.map(|kid| (kid, inherited, depth + 1)));
                }
                None if pages.len() < PAGES => pages.push((id, inherited)),
                None => return Err(Fault::Large),
            }
        }
        if pages.is_empty() { Err(Fault::Damaged("no pages".to_owned())) } else { Ok(pages) }
    }

    /// A page by its id.
    pub fn page(&self, (id, inherited): &(ObjectId, Inherited)) -> Option<Page<'_>> {
        let of = |node: Option<ObjectId>, key: &[u8]| self.get(self.document.get_dictionary(node?).ok()?, key);
        let edges = of(inherited.edges, b"MediaBox").and_then(|edges| self.numbers(edges));
        let edges = edges.and_then(|e| <[f32; 4]>::try_from(e).ok()).unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let turned = of(inherited.turned, b"Rotate").and_then(|t| t.as_i64().ok()).unwrap_or(0);
        Some(Page {
            dictionary: self.document.get_dictionary(*id).ok()?,
            resources: of(inherited.resources, b"Resources").and_then(|r| r.as_dict().ok()),
            edges: [edges[0].min(edges[2]), edges[1].min(edges[3]), edges[0].max(edges[2]), edges[1].max(edges[3])],
            turned: turned.rem_euclid(360),
        })
    }

    /// An object, or what it refers to.
    pub fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document.dereference(object).ok().map(|(_, object)| object)
    }

    /// What a dictionary holds under a key.
    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// The dictionary that a dictionary holds under a key.
    pub fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.get(dictionary, key)?.as_dict().ok()
    }

    /// The numbers of an array.
    pub fn numbers(&self, array: &Object) -> Option<Vec<f32>> {
        let array = array.as_array().ok()?;
        array.iter().take(64).map(|n| self.resolve(n)?.as_float().ok()).collect()
    }

    /// The document, for the parser's own readers.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What the properties of the file tell: title, author and the day when it was made.
    pub fn properties(&self) -> Meta {
        let mut told = Meta::default();
        let info = self.document.trailer.get(b"Info").ok().and_then(|i| self.resolve(i)).and_then(|i| i.as_dict().ok());
        let text = |key: &[u8]| {
            let text = decode_text_string(self.get(info?, key)?).ok()?;
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned();
            (!text.is_empty()).then_some(text)
        };
        told.title = text(b"Title").filter(|title| !is_file_name(title));
        told.author = text(b"Author").filter(|author| !author.contains("anonymous"));
        let made = text(b"CreationDate").or_else(|| text(b"ModDate"));
        told.dated(DateSource::Properties, made.as_deref().and_then(|d| meta::day(d.trim_start_matches("D:"))));
        let Some(catalog) = self.document.catalog().ok() else { return told };
        let language = self.get(catalog, b"Lang").and_then(|l| decode_text_string(l).ok());
        told.language = language.filter(|l| !l.trim().is_empty());
        if let Some(xmp) = self.get(catalog, b"Metadata").and_then(|m| m.as_stream().ok()) {
            told = told.or(of_xmp(&unpack(xmp, 1 << 20).unwrap_or_default()));
        }
        told
    }
}

/// Whether a title is what the writer's program calls its file.
fn is_file_name(title: &str) -> bool {
    let title = title.to_lowercase();
    let ends = [".doc", ".docx", ".wps", ".rtf", ".pdf", ".indd", ".odt", ".txt", ".xls", ".xlsx"];
    title.starts_with("microsoft word") || title.starts_with("untitled") || ends.iter().any(|end| title.ends_with(end))
}

/// What the packet of metadata tells (XMP, ISO 16684).
fn of_xmp(xmp: &[u8]) -> Meta {
    let xmp = String::from_utf8_lossy(xmp);
    let mut told = Meta::default();
    let element = |name: &str| {
        let (_, rest) = xmp.split_once(&format!("<{name}"))?;
        let (inner, _) = rest.split_once('>')?.1.split_once(&format!("</{name}>"))?;
        let words = inner.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        let text = words.collect::<String>();
        let text = quick_xml::escape::unescape(text.trim()).ok()?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let attribute = |name: &str| {
        let (_, rest) = xmp.split_once(&format!("{name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    told.title = element("dc:title").filter(|title| !is_file_name(title));
    told.author = element("dc:creator");
    told.publisher = element("dc:publisher");
    let made = ["xmp:CreateDate", "xap:CreateDate"].iter().find_map(|name| element(name).or_else(|| attribute(name)));
    told.dated(DateSource::Properties, made.as_deref().and_then(meta::day));
    told
}

/// The bytes of a stream, unpacked up to `most`.
pub fn unpack(stream: &Stream, most: usize) -> Read<Vec<u8>> {
    stream.get_plain_content_with_limit(most).map_err(|e| fault(&e))
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Fault::Large,
        Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) | Error::Decryption(_) => Fault::Locked,
        error => Fault::Damaged(error.to_string()),
    }
}
