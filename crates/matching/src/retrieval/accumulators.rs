//! The sums of one block while a query reads it.

use super::posting::Posting;

/// The most documents in a block: their sums fill half of a first-level
/// cache, and their places fit into 16 bits.
pub(super) const BLOCK: usize = 4096;

/// How many sums are compared and cleared at a time.
const CHUNK: usize = 32;

/// A sum for each document of a block; all 0 between two blocks.
#[derive(Debug)]
pub(super) struct Accumulators(Box<[u32; BLOCK]>);

impl Accumulators {
    pub(super) fn new() -> Self {
        Self(Box::new([0; BLOCK]))
    }

    /// Adds strength times weight to the documents of one term. No sum
    /// overflows, by the limits on strengths and weights.
    pub(super) fn add(&mut self, run: &[Posting], strength: u32) {
        let mut add = |posting: &Posting| {
            // The mask is free, and spares the check of the bounds.
            self.0[posting.place() % BLOCK] += strength * posting.weight();
        };
        // Four a turn: a twentieth of the time less.
        let (fours, rest) = run.as_chunks::<4>();
        fours.iter().for_each(|four| four.iter().for_each(&mut add));
        rest.iter().for_each(add);
    }

    /// Clears the sums, and shows each one of the first `documents` that is at
    /// least `least` with its place; what is returned is the new `least`.
    ///
    /// Most sums are too low. So a chunk of them is compared without a branch
    /// between, and looked at one by one only if there is any.
    pub(super) fn drain(
        &mut self,
        documents: usize,
        mut least: u32,
        mut show: impl FnMut(usize, u32) -> u32,
    ) {
        let (chunks, _) = self.0.as_chunks_mut::<CHUNK>();
        let used = &mut chunks[..documents.div_ceil(CHUNK)];
        for (chunk, begin) in used.iter_mut().zip((0..).step_by(CHUNK)) {
            if any_at_least(chunk, least) {
                for (place, &sum) in (begin..).zip(&*chunk) {
                    if sum >= least {
                        least = show(place, sum);
                    }
                }
            }
            chunk.fill(0);
        }
    }
}

/// Whether a sum is at least `least`. Compared with sign, which is the same
/// below 2^31, because the plainest x86-64 can do that four at a time.
fn any_at_least(chunk: &[u32; CHUNK], least: u32) -> bool {
    let least = least as i32;
    chunk.iter().fold(false, |any, sum| any | (*sum as i32 >= least))
}

#[cfg(test)]
mod tests {
    use super::{Accumulators, BLOCK};
    use crate::retrieval::posting::Posting;
    use crate::retrieval::{MAX_STRENGTHS, MAX_WEIGHT};

    fn shown(sums: &mut Accumulators, least: u32) -> Vec<(usize, u32)> {
        let mut shown = Vec::new();
        sums.drain(BLOCK, least, |place, sum| {
            shown.push((place, sum));
            least
        });
        shown
    }

    #[test]
    fn what_is_high_enough_is_shown_and_everything_cleared() {
        let mut sums = Accumulators::new();
        let run = |sums: &mut Accumulators| {
            for place in 0..BLOCK {
                sums.add(&[Posting::new(place, place as u32 % 5)], 3);
            }
        };
        for least in [1, 3, 7, 12] {
            run(&mut sums);
            let expected = (0..BLOCK).map(|place| (place, place as u32 % 5 * 3));
            let expected: Vec<_> = expected.filter(|(_, sum)| *sum >= least).collect();
            assert_eq!(shown(&mut sums, least), expected);
            assert_eq!(shown(&mut sums, 1), []);
        }
    }

    #[test]
    fn the_highest_score_is_compared_rightly() {
        let mut sums = Accumulators::new();
        let most = MAX_WEIGHT * MAX_STRENGTHS;
        for (least, expected) in [(most - 1, true), (most, true), (most + 1, false)] {
            sums.add(&[Posting::new(BLOCK - 1, MAX_WEIGHT)], MAX_STRENGTHS);
            assert_eq!(
                shown(&mut sums, least),
                Vec::from_iter(expected.then_some((BLOCK - 1, most)))
            );
        }
    }
}
