//! Random pools with small blocks against a loop over everything.

use std::num::NonZeroUsize;

use proptest::prelude::*;

use super::rows::Entry;
use super::{Documents, Gate, Hit, Index, Key, Lists, Opens, Queries};

type Row = Vec<Entry>;

/// Few terms and weights, so that most pools have ties.
fn row() -> impl Strategy<Value = Row> {
    proptest::collection::btree_map(0..6_u32, 1..4_u32, 0..5)
        .prop_map(|row| row.into_iter().rev().collect())
}

fn gate() -> impl Strategy<Value = Gate> {
    (0..3_u32, 0..3_u32, 0..4_u64).prop_map(|(shard, level, bits)| Gate { shard, level, bits })
}

fn key() -> impl Strategy<Value = Key> {
    let opens = prop_oneof![
        Just(Opens::All),
        proptest::collection::vec(0..4_u32, 0..4).prop_map(Opens::Shards),
    ];
    (opens, 0..3_u32, 0..4_u64).prop_map(|(opens, level, bits)| Key { opens, level, bits })
}

fn pool() -> impl Strategy<Value = Vec<(Row, Gate)>> {
    proptest::collection::vec((row(), gate()), 0..40)
}

fn asked() -> impl Strategy<Value = Vec<(Row, Key)>> {
    proptest::collection::vec((row(), key()), 0..6)
}

fn documents(pool: &[(Row, Gate)]) -> Documents {
    let mut documents = Documents::new();
    for (row, gate) in pool {
        documents.push(row, *gate).expect("a legal row");
    }
    documents
}

fn queries(asked: &[(Row, Key)]) -> Queries {
    let mut queries = Queries::new();
    asked.iter().for_each(|(row, key)| queries.push(row, key).expect("a legal row"));
    queries
}

/// The definition, pair by pair.
fn by_definition(pool: &[(Row, Gate)], (row, key): &(Row, Key), k: usize) -> Vec<Hit> {
    let score = |document: &Row| -> u32 {
        let strength = |term| row.iter().find(|(other, _)| *other == term).map_or(0, |(_, s)| *s);
        document.iter().map(|(term, weight)| strength(*term) * weight).sum()
    };
    let open = pool.iter().zip(0..).filter(|((_, gate), _)| key.fits(gate));
    let mut hits: Vec<_> = open.map(|((row, _), id)| Hit { score: score(row), id }).collect();
    hits.retain(|hit| hit.score > 0);
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.id));
    hits.truncate(k);
    hits
}

fn lists(pool: &[(Row, Gate)], asked: &[(Row, Key)], k: usize) -> Lists {
    asked.iter().fold(Lists::new(), |mut lists, one| {
        lists.push(by_definition(pool, one, k).into_iter());
        lists
    })
}

fn threads() -> impl Strategy<Value = NonZeroUsize> {
    prop_oneof![Just(1), Just(2), Just(16)].prop_map(|n| NonZeroUsize::new(n).expect("not 0"))
}

fn block() -> impl Strategy<Value = usize> {
    prop_oneof![1..8_usize, Just(4096)]
}

#[derive(Clone, Debug)]
enum Change {
    Insert(Row, Gate),
    Replace(u32, Row, Gate),
    Remove(u32),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (row(), gate()).prop_map(|(row, gate)| Change::Insert(row, gate)),
        (0..50_u32, row(), gate()).prop_map(|(id, row, gate)| Change::Replace(id, row, gate)),
        (0..50_u32).prop_map(Change::Remove),
    ]
}

/// Applies a change to the index and to the pool, where a document that was
/// removed has an empty row: by definition it is never found.
fn apply(change: Change, index: &mut Index, pool: &mut Vec<(Row, Gate)>) {
    match change {
        Change::Insert(row, gate) => {
            let id = index.insert(&row, gate).expect("a legal row");
            assert_eq!(id as usize, pool.len());
            pool.push((row, gate));
        }
        Change::Replace(id, row, gate) => {
            let known = pool.get_mut(id as usize);
            assert_eq!(index.replace(id, &row, gate).is_ok(), known.is_some());
            if let Some(document) = known {
                *document = (row, gate);
            }
        }
        Change::Remove(id) => {
            index.remove(id);
            if let Some((row, _)) = pool.get_mut(id as usize) {
                row.clear();
            }
            assert!(!index.remove(id), "{id} is gone");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn lists_are_those_of_the_definition(
        (pool, asked, k) in (pool(), asked(), 0..50_usize),
        (block, threads) in (block(), threads()),
    ) {
        let index = Index::with_blocks(&documents(&pool), block);
        let expected = lists(&pool, &asked, k);
        prop_assert_eq!(&index.search_all(&queries(&asked), k, threads), &expected);
        for ((row, key), list) in asked.iter().zip(expected.iter()) {
            prop_assert_eq!(index.search(row, key, k), Ok(list.to_vec()));
        }
    }

    #[test]
    fn changes_leave_what_a_fresh_index_would_have(
        (pool, asked, k) in (pool(), asked(), 1..12_usize),
        (block, changes) in (block(), proptest::collection::vec(change(), 0..30)),
    ) {
        let mut pool = pool;
        let mut index = Index::with_blocks(&documents(&pool), block);
        for change in changes {
            apply(change, &mut index, &mut pool);
        }
        let expected = lists(&pool, &asked, k);
        let [found, fresh] = [index, Index::with_blocks(&documents(&pool), block)]
            .map(|index| index.search_all(&queries(&asked), k, NonZeroUsize::MIN));
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(fresh, expected);
    }
}

#[test]
fn the_place_of_what_is_removed_is_used_again() {
    let pool = vec![(vec![(0, 1)], Gate::default()); 4];
    let mut index = Index::with_blocks(&documents(&pool), 4);
    for id in 0..40 {
        assert!(index.remove(id));
        assert_eq!(index.insert(&[(id % 7, 1)], Gate::default()), Ok(id + 4));
        assert_eq!((index.blocks.len(), index.len()), (1, 4));
    }
    for id in 40..44 {
        index.remove(id);
    }
    assert_eq!((index.len(), index.is_empty(), index.size().0), (0, true, 0));
}

#[test]
fn a_new_block_is_begun_only_when_none_of_the_shard_has_room() {
    let mut index = Index::with_blocks(&Documents::new(), 3);
    for (number, blocks) in (0..).zip([1, 2, 2, 2, 2, 2, 3, 4, 4, 4, 4, 4, 5]) {
        let gate = Gate { shard: number % 2, ..Gate::default() };
        index.insert(&[(number, 1)], gate).expect("a legal row");
        assert_eq!(index.blocks.len(), blocks);
    }
}
