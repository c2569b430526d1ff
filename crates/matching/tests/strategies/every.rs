//! Small random rounds, and every plan there is for one.

use etablera_matching::assignment::{Groups, Instance, Limit, Limits, Plan};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases every time, unless the environment asks for others.
pub(crate) fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

/// How many groups people are in.
pub(crate) const GROUPS: usize = 3;

/// Up to six participants in three groups, up to four needs with 0 to 2
/// seats, scores below `end`.
pub(crate) fn rounds(end: u32) -> impl Strategy<Value = (Instance, Groups)> {
    let sizes = (0..=6_u32, 0..=4_usize);
    let parts = sizes.prop_flat_map(move |(participants, needs)| {
        let cell = prop::option::weighted(0.7, 0..end);
        let labels = vec(0..GROUPS as u32, participants as usize);
        (vec(0..=2_u32, needs), vec(cell, participants as usize * needs), labels)
    });
    parts.prop_map(|(seats, cells, labels)| {
        let (participants, needs) = (labels.len() as u32, seats.len() as u32);
        let pair = |(at, score): (u32, Option<u32>)| Some((at / needs, at % needs, score?));
        let pairs: Vec<_> = (0..).zip(cells).filter_map(pair).collect();
        let instance = Instance::new(participants, seats, &pairs).unwrap();
        (instance, Groups::new(GROUPS, labels).unwrap())
    })
}

/// Rounds with limits.
pub(crate) fn limited_rounds(end: u32) -> impl Strategy<Value = ((Instance, Groups), Limits)> {
    rounds(end).prop_flat_map(|round| {
        let limits = limits(round.0.needs());
        (Just(round), limits)
    })
}

/// Up to two limits on some needs and perhaps one group.
fn limits(needs: usize) -> impl Strategy<Value = Limits> {
    let some = vec(any::<prop::sample::Index>(), 1..4);
    let limit = (0..4_u32, some, prop::option::of(0..GROUPS as u32));
    vec(limit, 0..3).prop_map(move |limits| {
        let limit = |(at, (most, some, group)): (usize, (u32, Vec<prop::sample::Index>, _))| {
            let needs = if needs == 0 {
                vec![]
            } else {
                some.iter().map(|index| index.index(needs) as u32).collect()
            };
            Limit { name: format!("L{at}"), most, needs, group }
        };
        Limits::new(limits.into_iter().enumerate().map(limit).collect(), needs, GROUPS).unwrap()
    })
}

/// Every plan within the seats.
pub(crate) fn plans(instance: &Instance) -> Vec<Plan> {
    let mut all: Vec<Vec<Option<u32>>> = vec![vec![]];
    for participant in 0..instance.participants() {
        let edges = instance.edges_of(participant);
        let choices: Vec<_> = edges.iter().map(|edge| Some(edge.need)).chain([None]).collect();
        let is_possible = |plan: &Vec<Option<u32>>, choice: &Option<u32>| {
            choice.is_none_or(|need| {
                let taken = plan.iter().filter(|to| **to == Some(need)).count() as u32;
                taken < instance.seats()[need as usize]
            })
        };
        let longer = |plan: &Vec<Option<u32>>| {
            let open = choices.iter().filter(|choice| is_possible(plan, choice));
            open.map(|choice| plan.iter().chain([choice]).copied().collect()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.into_iter().map(Plan::new).collect()
}
