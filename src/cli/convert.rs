//! `gongbao convert`: bulletins in, RDF out, no store.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::export::{FORMATS, Format};
use gongbao::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::limits::LimitArgs;
use super::progress::Progress;
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, files, input, pipeline, tell};

/// Turns bulletins into RDF
///
/// Several bulletins give one output of all: as one graph in turtle, ntriples and rdfxml, as a named graph each in
/// trig, nquads and jsonld.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  gongbao convert --date 2024-12-13 --to ntriples bulletin.txt\n  \
                        gongbao convert --to trig bulletins/*.txt > bulletins.trig")]
pub struct Args {
    /// Files, folders and web addresses of bulletins, in any form; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    told: input::Told,
    /// turtle, trig, ntriples, nquads, jsonld or rdfxml
    #[arg(long, default_value = "turtle", value_name = "FORMAT", value_parser = format)]
    to: &'static Format,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

/// The format of RDF with this name.
pub fn format(name: &str) -> Result<&'static Format, String> {
    let known = || FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    Format::by_name(name).ok_or_else(|| format!("no format of this name; hint: there are {}", known()))
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let lexicon = context.lexicon()?;
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
    let mut writer = args.to.writer(out);
    let mut records = files::pieces(&args.files, &fetch, &progress, &stop).peekable();
    let first = records.next().map(|record| reading.bulletins(record)).unwrap_or_default();
    let single = records.peek().is_none() && !stop.asked();
    if let ([Ok(bulletin)], true) = (first.as_slice(), single) {
        // Nothing of a single bulletin needs to be kept.
        writer.bulletin(bulletin, lexicon)?;
        writer.finish()?;
        progress.end();
        return Ok(done);
    }
    let quads = |bulletin: Result<Bulletin, Error>| bulletin.map(|b| rdf::quads(&b, lexicon));
    let mut once = Once::default();
    let mut count = 0;
    let mut add = |result: Result<Vec<Quad>, Error>| -> Result<(), Error> {
        match result {
            Ok(quads) => {
                writer.extend(quads.iter().filter(|quad| once.is_new(quad, args.to.graphs)))?;
                once.end();
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
    writer.finish()?;
    if stop.asked() {
        tell(&Error::Other(format!(
            "interrupted: the output is whole and holds {count} bulletins; hint: run the same command again for all"
        )));
        return Ok(Done::Stopped);
    }
    Ok(done)
}

/// What was written before, as hashes: bulletins of a folder name the same places and bodies, and one bulletin may come from
/// two addresses. Each triple is written once, or once in each graph.
#[derive(Default)]
struct Once {
    bulletins: HashSet<u128>,
    statements: HashSet<u128>,
    /// The bulletin in hand, and whether it comes for the first time.
    current: Option<(u128, bool)>,
}

impl Once {
    /// Whether a statement of the bulletin in hand was not written yet.
    fn is_new(&mut self, quad: &Quad, graphs: bool) -> bool {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return true };
        let bulletins = &mut self.bulletins;
        let (_, first) = *self.current.get_or_insert_with(|| {
            let bulletin = hash(graph);
            (bulletin, bulletins.insert(bulletin))
        });
        let of_bulletin =
            matches!(&quad.subject, NamedOrBlankNode::NamedNode(s) if s.as_str().starts_with(graph.as_str()));
        if rdf::is_of_source(quad) {
            return self.statements.insert(hash(quad));
        }
        if graphs || of_bulletin {
            first
        } else {
            self.statements.insert(hash(&(&quad.subject, &quad.predicate, &quad.object)))
        }
    }

    /// The bulletin in hand is written.
    fn end(&mut self) {
        self.current = None;
    }
}

/// Wide enough that two statements never have one hash; the same in every run.
fn hash(of: &impl Hash) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, of).hash(&mut hasher);
        hasher.finish()
    };
    u128::from(half(0)) << 64 | u128::from(half(1))
}
