//! What is served, and how bulletins come in while it is.

use std::any::Any;

use gongbao::error::Error;
use gongbao::intake::{Limits, Record};
use gongbao::lexicon::Lexicon;
use gongbao::rdf;
use gongbao::serve::{Ingest, Taken};
use gongbao::store::{self, Live, Put, Shelf};
use oxigraph::store::Store;

use super::Args;
use crate::cli::pipeline::Piece;
use crate::cli::web::Fetch;
use crate::cli::{Context, Done, input, memory, place};

/// A store that is open.
pub struct Opened {
    pub store: Store,
    pub ingest: Option<Ingest>,
    pub done: Done,
    /// What must be kept as long as it is used.
    pub held: Box<dyn Any>,
}

/// Opens what is to be served to read.
pub fn read_only(args: &Args, fetch: &Fetch, context: &Context) -> Result<Opened, Error> {
    if args.from.is_empty() {
        let (store, held) = place::open(context, "serve")?;
        return Ok(Opened { store, ingest: None, done: Done::Well, held: Box::new(held) });
    }
    let (shelf, done) = shelf(args, fetch, context)?;
    let store = store::memory(&context.triples()?, shelf.into_graphs())?;
    Ok(Opened { store, ingest: None, done, held: Box::new(()) })
}

/// Opens what is to be served so that whoever knows the token can add to it.
pub fn writable(args: &Args, token: String, fetch: &Fetch, context: &Context) -> Result<Opened, Error> {
    if args.from.is_empty() {
        return kept(args, token, context);
    }
    let (shelf, done) = shelf(args, fetch, context)?;
    let mut live = Live::new(&context.triples()?, shelf)?;
    let store = live.store().clone();
    let (told, limits, lexicon) = (args.told.clone(), args.limits.limits(), context.lexicon()?);
    let take = move |record| take(&mut live, record, &told, limits, lexicon);
    Ok(Opened { store, ingest: Some(Ingest { token, take: Box::new(take) }), done, held: Box::new(()) })
}

/// The bulletins to be served. When none of what was named can be read, nobody wants to wait at a server of nothing.
fn shelf(args: &Args, fetch: &Fetch, context: &Context) -> Result<(Shelf, Done), Error> {
    let (shelf, done) = memory::shelf(&args.from, &args.told, fetch, context)?;
    if shelf.is_empty() { Err(input::nothing(&args.from)) } else { Ok((shelf, done)) }
}

/// Takes the bulletins of a record into memory: all of them, or none when one cannot be read.
fn take(
    live: &mut Live,
    record: Record,
    told: &input::Told,
    limits: Limits,
    lexicon: &'static Lexicon,
) -> Result<Vec<Taken>, Error> {
    let reading = input::Reading { told, limits, lexicon };
    let arrivals = reading.sourced(Piece::Record(record)).into_iter();
    let read = arrivals.map(|arrival| arrival.and_then(|(source, arrival)| Ok((source, reading.bulletin(arrival)?))));
    let read = read.collect::<Result<Vec<_>, Error>>()?;
    let put = |(source, bulletin): (String, gongbao::bulletin::Bulletin)| {
        let iri = rdf::bulletin_iri(&bulletin);
        let put = live.put(source, iri.clone(), rdf::quads_with_text(&bulletin, lexicon))?;
        Ok(Taken { bulletin: iri, fate: fate(put), outcomes: bulletin.outcomes.len(), left: bulletin.notes.len() })
    };
    read.into_iter().map(put).collect()
}

/// A store that others than this process may use next, or one elsewhere, of which a copy in memory is served.
fn kept(args: &Args, token: String, context: &Context) -> Result<Opened, Error> {
    // It lives as long as the process.
    let told: &'static input::Told = Box::leak(Box::new(args.told.clone()));
    let (mut run, reader) =
        crate::cli::ingest::open(told, args.limits.limits(), args.reserve, false, "serve", context)?;
    let here = run.store().database().cloned();
    let is_copy = here.is_none();
    let store = here.map_or_else(|| place::copy(run.store()), Ok)?;
    let served = store.clone();
    let take = move |record| {
        let items = reader.items(record)?;
        let read: Vec<_> =
            items.iter().map(|i| (i.record.bulletin.clone(), i.record.outcomes, i.record.left)).collect();
        let former = items.iter().filter_map(|i| run.store().index().get(&i.record.source));
        let changed: Vec<String> =
            former.map(|r| r.bulletin.clone()).chain(read.iter().map(|(bulletin, ..)| bulletin.clone())).collect();
        let fates = run.take(items)?;
        if is_copy {
            let graph = |name: String| run.store().graph(&name).map(|quads| (name, quads));
            store::set_graphs(&served, &changed.into_iter().map(graph).collect::<Result<_, _>>()?)?;
        }
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let taken = read.into_iter().zip(fates).map(|((bulletin, outcomes, left), put)| Taken {
            bulletin,
            fate: fate(put),
            outcomes: count(outcomes),
            left: count(left),
        });
        Ok(taken.collect())
    };
    let ingest = Some(Ingest { token, take: Box::new(take) });
    Ok(Opened { store, ingest, done: Done::Well, held: Box::new(()) })
}

const fn fate(put: Put) -> &'static str {
    match put {
        Put::New => "new",
        Put::Replaced => "replaced",
        Put::Repeated => "repeated",
        Put::Unchanged => "unchanged",
    }
}
