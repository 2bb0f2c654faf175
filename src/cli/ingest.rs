//! `gongbao ingest`: files, folders and web addresses into the store.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::time::{Duration, Instant};

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::fetch::{Note, State};
use gongbao::intake::{Arrival, Limits};
use gongbao::rdf;
use gongbao::store::{Bulletins, Item, Put, Record, key, sha256};

use super::pipeline::{Level, Piece};
use super::progress::Progress;
use super::stop::Stop;
use super::web::{self, Fetch};
use super::{Context, Done, files, input, pipeline, place, prune, stored, tell};

/// How many bulletins are stored at a time.
const BATCH: usize = 100;
/// What has waited for so long is stored although it is less: addresses give a bulletin a second.
const LONGEST: Duration = Duration::from_secs(5);

/// What a run did, for its summary.
#[derive(Default)]
struct Tally {
    new: usize,
    replaced: usize,
    unchanged: usize,
    repeated: usize,
    failed: usize,
    pruned: usize,
    /// Files of folders that hold no bulletin.
    passed_over: usize,
    outcomes: u64,
    left: u64,
}

/// What became of one bulletin, and where addresses begin and end.
enum Read {
    Unchanged(Option<Box<Note>>),
    Note(Box<Note>),
    Item(Box<Item>),
    Failed(Error),
    Begin(Level),
    Whole(Level, Box<Note>),
}

/// What all that was read goes into.
pub struct Run {
    store: Bulletins,
    /// What was fetched before.
    pub state: State,
    reserve: u64,
    made: String,
    bar: Progress,
    tally: Tally,
    /// Whether something failed since an address began, by its level.
    failed: [bool; 2],
    /// The moment that is noted as that of the asking, where addresses are asked again and again.
    now: Option<i64>,
}

/// What all records are read with.
pub struct Reader<'a> {
    reading: input::Reading<'a>,
    /// Sources with the bytes of which they need no reading again, as keys.
    known: HashSet<u128>,
    /// Addresses that need no fetching unless they have changed.
    pub fetched: HashMap<String, Note>,
    made: String,
    /// Whether all are written again, and the bulletins that are in any case.
    again: bool,
    lost: HashSet<String>,
}

pub fn run(args: &stored::Ingest, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let stop = Stop::listen();
    let limits = args.limits.limits();
    let (mut run, mut reader) = open(&args.told, limits, args.reserve, args.again, "ingest", context)?;
    let fetch = Fetch::new(&args.web, limits, &stop).knowing(std::mem::take(&mut reader.fetched));
    run.bar = Progress::over(&args.paths);
    let bar = run.bar.clone();
    let stored = run.all(files::pieces(&args.paths, &fetch, &bar, &stop), &reader, &stop);
    bar.end();
    run.tally.passed_over = bar.passed_over();
    if args.prune && stored.is_ok() && !stop.asked() {
        run.tally.pruned = prune::prune(&mut run.store, &args.paths)?;
    }
    summary(out, &run.tally, &run.store)?;
    stored?;
    if stop.asked() {
        let told =
            "interrupted: what is counted here is stored; hint: run the same command again, it goes on from there";
        tell(&Error::Other(told.to_owned()));
        return Ok(Done::Stopped);
    }
    Ok(run.done())
}

/// Opens the store to write, mends what an interrupted run left, and sees what is there.
pub fn open<'a>(
    told: &'a input::Told,
    limits: Limits,
    reserve: u64,
    again: bool,
    command: &str,
    context: &Context,
) -> Result<(Run, Reader<'a>), Error> {
    let reserve = reserve << 20;
    // A fault in --ontology shows before anything is written.
    let lexicon = context.lexicon()?;
    let fingerprint = context.fingerprint()?;
    let (mut store, dir) = place::writable(context, command)?;
    let lost = repair(&mut store)?;
    store.set_ontology(&context.triples()?, &fingerprint, reserve)?;
    let state = State::open(&dir.join(State::FILE))?;
    let made = format!("{fingerprint} {:?} {:?}", told.date, told.lang);
    let reader = Reader {
        reading: input::Reading { told, limits, lexicon },
        known: known(&store, &lost, &made, again),
        fetched: fetched(&state, &made, again || !lost.is_empty()),
        made: made.clone(),
        again,
        lost,
    };
    let (bar, tally) = (Progress::none(), Tally::default());
    Ok((Run { store, state, reserve, made, bar, tally, failed: [false; 2], now: None }, reader))
}

impl Run {
    /// Notes this moment as that of the asking, in seconds since 1970.
    pub fn at(&mut self, now: i64) {
        self.now = Some(now);
    }

    /// How it ended, when it was not asked to end.
    pub const fn done(&self) -> Done {
        if self.tally.failed == 0 { Done::Well } else { Done::InPart }
    }

    /// The store.
    #[cfg(feature = "serve")]
    pub const fn store(&self) -> &Bulletins {
        &self.store
    }

    /// Stores these at once; what became of each.
    #[cfg(feature = "serve")]
    pub fn take(&mut self, items: Vec<Item>) -> Result<Vec<Put>, Error> {
        self.store.put(items, self.reserve)
    }

    /// What it did, in one line; nothing when nothing is new.
    pub fn news(&self) -> Option<String> {
        let Tally { new, replaced, unchanged, repeated, failed, .. } = &self.tally;
        let news = new + replaced + repeated + failed > 0;
        news.then(|| format!("bulletins: {new} new, {replaced} replaced, {unchanged} unchanged, {failed} failed"))
    }

    /// Reads and stores all of these.
    pub fn all(
        &mut self,
        pieces: impl Iterator<Item = Piece> + Send,
        reader: &Reader<'_>,
        stop: &Stop,
    ) -> Result<(), Error> {
        let mut batch = Vec::new();
        let mut last = Instant::now();
        pipeline::each(
            pieces,
            |piece| reader.read(piece),
            |read| {
                if stop.asked() {
                    // What was read ahead is read again when the run goes on.
                    return Ok(());
                }
                batch.push(read);
                if batch.len() < BATCH && last.elapsed() < LONGEST {
                    return Ok(());
                }
                let stored = self.put(std::mem::take(&mut batch));
                last = Instant::now();
                stored
            },
        )?;
        self.put(batch)
    }

    /// Stores a batch, counts what became of it, and notes the addresses of which all is stored now.
    fn put(&mut self, batch: Vec<Read>) -> Result<(), Error> {
        let mut items = Vec::with_capacity(batch.len());
        let mut notes = Vec::new();
        for read in batch {
            match read {
                Read::Unchanged(note) => {
                    self.tally.unchanged += 1;
                    notes.extend(note.map(|note| Note { at: self.now.or(note.at), ..*note }));
                }
                Read::Note(note) => notes.push(*note),
                Read::Item(item) => items.push(*item),
                Read::Failed(error) => {
                    self.tally.failed += 1;
                    self.failed = [true; 2];
                    self.bar.tell(&error);
                }
                Read::Begin(level) => self.failed[level as usize..].fill(false),
                Read::Whole(level, note) => {
                    // What failed is fetched as a whole the next time. Who watches looks at it again when it is time to.
                    if !self.failed[level as usize] || (self.now.is_some() && level == Level::Entry) {
                        notes.push(Note { made: self.made.clone(), at: self.now, ..*note });
                    }
                }
            }
        }
        let tally = &mut self.tally;
        if !items.is_empty() {
            let read: Vec<(u64, u64)> = items.iter().map(|i| (i.record.outcomes, i.record.left)).collect();
            for (put, (outcomes, left)) in self.store.put(items, self.reserve)?.into_iter().zip(read) {
                match put {
                    Put::New => tally.new += 1,
                    Put::Replaced => tally.replaced += 1,
                    Put::Repeated => tally.repeated += 1,
                    Put::Unchanged => tally.unchanged += 1,
                }
                if matches!(put, Put::New | Put::Replaced) {
                    tally.outcomes += outcomes;
                    tally.left += left;
                }
            }
        }
        self.bar.bulletins(tally.new + tally.replaced + tally.unchanged + tally.repeated);
        self.state.note(notes)
    }
}

/// What was fetched before and was read as it would be read now.
fn fetched(state: &State, made: &str, again: bool) -> HashMap<String, Note> {
    let notes = state.notes().filter(|note| !again && note.made == made);
    notes.map(|note| (note.address.clone(), note.clone())).collect()
}

/// Takes out what an interrupted run left; the bulletins that the store has lost, which must be read again.
fn repair(store: &mut Bulletins) -> Result<HashSet<String>, Error> {
    let state = store.state()?;
    store.tidy(&state.unconfirmed)?;
    if !state.lost.is_empty() {
        let told = format!(
            "the store has lost {} of its bulletins; hint: those whose files are given are read again",
            state.lost.len()
        );
        tell(&Error::Other(told));
    }
    Ok(state.lost.into_keys().collect())
}

fn known(store: &Bulletins, lost: &HashSet<String>, made: &str, again: bool) -> HashSet<u128> {
    let records = store.index().records();
    let whole = records.filter(|r| !again && r.made == made && !lost.contains(&r.bulletin));
    whole.map(|r| key(&r.source, &r.sha256)).collect()
}

impl Reader<'_> {
    fn read(&self, piece: Piece) -> Vec<Read> {
        match piece {
            Piece::Unchanged(note) => vec![Read::Unchanged(note)],
            Piece::Note(note) => vec![Read::Note(note)],
            Piece::Begin(level) => vec![Read::Begin(level)],
            Piece::Whole(level, note) => vec![Read::Whole(level, note)],
            Piece::Fault(fault) => vec![Read::Failed(fault)],
            Piece::Arrival(arrival) => {
                let (source, sha256) = (arrival.source.clone(), web::sha_of(&arrival));
                vec![self.arrival(source, sha256, *arrival)]
            }
            Piece::Record(record) => {
                let (source, sha256) = (record.source.clone(), sha256(&record.bytes));
                if self.is_known(&source, &sha256) {
                    return vec![Read::Unchanged(None)];
                }
                let arrivals = self.reading.sourced(Piece::Record(record));
                let single = arrivals.len() == 1;
                let read = |(source, arrival)| {
                    let sha256 = if single { sha256.clone() } else { web::sha_of(&arrival) };
                    self.arrival(source, sha256, arrival)
                };
                arrivals.into_iter().map(|arrival| arrival.map_or_else(Read::Failed, read)).collect()
            }
        }
    }

    fn arrival(&self, source: String, sha256: String, arrival: Arrival) -> Read {
        if self.is_known(&source, &sha256) {
            return Read::Unchanged(None);
        }
        let bulletin = self.reading.bulletin(arrival);
        bulletin.map_or_else(Read::Failed, |b| Read::Item(Box::new(self.item(source, &sha256, &b))))
    }

    fn is_known(&self, source: &str, sha256: &str) -> bool {
        self.known.contains(&key(source, sha256))
    }

    /// The bulletins of a record, whatever is known of it. One that cannot be read is a fault of all.
    #[cfg(feature = "serve")]
    pub fn items(&self, record: gongbao::intake::Record) -> Result<Vec<Item>, Error> {
        let sha = sha256(&record.bytes);
        let arrivals = self.reading.sourced(Piece::Record(record));
        let read = |(source, arrival)| Ok(self.item(source, &sha, &self.reading.bulletin(arrival)?));
        arrivals.into_iter().map(|arrival| arrival.and_then(read)).collect()
    }

    fn item(&self, source: String, sha256: &str, bulletin: &Bulletin) -> Item {
        let quads = rdf::quads_with_text(bulletin, self.reading.lexicon);
        let record = Record {
            source,
            sha256: sha256.to_owned(),
            made: self.made.clone(),
            bulletin: rdf::bulletin_iri(bulletin),
            revises: None,
            about: rdf::about(&quads),
            quads: 0,
            title: bulletin.title.clone(),
            date: bulletin.date.map(|d| d.to_string()),
            language: bulletin.language.to_owned(),
            outcomes: bulletin.outcomes.len() as u64,
            left: bulletin.notes.len() as u64,
        };
        let again = self.again || self.lost.contains(&record.bulletin);
        Item { record, quads, again }
    }
}

fn summary(out: &mut dyn Write, tally: &Tally, store: &Bulletins) -> Result<(), Error> {
    let Tally { new, replaced, unchanged, repeated, failed, pruned, passed_over, outcomes, left } = tally;
    writeln!(out, "bulletins: {new} new, {replaced} replaced, {unchanged} unchanged, {failed} failed")?;
    if *repeated > 0 {
        writeln!(out, "           {repeated} more with the same text as another file or address")?;
    }
    if *pruned > 0 {
        writeln!(out, "           {pruned} taken out, their files are gone")?;
    }
    if *passed_over > 0 {
        writeln!(out, "           {passed_over} other files passed over, which hold no bulletin")?;
    }
    writeln!(out, "outcomes: {outcomes} read; numbers left unread: {left}")?;
    let index = store.index();
    let bulletins = index.bulletins();
    let all: u64 = bulletins.keys().filter_map(|b| index.of(b).next()).map(|r| r.outcomes).sum();
    writeln!(out, "the store holds {} bulletins with {all} outcomes", bulletins.len())?;
    Ok(())
}
