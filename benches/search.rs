//! How fast exact lists come from the index, with the full semantics.
//!
//! Measured: `Index::rank` for participants and for needs, on one thread and
//! on two; building the index; adding and removing one need; and beside them,
//! in the same run, the exhaustive `Matcher::rank` for a sample of people
//! (its cost is the same for each).
//!
//! Instances: the project's own generator (`etablera generate`), seeded, over
//! the taxonomy that `ETABLERA_TAXONOMY` names or the starter taxonomy, with
//! 0, 20 and 50 in 100 of what is true not seen. The bias: all needs and
//! people are in fourteen municipalities, most of which most people reach, so
//! that reach rules out less than in a whole country.
//!
//! Left out: reading files, and `prepare` and `profile`, which are counted
//! apart and printed.
//!
//! Size: 1 000 people and 400 needs, and 100 and 50 under `-- --test`; with
//! `ETABLERA_BENCH=full` 10 000 and 2 000, the row that is quoted, and the
//! growth from 10 000 to 150 000 needs. Lists are compared with the
//! exhaustive ones for a sample before anything is timed.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stderr, reason = "a bench prints what it measures")]

#[path = "common/clock.rs"]
mod clock;

use std::borrow::Cow;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use etablera_casework::generate::{Generator, Plan, Rates};
use etablera_domain::{Need, Participant};
use etablera_matching::{
    Catalogue, Entry, Index, Matcher, Parameters, PreparedNeed, Profile, Rank, Tier, Whose,
};
use etablera_taxonomy::{Taxonomy, starter};

/// People whose exhaustive lists are compared and timed.
const SAMPLE: usize = 20;

/// Of what is true, how much in 100 is not seen.
const UNSEEN: [u16; 3] = [0, 20, 50];

fn is_full() -> bool {
    !is_test() && std::env::var("ETABLERA_BENCH").as_deref() == Ok("full")
}

fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// How many people and needs.
fn size() -> (usize, usize) {
    match (is_test(), is_full()) {
        (true, _) => (100, 50),
        (_, true) => (10_000, 2_000),
        _ => (1_000, 400),
    }
}

/// Everything seen as it is, but so much in 100 not seen at all.
fn rates(unseen: u16) -> Rates {
    let seen = 1000 - unseen * 10;
    Rates {
        nearly_empty: 0,
        competence_seen: seen,
        occupation_seen: seen,
        months_unknown: 1000 - seen,
        language_seen: seen,
        credential_seen: seen,
        no_licence_said: seen,
        education_seen: seen,
        home_seen: seen,
        circumstance_seen: seen,
        ..Rates::default()
    }
}

fn taxonomy() -> Cow<'static, Taxonomy> {
    match std::env::var("ETABLERA_TAXONOMY") {
        Ok(file) => Cow::Owned(Taxonomy::from_vec(std::fs::read(file).unwrap()).unwrap()),
        Err(_) => Cow::Borrowed(starter()),
    }
}

/// A population, and the training that its needs name.
struct Pool {
    people: Vec<Participant>,
    needs: Vec<Need>,
    catalogue: Catalogue,
}

impl Pool {
    fn new(taxonomy: &Taxonomy, (people, needs): (usize, usize), unseen: u16) -> Self {
        let day = "2026-12-01".parse().unwrap();
        let plan = Plan { rates: rates(unseen), ..Plan::new(people, needs, 11, day) };
        let generator = Generator::new(taxonomy, &plan).unwrap();
        Self {
            people: (0..people).map(|at| generator.person(at).1).collect(),
            needs: (0..needs).map(|at| generator.need(at)).collect(),
            catalogue: Catalogue::new(generator.training().iter().cloned()).unwrap(),
        }
    }

    fn matcher<'t>(&'t self, taxonomy: &'t Taxonomy) -> Matcher<'t> {
        let day = "2026-12-01".parse().unwrap();
        Matcher::new(taxonomy, Parameters::default(), day).with_training(&self.catalogue)
    }
}

fn how(whose: Whose, threads: usize) -> Rank {
    let threads = NonZeroUsize::new(threads).unwrap();
    Rank { whose, top: 10, down_to: Tier::ToClarify, threads }
}

/// The index answers what looking at every pair answers; how long that took,
/// in nanoseconds a pair.
fn agree(matcher: &Matcher<'_>, needs: &[PreparedNeed<'_>], profiles: &[Profile<'_>]) -> f64 {
    let profiles = &profiles[..profiles.len().min(SAMPLE)];
    let index = Index::new(matcher, needs.to_vec());
    let mut nanoseconds = 0.0;
    for whose in [Whose::Participants, Whose::Needs] {
        let begun = Instant::now();
        let expected = matcher.rank(needs, profiles, how(whose, 1));
        nanoseconds = begun.elapsed().as_nanos() as f64 / (needs.len() * profiles.len()) as f64;
        assert_eq!(index.rank(profiles, how(whose, 2)), expected);
    }
    nanoseconds
}

fn time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = work();
    eprintln!("{what}: {:.3} s", begun.elapsed().as_secs_f64());
    made
}

fn rows(lists: &[Vec<Entry>]) -> usize {
    lists.iter().map(Vec::len).sum()
}

fn lists(criterion: &mut Criterion, taxonomy: &Taxonomy) {
    let (people, needs) = size();
    let mut group = criterion.benchmark_group("search");
    for unseen in UNSEEN {
        let pool = Pool::new(taxonomy, (people, needs), unseen);
        let matcher = pool.matcher(taxonomy);
        let name = format!("{people}x{needs}, {unseen} % not seen");
        let prepared: Vec<_> = time(&format!("prepare {name}"), || {
            pool.needs.iter().map(|need| matcher.prepare(need).unwrap()).collect()
        });
        let profiles: Vec<_> = time(&format!("profile {name}"), || {
            pool.people.iter().map(|person| matcher.profile(person).unwrap()).collect()
        });
        let exhaustive = agree(&matcher, &prepared, &profiles);
        let index = time(&format!("index {name}"), || Index::new(&matcher, prepared.clone()));
        eprintln!("{} questions; exhaustive {exhaustive:.0} ns a pair", index.questions());
        group.throughput(Throughput::Elements((people * needs) as u64));
        for (whose, threads) in [
            (Whose::Participants, 1),
            (Whose::Participants, 2),
            (Whose::Needs, 1),
            (Whose::Needs, 2),
        ] {
            let expected = rows(&index.rank(&profiles, how(whose, threads)));
            let case = format!("for {}s, {threads} threads, {unseen} % not seen", whose.owner());
            group.bench_function(BenchmarkId::new(case, format!("{people}x{needs}")), |b| {
                b.iter(|| assert_eq!(rows(&index.rank(&profiles, how(whose, threads))), expected));
            });
        }
    }
    group.finish();
}

/// One need in and out of an index.
fn updates(criterion: &mut Criterion, taxonomy: &Taxonomy) {
    let pool = Pool::new(taxonomy, (1, size().1), 20);
    let matcher = pool.matcher(taxonomy);
    let prepared: Vec<_> = pool.needs.iter().map(|need| matcher.prepare(need).unwrap()).collect();
    let mut index = Index::new(&matcher, prepared.clone());
    criterion.bench_function("search/replace one need", |b| {
        let mut at = 0;
        b.iter(|| {
            at = (at + 7) % prepared.len();
            index.replace(black_box(at), prepared[at].clone()).unwrap();
        });
    });
}

/// What one list costs as needs become more; printed once, not sampled.
fn growth(taxonomy: &Taxonomy) {
    let people = if is_full() { 2_000 } else { 100 };
    let sizes: &[usize] =
        if is_full() { &[10_000, 20_000, 50_000, 150_000] } else { &[50, 100, 200, 400] };
    for unseen in UNSEEN {
        for &needs in sizes {
            let pool = Pool::new(taxonomy, (people, needs), unseen);
            let matcher = pool.matcher(taxonomy);
            let prepared = pool.needs.iter().map(|need| matcher.prepare(need).unwrap()).collect();
            let profiles: Vec<_> =
                pool.people.iter().map(|person| matcher.profile(person).unwrap()).collect();
            let index = Index::new(&matcher, prepared);
            let begun = clock::running();
            black_box(index.rank(&profiles, how(Whose::Participants, 1)));
            let list = (clock::running() - begun).as_secs_f64() / people as f64;
            eprintln!(
                "{needs} needs, {unseen} % not seen: {:.0} us a list, {:.1} ns a pair, {:.0} lists a CPU second",
                list * 1e6,
                list * 1e9 / needs as f64,
                1.0 / list
            );
        }
    }
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    let mut criterion = criterion.configure_from_args();
    let taxonomy = taxonomy();
    growth(&taxonomy);
    lists(&mut criterion, &taxonomy);
    updates(&mut criterion, &taxonomy);
    criterion.final_summary();
}
