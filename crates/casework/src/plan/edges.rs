//! The pairs that a round is about.

use std::num::NonZeroUsize;

use etablera_matching::{Entry, Matcher, Rank, Tier, UnknownConcept, Whose};

use crate::shortlist::Pool;

/// Every pair down to a tier that the participant has not refused, by
/// participant and then by need.
///
/// Looks at all pairs; a faster search goes here.
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
    let needs: Vec<_> = pool.needs.iter().map(|n| matcher.prepare(n)).collect::<Result<_, _>>()?;
    let profiles: Vec<_> =
        pool.participants.iter().map(|p| matcher.profile(p)).collect::<Result<_, _>>()?;
    let with_not_eligible = least == Tier::NotEligible;
    let how = Rank { whose: Whose::Participants, top: usize::MAX, with_not_eligible, threads };
    let lists = matcher.rank(&needs, &profiles, how);
    let mut pairs: Vec<Entry> =
        lists.into_iter().flatten().filter(|entry| entry.appraisal.tier <= least).collect();
    pairs.sort_unstable_by_key(|entry| (entry.participant, entry.need));
    Ok(pairs)
}
