//! Education: level, field and recognition.

use etablera_domain::{EducationClaim, EducationRequirement};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::parameters::percent_of;
use crate::profile::Profile;

pub(super) fn assess(
    context: Context<'_>,
    asked: &EducationRequirement,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let mut all = Assessment::SILENT;
    // Whether anything reaches the level, in whatever field: then a lower
    // education beside it does not show that the asked one is missing.
    let mut reaches = false;
    for (claim, at) in profile.participant.education.iter().zip(0..) {
        reaches |= claim.level >= asked.level;
        all.add(one(context, asked, terms, claim).by(ClaimRef::Education(at)));
    }
    if reaches && all.state == State::Short {
        all.state = State::Lead;
    }
    all
}

fn one(
    context: Context<'_>,
    asked: &EducationRequirement,
    terms: &Terms,
    claim: &EducationClaim,
) -> Assessment {
    let state = state(asked, terms, claim);
    let below = asked.level.number().saturating_sub(claim.level.number());
    let factor = context.parameters.levels_below.get(usize::from(below)).copied().unwrap_or(0);
    let in_field = in_field(asked, claim) == Some(true);
    let admissible = claim.evidence >= terms.min_evidence
        && in_field
        && matches!(state, State::Enough | State::Short);
    let coverage = percent_of([factor, context.parameters.evidence(claim.evidence)]);
    Assessment::of(state, if admissible { coverage } else { 0 })
}

/// Whether it is in the asked field; `None` where its field is not known.
fn in_field(asked: &EducationRequirement, claim: &EducationClaim) -> Option<bool> {
    match (asked.field, claim.field) {
        (None, _) => Some(true),
        (Some(asked), Some(field)) => Some(asked.contains(field)),
        (Some(_), None) => None,
    }
}

fn state(asked: &EducationRequirement, terms: &Terms, claim: &EducationClaim) -> State {
    let below_seqf = asked.seqf.is_some_and(|least| claim.seqf.is_some_and(|level| level < least));
    if claim.level < asked.level || below_seqf {
        return State::Short;
    }
    let seqf_known = asked.seqf.is_none() || claim.seqf.is_some();
    let recognised = !asked.recognised || claim.is_recognised();
    match in_field(asked, claim) {
        Some(false) => State::Lead,
        Some(true) if seqf_known && recognised && claim.evidence >= terms.min_evidence => {
            State::Enough
        }
        Some(true) | None => State::Unproven,
    }
}
