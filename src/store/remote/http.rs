//! One request to a store elsewhere and its answer.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use reqwest::header::{self, HeaderValue};
use reqwest::{Method, Response, Url};
use tokio::runtime::Runtime;

use super::answer::beginning;
use crate::error::{Error, one_line};
use crate::fetch::retry;

/// How often what may pass is tried again: with the waits below, half a minute.
const RETRIES: u32 = 5;
/// How often a server is tried again that was never reached: it is a wrong address, as a rule.
const RETRIES_AT_FIRST: u32 = 3;
/// The wait before the first of these.
const BACKOFF: Duration = Duration::from_secs(1);
/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer that has begun may pause.
const IDLE: Duration = Duration::from_secs(60);
const REDIRECTS: usize = 5;

/// Who asks. It is sent to the server that was named and to none that it leads to, and stands in no error.
#[derive(Clone, Default)]
pub enum Login {
    /// Anybody.
    #[default]
    None,
    /// A user with a password.
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// Whoever has this token.
    Bearer(String),
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Basic { .. } => "Basic",
            Self::Bearer(_) => "Bearer",
        })
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The server was not reached.
    #[error("not reached: {0}; hint: check the address, and whether the server runs")]
    Unreached(String),
    /// The connection broke.
    #[error("the answer broke off: {0}; hint: run the command again, what is stored stays stored")]
    Broken(String),
    /// Nothing came in time.
    #[error("no answer for {0} s; hint: give it longer with --store-time, or ask for less")]
    Late(u64),
    /// It cannot answer now, and may have said for how long.
    #[error("answers {0}; hint: run the command again later, what is stored stays stored")]
    Busy(u16, Option<Duration>),
    /// It does not take the login, or wants one.
    #[error("answers {0}; hint: {1}")]
    Login(u16, &'static str),
    /// It refuses, with what it says.
    #[error("{}", refused(*.0, .1))]
    Status(u16, String),
    /// It leads to where nobody should follow.
    #[error("{0}; hint: name that address as the store, if it is the right one")]
    Redirect(String),
    /// What comes is no answer of SPARQL.
    #[error("{0}, which is no answer of SPARQL; hint: give the address of its queries with --query-url")]
    NoSparql(String),
    /// What comes is called one, and is none.
    #[error("its answer cannot be read: {0}; hint: check what the server says of it in its log")]
    Garbled(String),
}

impl Fault {
    /// Whether it may go away by itself soon.
    const fn passes(&self) -> bool {
        matches!(self, Self::Unreached(_) | Self::Broken(_) | Self::Busy(..))
    }

    /// The same with the address.
    pub fn at(&self, at: &Url) -> String {
        format!("{at}: {self}")
    }

    /// The same as an error.
    pub fn told(&self, at: &Url) -> Error {
        Error::Other(self.at(at))
    }
}

fn refused(status: u16, told: &str) -> String {
    let reason = reqwest::StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason()).unwrap_or_default();
    let hint = match status {
        404 | 405 => "check the address; --query-url and --update-url give those of queries and updates",
        413 => "raise the limit of the server, or of the proxy before it",
        415 => "check the address: --update-url gives that of updates",
        400 => "the server does not understand the request",
        _ => "see what the server says of it in its log",
    };
    format!("answers {status} {reason}{told}; hint: {hint}")
}

/// What asks.
pub struct Http {
    runtime: Arc<Runtime>,
    client: reqwest::Client,
    login: Option<HeaderValue>,
    /// What must not be shown, whoever says it.
    secret: Option<String>,
    time: Duration,
    /// Whether the server was ever reached.
    reached: AtomicBool,
}

impl Http {
    /// A client that signs as `login`, and waits for an answer for `time`.
    ///
    /// # Errors
    /// When the login cannot be sent, or the system has no certificates to tell servers by.
    pub fn new(login: &Login, time: Duration) -> Result<Self, Error> {
        // One provider a process: that it is there already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let other = |e: &dyn std::fmt::Display| Error::Other(format!("the network: {}", one_line(&e.to_string())));
        let client = reqwest::Client::builder()
            .user_agent(concat!("gongbao/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .connect_timeout(CONNECT)
            .build()
            .map_err(|e| other(&e))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| other(&e))?;
        let (login, secret) = signature(&client, login)?;
        Ok(Self { runtime: Arc::new(runtime), client, login, secret, time, reached: AtomicBool::new(false) })
    }

    /// Does something until it succeeds or fails for good.
    pub fn again<T>(&self, mut attempt: impl FnMut() -> Result<T, Fault>) -> Result<T, Fault> {
        let mut tries = 0;
        loop {
            let fault = match attempt() {
                Err(fault) if fault.passes() && tries < self.retries() => fault,
                done => return done,
            };
            tries += 1;
            let asked = if let Fault::Busy(_, asked) = fault { asked } else { None };
            let Some(wait) = retry::wait(tries, BACKOFF, asked) else { return Err(fault) };
            std::thread::sleep(wait);
        }
    }

    fn retries(&self) -> u32 {
        if self.reached.load(Ordering::Relaxed) { RETRIES } else { RETRIES_AT_FIRST }
    }

    /// Sends a query, once.
    pub fn query(&self, at: &Url, text: &str, accept: &'static str) -> Result<Body, Fault> {
        // As a form: every server takes that.
        let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("query", text).finish();
        let request = Request { method: Method::POST, media: "application/x-www-form-urlencoded", accept, body: form };
        self.send(at, &request)
    }

    /// Sends an update, again and again until it is known to be carried out.
    pub fn update(&self, at: &Url, text: &str) -> Result<(), Fault> {
        let media = "application/sparql-update; charset=utf-8";
        let request = Request { method: Method::POST, media, accept: "*/*", body: text.to_owned() };
        self.again(|| {
            let mut body = self.send(at, &request)?;
            // Whoever answers before the end has not said yes.
            let read = io::copy(&mut (&mut body).take(1 << 20), &mut io::sink());
            read.map(|_| ()).map_err(|e| Fault::Broken(one_line(&e.to_string())))
        })
    }

    /// Asks for a graph, once; none when it is not there.
    pub fn graph(&self, at: &Url, graph: &str, accept: &'static str) -> Result<Option<Body>, Fault> {
        let mut at = at.clone();
        at.query_pairs_mut().append_pair("graph", graph);
        let request = Request { method: Method::GET, media: "", accept, body: String::new() };
        match self.send(&at, &request) {
            Err(Fault::Status(404, _)) => Ok(None),
            sent => sent.map(Some),
        }
    }

    fn send(&self, at: &Url, request: &Request) -> Result<Body, Fault> {
        let late = |_| Fault::Late(self.time.as_secs());
        let head = async { tokio::time::timeout(self.time, self.exchange(at, request)).await.map_err(late)? };
        let response = self.runtime.block_on(head);
        if !matches!(response, Err(Fault::Unreached(_))) {
            self.reached.store(true, Ordering::Relaxed);
        }
        let response = response?;
        let status = response.status().as_u16();
        let field = |name| response.headers().get(name).and_then(|v: &HeaderValue| v.to_str().ok()).map(str::to_owned);
        match status {
            200..=299 => Ok(self.body(response)),
            408 | 429 | 502..=504 => {
                let (after, date) = (field(header::RETRY_AFTER), field(header::DATE));
                Err(Fault::Busy(status, retry::asked(after.as_deref(), date.as_deref())))
            }
            401 | 403 | 407 => Err(Fault::Login(status, self.hint())),
            _ => {
                let told = beginning(&mut self.body(response));
                Err(Fault::Status(status, self.without_secret(told)))
            }
        }
    }

    async fn exchange(&self, at: &Url, request: &Request) -> Result<Response, Fault> {
        let mut at = at.clone();
        for _ in 0..=REDIRECTS {
            let mut sent = self
                .client
                .request(request.method.clone(), at.clone())
                .header(header::ACCEPT, request.accept)
                .body(request.body.clone());
            if !request.media.is_empty() {
                sent = sent.header(header::CONTENT_TYPE, request.media);
            }
            if let Some(login) = &self.login {
                sent = sent.header(header::AUTHORIZATION, login);
            }
            let response = sent.send().await.map_err(|e| fault_of(&e))?;
            // Others than these would make a GET of a POST.
            if !matches!(response.status().as_u16(), 307 | 308 | 301 | 302) {
                return Ok(response);
            }
            at = next(&at, &response)?;
        }
        Err(Fault::Redirect(format!("redirects more than {REDIRECTS} times")))
    }

    fn body(&self, response: Response) -> Body {
        let media = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let media = one_line(media);
        let idle = IDLE.min(self.time);
        Body { runtime: Arc::clone(&self.runtime), response, media, idle, part: Vec::new(), at: 0, left: u64::MAX }
    }

    fn hint(&self) -> &'static str {
        match self.login {
            None => {
                "the store wants a login: set GONGBAO_STORE_USER and GONGBAO_STORE_PASSWORD, or GONGBAO_STORE_TOKEN"
            }
            Some(_) => "it does not take the login of the environment: check GONGBAO_STORE_USER, …_PASSWORD or …_TOKEN",
        }
    }

    fn without_secret(&self, told: String) -> String {
        match &self.secret {
            Some(secret) => told.replace(secret, "…"),
            None => told,
        }
    }
}

struct Request {
    method: Method,
    media: &'static str,
    accept: &'static str,
    body: String,
}

/// Where an answer leads: on the same server only, so that neither login nor data goes elsewhere, and never from https to http.
fn next(at: &Url, response: &Response) -> Result<Url, Fault> {
    let place = response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok());
    let next = place.and_then(|place| at.join(place).ok());
    let Some(next) = next else { return Err(Fault::Redirect("redirects to nowhere".to_owned())) };
    let same = next.host() == at.host() && next.port_or_known_default() == at.port_or_known_default();
    let upgraded = next.host() == at.host() && (at.scheme(), next.scheme()) == ("http", "https");
    if upgraded || (same && next.scheme() == at.scheme()) {
        return Ok(next);
    }
    let host = next.host_str().unwrap_or_default();
    Err(Fault::Redirect(format!("redirects to another server ({}://{host})", next.scheme())))
}

/// The header that signs, and what of it is secret.
fn signature(client: &reqwest::Client, login: &Login) -> Result<(Option<HeaderValue>, Option<String>), Error> {
    let cannot = |what: &str| {
        Error::Other(format!("{what} cannot be sent: it holds a line break or the like; hint: set it anew"))
    };
    let (request, secret, what) = match login {
        Login::None => return Ok((None, None)),
        Login::Basic { user, password } => {
            (client.get("http://localhost/").basic_auth(user, Some(password)), password, "the password of the store")
        }
        Login::Bearer(token) => (client.get("http://localhost/").bearer_auth(token), token, "the token of the store"),
    };
    let request = request.build().map_err(|_| cannot(what))?;
    let value = request.headers().get(header::AUTHORIZATION).cloned();
    let mut value = value.ok_or_else(|| cannot(what))?;
    value.set_sensitive(true);
    Ok((Some(value), Some(secret.clone()).filter(|s| !s.is_empty())))
}

fn fault_of(error: &reqwest::Error) -> Fault {
    let mut inner: &dyn std::error::Error = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    let told = one_line(&inner.to_string());
    if error.is_connect() { Fault::Unreached(told) } else { Fault::Broken(told) }
}

/// An answer, read as it comes.
pub struct Body {
    runtime: Arc<Runtime>,
    response: Response,
    media: String,
    idle: Duration,
    part: Vec<u8>,
    at: usize,
    left: u64,
}

impl Body {
    /// What it calls itself.
    pub fn media(&self) -> &str {
        &self.media
    }

    /// The same, with no more than so many bytes.
    pub fn up_to(mut self, most: u64) -> Self {
        self.left = most;
        self
    }

    /// Its first words.
    pub fn beginning(mut self) -> String {
        beginning(&mut self)
    }
}

impl Read for Body {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.part.len() {
            let late =
                |_| io::Error::new(io::ErrorKind::TimedOut, format!("nothing came for {} s", self.idle.as_secs()));
            let next = async { tokio::time::timeout(self.idle, self.response.chunk()).await };
            let part = self.runtime.block_on(next).map_err(late)?;
            let part = part.map_err(|e| {
                io::Error::other(fault_of(&e).to_string().split("; hint").next().unwrap_or("").to_owned())
            })?;
            let Some(part) = part else { return Ok(0) };
            let Some(left) = self.left.checked_sub(part.len() as u64) else {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "larger than any such answer is"));
            };
            self.left = left;
            self.part = part.into();
            self.at = 0;
        }
        let part = &self.part[self.at..];
        let count = part.len().min(into.len());
        into[..count].copy_from_slice(&part[..count]);
        self.at += count;
        Ok(count)
    }
}
