//! How a store is opened.

use std::time::Duration;

use etablera_domain::event::Moment;

use crate::db::PATIENCE;

/// How a store is opened. A moment is one with the usual patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub(crate) at: Moment,
    pub(crate) patience: Duration,
}

impl Opening {
    /// Opens at a moment, and waits up to 10 seconds for a lock or a connection.
    #[must_use]
    pub fn at(at: Moment) -> Self {
        Self { at, patience: PATIENCE }
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
