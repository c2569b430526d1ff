//! Needs in order of their distance.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A distance that nothing has.
const FAR: i64 = i64::MAX;

/// The needs that a search has found, nearest first (Dijkstra). Most
/// distances are 0 or as far as the last, and those need no heap.
#[derive(Debug)]
pub(super) struct Frontier {
    distance: Vec<i64>,
    found: Vec<u32>,
    here: Vec<u32>,
    later: BinaryHeap<Reverse<(i64, u32)>>,
    at: i64,
    /// Nothing from here on matters.
    end: i64,
}

impl Frontier {
    pub(super) fn new(needs: usize) -> Self {
        let (found, here, later) = (Vec::new(), Vec::new(), BinaryHeap::new());
        Self { distance: vec![FAR; needs], found, here, later, at: 0, end: FAR }
    }

    /// Notes a way to a need, unless a shorter one is known.
    pub(super) fn offer(&mut self, need: u32, distance: i64) {
        let known = &mut self.distance[need as usize];
        if distance >= self.end.min(*known) {
            return;
        }
        if *known == FAR {
            self.found.push(need);
        }
        *known = distance;
        if distance == self.at {
            self.here.push(need);
        } else {
            self.later.push(Reverse((distance, need)));
        }
    }

    /// Nothing this far or farther matters.
    pub(super) fn end_at(&mut self, distance: i64) {
        self.end = self.end.min(distance);
    }

    /// The next need before the end, with its distance.
    pub(super) fn next(&mut self) -> Option<(u32, i64)> {
        if let Some(need) = self.here.pop() {
            return Some((need, self.at)).filter(|_| self.at < self.end);
        }
        while let Some(Reverse((distance, need))) = self.later.pop() {
            if distance >= self.end {
                return None;
            }
            if distance == self.distance[need as usize] {
                self.at = distance;
                return Some((need, distance));
            }
        }
        None
    }

    /// Forgets the search, after telling every need before the end and how
    /// far before; returns how far the end is.
    pub(super) fn close(&mut self, mut before: impl FnMut(u32, i64)) -> i64 {
        let end = std::mem::replace(&mut self.end, FAR);
        for need in self.found.drain(..) {
            let distance = std::mem::replace(&mut self.distance[need as usize], FAR);
            if distance < end {
                before(need, end - distance);
            }
        }
        self.here.clear();
        self.later.clear();
        self.at = 0;
        end
    }
}
