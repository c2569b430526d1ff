//! How fast everybody is ranked for everything, by looking at every pair.
//!
//! Measured: `Matcher::appraise` for each pair, person by person (the other
//! way round each profile has to come from memory again), on one thread; the lists of
//! the ten best each way, on two threads; and, as the floor that no rule can
//! get under, sums of products of as many numbers as a need has requirements,
//! looked up by concept in the person's sorted list as a rule does.
//!
//! Instances: seeded, over the starter taxonomy. An occupation is drawn with
//! Zipf's frequencies, and people have some of the skills that theirs needs,
//! Swedish, and perhaps a driving licence; needs ask for such things in two
//! tasks (`common`). The bias: the starter taxonomy is small, so that people
//! and needs touch one another more often than over all of ESCO, and every
//! need stands for itself, as none would if a shop asked for ten of a kind.
//!
//! Left out: reading files, preparing needs and profiles, and the reasons
//! (`judge`), which only shown rows need.
//!
//! Size: 2 000 people and 400 needs; 200 and 40 under `-- --test`; 10 000 and
//! 2 000, the size that is quoted, with `ETABLERA_BENCH=full`. Each prints the
//! checksum of its lists, which is the same on every machine.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]

mod common;
#[path = "common/random.rs"]
mod random;

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use etablera_domain::{Need, Participant, What};
use etablera_matching::{Entry, Matcher, Parameters, PreparedNeed, Profile, Rank, Tier, Whose};
use etablera_taxonomy::starter;

use common::Trades;
use random::Random;

/// How many people and needs.
fn size() -> (usize, usize) {
    if std::env::args().any(|argument| argument == "--test") {
        return (200, 40);
    }
    match std::env::var("ETABLERA_BENCH").as_deref() {
        Ok("full") => (10_000, 2_000),
        _ => (2_000, 400),
    }
}

fn instance((people, needs): (usize, usize)) -> (Vec<Participant>, Vec<Need>) {
    let (trades, mut random) = (Trades::new(starter()), Random(20_261_201));
    let people = (0..people).map(|n| common::participant(&trades, &mut random, n)).collect();
    let needs: Vec<_> = (0..needs).map(|n| common::need(&trades, &mut random, n)).collect();
    needs.iter().for_each(|need| need.check().unwrap());
    (people, needs)
}

/// Both lists of the ten best.
fn rank(matcher: &Matcher<'_>, needs: &[PreparedNeed<'_>], profiles: &[Profile<'_>]) -> u64 {
    let lists = |threads| {
        [Whose::Needs, Whose::Participants].map(|whose| {
            let threads = NonZeroUsize::new(threads).unwrap();
            let how = Rank { whose, top: 10, down_to: Tier::ToClarify, threads };
            checksum(&matcher.rank(needs, profiles, how))
        })
    };
    let [for_needs, for_participants] = lists(2);
    for_needs ^ for_participants.rotate_left(1)
}

/// One number for all rows in order (FNV-1a).
fn checksum(lists: &[Vec<Entry>]) -> u64 {
    lists.iter().flatten().fold(0xcbf2_9ce4_8422_2325, |sum, entry| {
        let of = [entry.need as u64, entry.participant as u64, u64::from(entry.appraisal.score)];
        of.into_iter().fold(sum, |sum, part| (sum ^ part).wrapping_mul(0x0100_0000_01b3))
    })
}

/// The floor: a person is a sorted list of (concept, percent), a need a list
/// of (concept, weight), and a pair the sum of their products.
struct Floor {
    people: Vec<Vec<(u32, u32)>>,
    needs: Vec<Vec<(u32, u32)>>,
}

impl Floor {
    fn new(people: &[Participant], needs: &[Need]) -> Self {
        let taxonomy = starter();
        let place = |concept: etablera_taxonomy::ConceptId| {
            let found = taxonomy.concept(concept).unwrap();
            taxonomy.concepts().position(|known| known == found).unwrap() as u32
        };
        let supports = |claim: &etablera_domain::CompetenceClaim| {
            let all = taxonomy.supports(taxonomy.concept(claim.concept).unwrap());
            all.map(|(to, percent)| (place(taxonomy.id(to)), u32::from(percent)))
                .collect::<Vec<_>>()
        };
        let person = |person: &Participant| {
            let mut row: Vec<_> = person.competences.iter().flat_map(supports).collect();
            row.sort_unstable();
            row
        };
        let need = |need: &Need| {
            let ask = |what: &What| what.concept().map_or(0, place);
            need.requirements().map(|r| (ask(&r.what), 100)).collect()
        };
        Self {
            people: people.iter().map(person).collect(),
            needs: needs.iter().map(need).collect(),
        }
    }

    fn sum(&self) -> u64 {
        let product = |person: &[(u32, u32)], (concept, weight): (u32, u32)| {
            let at = person.partition_point(|(known, _)| *known < concept);
            person.get(at).filter(|(known, _)| *known == concept).map_or(0, |(_, p)| p * weight)
        };
        let pair = |need: &[(u32, u32)], person: &[(u32, u32)]| -> u32 {
            need.iter().map(|asked| product(person, *asked)).sum()
        };
        let row = |person: &Vec<_>| -> u64 {
            self.needs.iter().map(|need| u64::from(pair(need, person))).sum()
        };
        self.people.iter().map(row).sum()
    }
}

fn exhaustive(criterion: &mut Criterion) {
    let (people, needs) = instance(size());
    let matcher = Matcher::new(starter(), Parameters::default(), "2026-12-01".parse().unwrap());
    let profiles: Vec<_> = people.iter().map(|p| matcher.profile(p).unwrap()).collect();
    let prepared: Vec<_> = needs.iter().map(|n| matcher.prepare(n).unwrap()).collect();
    let floor = Floor::new(&people, &needs);
    let appraise = || -> u64 {
        let row = |profile| -> u64 {
            prepared.iter().map(|need| u64::from(matcher.appraise(need, profile).score)).sum()
        };
        profiles.iter().map(row).sum()
    };
    let (points, lists) = (appraise(), rank(&matcher, &prepared, &profiles));
    assert!(points > 0 && floor.sum() > 0);
    for whose in [Whose::Needs, Whose::Participants] {
        let lists = |threads| {
            let threads = NonZeroUsize::new(threads).unwrap();
            let how = Rank { whose, top: 10, down_to: Tier::ToClarify, threads };
            matcher.rank(&prepared[..prepared.len().min(40)], &profiles, how)
        };
        assert_eq!(lists(1), lists(2));
    }

    let mut group = criterion.benchmark_group("exhaustive");
    let size = format!("{}x{}", people.len(), needs.len());
    group.throughput(Throughput::Elements((people.len() * needs.len()) as u64));
    group.bench_function(BenchmarkId::new("appraise", &size), |b| {
        b.iter(|| assert_eq!(black_box(appraise()), points));
    });
    group.bench_function(BenchmarkId::new("floor", &size), |b| b.iter(|| black_box(floor.sum())));
    group.bench_function(BenchmarkId::new(format!("both-lists/{lists:016x}"), &size), |b| {
        b.iter(|| assert_eq!(rank(&matcher, &prepared, &profiles), lists));
    });
    group.finish();
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(5));
    let mut criterion = criterion.configure_from_args();
    exhaustive(&mut criterion);
    criterion.final_summary();
}
