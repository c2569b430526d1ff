//! Seeded pseudorandom numbers: `SplitMix64`, the same on every machine.

/// What a sequence of draws is for; each gives sequences of its own.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    Order = 1,
    Employer,
    Need,
    Truth,
    Observation,
    Outcome,
}

/// A sequence of draws.
pub(super) struct Random(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

impl Random {
    /// The sequence that belongs to one thing alone.
    pub(super) fn of(seed: u64, stream: Stream, index: usize) -> Self {
        let stream = mix(seed.wrapping_add(GOLDEN.wrapping_mul(stream as u64)));
        Self(mix(stream ^ (index as u64).wrapping_mul(GOLDEN)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }

    /// A number below `n`, or 0 where there is none. The bias is below n in
    /// 2^64.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(n)) >> 64) as u64
    }

    /// A number from `first` to `last`, both included.
    pub(super) fn between(&mut self, first: u16, last: u16) -> u16 {
        first + self.below(u64::from(last - first) + 1) as u16
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, permille: u16) -> bool {
        self.below(1000) < u64::from(permille)
    }

    /// A place among `weights`, each as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[u16]) -> usize {
        let mut left = self.below(weights.iter().map(|&weight| u64::from(weight)).sum());
        for (at, &weight) in weights.iter().enumerate() {
            match left.checked_sub(u64::from(weight)) {
                Some(rest) => left = rest,
                None => return at,
            }
        }
        0
    }

    /// One of `items`, each as likely; `None` where there is none.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len() as u64) as usize)
    }

    /// Puts `items` in a random order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stream_and_index_has_draws_of_its_own() {
        let mut first = std::collections::BTreeSet::new();
        for stream in [Stream::Need, Stream::Truth, Stream::Outcome] {
            for (seed, index) in (0..20).flat_map(|seed| (0..20).map(move |index| (seed, index))) {
                first.insert(Random::of(seed, stream, index).next());
            }
        }
        assert_eq!(first.len(), 1200);
    }

    #[test]
    fn draws_stay_inside_and_reach_both_ends() {
        let mut random = Random::of(1, Stream::Order, 0);
        let drawn: std::collections::BTreeSet<u16> =
            (0..500).map(|_| random.between(3, 7)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
        let drawn: std::collections::BTreeSet<usize> =
            (0..500).map(|_| random.weighted(&[1, 0, 3])).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [0, 2]);
        assert!(!random.chance(0) && random.chance(1000));
        assert_eq!(random.pick::<u8>(&[]), None);
    }
}
