//! How far a call has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many rows were read for a call so far, for whoever waits for it. Copies
/// count together.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    rows: AtomicU64,
    of: AtomicU64,
}

impl Progress {
    /// How many rows were read so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.0.rows.load(Ordering::Relaxed)
    }

    /// How many there are to read, where that is known; about, since others may
    /// write meanwhile.
    #[must_use]
    pub fn of(&self) -> Option<u64> {
        Some(self.0.of.load(Ordering::Relaxed)).filter(|of| *of > 0)
    }

    /// Says how many there are to read.
    pub(crate) fn expect(&self, rows: u64) {
        self.0.of.store(rows, Ordering::Relaxed);
    }

    pub(crate) fn add(&self, rows: u64) {
        self.0.rows.fetch_add(rows, Ordering::Relaxed);
    }
}
