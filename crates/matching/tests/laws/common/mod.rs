//! Random worlds to judge: a taxonomy, needs, participants and training.

pub(crate) mod graph;
pub(crate) mod needs;
pub(crate) mod oracle;
pub(crate) mod people;

use chrono::NaiveDate;
use etablera_domain::{LearnBy, Need, Participant, TrainingModule};
use etablera_matching::{Catalogue, Matcher, Parameters};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use graph::Graph;

/// Everything that answers follow from.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) graph: Graph,
    pub(crate) needs: Vec<Need>,
    pub(crate) participants: Vec<Participant>,
    pub(crate) modules: Vec<TrainingModule>,
    pub(crate) parameters: Parameters,
}

impl World {
    /// Calls `with` with a matcher for the world.
    pub(crate) fn matched<T>(&self, with: impl FnOnce(&Matcher<'_>) -> T) -> T {
        let taxonomy = self.graph.build();
        let catalogue = Catalogue::new(self.modules.clone()).unwrap();
        let matcher = Matcher::new(&taxonomy, self.parameters.clone(), today());
        with(&matcher.with_training(&catalogue))
    }
}

pub(crate) fn today() -> NaiveDate {
    people::day("2026-12-01")
}

/// Numbers in which more is never less.
fn parameters() -> impl Strategy<Value = Parameters> {
    let rising = prop::collection::vec(20..=100_u8, 3);
    let falling = prop::collection::vec(0..=100_u8, 3);
    let random = (50..=100_u8, rising, falling, 0..=100_u8, people::evidences()).prop_map(
        |(must_floor, mut rising, mut falling, lent, trained)| {
            rising.sort_unstable();
            falling.sort_unstable();
            Parameters {
                must_floor,
                evidence: [rising[0], rising[1], rising[2], 100],
                levels_below: [100, falling[2], falling[1], falling[0]],
                lent,
                trained,
                ..Parameters::default()
            }
        },
    );
    prop_oneof![Just(Parameters::default()), random]
}

pub(crate) fn worlds() -> impl Strategy<Value = World> {
    let parts =
        (graph::graphs(), needs::needs(), people::participants(), needs::modules(), parameters());
    parts.prop_map(|(graph, needs, participants, mut modules, parameters)| {
        for need in &needs {
            need.check().unwrap();
            // Most modules give what needs say that they lead to.
            for (requirement, at) in need.requirements().zip(0..) {
                let by = requirement.learnable.as_ref().map(|way| &way.by);
                for module in &mut modules {
                    if at % 4 != 3 && by == Some(&LearnBy::Module(module.id.clone())) {
                        module.gives.push(requirement.promised());
                    }
                }
            }
        }
        World { graph, needs, participants, modules, parameters }
    })
}

/// The same cases every time, unless the environment asks for others
/// (`PROPTEST_RNG_SEED`, `PROPTEST_CASES`).
pub(crate) fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 128;
    }
    config
}
