//! Seeded rounds, and what solving them takes of the machine.

use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::clock::running;
use crate::random::Random;

use etablera_matching::assignment::{Edge, Instance};

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number below `end`, the low ones far more often: the cube of an even
    /// draw, much like Zipf's law with exponent 2/3.
    fn low(&mut self, end: u64) -> u64 {
        let draw = self.below(1 << 20);
        (((draw * draw) >> 20) * draw * end) >> 40
    }
}

/// How large a round is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) people: u32,
    pub(crate) needs: u32,
    /// Pairs a person; as many as needs where all are possible.
    pub(crate) pairs: u32,
    /// The fewest and the most seats of a need.
    pub(crate) seats: (u32, u32),
}

/// A round: half of a person's pairs are with needs close to home and half
/// with popular ones; a score of 1 to 9 998 is four parts what the need is
/// worth to all, three parts what the person is, and three parts the pair's.
pub(crate) fn round(size: Size, seed: u64) -> Instance {
    let mut random = Random(seed);
    let needs = u64::from(size.needs);
    let of_need: Vec<u64> = (0..needs).map(|_| random.below(4_000)).collect();
    let (mut first, mut edges) = (vec![0], Vec::new());
    for _ in 0..size.people {
        let (home, of_person) = (random.below(needs), random.below(3_000));
        let mut chosen: Vec<u64> =
            if size.pairs == size.needs { (0..needs).collect() } else { Vec::new() };
        while chosen.len() < size.pairs as usize {
            let near = needs / 50 + 10;
            let need = if random.below(2) == 0 {
                (home + random.below(near) + random.below(near) + needs - near.min(needs)) % needs
            } else {
                // Popular needs lie anywhere.
                random.low(needs) * 2_654_435_761 % needs
            };
            if !chosen.contains(&need) {
                chosen.push(need);
            }
        }
        let edge = |need: u64| Edge {
            need: need as u32,
            score: (1 + of_need[need as usize] + of_person + random.below(3_000)) as u32,
        };
        edges.extend(chosen.into_iter().map(edge));
        first.push(edges.len() as u32);
    }
    let (least, most) = size.seats;
    let seats = (0..needs).map(|_| least + random.below(u64::from(most - least + 1)) as u32);
    Instance::from_rows(first, edges, seats.collect()).unwrap()
}

/// Reads a round as `gen.py k2` writes it: three counts, then participant,
/// need and score of all pairs by participant, then seats, all 32 bits.
pub(crate) fn read(file: &Path) -> std::io::Result<Instance> {
    let bytes = fs::read(file)?;
    let numbers: Vec<u32> =
        bytes.chunks_exact(4).map(|four| u32::from_le_bytes(four.try_into().unwrap())).collect();
    let (people, pairs) = (numbers[0] as usize, numbers[2] as usize);
    let column = |at: usize| &numbers[3 + at * pairs..3 + (at + 1) * pairs];
    let mut first = vec![0_u32; people + 1];
    column(0).iter().for_each(|participant| first[*participant as usize + 1] += 1);
    (0..people).for_each(|at| first[at + 1] += first[at]);
    let edges = column(1).iter().zip(column(2)).map(|(&need, &score)| Edge { need, score });
    let seats = numbers[3 + 3 * pairs..].to_vec();
    Ok(Instance::from_rows(first, edges.collect(), seats).unwrap())
}

/// What something took.
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    /// Of the processor.
    pub(crate) cpu_seconds: f64,
    /// By how many bytes memory grew at its peak; 0 where the system does not
    /// tell.
    pub(crate) bytes: u64,
}

/// Runs something and says what it took.
pub(crate) fn measure<T>(run: impl FnOnce() -> T) -> (T, Cost) {
    // Forgets the peak so far, where the system can.
    let can = fs::write("/proc/self/clear_refs", "5").is_ok();
    let (held, cpu, clock) = (status("VmRSS:"), running(), Instant::now());
    let answer = run();
    let seconds = clock.elapsed().as_secs_f64();
    let cpu_seconds = (running() - cpu).as_secs_f64();
    let grown = status("VmHWM:").zip(held).filter(|_| can);
    let bytes = grown.map_or(0, |(peak, held)| peak.saturating_sub(held) * 1_024);
    (answer, Cost { seconds, cpu_seconds, bytes })
}

/// A line of the process's status, in KiB.
fn status(name: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
