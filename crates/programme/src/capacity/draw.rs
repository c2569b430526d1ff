//! What chance decides, drawn before anything is simulated.
//!
//! Who comes when, how long each stays and where each stage leads does not
//! depend on how many places there are. It is drawn once, and every set of
//! resources is tried on the same people: what differs is then the resources'
//! doing alone. Each person has draws of their own, the key stream of `ChaCha8`
//! under a key of seed, replication and person, which is the same on every
//! machine and in every version. No function of the platform's mathematics is
//! called, only operations that IEEE 754 rounds in one way.

use std::num::{NonZeroU16, NonZeroU32};

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

use super::model::{Arrivals, Model};
use super::stage::{Chances, Stage, Stay};

/// Where the end of a stage leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    On,
    Again,
    Leaves,
}

/// One stage of one person, whenever it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) stage: u8,
    pub(super) extensions: u16,
    /// How long, where that is not fixed.
    pub(super) days: u32,
    pub(super) goes: Goes,
}

/// One person: when they come, and which of the steps are theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) arrives: u32,
    pub(super) first: u32,
}

/// The people of one replication, by the day they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fates {
    pub(super) people: Vec<Person>,
    pub(super) steps: Vec<Step>,
}

/// The people of every replication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draws {
    pub(super) fates: Vec<Fates>,
}

impl Draws {
    /// Draws the people of so many replications. Takes memory by replications
    /// and people: some 20 bytes for each stage of each.
    #[must_use]
    pub fn new(model: &Model, replications: NonZeroU32, seed: u64) -> Self {
        let fates = (0..replications.get()).map(|replication| fates(model, seed, replication));
        Self { fates: fates.collect() }
    }

    /// How many replications there are.
    #[must_use]
    pub fn replications(&self) -> usize {
        self.fates.len()
    }
}

/// A sequence of draws that belongs to one thing alone.
struct Random(ChaCha8Rng);

impl Random {
    fn of(seed: u64, replication: u32, index: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..12].copy_from_slice(&replication.to_le_bytes());
        key[16..24].copy_from_slice(&index.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `n`, at least 1; the bias is below `n` in 2^64.
    fn below(&mut self, n: u16) -> u16 {
        ((u128::from(self.0.next_u64()) * u128::from(n)) >> 64) as u16
    }

    /// A number from 0 to below 1, in steps of 2^-53.
    fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// How many of something that happens `mean` times in the mean, at most 40.
    fn poisson(&mut self, mean: f64) -> u32 {
        let drawn = self.unit();
        let mut chance = exp_minus(mean);
        let (mut sum, mut count) = (chance, 0_u32);
        // Past 400 no chance is left that a double could tell from none.
        while drawn >= sum && count < 400 {
            count += 1;
            chance *= mean / f64::from(count);
            sum += chance;
        }
        count
    }
}

/// e to the power of -x for x from 0 to 40: a series for a 64th of it, squared
/// six times.
fn exp_minus(x: f64) -> f64 {
    let part = -x / 64.0;
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 1..24_u32 {
        term *= part / f64::from(n);
        sum += term;
    }
    (0..6).fold(sum, |power: f64, _| power * power)
}

fn fates(model: &Model, seed: u64, replication: u32) -> Fates {
    // Index 0 is for arrivals; people follow.
    let arrivals = arrivals(model, &mut Random::of(seed, replication, 0));
    let mut fates = Fates { people: Vec::with_capacity(arrivals.len()), steps: Vec::new() };
    for (index, arrives) in (1..).zip(arrivals) {
        fates.people.push(Person { arrives, first: fates.steps.len() as u32 });
        walk(model, &mut Random::of(seed, replication, index), arrives, &mut fates.steps);
    }
    fates
}

/// The day of each arrival, in order.
fn arrivals(model: &Model, random: &mut Random) -> Vec<u32> {
    let mut days = vec![0; usize::from(model.programme.waiting)];
    for month in model.months.windows(2) {
        let (first, after) = (month[0] as u32, month[1] as u32);
        match model.programme.arrivals {
            Arrivals::Monthly(count) => days.extend((0..count).map(|_| first)),
            Arrivals::Poisson { hundredths } => {
                let mean = f64::from(hundredths) / 100.0 / f64::from(after - first);
                for day in first..after {
                    days.extend((0..random.poisson(mean)).map(|_| day));
                }
            }
        }
    }
    days
}

/// The steps of one person, as many as could begin by the last day.
fn walk(model: &Model, random: &mut Random, arrives: u32, steps: &mut Vec<Step>) {
    let (mut day, mut at) = (arrives as usize, 0);
    while day < model.days {
        let stage = &model.programme.stages[at];
        let step = draw(stage, at, (model.days - day) as u32, random);
        steps.push(step);
        day += least_days(stage, step) as usize;
        match step.goes {
            Goes::Leaves => return,
            Goes::Again => at = 0,
            Goes::On if at + 1 == model.programme.stages.len() => return,
            Goes::On => at += 1,
        }
    }
}

fn least_days(stage: &Stage, step: Step) -> u32 {
    let base = match stage.stay {
        Stay::Fixed(length) => length.least_days(),
        Stay::Memoryless { .. } => step.days,
    };
    let longer = stage.extension.map_or(0, |extension| extension.most.least_days());
    base + longer * u32::from(step.extensions)
}

fn draw(stage: &Stage, at: usize, most: u32, random: &mut Random) -> Step {
    let days = match stage.stay {
        Stay::Fixed(_) => 0,
        Stay::Memoryless { mean_days } => memoryless(mean_days, most, random),
    };
    let chances = stage.chances;
    let times = stage.extension.map_or(0, |extension| extension.times);
    let mut extensions = 0;
    // Once no extension is left, the others share what it had.
    while extensions < times && random.below(Chances::WHOLE) < chances.extended() {
        extensions += 1;
    }
    let drawn = random.below(Chances::WHOLE - chances.extended());
    let goes = match drawn {
        drawn if drawn < chances.on() => Goes::On,
        drawn if drawn < chances.on() + chances.again() => Goes::Again,
        _ => Goes::Leaves,
    };
    Step { stage: at as u8, extensions, days, goes }
}

/// A stay of at least a day that ends each day with the same chance; beyond
/// `most` days it does not matter when.
fn memoryless(mean: NonZeroU16, most: u32, random: &mut Random) -> u32 {
    let mut days = 1;
    while days <= most && random.below(mean.get()) != 0 {
        days += 1;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_power_of_e_is_that_of_the_platform() {
        for x in (0..=4000).map(|x| f64::from(x) / 100.0) {
            let (own, platform) = (exp_minus(x), (-x).exp());
            assert!((own - platform).abs() <= platform * 1e-12, "{x}: {own} {platform}");
        }
    }

    #[test]
    fn draws_are_those_of_the_cipher() {
        let mut random = Random::of(1, 2, 3);
        let drawn: Vec<u16> = (0..6).map(|_| random.below(10_000)).collect();
        // Any other numbers would change every plan that was ever made.
        assert_eq!(drawn, [8013, 668, 1190, 7945, 277, 518]);
    }

    #[test]
    fn counts_and_stays_have_their_means() {
        let mut random = Random::of(7, 0, 0);
        for mean in [0.1, 1.0, 35.0] {
            let sum: u32 = (0..20_000).map(|_| random.poisson(mean)).sum();
            // Four standard errors.
            let error = 4.0 * (mean / 20_000.0_f64).sqrt();
            assert!((f64::from(sum) / 20_000.0 - mean).abs() < error, "{mean}: {sum}");
        }
        let mean = NonZeroU16::new(30).expect("not 0");
        let sum: u32 = (0..20_000).map(|_| memoryless(mean, 10_000, &mut random)).sum();
        assert!((f64::from(sum) / 20_000.0 - 30.0).abs() < 4.0 * 30.0 / 20_000_f64.sqrt(), "{sum}");
    }
}
