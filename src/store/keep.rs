//! The rules by which bulletins are kept, wherever that is: what is whole, what is replaced, what is noted.
//!
//! [`Keep`] is a place that can hold graphs and notes of them, on disk or elsewhere; [`Bulletins`] is all that is done with
//! one, the same for each.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use oxigraph::model::{NamedNodeRef, Quad, Triple};
use oxigraph::store::Store;

use super::ONTOLOGY;
use super::ledger::{Line, Notes};
use super::record::{Index, Plan, Put, Record};
use crate::error::Error;

/// More graphs than this that no ledger knows are no interrupted batch, and are left alone.
const BATCH: usize = 1000;
/// How often a change is planned anew because somebody else has written meanwhile.
const TRIES: usize = 10;

/// What a command does with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads, beside other readers.
    Read,
    /// Writes, alone; makes the store where there is none.
    Write,
}

/// Graphs by their IRIs; an empty one is to go.
pub type Graphs = BTreeMap<String, Vec<Quad>>;
/// How many quads each of some graphs holds.
pub type Counts = BTreeMap<String, u64>;

/// What became of a change.
#[derive(Debug)]
pub enum Committed {
    /// It is made, and safe.
    Done,
    /// Nothing was changed: somebody else has written since the notes were read.
    Stale,
    /// Nothing was changed: it is refused, and less at a time may be taken.
    Refused(Error),
}

/// Where bulletins are kept: a graph each, that of the ontology, all of them together in the default graph, each triple
/// once, and the notes.
pub trait Keep: Send {
    /// What it is called in errors.
    fn name(&self) -> String;

    /// What is known to be there.
    fn notes(&self) -> &Notes;

    /// Reads the notes anew.
    ///
    /// # Errors
    /// When they cannot be read.
    fn reload(&mut self) -> Result<(), Error>;

    /// The quads of a named graph.
    ///
    /// # Errors
    /// When it cannot be read.
    fn graph(&self, graph: &str) -> Result<Vec<Quad>, Error>;

    /// How many quads each named graph of ours holds.
    ///
    /// # Errors
    /// When they cannot be counted.
    fn counts(&self) -> Result<Counts, Error>;

    /// Makes graphs hold exactly these quads, then notes what `note` says of their counts: all of it or nothing, and safe
    /// when this returns.
    ///
    /// # Errors
    /// When it cannot be written.
    fn commit(&mut self, graphs: &Graphs, note: &dyn Fn(&Counts) -> Vec<Line>) -> Result<Committed, Error>;

    /// Refuses when less than `reserve` bytes are free there, where that is known.
    ///
    /// # Errors
    /// When there is too little room.
    fn room(&self, _reserve: u64) -> Result<(), Error> {
        Ok(())
    }

    /// Whether a change of so many quads is enough for one time.
    fn is_enough(&self, _quads: usize) -> bool {
        false
    }

    /// The database, when it is in this process.
    fn database(&self) -> Option<&Store> {
        None
    }
}

/// What of a store is not as its notes say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Bulletins that have other than the quads that they should: IRI → (found, expected).
    pub lost: BTreeMap<String, (u64, u64)>,
    /// Graphs that were written and never confirmed: an ingest was interrupted.
    pub unconfirmed: Vec<String>,
}

/// A bulletin to be stored; `record.quads` is counted by the store.
#[derive(Clone)]
pub struct Item {
    /// What the ledger will say of it.
    pub record: Record,
    /// Its graph.
    pub quads: Vec<Quad>,
    /// Whether it is written even when its source gave the same before.
    pub again: bool,
}

/// A store of bulletins.
pub struct Bulletins {
    place: Box<dyn Keep>,
}

impl Bulletins {
    /// The bulletins of a place.
    pub fn new(place: impl Keep + 'static) -> Self {
        Self { place: Box::new(place) }
    }

    /// What the store is called in errors.
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// The bulletins and their sources.
    pub fn index(&self) -> &Index {
        self.place.notes().index()
    }

    /// How many statements the graphs hold, as their notes tell.
    pub fn size(&self) -> u64 {
        let index = self.index();
        let bulletins = index.bulletins().keys().filter_map(|bulletin| index.of(bulletin).next());
        let ontology = self.place.notes().ontology().map_or(0, |(_, quads)| quads);
        ontology + bulletins.map(|record| record.quads).chain(index.formers().map(|former| former.quads)).sum::<u64>()
    }

    /// The numbers of the ledger's lines that could not be read.
    pub fn damaged(&self) -> &[usize] {
        self.place.notes().damaged()
    }

    /// The database, when it is in this process.
    pub fn database(&self) -> Option<&Store> {
        self.place.database()
    }

    /// The quads of a named graph, sorted.
    ///
    /// # Errors
    /// When the store cannot be read, or does not give all of it.
    pub fn graph(&self, graph: &str) -> Result<Vec<Quad>, Error> {
        let mut quads = self.place.graph(graph)?;
        self.is_whole(graph, quads.len())?;
        quads.sort_by_cached_key(ToString::to_string);
        Ok(quads)
    }

    /// Refuses a graph of a server that holds back what does not fit its limits.
    fn is_whole(&self, graph: &str, found: usize) -> Result<(), Error> {
        let notes = self.place.notes();
        let record = notes.index().of(graph).next().map(|record| record.quads);
        let former = || notes.index().formers().find(|f| f.bulletin == graph).map(|f| f.quads);
        let expected = record.or_else(former).or(notes.ontology().map(|(_, n)| n).filter(|_| graph == ONTOLOGY));
        match expected {
            Some(expected) if self.database().is_none() && (found as u64) < expected => Err(Error::Other(format!(
                "{}: gives {found} of the {expected} statements of {graph}; hint: raise the server's limit on the size of an answer, or see with `gongbao list` what it has lost",
                self.name()
            ))),
            _ => Ok(()),
        }
    }

    /// The graphs that there are: the ontology, then every bulletin, former ones too, by IRI. Of a store without notes, those
    /// that are found there.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn graphs(&self) -> Result<Vec<String>, Error> {
        let index = self.index();
        if index.records().len() + index.formers().len() == 0 {
            let found = self.place.counts()?.into_keys().filter(|g| g != ONTOLOGY);
            return Ok(std::iter::once(ONTOLOGY.to_owned()).chain(found).collect());
        }
        Ok(index.graphs().map(str::to_owned).collect())
    }

    /// Holds the graphs against the notes.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn state(&self) -> Result<State, Error> {
        let found = self.place.counts()?;
        let mut state = State::default();
        let index = self.index();
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

    /// Stores readings, whole or not at all; what became of each, in order. When this returns, they are safe.
    ///
    /// # Errors
    /// When less than `reserve` bytes would be left where the store is, or it cannot be written.
    pub fn put(&mut self, items: Vec<Item>, reserve: u64) -> Result<Vec<Put>, Error> {
        let mut fates = Vec::with_capacity(items.len());
        let mut sources = HashSet::new();
        let mut batch: Vec<Item> = Vec::new();
        let mut quads = 0;
        for item in items {
            // A later text from the same source takes the place of the one before.
            let is_again = !sources.insert(item.record.source.clone());
            if is_again || (!batch.is_empty() && self.place.is_enough(quads + item.quads.len())) {
                sources = HashSet::from([item.record.source.clone()]);
                fates.extend(self.put_batch(&std::mem::take(&mut batch), reserve)?);
                quads = 0;
            }
            quads += item.quads.len();
            batch.push(item);
        }
        fates.extend(self.put_batch(&batch, reserve)?);
        Ok(fates)
    }

    fn put_batch(&mut self, batch: &[Item], reserve: u64) -> Result<Vec<Put>, Error> {
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        self.place.room(reserve)?;
        let again: Vec<bool> = batch.iter().map(|item| item.again).collect();
        for _ in 0..TRIES {
            let records = batch.iter().map(|item| item.record.clone()).collect();
            let plan = self.index().plan(records, &again);
            let mut texts = BTreeMap::new();
            for item in batch.iter().filter(|item| plan.written.contains_key(&item.record.bulletin)) {
                texts.entry(item.record.bulletin.clone()).or_insert_with(|| item.quads.clone());
            }
            let graphs = plan.graphs(texts, |graph| self.place.graph(graph))?;
            let sources = batch.iter().map(|item| &*item.record.source);
            let known = self.index().part(graphs.keys().map(String::as_str), sources);
            match self.place.commit(&graphs, &|counts| stored(&plan, &known, counts))? {
                Committed::Done => return Ok(plan.fates),
                Committed::Stale => self.place.reload()?,
                Committed::Refused(error) if batch.len() == 1 => return Err(error),
                Committed::Refused(_) => {
                    let (left, right) = batch.split_at(batch.len() / 2);
                    let mut fates = self.put_batch(left, reserve)?;
                    fates.extend(self.put_batch(right, reserve)?);
                    return Ok(fates);
                }
            }
        }
        Err(self.busy())
    }

    /// Takes a bulletin out, with all its sources and the versions that it took the place of; or only what is left of
    /// such a version. What was taken out: the sources, and the versions.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn withdraw(&mut self, bulletin: &str) -> Result<(BTreeSet<String>, BTreeSet<String>), Error> {
        for _ in 0..TRIES {
            let index = self.index();
            let sources: BTreeSet<String> = index.of(bulletin).map(|r| r.source.clone()).collect();
            let formers =
                if sources.is_empty() { BTreeSet::from([bulletin.to_owned()]) } else { index.formers_of(bulletin) };
            let gone = formers.iter().cloned().chain(std::iter::once(bulletin.to_owned())).map(|b| (b, Vec::new()));
            let withdrawn = sources.iter().map(|source| Line::Withdrawn { source: source.clone() });
            let forgotten = formers.iter().map(|bulletin| Line::Forgotten { bulletin: bulletin.clone() });
            let lines: Vec<Line> = withdrawn.chain(forgotten).collect();
            if self.committed(&gone.collect(), &|_| lines.clone())? {
                return Ok((sources, formers));
            }
        }
        Err(self.busy())
    }

    /// Takes sources out. A bulletin goes with its last one; what it took out is given back.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn forget(&mut self, sources: &[String]) -> Result<BTreeSet<String>, Error> {
        let mut gone = BTreeSet::new();
        for source in sources {
            let Some(bulletin) = self.index().get(source).map(|r| r.bulletin.clone()) else { continue };
            if self.index().of(&bulletin).count() == 1 {
                self.withdraw(&bulletin)?;
                gone.insert(bulletin);
            } else {
                self.forget_one(source, &bulletin)?;
            }
        }
        Ok(gone)
    }

    /// Takes one of several sources of a bulletin out.
    fn forget_one(&mut self, source: &str, bulletin: &str) -> Result<(), Error> {
        for _ in 0..TRIES {
            let mut rest = self.index().clone_of(bulletin);
            rest.withdraw(source);
            let graph = rest.beside(bulletin).graph(bulletin, self.place.graph(bulletin)?);
            let note = |counts: &Counts| {
                let quads = counts.get(bulletin).copied().unwrap_or(0);
                let kept = rest.records().map(|r| Line::Stored(Box::new(Record { quads, ..r.clone() })));
                std::iter::once(Line::Withdrawn { source: source.to_owned() }).chain(kept).collect()
            };
            if self.committed(&Graphs::from([(bulletin.to_owned(), graph)]), &note)? {
                return Ok(());
            }
        }
        Err(self.busy())
    }

    /// Loads the ontology, when the store holds another one.
    ///
    /// # Errors
    /// When less than `reserve` bytes would be left where the store is, or it cannot be written.
    pub fn set_ontology(&mut self, triples: &[Triple], fingerprint: &str, reserve: u64) -> Result<(), Error> {
        let name = NamedNodeRef::new_unchecked(ONTOLOGY).into_owned();
        for _ in 0..TRIES {
            if self.place.notes().ontology().is_some_and(|(known, _)| known == fingerprint) {
                return Ok(());
            }
            self.place.room(reserve)?;
            let quads: Vec<Quad> = triples.iter().map(|t| t.clone().in_graph(name.clone())).collect();
            let note = |counts: &Counts| {
                let quads = counts.get(ONTOLOGY).copied().unwrap_or(0);
                vec![Line::Ontology { fingerprint: fingerprint.to_owned(), quads }]
            };
            if self.committed(&Graphs::from([(ONTOLOGY.to_owned(), quads)]), &note)? {
                return Ok(());
            }
        }
        Err(self.busy())
    }

    /// Takes out what an interrupted batch has left: graphs that were written and never confirmed.
    ///
    /// # Errors
    /// When there are more of them than a batch leaves, or the store cannot be written.
    pub fn tidy(&mut self, unconfirmed: &[String]) -> Result<(), Error> {
        if unconfirmed.len() > BATCH || !self.damaged().is_empty() {
            return Err(Error::Other(format!(
                "{}: holds {} bulletins that its ledger does not know; hint: the ledger is damaged: export the store, and ingest into a new one",
                self.name(),
                unconfirmed.len()
            )));
        }
        for graph in unconfirmed {
            // What another writer has noted meanwhile is no leftover.
            let known = |index: &Index| index.graphs().any(|g| g == graph);
            let gone = Graphs::from([(graph.clone(), Vec::new())]);
            while !known(self.index()) && !self.committed(&gone, &|_| Vec::new())? {}
        }
        Ok(())
    }

    /// Makes a change; whether it was made. If not, it is to be planned anew.
    fn committed(&mut self, graphs: &Graphs, note: &dyn Fn(&Counts) -> Vec<Line>) -> Result<bool, Error> {
        match self.place.commit(graphs, note)? {
            Committed::Done => Ok(true),
            Committed::Stale => self.place.reload().map(|()| false),
            Committed::Refused(error) => Err(error),
        }
    }

    fn busy(&self) -> Error {
        let name = self.name();
        Error::Other(format!("{name}: others write there all the time; hint: run the command again later"))
    }
}

/// What is noted when a plan is carried out. `known` is what was noted of the same
/// bulletins and sources.
fn stored(plan: &Plan, known: &Index, counts: &Counts) -> Vec<Line> {
    let count = |bulletin: &str| counts.get(bulletin).copied();
    let new = |record: &Record| {
        let quads = count(&record.bulletin).unwrap_or(record.quads);
        let record = Record { quads, ..record.clone() };
        let is_known = known.get(&record.source) == Some(&record);
        (!is_known).then(|| Line::Stored(Box::new(record)))
    };
    // A bulletin's graph is that of all of its sources.
    let batch: HashSet<&str> = plan.records.iter().map(|r| r.source.as_str()).collect();
    let others = known.records().filter(|r| !batch.contains(&*r.source) && counts.contains_key(&r.bulletin));
    let stored: Vec<Line> = plan.records.iter().chain(others).filter_map(new).collect();
    if stored.is_empty() {
        return stored;
    }
    // What was replaced comes first: cut off behind it, the ledger still knows what stands in its graph.
    let formers = plan.formers.iter().map(|f| {
        let quads = count(&f.bulletin).unwrap_or(0);
        Line::Replaced(crate::store::Former { quads, ..f.clone() })
    });
    formers.chain(stored).collect()
}

/// The rows of a graph and a number each.
#[cfg(any(feature = "disk", feature = "web"))]
pub(super) fn counted(
    results: oxigraph::sparql::QueryResults<'_>,
) -> Result<Counts, oxigraph::sparql::QueryEvaluationError> {
    use oxigraph::model::Term;
    use oxigraph::sparql::QueryResults;
    let mut counts = Counts::new();
    if let QueryResults::Solutions(rows) = results {
        for row in rows {
            let row = row?;
            if let (Some(Term::NamedNode(graph)), Some(Term::Literal(n))) = (row.get(0), row.get(1)) {
                counts.insert(graph.as_str().to_owned(), n.value().parse().unwrap_or(0));
            }
        }
    }
    Ok(counts)
}
