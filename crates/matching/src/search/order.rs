//! Numbers in the order of ids, so that ties are broken without looking ids
//! up.

use std::collections::BTreeMap;
use std::ops::Bound;

use etablera_domain::NeedId;

/// Gives each id a number; numbers compare as ids do. An id that comes later
/// gets a number between its neighbours'.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    numbers: BTreeMap<NeedId, Number>,
}

#[derive(Clone, Copy, Debug)]
struct Number {
    number: u64,
    /// How many times the id has been put in.
    times: u32,
}

/// The distance between numbers that are given out afresh: room for some
/// thirty ids between any two.
const GAP: u64 = 1 << 32;

impl Order {
    /// Puts an id in; whether the numbers of all ids have changed for it.
    pub(super) fn insert(&mut self, id: &NeedId) -> bool {
        if let Some(known) = self.numbers.get_mut(id) {
            known.times += 1;
            return false;
        }
        let above = (Bound::Excluded(id), Bound::Unbounded);
        let before =
            self.numbers.range::<NeedId, _>(..id).next_back().map_or(0, |(_, known)| known.number);
        let after = self.numbers.range::<NeedId, _>(above).next().map(|(_, known)| known.number);
        let number = match after {
            Some(after) => before + (after - before) / 2,
            None => before.saturating_add(GAP),
        };
        self.numbers.insert(id.clone(), Number { number, times: 1 });
        let is_between = number > before && after.is_none_or(|after| number < after);
        if !is_between {
            self.renumber();
        }
        !is_between
    }

    pub(super) fn remove(&mut self, id: &NeedId) {
        let Some(known) = self.numbers.get_mut(id) else { return };
        known.times -= 1;
        if known.times == 0 {
            self.numbers.remove(id);
        }
    }

    /// The number of an id that has been put in.
    pub(super) fn number(&self, id: &NeedId) -> u64 {
        self.numbers[id].number
    }

    fn renumber(&mut self) {
        for (known, at) in self.numbers.values_mut().zip(1..) {
            known.number = at * GAP;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_as_ids_do_however_they_come() {
        let mut order = Order::default();
        let mut ids: Vec<NeedId> = (0..200_u32)
            .map(|n| format!("N{:03}", n.wrapping_mul(2_654_435_761) % 1000).parse().expect("id"))
            .collect();
        // A hundred in a row just before the last: no gap holds that.
        ids.extend((0..100).rev().map(|n| format!("N998-{n:03}").parse().expect("id")));
        let mut changed = 0;
        for id in &ids {
            changed += u32::from(order.insert(id));
        }
        assert!(changed > 0, "the gap was never used up");
        ids.sort();
        ids.dedup();
        assert!(ids.windows(2).all(|pair| order.number(&pair[0]) < order.number(&pair[1])));
    }
}
