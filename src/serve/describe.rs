//! What the server says of itself and of what it holds: the SPARQL service description, and VoID computed from the content.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::Response;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::http::{self, Fault};
use super::{App, negotiate};
use crate::error::Error;
use crate::export::{FORMATS, Format};
use crate::ontology::{BASE, NS};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const FORM: &str = "http://www.w3.org/ns/formats/";

/// The counts of the graph, as of how many changes.
#[derive(Default)]
pub struct Kept(Mutex<Option<(u64, Arc<Counts>)>>);

/// What there is in the default graph.
#[derive(Default)]
pub struct Counts {
    triples: u64,
    subjects: u64,
    /// class → how many things
    classes: BTreeMap<String, u64>,
    /// property → how many triples
    properties: BTreeMap<String, u64>,
}

/// Answers at `/.well-known/void`.
pub async fn void(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    if request.method() != Method::GET {
        return Err(Fault::method("GET, HEAD, OPTIONS"));
    }
    let offers: Vec<(&'static str, &'static Format)> = FORMATS.iter().map(|f| (f.media_type, f)).collect();
    let accept = http::header(request.headers(), header::ACCEPT);
    // A browser that follows a link is given what it can show.
    let accept = if negotiate::names(&accept, "text/html") { String::new() } else { accept };
    let Some((media, format)) = negotiate::choose(&accept, &offers) else { return Err(Fault::not_acceptable(&offers)) };
    let own = app.public(request.headers());
    let described = Arc::clone(&app);
    let quads = app.pages.run(&app.limits, move |_| dataset(&described, &own)).await?;
    let bytes = format.write(&quads, Vec::new()).map_err(|e| Fault::from(Error::output(e)))?;
    let mut response = http::answer(media, bytes);
    http::set(&mut response, header::VARY, "Accept");
    Ok(response)
}

/// Statements, subject by subject.
struct Said(Vec<Quad>);

impl Said {
    fn say(&mut self, subject: &NamedOrBlankNode, property: &str, value: impl Into<Term>) {
        self.0.push(Quad::new(subject.clone(), NamedNode::new_unchecked(property), value, GraphName::DefaultGraph));
    }

    fn is_a(&mut self, subject: &NamedOrBlankNode, class: &str) {
        self.say(subject, rdf::TYPE.as_str(), NamedNode::new_unchecked(class));
    }

    fn link(&mut self, subject: &NamedOrBlankNode, property: &str, to: &str) {
        self.say(subject, property, NamedNode::new_unchecked(to));
    }

    fn count(&mut self, subject: &NamedOrBlankNode, property: &str, count: u64) {
        self.say(subject, property, Literal::new_typed_literal(count.to_string(), xsd::INTEGER));
    }
}

/// The description of the service at `own`.
///
/// # Errors
/// When the store cannot be read.
pub fn service(app: &App, own: &str) -> Result<Vec<Quad>, Fault> {
    let counts = counts(app)?;
    let endpoint = format!("{own}sparql");
    let mut said = Said(Vec::new());
    let service = NamedNode::new_unchecked(&endpoint).into();
    said.is_a(&service, &format!("{SD}Service"));
    said.link(&service, &format!("{SD}endpoint"), &endpoint);
    said.link(&service, &format!("{SD}supportedLanguage"), &format!("{SD}SPARQL11Query"));
    for name in ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"]
        .into_iter()
        .chain(["Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"])
    {
        said.link(&service, &format!("{SD}resultFormat"), &format!("{FORM}{name}"));
    }
    let dataset = BlankNode::new_unchecked("dataset").into();
    let graph: NamedOrBlankNode = BlankNode::new_unchecked("default").into();
    said.say(&service, &format!("{SD}defaultDataset"), BlankNode::new_unchecked("dataset"));
    said.is_a(&dataset, &format!("{SD}Dataset"));
    said.say(&dataset, &format!("{SD}defaultGraph"), BlankNode::new_unchecked("default"));
    said.is_a(&graph, &format!("{SD}Graph"));
    said.count(&graph, &format!("{VOID}triples"), counts.triples);
    Ok(said.0)
}

/// VoID of what is served at `own`.
fn dataset(app: &App, own: &str) -> Result<Vec<Quad>, Fault> {
    let counts = counts(app)?;
    let mut said = Said(Vec::new());
    let document = NamedNode::new_unchecked(format!("{own}.well-known/void"));
    let dataset: NamedOrBlankNode = NamedNode::new_unchecked(format!("{}#dataset", document.as_str())).into();
    let document = document.into();
    said.is_a(&document, &format!("{VOID}DatasetDescription"));
    said.say(&document, "http://xmlns.com/foaf/0.1/primaryTopic", Term::from(dataset.clone()));
    said.is_a(&dataset, &format!("{VOID}Dataset"));
    for (text, tag) in [("Official bulletins as a knowledge graph", "en"), ("官方公报知识图谱", "zh-hans")] {
        said.say(&dataset, &format!("{DCTERMS}title"), Literal::new_language_tagged_literal_unchecked(text, tag));
    }
    said.link(&dataset, &format!("{VOID}sparqlEndpoint"), &format!("{own}sparql"));
    said.link(&dataset, &format!("{VOID}dataDump"), &format!("{own}store?default"));
    said.say(&dataset, &format!("{VOID}uriSpace"), Literal::from(BASE));
    for vocabulary in [NS, "http://purl.org/linked-data/cube#", "http://www.w3.org/2004/02/skos/core#"]
        .into_iter()
        .chain(["http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/oa#"])
    {
        said.link(&dataset, &format!("{VOID}vocabulary"), vocabulary);
    }
    said.count(&dataset, &format!("{VOID}triples"), counts.triples);
    said.count(&dataset, &format!("{VOID}distinctSubjects"), counts.subjects);
    said.count(&dataset, &format!("{VOID}classes"), counts.classes.len() as u64);
    said.count(&dataset, &format!("{VOID}properties"), counts.properties.len() as u64);
    for (kind, term, number, rows) in
        [("class", "class", "entities", &counts.classes), ("property", "property", "triples", &counts.properties)]
    {
        for (n, (iri, count)) in rows.iter().enumerate() {
            let part = BlankNode::new_unchecked(format!("{kind}{n}"));
            said.say(&dataset, &format!("{VOID}{kind}Partition"), part.clone());
            let part = part.into();
            said.link(&part, &format!("{VOID}{term}"), iri);
            said.count(&part, &format!("{VOID}{number}"), *count);
        }
    }
    Ok(said.0)
}

/// Counts the graph, once for each state of it.
fn counts(app: &App) -> Result<Arc<Counts>, Fault> {
    let now = app.generation.load(Ordering::Relaxed);
    let mut kept = app.described.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some((then, counts)) = &*kept
        && *then == now
    {
        return Ok(Arc::clone(counts));
    }
    let mut counts = Counts::default();
    let mut last = None;
    for quad in app.store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)) {
        let quad = quad.map_err(|e| Fault::from(Error::Other(format!("the store: {e}"))))?;
        counts.triples += 1;
        if quad.predicate == rdf::TYPE
            && let Term::NamedNode(class) = &quad.object
        {
            *counts.classes.entry(class.as_str().to_owned()).or_default() += 1;
        }
        *counts.properties.entry(quad.predicate.into_string()).or_default() += 1;
        // The default graph comes by subject.
        if last.as_ref() != Some(&quad.subject) {
            counts.subjects += 1;
            last = Some(quad.subject);
        }
    }
    let counts = Arc::new(counts);
    *kept = Some((now, Arc::clone(&counts)));
    Ok(counts)
}
