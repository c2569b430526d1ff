//! Queries on their way to an index.

use super::gate::{Key, Opens};
use super::rows::{Entry, Rows};
use super::{MAX_STRENGTHS, RetrievalError};

/// Queries, numbered from 0 in the order they were added and stored flat.
///
/// A query is a row of terms, each with a strength, and a [`Key`].
#[derive(Clone, Debug)]
pub struct Queries {
    rows: Rows,
    passes: Vec<Pass>,
    /// The shards that queries open, query by query.
    shards: Vec<u32>,
}

/// A key, with its shards in the flat list.
#[derive(Clone, Copy, Debug)]
struct Pass {
    /// Where its shards begin; they end where the next query's do.
    shards: usize,
    opens_all: bool,
    level: u32,
    bits: u64,
}

/// One of the queries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Query<'a> {
    pub(super) row: &'a [Entry],
    /// Sorted, each once; none if it opens all.
    pub(super) shards: Option<&'a [u32]>,
    pub(super) level: u32,
    pub(super) bits: u64,
}

impl Queries {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { rows: Rows::new(), passes: Vec::new(), shards: Vec::new() }
    }

    /// Adds a query. The row is in any order; an empty one finds nothing, and
    /// neither does a term that no document has.
    ///
    /// # Errors
    ///
    /// When a term is too high or stands twice, a strength is 0, or the
    /// strengths sum to more than [`MAX_STRENGTHS`]. Nothing is added then.
    pub fn push(&mut self, row: &[(u32, u32)], key: &Key) -> Result<(), RetrievalError> {
        check_strengths(row)?;
        self.rows.push(row)?;
        let (shards, level, bits) = (self.shards.len(), key.level, key.bits);
        if let Opens::Shards(opened) = &key.opens {
            let mut opened = opened.clone();
            opened.sort_unstable();
            opened.dedup();
            self.shards.append(&mut opened);
        }
        self.passes.push(Pass { shards, opens_all: key.opens == Opens::All, level, bits });
        Ok(())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.passes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passes.is_empty()
    }

    pub(super) fn query(&self, number: usize) -> Query<'_> {
        let pass = self.passes[number];
        let end = self.passes.get(number + 1).map_or(self.shards.len(), |next| next.shards);
        Query {
            row: self.rows.row(number),
            shards: (!pass.opens_all).then(|| &self.shards[pass.shards..end]),
            level: pass.level,
            bits: pass.bits,
        }
    }
}

impl Default for Queries {
    fn default() -> Self {
        Self::new()
    }
}

fn check_strengths(row: &[Entry]) -> Result<(), RetrievalError> {
    if let Some(&(term, _)) = row.iter().find(|(_, strength)| *strength == 0) {
        return Err(RetrievalError::Strength { term });
    }
    let sum = row.iter().map(|(_, strength)| u64::from(*strength)).sum();
    if sum > u64::from(MAX_STRENGTHS) {
        return Err(RetrievalError::Strengths { sum });
    }
    Ok(())
}
