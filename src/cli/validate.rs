//! `gongbao validate`: a graph held against the shapes of the ontology.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use gongbao::error::Error;
use gongbao::ontology::NS;
use gongbao::validate::{self, Data, Shapes};
use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{Graph, NamedNode, Triple};

use super::limits::LimitArgs;
use super::stop::Stop;
use super::web::{Fetch, WebArgs};
use super::{Context, Done, input, memory, place};

/// Holds a graph against the rules for a correct one
///
/// What a bulletin's graph must be is said in SHACL (`ontology/shapes.ttl`). A fault is told with the node, the words of the
/// text that it is about, and what is wrong. Without files, the store is looked at; one on another server is read into memory
/// first. The ontology need not be in the files.
#[derive(clap::Args)]
#[command(after_help = "\
Exit status: 0 nothing is wrong; 1 something is, or an input failed; 2 wrong usage.

Examples:
  gongbao validate everything.trig
  gongbao validate --from bulletins/
  gongbao validate --format turtle --shapes my-shapes.ttl graph.nt > report.ttl")]
pub struct Args {
    /// Files of RDF, in the format of their extension (ttl, nt, nq, trig, rdf, jsonld); `-` is TriG or Turtle on standard input
    #[arg(value_name = "FILE", conflicts_with = "from")]
    files: Vec<PathBuf>,
    /// Convert these bulletins (files, folders, web addresses) and look at the outcome
    #[arg(long, num_args = 1.., value_name = "PATH")]
    from: Vec<PathBuf>,
    /// Rules of your own instead, in Turtle
    #[arg(long, value_name = "FILE.ttl")]
    shapes: Option<PathBuf>,
    /// Plain words, a JSON object, or SHACL's report in Turtle
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    told: input::Told,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    web: WebArgs,
}

/// How a report is written.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Turtle,
}

pub fn run(args: &Args, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let own = args.shapes.as_deref().map(validate::read).transpose()?;
    let shapes = own.as_ref().unwrap_or_else(|| Shapes::builtin());
    if !args.files.is_empty() {
        let mut graph: Graph = context.triples()?.iter().collect();
        for file in &args.files {
            load(file, &mut graph)?;
        }
        let data = Data::graph(&graph);
        // Of a graph without bulletins every rule holds, which is no verdict.
        if own.is_none() && data.instances(&NamedNode::new_unchecked(format!("{NS}Version")).into()).is_empty() {
            let files = args.files.iter().map(|f| input::name(f)).collect::<Vec<_>>().join(", ");
            return Err(Error::Other(format!(
                "{files}: no bulletin there, so nothing to look at; hint: give what `gongbao convert` or `export` writes"
            )));
        }
        return report(shapes, &data, args.format, out);
    }
    if args.from.is_empty() {
        let (store, _held) = place::open(context, "validate")?;
        return report(shapes, &Data::store(&store), args.format, out);
    }
    let fetch = Fetch::new(&args.web, args.limits.limits(), &Stop::default());
    let (store, read) = memory::store(&args.from, &args.told, &fetch, context)?;
    let done = report(shapes, &Data::store(&store), args.format, out)?;
    Ok(if read == Done::Well { done } else { read })
}

fn report(shapes: &Shapes, data: &Data<'_>, format: Format, out: &mut dyn Write) -> Result<Done, Error> {
    let report = validate::check(shapes, data)?;
    match format {
        Format::Text => validate::to_text(&report, data, out),
        Format::Json => validate::to_json(&report, data, out),
        Format::Turtle => validate::to_turtle(&report, out),
    }
    .map_err(Error::output)?;
    Ok(if report.conforms() { Done::Well } else { Done::InPart })
}

/// Adds the triples of a file, whatever graphs they are in.
fn load(path: &Path, graph: &mut Graph) -> Result<(), Error> {
    let name = input::name(path);
    if path.is_dir() {
        return Err(Error::Other(format!(
            "{name}: a folder; hint: name the files of RDF in it, or give bulletins with --from"
        )));
    }
    let extension =
        path.extension().and_then(|e| e.to_str()).unwrap_or(if name == "standard input" { "trig" } else { "" });
    // A text is a bulletin, and none of RDF, whatever else has that extension.
    let Some(format) = RdfFormat::from_extension(extension).filter(|_| extension != "txt") else {
        return Err(Error::Other(format!(
            "{name}: no format of RDF has the extension {extension:?}; hint: name it .ttl, .nt, .nq, .trig, .rdf or .jsonld, or give bulletins with --from"
        )));
    };
    let reader: Box<dyn std::io::Read> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).map_err(|e| Error::io(path, e))?)
    };
    // Files of several bulletins may use one label for nodes of their own.
    let parser = RdfParser::from_format(format).rename_blank_nodes();
    for quad in parser.for_reader(std::io::BufReader::new(reader)) {
        let quad = quad.map_err(|e| match e {
            RdfParseError::Io(e) => Error::io(path, e),
            RdfParseError::Syntax(e) => Error::syntax(&name, &e),
        })?;
        graph.insert(&Triple::from(quad));
    }
    Ok(())
}
