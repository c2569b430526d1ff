//! How fast a stable plan is found.
//!
//! Measured: deferred acceptance on lists that are in order, the participants
//! proposing (`ours`); beside it in the same process, the plain loop that
//! follows one refused participant after another, with a heap a need
//! (`plain`); and, apart, putting edges into the order of preferences
//! (`sort`) and the needs proposing (`needs`). All give a plan without
//! blocking pairs, and the first two the same one.
//!
//! Instances: people with ten choices, half of them uniform and half popular,
//! both sides' tastes half common and half their own, strict; about as many
//! seats as people. Seeded; or, where `ETABLERA_PEERS` names a folder with
//! `k3_1k.bin` and so on, the files that other programs were measured on
//! (int32: participants, needs, entries; then of each entry the participant
//! and the need, in order, best first, and the need's rank; then seats).
//!
//! The bias: everybody has ten choices; with one common taste and long lists
//! there would be many more proposals, and with short ones fewer.
//!
//! Sizes: 1 000, 10 000, 100 000 people, the first under `-- --test`, and a
//! million with `ETABLERA_BENCH=full`. Before criterion's figures a line a
//! size tells proposals, nanoseconds a proposal and the ratio, in time of the
//! processor where the system tells it.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/peers.rs"]
mod peers;
#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use etablera_matching::assignment::{Edge, Instance, Plan, Preferences};
use etablera_matching::stability::{Choice, Lists, Side, blocking_pairs};

use random::Random;

/// Name, participants and needs.
const SIZES: [(&str, u32, u32); 4] = [
    ("1k", 1_000, 100),
    ("10k", 10_000, 1_000),
    ("100k", 100_000, 40_000),
    ("1m", 1_000_000, 400_000),
];

/// Lists best first, as flat arrays.
struct Flat {
    first: Vec<u32>,
    choices: Vec<Choice>,
    seats: Vec<u32>,
}

impl Flat {
    fn lists(&self) -> Lists {
        Lists::new(self.first.clone(), self.choices.clone(), self.seats.clone()).unwrap()
    }

    fn row(&self, participant: usize) -> &[Choice] {
        &self.choices[self.first[participant] as usize..self.first[participant + 1] as usize]
    }
}

fn from_file(path: &Path) -> Flat {
    let bytes = std::fs::read(path).unwrap();
    let words: Vec<u32> =
        bytes.chunks_exact(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
    let [participants, needs, entries] = [words[0], words[1], words[2]].map(|n| n as usize);
    let (u, rest) = words[3..].split_at(entries);
    let (v, rest) = rest.split_at(entries);
    let (rank, seats) = rest.split_at(entries);
    assert!(u.is_sorted() && seats.len() == needs);
    let mut first = vec![0; participants + 1];
    u.iter().for_each(|&participant| first[participant as usize + 1] += 1);
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    let choices = v.iter().zip(rank).map(|(&need, &rank)| Choice { need, rank }).collect();
    Flat { first, choices, seats: seats.to_vec() }
}

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        (self.next() % u64::from(end)) as u32
    }
}

/// Ten choices a person, tastes half common and half their own.
fn seeded(participants: u32, needs: u32) -> Flat {
    let mut random = Random(20_261_203);
    let mut taste = |end: u32| random.below(end);
    let worth: Vec<u32> = (0..participants).map(|_| taste(1 << 20)).collect();
    let appeal: Vec<u32> = (0..needs).map(|_| taste(1 << 20)).collect();
    let mut seats = vec![participants / needs; needs as usize];
    seats.iter_mut().take((participants % needs) as usize).for_each(|seats| *seats += 1);
    let (mut first, mut choices) = (vec![0], Vec::new());
    for participant in 0..participants {
        // The smaller of two numbers is small more often than not.
        let mut row: Vec<u32> = (0..10)
            .map(|n| if n % 2 == 0 { taste(needs) } else { taste(needs).min(taste(needs)) })
            .collect();
        row.sort_unstable();
        row.dedup();
        let mut row: Vec<(u32, u32, u32)> = row
            .into_iter()
            .map(|need| {
                let own = appeal[need as usize] + taste(1 << 20);
                (own, need, worth[participant as usize] + taste(1 << 20))
            })
            .collect();
        row.sort_unstable();
        choices.extend(row.into_iter().map(|(_, need, rank)| Choice { need, rank }));
        first.push(choices.len() as u32);
    }
    Flat { first, choices, seats }
}

/// The plain loop: each refused participant asks on at once.
fn plain(flat: &Flat) -> (Vec<Option<u32>>, u64) {
    let mut base = vec![0_usize];
    flat.seats.iter().for_each(|&seats| base.push(base[base.len() - 1] + seats as usize));
    let mut heap = vec![0_u64; base[base.len() - 1]];
    let mut size = vec![0_usize; flat.seats.len()];
    let mut next = flat.first.clone();
    let mut need_of = vec![None; flat.first.len() - 1];
    let mut proposals = 0;
    for participant in 0..need_of.len() {
        let mut asking = participant;
        while next[asking] < flat.first[asking + 1] {
            let Choice { need, rank } = flat.choices[next[asking] as usize];
            next[asking] += 1;
            proposals += 1;
            let at = need as usize;
            let key = u64::from(rank) << 32 | asking as u64;
            let heap = &mut heap[base[at]..base[at + 1]];
            if size[at] < heap.len() {
                let mut child = size[at];
                size[at] += 1;
                while child > 0 && heap[(child - 1) / 2] < key {
                    heap[child] = heap[(child - 1) / 2];
                    child = (child - 1) / 2;
                }
                heap[child] = key;
                need_of[asking] = Some(need);
                break;
            }
            if heap.first().is_none_or(|&worst| key > worst) {
                continue;
            }
            let out = heap[0] as u32 as usize;
            let mut parent = 0;
            loop {
                let mut child = 2 * parent + 1;
                if child >= heap.len() {
                    break;
                }
                if child + 1 < heap.len() && heap[child + 1] > heap[child] {
                    child += 1;
                }
                if heap[child] <= key {
                    break;
                }
                heap[parent] = heap[child];
                parent = child;
            }
            heap[parent] = key;
            need_of[asking] = Some(need);
            need_of[out] = None;
            asking = out;
        }
    }
    (need_of, proposals)
}

/// The lists as an instance and its preferences; the participant's rank of a
/// choice is its place in the list.
fn instance(flat: &Flat) -> (Instance, Preferences) {
    let edges = flat.choices.iter().map(|choice| Edge { need: choice.need, score: 0 }).collect();
    let instance = Instance::from_rows(flat.first.clone(), edges, flat.seats.clone()).unwrap();
    let (mut likes, mut liked) = (vec![0; flat.choices.len()], vec![0; flat.choices.len()]);
    for participant in 0..instance.participants() {
        for (choice, place) in flat.row(participant).iter().zip(0..) {
            let at = instance.edge(participant, choice.need).unwrap();
            (likes[at], liked[at]) = (place, choice.rank);
        }
    }
    let preferences = Preferences::new(&instance, likes, liked).unwrap();
    (instance, preferences)
}

/// The checksum that the other programs print.
fn checksum(plan: &Plan) -> u64 {
    let of = |p: usize| p as u64 * (plan.need_of(p).map_or(-1, i64::from) + 2) as u64 % 1_000_003;
    (0..plan.participants()).map(of).sum()
}

/// The least time of a run in five batches of some, in seconds of the
/// processor: the system counts them in steps of milliseconds.
fn least<T>(runs: u32, mut run: impl FnMut() -> T) -> f64 {
    let batch = |_| {
        let before = clock::running();
        (0..runs).for_each(|_| drop(black_box(run())));
        (clock::running() - before).as_secs_f64() / f64::from(runs)
    };
    (0..5).map(batch).fold(f64::INFINITY, f64::min)
}

#[expect(clippy::print_stderr, reason = "a bench prints what it measured")]
fn compare(criterion: &mut Criterion, name: &str, flat: &Flat) {
    let lists = flat.lists();
    let (instance, preferences) = instance(flat);
    let settled = lists.settle(Side::Participants);
    let (expected, proposals) = plain(flat);
    assert_eq!(settled.plan, Plan::new(expected));
    assert_eq!(settled.proposals, proposals);
    assert_eq!(Lists::best_first(&instance, &preferences), lists);
    for side in [Side::Participants, Side::Needs] {
        let plan = lists.settle(side).plan;
        assert_eq!(blocking_pairs(&instance, &preferences, &plan, 3).unwrap().count, 0);
        assert_eq!(plan.placed(), settled.plan.placed());
    }
    // About a hundred milliseconds a batch; one run where it is only a test.
    let runs = if is_test() { 1 } else { (5_000_000 / proposals as u32).max(1) };
    let ours = least(runs, || lists.settle(Side::Participants));
    let other = least(runs, || plain(flat));
    let nanoseconds = |seconds: f64| seconds * 1e9 / proposals as f64;
    eprintln!(
        "{name}: {proposals} proposals, {} placed, checksum {}, blocking pairs 0; ours {ours:.5} s \
         ({:.1} ns a proposal), plain {other:.5} s ({:.1} ns), ratio {:.2}",
        settled.plan.placed(),
        checksum(&settled.plan),
        nanoseconds(ours),
        nanoseconds(other),
        other / ours,
    );
    if std::env::var_os("ETABLERA_PEERS").is_some() {
        peers::against("k3", name, ours, Some(checksum(&settled.plan)));
    }

    let mut group = criterion.benchmark_group("stability");
    group.throughput(Throughput::Elements(proposals));
    let id = |what| BenchmarkId::new(what, name);
    group.bench_function(id("ours"), |b| b.iter(|| lists.settle(Side::Participants)));
    group.bench_function(id("plain"), |b| b.iter(|| plain(flat)));
    group.bench_function(id("needs"), |b| b.iter(|| lists.settle(Side::Needs)));
    group.bench_function(id("sort"), |b| b.iter(|| Lists::best_first(&instance, &preferences)));
    group.finish();
}

fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(2));
    let mut criterion = criterion.configure_from_args();
    let sizes = if is_test() {
        1
    } else if std::env::var("ETABLERA_BENCH").is_ok_and(|size| size == "full") {
        4
    } else {
        3
    };
    for (name, participants, needs) in &SIZES[..sizes] {
        let flat = match std::env::var_os("ETABLERA_PEERS") {
            Some(folder) => from_file(&Path::new(&folder).join(format!("k3_{name}.bin"))),
            None => seeded(*participants, *needs),
        };
        compare(&mut criterion, name, &flat);
    }
    criterion.final_summary();
}
