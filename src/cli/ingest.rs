//! `gongbao ingest`: files and folders into the store.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use gongbao::bulletin::Bulletin;
use gongbao::error::Error;
use gongbao::intake;
use gongbao::rdf;
use gongbao::store::{Access, Disk, Item, Put, Record, sha256};

use super::progress::Progress;
use super::stop::Stop;
use super::{Context, Done, disk, files, input, pipeline, stored, tell};

/// How many bulletins are stored at a time.
const BATCH: usize = 100;

/// What a run did, for its summary.
#[derive(Default)]
struct Tally {
    new: usize,
    replaced: usize,
    unchanged: usize,
    repeated: usize,
    failed: usize,
    outcomes: u64,
    left: u64,
}

/// What became of one bulletin.
enum Read {
    Unchanged,
    Item(Box<Item>),
    Failed(Error),
}

/// What all records are read with.
struct Reader<'a> {
    reading: input::Reading<'a>,
    /// Sources that need no reading while their bytes are these: path → (hash, made).
    known: HashMap<String, (String, String)>,
    made: String,
}

pub fn run(args: &stored::Ingest, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let dir = disk::place(context.store.clone())?;
    let reserve = args.reserve << 20;
    let stop = Stop::listen();
    // A fault in --ontology shows before anything is written.
    let lexicon = context.lexicon()?;
    let fingerprint = context.fingerprint()?;
    let mut store = Disk::open(&dir, Access::Write)?;
    let lost = repair(&mut store)?;
    store.set_ontology(&context.triples()?, &fingerprint, reserve)?;
    let reader = Reader {
        reading: input::Reading { told: &args.told, limits: args.limits.limits(), lexicon },
        known: known(&store, &lost, args.again),
        made: format!("{fingerprint} {:?} {:?}", args.told.date, args.told.lang),
    };
    let bar = Progress::over(&args.paths);
    let mut tally = Tally::default();
    let mut batch = Vec::new();
    let records = files::records(&args.paths, reader.reading.limits, &bar, &stop);
    let stored = pipeline::each(
        records,
        |record| reader.read(record),
        |read| {
            if stop.asked() {
                // What was read ahead is read again when the run goes on.
                return Ok(());
            }
            batch.push(read);
            if batch.len() < BATCH {
                Ok(())
            } else {
                put(&mut store, std::mem::take(&mut batch), reserve, &bar, &mut tally)
            }
        },
    );
    let stored = stored.and_then(|()| put(&mut store, batch, reserve, &bar, &mut tally));
    bar.end();
    summary(out, &tally, &store)?;
    stored?;
    if stop.asked() {
        let told =
            "interrupted: what is counted here is stored; hint: run the same command again, it goes on from there";
        tell(&Error::Other(told.to_owned()));
        return Ok(Done::Stopped);
    }
    Ok(if tally.failed == 0 { Done::Well } else { Done::InPart })
}

/// Stores a batch and counts what became of it.
fn put(store: &mut Disk, batch: Vec<Read>, reserve: u64, bar: &Progress, tally: &mut Tally) -> Result<(), Error> {
    let mut items = Vec::with_capacity(batch.len());
    for read in batch {
        match read {
            Read::Unchanged => tally.unchanged += 1,
            Read::Item(item) => items.push(*item),
            Read::Failed(error) => {
                tally.failed += 1;
                bar.tell(&error);
            }
        }
    }
    if !items.is_empty() {
        let read: Vec<(u64, u64)> = items.iter().map(|i| (i.record.outcomes, i.record.left)).collect();
        for (put, (outcomes, left)) in store.put(items, reserve)?.into_iter().zip(read) {
            match put {
                Put::New => tally.new += 1,
                Put::Replaced => tally.replaced += 1,
                Put::Repeated => tally.repeated += 1,
            }
            if put != Put::Repeated {
                tally.outcomes += outcomes;
                tally.left += left;
            }
        }
    }
    bar.bulletins(tally.new + tally.replaced + tally.unchanged + tally.repeated);
    Ok(())
}

/// Takes out what an interrupted run left; the bulletins that the store has lost, which must be read again.
fn repair(store: &mut Disk) -> Result<HashSet<String>, Error> {
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

fn known(store: &Disk, lost: &HashSet<String>, again: bool) -> HashMap<String, (String, String)> {
    let records = store.ledger().records().filter(|r| !again && !lost.contains(&r.bulletin));
    records.map(|r| (r.source.clone(), (r.sha256.clone(), r.made.clone()))).collect()
}

impl Reader<'_> {
    fn read(&self, record: Result<intake::Record, Error>) -> Vec<Read> {
        let record = match record {
            Ok(record) => record,
            Err(fault) => return vec![Read::Failed(fault)],
        };
        let sha256 = sha256(&record.bytes);
        if self.known.get(&record.source).is_some_and(|(hash, made)| *hash == sha256 && *made == self.made) {
            return vec![Read::Unchanged];
        }
        let source = record.source.clone();
        let bulletins = self.reading.bulletins(Ok(record));
        let several = bulletins.len() > 1;
        let items = bulletins.into_iter().enumerate().map(|(n, bulletin)| {
            let source = if several { format!("{source}#{}", n + 1) } else { source.clone() };
            bulletin.map_or_else(Read::Failed, |b| Read::Item(Box::new(self.item(source, &sha256, &b))))
        });
        items.collect()
    }

    fn item(&self, source: String, sha256: &str, bulletin: &Bulletin) -> Item {
        let record = Record {
            source,
            sha256: sha256.to_owned(),
            made: self.made.clone(),
            bulletin: rdf::bulletin_iri(bulletin),
            quads: 0,
            title: bulletin.title.clone(),
            date: bulletin.date.map(|d| d.to_string()),
            language: bulletin.language.to_owned(),
            outcomes: bulletin.outcomes.len() as u64,
            left: bulletin.notes.len() as u64,
        };
        Item { record, quads: rdf::quads(bulletin, self.reading.lexicon) }
    }
}

fn summary(out: &mut dyn Write, tally: &Tally, store: &Disk) -> Result<(), Error> {
    let Tally { new, replaced, unchanged, repeated, failed, outcomes, left } = tally;
    writeln!(out, "bulletins: {new} new, {replaced} replaced, {unchanged} unchanged, {failed} failed")?;
    if *repeated > 0 {
        writeln!(out, "           {repeated} more with the same text as another file")?;
    }
    writeln!(out, "outcomes: {outcomes} read; numbers left unread: {left}")?;
    let bulletins = store.ledger().bulletins();
    let all: u64 = bulletins.values().filter_map(|records| records.first()).map(|r| r.outcomes).sum();
    writeln!(out, "the store holds {} bulletins with {all} outcomes", bulletins.len())?;
    Ok(())
}
