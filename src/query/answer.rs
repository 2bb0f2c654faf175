//! Answers in the formats that a user can ask for.

use std::io::Write;

use oxigraph::model::{GraphName, Term};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter};

use super::{PREFIXES, evaluation};
use crate::error::Error;
use crate::export;
use crate::table::{Table, printable};

/// How an answer is written.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    /// Aligned for a terminal; a graph comes as Turtle.
    Table,
    /// A W3C format of tables; of a graph the format of its kind (JSON-LD, RDF/XML).
    Results(QueryResultsFormat),
    /// A format of graphs.
    Graph(&'static export::Format),
}

impl Format {
    const TABLES: [(&str, Self); 5] = [
        ("table", Self::Table),
        ("csv", Self::Results(QueryResultsFormat::Csv)),
        ("tsv", Self::Results(QueryResultsFormat::Tsv)),
        ("json", Self::Results(QueryResultsFormat::Json)),
        ("xml", Self::Results(QueryResultsFormat::Xml)),
    ];

    /// The names of the formats.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::TABLES.iter().map(|(name, _)| *name).chain(export::FORMATS.iter().map(|f| f.name))
    }

    /// The format with this name.
    pub fn by_name(name: &str) -> Option<Self> {
        let tables = Self::TABLES.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, format)| format);
        tables.or_else(|| export::Format::by_name(name).map(Self::Graph))
    }

    /// The format for an answer that is a graph.
    fn graph(self) -> Option<&'static export::Format> {
        export::Format::by_name(match self {
            Self::Table => "turtle",
            Self::Results(QueryResultsFormat::Json) => "jsonld",
            Self::Results(QueryResultsFormat::Xml) => "rdfxml",
            Self::Results(_) => return None,
            Self::Graph(format) => return Some(format),
        })
    }
}

/// Writes the answer to the query `name`.
///
/// # Errors
/// When the format does not go with the form of the query, the query stops, or the output cannot be written.
pub fn write(name: &str, results: QueryResults<'_>, format: Format, out: &mut dyn Write) -> Result<(), Error> {
    match (results, format) {
        (QueryResults::Boolean(yes), Format::Table) => Ok(writeln!(out, "{yes}")?),
        (QueryResults::Boolean(yes), Format::Results(format)) => {
            QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, yes)?;
            Ok(writeln!(out)?)
        }
        (QueryResults::Solutions(rows), Format::Table) => table(name, rows, out),
        (QueryResults::Solutions(rows), Format::Results(format)) => solutions(name, rows, format, out),
        (QueryResults::Graph(triples), format) => match format.graph() {
            Some(format) => graph(name, triples, format, out),
            None => {
                Err(Error::Other(format!("{name}: its answer is a graph; hint: --format turtle, ntriples or rdfxml")))
            }
        },
        (_, Format::Graph(_)) => {
            Err(Error::Other(format!("{name}: its answer is a table; hint: --format table, csv, tsv, json or xml")))
        }
    }
}

fn table(name: &str, rows: QuerySolutionIter<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let header = rows.variables().iter().map(|v| v.as_str().to_owned()).collect();
    let mut table = Table { header, rows: Vec::new() };
    for row in rows {
        let row = row.map_err(|e| evaluation(name, &e.to_string()))?;
        table.rows.push(row.values().iter().map(|term| term.as_ref().map_or_else(String::new, cell)).collect());
    }
    Ok(out.write_all(table.text().as_bytes())?)
}

fn cell(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => printable(literal.value()).into_owned(),
        other => other.to_string(),
    }
}

/// An IRI with the longest prefix that it begins with.
pub fn short(iri: &str) -> String {
    let shortened = |(prefix, start): &(&str, &str)| {
        let local = iri.strip_prefix(start).filter(|local| !local.is_empty())?;
        Some((start.len(), format!("{prefix}:{local}")))
    };
    let best = PREFIXES.iter().filter_map(shortened).max_by_key(|(length, _)| *length);
    best.map_or_else(|| format!("<{iri}>"), |(_, short)| short)
}

fn solutions(
    name: &str,
    rows: QuerySolutionIter<'_>,
    format: QueryResultsFormat,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(&mut *out, rows.variables().to_vec())?;
    for row in rows {
        writer.serialize(&row.map_err(|e| evaluation(name, &e.to_string()))?)?;
    }
    writer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(())
}

fn graph(
    name: &str,
    triples: QueryTripleIter<'_>,
    format: &'static export::Format,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let quads = triples.map(|t| t.map(|t| t.in_graph(GraphName::DefaultGraph)));
    let mut quads = quads.collect::<Result<Vec<_>, _>>().map_err(|e| evaluation(name, &e.to_string()))?;
    // The order of a store is no order: the same answer has the same bytes.
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    format.write(&quads, out)?;
    Ok(())
}
