//! What a run takes in, read on all cores, its results in order, a few batches in memory.

use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use gongbao::error::Error;
use gongbao::fetch::Note;
use gongbao::intake::{Arrival, Record};
use rayon::prelude::*;

/// How many pieces, and how many of their bytes, are read at a time. A batch is also what a run that is asked to end still
/// finishes.
const BATCH: (usize, usize) = (128, 4 << 20);

/// A batch is full after this time as well: what comes slowly must not wait for much that comes slowly.
const LONGEST: Duration = Duration::from_secs(1);

/// What a run takes in, in order.
pub enum Piece {
    /// A document that is still to be looked at.
    Record(Record),
    /// A bulletin whose text is known: an entry of a feed.
    Arrival(Box<Arrival>),
    /// What could not be had.
    Fault(Error),
    /// What has not changed since it was stored, with what is to be noted of it.
    Unchanged(Option<Box<Note>>),
    /// What is to be noted of an address that is not asked.
    Note(Box<Note>),
    /// An address begins.
    Begin(Level),
    /// All that was at an address has been told.
    Whole(Level, Box<Note>),
}

/// Pieces, in order.
pub type Pieces = Box<dyn Iterator<Item = Piece> + Send>;

/// Where an address stands: a feed's entries are within the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It was given.
    Address,
    /// The entry of a feed leads to it.
    Entry,
}

impl Piece {
    /// Whether it is a bulletin, or should have been one.
    pub const fn is_bulletin(&self) -> bool {
        matches!(self, Self::Record(_) | Self::Arrival(_) | Self::Fault(_))
    }

    fn size(&self) -> usize {
        match self {
            Self::Record(record) => record.bytes.len(),
            Self::Arrival(arrival) => arrival.text.len(),
            _ => 0,
        }
    }
}

impl From<Result<Record, Error>> for Piece {
    fn from(record: Result<Record, Error>) -> Self {
        record.map_or_else(Self::Fault, Self::Record)
    }
}

/// Does `work` with every piece on all cores and hands the results on in the order of the input. While a batch is worked
/// on, the next one is taken in and the last one is handed on; no more batches are in memory.
pub fn each<T: Send>(
    pieces: impl Iterator<Item = Piece> + Send,
    work: impl Fn(Piece) -> Vec<T> + Sync,
    mut give: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let (take_in, batches) = sync_channel::<Vec<Piece>>(0);
    let (hand_on, done) = sync_channel(0);
    std::thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            let mut pieces = pieces;
            loop {
                let batch = next_batch(&mut pieces);
                if batch.is_empty() || take_in.send(batch).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            for batch in batches {
                let done: Vec<Vec<T>> = match batch.len() {
                    // One piece is read faster than threads start.
                    1 => batch.into_iter().map(work).collect(),
                    _ => batch.into_par_iter().map(work).collect(),
                };
                if hand_on.send(done).is_err() {
                    return;
                }
            }
        });
        // Taken by value: when giving fails, its end tells the others.
        let done: Receiver<Vec<Vec<T>>> = done;
        done.into_iter().flatten().flatten().try_for_each(&mut give)
    })
}

fn next_batch(pieces: &mut impl Iterator<Item = Piece>) -> Vec<Piece> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    let start = Instant::now();
    while batch.len() < BATCH.0 && bytes < BATCH.1 && start.elapsed() < LONGEST {
        let Some(piece) = pieces.next() else { break };
        bytes += piece.size();
        batch.push(piece);
    }
    batch
}
