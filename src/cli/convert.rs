//! `gongbao convert`: bulletins in, RDF out, no store.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::export::Exporter;
use gongbao::lexicon::Lexicon;
use gongbao::rdf;
use oxigraph::model::Quad;

use super::limits::LimitArgs;
use super::output::Output;
use super::progress::Progress;
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, files, input, pipeline, tell};

/// Turns bulletins into RDF
///
/// Several bulletins give one output of all: as one graph in turtle, ntriples and rdfxml, as a named graph each in
/// trig, nquads and jsonld. Turtle is the default.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  gongbao convert --date 2024-12-13 --to ntriples bulletin.txt\n  \
                        gongbao convert --to trig bulletins/*.txt > bulletins.trig\n  \
                        gongbao convert --to csv --output outcomes.csv bulletins")]
pub struct Args {
    /// Files, folders and web addresses of bulletins, in any form; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    told: input::Told,
    #[command(flatten)]
    output: Output,
    /// Write the text of each bulletin as well (gb:text), which all positions count in
    #[arg(long, conflicts_with = "without_evidence")]
    text: bool,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let lexicon = context.lexicon()?;
    args.output.write("turtle", lexicon, out, |exporter| convert(args, lexicon, exporter))
}

fn convert(args: &Args, lexicon: &'static Lexicon, exporter: &mut Exporter<&mut dyn Write>) -> Result<Done, Error> {
    let reading = input::Reading { told: &args.told, limits: args.limits.limits(), lexicon };
    let stop = Stop::listen();
    let fetch = Fetch::new(&args.web, reading.limits, &stop);
    // On a terminal the output is what shows how far it is.
    let progress = if std::io::stdout().is_terminal() { Progress::none() } else { Progress::over(&args.files) };
    let mut done = Done::Well;
    let mut failed = |error: &Error| {
        progress.tell(error);
        done = Done::InPart;
    };
    let mut records = files::pieces(&args.files, &fetch, &progress, &stop).peekable();
    let first = records.next().map(|record| reading.bulletins(record)).unwrap_or_default();
    let single = records.peek().is_none() && !stop.asked();
    if let ([Ok(bulletin)], true) = (first.as_slice(), single && !args.text) {
        // Nothing of a single bulletin needs to be kept.
        exporter.single(bulletin, lexicon)?;
        progress.end();
        return Ok(done);
    }
    let say = if args.text { rdf::quads_with_text } else { rdf::quads };
    let quads = |bulletin: Result<Bulletin, Error>| bulletin.map(|b| say(&b, lexicon));
    let mut count = 0;
    let mut add = |result: Result<Vec<Quad>, Error>| -> Result<(), Error> {
        match result {
            Ok(quads) => {
                exporter.graph(quads)?;
                count += 1;
                progress.bulletins(count);
            }
            Err(error) => failed(&error),
        }
        Ok(())
    };
    first.into_iter().map(quads).try_for_each(&mut add)?;
    let read = pipeline::each(records, |record| reading.bulletins(record).into_iter().map(quads).collect(), add);
    progress.end();
    read?;
    if stop.asked() {
        tell(&Error::Other(format!(
            "interrupted: the output is whole and holds {count} bulletins; hint: run the same command again for all"
        )));
        return Ok(Done::Stopped);
    }
    if count == 0 && done == Done::Well {
        return Err(input::nothing(&args.files));
    }
    Ok(done)
}
