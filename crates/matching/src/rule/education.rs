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
    // Whether anything reaches the levels, in whatever field: then a lower
    // education beside it does not show that the asked one is missing.
    let mut reaches = false;
    for (claim, at) in profile.claims.education.iter().zip(0..) {
        reaches |= steps_below(asked, claim) == 0;
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
    let below = steps_below(asked, claim);
    let factor = context.parameters.levels_below.get(usize::from(below)).copied().unwrap_or(0);
    let admissible = counts(asked, terms, claim) && in_field(asked, claim) == Some(true);
    let coverage = percent_of([factor, context.parameters.evidence(claim.evidence)]);
    Assessment::of(state, if admissible { coverage } else { 0 })
}

/// How far it lies below what is asked, in ISCED or SeQF, as far as is known.
fn steps_below(asked: &EducationRequirement, claim: &EducationClaim) -> u8 {
    let isced = asked.level.number().saturating_sub(claim.level.number());
    let seqf = asked.seqf.zip(claim.seqf);
    isced.max(seqf.map_or(0, |(asked, has)| asked.number().saturating_sub(has.number())))
}

/// Whether enough is known of it, apart from level and field.
fn counts(asked: &EducationRequirement, terms: &Terms, claim: &EducationClaim) -> bool {
    let is_recognised = !asked.recognised || claim.is_recognised();
    let is_placed = asked.seqf.is_none() || claim.seqf.is_some();
    is_recognised && is_placed && claim.evidence >= terms.min_evidence
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
    if steps_below(asked, claim) > 0 {
        return State::Short;
    }
    match in_field(asked, claim) {
        Some(false) => State::Lead,
        Some(true) if counts(asked, terms, claim) => State::Enough,
        Some(true) | None => State::Unproven,
    }
}
