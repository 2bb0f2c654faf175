//! RDF written in the formats that the world reads: a row per format.
//!
//! [`Writer`] writes quads as they come. [`Exporter`] stands before it where graphs are exported whole: it leaves out what was
//! not chosen, says nothing twice, and counts what it writes.

mod canonical;
mod context;
mod csv;
mod describe;
mod exporter;
mod jsonld;
mod once;
mod selection;

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphNameRef, LiteralRef, Quad, QuadRef, TermRef};

use crate::bulletin::Bulletin;
use crate::lexicon::Lexicon;
use crate::ontology::NS;
use crate::rdf;

pub use context::TEXT as CONTEXT;
pub use csv::metadata as csv_metadata;
pub use describe::{Description, File};
pub use exporter::{Exporter, Written};
pub use selection::Selection;

/// A format that RDF can be written in.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// What it is called in full.
    pub title: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// The usual extension of its files, without the dot.
    pub extension: &'static str,
    /// Whether it holds named graphs; one that does not is given the triples without their graph.
    pub graphs: bool,
    kind: Kind,
}

/// How a format is written.
#[derive(Debug)]
enum Kind {
    Rdf(RdfFormat),
    JsonLd,
    Csv,
    Canonical,
}

/// The formats of RDF, one row each.
pub static FORMATS: &[Format] = &[
    Format {
        name: "turtle",
        aliases: &["ttl", "n3"],
        title: "Turtle",
        media_type: "text/turtle",
        extension: "ttl",
        graphs: false,
        kind: Kind::Rdf(RdfFormat::Turtle),
    },
    Format {
        name: "trig",
        aliases: &[],
        title: "TriG",
        media_type: "application/trig",
        extension: "trig",
        graphs: true,
        kind: Kind::Rdf(RdfFormat::TriG),
    },
    Format {
        name: "ntriples",
        aliases: &["nt", "n-triples"],
        title: "N-Triples",
        media_type: "application/n-triples",
        extension: "nt",
        graphs: false,
        kind: Kind::Rdf(RdfFormat::NTriples),
    },
    Format {
        name: "nquads",
        aliases: &["nq", "n-quads"],
        title: "N-Quads",
        media_type: "application/n-quads",
        extension: "nq",
        graphs: true,
        kind: Kind::Rdf(RdfFormat::NQuads),
    },
    Format {
        name: "jsonld",
        aliases: &["json-ld"],
        title: "JSON-LD",
        media_type: "application/ld+json",
        extension: "jsonld",
        graphs: true,
        kind: Kind::JsonLd,
    },
    Format {
        name: "rdfxml",
        aliases: &["rdf", "xml", "rdf/xml", "rdf-xml", "rdf+xml"],
        title: "RDF/XML",
        media_type: "application/rdf+xml",
        extension: "rdf",
        graphs: false,
        kind: Kind::Rdf(RdfFormat::RdfXml),
    },
];

/// Statistics: a row an outcome, with the names of SDMX. What is no outcome is not in it.
pub static CSV: Format = Format {
    name: "csv",
    aliases: &[],
    title: "CSV",
    media_type: "text/csv",
    extension: "csv",
    graphs: true,
    kind: Kind::Csv,
};

/// N-Quads in the canonical form of RDFC-1.0, sorted: the same dataset gives the same bytes, whatever its blank nodes are
/// called and in whatever order it comes. Held in memory until all is there.
pub static CANONICAL: Format = Format {
    name: "canonical",
    aliases: &[],
    title: "canonical N-Quads",
    media_type: "application/n-quads",
    extension: "nq",
    graphs: true,
    kind: Kind::Canonical,
};

/// The prefixes of what is written.
const PREFIXES: [(&str, &str); 18] = [
    ("action", "https://w3id.org/gongbao/action/"),
    ("bound", "https://w3id.org/gongbao/bound/"),
    ("compare", "https://w3id.org/gongbao/compare/"),
    ("gb", NS),
    ("kind", "https://w3id.org/gongbao/agency-kind/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("offence", "https://w3id.org/gongbao/offence/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("place", "https://w3id.org/gongbao/place/"),
    ("post", "https://w3id.org/gongbao/post/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("reason", "https://w3id.org/gongbao/reason/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("target", "https://w3id.org/gongbao/target/"),
    ("unit", "https://w3id.org/gongbao/unit/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

impl Format {
    /// The format of this name, alias, media type or extension; case does not matter.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        let is = |known: &&str| known.eq_ignore_ascii_case(name);
        FORMATS.iter().find(|f| is(&f.name) || f.aliases.iter().any(&is) || is(&f.media_type) || is(&f.extension))
    }

    /// The format as parsers know it; none for one that cannot be read back.
    pub const fn rdf(&self) -> Option<RdfFormat> {
        match self.kind {
            Kind::Rdf(rdf) => Some(rdf),
            Kind::JsonLd => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
            Kind::Canonical => Some(RdfFormat::NQuads),
            Kind::Csv => None,
        }
    }

    /// A writer of this format.
    pub fn writer<W: Write>(&'static self, out: W) -> Writer<W> {
        let inner = match self.kind {
            Kind::Rdf(rdf) => {
                let serializer =
                    PREFIXES.into_iter().fold(RdfSerializer::from_format(rdf), |serializer, (name, iri)| {
                        serializer.with_prefix(name, iri).expect("the prefixes are IRIs")
                    });
                Inner::Rdf(serializer.for_writer(Returns { out, xml: self.is_xml() }))
            }
            Kind::JsonLd => Inner::JsonLd(jsonld::JsonLd::new(out)),
            Kind::Csv => Inner::Csv(csv::Csv::new(out)),
            Kind::Canonical => Inner::Canonical(canonical::Canonical::new(out)),
        };
        Writer { format: self, inner }
    }

    const fn is_xml(&self) -> bool {
        matches!(self.kind, Kind::Rdf(RdfFormat::RdfXml))
    }

    /// Writes these quads, whole.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write<'a, W: Write>(&'static self, quads: impl IntoIterator<Item = &'a Quad>, out: W) -> io::Result<W> {
        let mut writer = self.writer(out);
        writer.extend(quads)?;
        writer.finish()
    }
}

/// Writes quads one after the other. In JSON-LD and RDF/XML the quads of one subject should stand together, as those of
/// [`crate::rdf::quads`] do; else they are written as several descriptions of one subject, which says the same.
pub struct Writer<W: Write> {
    format: &'static Format,
    inner: Inner<W>,
}

enum Inner<W: Write> {
    Rdf(WriterQuadSerializer<Returns<W>>),
    JsonLd(jsonld::JsonLd<W>),
    Csv(csv::Csv<W>),
    Canonical(canonical::Canonical<W>),
}

impl<W: Write> Writer<W> {
    /// Writes a quad.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn quad<'a>(&mut self, quad: impl Into<QuadRef<'a>>) -> io::Result<()> {
        let mut quad = quad.into();
        if !self.format.graphs {
            quad.graph_name = GraphNameRef::DefaultGraph;
        }
        let writer = match &mut self.inner {
            Inner::Rdf(writer) => writer,
            Inner::JsonLd(writer) => return writer.quad(quad),
            Inner::Csv(writer) => return writer.quad(quad),
            Inner::Canonical(writer) => return writer.quad(quad),
        };
        match quad.object {
            TermRef::Literal(literal) if self.format.is_xml() && !literal.value().chars().all(in_xml) => {
                let value: String =
                    literal.value().chars().map(|c| if in_xml(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
                quad.object = with_value(literal, &value).into();
                writer.serialize_quad(quad)
            }
            _ => writer.serialize_quad(quad),
        }
    }

    /// Writes quads.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn extend<'a>(&mut self, quads: impl IntoIterator<Item = &'a Quad>) -> io::Result<()> {
        quads.into_iter().try_for_each(|quad| self.quad(quad))
    }

    /// Writes the quads of a bulletin.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn bulletin(&mut self, bulletin: &Bulletin, lexicon: &Lexicon) -> io::Result<()> {
        let mut done = Ok(());
        rdf::describe(bulletin, lexicon, &mut |quad| {
            if done.is_ok() {
                done = self.quad(quad);
            }
        });
        done
    }

    /// Writes what closes the output and gives it back.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.inner {
            Inner::Rdf(writer) => writer.finish().map(|returns| returns.out),
            Inner::JsonLd(writer) => writer.finish(),
            Inner::Csv(writer) => writer.finish(),
            Inner::Canonical(writer) => writer.finish(),
        }
    }
}

/// Whether XML 1.0 can hold a character at all, escaped or not. One that it cannot hold is replaced.
const fn in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

fn with_value<'a>(literal: LiteralRef<'a>, value: &'a str) -> LiteralRef<'a> {
    match literal.language() {
        Some(language) => LiteralRef::new_language_tagged_literal_unchecked(value, language),
        None => LiteralRef::new_typed_literal(value, literal.datatype()),
    }
}

/// In XML writes carriage returns as references, for readers take a bare one for a line feed.
struct Returns<W> {
    out: W,
    xml: bool,
}

impl<W: Write> Write for Returns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.xml || !bytes.contains(&b'\r') {
            return self.out.write(bytes);
        }
        for (i, line) in bytes.split(|b| *b == b'\r').enumerate() {
            if i > 0 {
                self.out.write_all(b"&#13;")?;
            }
            self.out.write_all(line)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
