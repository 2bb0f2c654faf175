//! Records read on all cores, their results in order, a few batches in memory.

use std::sync::mpsc::{Receiver, sync_channel};

use gongbao::error::Error;
use gongbao::intake::Record;
use rayon::prelude::*;

/// How many records, and how many of their bytes, are read at a time. A batch is also what a run that is asked to end still
/// finishes.
const BATCH: (usize, usize) = (128, 4 << 20);

/// Does `work` with every record on all cores and hands the results on in the order of the input. While a batch is worked
/// on, the next one is taken in and the last one is handed on; no more batches are in memory.
pub fn each<T: Send>(
    records: impl Iterator<Item = Result<Record, Error>> + Send,
    work: impl Fn(Result<Record, Error>) -> Vec<T> + Sync,
    mut give: impl FnMut(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let (take_in, batches) = sync_channel::<Vec<Result<Record, Error>>>(0);
    let (hand_on, done) = sync_channel(0);
    std::thread::scope(|scope| {
        let work = &work;
        scope.spawn(move || {
            let mut records = records;
            loop {
                let batch = next_batch(&mut records);
                if batch.is_empty() || take_in.send(batch).is_err() {
                    return;
                }
            }
        });
        scope.spawn(move || {
            for batch in batches {
                let done: Vec<Vec<T>> = match batch.len() {
                    // One record is read faster than threads start.
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

fn next_batch(records: &mut impl Iterator<Item = Result<Record, Error>>) -> Vec<Result<Record, Error>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH.0 && bytes < BATCH.1 {
        let Some(record) = records.next() else { break };
        bytes += record.as_ref().map_or(0, |r| r.bytes.len());
        batch.push(record);
    }
    batch
}
