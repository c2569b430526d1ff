//! Adjacency in two flat arrays (compressed sparse rows).

/// For each row, a slice of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Csr<T> {
    /// Where each row begins; one more at the end.
    pub(crate) first: Vec<u32>,
    pub(crate) items: Vec<T>,
}

impl<T> Default for Csr<T> {
    fn default() -> Self {
        Self { first: vec![0], items: Vec::new() }
    }
}

impl<T: Ord> Csr<T> {
    /// Rows from (row, item) pairs, in any order; duplicates are dropped and
    /// each row is sorted.
    pub(crate) fn from_pairs(rows: usize, mut pairs: Vec<(u32, T)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let mut first = vec![0; rows + 1];
        for (row, _) in &pairs {
            first[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            first[row + 1] += first[row];
        }
        Self { first, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }
}

impl<T> Csr<T> {
    pub(crate) fn of(&self, row: usize) -> &[T] {
        &self.items[self.first[row] as usize..self.first[row + 1] as usize]
    }

    /// Whether the bounds make sense for `rows` rows.
    pub(crate) fn is_sound(&self, rows: usize) -> bool {
        self.first.len() == rows + 1
            && self.first.first() == Some(&0)
            && self.first.last().is_some_and(|&end| end as usize == self.items.len())
            && self.first.is_sorted()
    }
}
