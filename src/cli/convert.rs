//! `gongbao convert`: bulletins in, RDF out, no store.

use std::io::Write;
use std::path::PathBuf;

use gongbao::error::Error;
use gongbao::export::{FORMATS, Format};
use gongbao::rdf;

use super::{Context, Done, input, tell};

/// Turns bulletins into RDF
///
/// Several bulletins give one output of all: as one graph in turtle, ntriples and rdfxml, as a named graph each in
/// trig, nquads and jsonld.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  gongbao convert --date 2024-12-13 --to ntriples bulletin.txt\n  \
                        gongbao convert --to trig bulletins/*.txt > bulletins.trig")]
pub struct Args {
    /// Text files, the title in the first line; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    told: input::Told,
    /// The format of the output
    #[arg(long, default_value = "turtle", value_name = "FORMAT", value_parser = format)]
    to: &'static Format,
}

fn format(name: &str) -> Result<&'static Format, String> {
    let known = || FORMATS.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    Format::by_name(name).ok_or_else(|| format!("no format of this name; hint: there are {}", known()))
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let lexicon = context.lexicon()?;
    let mut done = Done::Well;
    let mut writer = args.to.writer(out);
    for path in &args.files {
        let bulletin = input::read(path).and_then(|bytes| input::bulletin(path, &bytes, &args.told, lexicon));
        match bulletin {
            Ok(bulletin) => writer.extend(&rdf::quads(&bulletin, lexicon))?,
            Err(error) => {
                tell(&error);
                done = Done::InPart;
            }
        }
    }
    writer.finish()?;
    Ok(done)
}
