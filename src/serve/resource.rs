//! Every IRI answers: 303 from a thing to a document about it, and the documents.
//!
//! The thing `https://w3id.org/gongbao/place/CN-SD` is at `/place/CN-SD`, and what is known of it at
//! `/doc/place/CN-SD.html`, `.ttl`, `.jsonld` and `.nt`; `/doc/place/CN-SD` is whichever of them is liked best.

use std::cmp::Ordering;
use std::fmt::Display;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator};
use oxigraph::store::{StorageError, Store};
use percent_encoding::percent_decode_str;

use super::http::{self, Fault};
use super::limits::go_on;
use super::page::{self, View};
use super::{App, negotiate};
use crate::error::Error;
use crate::export::Format;
use crate::ontology::BASE;
use crate::store::ONTOLOGY;

/// How many statements about others that point to a thing are in its document.
const MOST: usize = 1000;

/// The forms of a document, most usual first: the media type, and the ending of its address.
const FORMS: [(&str, &str); 4] =
    [("text/turtle", "ttl"), ("text/html", "html"), ("application/ld+json", "jsonld"), ("application/n-triples", "nt")];

/// What is known of a thing.
pub struct Resource {
    /// Its IRI.
    pub iri: NamedNode,
    /// What is said of it, and of what its document describes beside it (`…#outcome-123` in that of a bulletin).
    pub own: Vec<Quad>,
    /// What others say that points to it, as far as it goes.
    pub pointing: Vec<Quad>,
    /// Whether there is more of that.
    pub more: bool,
}

/// Answers wherever no other address does.
pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    if request.method() != Method::GET {
        return Err(Fault::method("GET, HEAD, OPTIONS"));
    }
    let pairs = http::pairs(request.uri().query().unwrap_or_default())?;
    let headers = request.headers();
    let view = View::new(app.links(), request.uri(), headers)?;
    let path = request.uri().path().trim_start_matches('/');
    if path.is_empty() {
        let offers = [("text/html", ()), ("text/turtle", ())];
        return match negotiate::choose(&http::header(headers, header::ACCEPT), &offers) {
            Some(("text/html", ())) => page::answer(&app, view, page::start).await,
            _ => Ok(redirect(&app.links().local(".well-known/void"))),
        };
    }
    let wanted = form(http::once(&pairs, "format")?, headers)?;
    let (local, ending, is_document) = match path.strip_prefix("doc/") {
        Some(document) => {
            let (local, ending) = cut_ending(document);
            (local, ending, true)
        }
        None => (path, None, false),
    };
    let iri = format!("{BASE}{}", normal(local));
    let iri = NamedNode::new(&iri)
        .map_err(|e| Fault::bad(format!("no IRI: {e}; hint: encode blanks and the like by %XX")))?;
    if !is_document {
        return thing(&app, iri, wanted, &view).await;
    }
    let (media, ending) = match ending {
        Some(form) => form,
        None => wanted,
    };
    let language = view.language;
    let (own, base) = (Arc::clone(&app), iri.clone());
    let body = app.pages.run(&app.limits, move |token| document(&own, &base, media, &view.until(token))).await?;
    let mut response = http::answer(media, body);
    let name = local_of(&iri);
    http::set(&mut response, header::CONTENT_LOCATION, &app.links().local(&format!("doc/{name}.{ending}")));
    http::set(&mut response, header::VARY, "Accept, Accept-Language");
    http::set(&mut response, header::LINK, &format!("<{}>; rel=\"describes\"", app.links().of(iri.as_str())));
    for (media, ending) in FORMS {
        let link = app.links().local(&format!("doc/{name}.{ending}"));
        http::set(&mut response, header::LINK, &format!("<{link}>; rel=\"alternate\"; type=\"{media}\""));
    }
    if media == "text/html" {
        http::set(&mut response, header::CONTENT_LANGUAGE, language);
    }
    Ok(response)
}

/// 303 to the document about a thing, if there is such a thing.
async fn thing(app: &Arc<App>, iri: NamedNode, (media, ending): (&str, &str), view: &View) -> Result<Response, Fault> {
    let (store, wanted) = (app.store.clone(), iri.clone());
    let known = app.pages.run(&app.limits, move |_| Ok(exists(&store, &wanted)?)).await?;
    if !known {
        return Err(unknown(&iri));
    }
    let local = format!("doc/{}.{ending}", local_of(&iri));
    // The page of a long bulletin shows the part with this place.
    let place = view.parameter("at").filter(|_| media == "text/html");
    let path = view.with(&local, place.map(|place| ("at", place)).as_slice());
    let below = path.strip_prefix(&app.links().local("")).unwrap_or(&path);
    let mut response = redirect(&app.base.as_ref().map_or_else(|| path.clone(), |base| format!("{base}{below}")));
    http::set(&mut response, header::VARY, "Accept");
    Ok(response)
}

fn redirect(to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    http::set(&mut response, header::LOCATION, to);
    response
}

fn unknown(iri: &NamedNode) -> Fault {
    Fault::missing(format!("nothing is known of {iri}; hint: ask /sparql for what there is"))
}

fn local_of(iri: &NamedNode) -> &str {
    iri.as_str().strip_prefix(BASE).unwrap_or_default()
}

/// What is liked best: `format`, where it is given, has the last word.
fn form(format: Option<&str>, headers: &HeaderMap) -> Result<(&'static str, &'static str), Fault> {
    let Some(name) = format.filter(|name| !name.is_empty()) else {
        let accept = http::header(headers, header::ACCEPT);
        return negotiate::choose(&accept, &FORMS).ok_or_else(|| Fault::not_acceptable(&FORMS));
    };
    let media = Format::by_name(name).map_or(name, |format| format.media_type);
    let found = FORMS.into_iter().find(|(m, ending)| *m == media || ending.eq_ignore_ascii_case(name));
    found.ok_or_else(|| Fault::bad("format: no such document; hint: html, turtle, jsonld or ntriples"))
}

/// The path of a document without the ending that says its form.
fn cut_ending(path: &str) -> (&str, Option<(&'static str, &'static str)>) {
    let cut = path.rsplit_once('.').and_then(|(local, ending)| {
        let form = FORMS.into_iter().find(|(_, known)| *known == ending)?;
        Some((local, form))
    });
    cut.map_or((path, None), |(local, form)| (local, Some(form)))
}

/// A path as our IRIs write it: ASCII, the digits of %XX in upper case, and nothing encoded that need not be.
fn normal(path: &str) -> String {
    use std::fmt::Write;
    let mut normal = String::with_capacity(path.len());
    for (n, segment) in path.split('/').enumerate() {
        if n > 0 {
            normal.push('/');
        }
        for byte in percent_decode_str(segment) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => normal.push(char::from(byte)),
                _ => {
                    let _ = write!(normal, "%{byte:02X}");
                }
            }
        }
    }
    normal
}

/// Whether anything is said of a thing, or points to it.
fn exists(store: &Store, iri: &NamedNode) -> Result<bool, StorageError> {
    let default = Some(GraphNameRef::DefaultGraph);
    let said = store.quads_for_pattern(Some(iri.as_ref().into()), None, None, default).next().transpose()?;
    if said.is_some() || iri.as_str() == ONTOLOGY {
        return Ok(true);
    }
    Ok(store.quads_for_pattern(None, None, Some(iri.as_ref().into()), default).next().transpose()?.is_some())
}

/// What is known of a thing; nothing if nothing is.
///
/// # Errors
/// When the store cannot be read, or nobody waits for it any longer.
pub fn load(store: &Store, iri: &NamedNode, token: &CancellationToken) -> Result<Option<Resource>, Fault> {
    let fragment = format!("{}#", iri.as_str());
    let within = |quad: &Quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(s) => s == iri || s.as_str().starts_with(&fragment),
        NamedOrBlankNode::BlankNode(_) => false,
    };
    let ontology = NamedNode::new_unchecked(ONTOLOGY);
    let graph = if iri == &ontology || iri.as_str() == NAMESPACE { Some(&ontology) } else { None };
    let graph = match graph {
        None if store.contains_named_graph(iri)? => Some(iri),
        graph => graph,
    };
    let said = match graph {
        Some(graph) => format!("SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"),
        None => format!("SELECT ?p ?o {{ {iri} ?p ?o }}"),
    };
    let mut own = Vec::new();
    for quad in statements(store, &said, iri, token)? {
        let quad = quad?;
        // Whatever is in its graph belongs to the ontology.
        if iri == &ontology || within(&quad) {
            own.push(quad);
        }
    }
    let mut pointing = Vec::new();
    for quad in statements(store, &format!("SELECT ?s ?p {{ ?s ?p {iri} }}"), iri, token)? {
        let quad = quad?;
        if !within(&quad) {
            pointing.push(quad);
        }
        if pointing.len() > MOST {
            break;
        }
    }
    let more = pointing.len() > MOST;
    pointing.truncate(MOST);
    for quads in [&mut own, &mut pointing] {
        quads.sort_unstable_by(in_order);
    }
    let found = !own.is_empty() || !pointing.is_empty();
    Ok(found.then(|| Resource { iri: iri.clone(), own, pointing, more }))
}

/// The rows of a query as statements, whose subject `?s` and object `?o` are a thing where the query does not give them. Asked so,
/// a store on disk looks up the terms that are not known, and not those of whole quads, which takes half as long again.
fn statements<'a>(
    store: &Store,
    query: &str,
    thing: &'a NamedNode,
    token: &'a CancellationToken,
) -> Result<impl Iterator<Item = Result<Quad, Fault>> + use<'a>, Fault> {
    let told = move |e: &dyn Display| Fault::from(Error::Other(format!("{thing}: {e}")));
    let query =
        SparqlEvaluator::new().with_cancellation_token(token.clone()).parse_query(query).map_err(|e| told(&e))?;
    let QueryResults::Solutions(rows) = query.on_store(store).execute().map_err(|e| told(&e))? else {
        return Err(told(&"rows were asked for"));
    };
    Ok(rows.map(move |row| {
        go_on(token)?;
        let row = row.map_err(|e| told(&e))?;
        let term = |name| row.get(name).cloned();
        let subject = match term("s") {
            Some(Term::NamedNode(subject)) => subject.into(),
            Some(Term::BlankNode(subject)) => subject.into(),
            _ => NamedOrBlankNode::from(thing.clone()),
        };
        let Some(Term::NamedNode(property)) = term("p") else { return Err(told(&"a statement without a property")) };
        Ok(Quad::new(subject, property, term("o").unwrap_or_else(|| thing.clone().into()), GraphName::DefaultGraph))
    }))
}

/// The ontology as it calls itself.
const NAMESPACE: &str = "https://w3id.org/gongbao/ns";

fn document(app: &App, iri: &NamedNode, media: &'static str, view: &View) -> Result<Vec<u8>, Fault> {
    if media == "text/html"
        && let Some(page) = page::vocabulary(app, iri, view)?
    {
        return Ok(page.into_bytes());
    }
    if media == "text/html"
        && let Some(page) = page::bulletin(&app.store, iri, view)?
    {
        return Ok(page.into_bytes());
    }
    let resource = load(&app.store, iri, &view.token)?.ok_or_else(|| unknown(iri))?;
    if media == "text/html" {
        let special = page::entity(app, &resource, view)?;
        return Ok(page::resource(&app.store, &resource, special.as_deref(), view).into_bytes());
    }
    let format = Format::by_name(media).ok_or_else(|| Fault::not_acceptable(&FORMS))?;
    let mut quads: Vec<&Quad> = resource.own.iter().chain(&resource.pointing).collect();
    // Both parts are in order, and are merged.
    quads.sort_by(|a, b| in_order(a, b));
    quads.dedup();
    format.write(quads, Vec::with_capacity(1 << 14)).map_err(|e| Fault::from(Error::output(e)))
}

/// The order of a document: by subject, the thing itself first, then by property and value. It is compared term by term, since
/// writing each statement for it costs as much as the document.
fn in_order(a: &Quad, b: &Quad) -> Ordering {
    let subjects = subject_of(a).cmp(subject_of(b));
    subjects.then_with(|| a.predicate.as_str().cmp(b.predicate.as_str())).then_with(|| object_of(a).cmp(&object_of(b)))
}

fn subject_of(quad: &Quad) -> &str {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// What tells a value from others: its kind, its text, its language or datatype.
fn object_of(quad: &Quad) -> (u8, &str, &str, &str) {
    match &quad.object {
        Term::NamedNode(node) => (0, node.as_str(), "", ""),
        Term::BlankNode(node) => (1, node.as_str(), "", ""),
        Term::Literal(literal) => {
            (2, literal.value(), literal.language().unwrap_or_default(), literal.datatype().as_str())
        }
        #[allow(unreachable_patterns, reason = "with RDF 1.2 there are triples too")]
        _ => (3, "", "", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_as_iris_are() {
        for (path, expected) in [
            ("place/CN-SD", "place/CN-SD"),
            ("official/CN/%e4%ba%91", "official/CN/%E4%BA%91"),
            ("official/CN/云", "official/CN/%E4%BA%91"),
            ("law/a%2Fb", "law/a%2Fb"),
            ("%70lace/CN", "place/CN"),
            ("place/\"<>", "place/%22%3C%3E"),
            ("place/%00", "place/%00"),
        ] {
            assert_eq!(normal(path), expected);
            assert!(NamedNode::new(format!("{BASE}{}", normal(path))).is_ok());
        }
    }

    #[test]
    fn endings() {
        assert_eq!(cut_ending("place/CN.ttl"), ("place/CN", Some(("text/turtle", "ttl"))));
        assert_eq!(cut_ending("place/CN"), ("place/CN", None));
        assert_eq!(cut_ending("law/No.5"), ("law/No.5", None));
    }
}
