//! `gongbao export`: the whole store as RDF.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use gongbao::error::Error;
use gongbao::export::Format;
use gongbao::store::{Access, Disk, ONTOLOGY};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};
use oxigraph::store::StorageError;

use super::{Context, Done, disk, stored};

pub fn run(args: &stored::Export, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let store = Disk::open(&disk::place(context.store.clone())?, Access::Read)?;
    match &args.output {
        Some(path) => to_file(&store, args.to, path)?,
        None => write(&store, args.to, out)?,
    }
    Ok(Done::Well)
}

/// The file gets its name when it is whole.
fn to_file(store: &Disk, format: &'static Format, path: &Path) -> Result<(), Error> {
    let fault = |e| Error::io(path, e);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut file = BufWriter::new(File::create(&part).map_err(fault)?);
    write(store, format, &mut file)?;
    let file = file.into_inner().map_err(|e| fault(e.into_error()))?;
    file.sync_all().map_err(fault)?;
    std::fs::rename(&part, path).map_err(fault)
}

/// The ontology, then the bulletins by IRI, each sorted: the same content gives the same bytes. A format without
/// graphs gets each triple once.
fn write(store: &Disk, format: &'static Format, out: &mut dyn Write) -> Result<(), Error> {
    let fault = |e: StorageError| Error::Other(format!("the store: {e}"));
    let index = store.ledger().index();
    let current = index.bulletins().keys().map(String::as_str);
    let bulletins: BTreeSet<&str> = current.chain(index.formers().map(|f| f.bulletin.as_str())).collect();
    let mut writer = format.writer(out);
    let graphs: Vec<GraphNameRef<'_>> = if format.graphs {
        std::iter::once(ONTOLOGY).chain(bulletins).map(|g| NamedNodeRef::new_unchecked(g).into()).collect()
    } else {
        vec![GraphNameRef::DefaultGraph]
    };
    for graph in graphs {
        let quads = store.store().quads_for_pattern(None, None, None, Some(graph));
        let mut quads: Vec<Quad> = quads.collect::<Result<_, _>>().map_err(fault)?;
        quads.sort_by_cached_key(ToString::to_string);
        writer.extend(&quads)?;
    }
    writer.finish()?;
    Ok(())
}
