//! `gongbao watch`: feeds and listing pages, asked again and again.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gongbao::error::Error;
use gongbao::fetch::{self, Note, State};

use super::progress::Progress;
use super::stop::Stop;
use super::stored::Watch;
use super::web::{Fetch, Listings};
use super::{Context, Done, files, ingest, input, tell};

/// How often whoever waits looks whether to stop.
const LOOK: Duration = Duration::from_millis(100);
/// A round that failed as a whole, since another command holds the store, is tried again after this.
const AGAIN: Duration = Duration::from_secs(60);

pub fn run(args: &Watch, context: &Context, out: &mut dyn Write) -> Result<Done, Error> {
    let stop = Stop::listen();
    let mut first = true;
    loop {
        // What is wrong from the beginning is the user's to mend; later, what is wrong may pass.
        let wait = match round(args, context, &stop, out) {
            Ok((done, _)) if args.once || done == Done::Stopped => return Ok(done),
            Ok((_, wait)) => wait,
            Err(fault) if first || args.once => return Err(fault),
            Err(fault) => {
                tell(&fault);
                AGAIN.min(args.every)
            }
        };
        first = false;
        if !rest(wait, &stop) {
            return Ok(Done::Well);
        }
    }
}

/// Waits, unless it is asked to end; whether to go on.
fn rest(wait: Duration, stop: &Stop) -> bool {
    let mut left = wait.max(LOOK);
    while !left.is_zero() && !stop.asked() {
        let part = left.min(LOOK);
        std::thread::sleep(part);
        left -= part;
    }
    !stop.asked()
}

/// Asks every address whose time has come. How it ended, and how long it is until the next one's time.
fn round(args: &Watch, context: &Context, stop: &Stop, out: &mut dyn Write) -> Result<(Done, Duration), Error> {
    let addresses = addresses(&args.file)?;
    let limits = args.limits.limits();
    let (mut run, mut reader) = ingest::open(&args.told, limits, args.reserve, false, "watch", context)?;
    let now = jiff::Timestamp::now().as_second();
    run.at(now);
    let every = seconds(args.every);
    let due: Vec<PathBuf> =
        addresses.iter().filter(|a| args.once || wait(&run.state, a, now, every) <= 0).map(PathBuf::from).collect();
    let listings = Listings { listed: listed(&run.state), since: now - seconds(args.recheck) };
    let fetch = Fetch::new(&args.web, limits, stop).watching(listings).knowing(std::mem::take(&mut reader.fetched));
    run.all(files::pieces(&due, &fetch, &Progress::none(), stop), &reader, stop)?;
    if let Some(news) = run.news() {
        writeln!(out, "{news}")?;
        out.flush()?;
    }
    if stop.asked() {
        let told =
            "interrupted: what is counted here is stored; hint: run the same command again, it goes on from there";
        tell(&Error::Other(told.to_owned()));
        return Ok((Done::Stopped, Duration::ZERO));
    }
    // Also what failed was asked, and is asked again when its time comes.
    let failed = due.iter().filter_map(|address| {
        let address = address.to_str()?;
        let known = run.state.get(address).cloned();
        let note = known.unwrap_or_else(|| Note { address: address.to_owned(), ..Note::default() });
        (note.at != Some(now)).then_some(Note { at: Some(now), ..note })
    });
    let failed = failed.collect();
    run.state.note(failed)?;
    let next = addresses.iter().map(|a| wait(&run.state, a, now, every)).min().unwrap_or(every);
    Ok((run.done(), Duration::from_secs(u64::try_from(next).unwrap_or(0))))
}

/// How many seconds it is until an address is asked again.
fn wait(state: &State, address: &str, now: i64, every: i64) -> i64 {
    // A clock that was set back must not make anybody wait for the day that it told before.
    let asked = state.get(address).and_then(|note| note.at).filter(|at| *at <= now);
    asked.map_or(0, |at| at + every - now)
}

/// The bulletins that each listing page still links to.
fn listed(state: &State) -> HashMap<String, Vec<Note>> {
    let mut listed: HashMap<String, Vec<Note>> = HashMap::new();
    for note in state.notes() {
        if let Some(from) = &note.from {
            listed.entry(from.clone()).or_default().push(note.clone());
        }
    }
    listed
}

fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX / 4)
}

/// The addresses in a file, each once.
fn addresses(path: &Path) -> Result<Vec<String>, Error> {
    let bytes = input::read(path)?;
    let name = input::name(path);
    let text = String::from_utf8(bytes)
        .map_err(|e| Error::NotUtf8 { name: name.clone(), byte: e.utf8_error().valid_up_to() })?;
    let mut addresses: Vec<String> = Vec::new();
    for (n, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        // A mark within an address names a place on its page.
        let line = line.split(" #").next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !fetch::is_address(line) {
            let hint = "hint: write one a line, like https://example.org/news/";
            return Err(Error::Other(format!("{name}:{}: no web address; {hint}", n + 1)));
        }
        if !addresses.iter().any(|a| a == line) {
            addresses.push(line.to_owned());
        }
    }
    if addresses.is_empty() {
        return Err(Error::Other(format!(
            "{name}: no addresses in it; hint: write the address of a feed or a listing page a line"
        )));
    }
    Ok(addresses)
}
