//! How fast a round is solved exactly, with the prices that prove it.
//!
//! Measured: `optimum` for the highest total and for most people placed, on
//! one thread; each answer is checked by `verify`. First one run at four
//! sizes, each four times the one before, with the time a pair and the bytes
//! a pair at the peak, the instance among them. Then, dense and one to one,
//! beside the crates `lapjv` (Jonker and Volgenant, floating point) and
//! `pathfinding` (Kuhn and Munkres), which give no usable prices and know no
//! seats; totals are asserted to be equal.
//!
//! Instances: seeded; half of the pairs local and half popular, about as many
//! seats as people (`common/rounds.rs`). The bias: everybody is possible for
//! as many needs, and no region stands apart, so that nothing decomposes.
//!
//! With `ETABLERA_PEERS` naming the folder of instances that the peers were
//! measured on (`k2_100k.bin` and others; `benches/peers/`), those are solved
//! too, the totals asserted, and the ratio to each peer that was run printed.
//!
//! Left out: reading files and building the instance.
//!
//! Size: up to 64 000 people; 800 under `-- --test`; 400 000 with
//! `ETABLERA_BENCH=full`.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stderr, reason = "a bench prints what it measures")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/peers.rs"]
mod peers;
#[path = "common/random.rs"]
mod random;
#[path = "common/rounds.rs"]
mod rounds;

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::Criterion;
use etablera_matching::assignment::{Instance, Objective, Plan, optimum, verify};
use etablera_matching::strategy::Round;

use rounds::{Cost, Size, measure};

/// The files of the peers' instances, and the best totals.
const KNOWN: [(&str, u64); 4] =
    [("dense1k", 6_508_778), ("10k", 62_251_326), ("100k", 627_773_244), ("400k", 2_312_698_524)];

/// How many people at most, and how many in the dense comparison.
fn size() -> (u32, u32) {
    if std::env::args().any(|argument| argument == "--test") {
        return (800, 40);
    }
    match std::env::var("ETABLERA_BENCH").as_deref() {
        Ok("full") => (400_000, 1_000),
        _ => (64_000, 300),
    }
}

/// Solves once, checks the proof, and says what it took.
fn solve(name: &str, instance: &Instance, objective: Objective) -> (Plan, Cost) {
    let ((plan, prices), cost) = measure(|| optimum(instance, objective).unwrap());
    verify(&Round::new(instance), &plan, &prices, objective).unwrap();
    let pairs = instance.edges().len() as f64;
    let input = 8.0 * pairs + 4.0 * (instance.participants() + instance.needs()) as f64;
    eprintln!(
        "{name:>12} {objective:?}: {} pairs, {} placed, {} points, {:.3} CPU s, {:.3} s, \
         {:.0} ns a pair, {:.0} bytes a pair",
        instance.edges().len(),
        plan.placed(),
        plan.total(instance),
        cost.cpu_seconds,
        cost.seconds,
        1e9 * cost.cpu_seconds / pairs,
        (input + cost.bytes as f64) / pairs,
    );
    (plan, cost)
}

/// Four sizes, so that the growth shows.
fn growth(most: u32) {
    for people in [most / 64, most / 16, most / 4, most] {
        let needs = people * 2 / 5;
        let pairs = 20.min(needs);
        let instance = rounds::round(Size { people, needs, pairs, seats: (2, 3) }, 20_261_201);
        for objective in [Objective::HighestTotal, Objective::MostPlaced] {
            let (plan, _) = solve(&people.to_string(), &instance, objective);
            assert!(plan.placed() > 0);
        }
    }
}

/// The instances that the peers were measured on.
fn files() {
    let Some(folder) = std::env::var_os("ETABLERA_PEERS").map(PathBuf::from) else {
        eprintln!("SKIPPED: the peers' instances, as `ETABLERA_PEERS` names no folder of them");
        return;
    };
    for (name, best) in KNOWN {
        let file = folder.join(format!("k2_{name}.bin"));
        let Ok(instance) = rounds::read(&file) else {
            eprintln!("SKIPPED: no `{}`", file.display());
            continue;
        };
        let (plan, cost) = solve(name, &instance, Objective::HighestTotal);
        assert_eq!(plan.total(&instance), best);
        peers::against("k2", name, cost.cpu_seconds, Some(plan.total(&instance)));
        solve(name, &instance, Objective::MostPlaced);
    }
}

/// Ours and the crates for dense one-to-one assignment.
fn dense(criterion: &mut Criterion, side: u32) {
    let size = Size { people: side, needs: side, pairs: side, seats: (1, 1) };
    let instance = rounds::round(size, 20_261_202);
    let score = |p: usize, n: usize| instance.score(p, n as u32).unwrap();
    let side = side as usize;
    let costs = lapjv::Matrix::from_shape_fn((side, side), |(p, n)| -f64::from(score(p, n)));
    let weights = pathfinding::matrix::Matrix::from_fn(side, side, |(p, n)| i64::from(score(p, n)));
    let ours = || optimum(&instance, Objective::HighestTotal).unwrap().0;
    let best = ours().total(&instance);

    let mut group = criterion.benchmark_group(format!("dense-{side}x{side}"));
    group.bench_function("optimum", |b| {
        b.iter(|| assert_eq!(black_box(ours()).total(&instance), best));
    });
    group.bench_function("lapjv", |b| {
        b.iter(|| {
            let (rows, _) = lapjv::lapjv(&costs).unwrap();
            assert_eq!(-lapjv::cost(&costs, &rows), best as f64);
        });
    });
    group.bench_function("pathfinding", |b| {
        b.iter(|| {
            let (total, _) = pathfinding::kuhn_munkres::kuhn_munkres(&weights);
            assert_eq!(total, best as i64);
        });
    });
    group.finish();
}

fn main() {
    let (most, side) = size();
    growth(most);
    files();
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(5));
    let mut criterion = criterion.configure_from_args();
    dense(&mut criterion, side);
    criterion.final_summary();
}
