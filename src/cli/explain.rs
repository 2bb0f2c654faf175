//! `gongbao explain`: how each number of a bulletin was read, or why not.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::explain;

use super::limits::LimitArgs;
use super::progress::Progress;
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, files, input, tell};

/// Shows how each number of a bulletin was read, or why it was left
///
/// The text comes with every number marked in place, like ⟦1: 1,387⟧, and below each paragraph how the numbers were
/// read: action, target, value, unit, bound, offence, period, place, agency, official, campaign, and the production
/// that read it; or why it was left. Dates and numbers in names stand in ⟨…⟩. On a terminal in colour: green was read,
/// yellow was left, cyan is a date or a name.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  gongbao explain --date 2024-12-13 bulletin.txt\n  \
                        gongbao explain --format json bulletin.txt | jq '.numbers[] | select(.read == \"left\")'")]
pub struct Args {
    /// A bulletin in any form, or its web address; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    told: input::Told,
    /// Text for a reader, or JSON with offsets in Unicode code points
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let reading = input::Reading { told: &args.told, limits: args.limits.limits(), lexicon: context.lexicon()? };
    let (mut done, mut count) = (Done::Well, 0);
    let stop = Stop::default();
    let fetch = Fetch::new(&args.web, reading.limits, &stop);
    for piece in files::pieces(std::slice::from_ref(&args.file), &fetch, &Progress::none(), &stop) {
        for bulletin in reading.bulletins(piece) {
            count += 1;
            match bulletin {
                Ok(bulletin) => explain(args.format, &bulletin, out)?,
                Err(fault) => {
                    tell(&fault);
                    done = Done::InPart;
                }
            }
        }
    }
    if count == 0 {
        return Err(input::nothing(std::slice::from_ref(&args.file)));
    }
    Ok(done)
}

fn explain(format: Format, bulletin: &Bulletin, out: &mut dyn Write) -> Result<(), Error> {
    match format {
        Format::Text => out.write_all(explain::text(bulletin, colour()).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &explain::json(bulletin)).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Colour on a terminal, unless the user wants none anywhere.
fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}
