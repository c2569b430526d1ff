//! How fast a model is learnt from past trials, and how fast it scores pairs.
//!
//! Measured: `train` on seeded trials with every feature in use, calibrated in
//! five parts and judged on trials left out; `Model::chance` over pairs, with
//! features at hand. One thread.
//!
//! Beside it a plain baseline: gradient descent on the same penalised loss
//! with a step of 1/L, until its loss is within a ten-thousandth of the best.
//! It learns the coefficients once, and calibrates nothing, which is a sixth
//! of what `train` does. The crates that fit logistic models bring an array
//! library and an optimiser with them, more to compile than all of this crate;
//! none gives standard errors or a calibration.
//!
//! The bias: trials are drawn from the model itself, so that few steps are
//! needed; and normal features, where real ones lump.
//!
//! Left out: computing the features of a pair, which is judging it.
//!
//! Size: 100 000 trials and 1 000 000 pairs; 2 000 of each under `-- --test`.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stderr, reason = "a bench prints what it measures")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::time::Instant;

use etablera_matching::outcome::{Basis, Feature, Features, Row, Training, train};

use clock::running;
use random::Random;

/// How many trials and pairs.
fn size() -> (usize, usize) {
    match std::env::args().any(|argument| argument == "--test") {
        true => (2_000, 2_000),
        false => (100_000, 1_000_000),
    }
}

/// From 0 to 1.
fn share(random: &mut Random) -> f64 {
    (random.next() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Of mean 0, about normal.
fn normal(random: &mut Random) -> f64 {
    (0..6).map(|_| share(random)).sum::<f64>() * 2.0_f64.sqrt() - 3.0 * 2.0_f64.sqrt()
}

fn drawn(random: &mut Random) -> Features {
    let with = |all: Features, feature| all.with(feature, normal(random)).unwrap();
    Feature::ALL.into_iter().fold(Features::default(), with)
}

/// Each feature counts a little less than the one before.
fn odds(features: &Features) -> f64 {
    let parts = Feature::ALL.iter().zip(1..);
    parts.map(|(feature, n)| features.get(*feature) / f64::from(n)).sum::<f64>() - 0.3
}

fn trials(count: usize) -> Vec<Row> {
    let mut random = Random(1);
    let mut one = || {
        let features = drawn(&mut random);
        let chance = 1.0 / (1.0 + (-odds(&features)).exp());
        Row::new(features, share(&mut random) < chance)
    };
    (0..count).map(|_| one()).collect()
}

/// Runs once, and says what it took in CPU seconds and in all.
fn measure<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (begun, cpu) = (Instant::now(), running());
    let answer = black_box(work());
    eprintln!(
        "{name:>20}: {:.3} CPU s, {:.3} s",
        (running() - cpu).as_secs_f64(),
        begun.elapsed().as_secs_f64()
    );
    answer
}

/// Plain gradient descent; the loss at each step until it is no more than
/// `enough`, or 10 000 steps.
fn descend(rows: &[Row], enough: f64) -> (usize, f64) {
    let n = Feature::ALL.len();
    let mut at = vec![0.0; n + 1];
    // A bound on the curvature of the mean loss: a quarter of the squares.
    let squares =
        |row: &Row| Feature::ALL.iter().map(|f| row.features.get(*f).powi(2)).sum::<f64>();
    let step = 4.0 / rows.iter().map(|row| 1.0 + squares(row)).fold(0.0, f64::max);
    for steps in 1..=10_000 {
        let (mut slope, mut loss) = (vec![0.0; n + 1], 0.0);
        for row in rows {
            let parts = Feature::ALL.iter().zip(&at[1..]);
            let odds = at[0] + parts.map(|(f, b)| row.features.get(*f) * b).sum::<f64>();
            let miss = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(row.employed));
            loss += odds.max(0.0) + (-odds.abs()).exp().ln_1p();
            loss -= if row.employed { odds } else { 0.0 };
            slope[0] += miss;
            Feature::ALL
                .iter()
                .zip(&mut slope[1..])
                .for_each(|(f, s)| *s += miss * row.features.get(*f));
        }
        loss /= rows.len() as f64;
        if loss <= enough {
            return (steps, loss);
        }
        at.iter_mut().zip(&slope).for_each(|(b, s)| *b -= step * s / rows.len() as f64);
    }
    (10_000, f64::INFINITY)
}

fn main() {
    let (trials_count, pairs_count) = size();
    let rows = trials(trials_count);
    let trained =
        measure(&format!("train {trials_count}"), || train(&rows, &Training::default()).unwrap());
    let model = &trained.model;
    assert_eq!(model.basis(), Basis::Coefficients);
    assert_eq!(model.terms().len(), Feature::ALL.len());
    let held_out = trained.held_out.as_ref().unwrap();
    assert!(held_out.skill().unwrap() > 0.1 && !held_out.has_drifted());
    let first = model.terms()[0].slope();
    assert!((first - 1.0).abs() < 0.25, "{first}");

    let enough = held_out.log_loss * 1.0001;
    let (steps, loss) = measure("gradient descent", || descend(&rows, enough));
    eprintln!(
        "{steps:>20} steps to a loss of {loss:.5}; {:.5} on trials left out",
        held_out.log_loss
    );

    let mut random = Random(2);
    let pairs: Vec<Features> = (0..pairs_count).map(|_| drawn(&mut random)).collect();
    let sum: f64 = measure(&format!("score {pairs_count}"), || {
        pairs.iter().map(|pair| model.chance(pair)).sum()
    });
    let share = sum / pairs_count as f64;
    assert!((share - held_out.foreseen).abs() < 0.05, "{share}");
}
