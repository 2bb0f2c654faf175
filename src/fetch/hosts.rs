//! What is owed to a host: one request at a time, a pause after each, and its robots.txt.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Url;
use tokio::sync::{Mutex as Turns, Semaphore};
use tokio::time::Instant;

use super::address::Allow;
use super::client::{Client, Fault, Reply};
use super::retry::{self, LONGEST_WAIT};
use super::robots::Robots;
use super::state::Validators;
use super::{Options, address};

/// The hosts that were asked in this run.
pub struct Hosts {
    client: Client,
    allow: Arc<Allow>,
    /// A turn for each scheme, host and port, since each of them has a robots.txt of its own.
    known: Mutex<HashMap<String, Arc<Turns<Host>>>>,
    /// How many are asked at once.
    slots: Semaphore,
    delay: Duration,
    retries: u32,
    backoff: Duration,
}

/// A host, as whoever has its turn sees it.
#[derive(Default)]
struct Host {
    /// When it may be asked next.
    next: Option<Instant>,
    robots: Option<Result<Robots, Fault>>,
    /// It did not answer however often it was asked: it is asked once for what is left.
    silent: bool,
}

impl Hosts {
    /// Nothing is asked yet.
    pub fn new(client: Client, allow: Arc<Allow>, options: &Options) -> Self {
        let slots = Semaphore::new(options.hosts.max(1));
        let Options { delay, retries, backoff, .. } = *options;
        Self { client, allow, known: Mutex::default(), slots, delay, retries, backoff }
    }

    /// Asks for what is at an address, when its host's turn comes.
    pub async fn ask(&self, url: &Url, known: Option<&Validators>) -> Result<Reply, Fault> {
        self.allow.check(url)?;
        let place = self.host(url);
        let mut host = place.lock().await;
        if host.robots.is_none() {
            let robots = self.robots(&mut host, url).await;
            host.robots = Some(robots);
        }
        let delay = match host.robots.as_ref() {
            Some(Ok(robots)) if !robots.allows(&path(url)) => return Err(Fault::Robots(name(url))),
            Some(Ok(robots)) => robots.delay.unwrap_or_default().clamp(self.delay, LONGEST_WAIT.max(self.delay)),
            Some(Err(fault)) => return Err(fault.clone()),
            None => self.delay,
        };
        self.patiently(&mut host, url, known, delay).await
    }

    fn host(&self, url: &Url) -> Arc<Turns<Host>> {
        let key = url.origin().ascii_serialization();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_default())
    }

    /// Asks again, a little later each time, while what went wrong may go away by itself.
    async fn patiently(
        &self,
        host: &mut Host,
        url: &Url,
        known: Option<&Validators>,
        delay: Duration,
    ) -> Result<Reply, Fault> {
        let mut tries = 0;
        loop {
            let answer = self.once(host, url, known, delay).await;
            tries += 1;
            let fault = match answer {
                Err(fault) if fault.passes() => fault,
                answer => {
                    host.silent = false;
                    return answer;
                }
            };
            let again = tries <= self.retries && !host.silent;
            match retry::wait(tries, self.backoff, fault.asked()).filter(|_| again) {
                Some(wait) => host.not_before(Instant::now() + wait),
                None => {
                    host.silent = true;
                    return Err(fault);
                }
            }
        }
    }

    async fn once(
        &self,
        host: &mut Host,
        url: &Url,
        known: Option<&Validators>,
        delay: Duration,
    ) -> Result<Reply, Fault> {
        if let Some(next) = host.next {
            tokio::time::sleep_until(next).await;
        }
        // Never closed, so a permit always comes.
        let _slot = self.slots.acquire().await;
        let answer = self.client.ask(url, known).await;
        host.not_before(Instant::now() + delay);
        answer
    }

    /// The wishes of a host: all is allowed where there is no robots.txt, and nothing where it cannot be told.
    async fn robots(&self, host: &mut Host, url: &Url) -> Result<Robots, Fault> {
        let Ok(mut place) = url.join("/robots.txt") else { return Ok(Robots::default()) };
        place.set_query(None);
        for _ in 0..=5 {
            self.allow.check(&place)?;
            match self.patiently(host, &place, None, Duration::ZERO).await {
                Ok(Reply::Document(file)) => return Ok(Robots::parse(&file.bytes)),
                Ok(Reply::Elsewhere(to)) => match address::next(&place, &to) {
                    Ok(next) => place = next,
                    Err(_) => return Ok(Robots::default()),
                },
                // The RFC: what is not to be had (4xx) forbids nothing.
                Ok(Reply::Unchanged) | Err(Fault::Status(_) | Fault::Media(_)) => return Ok(Robots::default()),
                Err(fault @ (Fault::Refused(_) | Fault::Unreached(_) | Fault::Unknown(_) | Fault::Late(..))) => {
                    return Err(fault);
                }
                Err(Fault::Busy(429, _)) => return Err(Fault::NoRobots(name(url), "answers 429".to_owned())),
                Err(fault) => {
                    let told = fault.to_string();
                    let told = told.split("; hint").next().unwrap_or_default().to_owned();
                    return Err(Fault::NoRobots(name(url), told));
                }
            }
        }
        Ok(Robots::default())
    }
}

impl Host {
    fn not_before(&mut self, moment: Instant) {
        self.next = self.next.max(Some(moment));
    }
}

fn name(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}
