//! Many addresses at once: the hosts in parallel, the addresses of each one after the other, the answers in order.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::address::{self, Allow};
use super::client::{Client, Fault, Reply};
use super::hosts::Hosts;
use super::{Answer, Options, Wanted};
use crate::error::{Error, one_line};

/// How many bytes of answers wait for those before them. An answer whose turn it is never waits.
const AHEAD: u64 = 64 << 20;
/// How often whoever waits looks whether to stop.
const LOOK: Duration = Duration::from_millis(100);

/// The web: what fetches, with what it knows of the hosts that it has asked.
pub struct Web {
    options: Options,
    driver: OnceLock<Result<Driver, String>>,
}

struct Driver {
    tasks: UnboundedSender<Task>,
}

/// The addresses of one host, to be fetched in this order.
struct Task {
    wanted: Vec<(usize, Wanted)>,
    give: mpsc::Sender<(usize, Result<Answer, Error>)>,
    pace: Arc<Pace>,
}

/// How far those who take the answers are.
#[derive(Default)]
struct Pace {
    /// The answer that is waited for.
    next: AtomicUsize,
    /// The bytes of those that came before their turn.
    held: AtomicU64,
    /// Nobody waits any more.
    over: AtomicBool,
    moved: Notify,
}

struct Work {
    hosts: Hosts,
    redirects: usize,
}

impl Web {
    /// Nothing happens before the first address.
    pub const fn new(options: Options) -> Self {
        Self { options, driver: OnceLock::new() }
    }

    /// How it fetches.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Fetches all of these, several hosts at a time; the answers come in the order of the addresses.
    pub fn fetch(&self, wanted: Vec<Wanted>) -> Answers {
        let (give, take) = mpsc::channel();
        let pace = Arc::new(Pace::default());
        let count = wanted.len();
        if count > 0 {
            match self.driver.get_or_init(|| Driver::start(&self.options)) {
                Ok(driver) => {
                    for wanted in by_host(wanted) {
                        let task = Task { wanted, give: give.clone(), pace: Arc::clone(&pace) };
                        // The other end lives as long as this one.
                        let _ = driver.tasks.send(task);
                    }
                }
                Err(fault) => {
                    for (n, wanted) in wanted.into_iter().enumerate() {
                        let hint = "hint: install the certificates of the system (ca-certificates)";
                        let fault = format!("{}: cannot fetch: {fault}; {hint}", one_line(&wanted.address));
                        let _ = give.send((n, Err(Error::Other(fault))));
                    }
                }
            }
        }
        Answers { take, early: BTreeMap::new(), next: 0, count, pace, stop: Arc::clone(&self.options.stop) }
    }
}

/// The addresses of each host, in their order; hosts in the order of their first.
fn by_host(wanted: Vec<Wanted>) -> Vec<Vec<(usize, Wanted)>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<(usize, Wanted)>> = Vec::new();
    for (n, wanted) in wanted.into_iter().enumerate() {
        let host = address::parse(&wanted.address).ok().and_then(|u| u.host_str().map(str::to_owned));
        let place = *places.entry(host.unwrap_or_default()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push((n, wanted));
    }
    groups
}

impl Driver {
    fn start(options: &Options) -> Result<Self, String> {
        let allow = Arc::new(Allow::new(options.allow.iter().cloned()));
        let client = Client::new(options, &allow)?;
        let hosts = Hosts::new(client, allow, options);
        let work = Arc::new(Work { hosts, redirects: options.redirects });
        let (tasks, mut todo) = unbounded_channel::<Task>();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
        let drive = move || {
            runtime.block_on(async {
                while let Some(task) = todo.recv().await {
                    let work = Arc::clone(&work);
                    tokio::spawn(async move { work.all(task).await });
                }
            });
            // A name that is being looked up must not hold up the end of the program.
            runtime.shutdown_background();
        };
        std::thread::Builder::new().name("fetch".to_owned()).spawn(drive).map_err(|e| e.to_string())?;
        Ok(Self { tasks })
    }
}

impl Work {
    async fn all(&self, task: Task) {
        for (n, wanted) in task.wanted {
            task.pace.turn(n).await;
            if task.pace.over.load(Ordering::Acquire) {
                return;
            }
            let answer = self.one(&wanted).await.map_err(|fault| {
                let address = one_line(wanted.address.trim());
                Error::Other(format!("{address}: {fault}"))
            });
            task.pace.held.fetch_add(size(&answer), Ordering::AcqRel);
            if task.give.send((n, answer)).is_err() {
                return;
            }
        }
    }

    /// Fetches an address, redirects followed.
    async fn one(&self, wanted: &Wanted) -> Result<Answer, Fault> {
        let mut url = address::parse(&wanted.address)?;
        url.set_fragment(None);
        for _ in 0..=self.redirects {
            let known = wanted.known.as_ref().filter(|k| k.url == url.as_str() && !k.validators.is_empty());
            match self.hosts.ask(&url, known.map(|k| &k.validators)).await? {
                Reply::Document(document) => return Ok(Answer::Document(document)),
                Reply::Unchanged => return Ok(Answer::Unchanged),
                Reply::Elsewhere(place) => url = address::next(&url, &place)?,
            }
        }
        let hint = "hint: --redirects follows more";
        Err(Fault::Redirect(format!("redirects more than {} times, last to {url}; {hint}", self.redirects)))
    }
}

fn size(answer: &Result<Answer, Error>) -> u64 {
    match answer {
        Ok(Answer::Document(document)) => document.bytes.len() as u64,
        _ => 0,
    }
}

impl Pace {
    /// Waits until an answer may come: when it is the next, or when there is room for those that come early.
    async fn turn(&self, n: usize) {
        loop {
            let moved = self.moved.notified();
            tokio::pin!(moved);
            moved.as_mut().enable();
            let is_next = self.next.load(Ordering::Acquire) == n;
            if is_next || self.held.load(Ordering::Acquire) < AHEAD || self.over.load(Ordering::Acquire) {
                return;
            }
            moved.await;
        }
    }
}

/// The answers to some addresses, in their order.
pub struct Answers {
    take: mpsc::Receiver<(usize, Result<Answer, Error>)>,
    early: BTreeMap<usize, Result<Answer, Error>>,
    next: usize,
    count: usize,
    pace: Arc<Pace>,
    stop: Arc<AtomicBool>,
}

impl Iterator for Answers {
    type Item = Result<Answer, Error>;

    /// The next answer; nothing when all are given, and when there is to be no more waiting.
    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.count {
            return None;
        }
        loop {
            if let Some(answer) = self.early.remove(&self.next) {
                self.next += 1;
                self.pace.held.fetch_sub(size(&answer), Ordering::AcqRel);
                self.pace.next.store(self.next, Ordering::Release);
                self.pace.moved.notify_waiters();
                return Some(answer);
            }
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            match self.take.recv_timeout(LOOK) {
                Ok((n, answer)) => drop(self.early.insert(n, answer)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        self.pace.over.store(true, Ordering::Release);
        self.pace.moved.notify_waiters();
    }
}
