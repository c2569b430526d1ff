//! How a store is opened.

use std::time::Duration;

use etablera_domain::event::Moment;

use crate::db::{MEMORY, PATIENCE};

/// How a store is opened. A moment is one with the usual patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub(crate) at: Moment,
    pub(crate) patience: Duration,
    pub(crate) memory: u32,
}

impl Opening {
    /// Opens at a moment, and waits up to 10 seconds for a lock or a connection.
    #[must_use]
    pub fn at(at: Moment) -> Self {
        Self { at, patience: PATIENCE, memory: MEMORY }
    }

    /// How many MiB of pages a file is written with: 512 unless told otherwise,
    /// for who writes much and ends. They are taken as pages are touched, and
    /// given back when the store is closed.
    #[must_use]
    pub fn memory(self, mebibytes: u32) -> Self {
        Self { memory: mebibytes, ..self }
    }

    /// How long to wait for a lock or a connection, in whole milliseconds and
    /// at least one.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience: patience.max(Duration::from_millis(1)), ..self }
    }
}

impl From<Moment> for Opening {
    fn from(at: Moment) -> Self {
        Self::at(at)
    }
}
