//! Why a requirement is not met, for those who are told.

use etablera_domain::{Answer, CredentialClaim, EducationClaim, EducationRequirement, What};

use crate::judgement::{Cause, Cited};
use crate::prepare::PreparedRequirement;
use crate::rule::{Assessment, State, Terms};

/// What kept a requirement from being met: the state of the claims, and what
/// in the deciding claim made it so. `open` are prerequisites of learning that
/// nobody has answered.
pub(crate) fn cause(
    asked: &PreparedRequirement<'_>,
    assessment: &Assessment,
    claim: Option<&Cited>,
    open: Vec<What>,
) -> Cause {
    if matches!(assessment.state, State::Short | State::No) && !open.is_empty() {
        return Cause::Prerequisites(open);
    }
    match assessment.state {
        State::Silent => Cause::Silent,
        State::No => Cause::No,
        State::Conflict => Cause::Conflict,
        State::Lead | State::Short | State::Unproven | State::Enough => {
            let doubt = match (claim, &asked.requirement.what) {
                (Some(Cited::Credential(claim)), _) => credential(claim, &asked.terms),
                (Some(Cited::Education(claim)), What::Education { education }) => {
                    self::education(claim, education, &asked.terms)
                }
                _ => None,
            };
            doubt.unwrap_or(match assessment.state {
                State::Lead => Cause::Lead,
                State::Short => Cause::Short,
                _ => Cause::Evidence,
            })
        }
    }
}

fn credential(claim: &CredentialClaim, terms: &Terms) -> Option<Cause> {
    let Answer::Yes(holding) = claim.answer else { return None };
    if let Some(from) = holding.valid_from.filter(|from| *from > terms.day) {
        return Some(Cause::NotYet(from));
    }
    if let Some(to) = holding.valid_to.filter(|to| *to < terms.day) {
        return Some(Cause::RunOut(to));
    }
    if holding.evidence < terms.min_evidence {
        return Some(Cause::Evidence);
    }
    holding.issued_in.map(Cause::Foreign)
}

fn education(claim: &EducationClaim, asked: &EducationRequirement, terms: &Terms) -> Option<Cause> {
    if claim.level < asked.level {
        return Some(Cause::Short);
    }
    let is_in_field =
        asked.field.is_none_or(|asked| claim.field.is_some_and(|field| asked.contains(field)));
    if !is_in_field {
        return Some(Cause::Field);
    }
    if asked.recognised && !claim.is_recognised() {
        return Some(Cause::NotRecognised);
    }
    if asked.seqf.is_some() && claim.seqf.is_none() {
        return Some(Cause::SeqfUnknown);
    }
    (claim.evidence < terms.min_evidence).then_some(Cause::Evidence)
}
