//! The best rows so far.

use std::cmp::Reverse;

use crate::verdict::Tier;

/// Where a row stands in a list, smallest first: tier, wish where it counts,
/// score, then the other's number in the order of ids and its place, so that
/// no two rows of a list stand alike.
pub(super) type Standing = (Tier, u32, Reverse<u32>, u64, u32);

/// A row of a list that is being made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) standing: Standing,
    pub(super) score_after: u32,
}

/// The best so many rows of those that were offered.
///
/// Keeps up to twice as many, and throws the worse half out when it is full.
#[derive(Clone, Debug)]
pub(super) struct Best {
    rows: Vec<Row>,
    top: usize,
    /// A row that stands behind this one has no chance.
    worst: Option<Standing>,
}

impl Best {
    pub(super) fn new(top: usize) -> Self {
        Self { rows: Vec::new(), top, worst: None }
    }

    /// The standing that a row must come before, once there is one.
    pub(super) fn worst(&self) -> Option<Standing> {
        self.worst
    }

    pub(super) fn offer(&mut self, row: Row) {
        if self.top == 0 || self.worst.is_some_and(|worst| row.standing > worst) {
            return;
        }
        self.rows.push(row);
        let is_first = self.worst.is_none() && self.rows.len() == self.top;
        if is_first || self.rows.len() >= self.top.saturating_mul(2) {
            self.cut();
        }
    }

    /// All rows that another has kept.
    pub(super) fn merge(&mut self, other: Self) {
        other.rows.into_iter().for_each(|row| self.offer(row));
    }

    fn cut(&mut self) {
        let (_, worst, _) = self.rows.select_nth_unstable_by_key(self.top - 1, |row| row.standing);
        self.worst = Some(worst.standing);
        self.rows.truncate(self.top);
    }

    /// The rows, best first.
    pub(super) fn into_sorted(mut self) -> Vec<Row> {
        self.rows.sort_unstable_by_key(|row| row.standing);
        self.rows.truncate(self.top);
        self.rows
    }
}
