//! Bulletins from web addresses (feature `web`): fetched politely, within limits, and from nowhere else than the public web.
//!
//! - `address` says which addresses may be asked, also after a name is resolved and at each redirect;
//! - `robots` reads what a site allows, `hosts` gives each host one request at a time with a pause after it, `retry` says
//!   when something is tried again;
//! - `client` sends one request and takes its answer in, within every limit;
//! - `state` keeps what was fetched, so that the next run asks only whether it has changed;
//! - `listing` tells the bulletins on a listing page from its other links;
//! - `queue` does this for many addresses at once and gives the answers in the order of the addresses.
//!
//! One thread drives it all. No bulletin is read here.

#[cfg(feature = "web")]
pub mod address;
#[cfg(feature = "web")]
mod client;
#[cfg(feature = "web")]
mod hosts;
#[cfg(feature = "web")]
mod listing;
#[cfg(feature = "web")]
mod queue;
#[cfg(feature = "web")]
pub(crate) mod retry;
#[cfg(feature = "web")]
mod robots;
pub mod state;
#[cfg(not(feature = "web"))]
mod without;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

#[cfg(feature = "web")]
pub use listing::bulletins;
#[cfg(feature = "web")]
pub use queue::{Answers, Web};
pub use state::{Note, State, Validators};
#[cfg(not(feature = "web"))]
pub use without::{Answers, Web, bulletins};

use crate::intake::{DateSource, Limits, Meta, Records};

#[cfg(feature = "web")]
/// Where sites learn what asks them, when the user tells no contact of his own.
const HOME: &str = "https://w3id.org/gongbao/";

/// Whether something is written like an address, of whatever kind, and not like a path.
pub fn is_address(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once("://") else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// How addresses are fetched.
#[derive(Clone, Debug)]
pub struct Options {
    /// Hosts that may be asked although they are not public.
    pub allow: Vec<String>,
    /// What stands in the User-Agent after the program's name: an address, also of mail.
    pub contact: Option<String>,
    /// Whether proxies are taken from the environment.
    pub proxy: bool,
    /// The least time between two requests to a host.
    pub delay: Duration,
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a server may send nothing.
    pub idle: Duration,
    /// How long an answer may take as a whole.
    pub whole: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// How often something is tried again.
    pub retries: u32,
    /// The wait before the first of these.
    pub backoff: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
    /// How much is taken in.
    pub limits: Limits,
    /// Set to stop waiting: what is asked for then is not given any more.
    pub stop: Arc<AtomicBool>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            contact: None,
            proxy: false,
            delay: Duration::from_secs(1),
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(20),
            whole: Duration::from_secs(120),
            redirects: 5,
            retries: 3,
            backoff: Duration::from_secs(1),
            hosts: 8,
            limits: Limits::default(),
            stop: Arc::default(),
        }
    }
}

/// An address to fetch.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The address.
    pub address: String,
    /// What is known of it, when nothing needs to be sent unless it has changed.
    pub known: Option<Note>,
}

/// What came of an address.
#[derive(Clone, Debug)]
pub enum Answer {
    /// It has not changed.
    Unchanged,
    /// What is there.
    Document(Box<Fetched>),
}

/// A document as it was fetched.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// Where it was in the end.
    pub url: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// `Content-Type`.
    pub media: Option<String>,
    /// The day that `Last-Modified` tells, unless it is that of the asking.
    pub day: Option<jiff::civil::Date>,
    /// What to ask by next time.
    pub validators: Validators,
}

impl Fetched {
    /// The records in it, as if it were a file; `address` is what it was fetched by, and `told` what is known of it from
    /// elsewhere, such as the feed that leads to it.
    pub fn records(self, address: &str, told: Meta, limits: Limits) -> Records {
        let mut sent = Meta { url: Some(self.url), ..Meta::default() };
        sent.dated(DateSource::Sender, self.day);
        // A feed's day for an entry is surer than a file's, and both come from the sender.
        let told = Meta { url: None, ..told }.or(sent);
        crate::intake::records_of(address, self.bytes, self.media, told, limits)
    }
}
