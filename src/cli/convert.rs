//! `gongbao convert`: bulletins in, RDF out, no store.

use std::io::Write;
use std::path::PathBuf;

use gongbao::error::Error;

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
    #[arg(long, default_value = "turtle", value_name = "FORMAT")]
    to: String,
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let lexicon = context.lexicon()?;
    let mut done = Done::Well;
    for path in &args.files {
        let bulletin = input::read(path).and_then(|bytes| input::bulletin(path, &bytes, &args.told, lexicon));
        match bulletin {
            Ok(bulletin) => writeln!(out, "{} {}", bulletin.title, args.to)?,
            Err(error) => {
                tell(&error);
                done = Done::InPart;
            }
        }
    }
    Ok(done)
}
