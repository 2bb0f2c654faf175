//! SPARQL over bulletins: queries are checked before they are parsed, and answered in any format.

mod answer;
mod check;
mod guard;
mod located;
mod saved;

pub use answer::{Format, short, write};
pub use saved::{SAVED, Saved, saved};

use oxigraph::model::NamedNode;
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::{Query, SparqlParser};

use crate::error::{Error, one_line};
use located::{Failure, located};

/// The prefixes that a query need not declare, and by which tables shorten IRIs.
pub const PREFIXES: &[(&str, &str)] = &[
    ("gb", "https://w3id.org/gongbao/ns#"),
    ("action", "https://w3id.org/gongbao/action/"),
    ("agency", "https://w3id.org/gongbao/agency/"),
    ("agency-kind", "https://w3id.org/gongbao/agency-kind/"),
    ("bound", "https://w3id.org/gongbao/bound/"),
    ("bulletin", "https://w3id.org/gongbao/bulletin/"),
    ("campaign", "https://w3id.org/gongbao/campaign/"),
    ("compare", "https://w3id.org/gongbao/compare/"),
    ("law", "https://w3id.org/gongbao/law/"),
    ("offence", "https://w3id.org/gongbao/offence/"),
    ("official", "https://w3id.org/gongbao/official/"),
    ("period", "https://w3id.org/gongbao/period/"),
    ("place", "https://w3id.org/gongbao/place/"),
    ("post", "https://w3id.org/gongbao/post/"),
    ("target", "https://w3id.org/gongbao/target/"),
    ("unit", "https://w3id.org/gongbao/unit/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qb", "http://purl.org/linked-data/cube#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The graphs that a query is asked over, where it is not told in the query itself. Without any it is the whole store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Those that make up the default graph.
    pub default: Vec<NamedNode>,
    /// Those that `GRAPH` reaches.
    pub named: Vec<NamedNode>,
}

/// How a query is asked.
#[derive(Clone)]
pub struct Asking {
    /// Over which graphs, whatever the query says of them.
    pub scope: Scope,
    /// What stops it from outside.
    pub token: CancellationToken,
    /// What the rows may take that it keeps at a time, in bytes, as far as they can be counted.
    pub memory: usize,
}

impl Default for Asking {
    /// Over the whole store, as long and as large as it gets.
    fn default() -> Self {
        Self { scope: Scope::default(), token: CancellationToken::new(), memory: usize::MAX }
    }
}

/// The word that a query begins with: SELECT, ASK, CONSTRUCT or DESCRIBE. A query that could not be run here is refused, so
/// that its faults are told alike wherever it is sent.
///
/// # Errors
/// As [`ask`].
pub fn form<'a>(name: &str, text: &'a str) -> Result<&'a str, Error> {
    let form = check::check(name, text)?;
    parsed(name, text)?;
    Ok(form)
}

/// A query with the prefixes that it need not declare, in front of its first line.
pub fn with_prefixes(text: &str) -> String {
    let prefixes: String = PREFIXES.iter().map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}> ")).collect();
    prefixes + text
}

fn parsed(name: &str, text: &str) -> Result<Query, Error> {
    let mut parser = SparqlParser::new();
    for (prefix, iri) in PREFIXES {
        parser = parser.with_prefix(*prefix, *iri).map_err(|e| Error::Other(format!("{prefix}: {e}")))?;
    }
    let again = parser.clone();
    let parse = |tried: &str| again.clone().parse_query(tried).err().map(|e| e.to_string());
    parser.parse_query(text).map_err(|e| syntax(name, text, &e.to_string(), parse))
}

/// Asks a query, and gives its answer to what reads it. `name` is used in errors.
///
/// # Errors
/// When the query is no SPARQL query (with line and column), nests too deep, calls another service, or would change
/// the data; when it is stopped or keeps too much; and as the reading of its answer says.
pub fn ask<T>(
    store: &Store,
    name: &str,
    text: &str,
    asking: &Asking,
    read: impl FnOnce(QueryResults<'static>) -> Result<T, Error>,
) -> Result<T, Error> {
    check::check(name, text)?;
    let mut query = parsed(name, text)?;
    let evaluator = SparqlEvaluator::new().with_cancellation_token(asking.token.clone());
    let evaluator = guard::guarded(evaluator, &mut query, &asking.token, asking.memory);
    let mut query = evaluator.for_query(query);
    let scope = &asking.scope;
    if *scope != Scope::default() {
        let dataset = query.dataset_mut();
        dataset.set_default_graph(scope.default.iter().cloned().map(Into::into).collect());
        dataset.set_available_named_graphs(scope.named.iter().cloned().map(Into::into).collect());
    }
    guard::caught(name, || {
        let results = query.on_store(store).execute().map_err(|e| evaluation(name, &e.to_string()))?;
        read(results)
    })
}

/// A fault while a query runs.
pub(crate) fn evaluation(name: &str, message: &str) -> Error {
    Error::Other(format!("{name}: {}", one_line(message)))
}

/// The parser's "error at LINE:COLUMN: expected one of …" as an error that shows the line.
fn syntax(name: &str, text: &str, told: &str, parse: impl Fn(&str) -> Option<String>) -> Error {
    let Some(failed) = failure(told) else { return Error::Other(format!("{name}: {}", one_line(told))) };
    let better = located(text, &failed, |tried| failure(&parse(tried)?));
    let (line, column, message) = better.unwrap_or(failed);
    fault(name, text, line, column, &shortened(&message))
}

/// Line, column and words of what the parser says.
fn failure(told: &str) -> Option<Failure> {
    let (line, rest) = told.strip_prefix("error at ")?.split_once(':')?;
    let (column, message) = rest.split_once(':')?;
    Some((line.trim().parse().ok()?, column.trim().parse().ok()?, message.trim().to_owned()))
}

/// An error at a place of a query, with the offending line and a mark below it.
fn fault(name: &str, text: &str, line: usize, column: usize, message: &str) -> Error {
    let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let column = column.min(shown.chars().count() + 1);
    let skip = column.saturating_sub(60);
    let window: String = shown.chars().skip(skip).take(100).collect();
    let before: String = shown.chars().skip(skip).take(column.saturating_sub(1 + skip)).collect();
    let pad = " ".repeat(unicode_width::UnicodeWidthStr::width(&*before));
    let window = crate::table::printable(&window);
    let message = format!("{}\n{line:>5} | {window}\n      | {pad}^", one_line(message));
    Error::Query { name: name.to_owned(), line, column, message }
}

/// The parser lists all that it would take; the first few are enough to see the point.
fn shortened(message: &str) -> String {
    const SHOWN: usize = 8;
    if message.contains("Prefix not found") {
        return "a prefix that is not declared; hint: write PREFIX name: <IRI> above, see `gongbao query --help`"
            .to_owned();
    }
    let Some(list) = message.strip_prefix("expected one of ") else { return message.to_owned() };
    let wanted: Vec<&str> = list.split(", ").filter(|w| !w.starts_with('[')).collect();
    let more = if wanted.len() > SHOWN { " …" } else { "" };
    format!("expected one of {}{more}", wanted.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_where_they_are() {
        let store = Store::new().unwrap();
        for (text, expected) in [
            ("SELECT * {\n ?s ?p ?o .\n FILTER(?x >)\n}", "q:3:13: unexpected )"),
            ("SELECT * {\n ?s ?p ?o .\n FILTER(?x > 3\n}", "q:4:1: unexpected }"),
            ("SELEC * {}", "q:1:1: unexpected SELEC, expected SELECT"),
            ("SELECT * WERE { ?s ?p ?o }", "q:1:10: unexpected WERE, expected WHERE"),
            ("SELECT * { ?s ?p }", "q:1:18: unexpected }"),
            ("SELECT ?s { ?s ?p ?o ", "q:1:21: unexpected end"),
            ("SELECT ?x { ?s gb:value ?x } ORDER ?x", "q:1:36: unexpected ?x"),
            ("SELECT * { ?s foo:bar ?x }", "q:1:15: a prefix that is not declared"),
            ("SELECT * { ?s ?p \"abc }", "q:1:18: a string without its end"),
            ("SELECT * { ?s ?p \"abc }\n LIMIT 5", "q:1:18: a string without its end"),
            ("SELECT * { ?s ?p ?o } LIMIT x", "q:1:29: unexpected x"),
            ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", "q:1:19: unexpected ?n"),
            ("SELECT * { ?s ?p '2024'^^xsd:date FILTER(?a && ?b || ?c != ?d) } x", "q:1:66: unexpected x"),
            ("# 公报\nSELECT * { ?公报 ?p ?o ) }", "q:2:22: unexpected )"),
        ] {
            let told = ask(&store, "q", text, &Asking::default(), |_| Ok(())).unwrap_err().to_string();
            assert!(told.starts_with(expected), "{text}: {told}");
        }
    }
}
