//! What each strategy takes and gets on the same rounds, and each contender
//! on the same arrivals.
//!
//! Measured: `Strategy::solve` on one round, for every strategy; and
//! `replay` over twelve periods, for the contenders of the experiment.
//! The quality stands in the name of each figure: the total in thousandths of
//! the best there is, and how many have a seat.
//!
//! Instances: seeded. In a round a person has ten candidates, half of them
//! near their own place on a circle of needs and half anywhere, a need has
//! one to four seats, and a score is the person's level times the need's, plus
//! chance. The bias: levels multiply, so that it matters who gets the demanding
//! seats, as it does for greedy's disadvantage; and nobody has no candidate.
//! Arrivals are `Synthetic`, whose histories come from the same model: who
//! looks ahead knows what is likely.
//!
//! Left out: making instances, ranking people, and drawing arrivals.
//!
//! Size: rounds of 2 000 people and 800 needs, 100 and 40 under `-- --test`,
//! 100 000 and 40 000 with `ETABLERA_BENCH=full`.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use etablera::casework::experiment::{NAMES, contender};
use etablera::matching::assignment::Instance;
use etablera::matching::experiment::{Synthetic, hindsight, replay};
use etablera::matching::strategy::{
    FirstCome, Greedy, MostPlaced, Optimal, Random as Lots, Round, Stable, Strategy,
};

use random::Random;

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u32
    }
}

fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// How many people and needs a round has.
fn size() -> (u32, u32) {
    match std::env::var("ETABLERA_BENCH").as_deref() {
        _ if is_test() => (100, 40),
        Ok("full") => (100_000, 40_000),
        _ => (2_000, 800),
    }
}

fn instance((people, needs): (u32, u32)) -> Instance {
    let mut random = Random(20_261_122);
    let asked: Vec<u32> = (0..needs).map(|_| random.below(1000)).collect();
    let seats = (0..needs).map(|_| 1 + random.below(4)).collect();
    let mut pairs = Vec::new();
    for participant in 0..people {
        let (home, level) = (random.below(needs), random.below(1000));
        let mut candidates: Vec<u32> = (0..5).map(|_| random.below(needs)).collect();
        candidates.extend((0..5).map(|_| (home + random.below(20)) % needs));
        candidates.sort_unstable();
        candidates.dedup();
        for need in candidates {
            let both = level * asked[need as usize] / 1000;
            pairs.push((participant, need, 10_000 + 80 * both + random.below(10_000)));
        }
    }
    Instance::new(people, seats, &pairs).unwrap()
}

fn rounds(criterion: &mut Criterion) {
    let (people, needs) = size();
    let instance = instance((people, needs));
    let round = Round::new(&instance);
    let best = Optimal.solve(&round).unwrap().plan.total(&instance);
    let strategies: [&dyn Strategy; 6] =
        [&Lots { seed: 1 }, &FirstCome, &Greedy, &Stable::default(), &Optimal, &MostPlaced];
    let mut group = criterion.benchmark_group(format!("round/{people}x{needs}"));
    for strategy in strategies {
        let plan = strategy.solve(&round).unwrap().plan;
        plan.check(&instance).unwrap();
        let total = plan.total(&instance);
        assert!(total <= best && total > 0, "{}", strategy.name());
        let quality = format!("{}-permille/{}-placed", total * 1000 / best, plan.placed());
        group.bench_function(BenchmarkId::new(strategy.name(), quality), |b| {
            b.iter(|| assert_eq!(black_box(strategy.solve(&round).unwrap().plan), plan));
        });
    }
    group.finish();
}

fn replays(criterion: &mut Criterion) {
    let model = match is_test() {
        true => Synthetic { participants: 60, needs: 20, ..Synthetic::default() },
        false => Synthetic::default(),
    };
    let case = model.case(20_261_122, 10).unwrap();
    let best = hindsight(&case.log, &Optimal).unwrap().total;
    let mut group =
        criterion.benchmark_group(format!("replay/{}x{}", model.participants, model.needs));
    for name in NAMES {
        let contender = contender(name, 1).unwrap();
        let plan = replay(&case, &contender, &Optimal).unwrap().plan;
        let total = plan.total(case.log.instance());
        assert!(total <= best && total > 0, "{name}");
        let quality = format!("{}-permille/{}-placed", total * 1000 / best, plan.placed());
        group.bench_function(BenchmarkId::new(name, quality), |b| {
            b.iter(|| assert_eq!(replay(&case, &contender, &Optimal).unwrap().plan, plan));
        });
    }
    group.finish();
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    let mut criterion = criterion.configure_from_args();
    rounds(&mut criterion);
    replays(&mut criterion);
    criterion.final_summary();
}
