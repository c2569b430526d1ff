//! Seeded pseudorandom numbers: `SplitMix64`, the same on every machine.

/// A sequence of draws.
#[derive(Clone, Debug)]
pub(crate) struct Lots(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

impl Lots {
    /// The sequence of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The sequence that belongs to one thing alone: each part tells it from
    /// others.
    pub(crate) fn of(seed: u64, parts: &[u64]) -> Self {
        let add = |state: u64, part: &u64| mix(state ^ part.wrapping_add(1).wrapping_mul(GOLDEN));
        Self(parts.iter().fold(mix(seed.wrapping_add(GOLDEN)), add))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number below `end`, or 0 where there is none. The bias is below
    /// `end` in 2^64.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u32
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    /// True so many times in a thousand.
    pub(crate) fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// Puts `items` in a random order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_part_has_draws_of_its_own() {
        let mut first = BTreeSet::new();
        for (seed, part) in (0..20).flat_map(|seed| (0..20).map(move |part| (seed, part))) {
            first.insert(Lots::of(seed, &[part]).next());
            first.insert(Lots::of(seed, &[part, 0]).next());
            first.insert(Lots::of(seed, &[0, part, 1]).next());
        }
        assert_eq!(first.len(), 1200);
    }

    #[test]
    fn draws_stay_inside_and_reach_both_ends() {
        let mut random = Lots::of(1, &[]);
        let drawn: BTreeSet<u32> = (0..500).map(|_| random.between(3, 7)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        assert!(!random.chance(0) && random.chance(1000));
        assert_eq!(random.below(0), 0);
        let mut items = [0, 1, 2, 3, 4, 5, 6, 7];
        random.shuffle(&mut items);
        assert_ne!(items, [0, 1, 2, 3, 4, 5, 6, 7]);
        items.sort_unstable();
        assert_eq!(items, [0, 1, 2, 3, 4, 5, 6, 7]);
    }
}
