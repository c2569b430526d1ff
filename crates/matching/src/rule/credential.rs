//! Licences and certificates: identity, inclusion and validity.

use etablera_domain::{Answer, Credential, Holding};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::profile::Profile;

pub(super) fn assess(
    context: Context<'_>,
    asked: &Credential,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let (mut yes, mut no) = (Assessment::SILENT, None);
    for (claim, at) in profile.claims.credentials.iter().zip(0..) {
        match &claim.answer {
            Answer::Yes(holding) if includes(context, &claim.credential, asked) => {
                let held = held(context, &claim.credential, holding, terms);
                yes.add(held.by(ClaimRef::Credential(at)));
            }
            // Without what the asked one includes, nobody has the asked one.
            Answer::No if includes(context, asked, &claim.credential) => {
                no = Some(ClaimRef::Credential(at));
            }
            Answer::Yes(_) | Answer::No => {}
        }
    }
    match no {
        None => yes,
        Some(no) if yes.state <= State::Short => Assessment::denied(State::No, no),
        Some(no) => Assessment::denied(State::Conflict, yes.claim.unwrap_or(no)),
    }
}

/// Whether holding one counts as holding the other; an occupation is the same
/// under whatever id the taxonomy knows it by.
fn includes(context: Context<'_>, held: &Credential, asked: &Credential) -> bool {
    use Credential::ProfessionalLicence;
    match (held, asked) {
        (
            ProfessionalLicence { occupation: held, country },
            ProfessionalLicence { occupation: asked, country: asked_in },
        ) => {
            let same = |(a, b)| {
                let similarity = |a, b| context.taxonomy.similarity(a, b);
                similarity(a, b) == 100 && similarity(b, a) == 100
            };
            let find = |id| context.taxonomy.concept(id);
            country == asked_in && find(*held).zip(find(*asked)).is_some_and(same)
        }
        _ => held.includes(asked),
    }
}

fn held(
    context: Context<'_>,
    credential: &Credential,
    holding: &Holding,
    terms: &Terms,
) -> Assessment {
    if holding.valid_from.is_some_and(|from| from > terms.day) {
        return Assessment::of(State::Short, 0);
    }
    // What has run out on paper may have been renewed since: ask.
    let has_run_out = !holding.is_valid_on(terms.day);
    let too_weak = holding.evidence < terms.min_evidence;
    if has_run_out || too_weak || must_be_exchanged(credential, holding) {
        return Assessment::of(State::Unproven, 0);
    }
    Assessment::of(State::Enough, context.parameters.evidence(holding.evidence))
}

/// A driving licence from outside the EEA counts for a time only, and which
/// countries' can be exchanged differs: somebody has to ask.
fn must_be_exchanged(credential: &Credential, holding: &Holding) -> bool {
    matches!(credential, Credential::DrivingLicence { .. })
        && holding.issued_in.is_some_and(|country| !country.is_in_eea())
}
