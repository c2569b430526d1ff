//! Languages, skill by skill: identity and level only.

use etablera_domain::{Answer, LanguageSkill, Rung};
use etablera_taxonomy::{Cefr, Language};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::parameters::percent_of;
use crate::profile::Profile;

pub(super) fn assess(
    context: Context<'_>,
    (language, skill, asked): (Language, LanguageSkill, Cefr),
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let (mut yes, mut no) = (Assessment::SILENT, None);
    for (claim, at) in profile.claims.languages.iter().zip(0..) {
        if (claim.language, claim.skill) != (language, skill) {
            continue;
        }
        let Answer::Yes(known) = claim.answer else {
            no = Some(ClaimRef::Language(at));
            continue;
        };
        let counts = known.source.evidence() >= terms.min_evidence;
        let state = match (known.level >= asked, counts) {
            (true, true) => State::Enough,
            (true, false) => State::Unproven,
            (false, _) => State::Short,
        };
        let parameters = context.parameters;
        let coverage = percent_of([
            parameters.cefr(known.level, asked),
            parameters.evidence(known.source.evidence()),
        ]);
        yes.add(Assessment {
            rung: Some(Rung::Cefr(known.level)),
            ..Assessment::of(state, if counts { coverage } else { 0 }).by(ClaimRef::Language(at))
        });
    }
    match no {
        None => yes,
        Some(no) if yes.state == State::Silent => Assessment::denied(State::No, no),
        Some(no) => Assessment::denied(State::Conflict, yes.claim.unwrap_or(no)),
    }
}
