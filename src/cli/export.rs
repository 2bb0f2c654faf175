//! `gongbao export`: the whole store as RDF, or its outcomes as a table.

use std::io::Write;

use gongbao::error::Error;
use gongbao::store::{self, Access, Disk};

use super::{Context, Done, disk, stored};

/// The ontology, then the bulletins by IRI, each sorted: the same content gives the same bytes. A format without graphs gets
/// each triple once.
pub fn run(args: &stored::Export, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let disk = Disk::open(&disk::place(context.store.clone())?, Access::Read)?;
    let index = disk.ledger().index();
    args.output.write("trig", context.lexicon()?, out, |exporter| {
        for graph in index.graphs() {
            exporter.graph(store::graph(disk.store(), graph)?)?;
        }
        Ok(Done::Well)
    })
}
