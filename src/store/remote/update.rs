//! Changes and questions as SPARQL.
//!
//! Every part of a change asks for the stamp that its first part sets, and names nodes and graphs outright: no server has to
//! plan anything. What stands in it is ground, so that a part that is carried out twice changes nothing.

use std::fmt::Write;

use oxigraph::model::{Literal, Quad};

use super::{LEDGER, OURS};
use crate::store::keep::Graphs;
use crate::store::ledger::{Line, Notes};
use crate::store::sha256;

/// The node of the store itself in the graph of notes.
pub const STORE: &str = "https://w3id.org/gongbao/ledger/store";
const LINE: &str = "<https://w3id.org/gongbao/ledger#line>";
const STAMP: &str = "<https://w3id.org/gongbao/ledger#stamp>";

/// A change of graphs and notes.
pub struct Change<'a> {
    /// What was noted before.
    pub notes: &'a Notes,
    /// The graphs as they are to be.
    pub graphs: &'a Graphs,
    /// What is to be noted.
    pub lines: &'a [Line],
    /// Whether the default graph is not to be written.
    pub union: bool,
    /// The stamp that must be there.
    pub before: &'a str,
    /// Which part of the graphs this is.
    pub part: Part,
}

/// A graph that is larger than a request comes in parts. Only that of the ontology does: a bulletin is whole or absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether it takes the place of what was there; else it comes beside it.
    pub is_first: bool,
    /// Whether all is there with it, so that the default graph can follow.
    pub is_last: bool,
}

impl Part {
    pub const WHOLE: Self = Self { is_first: true, is_last: true };
}

impl Change<'_> {
    /// What tells it from others.
    pub fn digest(&self) -> String {
        sha256(self.text("").as_bytes())
    }

    /// Its SPARQL, when it sets this stamp.
    pub fn text(&self, stamp: &str) -> String {
        let holds = format!("GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} {} }}", quoted(stamp));
        let mut parts = vec![format!(
            "DELETE {{ GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} ?old }} }} \
             INSERT {{ GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} {new} }} }} \
             WHERE {{ GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} ?old }} FILTER (?old IN ({old}, {new})) }}",
            new = quoted(stamp),
            old = quoted(self.before),
        )];
        if self.part.is_first {
            self.clear(&holds, &mut parts);
        }
        self.forget(&holds, &mut parts);
        self.insert(&holds, &mut parts);
        parts.join(" ;\n")
    }

    /// Takes the graphs out, and out of the default graph what no other graph holds.
    fn clear(&self, holds: &str, parts: &mut Vec<String>) {
        let own: Vec<String> = self.graphs.keys().map(|graph| format!("<{graph}>")).collect();
        let own = own.join(", ");
        if !self.union {
            parts.extend(self.graphs.keys().map(|graph| {
                format!(
                    "DELETE {{ ?s ?p ?o }} WHERE {{ {holds} GRAPH <{graph}> {{ ?s ?p ?o }} \
                     FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER (?other NOT IN ({own})) }} }}"
                )
            }));
        }
        parts.extend(self.graphs.keys().map(|graph| {
            format!("DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ {holds} GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        }));
    }

    /// Takes out the notes that others take the place of.
    fn forget(&self, holds: &str, parts: &mut Vec<String>) {
        let index = self.notes.index();
        let stale = self.lines.iter().flat_map(|line| match line {
            Line::Stored(record) => {
                let source = index.get(&record.source).map(|r| of_source(&r.source));
                let is_former = index.formers().any(|f| f.bulletin == record.bulletin);
                [source, is_former.then(|| of_former(&record.bulletin))]
            }
            Line::Withdrawn { source } => [Some(of_source(source)), None],
            Line::Replaced(former) => [Some(of_former(&former.bulletin)), None],
            Line::Forgotten { bulletin } => [Some(of_former(bulletin)), None],
            Line::Ontology { .. } => [Some(node("ontology")), None],
        });
        parts.extend(stale.flatten().map(|node| {
            format!(
                "DELETE {{ GRAPH <{LEDGER}> {{ {node} {LINE} ?old }} }} \
                 WHERE {{ {holds} GRAPH <{LEDGER}> {{ {node} {LINE} ?old }} }}"
            )
        }));
    }

    /// Writes the graphs, then the default graph, and the notes last.
    fn insert(&self, holds: &str, parts: &mut Vec<String>) {
        let graphs: Vec<_> = self.graphs.iter().filter(|(_, quads)| !quads.is_empty()).collect();
        if !graphs.is_empty() {
            let mut text = "INSERT {\n".to_owned();
            for (graph, quads) in &graphs {
                let _ = writeln!(text, "GRAPH <{graph}> {{");
                quads.iter().for_each(|quad| triple(quad, &mut text));
                text.push_str("}\n");
            }
            let _ = write!(text, "}} WHERE {{ {holds} }}");
            parts.push(text);
        }
        if !self.union && self.part.is_last {
            parts.extend(
                graphs.iter().map(|(graph, _)| {
                    format!("INSERT {{ ?s ?p ?o }} WHERE {{ {holds} GRAPH <{graph}> {{ ?s ?p ?o }} }}")
                }),
            );
        }
        let noted = self.lines.iter().filter_map(|line| {
            let node = match line {
                Line::Stored(record) => of_source(&record.source),
                Line::Replaced(former) => of_former(&former.bulletin),
                Line::Ontology { .. } => node("ontology"),
                Line::Withdrawn { .. } | Line::Forgotten { .. } => return None,
            };
            Some(format!("{node} {LINE} {} .\n", quoted(&serde_json::json!(line).to_string())))
        });
        let noted: String = noted.collect();
        if !noted.is_empty() {
            parts.push(format!("INSERT {{ GRAPH <{LEDGER}> {{\n{noted}}} }} WHERE {{ {holds} }}"));
        }
    }
}

/// The first notes of a store: what is known of it, and a stamp where there is none.
pub fn begin(settings: &str) -> String {
    format!(
        "DELETE {{ GRAPH <{LEDGER}> {{ <{STORE}> {LINE} ?old }} }} \
         WHERE {{ GRAPH <{LEDGER}> {{ <{STORE}> {LINE} ?old }} }} ;\n\
         INSERT DATA {{ GRAPH <{LEDGER}> {{ <{STORE}> {LINE} {} }} }} ;\n\
         INSERT {{ GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} \"\" }} }} \
         WHERE {{ FILTER NOT EXISTS {{ GRAPH <{LEDGER}> {{ <{STORE}> {STAMP} ?stamp }} }} }}",
        quoted(settings)
    )
}

/// Whether the default graph holds what was written to a named one.
pub fn is_union() -> String {
    format!("SELECT ?line {{ <{STORE}> {LINE} ?line }} LIMIT 1")
}

/// Whether this is the stamp.
pub fn has_stamp(stamp: &str) -> String {
    format!("SELECT ?node {{ GRAPH <{LEDGER}> {{ ?node {STAMP} {} }} }} LIMIT 1", quoted(stamp))
}

/// The stamp.
pub fn stamps() -> String {
    format!("SELECT ?node ?stamp {{ GRAPH <{LEDGER}> {{ ?node {STAMP} ?stamp }} }}")
}

/// The notes.
pub fn lines() -> String {
    format!("SELECT ?node ?line {{ GRAPH <{LEDGER}> {{ ?node {LINE} ?line }} }}")
}

/// How many notes there are.
pub fn count() -> String {
    format!("SELECT (<{LEDGER}> AS ?graph) (COUNT(*) AS ?n) {{ GRAPH <{LEDGER}> {{ ?node {LINE} ?line }} }}")
}

/// The graphs of ours, and how many quads each has.
pub fn counts() -> String {
    format!(
        "SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), \"{OURS}\")) }} GROUP BY ?g"
    )
}

/// The triples of a graph.
pub fn graph(graph: &str) -> String {
    format!("CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
}

fn of_source(source: &str) -> String {
    node(&format!("source {source}"))
}

fn of_former(bulletin: &str) -> String {
    node(&format!("former {bulletin}"))
}

/// The node of a note, by what it tells of.
fn node(what: &str) -> String {
    format!("<{LEDGER}/{}>", &sha256(what.as_bytes())[..32])
}

/// A text as a literal. Those of N-Triples are those of SPARQL.
fn quoted(text: &str) -> String {
    Literal::new_simple_literal(text).to_string()
}

fn triple(quad: &Quad, text: &mut String) {
    let _ = writeln!(text, "{} {} {} .", quad.subject, quad.predicate, quad.object);
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, Literal, NamedNode};
    use oxigraph::sparql::SparqlEvaluator;
    use oxigraph::store::Store;

    use super::*;

    fn run(store: &Store, text: &str) {
        SparqlEvaluator::new().parse_update(text).unwrap().on_store(store).execute().unwrap();
    }

    fn graphs(of: &[(&str, &[&str])]) -> Graphs {
        let node = |iri: &str| NamedNode::new_unchecked(iri);
        let quad =
            |graph: &str, value: &str| Quad::new(node("urn:s"), node("urn:p"), Literal::from(value), node(graph));
        let quads = |graph: &str, values: &[&str]| values.iter().map(|v| quad(graph, v)).collect();
        of.iter().map(|(graph, values)| ((*graph).to_owned(), quads(graph, values))).collect()
    }

    fn default(store: &Store) -> Vec<String> {
        let all = store.iter().map(Result::unwrap).filter(|q| q.graph_name == GraphName::DefaultGraph);
        let mut values: Vec<String> = all.map(|q| q.object.to_string()).collect();
        values.sort();
        values
    }

    #[test]
    fn a_change_holds_once_and_only_after_the_one_that_it_knows() {
        let store = Store::new().unwrap();
        run(&store, &begin("{}"));
        let notes = Notes::default();
        let set = |before: &str, new: &str, of: &[(&str, &[&str])]| {
            let graphs = graphs(of);
            let change = Change { notes: &notes, graphs: &graphs, lines: &[], union: false, before, part: Part::WHOLE };
            run(&store, &change.text(new));
        };
        set("", "1", &[("urn:a", &["x\n\"\\", "shared"]), ("urn:b", &["shared", "y"])]);
        assert_eq!(default(&store), ["\"shared\"", "\"x\\n\\\"\\\\\"", "\"y\""]);
        let before = store.len().unwrap();
        set("", "1", &[("urn:a", &["x\n\"\\", "shared"]), ("urn:b", &["shared", "y"])]);
        assert_eq!(store.len().unwrap(), before, "the same request twice");
        set("", "2", &[("urn:a", &["other"])]);
        assert_eq!(store.len().unwrap(), before, "somebody else has written since");
        set("1", "2", &[("urn:a", &["z"])]);
        assert_eq!(default(&store), ["\"shared\"", "\"y\"", "\"z\""]);
        set("2", "3", &[("urn:a", &[]), ("urn:b", &[])]);
        assert!(default(&store).is_empty());
        assert_eq!(store.named_graphs().count(), 1 + 2, "empty graphs may stay");
    }
}
