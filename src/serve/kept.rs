//! What is computed from the whole graph, once for each state of it.

use std::sync::{Arc, Mutex, PoisonError};

use super::http::Fault;

/// Such a thing, as of how many changes.
pub struct Kept<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    /// The thing as of `now` changes; it is made where it is not known yet, by one thread while the others wait.
    ///
    /// # Errors
    /// What `make` says.
    pub fn get(&self, now: u64, make: impl FnOnce() -> Result<T, Fault>) -> Result<Arc<T>, Fault> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((then, thing)) = &*kept
            && *then == now
        {
            return Ok(Arc::clone(thing));
        }
        let thing = Arc::new(make()?);
        *kept = Some((now, Arc::clone(&thing)));
        Ok(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn once_for_each_state() {
        let kept = Kept::default();
        let at = |now, value| kept.get(now, || Ok(value)).map(|kept| *kept).ok();
        assert_eq!((at(0, 1), at(0, 2), at(1, 3), at(1, 4)), (Some(1), Some(1), Some(3), Some(3)));
        assert!(kept.get(2, || Err(Fault::busy())).is_err());
        assert_eq!(at(2, 5), Some(5));
    }
}
