//! A store of bulletins on another server (feature `web`), by SPARQL 1.1: Query, Update and, where its address is given, the
//! Graph Store Protocol.
//!
//! - `address` finds the addresses of a server that was named by one;
//! - `http` sends a request and takes its answer in, tries again, signs;
//! - `update` writes changes as SPARQL;
//! - `answer` reads what comes.
//!
//! The notes of the ledger stand in a graph of their own ([`LEDGER`]), a literal each, and change in the same request as
//! the graphs that they tell of. A stamp stands beside them, which each request exchanges for its own: every part of a
//! request holds only where the stamp was the one that is known here, so who writes at the same time never overwrites, and a
//! request that is sent twice changes nothing the second time.

mod address;
mod answer;
mod http;
mod update;

pub use address::Options;
pub use http::Login;

use std::sync::Arc;

use oxigraph::model::{Quad, Term};
use oxigraph::sparql::QueryResults;

use super::keep::{Access, Committed, Counts, Graphs, Keep, counted};
use super::ledger::{Line, Notes};
use super::sha256;
use crate::error::Error;
use crate::query;
use address::Addresses;
use answer::Form;
use http::{Fault, Http};
use update::{Change, Part};

/// The graph of the notes.
pub const LEDGER: &str = "https://w3id.org/gongbao/ledger";
/// Every graph of ours begins so.
const OURS: &str = "https://w3id.org/gongbao/";
/// So many quads are enough for one request: some 2 MB, as proxies and servers take them.
const ENOUGH: usize = 8_000;

/// Fewer are too much for no server.
const LEAST: usize = 100;

/// What is known of a store when it is first written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Settings {
    layout: u32,
    /// Whether its default graph is the union of the named ones by itself, and is not to be written.
    union: bool,
}

const LAYOUT: u32 = 1;

/// A store on another server.
pub struct Remote {
    http: Arc<Http>,
    addresses: Addresses,
    settings: Option<Settings>,
    stamp: String,
    notes: Notes,
    created: bool,
}

impl Remote {
    /// Finds the addresses of the server, and asks it whether it answers SPARQL.
    ///
    /// # Errors
    /// When an address is none, the server is not reached, wants a login, or does not answer as SPARQL says.
    pub fn find(options: &Options) -> Result<Self, Error> {
        let http = Arc::new(Http::new(&options.login, options.time)?);
        let addresses = Addresses::find(options, &http)?;
        let (stamp, notes) = (String::new(), Notes::default());
        Ok(Self { http, addresses, settings: None, stamp, notes, created: false })
    }

    /// The same, with what is known of the bulletins there; to write, the notes are begun where there are none.
    ///
    /// # Errors
    /// As [`Self::find`]; when the notes cannot be read, or the server cannot be written to.
    pub fn open(options: &Options, access: Access) -> Result<Self, Error> {
        let mut remote = Self::find(options)?;
        remote.reload()?;
        if access == Access::Write && remote.settings.is_none() {
            remote.begin()?;
        }
        Ok(remote)
    }

    /// Whether it was first written to now.
    pub const fn is_new(&self) -> bool {
        self.created
    }

    /// Asks a query, as it stands; its rows are read as they come.
    ///
    /// # Errors
    /// When the query is refused, here or there, or there is no answer.
    pub fn query(&self, name: &str, text: &str) -> Result<QueryResults<'static>, Error> {
        let form = query::form(name, text)?;
        let text = query::with_prefixes(text);
        let at = &self.addresses.query;
        self.http
            .again(|| self.ask(&text, Form::of(form)))
            .map_err(|fault| Error::Other(format!("{name}: {}", fault.at(at))))
    }

    /// Makes notes where there are none, and sees whether the default graph holds the named ones by itself.
    fn begin(&mut self) -> Result<(), Error> {
        let first = Settings { layout: LAYOUT, union: false };
        self.update(&update::begin(&settings(first)))?;
        let union = self.asks(&update::is_union())?;
        self.update(&update::begin(&settings(Settings { union, ..first })))?;
        self.reload()?;
        self.created = true;
        Ok(())
    }

    /// Sends a query and reads what kind of answer comes.
    fn ask(&self, text: &str, form: Form) -> Result<QueryResults<'static>, Fault> {
        let body = self.http.query(&self.addresses.query, text, form.accept())?;
        answer::results(body, form)
    }

    /// Sends a query whose answer is read whole; what breaks off is asked again.
    fn read<T>(
        &self,
        text: &str,
        form: Form,
        take: impl Fn(QueryResults<'static>) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        let at = &self.addresses.query;
        self.http.again(|| take(self.ask(text, form)?)).map_err(|fault| fault.told(at))
    }

    /// Whether a query has a row. (Some servers answer ASK in a way of their own.)
    fn asks(&self, text: &str) -> Result<bool, Error> {
        self.read(text, Form::Table, |results| match results {
            QueryResults::Solutions(mut rows) => {
                rows.next().transpose().map(|row| row.is_some()).map_err(|e| answer::fault(&e))
            }
            _ => Err(Fault::Garbled("no table".to_owned())),
        })
    }

    fn update(&self, text: &str) -> Result<(), Error> {
        self.http.update(&self.addresses.update, text).map_err(|fault| fault.told(&self.addresses.update))
    }

    /// The values of a property of the graph of notes, with what they are of.
    fn notes_of(&self, text: &str) -> Result<Vec<(String, String)>, Error> {
        self.read(text, Form::Table, |results| {
            let QueryResults::Solutions(rows) = results else { return Err(Fault::Garbled("no table".to_owned())) };
            let mut found = Vec::new();
            for row in rows {
                let row = row.map_err(|e| answer::fault(&e))?;
                if let (Some(Term::NamedNode(node)), Some(Term::Literal(text))) = (row.get(0), row.get(1)) {
                    found.push((node.as_str().to_owned(), text.value().to_owned()));
                }
            }
            Ok(found)
        })
    }
}

fn settings(settings: Settings) -> String {
    serde_json::json!(settings).to_string()
}

impl Keep for Remote {
    fn name(&self) -> String {
        self.addresses.query.to_string()
    }

    fn notes(&self) -> &Notes {
        &self.notes
    }

    fn reload(&mut self) -> Result<(), Error> {
        for _ in 0..3 {
            let stamp = self.notes_of(&update::stamps())?.pop();
            let mut lines = self.notes_of(&update::lines())?;
            let count =
                self.read(&update::count(), Form::Table, |results| counted(results).map_err(|e| answer::fault(&e)))?;
            let count = count.get(LEDGER).copied().unwrap_or(0);
            if count > lines.len() as u64 {
                let name = self.name();
                return Err(Error::Other(format!(
                    "{name}: gives {} of the {count} notes of what is stored there; hint: raise the server's limit on the rows of an answer",
                    lines.len()
                )));
            }
            // Between the answers others may have written.
            if self.notes_of(&update::stamps())?.pop() == stamp {
                lines.sort();
                self.stamp = stamp.map(|(_, stamp)| stamp).unwrap_or_default();
                return self.take(lines);
            }
        }
        Err(Error::Other(format!("{}: others write there all the time; hint: try again later", self.name())))
    }

    fn graph(&self, graph: &str) -> Result<Vec<Quad>, Error> {
        let Some(store) = &self.addresses.graph else {
            return self.read(&update::graph(graph), Form::Graph, |results| answer::quads(results, graph));
        };
        let read = || {
            let body = self.http.graph(store, graph, Form::Graph.accept())?;
            let Some(body) = body else { return Ok(Vec::new()) };
            let results = answer::results(body, Form::Graph)?;
            answer::quads(results, graph)
        };
        self.http.again(read).map_err(|fault| fault.told(store))
    }

    fn counts(&self) -> Result<Counts, Error> {
        let counts =
            self.read(&update::counts(), Form::Table, |results| counted(results).map_err(|e| answer::fault(&e)))?;
        let bulletins = format!("{OURS}bulletin/");
        Ok(counts.into_iter().filter(|(g, _)| g.starts_with(&bulletins) || g == super::ONTOLOGY).collect())
    }

    fn commit(&mut self, graphs: &Graphs, note: &dyn Fn(&Counts) -> Vec<Line>) -> Result<Committed, Error> {
        let counts: Counts = graphs.iter().map(|(graph, quads)| (graph.clone(), distinct(quads))).collect();
        let lines = note(&counts);
        if graphs.is_empty() && lines.is_empty() {
            return Ok(Committed::Done);
        }
        let committed = match graphs.get(super::ONTOLOGY).filter(|_| graphs.len() == 1) {
            Some(ontology) => self.send_in_parts(ontology, &lines)?,
            None => self.send(graphs, &lines, Part::WHOLE)?,
        };
        if matches!(committed, Committed::Done) {
            lines.into_iter().for_each(|line| self.notes.apply(0, Some(line)));
        }
        Ok(committed)
    }

    fn is_enough(&self, quads: usize) -> bool {
        quads > ENOUGH
    }
}

impl Remote {
    /// Makes a change, or a part of it, in one request.
    fn send(&mut self, graphs: &Graphs, lines: &[Line], part: Part) -> Result<Committed, Error> {
        let union = self.settings.is_some_and(|s| s.union);
        let change = Change { notes: &self.notes, graphs, lines, union, before: &self.stamp, part };
        let stamp = sha256(format!("{} {}", self.stamp, change.digest()).as_bytes())[..32].to_owned();
        match self.http.update(&self.addresses.update, &change.text(&stamp)) {
            // Besides 413, servers say in such ways that a request is too much for their parsers.
            Err(fault @ Fault::Status(400 | 413 | 500, _)) => {
                return Ok(Committed::Refused(fault.told(&self.addresses.update)));
            }
            Err(fault) => return Err(fault.told(&self.addresses.update)),
            Ok(()) => {}
        }
        if !self.asks(&update::has_stamp(&stamp))? {
            return Ok(Committed::Stale);
        }
        self.stamp = stamp;
        Ok(Committed::Done)
    }

    /// Sends the ontology, by as much as is taken at a time; it is noted with the last part.
    fn send_in_parts(&mut self, quads: &[Quad], lines: &[Line]) -> Result<Committed, Error> {
        let mut size = ENOUGH;
        'smaller: loop {
            let parts: Vec<&[Quad]> = quads.chunks(size).collect();
            for (number, quads) in (1..).zip(&parts) {
                let part = Part { is_first: number == 1, is_last: number == parts.len() };
                let graph = Graphs::from([(super::ONTOLOGY.to_owned(), quads.to_vec())]);
                match self.send(&graph, if part.is_last { lines } else { &[] }, part)? {
                    Committed::Done => {}
                    Committed::Refused(_) if size > LEAST => {
                        size /= 2;
                        continue 'smaller;
                    }
                    other => return Ok(other),
                }
            }
            return Ok(Committed::Done);
        }
    }

    /// Takes in the notes as they stand there.
    fn take(&mut self, lines: Vec<(String, String)>) -> Result<(), Error> {
        self.notes = Notes::default();
        self.settings = None;
        let mut read = Vec::new();
        for (number, (node, line)) in (1..).zip(lines) {
            if node == update::STORE {
                self.settings = serde_json::from_str(&line).ok();
                match self.settings {
                    Some(settings) if settings.layout == LAYOUT => {}
                    _ => {
                        let name = self.name();
                        return Err(Error::Other(format!(
                            "{name}: its notes are of another version of gongbao; hint: use that version, or another store"
                        )));
                    }
                }
                continue;
            }
            read.push((number, serde_json::from_str::<Line>(&line).ok()));
        }
        // A bulletin that is stored is no former one.
        read.sort_by_key(|(_, line)| !matches!(line, Some(Line::Replaced(_))));
        read.into_iter().for_each(|(number, line)| self.notes.apply(number, line));
        Ok(())
    }
}

fn distinct(quads: &[Quad]) -> u64 {
    quads.iter().collect::<std::collections::HashSet<_>>().len() as u64
}
