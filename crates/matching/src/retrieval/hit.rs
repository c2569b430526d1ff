//! What is found.

use std::ops::Range;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hit {
    /// The sum of strength times weight over the terms of query and document;
    /// at least 1.
    pub score: u32,
    /// The document.
    pub id: u32,
}

/// A list of hits for each query, stored flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    /// Where each list ends.
    ends: Vec<usize>,
    hits: Vec<Hit>,
}

impl Lists {
    pub(super) const fn new() -> Self {
        Self { ends: Vec::new(), hits: Vec::new() }
    }

    /// Adds the next query's list.
    pub(super) fn push(&mut self, list: impl Iterator<Item = Hit>) {
        self.hits.extend(list);
        self.ends.push(self.hits.len());
    }

    /// Adds the lists of the queries that come next.
    pub(super) fn append(&mut self, mut others: Self) {
        let begin = self.hits.len();
        self.ends.extend(others.ends.iter().map(|end| begin + end));
        self.hits.append(&mut others.hits);
    }

    /// How many lists there are: one for each query.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What was found for a query: by score, best first, then by id.
    ///
    /// # Panics
    ///
    /// When there is no such query.
    #[must_use]
    pub fn list(&self, query: usize) -> &[Hit] {
        &self.hits[self.range(query)]
    }

    /// The lists in the order of the queries.
    pub fn iter(&self) -> impl Iterator<Item = &[Hit]> {
        (0..self.len()).map(|query| self.list(query))
    }

    fn range(&self, query: usize) -> Range<usize> {
        let begin = if query == 0 { 0 } else { self.ends[query - 1] };
        begin..self.ends[query]
    }
}
