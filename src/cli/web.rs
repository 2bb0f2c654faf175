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

/// A length of time: `500ms`, `2s`, `1m 30s`, `1h`, `1d`; a bare number is seconds.
pub fn time(text: &str) -> Result<Duration, String> {
    let (number, unit) = text.trim().strip_suffix('d').map_or((text, 1.0), |days| (days, 86400.0));
    let seconds = number.trim().parse::<f64>().ok().and_then(|n| Duration::try_from_secs_f64(n * unit).ok());
    let spoken = || text.parse::<jiff::SignedDuration>().ok().and_then(|d| Duration::try_from(d).ok());
    // Moments are counted from now on: none lies further off than this.
    let found = seconds.or_else(spoken).filter(|d| d.as_secs() <= 366 * 86400);
    found.ok_or_else(|| "not a length of time; hint: write it like 500ms, 2s or 1h".to_owned())
}

/// Which links are followed.
#[derive(Clone)]
enum Follow {
    /// None.
    Nothing,
    /// From the entries of feeds that hold no more than a summary.
    Feeds,
    /// From these, and from listing pages.
    Listings(Arc<Listings>),
}

/// What is known of listing pages that are watched.
#[derive(Default)]
pub struct Listings {
    /// The bulletins that each listed when it was last fetched.
    pub listed: HashMap<String, Vec<Note>>,
    /// A listed bulletin that was asked after this moment is not asked again, in seconds since 1970.
    pub since: i64,
}

/// What fetches in this run.
#[derive(Clone)]
pub struct Fetch {
    web: Arc<Web>,
    limits: Limits,
    follow: Follow,
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
        let follow = if args.follow { Follow::Feeds } else { Follow::Nothing };
        Self { web: Arc::new(Web::new(options)), limits, follow, known: None }
    }

    /// The same beside a store: what is known is asked for only if it has changed, and what is stored as a whole is told.
    pub fn knowing(self, known: HashMap<String, Note>) -> Self {
        Self { known: Some(Arc::new(known)), ..self }
    }

    /// The same, which follows feeds and listing pages.
    pub fn watching(self, listings: Listings) -> Self {
        Self { follow: Follow::Listings(Arc::new(listings)), ..self }
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
        let unchanged = matches!(answer, Ok(Answer::Unchanged));
        let pieces = self.of_answer(Level::Address, None, address, answer, Meta::default(), None);
        let pieces = pieces.flat_map(move |piece| following.follow(piece));
        match &self.follow {
            Follow::Listings(listings) if unchanged => Box::new(self.listed(listings, address).chain(pieces)),
            _ => Box::new(pieces),
        }
    }

    /// A piece, or what it leads to, where it is a feed of summaries or a listing page that is to be followed.
    pub fn follow(&self, piece: Piece) -> Pieces {
        let record = match piece {
            Piece::Record(record) => record,
            piece => return Box::new(std::iter::once(piece)),
        };
        match (&self.follow, intake::form(&record)) {
            (Follow::Feeds | Follow::Listings(_), Form::Feed) => self.entries(record),
            (Follow::Listings(listings), Form::Html) => self.listing(listings, record),
            _ => Box::new(std::iter::once(Piece::Record(record))),
        }
    }

    /// The bulletins that a listing page links to. A page that links to none is a bulletin itself.
    fn listing(&self, listings: &Listings, page: Record) -> Pieces {
        let (base, links) = intake::links(&page, &self.limits);
        let place = page.told.url.as_deref().unwrap_or(&page.source);
        let found = fetch::bulletins(place, base.as_deref(), &links);
        if found.is_empty() {
            return Box::new(std::iter::once(Piece::Record(page)));
        }
        let before = listings.listed.get(&page.source).map(Vec::as_slice).unwrap_or_default();
        let gone: Vec<Piece> = before
            .iter()
            .filter(|note| !found.contains(&note.address))
            .map(|note| Piece::Note(Box::new(Note { from: None, ..note.clone() })))
            .collect();
        let recent = |link: &String| {
            let note = self.known.as_ref().and_then(|k| k.get(link));
            note.is_some_and(|note| note.at.is_some_and(|at| at > listings.since))
        };
        let due = found.into_iter().filter(|link| !recent(link)).collect();
        Box::new(self.linked(&page.source, due).chain(gone))
    }

    /// The bulletins of a listing page that has not changed, as far as it is time to look at them again.
    fn listed(&self, listings: &Listings, address: &str) -> Pieces {
        let before = listings.listed.get(address).map(Vec::as_slice).unwrap_or_default();
        let due = before.iter().filter(|note| note.at.is_none_or(|at| at <= listings.since));
        self.linked(address, due.map(|note| note.address.clone()).collect())
    }

    fn linked(&self, from: &str, links: Vec<String>) -> Pieces {
        let mut answers = self.web.fetch(links.iter().map(|link| self.wanted(link)).collect());
        let (fetch, from) = (self.clone(), from.to_owned());
        Box::new(links.into_iter().flat_map(move |link| match answers.next() {
            Some(answer) => fetch.of_answer(Level::Entry, Some(&from), &link, answer, Meta::default(), None),
            None => Box::new(std::iter::empty()),
        }))
    }

    /// What came of an address, and that it has been told as a whole. `from` is the listing page that leads to it, `entry` what
    /// tells whether the feed's entry that leads to it has changed.
    fn of_answer(
        &self,
        level: Level,
        from: Option<&str>,
        address: &str,
        answer: Result<Answer, Error>,
        told: Meta,
        entry: Option<String>,
    ) -> Pieces {
        let pieces: Pieces = match answer {
            Err(fault) => Box::new(std::iter::once(Piece::Fault(fault))),
            Ok(Answer::Unchanged) => {
                let known = self.known.as_ref().and_then(|k| k.get(address)).cloned();
                let note = known
                    .map(|n| Box::new(Note { from: from.map(str::to_owned), sha256: entry.unwrap_or(n.sha256), ..n }));
                Box::new(std::iter::once(Piece::Unchanged(note)))
            }
            Ok(Answer::Document(document)) => {
                let note = Note {
                    address: address.to_owned(),
                    url: document.url.clone(),
                    validators: document.validators.clone(),
                    sha256: entry.unwrap_or_else(|| sha256(&document.bytes)),
                    from: from.map(str::to_owned),
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
            return Box::new(std::iter::once(Piece::Unchanged(None)));
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
                self.of_answer(Level::Entry, None, &link, answer, arrival.meta, Some(sha))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, expected) in [
            ("500ms", Some(500)),
            ("2s", Some(2000)),
            ("1m 30s", Some(90_000)),
            ("1h", Some(3_600_000)),
            ("1d", Some(86_400_000)),
            ("0.5", Some(500)),
            ("0", Some(0)),
            ("-1s", None),
            ("-1", None),
            ("soon", None),
            ("", None),
            ("1e300", None),
            ("NaN", None),
            ("900d", None),
        ] {
            assert_eq!(time(text).ok().map(|d| d.as_millis()), expected, "{text}");
        }
    }
}
