//! `gongbao serve`: the graph as linked data.

mod door;

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use gongbao::error::Error;
use gongbao::serve::{self, Limits, Options};

use super::limits::{LimitArgs, Size};
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, input};
use door::Opened;

/// The variable of the environment with the token of those who may write.
const TOKEN: &str = "GONGBAO_TOKEN";
/// A shorter one would be guessed.
const SHORTEST: usize = 16;

/// Serves the graph: SPARQL, and a page for each IRI
///
/// /sparql answers queries (SPARQL 1.1 Protocol), /store gives whole graphs (Graph Store Protocol, reading), every IRI of
/// the data and of the ontology has a page, Turtle, JSON-LD and N-Triples, /.well-known/void tells what there is, and
/// /health whether all is well. Nothing can be changed unless --write is given. Ctrl-C finishes what is in hand and ends.
///
/// A store on another server (--store URL) is read into memory first, about 1 GB for a million statements, and served as it was
/// then: what others write there later is served after a new start.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongbao serve --from samples
  GONGBAO_TOKEN=… gongbao serve --write
  gongbao serve --bind 0.0.0.0:8080 --base https://data.example.org/gongbao/")]
pub struct Args {
    /// Serve these bulletins (files, folders, web addresses), read into memory, instead of the store
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<PathBuf>,
    /// Listen at this address; port 0 takes a free one, which is printed
    #[arg(long, default_value = "127.0.0.1:7878", value_name = "ADDRESS:PORT")]
    bind: String,
    /// Take in bulletins by POST to /ingest from whoever sends the token in $GONGBAO_TOKEN
    ///
    /// The store is then this server's alone: `ingest` and `watch` wait until it has ended. Without --write it is open to
    /// other readers.
    #[arg(long)]
    write: bool,
    /// With --write: write nothing when less than this is free on the disk
    #[arg(long, default_value_t = 64, value_name = "MB", value_parser = clap::value_parser!(u64).range(0..1 << 40))]
    reserve: u64,
    /// The public address that stands for https://w3id.org/gongbao/, such as that of a proxy
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    #[command(flatten)]
    told: input::Told,
    #[command(flatten)]
    clients: Clients,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

/// How much clients may ask for.
#[derive(clap::Args)]
#[command(next_help_heading = "Clients")]
struct Clients {
    /// Stop a query that takes longer than this
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = super::web::time)]
    query_time: Duration,
    /// Stop a query that keeps more rows for ORDER BY or DISTINCT than go into this
    #[arg(long, value_name = "SIZE", default_value = "256M")]
    query_memory: Size,
    /// Refuse an answer to a query that is larger than this
    #[arg(long, value_name = "SIZE", default_value = "64M")]
    max_answer: Size,
    /// Refuse a request whose body is larger than this
    #[arg(long, value_name = "SIZE", default_value = "16M")]
    max_body: Size,
    /// Refuse a request whose address and headers are larger than this; 8k at least
    #[arg(long, value_name = "SIZE", default_value = "64k")]
    max_head: Size,
    /// Cut off a client that sends or takes nothing for this long
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = super::web::time)]
    client_time: Duration,
    /// Run this many queries at a time; others wait
    #[arg(long, value_name = "COUNT", default_value_t = 16, value_parser = count)]
    max_queries: usize,
    /// Refuse a request that has waited for its turn for this long
    #[arg(long, value_name = "TIME", default_value = "5s", value_parser = super::web::time)]
    max_wait: Duration,
    /// Hold this many connections at a time
    #[arg(long, value_name = "COUNT", default_value_t = 1024, value_parser = count)]
    max_connections: usize,
    /// Write the log as a JSON object a line
    #[arg(long)]
    log_json: bool,
}

fn count(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=65536).contains(n)).ok_or_else(|| "not a number from 1 to 65536".to_owned())
}

impl Clients {
    fn limits(&self) -> Limits {
        let bytes = |size: Size| usize::try_from(size.0).unwrap_or(usize::MAX);
        Limits {
            query_time: self.query_time,
            query_memory: bytes(self.query_memory),
            answer_bytes: bytes(self.max_answer),
            body_bytes: bytes(self.max_body),
            body_time: self.client_time,
            head_bytes: bytes(self.max_head).max(8192),
            head_time: self.client_time.min(Limits::default().head_time),
            queries: self.max_queries,
            wait: self.max_wait,
            connections: self.max_connections,
        }
    }
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    log(args.clients.log_json);
    let bind = |e| Error::Other(format!("{}: {e}; hint: give --bind another address or port", args.bind));
    // Who cannot listen need not read anything.
    let listener = TcpListener::bind(&args.bind).map_err(bind)?;
    let token = args.token()?;
    let base = args.base.as_deref().map(serve::public_base).transpose()?;
    let stop = Stop::listen();
    let fetch = Fetch::new(&args.web, args.limits.limits(), &stop);
    let Opened { store, ingest, done, held } = match token {
        None => door::read_only(args, &fetch, context)?,
        Some(token) => door::writable(args, token, &fetch, context)?,
    };
    let address = listener.local_addr().map_err(bind)?;
    writeln!(out, "listening on http://{address}/")?;
    out.flush()?;
    let options = Options { store, base, limits: args.clients.limits(), ingest };
    serve::run(listener, options, stop.flag())?;
    drop(held);
    Ok(done)
}

impl Args {
    /// What whoever writes must know; nothing when nobody may.
    fn token(&self) -> Result<Option<String>, Error> {
        if !self.write {
            return Ok(None);
        }
        let token = std::env::var(TOKEN).unwrap_or_default();
        if token.trim().len() < SHORTEST {
            let hint = format!(
                "hint: set it to a secret of {SHORTEST} characters at least, such as that of `openssl rand -hex 16`"
            );
            return Err(Error::Other(format!("--write needs a token in ${TOKEN}; {hint}")));
        }
        Ok(Some(token.trim().to_owned()))
    }
}

/// Logs go to standard error, a line a request.
fn log(json: bool) {
    let log =
        tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).with_max_level(tracing::Level::INFO);
    // It fails only when there is a log already.
    let _ = if json { log.json().flatten_event(true).try_init() } else { log.with_ansi(false).try_init() };
}
