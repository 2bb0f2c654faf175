//! SPARQL 1.1 Protocol: queries by GET, by a form, and directly.

use std::io::{self, Write};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::results::QueryResultsFormat;
use oxigraph::sparql::{CancellationToken, QueryResults};
use oxigraph::store::Store;

use super::http::{self, Fault};
use super::limits::Limits;
use super::page::{self, View};
use super::{App, describe, negotiate};
use crate::error::Error;
use crate::export;
use crate::query::{self, Asking, Format, Scope};

/// What a query is called in errors.
const NAME: &str = "query";

/// A query with its dataset.
#[derive(Default)]
struct Asked {
    query: Option<String>,
    scope: Scope,
    format: Option<String>,
}

/// How an answer is written.
#[derive(Clone, Copy)]
enum Form {
    Data(Format),
    Page,
}

/// The forms of tables and of truth values, most usual first; the later names are what older clients ask for.
const TABLES: [(&str, QueryResultsFormat); 7] = [
    ("application/sparql-results+json", QueryResultsFormat::Json),
    ("application/sparql-results+xml", QueryResultsFormat::Xml),
    ("text/csv", QueryResultsFormat::Csv),
    ("text/tab-separated-values", QueryResultsFormat::Tsv),
    ("application/json", QueryResultsFormat::Json),
    ("application/xml", QueryResultsFormat::Xml),
    ("text/xml", QueryResultsFormat::Xml),
];

/// Answers at `/sparql`.
pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    let (parts, body) = request.into_parts();
    let address = http::pairs(parts.uri.query().unwrap_or_default())?;
    let asked = match parts.method {
        Method::GET => asked(&address)?,
        Method::POST => match http::media(&parts.headers).as_deref() {
            Some("application/x-www-form-urlencoded") => {
                let form = utf8(http::body(body, &app.limits).await?.to_vec())?;
                asked(&http::pairs(form.trim())?)?
            }
            Some("application/sparql-query") => {
                let query = utf8(http::body(body, &app.limits).await?.to_vec())?;
                if http::once(&address, "query")?.is_some() {
                    return Err(Fault::bad("a query in the address and one in the body; hint: send one of them"));
                }
                Asked { query: Some(query), ..asked(&address)? }
            }
            Some("application/sparql-update") => return Err(read_only()),
            other => return Err(unsupported(other)),
        },
        _ => return Err(Fault::method("GET, HEAD, POST, OPTIONS")),
    };
    let accept = accept(&parts.headers, asked.format.as_deref())?;
    let view = View::new(app.links(), &parts.uri, &parts.headers)?;
    let Some(query) = asked.query else { return bare(&app, &parts.headers, &accept, &view).await };
    let (store, limits) = (app.store.clone(), app.limits.clone());
    let (scope, language) = (asked.scope, view.language);
    let work = move |token: &CancellationToken| {
        let asking = Asking { scope, token: token.clone(), memory: limits.query_memory };
        answer(&store, &query, &asking, &accept, &limits, &view)
    };
    let (status, media, bytes) = app.queries.run(&app.limits, work).await?;
    let mut response = http::answer(media, bytes);
    *response.status_mut() = status;
    if media == "text/html" {
        http::set(&mut response, header::VARY, "Accept, Accept-Language");
        http::set(&mut response, header::CONTENT_LANGUAGE, language);
    } else {
        http::set(&mut response, header::VARY, "Accept");
    }
    Ok(response)
}

fn asked(pairs: &[(String, String)]) -> Result<Asked, Fault> {
    if pairs.iter().any(|(name, _)| name == "update") {
        return Err(read_only());
    }
    let graphs = |name: &str| {
        let named = pairs.iter().filter(|(n, _)| n == name);
        named.map(|(name, iri)| node(name, iri)).collect::<Result<Vec<_>, _>>()
    };
    Ok(Asked {
        query: http::once(pairs, "query")?.map(str::to_owned),
        scope: Scope { default: graphs("default-graph-uri")?, named: graphs("named-graph-uri")? },
        format: format(pairs).map(str::to_owned),
    })
}

/// The format that is asked for: the first that is known, for some clients send several names of it.
fn format(pairs: &[(String, String)]) -> Option<&str> {
    let values = || pairs.iter().filter(|(name, value)| name == "format" && !value.is_empty()).map(|(_, v)| v.as_str());
    values().find(|name| named(name).is_some()).or_else(|| values().next())
}

/// An IRI that a parameter must be.
///
/// # Errors
/// When it is none.
pub fn node(parameter: &str, iri: &str) -> Result<NamedNode, Fault> {
    NamedNode::new(iri).map_err(|e| {
        let shown: String = iri.escape_debug().take(80).collect();
        Fault::bad(format!(
            "{parameter}: \"{shown}\" is no IRI ({e}); hint: give an absolute one, such as https://example.org/a"
        ))
    })
}

fn utf8(bytes: Vec<u8>) -> Result<String, Fault> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Fault::bad(format!("the body is not UTF-8 at byte {at}; hint: send the query in UTF-8"))
    })
}

fn read_only() -> Fault {
    let told = "an update, and this address only answers queries; hint: bulletins come in by POST to /ingest, where the server was started with --write";
    Fault::new(StatusCode::FORBIDDEN, told)
}

fn unsupported(media: Option<&str>) -> Fault {
    let hint = "hint: POST application/sparql-query or application/x-www-form-urlencoded";
    let told =
        media.map_or_else(|| format!("a body without Content-Type; {hint}"), |m| format!("{m} is no query; {hint}"));
    Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, told)
}

/// What a client likes: `format`, where it is given, has the last word.
fn accept(headers: &HeaderMap, format: Option<&str>) -> Result<String, Fault> {
    let Some(name) = format else { return Ok(http::header(headers, header::ACCEPT)) };
    let unknown =
        "format: not known; hint: json, xml, csv, tsv, turtle, ntriples, jsonld, rdfxml, trig, nquads or html";
    named(name).ok_or_else(|| Fault::bad(unknown))
}

/// The media types of the format with this name: a name may say one for tables and one for graphs.
fn named(name: &str) -> Option<String> {
    let media = match Format::by_name(name) {
        _ if name.eq_ignore_ascii_case("html") || name == "text/html" => "text/html",
        Some(Format::Results(QueryResultsFormat::Json)) => "application/sparql-results+json, application/ld+json",
        Some(Format::Results(QueryResultsFormat::Xml)) => "application/sparql-results+xml, application/rdf+xml",
        Some(Format::Results(format)) => format.media_type().split(';').next()?,
        Some(Format::Graph(format)) => format.media_type,
        _ => TABLES.iter().find(|(media, _)| *media == name)?.0,
    };
    Some(media.to_owned())
}

/// Without a query the address tells of itself: to people by a form, to programs in RDF.
async fn bare(app: &Arc<App>, headers: &HeaderMap, accept: &str, view: &View) -> Result<Response, Fault> {
    if TABLES.iter().any(|(media, _)| media.contains("sparql-results") && negotiate::names(accept, media)) {
        return Err(Fault::bad("no query; hint: send ?query=SELECT… or POST it"));
    }
    let mut offers: Vec<(&'static str, Option<&'static export::Format>)> =
        export::FORMATS.iter().map(|f| (f.media_type, Some(f))).collect();
    offers.push(("text/html", None));
    let mut response = match negotiate::choose(accept, &offers) {
        None => return Err(Fault::not_acceptable(&offers)),
        Some((media, None)) => http::answer(media, page::sparql(view)),
        Some((media, Some(format))) => {
            let own = app.public(headers);
            let described = Arc::clone(app);
            let quads = app.pages.run(&app.limits, move |token| describe::service(&described, &own, token)).await?;
            let bytes = format.write(&quads, Vec::new()).map_err(|e| Fault::from(crate::error::Error::output(e)))?;
            http::answer(media, bytes)
        }
    };
    http::set(&mut response, header::VARY, "Accept, Accept-Language");
    Ok(response)
}

fn answer(
    store: &Store,
    text: &str,
    asking: &Asking,
    accept: &str,
    limits: &Limits,
    view: &View,
) -> Result<(StatusCode, &'static str, Vec<u8>), Fault> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut out = Bounded { bytes: Vec::new(), most: limits.answer_bytes, over: false };
    let mut refused = None;
    let written = query::ask(store, NAME, text, asking, |results| {
        let offers = offers(&results);
        let Some((media, form)) = negotiate::choose(accept, &offers) else {
            refused = Some(Fault::not_acceptable(&offers));
            return Ok("");
        };
        match (results, form) {
            (results, Form::Page) => page::results(store, text, results, view, &mut out),
            (QueryResults::Graph(triples), Form::Data(Format::Graph(format))) => graph(triples, format, &mut out),
            (results, Form::Data(format)) => query::write(NAME, results, format, &mut out),
        }?;
        Ok(media)
    });
    if let Some(fault) = refused {
        return Err(fault);
    }
    match written {
        Err(_) if out.over => {
            let told = format!(
                "the answer is larger than {} bytes; hint: give the query a LIMIT, or fetch a graph from /store",
                limits.answer_bytes
            );
            Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, told))
        }
        Err(_) if asking.token.is_cancelled() => Err(Fault::busy()),
        // People are shown where the fault is, in the page that asked.
        Err(Error::Query { line, column, message, .. }) if is_for_people(accept) => {
            let page = page::faulty(text, line, column, &message, view);
            Ok((StatusCode::BAD_REQUEST, "text/html", page.into_bytes()))
        }
        Err(error) => Err(error.into()),
        Ok(media) => Ok((StatusCode::OK, media, out.bytes)),
    }
}

/// The forms in which an answer can be had.
fn offers(results: &QueryResults<'_>) -> Vec<(&'static str, Form)> {
    let mut offers: Vec<(&'static str, Form)> = match results {
        QueryResults::Graph(_) => {
            export::FORMATS.iter().map(|f| (f.media_type, Form::Data(Format::Graph(f)))).collect()
        }
        _ => TABLES.into_iter().map(|(media, format)| (media, Form::Data(Format::Results(format)))).collect(),
    };
    offers.push(("text/html", Form::Page));
    offers
}

/// Whether a page is liked better than what programs read.
fn is_for_people(accept: &str) -> bool {
    let offers: Vec<(&'static str, ())> =
        TABLES.iter().map(|(media, _)| (*media, ())).chain([("text/html", ())]).collect();
    negotiate::choose(accept, &offers).is_some_and(|(media, ())| media == "text/html")
}

/// Writes a graph, each triple once and sorted, and keeps no more of it than its answer may hold.
fn graph(
    triples: oxigraph::sparql::QueryTripleIter<'_>,
    format: &'static export::Format,
    out: &mut Bounded,
) -> Result<(), Error> {
    let mut quads = std::collections::BTreeMap::new();
    let mut bytes = 0;
    for triple in triples {
        let quad = triple.map_err(|e| query::evaluation(NAME, &e.to_string()))?.in_graph(GraphName::DefaultGraph);
        let key = quad.to_string();
        // Formats shorten IRIs, but not to less than a quarter.
        let size = key.len() / 4;
        if quads.insert(key, quad).is_none() {
            bytes += size;
            out.over = bytes > out.most;
            if out.over {
                return Err(query::evaluation(NAME, "too large"));
            }
        }
    }
    format.write(quads.values(), out)?;
    Ok(())
}

/// Bytes, up to a limit.
pub struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    over: bool,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.over = true;
            return Err(io::Error::other("the answer is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
