//! Searching an index, for one query and for many.

use std::iter;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::block::Scratch;
use super::queries::Query;
use super::top::Top;
use super::{Hit, Index, Key, Lists, Queries, RetrievalError};

/// The most queries that go through the blocks together.
const TILE: usize = 4096;

/// The most hits that those queries hold on to together.
const HELD: usize = 1 << 16;

impl Index {
    /// The best `k` documents for one query: a row of terms, each with a
    /// strength, in any order.
    ///
    /// # Errors
    ///
    /// As [`Queries::push`].
    pub fn search(
        &self,
        row: &[(u32, u32)],
        key: &Key,
        k: usize,
    ) -> Result<Vec<Hit>, RetrievalError> {
        let mut query = Queries::new();
        query.push(row, key)?;
        Ok(self.search_all(&query, k, NonZeroUsize::MIN).list(0).to_vec())
    }

    /// The best `k` documents for each query, by score and then by id.
    ///
    /// Queries go through the index block by block, so that a block is read
    /// from the cache and not from memory. The answer does not depend on the
    /// number of threads.
    #[must_use]
    pub fn search_all(&self, queries: &Queries, k: usize, threads: NonZeroUsize) -> Lists {
        let k = k.min(self.ids());
        let share = queries.len().div_ceil(threads.get());
        let tile = (HELD / k.clamp(1, HELD)).min(TILE).min(share).max(1);
        let tiles = queries.len().div_ceil(tile);
        let next = AtomicUsize::new(0);
        let work = || {
            let mut scratch = Scratch::new();
            let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|n| *n < tiles);
            let search = |number: usize| {
                let range = number * tile..queries.len().min((number + 1) * tile);
                (number, self.search_tile((queries, range), k, &mut scratch))
            };
            iter::from_fn(take).map(search).collect::<Vec<_>>()
        };
        let mut done = thread::scope(|scope| {
            let others = 1..threads.get().min(tiles);
            let running: Vec<_> = others.map(|_| scope.spawn(work)).collect();
            let mut done = work();
            done.extend(
                running
                    .into_iter()
                    .flat_map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic))),
            );
            done
        });
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().fold(Lists::new(), |mut all, (_, lists)| {
            all.append(lists);
            all
        })
    }

    /// How many postings a search for these queries reads: what it works in
    /// proportion to.
    #[must_use]
    pub fn postings_read(&self, queries: &Queries) -> u64 {
        let mut scratch = Scratch::new();
        let tiles = (0..queries.len()).step_by(TILE);
        tiles.for_each(|begin| {
            let range = begin..queries.len().min(begin + TILE);
            self.search_tile((queries, range), 1, &mut scratch);
        });
        scratch.read()
    }

    fn search_tile(
        &self,
        (queries, range): (&Queries, Range<usize>),
        k: usize,
        scratch: &mut Scratch,
    ) -> Lists {
        let mut lists = Lists::new();
        if k == 0 {
            range.for_each(|_| lists.push(iter::empty()));
            return lists;
        }
        let tile: Vec<_> = range.map(|number| queries.query(number)).collect();
        let mut tops: Vec<_> = tile.iter().map(|_| Top::new(k)).collect();
        let openers = Openers::new(&tile);
        for (shard, blocks) in &self.shards {
            for &block in blocks {
                for number in openers.of(*shard) {
                    let block = &self.blocks[block];
                    block.search(&tile[number], &mut tops[number], scratch);
                }
            }
        }
        tops.into_iter().for_each(|top| lists.push(top.into_hits()));
        lists
    }
}

/// Which queries of a tile open which shard.
struct Openers {
    /// Those that open all.
    all: Vec<u32>,
    /// A shard and a query that opens it, sorted.
    some: Vec<(u32, u32)>,
}

impl Openers {
    fn new(tile: &[Query<'_>]) -> Self {
        let (mut all, mut some) = (Vec::new(), Vec::new());
        for (query, number) in tile.iter().zip(0..) {
            match query.shards {
                None => all.push(number),
                Some(shards) => some.extend(shards.iter().map(|shard| (*shard, number))),
            }
        }
        some.sort_unstable();
        Self { all, some }
    }

    /// The queries that open a shard.
    fn of(&self, shard: u32) -> impl Iterator<Item = usize> {
        let begin = self.some.partition_point(|(other, _)| *other < shard);
        let end = self.some.partition_point(|(other, _)| *other <= shard);
        let some = self.some[begin..end].iter().map(|(_, number)| number);
        self.all.iter().chain(some).map(|number| *number as usize)
    }
}
