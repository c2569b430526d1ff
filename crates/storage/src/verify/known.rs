//! Ends of a log that were seen before.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Place, Verification};
use crate::chain::Hash;
use crate::log::Head;

/// Ends seen before that are still to be met; of one place there may be
/// several, of which at most one is right.
pub(super) struct Known(BTreeMap<u64, BTreeSet<Hash>>);

impl Known {
    /// The ends, with the start of the log met already.
    pub(super) fn new(known: &[Head], place: fn(u64) -> Place, done: &mut Verification) -> Self {
        let mut all = Self(BTreeMap::new());
        for Head { seq, hash } in known {
            all.0.entry(*seq).or_default().insert(*hash);
        }
        all.meet(Head { seq: 0, hash: Hash::START }, place, done);
        all
    }

    /// Compares a row with what was seen of it.
    pub(super) fn meet(&mut self, head: Head, place: fn(u64) -> Place, done: &mut Verification) {
        for seen in self.0.remove(&head.seq).into_iter().flatten() {
            if seen != head.hash {
                done.add(place(head.seq), format!("hash {seen}, seen before"), head.hash);
            }
        }
    }

    /// What was seen and is not there.
    pub(super) fn end(self, place: fn(u64) -> Place, done: &mut Verification) {
        for (seq, hashes) in self.0 {
            for hash in hashes {
                done.add(place(seq), format!("hash {hash}, seen before"), "no such row");
            }
        }
    }
}
