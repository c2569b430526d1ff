//! How fast the best ten are found among many, exactly.
//!
//! Measured, on one thread and in CPU time: `Index::search_all` for people
//! over needs with and without hard filters (region, level, licences), and for
//! needs over people; the same, one query at a time; the plain loop over an
//! inverted index, and the same loop sharded by region by hand; the time to
//! build and to change one document; and what a read of memory brings, which
//! bounds all of them from below, as far as postings are not skipped.
//!
//! Instances: seeded, drawn through latent occupations (`common/k1.rs`); and,
//! if `ETABLERA_PEERS` names a folder that has them, the files that
//! `benches/peers/k1_export.py` writes, on which the peers in other languages
//! were measured. Biases: every need and person is drawn apart, so that there
//! are no duplicates as in a real register; occupations and regions are
//! independent of each other; queries are the first people of the file.
//!
//! Left out: tantivy, which scores by BM25 and takes longer to build than all
//! else here, and engines that are not crates: `benches/peers/` has those.
//!
//! Every list of a sample is asserted to be that of the plain loop. Times are
//! the least of some repetitions, because other work on the machine only adds.

#![expect(clippy::unwrap_used, reason = "a bench may fail by panicking")]
#![expect(clippy::print_stdout, reason = "the tables are what it is for")]

#[path = "common/clock.rs"]
mod clock;
#[path = "common/k1.rs"]
mod k1;
#[path = "common/peers.rs"]
mod peers;
#[path = "common/plain.rs"]
mod plain;
#[path = "common/random.rs"]
mod random;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput};
use etablera_matching::retrieval::{Documents, Gate, Index, Key, Lists, Opens, Queries};

use k1::{ANYWHERE, K1, NOWHERE, Rows};
use plain::{List, Plain, Sums};

const K: usize = 10;
const SEED: u64 = 20_261_122;

/// Who looks for what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// People for needs that they may have.
    Filtered,
    /// People for all needs.
    Open,
    /// Needs for all people.
    ForNeeds,
}

impl Way {
    const ALL: [Self; 3] = [Self::Filtered, Self::Open, Self::ForNeeds];

    const fn name(self) -> &'static str {
        match self {
            Self::Filtered => "people, hard filters",
            Self::Open => "people, no filters",
            Self::ForNeeds => "needs, no filters",
        }
    }

    /// What the peers in Python call it.
    const fn peers(self) -> &'static str {
        match self {
            Self::Filtered => "people-needs filtered",
            Self::Open => "people-needs open",
            Self::ForNeeds => "needs-people open",
        }
    }

    /// The rows of the documents and of the queries.
    const fn rows(self, k1: &K1) -> (&Rows, &Rows) {
        match self {
            Self::Filtered | Self::Open => (&k1.needs, &k1.people),
            Self::ForNeeds => (&k1.people, &k1.needs),
        }
    }
}

/// One way over the first `documents` documents, with the first queries.
struct Case<'a> {
    k1: &'a K1,
    way: Way,
    documents: usize,
    queries: Queries,
}

impl<'a> Case<'a> {
    fn new(k1: &'a K1, way: Way, (documents, queries): (usize, usize)) -> Self {
        let (of_documents, of_queries) = way.rows(k1);
        let mut all = Queries::new();
        for query in 0..queries.min(of_queries.len()) {
            let row: Vec<_> = of_queries.row(query).collect();
            all.push(&row, &key(k1, way, query)).unwrap();
        }
        Self { k1, way, documents: documents.min(of_documents.len()), queries: all }
    }

    fn index(&self) -> Index {
        let mut documents = Documents::new();
        let mut row = Vec::new();
        for id in 0..self.documents {
            row.clear();
            row.extend(self.way.rows(self.k1).0.row(id));
            documents.push(&row, gate(self.k1, self.way, id)).unwrap();
        }
        Index::build(&documents)
    }

    /// The plain loop over one index of everything.
    fn plain(&self, queries: usize) -> (Vec<List>, Duration) {
        let index = self.plain_index((0..self.documents as u32).collect());
        self.run_plain(queries, |_| vec![&index])
    }

    /// The plain loop over an index for each region.
    fn plain_by_region(&self, queries: usize) -> (Vec<List>, Duration) {
        let mut regions = BTreeMap::<u32, Vec<u32>>::new();
        for (asks, id) in self.k1.asks.iter().zip(0..self.documents as u32) {
            regions.entry(asks.region).or_default().push(id);
        }
        let regions: BTreeMap<_, _> =
            regions.into_iter().map(|(region, ids)| (region, self.plain_index(ids))).collect();
        self.run_plain(queries, |query| {
            let opened = regions_of(self.k1, query);
            opened.iter().filter_map(|region| regions.get(region)).collect()
        })
    }

    fn plain_index(&self, ids: Vec<u32>) -> Plain {
        Plain::new(|id| self.way.rows(self.k1).0.row(id as usize), ids)
    }

    fn run_plain<'p>(
        &self,
        queries: usize,
        opened: impl Fn(usize) -> Vec<&'p Plain>,
    ) -> (Vec<List>, Duration) {
        let rows: Vec<Vec<_>> =
            (0..queries).map(|query| self.way.rows(self.k1).1.row(query).collect()).collect();
        let mut sums = Sums::default();
        let filtered = self.way == Way::Filtered;
        least_of(3, || {
            let list = |(query, row): (usize, &Vec<_>)| {
                let may = |id: u32| !filtered || may(self.k1, query, id as usize);
                let mut list = List::new();
                for plain in opened(query) {
                    plain.search(row, (may, K), &mut list, &mut sums);
                }
                list
            };
            rows.iter().enumerate().map(list).collect()
        })
    }
}

fn gate(k1: &K1, way: Way, id: usize) -> Gate {
    match way {
        Way::Filtered => {
            let asks = k1.asks[id];
            Gate { shard: asks.region, level: asks.level, bits: asks.licences.into() }
        }
        Way::Open | Way::ForNeeds => Gate::default(),
    }
}

fn key(k1: &K1, way: Way, query: usize) -> Key {
    match way {
        Way::Filtered => Key {
            opens: Opens::Shards(regions_of(k1, query)),
            level: k1.has[query].level,
            bits: k1.has[query].licences.into(),
        },
        Way::Open | Way::ForNeeds => Key::MASTER,
    }
}

/// The regions that a person looks in, each once.
fn regions_of(k1: &K1, person: usize) -> Vec<u32> {
    let mut regions = vec![ANYWHERE];
    regions.extend(k1.has[person].regions.iter().filter(|region| **region != NOWHERE));
    regions.sort_unstable();
    regions.dedup();
    regions
}

fn may(k1: &K1, person: usize, need: usize) -> bool {
    let (has, asks) = (k1.has[person], k1.asks[need]);
    (asks.region == ANYWHERE || has.regions.contains(&asks.region))
        && asks.level <= has.level
        && asks.licences & !has.licences == 0
}

/// The answer, and the least time of some runs.
fn least_of<T>(runs: usize, mut run: impl FnMut() -> T) -> (T, Duration) {
    let mut timed = || {
        let begin = clock::running();
        let answer = run();
        (answer, clock::running() - begin)
    };
    let first = timed();
    (1..runs).fold(first, |least, _| {
        let (answer, time) = timed();
        (answer, time.min(least.1))
    })
}

/// How many bytes one thread reads from memory in a nanosecond.
fn bandwidth(bytes: usize) -> f64 {
    let array = vec![1_u64; bytes / 8];
    // Looked at four times, so that it takes long enough to be told apart.
    let sum = || (0..4).map(|_| black_box(&*array).iter().sum::<u64>()).sum::<u64>();
    let (sum, time) = least_of(3, || black_box(sum()));
    assert_eq!(sum, 4 * array.len() as u64);
    4.0 * bytes as f64 / time.as_nanos().max(1) as f64
}

fn assert_equal(ours: &Lists, plain: &[List]) {
    for (ours, plain) in ours.iter().zip(plain) {
        let ours: List = ours.iter().map(|hit| (hit.score, hit.id)).collect();
        assert_eq!(ours, *plain);
    }
}

fn a_second(queries: usize, time: Duration) -> f64 {
    queries as f64 / time.as_secs_f64()
}

/// Prints a way's rows of the table: ours in four sizes, and the peers.
fn report((name, k1): (&str, &K1), way: Way, (queries, sample, memory): (usize, usize, f64)) {
    let all = way.rows(k1).0.len();
    for part in [8, 4, 2, 1] {
        let case = Case::new(k1, way, (all / part, queries));
        let (index, build) = least_of(1, || case.index());
        let (lists, time) = least_of(5, || index.search_all(&case.queries, K, NonZeroUsize::MIN));
        let queries = case.queries.len();
        let read = index.postings_read(&case.queries) as f64;
        let nanoseconds = time.as_nanos() as f64;
        let (postings, bytes) = index.size();
        println!(
            "{:22} {:>8} documents: {:>8.0} queries a CPU-second, {:>7.0} postings a query, {:.2} ns a posting, \
             {:.1} times the time to read them; built in {:.2} s, {:.1} bytes a posting",
            way.name(),
            case.documents,
            a_second(queries, time),
            read / queries as f64,
            nanoseconds / read,
            nanoseconds / (read * 4.0 / memory),
            build.as_secs_f64(),
            bytes as f64 / postings as f64,
        );
        if part == 1 {
            let sample = sample.min(queries);
            plain(&case, &lists, (a_second(queries, time), sample));
            if let Some(instance) = name.strip_prefix("k1_") {
                let instance = format!("{instance} {}", way.peers());
                peers::against("k1", &instance, time.as_secs_f64() / queries as f64, None);
            }
            one_at_a_time(&case, &index, &lists, sample);
        }
    }
}

fn plain(case: &Case<'_>, lists: &Lists, (ours, sample): (f64, usize)) {
    let told = |name: &str, (plain, time): (Vec<List>, Duration)| {
        assert_equal(lists, &plain);
        let theirs = a_second(sample, time);
        println!(
            "{:>31}: {theirs:>8.0} queries a CPU-second; ours is {:.1} times",
            name,
            ours / theirs
        );
    };
    told("plain loop", case.plain(sample));
    if case.way == Way::Filtered {
        told("plain loop, by region", case.plain_by_region(sample));
    }
}

fn one_at_a_time(case: &Case<'_>, index: &Index, lists: &Lists, sample: usize) {
    let rows: Vec<(Vec<_>, Key)> = (0..sample)
        .map(|q| (case.way.rows(case.k1).1.row(q).collect(), key(case.k1, case.way, q)))
        .collect();
    let (found, time) = least_of(3, || {
        rows.iter().map(|(row, key)| index.search(row, key, K).unwrap()).collect::<Vec<_>>()
    });
    assert!(found.iter().zip(lists.iter()).all(|(one, all)| one == all));
    println!("{:>31}: {:>8.0} queries a CPU-second", "ours, one at a time", a_second(sample, time));
}

/// Everyone, on two threads, in time that passes.
fn everyone(k1: &K1) {
    let case = Case::new(k1, Way::Filtered, (usize::MAX, usize::MAX));
    let (index, begin) = (case.index(), Instant::now());
    let lists = index.search_all(&case.queries, K, NonZeroUsize::new(2).unwrap());
    let time = begin.elapsed().as_secs_f64();
    let hits: usize = lists.iter().map(<[_]>::len).sum();
    println!(
        "all {} people, {} needs, hard filters, two threads: {time:.1} s that passed, {hits} hits",
        case.queries.len(),
        case.documents
    );
    changes(&case, index);
}

/// Each of some documents changed and changed back.
fn changes(case: &Case<'_>, mut index: Index) {
    let sample = case.documents.min(500);
    let (_, time) = least_of(3, || {
        for id in 0..sample {
            let row: Vec<_> = case.way.rows(case.k1).0.row(id).collect();
            index.replace(id as u32, &row[1..], gate(case.k1, case.way, id)).unwrap();
            index.replace(id as u32, &row, gate(case.k1, case.way, id)).unwrap();
        }
    });
    let each = time.as_secs_f64() * 1e6 / (2 * sample) as f64;
    println!("a document changed: {each:.0} µs; the same lists as before are asserted");
    let again = case.index().search_all(&case.queries, K, NonZeroUsize::MIN);
    assert_eq!(index.search_all(&case.queries, K, NonZeroUsize::new(3).unwrap()), again);
}

fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("ETABLERA_PEERS") else {
        println!("SKIPPED: the files of the peers: `ETABLERA_PEERS` names no folder");
        return Vec::new();
    };
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e == "k1")).collect();
    files.sort();
    if files.is_empty() {
        println!("SKIPPED: the files of the peers: none in {}", folder.display());
    }
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn tables(is_test: bool) {
    let memory = bandwidth(if is_test { 1 << 20 } else { 1 << 28 });
    println!("one thread reads {memory:.1} GB/s");
    let (people, needs) = if is_test { (400, 300) } else { (40_000, 40_000) };
    let seeded = ("seeded".to_owned(), K1::seeded(people, needs, SEED));
    let files = if is_test { Vec::new() } else { files() };
    let read = files.iter().map(|path| (stem(path), K1::read(path).unwrap()));
    for (name, k1) in std::iter::once(seeded).chain(read) {
        println!("{name}: {} people, {} needs", k1.people.len(), k1.needs.len());
        for way in Way::ALL {
            let queries = if way == Way::Filtered { 20_000 } else { 4_000 };
            report((&name, &k1), way, (queries, 1_000, memory));
        }
        everyone(&k1);
    }
}

fn lists(criterion: &mut Criterion) {
    let k1 = K1::seeded(1_000, 2_000, SEED);
    let mut group = criterion.benchmark_group("retrieval");
    for way in Way::ALL {
        let case = Case::new(&k1, way, (usize::MAX, 500));
        let (index, plain) = (case.index(), case.plain(100).0);
        group.throughput(Throughput::Elements(case.queries.len() as u64));
        group.bench_function(BenchmarkId::new(way.name(), case.documents), |b| {
            b.iter(|| {
                let lists = index.search_all(&case.queries, K, NonZeroUsize::MIN);
                assert_equal(&lists, &plain);
            });
        });
    }
    group.finish();
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    let mut criterion = criterion.configure_from_args();
    tables(std::env::args().any(|argument| argument == "--test"));
    lists(&mut criterion);
    criterion.final_summary();
}
