//! `gongbao convert`: bulletins in, RDF out, no store.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::PathBuf;

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::export::{FORMATS, Format};
use gongbao::rdf;
use oxigraph::model::Quad;

use super::limits::LimitArgs;
use super::{Context, Done, input, tell};

/// Turns bulletins into RDF
///
/// Several bulletins give one output of all: as one graph in turtle, ntriples and rdfxml, as a named graph each in
/// trig, nquads and jsonld.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  gongbao convert --date 2024-12-13 --to ntriples bulletin.txt\n  \
                        gongbao convert --to trig bulletins/*.txt > bulletins.trig")]
pub struct Args {
    /// Files and folders of bulletins, in any form; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    told: input::Told,
    #[command(flatten)]
    limits: LimitArgs,
    /// turtle, trig, ntriples, nquads, jsonld or rdfxml
    #[arg(long, default_value = "turtle", value_name = "FORMAT", value_parser = format)]
    to: &'static Format,
}

/// The format of RDF with this name.
pub fn format(name: &str) -> Result<&'static Format, String> {
    let known = || FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    Format::by_name(name).ok_or_else(|| format!("no format of this name; hint: there are {}", known()))
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let lexicon = context.lexicon()?;
    let reading = input::Reading { told: &args.told, limits: args.limits.limits(), lexicon };
    let mut done = Done::Well;
    let mut failed = |error: &Error| {
        tell(error);
        done = Done::InPart;
    };
    let mut writer = args.to.writer(out);
    let mut records = input::records(&args.files, reading.limits).peekable();
    let first = records.next().map(|record| reading.bulletins(record)).unwrap_or_default();
    if let ([Ok(bulletin)], None) = (first.as_slice(), records.peek()) {
        // Nothing of a single bulletin needs to be kept.
        writer.bulletin(bulletin, lexicon)?;
        writer.finish()?;
        return Ok(done);
    }
    let quads = |bulletin: Result<Bulletin, Error>| bulletin.map(|b| rdf::quads(&b, lexicon));
    let mut merged = (!args.to.graphs).then(Merged::default);
    let mut add = |result: Result<Vec<Quad>, Error>| -> Result<(), Error> {
        match (result, &mut merged) {
            (Ok(quads), Some(merged)) => merged.add(quads),
            (Ok(quads), None) => writer.extend(&quads)?,
            (Err(error), _) => failed(&error),
        }
        Ok(())
    };
    first.into_iter().map(quads).try_for_each(&mut add)?;
    input::each(records, |record| reading.bulletins(record).into_iter().map(quads).collect(), add)?;
    for quads in merged.map(|m| m.subjects).unwrap_or_default() {
        writer.extend(&quads)?;
    }
    writer.finish()?;
    Ok(done)
}

/// The triples of several bulletins as one graph: each once, those of a subject together, subjects in the order in
/// which they come.
#[derive(Default)]
struct Merged {
    places: HashMap<String, usize>,
    subjects: Vec<Vec<Quad>>,
}

impl Merged {
    fn add(&mut self, quads: Vec<Quad>) {
        let mut known: HashSet<usize> = HashSet::new();
        let first_new = self.subjects.len();
        for quad in quads {
            let place = *self.places.entry(quad.subject.to_string()).or_insert_with(|| {
                self.subjects.push(Vec::new());
                self.subjects.len() - 1
            });
            let subject = &mut self.subjects[place];
            if place >= first_new || !subject.iter().any(|q| q.predicate == quad.predicate && q.object == quad.object) {
                subject.push(quad);
                known.insert(place);
            }
        }
        // The values of a property stand together, as in each bulletin.
        for place in known.into_iter().filter(|p| *p < first_new) {
            let mut order: HashMap<String, usize> = HashMap::new();
            for quad in &self.subjects[place] {
                let next = order.len();
                order.entry(quad.predicate.as_str().to_owned()).or_insert(next);
            }
            self.subjects[place].sort_by_key(|q| order.get(q.predicate.as_str()).copied());
        }
    }
}
