//! The store on disk: a folder with the database, the ledger, the lock and a mark that says what it is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use serde::{Deserialize, Serialize};

use super::ledger::Ledger;
use super::{ONTOLOGY, fault, lock};
use crate::error::Error;

/// The file that makes a folder a store.
const MARK: &str = "gongbao-store.json";
/// The same while it is written.
const NEW_MARK: &str = "gongbao-store.json.new";
const LEDGER: &str = "ledger.jsonl";
/// The version of the folder's layout.
const LAYOUT: u32 = 1;

/// What a command does with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads, beside other readers.
    Read,
    /// Writes, alone; makes the store where there is none.
    Write,
}

#[derive(Serialize, Deserialize)]
struct Mark {
    layout: u32,
    made_by: String,
}

/// A store that is open.
pub struct Disk {
    pub(super) dir: PathBuf,
    pub(super) store: Store,
    pub(super) ledger: Ledger,
    _lock: File,
}

/// What of a store is not as its ledger says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Bulletins that have other than the quads that they should: IRI → (found, expected).
    pub lost: BTreeMap<String, (u64, u64)>,
    /// Graphs that were written and never confirmed: an ingest was interrupted.
    pub unconfirmed: Vec<String>,
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

    /// The database.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// What the store is known to hold.
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Holds the database against the ledger.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn state(&self) -> Result<State, Error> {
        let found = self.counts()?;
        let mut state = State::default();
        let index = self.ledger.index();
        // Of several sources any tells: they share the graph.
        let records = index.bulletins().keys().filter_map(|b| index.of(b).next());
        let formers = index.formers().filter(|f| !index.bulletins().contains_key(&f.bulletin));
        let expected: BTreeMap<&str, u64> =
            records.map(|r| (&*r.bulletin, r.quads)).chain(formers.map(|f| (&*f.bulletin, f.quads))).collect();
        for (bulletin, expected) in &expected {
            let found = found.get(*bulletin).copied().unwrap_or(0);
            if found != *expected {
                state.lost.insert((*bulletin).to_owned(), (found, *expected));
            }
        }
        state.unconfirmed = found.into_keys().filter(|g| g != ONTOLOGY && !expected.contains_key(g.as_str())).collect();
        Ok(state)
    }

    /// How many quads each named graph holds.
    fn counts(&self) -> Result<BTreeMap<String, u64>, Error> {
        let name = self.dir.display().to_string();
        let told = |e: &dyn std::fmt::Display| Error::Other(format!("{name}: {e}"));
        let query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g";
        let query = SparqlEvaluator::new().parse_query(query).map_err(|e| told(&e))?;
        let results = query.on_store(&self.store).execute().map_err(|e| told(&e))?;
        let mut counts = BTreeMap::new();
        if let QueryResults::Solutions(rows) = results {
            for row in rows {
                let row = row.map_err(|e| told(&e))?;
                if let (Some(Term::NamedNode(graph)), Some(Term::Literal(n))) = (row.get(0), row.get(1)) {
                    counts.insert(graph.as_str().to_owned(), n.value().parse().unwrap_or(0));
                }
            }
        }
        Ok(counts)
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
