//! How much a client may ask for, and the threads on which it is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use oxigraph::sparql::CancellationToken;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::http::Fault;

/// The limits of a server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long a query may take.
    pub query_time: Duration,
    /// What the rows may take that a query keeps at a time, in bytes.
    pub query_memory: usize,
    /// Bytes of an answer to a query.
    pub answer_bytes: usize,
    /// Bytes of the body of a request.
    pub body_bytes: usize,
    /// How long the body of a request may take to come, and an answer to be taken while nothing moves.
    pub body_time: Duration,
    /// Bytes of the head of a request: its address and its headers.
    pub head_bytes: usize,
    /// How long the head of a request may take to come.
    pub head_time: Duration,
    /// How many queries run at a time, and as many pages.
    pub queries: usize,
    /// How long a request waits for its turn.
    pub wait: Duration,
    /// How many connections there are at a time.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_time: Duration::from_secs(30),
            query_memory: 256 << 20,
            answer_bytes: 64 << 20,
            body_bytes: 16 << 20,
            body_time: Duration::from_secs(30),
            head_bytes: 64 << 10,
            head_time: Duration::from_secs(10),
            queries: 16,
            wait: Duration::from_secs(5),
            connections: 1024,
        }
    }
}

/// How long a query may take to listen to its token. Then its client is answered; the query keeps its turn until it ends.
const GRACE: Duration = Duration::from_secs(1);

/// Work that may run at a time.
pub struct Gate {
    free: Arc<Semaphore>,
    strays: Arc<AtomicUsize>,
}

/// Goes on with work, unless its time is over or nobody waits for it any longer. To ask costs next to nothing.
///
/// # Errors
/// When it should end.
pub fn go_on(token: &CancellationToken) -> Result<(), Fault> {
    if token.is_cancelled() { Err(Fault::stopped()) } else { Ok(()) }
}

/// Cancels when whoever waits has gone.
struct Cancel(CancellationToken);

impl Drop for Cancel {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Gate {
    /// A gate for so many at a time.
    pub fn new(count: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(count)), strays: Arc::default() }
    }

    /// How many may still enter.
    pub fn free(&self) -> usize {
        self.free.available_permits()
    }

    /// How many do not end although their time is over.
    pub fn strays(&self) -> usize {
        self.strays.load(Ordering::Relaxed)
    }

    /// Waits for a turn, which lasts until it is dropped.
    ///
    /// # Errors
    /// When it does not come in time.
    pub async fn enter(&self, limits: &Limits) -> Result<OwnedSemaphorePermit, Fault> {
        match timeout(limits.wait, Arc::clone(&self.free).acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            _ => Err(Fault::busy()),
        }
    }

    /// Does work on a thread of its own. The token is cancelled when its time is over, or when nobody waits any longer.
    ///
    /// # Errors
    /// When it does not get its turn, takes too long, or panics; else what the work says.
    pub async fn run<T: Send + 'static>(
        &self,
        limits: &Limits,
        work: impl FnOnce(&CancellationToken) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let permit = self.enter(limits).await?;
        let token = CancellationToken::new();
        let cancel = Cancel(token.clone());
        let mut running = tokio::task::spawn_blocking(move || {
            let done = work(&token);
            drop(permit);
            done
        });
        if let Ok(done) = timeout(limits.query_time, &mut running).await {
            return done.unwrap_or_else(|_| {
                Err(Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "an internal fault; hint: please report the request"))
            });
        }
        drop(cancel);
        if timeout(GRACE, &mut running).await.is_err() {
            tracing::warn!("a query does not end although its time is over; it keeps its turn");
            let strays = Arc::clone(&self.strays);
            strays.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(async move {
                let _ = running.await;
                strays.fetch_sub(1, Ordering::Relaxed);
            });
        }
        let seconds = limits.query_time.as_secs_f32();
        let told = format!("stopped after {seconds} s; hint: narrow the query, or give it a LIMIT");
        Err(Fault::new(StatusCode::SERVICE_UNAVAILABLE, told))
    }
}
