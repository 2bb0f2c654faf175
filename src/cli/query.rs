//! `gongbao query`: SPARQL over the store, or over bulletins converted on the fly.

use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use gongbao::error::Error;
use gongbao::query::{self, Asking, Format};
use gongbao::table::Table;
use oxigraph::sparql::CancellationToken;

use super::limits::LimitArgs;
#[cfg(feature = "web")]
use super::place::Place;
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, input, memory, place};

/// Asks the store a SPARQL query
///
/// The prefixes gb:, action:, target:, offence:, place:, unit:, skos:, rdfs:, xsd:, prov:, oa:, org:, qb: and more
/// need not be declared. The default graph holds every bulletin and the ontology, each triple once; GRAPH ?bulletin
/// { … } tells them apart.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  gongbao query --list
  gongbao query --saved money-returned --from samples
  gongbao query -e 'SELECT ?action (COUNT(?o) AS ?n) { ?o gb:action ?action } GROUP BY ?action'
  gongbao query --format csv question.rq > answer.csv")]
pub struct Args {
    /// A file with the query; `-` is standard input
    #[arg(value_name = "FILE.rq", conflicts_with_all = ["text", "saved"])]
    file: Option<PathBuf>,
    /// The query itself
    #[arg(short = 'e', value_name = "SPARQL", conflicts_with = "saved")]
    text: Option<String>,
    /// A query that comes with the program (see --list)
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// Print the queries that come with the program, and what they ask
    #[arg(long, conflicts_with_all = ["file", "text", "saved", "from"])]
    list: bool,
    /// Ask these bulletins (files, folders, web addresses) instead of the store; nothing is written
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<PathBuf>,
    #[command(flatten)]
    told: input::Told,
    /// table, csv, tsv, json or xml for tables; turtle, ntriples, rdfxml, trig, nquads or jsonld for graphs
    #[arg(long, default_value = "table", value_name = "FORMAT", value_parser = format)]
    format: Format,
    /// Stop a query that takes longer than this
    #[arg(long, default_value = "5m", value_name = "TIME", value_parser = super::web::time)]
    time_limit: Duration,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

fn format(name: &str) -> Result<Format, String> {
    let known = || Format::names().collect::<Vec<_>>().join(", ");
    Format::by_name(name).ok_or_else(|| format!("no such format; hint: one of {}", known()))
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    if args.list {
        return list(out);
    }
    let (name, text) = question(args)?;
    let (store, _held, done) = if args.from.is_empty() {
        #[cfg(feature = "web")]
        if let Place::Address(address) = place::place(context)? {
            return elsewhere(args, context, address, &name, &text, out);
        }
        let (store, held) = place::open(context, "query")?;
        (store, held, Done::Well)
    } else {
        let fetch = Fetch::new(&args.web, args.limits.limits(), &Stop::default());
        let (store, done) = memory::store(&args.from, &args.told, &fetch, context)?;
        (store, None, done)
    };
    let asking = Asking::default();
    let watch = Watch::start(asking.token.clone(), args.time_limit, &name);
    let answer = query::ask(&store, &name, &text, &asking, |r| query::write(&name, r, args.format, out));
    let in_time = watch.end();
    match answer {
        Err(_) if !in_time => Err(too_long(&name, args.time_limit)),
        answer => answer.map(|()| done),
    }
}

/// Asks a store on another server, which answers by itself; its rows are written as they come.
#[cfg(feature = "web")]
fn elsewhere(
    args: &Args,
    context: &Context,
    address: String,
    name: &str,
    text: &str,
    out: &mut dyn Write,
) -> Result<Done, Error> {
    let store = place::find(context, address)?;
    let watch = Watch::start(CancellationToken::new(), args.time_limit, name);
    let answer = store.query(name, text).and_then(|results| query::write(name, results, args.format, out));
    let in_time = watch.end();
    match answer {
        Err(_) if !in_time => Err(too_long(name, args.time_limit)),
        answer => answer.map(|()| Done::Well),
    }
}

fn list(out: &mut dyn Write) -> Result<Done, Error> {
    let rows = query::saved().map(|q| vec![q.name.to_owned(), q.question().to_owned()]).collect();
    let table = Table { header: vec!["name".to_owned(), "question".to_owned()], rows };
    out.write_all(table.text().as_bytes())?;
    Ok(Done::Well)
}

fn question(args: &Args) -> Result<(String, String), Error> {
    if let Some(text) = &args.text {
        return Ok(("-e".to_owned(), text.clone()));
    }
    if let Some(name) = &args.saved {
        let found = query::saved().find(|q| q.name == name);
        let missing = || Error::Other(format!("{name}: no saved query; hint: `gongbao query --list` names them"));
        return found.map(|q| (format!("{name}.rq"), q.text.to_owned())).ok_or_else(missing);
    }
    let Some(file) = &args.file else {
        return Err(Error::Other("no query; hint: give a file, -e SPARQL or --saved NAME".to_owned()));
    };
    let bytes = input::read(file)?;
    let name = input::name(file);
    match String::from_utf8(bytes) {
        // A mark of the encoding is no part of the query.
        Ok(text) => Ok((name, text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))),
        Err(e) => Err(Error::NotUtf8 { name, byte: e.utf8_error().valid_up_to() }),
    }
}

fn too_long(name: &str, limit: Duration) -> Error {
    let seconds = limit.as_secs_f32();
    Error::Other(format!("{name}: stopped after {seconds} s; hint: narrow the query, or give a longer --time-limit"))
}

/// Stops a query that takes too long: first by its token, and when it does not listen, with the process.
struct Watch {
    over: mpsc::Sender<()>,
    thread: Option<std::thread::JoinHandle<bool>>,
}

impl Watch {
    /// How long a query may take to listen to its token.
    const GRACE: Duration = Duration::from_secs(5);

    fn start(token: CancellationToken, limit: Duration, name: &str) -> Self {
        let (over, ended) = mpsc::channel::<()>();
        let error = too_long(name, limit);
        let watch = move || {
            let late = |wait| ended.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout);
            if !late(limit) {
                return true;
            }
            token.cancel();
            if late(Self::GRACE) {
                super::tell(&error);
                std::process::exit(1);
            }
            false
        };
        Self { over, thread: std::thread::Builder::new().spawn(watch).ok() }
    }

    /// Ends the watch; whether the query was in time.
    fn end(self) -> bool {
        drop(self.over);
        self.thread.is_none_or(|thread| thread.join().unwrap_or(true))
    }
}
