//! What is true of a subject.

use serde::{Deserialize, Serialize};

use super::record::Event;
use super::subject::SubjectKind;

/// What is true of a subject, by its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing yet.
    Other {
        /// How many events.
        count: u64,
    },
}

impl State {
    /// A subject of which nothing is known.
    #[must_use]
    pub fn new(_: SubjectKind) -> Self {
        Self::Other { count: 0 }
    }

    /// Adds the next event in the order of folding. Events that make no sense
    /// here change nothing.
    pub fn apply(&mut self, _: &Event) {
        let Self::Other { count } = self;
        *count += 1;
    }
}
