//! Where each term's postings lie in a block.

use std::ops::Range;

/// The terms of a page.
const PAGE: u32 = u8::BITS;

/// How many bits of a byte are set. The plainest x86-64 has no instruction
/// for it, and this is in the cache.
const ONES: [u8; 256] = {
    let mut ones = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        ones[byte] = (byte as u8).count_ones() as u8;
        byte += 1;
    }
    ones
};

/// Where each term's postings begin and end.
///
/// A bit a term says whether it occurs at all, and only those that do have a
/// place: four bytes for eight terms of the vocabulary, and four for each term
/// that occurs. So a block of few documents does not pay for the whole
/// vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Directory {
    pages: Vec<Page>,
    /// Where the postings of each occurring term begin, and where the last end.
    starts: Vec<u32>,
}

/// Which of eight terms occur, and above those bits how many occur on the
/// pages before.
#[derive(Clone, Copy, Debug)]
struct Page(u32);

impl Page {
    const fn has(self, bit: u32) -> bool {
        self.0 >> bit & 1 == 1
    }

    /// How many terms occur before this one.
    fn rank(self, bit: u32) -> u32 {
        let below = self.0 as u8 & ((1 << bit) - 1);
        (self.0 >> PAGE) + u32::from(ONES[usize::from(below)])
    }
}

impl Directory {
    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), starts: vec![0] }
    }

    /// Adds the next term, which is higher than those before, with the number
    /// of its postings, which may be 0.
    pub(super) fn push(&mut self, term: u32, postings: usize) {
        if postings == 0 {
            return;
        }
        let occurring = self.starts.len() as u32 - 1;
        let page = (term / PAGE) as usize;
        if page >= self.pages.len() {
            self.pages.resize(page + 1, Page(occurring << PAGE));
        }
        self.pages[page].0 |= 1 << (term % PAGE);
        self.starts.push(self.postings() + postings as u32);
    }

    /// How many postings all terms have.
    pub(super) fn postings(&self) -> u32 {
        self.starts[self.starts.len() - 1]
    }

    /// Where the postings of a term are; empty if it does not occur.
    #[inline]
    pub(super) fn run(&self, term: u32) -> Range<u32> {
        let Some(page) = self.pages.get((term / PAGE) as usize) else { return 0..0 };
        let rank = page.rank(term % PAGE) as usize;
        // A term that does not occur begins and ends where the next one begins.
        let end = rank + usize::from(page.has(term % PAGE));
        self.starts[rank]..self.starts[end]
    }

    /// The terms that occur, with where their postings are.
    pub(super) fn terms(&self) -> impl Iterator<Item = (u32, Range<usize>)> {
        let bits = self.pages.iter().zip((0..).step_by(PAGE as usize)).flat_map(|(page, first)| {
            (0..PAGE).filter(|bit| page.has(*bit)).map(move |bit| first + bit)
        });
        bits.zip(self.starts.array_windows()).map(|(term, [a, b])| (term, *a as usize..*b as usize))
    }

    /// The bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.pages) + size_of_val(&*self.starts)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::Directory;

    proptest! {
        #[test]
        fn every_run_lies_after_those_of_lower_terms(
            counts in proptest::collection::btree_map(0..400_u32, 0..5_usize, 0..60),
        ) {
            let mut directory = Directory::new();
            counts.iter().for_each(|(term, count)| directory.push(*term, *count));
            let mut next = 0;
            for term in 0..500 {
                let end = next + counts.get(&term).map_or(0, |count| *count as u32);
                prop_assert_eq!(directory.run(term).len(), (next..end).len());
                prop_assert!(next == end || directory.run(term) == (next..end));
                next = end;
            }
            let occurring: BTreeMap<_, _> =
                directory.terms().map(|(term, run)| (term, run.len())).collect();
            let expected = counts.into_iter().filter(|(_, count)| *count > 0).collect();
            prop_assert_eq!(occurring, expected);
            prop_assert_eq!(directory.postings(), next);
        }
    }

    #[test]
    fn an_empty_directory_has_no_term() {
        let directory = Directory::new();
        assert_eq!([directory.run(0), directory.run(u32::MAX)], [0..0, 0..0]);
        assert_eq!(directory.terms().count(), 0);
    }
}
