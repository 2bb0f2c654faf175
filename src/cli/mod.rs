//! The command line: one file a command, and what they share.
//!
//! Every command returns [`Done`] or an error; errors are one line each on standard error, `gongbao: FILE: what;
//! hint: …`. The exit status is 0 when all went well, 1 when an input failed, 2 when the command line was wrong,
//! 130 when the run was asked to end and did in good order.

mod completions;
mod convert;
mod explain;
mod export;
mod files;
mod ingest;
mod input;
mod limits;
mod list;
mod memory;
mod numbers;
mod output;
mod pipeline;
mod place;
mod progress;
mod prune;
mod query;
#[cfg(feature = "serve")]
mod serve;
mod stop;
mod stored;
mod validate;
mod watch;
mod web;
mod withdraw;

use std::io::{BufWriter, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use gongbao::error::{Error, one_line};
use gongbao::lexicon::Lexicon;
use gongbao::ontology;
use oxigraph::model::Triple;

/// Over the options that every command has.
const EVERYWHERE: &str = "Of every command";

/// Reads official bulletins in English, Chinese, Japanese and Spanish and answers for every figure in them, as RDF
#[derive(Parser)]
#[command(name = "gongbao", version, max_term_width = 100)]
#[command(after_help = "\
Exit status: 0 all went well; 1 an input failed (one line each on standard error); 2 wrong usage; 130 ended by \
Ctrl-C, with what was in hand finished.

Examples:
  gongbao convert --date 2024-12-13 bulletin.txt
  gongbao explain bulletin.txt
  gongbao ingest bulletins && gongbao list")]
struct Cli {
    /// Add the words and concepts of a Turtle file of your own (repeatable)
    #[arg(long, global = true, value_name = "FILE", help_heading = EVERYWHERE)]
    ontology: Vec<PathBuf>,
    /// The store: a folder, or the address of a server of SPARQL 1.1 [default: $GONGBAO_STORE, else `gongbao` in the user's data folder]
    #[arg(long, global = true, value_name = "DIR|URL", help_heading = EVERYWHERE)]
    store: Option<PathBuf>,
    /// How many bulletins are read at a time [default: one for each core]
    #[arg(long, global = true, value_name = "COUNT", help_heading = EVERYWHERE, value_parser = jobs)]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    elsewhere: place::Elsewhere,
    #[command(subcommand)]
    command: Command,
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "not a number from 1 on; hint: leave it out for one for each core".to_owned())
}

#[derive(Subcommand)]
enum Command {
    Convert(convert::Args),
    Ingest(stored::Ingest),
    Watch(stored::Watch),
    Query(query::Args),
    Validate(validate::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    Explain(explain::Args),
    Numbers(numbers::Args),
    List(stored::List),
    Withdraw(stored::Withdraw),
    Export(stored::Export),
    Completions(completions::Args),
}

impl Command {
    fn run(&self, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
        match self {
            Self::Convert(args) => convert::run(args, context, out),
            Self::Ingest(args) => ingest::run(args, context, out),
            Self::Watch(args) => watch::run(args, context, out),
            Self::Query(args) => query::run(args, context, out),
            Self::Validate(args) => validate::run(args, context, out),
            #[cfg(feature = "serve")]
            Self::Serve(args) => serve::run(args, context, out),
            Self::Explain(args) => explain::run(args, context, out),
            Self::Numbers(args) => numbers::run(args, context, out),
            Self::List(args) => list::run(args, context, out),
            Self::Withdraw(args) => withdraw::run(args, context, out),
            Self::Export(args) => export::run(args, context, out),
            Self::Completions(args) => completions::run(args, context, out),
        }
    }
}

/// How a command ended that did not fail as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// Every input went well.
    Well,
    /// At least one input failed, and was told of.
    InPart,
    /// It was asked to end before it was through, and told how to go on.
    Stopped,
}

/// What every command is given: the options that all of them have.
struct Context {
    ontology: Vec<PathBuf>,
    store: Option<PathBuf>,
    #[cfg_attr(not(feature = "web"), expect(dead_code))]
    elsewhere: place::Elsewhere,
}

impl Context {
    /// The triples of the built-in ontology and of the files of `--ontology`.
    fn triples(&self) -> Result<Vec<Triple>, Error> {
        let mut triples = ontology::builtin();
        for path in &self.ontology {
            triples.extend(ontology::read(path)?);
        }
        Ok(triples)
    }

    /// What tells that another program or ontology reads the same text in another way.
    fn fingerprint(&self) -> Result<String, Error> {
        let read = |path: &PathBuf| std::fs::read(path).map_err(|e| Error::io(path, e));
        let more = self.ontology.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(gongbao::store::fingerprint(more.iter().map(Vec::as_slice)))
    }

    /// The words of the same; compiled once a process.
    fn lexicon(&self) -> Result<&'static Lexicon, Error> {
        if self.ontology.is_empty() {
            return Ok(Lexicon::builtin());
        }
        // It lives as long as the process, as the built-in one does.
        Ok(Box::leak(Box::new(Lexicon::new(&self.triples()?))))
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        let what = fault.payload_as_str().unwrap_or("unknown");
        eprintln!("gongbao: internal fault{place}: {}; hint: please report it", one_line(what));
    }));
    let cli = Cli::parse();
    if !matches!(cli.command, Command::Query(_)) {
        return run(cli);
    }
    // The parser and the evaluator of queries recurse: a stack of known size instead of what the system happens to give.
    let worker = std::thread::Builder::new().stack_size(64 << 20).spawn(move || run(cli));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => ExitCode::FAILURE,
    }
}

fn run(cli: Cli) -> ExitCode {
    if let Some(jobs) = cli.jobs {
        // It fails only when the threads are there already, and nothing has started any.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
    let context = Context { ontology: cli.ontology, store: cli.store, elsewhere: cli.elsewhere };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let done = cli.command.run(&context, &mut out).and_then(|done| {
        out.flush().map_err(Error::output)?;
        Ok(done)
    });
    match done {
        // A reader that has seen enough is no fault.
        Ok(Done::Well) | Err(Error::Closed) => ExitCode::SUCCESS,
        Ok(Done::InPart) => ExitCode::FAILURE,
        Ok(Done::Stopped) => ExitCode::from(stop::STATUS),
        Err(error) => {
            // What was printed before the fault is still worth reading.
            let _ = out.flush();
            tell(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says on standard error what went wrong, in one line.
fn tell(error: &Error) {
    eprintln!("gongbao: {error}");
}
