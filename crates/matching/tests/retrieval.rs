//! Retrieval from outside: what it refuses, and pools of more than one block.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::cmp::Reverse;
use std::num::NonZeroUsize;

use etablera_matching::retrieval::{
    Documents, Gate, Hit, Index, Key, MAX_STRENGTHS, MAX_WEIGHT, Opens, Queries, RetrievalError,
    TERMS,
};

type Row = Vec<(u32, u32)>;

/// A row, why it is refused, and in what words.
type Refused<'a> = (&'a [(u32, u32)], RetrievalError, &'a str);

/// Documents behind no gate.
fn open(rows: &[Row]) -> Index {
    let mut documents = Documents::new();
    for row in rows {
        documents.push(row, Gate::default()).unwrap();
    }
    Index::build(&documents)
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

/// A row of a seeded pool: some of 300 terms, a few of them common.
fn seeded(seed: usize, terms: usize) -> Row {
    let term = |n: usize| {
        let mixed = (seed * 31 + n).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        ((mixed % 300).min(mixed / 300 % 300) as u32, (mixed % 4 + 1) as u32)
    };
    let mut row: Row = (0..terms).map(term).collect();
    row.sort_unstable();
    row.dedup_by_key(|(term, _)| *term);
    row
}

fn by_definition(pool: &[(Row, Gate)], (row, key): (&Row, &Key), k: usize) -> Vec<Hit> {
    let mut strength = [0; 300];
    row.iter().for_each(|(term, s)| strength[*term as usize] = *s);
    let score =
        |row: &Row| row.iter().map(|(term, weight)| strength[*term as usize] * weight).sum();
    let hits = pool.iter().zip(0..).filter(|((_, gate), _)| key.fits(gate));
    let mut hits: Vec<_> = hits.map(|((row, _), id)| Hit { score: score(row), id }).collect();
    hits.retain(|hit| hit.score > 0);
    hits.sort_by_key(|hit| (Reverse(hit.score), hit.id));
    hits.truncate(k);
    hits
}

#[test]
fn pools_of_many_blocks_and_tiles_are_searched_exactly() {
    let gate = |n: usize| Gate {
        shard: [7, 7, 7, 7, 7, 900_000_000, 0][n % 7],
        level: (n % 11 / 3) as u32,
        bits: (n % 5 / 3) as u64 | ((n % 13 / 11) as u64) << 63,
    };
    let pool: Vec<_> = (0..20_000).map(|n| (seeded(n, 8), gate(n))).collect();
    let mut documents = Documents::new();
    for ((row, gate), id) in pool.iter().zip(0..) {
        assert_eq!(documents.push(row, *gate), Ok(id));
    }
    let index = Index::build(&documents);
    let keys = [
        Key::MASTER,
        Key { opens: Opens::All, level: 1, bits: 1 },
        Key { opens: Opens::Shards(vec![900_000_000, 7, 7, 3]), level: 2, bits: 1 << 63 },
        Key { opens: Opens::Shards(vec![0]), level: 0, bits: 0 },
        Key { opens: Opens::Shards(Vec::new()), ..Key::MASTER },
    ];
    let asked: Vec<_> =
        (0..9_000).map(|n| (seeded(n * 7 + 3, 12), &keys[n % keys.len()])).collect();
    let mut queries = Queries::new();
    asked.iter().for_each(|(row, key)| queries.push(row, key).unwrap());
    let lists = index.search_all(&queries, 10, threads(1));
    assert_eq!(lists.len(), asked.len());
    for ((row, key), list) in asked.iter().zip(lists.iter()).step_by(101) {
        assert_eq!(list, by_definition(&pool, (row, key), 10));
    }
    for count in [2, 16] {
        assert_eq!(index.search_all(&queries, 10, threads(count)), lists);
    }
    let (row, key) = &asked[0];
    for k in [1, 100, 12_345, usize::MAX] {
        assert_eq!(index.search(row, key, k).unwrap(), by_definition(&pool, (row, key), k));
    }
}

#[test]
fn of_equal_scores_the_lowest_ids_win_in_whatever_block() {
    let mut documents = Documents::new();
    for id in 0..10_000_u32 {
        // The higher the id, the lower the level, and the earlier the block.
        let gate = Gate { shard: id % 3, level: 10_000 - id, bits: 0 };
        documents.push(&[(5, 2)], gate).unwrap();
    }
    let hits = Index::build(&documents).search(&[(5, 3)], &Key::MASTER, 7).unwrap();
    assert_eq!(hits, (0..7).map(|id| Hit { score: 6, id }).collect::<Vec<_>>());
}

#[test]
fn what_nobody_has_finds_nothing() {
    let index = open(&[vec![(1, 1)], Vec::new(), vec![(70, 1)]]);
    let none: [&[(u32, u32)]; 4] = [&[], &[(0, 1)], &[(69, 9), (71, 9)], &[(TERMS - 1, 1)]];
    for row in none {
        assert_eq!(index.search(row, &Key::MASTER, 10), Ok(Vec::new()), "{row:?}");
    }
    assert_eq!(index.search(&[(1, 1)], &Key::MASTER, 0), Ok(Vec::new()));
    assert_eq!(open(&[]).search(&[(1, 1)], &Key::MASTER, 10), Ok(Vec::new()));
    let lists = index.search_all(&Queries::new(), 10, threads(4));
    assert!(lists.is_empty() && lists.iter().next().is_none());
    assert_eq!((index.len(), open(&[]).is_empty()), (3, true));
}

#[test]
fn the_highest_score_does_not_overflow() {
    let index = open(&[vec![(3, MAX_WEIGHT - 1)], vec![(3, MAX_WEIGHT), (4, MAX_WEIGHT)]]);
    let most = MAX_WEIGHT * MAX_STRENGTHS;
    let hits = index.search(&[(3, MAX_STRENGTHS - 1), (4, 1)], &Key::MASTER, 1).unwrap();
    assert_eq!(hits, [Hit { score: most, id: 1 }]);
}

#[test]
fn what_is_refused_is_named_and_changes_nothing() {
    use RetrievalError as E;
    let of_documents: [Refused<'_>; 4] = [
        (
            &[(1, 1), (2, 0)],
            E::Weight { term: 2, weight: 0 },
            "term 2 has weight 0: expected 1 to 32767",
        ),
        (
            &[(1, MAX_WEIGHT + 1)],
            E::Weight { term: 1, weight: 32_768 },
            "term 1 has weight 32768: expected 1 to 32767",
        ),
        (
            &[(9, 1), (4, 2), (9, 3)],
            E::Duplicate { term: 9 },
            "term 9 stands twice in a row: expected once",
        ),
        (
            &[(TERMS, 1), (1, 1)],
            E::Term { term: TERMS },
            "term 1000000 is too high: expected less than 1000000",
        ),
    ];
    let mut documents = Documents::new();
    documents.push(&[(1, 1)], Gate::default()).unwrap();
    let mut index = Index::build(&documents);
    for (row, error, text) in of_documents {
        assert_eq!(error.to_string(), text);
        assert_eq!(documents.push(row, Gate::default()), Err(error.clone()));
        assert_eq!(index.insert(row, Gate::default()), Err(error.clone()));
        assert_eq!(index.replace(0, row, Gate::default()), Err(error));
    }
    assert_eq!((documents.len(), index.len()), (1, 1));
    assert_eq!(index.search(&[(1, 2)], &Key::MASTER, 9), Ok(vec![Hit { score: 2, id: 0 }]));
    assert_eq!(Index::build(&documents).size(), index.size());
    let missing = index.replace(1, &[], Gate::default());
    assert_eq!(missing, Err(E::NoSuchDocument { id: 1, ids: 1 }));
}

#[test]
fn queries_that_are_refused_are_named_and_leave_nothing() {
    use RetrievalError as E;
    let refused: [Refused<'_>; 4] = [
        (&[(1, 1), (2, 0)], E::Strength { term: 2 }, "term 2 has strength 0: expected at least 1"),
        (
            &[(1, MAX_STRENGTHS), (2, 1)],
            E::Strengths { sum: 65_536 },
            "the strengths of a query sum to 65536: expected at most 65535",
        ),
        (
            &[(1, 1), (1, 1)],
            E::Duplicate { term: 1 },
            "term 1 stands twice in a row: expected once",
        ),
        (
            &[(u32::MAX, 1)],
            E::Term { term: u32::MAX },
            "term 4294967295 is too high: expected less than 1000000",
        ),
    ];
    let index = open(&[vec![(1, 1)]]);
    let mut queries = Queries::new();
    for (row, error, text) in refused {
        assert_eq!(error.to_string(), text);
        assert_eq!(queries.push(row, &Key::MASTER), Err(error.clone()));
        assert_eq!(index.search(row, &Key::MASTER, 1), Err(error));
    }
    let huge = [(1, u32::MAX), (2, u32::MAX)];
    assert_eq!(queries.push(&huge, &Key::MASTER), Err(E::Strengths { sum: 8_589_934_590 }));
    assert!(queries.is_empty());
    queries.push(&[(1, 5)], &Key { opens: Opens::Shards(vec![0]), level: 0, bits: 0 }).unwrap();
    queries.push(&[(1, 6)], &Key { opens: Opens::Shards(vec![1]), level: 0, bits: 0 }).unwrap();
    let lists = index.search_all(&queries, 1, threads(1));
    assert_eq!(
        (lists.len(), lists.list(0), lists.list(1)),
        (2, &[Hit { score: 5, id: 0 }][..], &[][..])
    );
}

#[test]
fn a_document_that_moves_keeps_its_id() {
    let mut index = open(&[vec![(1, 1)], vec![(1, 2)]]);
    let gate = Gate { shard: 9, level: u32::MAX, bits: u64::MAX };
    index.replace(0, &[(1, 5)], gate).unwrap();
    let ids = |index: &Index, key: &Key| {
        index.search(&[(1, 1)], key, 9).unwrap().iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&index, &Key::MASTER), [0, 1]);
    assert_eq!(ids(&index, &Key { level: u32::MAX - 1, ..Key::MASTER }), [1]);
    assert_eq!(ids(&index, &Key { opens: Opens::Shards(vec![0]), ..Key::MASTER }), [1]);
    assert!(index.remove(0) && !index.remove(0) && !index.remove(77));
    index.replace(0, &[(1, 2)], Gate::default()).unwrap();
    assert_eq!(ids(&index, &Key::MASTER), [0, 1]);
    assert_eq!(index.insert(&[(1, 3)], Gate::default()), Ok(2));
}
