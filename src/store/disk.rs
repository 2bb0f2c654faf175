//! The store on disk: a folder with the database, the ledger, the lock and a mark that says what it is.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad};
use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::{StorageError, Store};
use serde::{Deserialize, Serialize};

use super::keep::{Access, Committed, Counts, Graphs, Keep, counted};
use super::ledger::{Ledger, Line, Notes};
use super::{change, fault, lock, space};
use crate::error::Error;

/// The file that makes a folder a store.
const MARK: &str = "gongbao-store.json";
/// The same while it is written.
const NEW_MARK: &str = "gongbao-store.json.new";
const LEDGER: &str = "ledger.jsonl";
/// The version of the folder's layout.
const LAYOUT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Mark {
    layout: u32,
    made_by: String,
}

/// A store that is open.
pub struct Disk {
    dir: PathBuf,
    store: Store,
    ledger: Ledger,
    _lock: File,
}

impl Disk {
    /// Opens the store at `dir`.
    ///
    /// # Errors
    /// When there is none (to read), when the folder is something else, when another process holds it, or when the
    /// disk says no.
    pub fn open(dir: &Path, access: Access) -> Result<Self, Error> {
        match (look(dir)?, access) {
            (Found::Store, _) => {}
            (Found::Nothing, Access::Write) => make(dir)?,
            (Found::Nothing, Access::Read) => {
                return Err(Error::Other(format!(
                    "{}: no store there; hint: `gongbao ingest PATH…` makes one, and `query --from PATH…` needs none",
                    dir.display()
                )));
            }
        }
        let lock = lock::take(dir, access)?;
        let database = dir.join("db");
        let opened = match access {
            // A store that was made and never written has no database yet.
            Access::Read if !database.join("CURRENT").exists() => Store::new(),
            Access::Read => Store::open_read_only(&database),
            Access::Write => Store::open(&database),
        };
        let store = opened.map_err(|e| fault(&dir.display().to_string(), &e))?;
        let ledger = Ledger::open(&dir.join(LEDGER))?;
        Ok(Self { dir: dir.to_owned(), store, ledger, _lock: lock })
    }
}

impl Keep for Disk {
    fn name(&self) -> String {
        self.dir.display().to_string()
    }

    fn notes(&self) -> &Notes {
        self.ledger.notes()
    }

    fn reload(&mut self) -> Result<(), Error> {
        self.ledger = Ledger::open(&self.dir.join(LEDGER))?;
        Ok(())
    }

    fn graph(&self, graph: &str) -> Result<Vec<Quad>, Error> {
        change::graph(&self.store, graph).map_err(|e| self.fault(&e))
    }

    fn counts(&self) -> Result<Counts, Error> {
        let name = self.name();
        let told = |e: &dyn std::fmt::Display| Error::Other(format!("{name}: {e}"));
        let query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g";
        let query = SparqlEvaluator::new().parse_query(query).map_err(|e| told(&e))?;
        let results = query.on_store(&self.store).execute().map_err(|e| told(&e))?;
        counted(results).map_err(|e| told(&e))
    }

    /// One transaction, flushed to the disk, and only then noted: a commit alone is not on the disk, a power cut takes it
    /// back. What was flushed and not noted is taken out again when the store is next opened for writing, and read anew.
    fn commit(&mut self, graphs: &Graphs, note: &dyn Fn(&Counts) -> Vec<Line>) -> Result<Committed, Error> {
        if !graphs.is_empty() {
            let written = change::set_graphs(&self.store, graphs).and_then(|()| self.store.flush());
            written.map_err(|e| self.fault(&e))?;
        }
        let count = |graph: &String| Ok((graph.clone(), self.count(graph).map_err(|e| self.fault(&e))?));
        let counts = graphs.keys().map(count).collect::<Result<Counts, Error>>()?;
        self.ledger.append(note(&counts))?;
        Ok(Committed::Done)
    }

    fn room(&self, reserve: u64) -> Result<(), Error> {
        space::check(&self.dir, reserve)
    }

    fn database(&self) -> Option<&Store> {
        Some(&self.store)
    }
}

impl Disk {
    fn count(&self, graph: &str) -> Result<u64, StorageError> {
        let graph = GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(graph));
        self.store.quads_for_pattern(None, None, None, Some(graph)).try_fold(0, |n, quad| quad.map(|_| n + 1))
    }

    fn fault(&self, error: &StorageError) -> Error {
        fault(&self.name(), error)
    }
}

enum Found {
    Store,
    Nothing,
}

/// What there is at `dir`: a store, or room for one.
fn look(dir: &Path) -> Result<Found, Error> {
    let not_a_store = |what: &str| {
        let hint = "give --store DIR (or $GONGBAO_STORE) another folder, nothing was written here";
        Err(Error::Other(format!("{}: {what}; hint: {hint}", dir.display())))
    };
    let mark = match std::fs::read(dir.join(MARK)) {
        Ok(mark) => mark,
        Err(_) if !dir.exists() => return Ok(Found::Nothing),
        Err(_) if !dir.is_dir() => return not_a_store("a file, not a store"),
        Err(_) => {
            let mut entries = std::fs::read_dir(dir).map_err(|e| Error::io(dir, e))?;
            // A store that was being made when its maker was killed holds these and no mark.
            let foreign = entries.any(|e| e.map_or(true, |e| e.file_name() != LEDGER && e.file_name() != NEW_MARK));
            return if foreign { not_a_store("not a store of gongbao") } else { Ok(Found::Nothing) };
        }
    };
    match serde_json::from_slice::<Mark>(&mark) {
        Ok(mark) if mark.layout == LAYOUT => Ok(Found::Store),
        Ok(mark) => not_a_store(&format!(
            "a store of layout {} (made by gongbao {}), and this program knows layout {LAYOUT}",
            mark.layout, mark.made_by
        )),
        Err(_) => not_a_store(&format!("its {MARK} is damaged")),
    }
}

/// Makes an empty store. The mark is written last and whole, so that a folder with it has the rest.
fn make(dir: &Path) -> Result<(), Error> {
    std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
    Ledger::create(&dir.join(LEDGER))?;
    let mark = Mark { layout: LAYOUT, made_by: env!("CARGO_PKG_VERSION").to_owned() };
    let mark = serde_json::to_vec(&mark).map_err(|e| Error::Other(format!("{MARK}: {e}")))?;
    let path = dir.join(MARK);
    let new = dir.join(NEW_MARK);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(&mark)?;
        file.sync_all()?;
        std::fs::rename(&new, &path)?;
        File::open(dir)?.sync_all()
    };
    write().map_err(|e| Error::io(&path, e))
}
