//! Web addresses on the command line: the options, and what comes of an address or a feed that leads to others.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use gongbao::error::Error;
use gongbao::fetch::{self, Answer, Answers, Note, Options, Wanted, Web};
use gongbao::intake::{self, Arrival, Form, Limits, Meta, Record};
use gongbao::store::sha256;

use super::pipeline::{Level, Piece, Pieces};
use super::stop::Stop;

/// How web addresses are fetched. Only http and https, only public addresses; robots.txt holds.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Web addresses")]
pub struct WebArgs {
    /// Fetch the page of a feed's entry that holds no more than a summary
    #[arg(long)]
    follow: bool,
    /// Fetch from this host although it is not public: loopback, a private network and the like (repeatable)
    #[arg(long, value_name = "HOST")]
    allow_host: Vec<String>,
    /// Pause between two requests to a host, such as 500ms, 2s or 1m; a longer Crawl-delay holds
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = time)]
    delay: Duration,
    /// Give a connection up after this
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = time)]
    connect_timeout: Duration,
    /// Give an answer up when nothing has come for this long
    #[arg(long, value_name = "TIME", default_value = "20s", value_parser = time)]
    idle_timeout: Duration,
    /// Give an answer up that takes longer than this as a whole
    #[arg(long, value_name = "TIME", default_value = "2m", value_parser = time)]
    timeout: Duration,
    /// Follow no more redirects than this
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    redirects: usize,
    /// Try again this often what failed and may pass: 429, 5xx, a broken connection
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    retries: u32,
    /// Wait this long before the first retry, twice as long before each next one, or as long as the host asks, up to 1m
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = time)]
    retry_wait: Duration,
    /// Ask this many hosts at a time, each by one connection
    #[arg(long, value_name = "COUNT", default_value_t = 8)]
    hosts: usize,
    /// Where sites can complain: an address of web or mail, sent in the User-Agent
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
    /// Use the proxies that HTTPS_PROXY and the like name; what a name resolves to behind them cannot be checked
    #[arg(long)]
    use_proxy: bool,
}

/// A length of time: `500ms`, `2s`, `1m 30s`, `1h`; a bare number is seconds.
pub fn time(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().and_then(|s| Duration::try_from_secs_f64(s).ok());
    let spoken = || text.parse::<jiff::SignedDuration>().ok().and_then(|d| Duration::try_from(d).ok());
    // Moments are counted from now on: none lies further off than this.
    let found = seconds.or_else(spoken).filter(|d| d.as_secs() <= 366 * 86400);
    found.ok_or_else(|| "not a length of time; hint: write it like 500ms, 2s or 1h".to_owned())
}

/// What fetches in this run.
#[derive(Clone)]
pub struct Fetch {
    web: Arc<Web>,
    limits: Limits,
    follow: bool,
    /// What was fetched before and needs to be sent only when it has changed; nothing where no store keeps it.
    known: Option<Arc<HashMap<String, Note>>>,
}

impl Fetch {
    /// Nothing is fetched before the first address.
    pub fn new(args: &WebArgs, limits: Limits, stop: &Stop) -> Self {
        let options = Options {
            allow: args.allow_host.clone(),
            contact: args.contact.clone(),
            proxy: args.use_proxy,
            delay: args.delay,
            connect: args.connect_timeout,
            idle: args.idle_timeout,
            whole: args.timeout,
            redirects: args.redirects,
            retries: args.retries,
            backoff: args.retry_wait,
            hosts: args.hosts,
            limits,
            stop: stop.flag(),
        };
        Self { web: Arc::new(Web::new(options)), limits, follow: args.follow, known: None }
    }

    /// The same beside a store: what is known is asked for only if it has changed, and what is stored as a whole is told.
    pub fn knowing(self, known: HashMap<String, Note>) -> Self {
        Self { known: Some(Arc::new(known)), ..self }
    }

    /// How much is taken in.
    pub const fn limits(&self) -> Limits {
        self.limits
    }

    /// Begins to fetch all addresses among some paths; the answers come in their order.
    pub fn begin<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) -> Answers {
        let addresses = paths.into_iter().filter_map(address);
        self.web.fetch(addresses.map(|address| self.wanted(address)).collect())
    }

    fn wanted(&self, address: &str) -> Wanted {
        let known = self.known.as_ref().and_then(|k| k.get(address)).cloned();
        Wanted { address: address.to_owned(), known }
    }

    /// What came of an address.
    pub fn pieces(&self, address: &str, answer: Result<Answer, Error>) -> Pieces {
        let following = self.clone();
        let pieces = self.of_answer(Level::Address, address, answer, Meta::default(), sha256);
        Box::new(pieces.flat_map(move |piece| following.follow(piece)))
    }

    /// The same with what its feeds lead to, where it is a feed of summaries.
    pub fn follow(&self, piece: Piece) -> Pieces {
        match piece {
            Piece::Record(record) if self.follow && intake::form(&record) == Form::Feed => self.entries(record),
            piece => Box::new(std::iter::once(piece)),
        }
    }

    fn of_answer(
        &self,
        level: Level,
        address: &str,
        answer: Result<Answer, Error>,
        told: Meta,
        sha: impl FnOnce(&[u8]) -> String,
    ) -> Pieces {
        let pieces: Pieces = match answer {
            Err(fault) => Box::new(std::iter::once(Piece::Fault(fault))),
            Ok(Answer::Unchanged) => Box::new(std::iter::once(Piece::Unchanged)),
            Ok(Answer::Document(document)) => {
                let note = Note {
                    address: address.to_owned(),
                    url: document.url.clone(),
                    validators: document.validators.clone(),
                    sha256: sha(&document.bytes),
                    ..Note::default()
                };
                let records = document.records(address, told, self.limits).map(Piece::from);
                Box::new(records.chain(std::iter::once(Piece::Whole(level, Box::new(note)))))
            }
        };
        let pieces = std::iter::once(Piece::Begin(level)).chain(pieces);
        let kept = self.known.is_some();
        Box::new(pieces.filter(move |piece| kept || piece.is_bulletin()))
    }

    /// The entries of a feed, each with the page that it leads to when it holds no more than a summary.
    fn entries(&self, feed: Record) -> Pieces {
        let arrivals = intake::arrivals(feed, &self.limits);
        let links = arrivals.iter().flatten().filter_map(|a| Some((a, a.follow.as_deref()?)));
        let wanted = links.filter(|(a, link)| !self.is_known(link, a)).map(|(_, link)| self.wanted(link)).collect();
        let mut answers = self.web.fetch(wanted);
        let fetch = self.clone();
        Box::new(arrivals.into_iter().flat_map(move |arrival| match arrival {
            Err(fault) => Box::new(std::iter::once(Piece::Fault(fault))),
            Ok(arrival) => fetch.entry(arrival, &mut answers),
        }))
    }

    fn entry(&self, arrival: Arrival, answers: &mut Answers) -> Pieces {
        let Some(link) = arrival.follow.clone() else {
            return Box::new(std::iter::once(Piece::Arrival(Box::new(arrival))));
        };
        if self.is_known(&link, &arrival) {
            return Box::new(std::iter::once(Piece::Unchanged));
        }
        match answers.next() {
            // The run is asked to end.
            None => Box::new(std::iter::empty()),
            // Half a bulletin is better than none; a store may have the whole of it from before.
            Some(Err(fault)) if self.known.is_none() => {
                Box::new([Piece::Fault(fault), Piece::Arrival(Box::new(arrival))].into_iter())
            }
            Some(answer) => {
                let sha = sha_of(&arrival);
                self.of_answer(Level::Entry, &link, answer, arrival.meta, |_| sha)
            }
        }
    }

    /// Whether the page of an entry was fetched before, and the entry has not changed since.
    fn is_known(&self, link: &str, arrival: &Arrival) -> bool {
        self.known.as_ref().and_then(|k| k.get(link)).is_some_and(|note| note.sha256 == sha_of(arrival))
    }
}

/// What tells whether an entry of a feed has changed.
pub fn sha_of(arrival: &Arrival) -> String {
    sha256(format!("{:?}\n{}", arrival.meta, arrival.text).as_bytes())
}

/// The address that an argument is, if it is none of a file.
pub fn address(path: &Path) -> Option<&str> {
    path.to_str().map(str::trim).filter(|text| fetch::is_address(text))
}
