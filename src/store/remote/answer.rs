//! What a server of SPARQL answers.

use std::io::ErrorKind::InvalidData;
use std::io::Read;

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{NamedNode, Quad};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParseError, QueryResultsParser};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, QueryTripleIter};

use super::http::{Body, Fault};
use crate::error::one_line;

/// What kind of answer a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Whether something is so.
    Truth,
    /// Rows.
    Table,
    /// Triples.
    Graph,
}

impl Form {
    /// The one of a query that begins with this word.
    pub fn of(word: &str) -> Self {
        match &*word.to_ascii_uppercase() {
            "ASK" => Self::Truth,
            "SELECT" => Self::Table,
            _ => Self::Graph,
        }
    }

    /// The formats that are read, the surest first. (CSV does not tell IRIs from texts.)
    pub const fn accept(self) -> &'static str {
        match self {
            // Virtuoso makes a table of a truth value when it may choose.
            Self::Truth => "application/sparql-results+json",
            Self::Table => {
                "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.4"
            }
            Self::Graph => "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5",
        }
    }
}

/// Reads an answer as it comes.
///
/// # Errors
/// When it is of another kind, or no answer to a query at all.
pub fn results(body: Body, form: Form) -> Result<QueryResults<'static>, Fault> {
    let media = body.media().to_owned();
    let no_answer = |shown: String| Fault::NoSparql(format!("answers {media:?}{shown}"));
    if form == Form::Graph {
        let Some(format) = RdfFormat::from_media_type(&media) else { return Err(no_answer(body.beginning())) };
        let quads = RdfParser::from_format(format).for_reader(body);
        let triples = quads.map(|quad| quad.map(Into::into).map_err(|e| QueryEvaluationError::Unexpected(e.into())));
        return Ok(QueryResults::Graph(QueryTripleIter::new(triples)));
    }
    let Some(format) = QueryResultsFormat::from_media_type(&media) else { return Err(no_answer(body.beginning())) };
    let parser = QueryResultsParser::from_format(format).for_reader(body);
    parser.map(Into::into).map_err(|e| fault(&QueryEvaluationError::Unexpected(e.into())))
}

/// Why an answer was not read to its end: it broke off, or it is no such answer.
pub fn fault(error: &QueryEvaluationError) -> Fault {
    let told = one_line(&error.to_string());
    let QueryEvaluationError::Unexpected(inner) = error else { return Fault::Garbled(told) };
    let by_connection = matches!(inner.downcast_ref(), Some(RdfParseError::Io(e)) if e.kind() != InvalidData)
        || matches!(inner.downcast_ref(), Some(QueryResultsParseError::Io(e)) if e.kind() != InvalidData);
    if by_connection { Fault::Broken(told) } else { Fault::Garbled(told) }
}

/// The quads of an answer, in a graph.
///
/// # Errors
/// When it breaks off, or is no graph.
pub fn quads(results: QueryResults<'_>, graph: &str) -> Result<Vec<Quad>, Fault> {
    let QueryResults::Graph(triples) = results else { return Err(Fault::Garbled("no graph".to_owned())) };
    let graph = NamedNode::new_unchecked(graph);
    triples.map(|triple| Ok(triple.map_err(|e| fault(&e))?.in_graph(graph.clone()))).collect()
}

/// The first words of an answer that is none, for whoever has to find out what it is.
pub fn beginning(body: &mut impl Read) -> String {
    let mut start = Vec::new();
    let _ = body.take(300).read_to_end(&mut start);
    let text = one_line(&String::from_utf8_lossy(&start));
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(120).collect();
    if text.is_empty() { text } else { format!(" ({text} …)") }
}
