//! What was looked at, and passed over.

use std::num::NonZeroUsize;

use etablera_matching::{Index, Matcher, Rank, Tier, UnknownConcept, Whose};
use serde::{Deserialize, Serialize};

use crate::shortlist::Pool;

/// Pairs that were looked at, and how many the answer shows: the difference
/// was passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Pairs that were looked at.
    pub considered: u64,
    /// Pairs that the answer shows.
    pub shown: u64,
    /// Pairs that could not be chosen: not eligible, or refused by the
    /// participant. Absent where it was not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_eligible: Option<u64>,
    /// The same for each list, where it was counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<ListCounts>,
}

/// One list's part of [`Counts`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListCounts {
    /// The id of the need or participant whose list it is.
    pub of: String,
    /// Pairs that were looked at.
    pub considered: u64,
    /// Pairs in the list.
    pub shown: u64,
    /// Pairs that are not eligible, or that the participant refuses.
    pub not_eligible: u64,
}

/// For each list, in the order of the pool, how many pairs are not eligible
/// or refused. Appraises every pair.
///
/// # Errors
///
/// When a record names a concept that the taxonomy does not have.
pub fn not_eligible(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    (whose, threads): (Whose, NonZeroUsize),
) -> Result<Vec<u64>, UnknownConcept> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let others = match whose {
        Whose::Needs => profiles.len(),
        Whose::Participants => needs.len(),
    };
    let index = Index::new(matcher, needs);
    let how = Rank { whose, top: usize::MAX, down_to: Tier::ToClarify, threads };
    let lists = index.rank(&profiles, how);
    Ok(lists.iter().map(|list| (others - list.len()) as u64).collect())
}
