//! The best k so far.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Hit;

/// The best k hits of one query so far.
///
/// A hit is one number that is higher for the better hit: the score above,
/// and below it the id upside down, because the lower id wins a tie.
#[derive(Debug)]
pub(super) struct Top {
    k: usize,
    /// At most k; the worst is on top.
    keys: BinaryHeap<Reverse<u64>>,
}

impl Top {
    /// Space for as many as anyone looks at; a longer list grows.
    const SPACE: usize = 64;

    /// None yet of at most k, which is not 0.
    pub(super) fn new(k: usize) -> Self {
        Self { k, keys: BinaryHeap::with_capacity(k.min(Self::SPACE)) }
    }

    /// The least score that can still enter. A tie with the worst may, by its
    /// id.
    pub(super) fn least(&self) -> u32 {
        match self.keys.peek() {
            Some(Reverse(worst)) if self.keys.len() >= self.k => hit(*worst).score,
            _ => 1,
        }
    }

    /// Takes a hit in if it is among the best.
    pub(super) fn offer(&mut self, hit: Hit) {
        let key = Reverse(u64::from(hit.score) << 32 | u64::from(!hit.id));
        if self.keys.len() < self.k {
            self.keys.push(key);
        } else if let Some(mut worst) = self.keys.peek_mut()
            && key < *worst
        {
            *worst = key;
        }
    }

    /// The hits, best first.
    pub(super) fn into_hits(self) -> impl Iterator<Item = Hit> {
        self.keys.into_sorted_vec().into_iter().map(|Reverse(key)| hit(key))
    }
}

fn hit(key: u64) -> Hit {
    Hit { score: (key >> 32) as u32, id: !(key as u32) }
}
