//! SPARQL 1.1 Graph Store HTTP Protocol, for reading: a graph as a stream, in any format.

use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::response::Response;
use hyper::body::Frame;
use oxigraph::model::{GraphName, GraphNameRef};
use tokio::sync::mpsc;

use super::http::{self, Fault};
use super::{App, negotiate, sparql};
use crate::export::{FORMATS, Format};

/// How many bytes are sent at a time, and how many such pieces wait.
const PIECE: usize = 1 << 16;
const PIECES: usize = 4;

/// Answers at `/store`.
pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    if request.method() != Method::GET {
        return Err(Fault::method("GET, HEAD, OPTIONS"));
    }
    let pairs = http::pairs(request.uri().query().unwrap_or_default())?;
    let (default, named) = (http::once(&pairs, "default")?, http::once(&pairs, "graph")?);
    let graph = match (default, named) {
        (Some(_), None) => GraphName::DefaultGraph,
        (None, Some(iri)) => sparql::node("graph", iri)?.into(),
        _ => return Err(Fault::bad("no graph; hint: /store?default, or /store?graph=IRI, one of them")),
    };
    let offers: Vec<(&'static str, &'static Format)> = FORMATS.iter().map(|f| (f.media_type, f)).collect();
    let accept = match http::once(&pairs, "format")? {
        None => http::header(request.headers(), header::ACCEPT),
        Some(name) => match Format::by_name(name) {
            Some(format) => format.media_type.to_owned(),
            None => {
                return Err(Fault::bad("format: not known; hint: turtle, trig, ntriples, nquads, jsonld or rdfxml"));
            }
        },
    };
    let Some((media, format)) = negotiate::choose(&accept, &offers) else { return Err(Fault::not_acceptable(&offers)) };
    let tag = http::tag(format!("{} {graph} {media}", app.version()).as_bytes());
    if let GraphName::NamedNode(node) = &graph {
        let (store, wanted) = (app.store.clone(), node.clone());
        let known = tokio::task::spawn_blocking(move || store.contains_named_graph(&wanted)).await;
        if !matches!(known, Ok(Ok(true))) {
            return Err(Fault::missing(format!("no graph {node}; hint: each bulletin is one, and so is the ontology")));
        }
    }
    let fresh = http::matches(&http::header(request.headers(), header::IF_NONE_MATCH), &tag);
    let body = if fresh { Body::empty() } else { stream(&app, graph, format).await? };
    let mut response = http::answer(media, body);
    http::set(&mut response, header::ETAG, &tag);
    http::set(&mut response, header::VARY, "Accept");
    Ok(response)
}

/// Writes a graph on a thread of its own, as fast as its client takes it.
async fn stream(app: &Arc<App>, graph: GraphName, format: &'static Format) -> Result<Body, Fault> {
    let turn = app.pages.enter(&app.limits).await?;
    let (pieces, body) = mpsc::channel(PIECES);
    let (store, longest) = (app.store.clone(), app.limits.body_time);
    let broken = pieces.clone();
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let out = Pieces { pieces, longest, runtime, bytes: Vec::with_capacity(PIECE) };
        let write = || -> io::Result<()> {
            let mut writer = format.writer(out);
            for quad in store.quads_for_pattern(None, None, None, Some(GraphNameRef::from(&graph))) {
                let mut quad = quad.map_err(io::Error::other)?;
                quad.graph_name = GraphName::DefaultGraph;
                writer.quad(&quad)?;
            }
            writer.finish()?.flush()
        };
        if let Err(fault) = write() {
            tracing::debug!(%fault, "a graph was not sent as a whole");
            // Without this its end would look like that of a whole one.
            let _ = broken.blocking_send(Err(fault));
        }
        drop(turn);
    });
    Ok(Body::new(Stream(body)))
}

/// What is written goes to the connection by pieces; a client that takes none for too long is given up.
struct Pieces {
    pieces: mpsc::Sender<io::Result<Bytes>>,
    longest: Duration,
    runtime: tokio::runtime::Handle,
    bytes: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        let piece = Bytes::from(std::mem::replace(&mut self.bytes, Vec::with_capacity(PIECE)));
        let sent = self.runtime.block_on(tokio::time::timeout(self.longest, self.pieces.send(Ok(piece))));
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() { Ok(()) } else { self.send() }
    }
}

/// The pieces as a body.
struct Stream(mpsc::Receiver<io::Result<Bytes>>);

impl HttpBody for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
