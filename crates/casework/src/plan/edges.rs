//! The pairs that a round is about.

use std::num::NonZeroUsize;

use etablera_matching::{Entry, Index, Matcher, Rank, Tier, UnknownConcept, Whose};

use crate::shortlist::Pool;

/// Every pair down to a tier that the participant has not refused, by
/// participant and then by need.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have.
pub fn edges(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    least: Tier,
    threads: NonZeroUsize,
) -> Result<Vec<Entry>, UnknownConcept> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let how = Rank { whose: Whose::Participants, top: usize::MAX, down_to: least, threads };
    let lists = Index::new(matcher, needs).rank(&profiles, how);
    let mut pairs: Vec<Entry> = lists.into_iter().flatten().collect();
    pairs.sort_unstable_by_key(|entry| (entry.participant, entry.need));
    Ok(pairs)
}
