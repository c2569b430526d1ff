//! The loop of deferred acceptance.
//!
//! The set of proposals made does not depend on their order, and so the order
//! is chosen for speed. A textbook loop follows one rejected proposer after
//! another, and each step waits for memory twice. Here the rejected wait in a
//! queue, and the list entries of the next few are fetched together before
//! they are looked at.

use std::hint::black_box;

use super::lists::{Choice, key};

/// How many lists are fetched together.
const BATCH: usize = 32;

/// A place that nobody holds: worse than everybody.
const FREE: u64 = u64::MAX;

/// No place at all: better than everybody, for proposers count from 1 here.
const NONE: u64 = 0;

/// Lists of receivers (`Choice::need`), best first, with the receivers' ranks.
#[derive(Clone, Copy)]
pub(super) struct Proposers<'l> {
    pub(super) first: &'l [u32],
    pub(super) choices: &'l [Choice],
}

/// The places of a receiver that stand with it: most have no more, and are
/// then one load from memory.
const NEAR: u32 = 3;

/// A receiver: whoever is better than the worst it holds takes that place.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Door {
    /// Rank and number of those held, the worst first; [`FREE`] where nobody
    /// is, and [`NONE`] beyond the last place.
    near: [u64; NEAR as usize],
    /// Where the places of those who are better begin, a heap with the worst
    /// first.
    others: u32,
    /// How many others there are.
    count: u32,
}

/// Who is held by whom in the end.
pub(super) struct Held {
    doors: Vec<Door>,
    others: Vec<u64>,
    pub(super) proposals: u64,
}

/// Lets every proposer in the queue go down its list until nobody is refused
/// who has someone left to ask. A proposer may be queued several times, for
/// several places to fill.
pub(super) fn run(proposers: Proposers<'_>, mut queue: Vec<u32>, places: &[u32]) -> Held {
    let mut held = Held::new(places);
    let mut next = proposers.first.to_vec();
    let mut refused = Vec::new();
    while !queue.is_empty() {
        for batch in queue.chunks(BATCH) {
            fetch(proposers, &next, &held, batch);
            for &proposer in batch {
                held.propose(proposers, &mut next, proposer, &mut refused);
            }
        }
        queue.clear();
        std::mem::swap(&mut queue, &mut refused);
    }
    held
}

/// Touches what the batch will need: independent loads, which overlap.
fn fetch(proposers: Proposers<'_>, next: &[u32], held: &Held, batch: &[u32]) {
    let mut receivers = [0_u32; BATCH];
    for (receiver, &proposer) in receivers.iter_mut().zip(batch) {
        let choice = proposers.choices.get(next[proposer as usize] as usize);
        *receiver = choice.map_or(0, |choice| choice.need);
    }
    let worst = receivers.iter().filter_map(|&receiver| held.doors.get(receiver as usize));
    black_box(worst.fold(0, |all, door| all ^ door.near[0]));
}

impl Held {
    fn new(places: &[u32]) -> Self {
        let mut begin = 0;
        let door = |&places: &u32| {
            let count = places.saturating_sub(NEAR);
            let others = begin;
            begin += count;
            let near = [0, 1, 2].map(|place| if place < places { FREE } else { NONE });
            Door { near, others, count }
        };
        let doors = places.iter().map(door).collect();
        Self { doors, others: vec![FREE; begin as usize], proposals: 0 }
    }

    /// Lets a proposer go down its list until somebody holds it; who had the
    /// place goes among the refused.
    fn propose(
        &mut self,
        proposers: Proposers<'_>,
        next: &mut [u32],
        proposer: u32,
        refused: &mut Vec<u32>,
    ) {
        let (begin, end) = (next[proposer as usize], proposers.first[proposer as usize + 1]);
        let list = &proposers.choices[begin as usize..end as usize];
        let mut asked = 0;
        for choice in list {
            asked += 1;
            let key = key(choice.rank, proposer + 1);
            let door = &mut self.doors[choice.need as usize];
            if key < door.near[0] {
                let out = door.take(&mut self.others, key);
                if out != FREE {
                    refused.push(out as u32 - 1);
                }
                break;
            }
        }
        next[proposer as usize] = begin + asked;
        self.proposals += u64::from(asked);
    }

    /// The pairs `(receiver, proposer)`.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> {
        let held = |key: &u64| *key != FREE && *key != NONE;
        self.doors.iter().zip(0..).flat_map(move |(door, receiver)| {
            let others = &self.others[door.others as usize..][..door.count as usize];
            let keys = door.near.into_iter().chain(others.iter().copied()).filter(held);
            keys.map(move |key| (receiver, key as u32 - 1))
        })
    }
}

impl Door {
    /// Gives the worst place to a better proposer, and returns who had it.
    fn take(&mut self, others: &mut [u64], key: u64) -> u64 {
        let [out, second, third] = self.near;
        let better = key.min(second);
        self.near = [key.max(second), better.max(third), better.min(third)];
        if self.count > 0 {
            let heap = &mut others[self.others as usize..][..self.count as usize];
            let [.., best] = &mut self.near;
            if heap[0] > *best {
                let key = std::mem::replace(best, heap[0]);
                sift(heap, key);
            }
        }
        out
    }
}

/// Puts a key in the place of the heap's first, and moves it down.
fn sift(heap: &mut [u64], key: u64) {
    let mut at = 0;
    loop {
        let mut child = 2 * at + 1;
        let Some(&left) = heap.get(child) else { break };
        let mut worst = left;
        if let Some(&right) = heap.get(child + 1).filter(|right| **right > left) {
            (child, worst) = (child + 1, right);
        }
        if worst <= key {
            break;
        }
        heap[at] = worst;
        at = child;
    }
    heap[at] = key;
}
