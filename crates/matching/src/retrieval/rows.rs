//! Rows of terms and values, stored one after another.

use super::{RetrievalError, TERMS};

/// A term and its weight in a document, or its strength in a query.
pub(super) type Entry = (u32, u32);

/// Rows one after another; each is sorted by term and has a term once.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// Where each row begins, and where the last one ends.
    first: Vec<usize>,
    entries: Vec<Entry>,
}

impl Rows {
    pub(super) const fn new() -> Self {
        Self { first: Vec::new(), entries: Vec::new() }
    }

    /// Adds a row in any order; a refused row leaves nothing behind.
    pub(super) fn push(&mut self, row: &[Entry]) -> Result<(), RetrievalError> {
        let begin = self.entries.len();
        self.entries.extend_from_slice(row);
        let added = &mut self.entries[begin..];
        if !added.is_sorted_by(|a, b| a.0 < b.0) {
            added.sort_unstable();
        }
        if let Err(error) = check_terms(added) {
            self.entries.truncate(begin);
            return Err(error);
        }
        self.first.push(begin);
        Ok(())
    }

    pub(super) fn row(&self, number: usize) -> &[Entry] {
        let end = self.first.get(number + 1).map_or(self.entries.len(), |end| *end);
        &self.entries[self.first[number]..end]
    }
}

/// Checks a row that is sorted by term.
fn check_terms(row: &[Entry]) -> Result<(), RetrievalError> {
    if let Some(&(term, _)) = row.last()
        && term >= TERMS
    {
        return Err(RetrievalError::Term { term });
    }
    match row.array_windows().find(|[a, b]| a.0 == b.0) {
        Some([(term, _), _]) => Err(RetrievalError::Duplicate { term: *term }),
        None => Ok(()),
    }
}
