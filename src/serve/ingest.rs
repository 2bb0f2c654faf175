//! Bulletins by POST, where the server was started to take them in.

use std::sync::{Arc, Mutex};

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use sha2::{Digest, Sha256};

use super::http::{self, Fault};
use super::{App, page, sparql};
use crate::error::Error;
use crate::intake::Record;

/// What takes bulletins in.
pub struct Ingest {
    /// The word that who sends must know.
    pub token: String,
    /// Stores the bulletins of a record; when it returns, they are kept.
    pub take: Box<dyn FnMut(Record) -> Result<Vec<Taken>, Error> + Send>,
}

/// A bulletin that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its IRI.
    pub bulletin: String,
    /// What became of it: new, replaced, repeated or unchanged.
    pub fate: &'static str,
    /// How many outcomes were read in it.
    pub outcomes: usize,
    /// How many numbers were left unread.
    pub left: usize,
}

/// One bulletin after the other comes in.
pub struct Door {
    token: [u8; 32],
    take: Arc<Mutex<Ingest>>,
}

impl Door {
    /// A door that this opens.
    pub fn new(ingest: Ingest) -> Self {
        Self { token: Sha256::digest(ingest.token.as_bytes()).into(), take: Arc::new(Mutex::new(ingest)) }
    }

    /// Whether a header tells the word. Digests are compared, so that the time that it takes tells nothing.
    fn opens(&self, authorization: &str) -> bool {
        let told = authorization.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        told.is_some_and(|(_, token)| <[u8; 32]>::from(Sha256::digest(token.trim().as_bytes())) == self.token)
    }
}

/// Answers at `/ingest`.
pub async fn handle(State(app): State<Arc<App>>, request: Request) -> Result<Response, Fault> {
    if request.method() != Method::POST {
        return Err(Fault::method("POST, OPTIONS"));
    }
    let Some(door) = &app.ingest else {
        let told = "this server only reads; hint: start it with --write and a token in GONGBAO_TOKEN";
        return Err(Fault::new(StatusCode::FORBIDDEN, told));
    };
    if !door.opens(&http::header(request.headers(), header::AUTHORIZATION)) {
        let told = "not allowed to write; hint: send `Authorization: Bearer TOKEN` with the token of the server";
        let fault = Fault::new(StatusCode::UNAUTHORIZED, told);
        return Err(fault.with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
    }
    let pairs = http::pairs(request.uri().query().unwrap_or_default())?;
    let source = http::once(&pairs, "source")?.map(|iri| sparql::node("source", iri)).transpose()?;
    let (parts, body) = request.into_parts();
    let bytes = http::body(body, &app.limits).await?.to_vec();
    if bytes.is_empty() {
        return Err(Fault::bad("empty; hint: send the bulletin as the body"));
    }
    let name =
        source.as_ref().map_or_else(|| format!("posted-{}", crate::store::sha256(&bytes)), |s| s.as_str().to_owned());
    let media = parts.headers.get(header::CONTENT_TYPE).and_then(|m| m.to_str().ok()).map(str::to_owned);
    let mut record = Record { name: name.clone(), source: name, bytes, media, ..Record::default() };
    record.told.url = source.map(oxigraph::model::NamedNode::into_string);
    let take = Arc::clone(&door.take);
    // It goes on when its client has gone: what was begun is finished.
    let taken = tokio::task::spawn_blocking(move || {
        let mut ingest = take.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (ingest.take)(record)
    });
    let taken = taken
        .await
        .map_err(|_| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "an internal fault; hint: please report it"))?;
    let taken = taken.map_err(|error| Fault::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()))?;
    app.generation.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let list: Vec<_> = taken
        .iter()
        .map(|t| {
            serde_json::json!({ "bulletin": t.bulletin, "address": page::address(&app.public(&parts.headers), &t.bulletin),
                "fate": t.fate, "outcomes": t.outcomes, "unread": t.left })
        })
        .collect();
    let mut response = http::answer("application/json", format!("{}\n", serde_json::json!({ "bulletins": list })));
    if let [one] = taken.as_slice() {
        http::set(&mut response, header::LOCATION, &page::address(&app.public(&parts.headers), &one.bulletin));
        if one.fate == "new" {
            *response.status_mut() = StatusCode::CREATED;
        }
    }
    Ok(response)
}
