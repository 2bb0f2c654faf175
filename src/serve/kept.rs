//! What is computed from the whole graph, once for each state of it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use oxigraph::sparql::CancellationToken;

use super::http::Fault;
use super::limits::go_on;

/// How often those who wait look whether they still should.
const LOOK: Duration = Duration::from_millis(50);

/// Such a thing, as of how many changes.
pub struct Kept<T> {
    state: Mutex<State<T>>,
    made: Condvar,
}

struct State<T> {
    kept: Option<(u64, Arc<T>)>,
    /// Whether somebody makes it.
    making: bool,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { state: Mutex::new(State { kept: None, making: false }), made: Condvar::new() }
    }
}

/// Whoever makes it; when this is dropped, the others go on.
struct Making<'a, T>(&'a Kept<T>);

impl<T> Drop for Making<'_, T> {
    fn drop(&mut self) {
        self.0.state().making = false;
        self.0.made.notify_all();
    }
}

impl<T> Kept<T> {
    /// The thing as of `now` changes; it is made where it is not known yet, by one thread while the others wait. Who makes it
    /// goes on to the end, since others will want it.
    ///
    /// # Errors
    /// What `make` says, and when `token` is cancelled while another thread makes it.
    pub fn get(
        &self,
        now: u64,
        token: &CancellationToken,
        make: impl FnOnce() -> Result<T, Fault>,
    ) -> Result<Arc<T>, Fault> {
        let mut state = self.state();
        loop {
            if let Some((then, thing)) = &state.kept
                && *then == now
            {
                return Ok(Arc::clone(thing));
            }
            if !state.making {
                break;
            }
            go_on(token)?;
            state = self.made.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.making = true;
        drop(state);
        let making = Making(self);
        let thing = Arc::new(make()?);
        self.state().kept = Some((now, Arc::clone(&thing)));
        drop(making);
        Ok(thing)
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn once_for_each_state() {
        let (kept, token) = (Kept::default(), CancellationToken::new());
        let at = |now, value| kept.get(now, &token, || Ok(value)).map(|kept| *kept).ok();
        assert_eq!((at(0, 1), at(0, 2), at(1, 3), at(1, 4)), (Some(1), Some(1), Some(3), Some(3)));
        assert!(kept.get(2, &token, || Err(Fault::busy())).is_err());
        assert_eq!(at(2, 5), Some(5));
    }

    #[test]
    fn who_waits_may_stop_waiting() {
        let (kept, done, token) = (Kept::default(), AtomicBool::new(false), CancellationToken::new());
        token.cancel();
        std::thread::scope(|scope| {
            let making = scope.spawn(|| {
                kept.get(0, &token, || {
                    while !done.load(Ordering::Relaxed) {
                        std::thread::yield_now();
                    }
                    Ok(1)
                })
            });
            while !kept.state().making {
                std::thread::yield_now();
            }
            assert!(kept.get(0, &token, || Ok(2)).is_err());
            done.store(true, Ordering::Relaxed);
            assert_eq!(making.join().unwrap().map(|kept| *kept).ok(), Some(1));
        });
        assert_eq!(kept.get(0, &token, || Ok(2)).map(|kept| *kept).ok(), Some(1));
    }

    #[test]
    fn who_fails_leaves_it_to_others() {
        let kept = Kept::<i32>::default();
        let failed = std::panic::AssertUnwindSafe(|| kept.get(0, &CancellationToken::new(), || panic!("no")));
        assert!(std::panic::catch_unwind(failed).is_err());
        assert_eq!(kept.get(0, &CancellationToken::new(), || Ok(2)).map(|kept| *kept).ok(), Some(2));
    }
}
