//! `gongbao completions`: what a shell needs to complete the commands.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;
use gongbao::error::Error;

use super::{Cli, Context, Done};

/// Prints the completions of a shell
#[derive(clap::Args)]
#[command(after_help = "Example:\n  gongbao completions bash > ~/.local/share/bash-completion/completions/gongbao")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: &Args, _: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    // The generator expects a writer that never fails.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gongbao", &mut script);
    out.write_all(&script)?;
    Ok(Done::Well)
}
