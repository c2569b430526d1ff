//! Where each term's postings lie in a block.

use std::ops::Range;

/// The terms of a page.
const PAGE: u32 = u64::BITS;

/// Where each term's postings begin and end.
///
/// A bit a term says whether it occurs at all, and only those that do have a
/// place: 16 bytes for 64 terms of the vocabulary, and four for each term that
/// occurs. So a block of few documents does not pay for the whole vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Directory {
    pages: Vec<Page>,
    /// Where the postings of each occurring term begin, and where the last end.
    starts: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    /// The terms that occur.
    terms: u64,
    /// How many occur on the pages before.
    before: u32,
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
            self.pages.resize(page + 1, Page { terms: 0, before: occurring });
        }
        self.pages[page].terms |= 1 << (term % PAGE);
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
        let bit = 1_u64 << (term % PAGE);
        let rank = (page.before + (page.terms & (bit - 1)).count_ones()) as usize;
        let occurs = u32::from(page.terms & bit != 0);
        // One too far for a term after the last: `starts` ends with one more.
        let start = self.starts[rank];
        let end = self.starts[rank + occurs as usize];
        start..end
    }

    /// The terms that occur, with where their postings are.
    pub(super) fn terms(&self) -> impl Iterator<Item = (u32, Range<usize>)> {
        let bits = self.pages.iter().zip((0..).step_by(PAGE as usize)).flat_map(|(page, first)| {
            (0..PAGE).filter(|bit| page.terms >> bit & 1 == 1).map(move |bit| first + bit)
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
