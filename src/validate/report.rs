//! What was found, told: in plain words, as JSON, and as SHACL's own report.

use std::fmt::Write as _;
use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, Term, TripleRef};
use serde_json::{Value, json};

use super::Finding;
use super::data::Data;
use super::path::Path;
use super::shapes::sh;
use crate::ontology::{BASE, NS};
use crate::query::PREFIXES;

/// What was looked at and what was found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many nodes were held against shapes, a node once for each shape that is about it.
    pub nodes: usize,
    /// What breaks a shape, in the order of shapes and nodes.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether nothing breaks a shape.
    pub fn conforms(&self) -> bool {
        self.findings.is_empty()
    }
}

/// An IRI by the prefixes of queries, where the rest of it can be read.
pub fn short(iri: &str) -> String {
    let readable = |rest: &str| !rest.contains(['/', '#']);
    let prefixed = PREFIXES.iter().find_map(|(name, base)| {
        iri.strip_prefix(base).filter(|rest| readable(rest)).map(|rest| format!("{name}:{rest}"))
    });
    prefixed.or_else(|| iri.strip_prefix(BASE).map(str::to_owned)).unwrap_or_else(|| iri.to_owned())
}

/// A term as it is named in messages.
pub fn name(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => {
            let text: String = crate::error::one_line(literal.value()).chars().take(80).collect();
            match (literal.language(), literal.datatype()) {
                (Some(language), _) => format!("“{text}”@{language}"),
                (None, xsd::STRING) => format!("“{text}”"),
                (None, datatype) => format!("“{text}” ({})", short(datatype.as_str())),
            }
        }
        Term::BlankNode(_) => "a node without a name".to_owned(),
        #[allow(unreachable_patterns)]
        _ => term.to_string(),
    }
}

/// The words of the text that a node is about: its own quote, or that of what has it as evidence.
fn words(data: &Data<'_>, node: &Term) -> Option<String> {
    let gb = |name: &str| NamedNode::new_unchecked(format!("{NS}{name}"));
    let selector = NamedNodeRef::new_unchecked("http://www.w3.org/ns/oa#hasSelector");
    let mut node = node.clone();
    for _ in 0..3 {
        if let Some(Term::Literal(quote)) = data.objects(&node, gb("quote").as_ref()).into_iter().next() {
            return Some(quote.value().to_owned());
        }
        let up = [selector, gb("evidence").as_ref()]
            .into_iter()
            .find_map(|p| data.subjects(p, &node).into_iter().min_by_key(ToString::to_string));
        node = up?;
    }
    None
}

/// What a finding says in one line, without its node.
fn told(finding: &Finding) -> String {
    let mut line = String::new();
    if let Some(path) = &finding.path {
        let _ = write!(line, "{path}: ");
    }
    line.push_str(&crate::error::one_line(&finding.message));
    if let Some(value) = finding.value.as_ref().filter(|value| **value != finding.focus) {
        let _ = write!(line, "; here it is {}", name(value));
    }
    line
}

/// Writes a report in plain words: a node, its words in the text, and what is wrong with it.
///
/// # Errors
/// When the output cannot be written.
pub fn to_text(report: &Report, data: &Data<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut last = None;
    for finding in &report.findings {
        if last != Some(&finding.focus) {
            writeln!(out, "{}", name(&finding.focus))?;
            if let Some(words) = words(data, &finding.focus) {
                writeln!(out, "  in the words “{}”", crate::error::one_line(&words))?;
            }
            last = Some(&finding.focus);
        }
        writeln!(out, "  {}", told(finding))?;
    }
    match report.findings.len() {
        0 => writeln!(out, "conforms: {} nodes, nothing wrong", report.nodes),
        1 => writeln!(out, "does not conform: 1 fault, {} nodes looked at", report.nodes),
        n => writeln!(out, "does not conform: {n} faults, {} nodes looked at", report.nodes),
    }
}

/// Writes a report as one JSON object.
///
/// # Errors
/// When the output cannot be written.
pub fn to_json(report: &Report, data: &Data<'_>, out: &mut dyn Write) -> io::Result<()> {
    let text = |term: &Term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    };
    let result = |finding: &Finding| -> Value {
        json!({
            "focus": text(&finding.focus),
            "words": words(data, &finding.focus),
            "path": finding.path.as_ref().map(ToString::to_string),
            "value": finding.value.as_ref().map(text),
            "message": finding.message,
            "component": format!("sh:{}", finding.component),
            "shape": text(&finding.shape),
            "severity": short(finding.severity.as_str()),
        })
    };
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    let whole = json!({ "conforms": report.conforms(), "nodes": report.nodes, "results": results });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

/// Writes a report as SHACL defines it, in Turtle.
///
/// # Errors
/// When the output cannot be written.
pub fn to_turtle(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    let prefixes = PREFIXES.iter().copied();
    let serializer =
        prefixes.fold(serializer, |s, (name, iri)| s.with_prefix(name, iri).expect("the prefixes are IRIs"));
    let mut writer = serializer.for_writer(out);
    let mut say = |subject: &BlankNode, property: &str, object: Term| {
        let property = if property == "a" { rdf::TYPE.into_owned() } else { sh(property) };
        writer.serialize_triple(TripleRef::new(subject, &property, &object))
    };
    let root = BlankNode::new_unchecked("report");
    let node = |i: usize| BlankNode::new_unchecked(format!("result{}", i + 1));
    say(&root, "a", sh("ValidationReport").into())?;
    say(&root, "conforms", Literal::from(report.conforms()).into())?;
    for i in 0..report.findings.len() {
        say(&root, "result", node(i).into())?;
    }
    for (i, finding) in report.findings.iter().enumerate() {
        let result = node(i);
        say(&result, "a", sh("ValidationResult").into())?;
        say(&result, "focusNode", finding.focus.clone())?;
        // A longer path is a list of nodes in RDF: the shape has it.
        if let Some(Path::Property(property)) = &finding.path {
            say(&result, "resultPath", property.clone().into())?;
        }
        if let Some(value) = &finding.value {
            say(&result, "value", value.clone())?;
        }
        if let Term::NamedNode(_) = &finding.shape {
            say(&result, "sourceShape", finding.shape.clone())?;
        }
        say(&result, "sourceConstraintComponent", sh(finding.component).into())?;
        say(&result, "resultSeverity", finding.severity.clone().into())?;
        say(&result, "resultMessage", Literal::new_simple_literal(&finding.message).into())?;
    }
    writer.finish().map(|_| ())
}
