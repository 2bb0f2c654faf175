//! The options of the commands that need a store.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::limits::LimitArgs;
use super::web::WebArgs;
use super::{input, output};

/// Reads bulletins into the store
///
/// Bulletins come as text, Markdown, HTML, PDF, DOCX, feeds, JSON lines or web archives, told by their content. Folders are searched at
/// any depth. Passed over in them, and counted in the summary, is what holds no bulletin: pictures, programs, styles, data, and texts
/// without a sentence unless their name ends in .txt, .text, .md or .markdown, or has no ending; hidden files are not looked at. A
/// file that is named by itself is always read. The same text from two files or addresses is
/// one bulletin with two sources. A bulletin that is there already is replaced when its file has changed, or when the program or the ontology that read it has, and is left as it is
/// otherwise. One bad file never stops the rest.
///
/// What was fetched from a web address is fetched again only when it has changed since.
///
/// Bulletins go in by batches, and a batch that is done is safe from a kill and from a power cut. After an
/// interruption run the same command again.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  gongbao ingest bulletins\n  gongbao ingest --store ./store 2024-12-13-shandong.txt\n  \
                  gongbao ingest --follow https://example.org/news/feed.xml"
)]
pub struct Ingest {
    /// Files, folders and web addresses of bulletins, in any form
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub told: input::Told,
    /// Read every file again, also those that have not changed
    #[arg(long)]
    pub again: bool,
    /// Take out bulletins whose file in the given folders is no longer there
    #[arg(long)]
    pub prune: bool,
    /// Write nothing when less than this is free on the disk
    #[arg(long, default_value_t = 64, value_name = "MB", value_parser = clap::value_parser!(u64).range(0..1 << 40))]
    pub reserve: u64,
    #[command(flatten)]
    pub limits: LimitArgs,
    #[command(flatten)]
    pub web: WebArgs,
}

/// Follows feeds and listing pages, again and again
///
/// FILE names an address a line; what follows a # is a remark, and the file is read anew each time. What is new there is
/// fetched and goes into the store, as by `ingest`.
///
/// Of a feed, each entry is a bulletin; the page is fetched of those that hold no more than a summary. A page is a
/// listing when it links to bulletins: links on the same host, called something as long as a title (8 letters, 4
/// characters of Chinese), that lie below the listing's folder or have a date in their path, and are no further page
/// of the list and no picture, sound or archive. A page without such links, and anything else, is a bulletin itself.
///
/// What was done is kept beside the store: after a restart nothing is done twice, and no address is asked before
/// its time. Between two rounds the store is free for other commands. Ctrl-C ends it.
#[derive(Args)]
#[command(after_help = "Examples:\n  gongbao watch addresses.txt --every 1h\n  \
                        gongbao watch addresses.txt --once    # from cron")]
pub struct Watch {
    /// A file with the addresses of feeds and listing pages, one a line
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Ask each address this often, such as 30m, 1h or 1d
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = super::web::time)]
    pub every: Duration,
    /// Ask each address now, once, and end
    #[arg(long)]
    pub once: bool,
    /// Look this often at a bulletin that a listing page still links to, whether it was corrected
    #[arg(long, value_name = "TIME", default_value = "1d", value_parser = super::web::time)]
    pub recheck: Duration,
    /// Write nothing when less than this is free on the disk
    #[arg(long, default_value_t = 64, value_name = "MB", value_parser = clap::value_parser!(u64).range(0..1 << 40))]
    pub reserve: u64,
    #[command(flatten)]
    pub told: input::Told,
    #[command(flatten)]
    pub limits: LimitArgs,
    #[command(flatten)]
    pub web: WebArgs,
}

/// Lists the bulletins of the store
///
/// A line for each bulletin and source: date, language, outcomes, numbers left unread, name, source, title, and the name of
/// the version that it took the place of. The store
/// is held against its ledger: what it has lost is told on standard error, and the exit status is 1.
#[derive(Args)]
#[command(after_help = "Example:\n  gongbao list --format tsv | cut -f 1,5")]
pub struct List {
    /// Aligned, tab-separated, or a JSON object a line
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

/// How a list is written.
#[derive(Clone, Copy, ValueEnum)]
pub enum ListFormat {
    Table,
    Tsv,
    Json,
}

/// Takes bulletins out of the store
///
/// A bulletin goes with all of its sources and with what is kept of its former versions. Its file stays where it is: when
/// that is ingested again, the bulletin comes back. What came from the web comes back with `ingest --again`, or when it has
/// changed there.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  gongbao withdraw 2024-12-13-1f3a5b7c9d0e1f2a\n  gongbao withdraw bulletins/shandong.txt"
)]
pub struct Withdraw {
    /// The IRI of a bulletin, the last part of it, or the file that it came from
    #[arg(required = true, value_name = "BULLETIN")]
    pub bulletins: Vec<String>,
}

/// Writes the whole store as RDF
///
/// The ontology and every bulletin, a named graph each where the format has such; TriG is the default. The same content
/// gives the same bytes.
#[derive(Args)]
#[command(after_help = "Examples:\n  gongbao export --to trig --output everything.trig\n  \
                        gongbao export --to csv --place CN --from 2024-01-01 --output china.csv\n  \
                        gongbao export --canonical --output everything.nq > everything.sha256")]
pub struct Export {
    #[command(flatten)]
    pub output: output::Output,
}
