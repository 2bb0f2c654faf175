//! The graph as linked data: SPARQL, the graph store protocol, and a document for each IRI, for people and programs.
//!
//! A request comes in by `listen`, which bounds its head and its time, goes through `http::around`, which all answers
//! share, and is answered on a thread of its own behind a gate (`limits`): so pages are there while queries run, and both
//! while a bulletin comes in.

mod describe;
mod figures;
mod graphs;
mod http;
mod ingest;
mod kept;
mod limits;
mod listen;
mod names;
mod negotiate;
mod overview;
mod page;
mod ready;
mod resource;
mod sparql;
mod steady;

pub use ingest::{Ingest, Taken};
pub use limits::Limits;
pub use listen::run;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{any, get};
use oxigraph::model::NamedNode;
use oxigraph::store::Store;
use tower_http::compression::CompressionLayer;

use crate::error::Error;
use crate::ontology::BASE;
use kept::Kept;
use limits::Gate;

/// What is served, and how.
pub struct Options {
    /// The graph.
    pub store: Store,
    /// The public address in place of `https://w3id.org/gongbao/`, where the server is known by one.
    pub base: Option<String>,
    /// How much a client may ask for.
    pub limits: Limits,
    /// What takes bulletins in, where the server does so.
    pub ingest: Option<Ingest>,
}

/// What every answer is made of.
struct App {
    store: Store,
    base: Option<String>,
    limits: Limits,
    queries: Gate,
    pages: Gate,
    ingest: Option<ingest::Door>,
    /// How often the graph has changed.
    generation: AtomicU64,
    described: Kept<describe::Counted>,
    figures: Kept<figures::Figures>,
    names: Kept<names::Names>,
    overview: Kept<overview::Overview>,
    /// Tells the tags of this server from those of others.
    seed: u64,
}

/// Where things of ours are on this server.
#[derive(Clone, Debug, Default)]
struct Links {
    /// The path before all others, without a slash at its end.
    prefix: String,
}

impl Links {
    /// The address of an IRI: on this server where it is one of ours.
    fn of(&self, iri: &str) -> String {
        match iri.strip_prefix(BASE) {
            Some(local) => self.local(local),
            None => iri.to_owned(),
        }
    }

    /// The address of a path below the base.
    fn local(&self, path: &str) -> String {
        format!("{}/{path}", self.prefix)
    }
}

impl App {
    fn new(options: Options) -> Result<Self, Error> {
        let base = options.base.map(|base| public_base(&base)).transpose()?;
        let Options { store, limits, ingest, .. } = options;
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            store,
            base,
            queries: Gate::new(limits.queries),
            pages: Gate::new(limits.queries),
            limits,
            ingest: ingest.map(ingest::Door::new),
            generation: AtomicU64::new(0),
            described: Kept::default(),
            figures: Kept::default(),
            names: Kept::default(),
            overview: Kept::default(),
            seed: u64::try_from(since.as_nanos() & u128::from(u64::MAX)).unwrap_or_default(),
        })
    }

    fn links(&self) -> Links {
        let path = self.base.as_deref().and_then(|base| base.split_once("://")?.1.split_once('/'));
        Links { prefix: path.map(|(_, path)| format!("/{path}").trim_end_matches('/').to_owned()).unwrap_or_default() }
    }

    /// The address of this server as its client knows it, with a slash at its end.
    fn public(&self, headers: &HeaderMap) -> String {
        let host = || {
            let host = headers.get(axum::http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
            let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '[' | ']');
            format!("http://{}/", if host.chars().all(safe) { host } else { "localhost" })
        };
        self.base.clone().unwrap_or_else(host)
    }

    /// How often the graph has changed.
    fn changes(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    /// What tells one state of the graph on this server from any other.
    fn version(&self) -> String {
        format!("{:x}-{}", self.seed, self.changes())
    }
}

/// The public address of a server as it is used, with a slash at its end.
///
/// base = ("http" / "https") "://" host path "/"
///
/// # Errors
/// When it is no such address.
pub fn public_base(base: &str) -> Result<String, Error> {
    let base = format!("{}/", base.trim_end_matches('/'));
    let web = base.starts_with("http://") || base.starts_with("https://");
    let safe = !base.contains(['?', '#', '"', '<', '>', ' ']) && base.is_ascii();
    if web && safe && NamedNode::new(&base).is_ok() {
        Ok(base)
    } else {
        Err(Error::Other(format!(
            "{base}: no public address; hint: give one such as https://data.example.org/gongbao/"
        )))
    }
}

fn router(app: Arc<App>) -> Router {
    let lists =
        page::LISTS.iter().fold(Router::new(), |lists, (path, _)| lists.route(&format!("/{path}"), any(page::list)));
    lists
        .route("/sparql", any(sparql::handle))
        .route("/store", any(graphs::handle))
        .route("/.well-known/void", any(describe::void))
        .route("/context.jsonld", get(describe::context))
        .route("/ingest", any(ingest::handle))
        .route("/health", get(health))
        .route("/compare", any(page::compare))
        .route("/style.css", get(page::style))
        .route("/search", any(page::search))
        .route("/bulletins", any(page::bulletins))
        .fallback(resource::handle)
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&app), page::faults))
        .layer(axum::middleware::from_fn(http::around))
        .layer(CompressionLayer::new())
        .with_state(app)
}

/// Whether the server is well: 200 when the store can be read and queries get their turn.
async fn health(State(app): State<Arc<App>>) -> Result<Response, http::Fault> {
    let strays = app.queries.strays();
    if strays >= app.limits.queries {
        let told = format!("{strays} queries do not end although their time is over; hint: restart the server");
        return Err(http::Fault::new(axum::http::StatusCode::SERVICE_UNAVAILABLE, told));
    }
    let told = serde_json::json!({
        "status": "ok",
        "strayQueries": strays,
        "changes": app.changes(),
        "freeQueries": app.queries.free(),
        "write": app.ingest.is_some(),
    });
    let store = app.store.clone();
    let read = tokio::task::spawn_blocking(move || store.is_empty()).await;
    if !matches!(read, Ok(Ok(_))) {
        let status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
        return Err(http::Fault::new(status, "the store cannot be read; hint: see the log, and restart the server"));
    }
    let mut response = http::answer("application/json", format!("{told}\n"));
    http::set(&mut response, axum::http::header::CACHE_CONTROL, "no-store");
    Ok(response)
}
