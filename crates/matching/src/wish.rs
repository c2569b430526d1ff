//! A participant's wishes about a need.

use etablera_domain::Target;
use etablera_taxonomy::Taxonomy;

use crate::prepare::PreparedNeed;
use crate::profile::{Profile, lies_in};

/// Whether the participant has refused it.
pub(crate) fn refuses(taxonomy: &Taxonomy, need: &PreparedNeed<'_>, profile: &Profile<'_>) -> bool {
    let refusals = &profile.participant.wishes.refuses;
    refusals.iter().any(|target| is_about(taxonomy, target, need))
}

/// The place of the first wish that it answers, from 0; after all of them
/// where it answers none.
pub(crate) fn rank(taxonomy: &Taxonomy, need: &PreparedNeed<'_>, profile: &Profile<'_>) -> u32 {
    let wishes = &profile.participant.wishes.prefers;
    let first = wishes.iter().position(|target| is_about(taxonomy, target, need));
    first.map_or(u32::MAX, |at| at as u32)
}

fn is_about(taxonomy: &Taxonomy, target: &Target, need: &PreparedNeed<'_>) -> bool {
    match target {
        Target::Need(id) => *id == need.need.id,
        Target::Employer(id) => *id == need.need.employer,
        Target::Occupation(id) => {
            let wished = taxonomy.concept(*id);
            need.occupation
                .zip(wished)
                .is_some_and(|(occupation, wished)| lies_in(taxonomy, occupation, wished))
        }
    }
}
