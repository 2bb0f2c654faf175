//! A run that is asked to end (Ctrl-C, SIGTERM) finishes what is in hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The exit status of a run that was asked to end.
pub const STATUS: u8 = 130;

/// Whether a run was asked to end.
#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on. The first signal is noted; the second ends the process at once.
    pub fn listen() -> Self {
        let stop = Self::default();
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal finds nothing noted and notes it. Where the system takes no handlers, a
            // signal ends the process as ever.
            let _ = flag::register_conditional_shutdown(signal, STATUS.into(), stop.0.clone())
                .and_then(|_| flag::register(signal, stop.0.clone()));
        }
        stop
    }

    /// What is set when it is asked for.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }

    /// Whether it was asked for.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
