//! Stores of bulletins: in memory for one question, on disk (feature `disk`) or on another server (feature `web`) for keeps.
//!
//! Each bulletin is a named graph, and so is the ontology. The default graph holds all of them together, each triple
//! once: a place or a body that many bulletins name has its labels in the graph of each, and a query over a mere
//! union would count it as often.

mod change;
#[cfg(feature = "disk")]
mod disk;
mod graphs;
mod keep;
mod ledger;
mod live;
#[cfg(feature = "disk")]
mod lock;
mod record;
#[cfg(feature = "web")]
pub mod remote;
#[cfg(feature = "disk")]
mod space;

#[cfg(feature = "disk")]
pub use disk::Disk;
pub use graphs::Shelf;
pub use keep::{Access, Bulletins, Committed, Counts, Graphs, Item, Keep, State};
pub use ledger::{Ledger, Line, Notes};
pub use live::Live;
pub use record::{Beside, Former, Index, Plan, Put, Record};
#[cfg(feature = "web")]
pub use remote::Remote;

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, Quad, Triple};
use oxigraph::store::{StorageError, Store};
use sha2::{Digest, Sha256};

use crate::error::{Error, one_line};
use crate::ontology::SOURCES;

/// The named graph of the ontology.
pub const ONTOLOGY: &str = "https://w3id.org/gongbao/ontology";

/// A store in memory that holds the ontology and some bulletins.
///
/// # Errors
/// When memory ends.
pub fn memory(ontology: &[Triple], bulletins: impl IntoIterator<Item = Vec<Quad>>) -> Result<Store, Error> {
    let store = Store::new().map_err(|e| fault("memory", &e))?;
    let graph = NamedNode::new_unchecked(ONTOLOGY);
    let ontology = ontology.iter().map(|triple| triple.clone().in_graph(graph.clone()));
    let mut loader = store.bulk_loader();
    loader
        .load_quads(ontology.chain(bulletins.into_iter().flatten()).flat_map(|quad| [in_default(&quad), quad]))
        .and_then(|()| loader.commit())
        .map_err(|e| fault("memory", &e))?;
    Ok(store)
}

/// The quads of a named graph, sorted.
///
/// # Errors
/// When the store cannot be read.
pub fn graph(store: &Store, name: &str) -> Result<Vec<Quad>, Error> {
    let graph = NamedNodeRef::new_unchecked(name);
    let quads = store.quads_for_pattern(None, None, None, Some(graph.into()));
    let mut quads: Vec<Quad> = quads.collect::<Result<_, _>>().map_err(|e| fault("the store", &e))?;
    quads.sort_by_cached_key(ToString::to_string);
    Ok(quads)
}

/// Makes named graphs of a database hold exactly these quads, and the default graph follow; an empty one goes.
///
/// # Errors
/// When the database cannot be written.
pub fn set_graphs(store: &Store, graphs: &Graphs) -> Result<(), Error> {
    change::set_graphs(store, graphs).map_err(|e| fault("the store", &e))
}

/// What a reading depends on beside the text: the version of the program and the ontology, with the files that the
/// user adds to it. A bulletin that was stored under another fingerprint is read again.
pub fn fingerprint<'a>(more: impl IntoIterator<Item = &'a [u8]>) -> String {
    let built_in = SOURCES.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
    let parts = std::iter::once(env!("CARGO_PKG_VERSION").as_bytes()).chain(built_in).chain(more);
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize()[..16])
}

/// What tells a source with these bytes (by their SHA-256) from any other one, in little room.
pub fn key(source: &str, sha256: &str) -> u128 {
    let mut hash = Sha256::new();
    hash.update(source.as_bytes());
    hash.update([0]);
    hash.update(sha256.as_bytes());
    hash.finalize().iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn in_default(quad: &Quad) -> Quad {
    Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }
}

/// A fault of the storage, with what to do where it is known.
fn fault(name: &str, error: &StorageError) -> Error {
    let told = one_line(&error.to_string());
    let hint = if told.contains("No space left") {
        "; hint: the disk is full: make room and run the command again, nothing that was reported as stored is lost"
    } else {
        ""
    };
    Error::Other(format!("{name}: {told}{hint}"))
}
