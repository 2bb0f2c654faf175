//! `gongbao export`: the whole store as RDF, or its outcomes as a table.

use std::io::Write;

use gongbao::error::Error;
use gongbao::store::Access;

use super::{Context, Done, place, stored};

/// The ontology, then the bulletins by IRI, each sorted: the same content gives the same bytes. A format without graphs gets
/// each triple once.
pub fn run(args: &stored::Export, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let store = place::bulletins(context, Access::Read, "export")?;
    let graphs = store.graphs()?;
    args.output.write("trig", context.lexicon()?, out, |exporter| {
        for graph in &graphs {
            exporter.graph(store.graph(graph)?)?;
        }
        Ok(Done::Well)
    })
}
