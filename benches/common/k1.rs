//! People, needs and their conditions as bare numbers: seeded, or from a file
//! that `benches/peers/k1_export.py` writes.

use std::collections::BTreeSet;
use std::path::Path;

use crate::random::Random;

/// The region that means anywhere.
pub(crate) const ANYWHERE: u32 = 60;

/// A person's regions where there are fewer than three.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// Rows of terms and values, one after another.
#[derive(Default)]
pub(crate) struct Rows {
    first: Vec<u32>,
    terms: Vec<u32>,
    values: Vec<u32>,
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        self.first.len() - 1
    }

    pub(crate) fn row(&self, number: usize) -> impl Iterator<Item = (u32, u32)> {
        let range = self.first[number] as usize..self.first[number + 1] as usize;
        self.terms[range.clone()].iter().copied().zip(self.values[range].iter().copied())
    }

    fn push(&mut self, row: &[(u32, u32)]) {
        if self.first.is_empty() {
            self.first.push(0);
        }
        self.terms.extend(row.iter().map(|(term, _)| term));
        self.values.extend(row.iter().map(|(_, value)| value));
        self.first.push(self.terms.len() as u32);
    }
}

/// What a need asks beside its terms.
#[derive(Clone, Copy)]
pub(crate) struct Asks {
    pub(crate) region: u32,
    pub(crate) level: u32,
    pub(crate) licences: u32,
}

/// What a person has beside their terms.
#[derive(Clone, Copy)]
pub(crate) struct Has {
    pub(crate) regions: [u32; 3],
    pub(crate) level: u32,
    pub(crate) licences: u32,
}

/// One instance.
#[derive(Default)]
pub(crate) struct K1 {
    pub(crate) needs: Rows,
    pub(crate) people: Rows,
    pub(crate) asks: Vec<Asks>,
    pub(crate) has: Vec<Has>,
}

impl K1 {
    /// Reads a file; its layout stands in `benches/peers/k1_export.py`.
    pub(crate) fn read(path: &Path) -> std::io::Result<Self> {
        let bytes = std::fs::read(path)?;
        let body = bytes.strip_prefix(b"K1 1").expect("the mark of the layout");
        let (numbers, rest) = body.as_chunks::<4>();
        assert!(rest.is_empty(), "whole numbers");
        let mut numbers = numbers.iter().map(|four| u32::from_le_bytes(*four));
        let mut take = |count: u32| numbers.by_ref().take(count as usize).collect::<Vec<_>>();
        let [_, n, p, of_needs, of_people] = take(5)[..] else { panic!("a header") };
        let needs = Rows { first: take(n + 1), terms: take(of_needs), values: take(of_needs) };
        let people = Rows { first: take(p + 1), terms: take(of_people), values: take(of_people) };
        let (regions, levels, licences) = (take(n), take(n), take(n));
        let asks = regions.into_iter().zip(levels).zip(licences);
        let asks = asks.map(|((region, level), licences)| Asks { region, level, licences });
        let (levels, licences, regions) = (take(p), take(p), take(3 * p));
        let (regions, _) = regions.as_chunks();
        let has = regions.iter().zip(levels).zip(licences);
        let has = has.map(|((&regions, level), licences)| Has { regions, level, licences });
        Ok(Self { needs, people, asks: asks.collect(), has: has.collect() })
    }

    /// People and needs of the shape of the file's, drawn from a seed: through
    /// latent occupations, in regions of very different size.
    pub(crate) fn seeded(people: usize, needs: usize, seed: u64) -> Self {
        let mut random = Random(seed);
        let trades: Vec<Vec<u32>> = (0..TRADES).map(|_| random.trade()).collect();
        let mut k1 = Self::default();
        for _ in 0..needs {
            let own = [&*trades[random.skewed(TRADES)]; 2];
            let (row, asks) = (random.need(own), random.asks());
            k1.needs.push(&row);
            k1.asks.push(asks);
        }
        for _ in 0..people {
            let own = [(); 2].map(|()| &*trades[random.skewed(TRADES)]);
            let (row, has) = (random.person(own), random.has());
            k1.people.push(&row);
            k1.has.push(has);
        }
        k1
    }
}

const TERMS: usize = 14_000;
const PARENTS: usize = 640;
const TRADES: usize = 3_000;

impl Random {
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of_100(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A number below `end`, the lower the likelier: the square of an evenly
    /// drawn fraction, in integers.
    fn skewed(&mut self, end: usize) -> usize {
        let of = 1 << 16;
        let fraction = self.below(of);
        fraction * fraction * end / (of * of)
    }

    /// A region: the first has about an eighth of all, the last a hundredth.
    fn region(&mut self) -> u32 {
        self.skewed(ANYWHERE as usize) as u32
    }

    fn trade(&mut self) -> Vec<u32> {
        let size = 20 + self.below(41);
        let field = self.below(100) * TERMS / 100;
        let own = size / 2;
        let mut terms: Vec<_> = (0..own).map(|_| (field + self.below(200)) % TERMS).collect();
        terms.extend((own..size).map(|_| self.skewed(TERMS)));
        terms.into_iter().map(|term| term as u32).collect()
    }

    /// So many distinct terms of two trades and some of none, or fewer where
    /// the trades have few.
    fn terms(&mut self, [first, second]: [&[u32]; 2], count: usize) -> BTreeSet<u32> {
        let mut terms = BTreeSet::new();
        for _ in 0..2 * count {
            if terms.len() < count {
                terms.insert(match self.below(100) {
                    0..15 => self.skewed(TERMS) as u32,
                    15..58 => first[self.below(first.len())],
                    _ => second[self.below(second.len())],
                });
            }
        }
        terms
    }

    fn need(&mut self, trades: [&[u32]; 2]) -> Vec<(u32, u32)> {
        let count = 5 + self.below(26);
        let drawn = self.terms(trades, count).into_iter();
        let terms = drawn.map(|term| if self.of_100(10) { parent(term) } else { term });
        let terms: BTreeSet<_> = terms.collect();
        let shares: Vec<_> = terms.iter().map(|_| if self.of_100(50) { 3 } else { 1 }).collect();
        let all: u32 = shares.iter().sum();
        terms.into_iter().zip(shares).map(|(term, share)| (term, 10_000 * share / all)).collect()
    }

    /// Each term lends two fifths of its strength to its parent; the highest
    /// loan counts.
    fn person(&mut self, trades: [&[u32]; 2]) -> Vec<(u32, u32)> {
        let count = 10 + self.below(51);
        let own: Vec<_> = self
            .terms(trades, count)
            .into_iter()
            .map(|t| (t, 20 + self.below(81) as u32))
            .collect();
        let mut row: Vec<_> = own.iter().map(|(term, s)| (parent(*term), s * 2 / 5)).collect();
        row.extend(own);
        row.sort_unstable_by_key(|(term, strength)| (*term, u32::MAX - strength));
        row.dedup_by_key(|(term, _)| *term);
        row
    }

    fn asks(&mut self) -> Asks {
        let region = if self.of_100(5) { ANYWHERE } else { self.region() };
        let level = self.below(6).saturating_sub(self.below(3)) as u32;
        let licences = self.licences([30, 5, 5, 3]);
        Asks { region, level, licences }
    }

    fn has(&mut self) -> Has {
        let home = self.region();
        let mut regions = [home, NOWHERE, NOWHERE];
        for (region, step) in regions[1..].iter_mut().zip([1, 2]) {
            if self.of_100(50) {
                *region = (home + step * (1 + self.below(5) as u32)) % ANYWHERE;
            }
        }
        let level = (self.below(6) + self.below(3)).min(5) as u32;
        Has { regions, level, licences: self.licences([60, 10, 10, 5]) }
    }

    fn licences(&mut self, percents: [usize; 4]) -> u32 {
        let bits = percents.into_iter().zip(0..);
        bits.map(|(percent, bit)| u32::from(self.of_100(percent)) << bit).sum()
    }
}

fn parent(term: u32) -> u32 {
    TERMS as u32 + term % PARENTS as u32
}
