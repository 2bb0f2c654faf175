//! One request and its answer, within every limit.

use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::{Response, StatusCode, Url};

use super::address::{Allow, Refusal};
use super::state::Validators;
use super::{Fetched, Options, retry, robots};
use crate::error::one_line;
use crate::intake::unpack;
use crate::meta;

/// What a server answered.
pub enum Reply {
    /// A document.
    Document(Box<Fetched>),
    /// What it is known to have has not changed.
    Unchanged,
    /// It is elsewhere.
    Elsewhere(String),
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It may not be asked.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The host was not reached.
    #[error("not reached: {0}; hint: check the address and the connection, or try later")]
    Unreached(String),
    /// Its name is not known.
    #[error("{0}; hint: check the address and the connection")]
    Unknown(String),
    /// The connection broke.
    #[error("the answer broke off: {0}; hint: try later")]
    Broken(String),
    /// Nothing came in time.
    #[error("{0}; hint: try later, or give it longer with {1}")]
    Late(String, &'static str),
    /// It cannot answer now, and may have said for how long.
    #[error("{}; hint: run the command again later", busy(*.0, *.1))]
    Busy(u16, Option<Duration>),
    /// It does not have it, or does not give it.
    #[error("{}; hint: {}", told(*.0), what_to_do(*.0))]
    Status(u16),
    /// More bytes than the limit, as they are sent.
    #[error("larger than {} MiB as it is sent; hint: --max-bytes allows more", .0 >> 20)]
    LargeSent(u64),
    /// More bytes than the limit, unpacked.
    #[error("larger than {} MiB when unpacked; hint: --max-unpacked allows more", .0 >> 20)]
    LargeUnpacked(u64),
    /// It cannot be unpacked.
    #[error("cannot be unpacked: {0}; hint: try later")]
    Damaged(String),
    /// It is no document.
    #[error("{0}, no bulletin; hint: give the address of a page, a document or a feed")]
    Media(String),
    /// Redirects without end, or to where none should lead.
    #[error("{0}")]
    Redirect(String),
    /// The host wants no programs there.
    #[error("robots.txt of {0} keeps programs out; hint: ask the site, or get it by hand and give the file")]
    Robots(String),
    /// The host's wishes could not be asked for, which means no.
    #[error("robots.txt of {0} could not be read ({1}), so nothing is fetched there; hint: try later")]
    NoRobots(String, String),
}

impl Fault {
    /// Whether it may go away by itself soon.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Unreached(_) | Self::Broken(_) | Self::Late(..) | Self::Busy(..) | Self::Damaged(_))
    }

    /// How long the host asked to wait.
    pub const fn asked(&self) -> Option<Duration> {
        if let Self::Busy(_, asked) = self { *asked } else { None }
    }
}

fn told(status: u16) -> String {
    let reason = StatusCode::from_u16(status).ok().and_then(|s| s.canonical_reason());
    reason.map_or_else(|| format!("answers {status}"), |reason| format!("answers {status} {reason}"))
}

fn busy(status: u16, asked: Option<Duration>) -> String {
    let wait = asked.map(|d| format!(" and asks to wait {} s", d.as_secs())).unwrap_or_default();
    told(status) + &wait
}

const fn what_to_do(status: u16) -> &'static str {
    match status {
        401 | 403 | 407 => "the site wants a login or no programs: get it by hand and give the file",
        404 | 410 => "check the address",
        451 => "it is not given out where you are",
        _ => "try it in a browser",
    }
}

/// What asks.
pub struct Client {
    http: reqwest::Client,
    connect: Duration,
    idle: Duration,
    whole: Duration,
    limits: crate::intake::Limits,
}

impl Client {
    /// A client that connects to nothing but what `allow` lets through.
    ///
    /// # Errors
    /// When the system has no certificates to tell servers by.
    pub fn new(options: &Options, allow: &Arc<Allow>) -> Result<Self, String> {
        // One provider a process: that it is there already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let contact = options.contact.as_deref().unwrap_or(super::HOME);
        let agent = format!("{}/{} (+{})", robots::NAME, env!("CARGO_PKG_VERSION"), one_line(contact));
        let mut builder = reqwest::Client::builder()
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(options.connect)
            .pool_max_idle_per_host(1)
            .dns_resolver(Arc::new(Resolver { allow: with_proxies(allow, options.proxy) }));
        if !options.proxy {
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(|e| innermost(&e))?;
        let Options { connect, idle, whole, limits, .. } = *options;
        Ok(Self { http, connect, idle, whole, limits })
    }

    /// Asks once. `url` has been checked.
    pub async fn ask(&self, url: &Url, known: Option<&Validators>) -> Result<Reply, Fault> {
        let late = || Fault::Late(format!("took longer than {} s", self.whole.as_secs_f64()), "--timeout");
        tokio::time::timeout(self.whole, self.exchange(url, known)).await.unwrap_or_else(|_| Err(late()))
    }

    async fn exchange(&self, url: &Url, known: Option<&Validators>) -> Result<Reply, Fault> {
        let response = self.head(url, known).await?;
        let headers = response.headers();
        let status = response.status();
        match status.as_u16() {
            200 | 203 => self.document(url, response).await.map(|d| Reply::Document(Box::new(d))),
            304 if known.is_some() => Ok(Reply::Unchanged),
            301 | 302 | 303 | 307 | 308 => match field(headers, header::LOCATION) {
                Some(place) => Ok(Reply::Elsewhere(place)),
                None => Err(Fault::Redirect("redirects to nowhere; hint: try it in a browser".to_owned())),
            },
            status @ (408 | 429 | 500 | 502 | 503 | 504) => {
                let (after, date) = (field(headers, header::RETRY_AFTER), field(headers, header::DATE));
                Err(Fault::Busy(status, retry::asked(after.as_deref(), date.as_deref())))
            }
            status => Err(Fault::Status(status)),
        }
    }

    /// Sends a request and waits for the head of the answer.
    async fn head(&self, url: &Url, known: Option<&Validators>) -> Result<Response, Fault> {
        let mut request = self
            .http
            .get(url.clone())
            .header(header::ACCEPT, "text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.8")
            .header(header::ACCEPT_ENCODING, "gzip, br");
        if let Some(known) = known {
            for (name, value) in [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        let wait = self.connect + self.idle;
        let late = |_| Fault::Late(format!("did not answer for {} s", wait.as_secs_f64()), "--idle-timeout");
        tokio::time::timeout(wait, request.send()).await.map_err(late)?.map_err(|e| fault_of(&e))
    }

    async fn document(&self, url: &Url, mut response: Response) -> Result<Fetched, Fault> {
        let headers = response.headers().clone();
        let media = field(&headers, header::CONTENT_TYPE);
        let essence = media.as_deref().unwrap_or("").split('/').next().unwrap_or("").trim().to_ascii_lowercase();
        if matches!(&*essence, "image" | "video" | "audio" | "font" | "model") {
            return Err(Fault::Media(one_line(media.as_deref().unwrap_or_default())));
        }
        let sent = self.body(&mut response).await?;
        let codings: Vec<&str> =
            headers.get_all(header::CONTENT_ENCODING).iter().filter_map(|v| v.to_str().ok()).collect();
        let codings = codings.join(",");
        let limits = self.limits;
        let bytes = if codings.is_empty() {
            sent
        } else {
            // Unpacking keeps a core busy; the other hosts' answers must not wait for it.
            let unpacked = tokio::task::spawn_blocking(move || unpack::body(sent, &codings, &limits));
            match unpacked.await {
                Ok(Ok(bytes)) => bytes,
                Ok(Err(unpack::Fault::Large)) => return Err(Fault::LargeUnpacked(limits.unpacked)),
                Ok(Err(unpack::Fault::Damaged(what))) => return Err(Fault::Damaged(one_line(&what))),
                Err(_) => return Err(Fault::Damaged("an internal fault".to_owned())),
            }
        };
        if bytes.len() as u64 > limits.unpacked {
            return Err(Fault::LargeUnpacked(limits.unpacked));
        }
        Ok(Fetched {
            url: url.to_string(),
            media,
            day: published(&headers),
            validators: Validators {
                etag: field(&headers, header::ETAG),
                modified: field(&headers, header::LAST_MODIFIED),
            },
            bytes,
        })
    }

    /// The bytes of an answer as they are sent.
    async fn body(&self, response: &mut Response) -> Result<Vec<u8>, Fault> {
        let limit = self.limits.bytes;
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(Fault::LargeSent(limit));
        }
        let mut bytes = Vec::new();
        let late = |_| Fault::Late(format!("sent nothing for {} s", self.idle.as_secs_f64()), "--idle-timeout");
        while let Some(part) =
            tokio::time::timeout(self.idle, response.chunk()).await.map_err(late)?.map_err(|e| fault_of(&e))?
        {
            if (bytes.len() + part.len()) as u64 > limit {
                return Err(Fault::LargeSent(limit));
            }
            bytes.extend_from_slice(&part);
        }
        Ok(bytes)
    }
}

/// What went wrong, by what lies below it.
fn fault_of(fault: &reqwest::Error) -> Fault {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(fault);
    while let Some(found) = cause {
        if let Some(refusal) = found.downcast_ref::<Refusal>() {
            return Fault::Refused(refusal.clone());
        }
        cause = found.source();
    }
    if fault.is_connect() && fault.is_timeout() {
        Fault::Late("not reached in time".to_owned(), "--connect-timeout")
    } else if fault.is_connect() {
        let told = innermost(fault);
        // What the system says of a name that it may know later.
        let unknown = told.contains("failed to lookup") && !told.contains("emporary");
        if unknown { Fault::Unknown(told) } else { Fault::Unreached(told) }
    } else {
        Fault::Broken(innermost(fault))
    }
}

/// The day that the head of an answer tells. A page that was made while it was asked for tells the moment of the asking.
fn published(headers: &HeaderMap) -> Option<jiff::civil::Date> {
    let moment = |name| jiff::fmt::rfc2822::parse(&field(headers, name)?).ok().map(|t| t.timestamp().as_second());
    let modified = field(headers, header::LAST_MODIFIED)?;
    let fresh = moment(header::DATE).zip(moment(header::LAST_MODIFIED)).is_some_and(|(now, then)| now - then < 60);
    if fresh { None } else { meta::day(&modified) }
}

fn field(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    let value = value.to_str().map_or_else(|_| String::from_utf8_lossy(value.as_bytes()).into_owned(), str::to_owned);
    Some(value.trim().to_owned()).filter(|v| !v.is_empty())
}

/// What lies at the bottom of a fault, in one line.
fn innermost(fault: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = fault;
    while let Some(source) = cause.source() {
        cause = source;
    }
    one_line(&cause.to_string())
}

/// Resolves names, and gives an address only when all that a name resolves to may be asked.
struct Resolver {
    allow: Arc<Allow>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow = Arc::clone(&self.allow);
        Box::pin(async move {
            let host = name.as_str();
            let found: Vec<_> = tokio::net::lookup_host((host, 0)).await?.collect();
            for address in &found {
                allow.check_ip(host, address.ip())?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The exceptions, with the proxies that the environment names when those are to be used: they stand in private networks.
fn with_proxies(allow: &Arc<Allow>, proxy: bool) -> Arc<Allow> {
    if !proxy {
        return Arc::clone(allow);
    }
    let named = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
    let values = named.iter().filter_map(|name| std::env::var(name).ok());
    let hosts = values.filter_map(|v| {
        let v = if v.contains("://") { v } else { format!("http://{v}") };
        Url::parse(&v).ok()?.host_str().map(str::to_owned)
    });
    Arc::new(allow.and(hosts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_made_for_the_asking_has_no_day() {
        let headers = |date: &'static str, modified: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::DATE, date.parse().unwrap());
            headers.insert(header::LAST_MODIFIED, modified.parse().unwrap());
            headers
        };
        let (now, then) = ("Fri, 13 Dec 2024 10:00:30 GMT", "Fri, 13 Dec 2024 10:00:00 GMT");
        assert_eq!(published(&headers(now, then)), None);
        let then = "Tue, 10 Dec 2024 10:00:00 GMT";
        assert_eq!(published(&headers(now, then)), Some(jiff::civil::date(2024, 12, 10)));
        assert_eq!(published(&HeaderMap::new()), None);
    }
}
