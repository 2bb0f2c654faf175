//! What all answers share: faults in words, parameters, bodies within limits, and what a browser or a cache must know.

use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use oxigraph::store::StorageError;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::limits::Limits;
use crate::error::Error;

/// What a browser may do with a page: nothing that comes from elsewhere, and no script. Whatever gets into one stays text.
const PAGES: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer that is none: its status, and what is wrong and what to do in words.
#[derive(Debug)]
pub struct Fault {
    status: StatusCode,
    message: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Fault {
    /// What is wrong, and what to do.
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), header: None }
    }

    /// The request says something that cannot be.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// There is no such thing.
    pub fn missing(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// Nothing that there is is liked; `offers` are the media types that could be had.
    pub fn not_acceptable<T>(offers: &[(&'static str, T)]) -> Self {
        let known = offers.iter().map(|(media, _)| *media).collect::<Vec<_>>().join(", ");
        Self::new(StatusCode::NOT_ACCEPTABLE, format!("no form that Accept likes; hint: this can be had as {known}"))
    }

    /// Another method is wanted.
    pub fn method(allowed: &'static str) -> Self {
        let message = format!("this address does not do that; hint: it allows {allowed}");
        Self::new(StatusCode::METHOD_NOT_ALLOWED, message).with(header::ALLOW, HeaderValue::from_static(allowed))
    }

    /// Too much is asked at once.
    pub fn busy() -> Self {
        let message = "too many are asking at once; hint: try again in a moment";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message).with(header::RETRY_AFTER, HeaderValue::from_static("2"))
    }

    /// Nobody waits for the answer any longer.
    pub fn stopped() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "stopped; hint: ask again")
    }

    /// The same with a header.
    pub fn with(self, name: HeaderName, value: HeaderValue) -> Self {
        Self { header: Some((name, value)), ..self }
    }
}

impl From<Error> for Fault {
    /// A fault in a query is the client's; any other one is ours.
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::Query { .. } => StatusCode::BAD_REQUEST,
            Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self::from(Error::Other(format!("the store: {error}")))
    }
}

/// What a [`Fault`] said, beside its answer.
#[derive(Clone)]
pub struct Told(pub String);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = (self.status, text(&format!("{}\n", self.message))).into_response();
        response.extensions_mut().insert(Told(self.message));
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

fn text(message: &str) -> Response {
    answer("text/plain; charset=utf-8", message.as_bytes().to_vec())
}

/// An answer of a media type.
pub fn answer(media: &str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    // Text without a charset is read in any.
    let media = match media {
        "text/html" | "text/turtle" | "text/csv" | "text/tab-separated-values" => format!("{media}; charset=utf-8"),
        other => other.to_owned(),
    };
    if media.starts_with("text/html") {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGES));
    }
    if let Ok(media) = HeaderValue::from_str(&media) {
        response.headers_mut().insert(header::CONTENT_TYPE, media);
    }
    response
}

/// Adds a header whose value is made of data.
pub fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
}

/// All values of a header, as one.
pub fn header(headers: &HeaderMap, name: HeaderName) -> String {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.collect::<Vec<_>>().join(",")
}

/// The parameters of an address or a form.
///
/// # Errors
/// When they are no UTF-8.
pub fn pairs(text: &str) -> Result<Vec<(String, String)>, Fault> {
    let decode = |part: &str| {
        let spaced = part.replace('+', " ");
        let bytes: Vec<u8> = percent_decode_str(&spaced).collect();
        String::from_utf8(bytes)
            .map_err(|_| Fault::bad("a parameter is not UTF-8; hint: encode it as UTF-8, then by %XX"))
    };
    let parts = text.split('&').filter(|part| !part.is_empty()).map(|part| part.split_once('=').unwrap_or((part, "")));
    parts.map(|(name, value)| Ok((decode(name)?, decode(value)?))).collect()
}

/// The value of a parameter that may be given once.
///
/// # Errors
/// When it is given more often.
pub fn once<'a>(pairs: &'a [(String, String)], name: &str) -> Result<Option<&'a str>, Fault> {
    let mut values = pairs.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (_, Some(_)) => Err(Fault::bad(format!("`{name}` is given more than once; hint: one request, one {name}"))),
        (value, None) => Ok(value),
    }
}

/// The body of a request.
///
/// # Errors
/// When it is larger than the limit, comes too slowly, or breaks off.
pub async fn body(body: Body, limits: &Limits) -> Result<Bytes, Fault> {
    let collected = tokio::time::timeout(limits.body_time, Limited::new(body, limits.body_bytes).collect());
    match collected.await {
        Err(_) => {
            let told =
                format!("the request was not here after {} s; hint: send it at once", limits.body_time.as_secs());
            Err(Fault::new(StatusCode::REQUEST_TIMEOUT, told)
                .with(header::CONNECTION, HeaderValue::from_static("close")))
        }
        Ok(Err(fault)) if fault.is::<LengthLimitError>() => {
            let told = format!("larger than {} bytes; hint: send less at a time", limits.body_bytes);
            Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, told))
        }
        Ok(Err(_)) => Err(Fault::bad("the request broke off; hint: send it again")),
        Ok(Ok(body)) => Ok(body.to_bytes()),
    }
}

/// The media type of a request's body, in lower case and without parameters.
pub fn media(headers: &HeaderMap) -> Option<String> {
    let told = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(told.split(';').next()?.trim().to_ascii_lowercase()).filter(|media| !media.is_empty())
}

/// Around every request: HEAD is GET without the body (which the connection leaves out), browsers of other sites may
/// read, what was sent before is not sent again, and a line goes to the log.
pub async fn around(mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let known = header(request.headers(), header::IF_NONE_MATCH);
    if method == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let mut response =
        if method == Method::OPTIONS { preflight() } else { tagged(next.run(request).await, &method, &known).await };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Content-Location, ETag, Link, Location, Retry-After"),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    log(&method, uri.path(), &response, start.elapsed());
    response
}

fn log(method: &Method, path: &str, response: &Response, time: Duration) {
    let status = response.status().as_u16();
    let ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let bytes = response.body().size_hint().exact();
    if status >= 500 {
        tracing::warn!(%method, path, status, ms, bytes, "request");
    } else {
        tracing::info!(%method, path, status, ms, bytes, "request");
    }
}

/// What a browser is told that asks before it asks.
fn preflight() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, POST, OPTIONS"));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Accept, Accept-Language, Authorization, Content-Type, If-None-Match"),
    );
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

/// An answer with its tag, or 304 where the client has it. The tag is weak: the same content may go packed or not.
async fn tagged(response: Response, method: &Method, known: &str) -> Response {
    if response.status() != StatusCode::OK || !matches!(*method, Method::GET | Method::HEAD | Method::POST) {
        return response;
    }
    let (mut parts, mut body) = response.into_parts();
    if !parts.headers.contains_key(header::ETAG) && body.size_hint().exact().is_some() && *method != Method::POST {
        // It is in memory: nothing is waited for.
        let Ok(whole) = body.collect().await else { return Fault::busy().into_response() };
        let bytes = whole.to_bytes();
        if let Ok(tag) = HeaderValue::from_str(&tag(&bytes)) {
            parts.headers.insert(header::ETAG, tag);
        }
        body = Body::from(bytes);
    }
    let tag = parts.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok()).unwrap_or_default();
    if *method != Method::POST && matches(known, tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        body = Body::empty();
    }
    Response::from_parts(parts, body)
}

/// The tag of some content.
pub fn tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

/// Whether an If-None-Match header knows a tag.
pub fn matches(known: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    !tag.is_empty() && known.split(',').any(|k| k.trim() == "*" || bare(k) == bare(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters() {
        let of = |text: &str| pairs(text).map_err(|f| f.status).unwrap_or_default();
        assert_eq!(of("a=b+c&d=%E5%85%AC"), [("a".into(), "b c".into()), ("d".into(), "公".into())]);
        assert_eq!(of("a&&b=%"), [("a".into(), String::new()), ("b".into(), "%".into())]);
        assert!(pairs("a=%FF").is_err());
    }

    #[test]
    fn tags() {
        assert!(matches("\"a\", W/\"b\"", "W/\"b\""));
        assert!(matches("*", "W/\"b\""));
        assert!(!matches("\"a\"", "W/\"b\"") && !matches("", "W/\"b\""));
    }
}
