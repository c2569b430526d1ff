//! Documents on their way into an index.

use super::rows::{Entry, Rows};
use super::{Gate, MAX_WEIGHT, RetrievalError};

/// Documents, numbered from 0 in the order they were added.
///
/// A document is a row of terms, each with a weight, behind a [`Gate`].
#[derive(Clone, Debug)]
pub struct Documents {
    pub(super) rows: Rows,
    pub(super) gates: Vec<Gate>,
}

impl Documents {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { rows: Rows::new(), gates: Vec::new() }
    }

    /// Adds a document and says its id. The row is in any order; an empty one
    /// is legal and never found.
    ///
    /// # Errors
    ///
    /// When a term is too high or stands twice, or a weight is 0 or too high:
    /// see [`TERMS`](super::TERMS) and [`MAX_WEIGHT`]. Nothing is added then.
    pub fn push(&mut self, row: &[(u32, u32)], gate: Gate) -> Result<u32, RetrievalError> {
        check_weights(row)?;
        let id = next_id(self.gates.len())?;
        self.rows.push(row)?;
        self.gates.push(gate);
        Ok(id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.gates.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gates.is_empty()
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self::new()
    }
}

/// The id after `ids` others. The last number names none: it is kept free.
pub(super) fn next_id(ids: usize) -> Result<u32, RetrievalError> {
    let most = u32::MAX;
    u32::try_from(ids).ok().filter(|id| *id < most).ok_or(RetrievalError::TooMany { most })
}

fn check_weights(row: &[Entry]) -> Result<(), RetrievalError> {
    match row.iter().find(|(_, weight)| !(1..=MAX_WEIGHT).contains(weight)) {
        Some(&(term, weight)) => Err(RetrievalError::Weight { term, weight }),
        None => Ok(()),
    }
}
