//! Random instances.

use etablera_matching::assignment::{Instance, MAX_SCORE};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases on every run.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(20_261_201), ..ProptestConfig::default() }
}

/// Scores of one kind: small, where everything ties, or up to the highest.
fn scores() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0_u32), Just(1), Just(3), Just(10), Just(100), Just(10_000), Just(MAX_SCORE)]
}

/// Up to so many participants and needs, of which some have no seats and some
/// more than there are people; a pair is possible as often as not.
pub(crate) fn instances(most: usize) -> impl Strategy<Value = Instance> {
    (0..=most, 0..=most, scores(), 0..=10_u32).prop_flat_map(|(people, needs, top, density)| {
        let seats = prop::collection::vec(
            prop_oneof![4 => 0..=3_u32, 1 => Just(8), 1 => Just(u32::MAX)],
            needs,
        );
        let pair = (0..10_u32, 0..=top);
        let pairs = prop::collection::vec(pair, people * needs);
        (Just(people), seats, pairs).prop_map(move |(people, seats, drawn)| {
            let needs = seats.len();
            let possible = drawn.iter().enumerate().filter(|(_, (draw, _))| *draw < density);
            let pairs: Vec<_> = possible
                .map(|(at, (_, score))| ((at / needs) as u32, (at % needs) as u32, *score))
                .collect();
            Instance::new(people as u32, seats, &pairs).unwrap()
        })
    })
}
