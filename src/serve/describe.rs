//! What the server says of itself and of what it holds: the SPARQL service description, and VoID computed from the content.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::Response;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::CancellationToken;

use super::http::{self, Fault};
use super::{App, negotiate};
use crate::error::Error;
use crate::export::{CONTEXT, Description, FORMATS, Format};

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const VOID: &str = "http://rdfs.org/ns/void#";
const FORM: &str = "http://www.w3.org/ns/formats/";

/// What a graph holds, with its number of triples.
pub type Counted = (Description, u64);

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
    let quads = app.pages.run(&app.limits, move |token| dataset(&described, &own, token)).await?;
    let bytes = format.write(&quads, Vec::new()).map_err(|e| Fault::from(Error::output(e)))?;
    let mut response = http::answer(media, bytes);
    http::set(&mut response, header::VARY, "Accept");
    Ok(response)
}

/// Answers at `/context.jsonld`: what the words of our JSON-LD stand for.
pub async fn context() -> Response {
    http::answer("application/ld+json", CONTEXT)
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
/// When the store cannot be read, or nobody waits for it any longer.
pub fn service(app: &App, own: &str, token: &CancellationToken) -> Result<Vec<Quad>, Fault> {
    let triples = described(app, token)?.1;
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
    said.count(&graph, &format!("{VOID}triples"), triples);
    Ok(said.0)
}

/// VoID and DCAT of what is served at `own`.
fn dataset(app: &App, own: &str, token: &CancellationToken) -> Result<Vec<Quad>, Fault> {
    let name = format!("{own}.well-known/void");
    let mut quads = described(app, token)?.0.quads(&name, &[], None);
    for (property, to) in [("sparqlEndpoint", "sparql"), ("dataDump", "store?default")] {
        let node = NamedNode::new_unchecked;
        let (property, to) = (node(format!("{VOID}{property}")), node(format!("{own}{to}")));
        quads.insert(0, Quad::new(node(name.clone()), property, to, GraphName::DefaultGraph));
    }
    Ok(quads)
}

/// Counts the graph, once for each state of it.
fn described(app: &App, token: &CancellationToken) -> Result<Arc<Counted>, Fault> {
    app.described.get(app.changes(), token, || {
        let mut description = Description::default();
        let mut triples = 0;
        for quad in app.store.quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph)) {
            description.count(quad?.as_ref());
            triples += 1;
        }
        Ok((description, triples))
    })
}
