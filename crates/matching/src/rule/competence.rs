//! Competences: similarity × level × evidence.

use etablera_domain::{Answer, Evidence, Level, Rung};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::mentions::{Mention, Nearness};
use crate::parameters::percent_of;
use crate::profile::Profile;

pub(super) fn assess(
    context: Context<'_>,
    asked: Level,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let Some(concept) = terms.concept.filter(|asked| profile.may_touch(*asked)) else {
        return Assessment::SILENT;
    };
    let mentions = profile.competences.of(concept);
    if let Some(claim) = profile.competences.denial(concept) {
        return denial(mentions, claim);
    }
    let mut all = lent(context, asked, terms, profile);
    for mention in mentions {
        all.add(one(context, asked, terms, (mention, profile)));
    }
    all
}

/// A plain no beats what is merely like it; against a yes to the same thing
/// it is a conflict.
fn denial(mentions: &[Mention], no: u32) -> Assessment {
    match mentions.iter().find(|mention| mention.nearness != Nearness::Relative) {
        Some(yes) => Assessment::denied(State::Conflict, ClaimRef::Competence(yes.claim)),
        None => Assessment::denied(State::No, ClaimRef::Competence(no)),
    }
}

fn one(
    context: Context<'_>,
    asked: Level,
    terms: &Terms,
    (mention, profile): (&Mention, &Profile<'_>),
) -> Assessment {
    let claim = &profile.claims.competences[mention.claim as usize];
    let Answer::Yes(mastery) = claim.answer else { return Assessment::SILENT };
    let implies = mention.nearness.implies(terms.strict);
    let counts = mastery.evidence >= terms.min_evidence;
    let enough = implies && mastery.level >= asked;
    let state = match mention.nearness {
        _ if enough && counts => State::Enough,
        _ if enough => State::Unproven,
        Nearness::Same => State::Short,
        _ => State::Lead,
    };
    let parameters = context.parameters;
    let coverage = percent_of([
        mention.percent,
        parameters.level(mastery.level, asked),
        parameters.evidence(mastery.evidence),
    ]);
    let admissible = counts && (implies || !terms.strict);
    Assessment {
        rung: implies.then_some(Rung::Level(mastery.level)),
        ..Assessment::of(state, if admissible { coverage } else { 0 })
            .by(ClaimRef::Competence(mention.claim))
    }
}

/// A past occupation lends its essential skills: a lead, never enough.
fn lent(context: Context<'_>, asked: Level, terms: &Terms, profile: &Profile<'_>) -> Assessment {
    let Some(claim) = terms.concept.and_then(|concept| profile.lender(concept)) else {
        return Assessment::SILENT;
    };
    let parameters = context.parameters;
    let coverage = percent_of([
        parameters.lent,
        parameters.level(Level::WithSupport, asked),
        parameters.evidence(Evidence::Stated),
    ]);
    let admissible = !terms.strict && terms.min_evidence == Evidence::Stated;
    Assessment::of(State::Lead, if admissible { coverage } else { 0 })
        .by(ClaimRef::Occupation(claim))
}
