//! Experience: months in an occupation, or in what lies inside it.

use etablera_domain::{Answer, Evidence, Period};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::parameters::percent_of;
use crate::profile::{Mention, Nearness, Profile};

pub(super) fn assess(
    context: Context<'_>,
    asked: u16,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let Some(concept) = terms.concept else { return Assessment::SILENT };
    let asked = u32::from(asked.max(1));
    let mut all = Assessment::SILENT;
    let mut months = Months::default();
    for mention in profile.occupations.of(concept) {
        let claim = &profile.participant.occupations[mention.claim as usize];
        let Answer::Yes(period) = claim.answer else { continue };
        let claim = ClaimRef::Occupation(mention.claim);
        all.add(one(context, asked, terms, (mention, &period)).by(claim));
        if implies(mention, terms) {
            months.add(&period, claim);
        }
    }
    all.add(months.together(context, asked, terms.min_evidence));
    match profile.occupations.denial(context.taxonomy, concept) {
        None => all,
        Some((_, no)) if months.longest.is_none() => {
            Assessment::denied(State::No, ClaimRef::Occupation(no))
        }
        Some((_, no)) => {
            Assessment::denied(State::Conflict, all.claim.unwrap_or(ClaimRef::Occupation(no)))
        }
    }
}

fn implies(mention: &Mention, terms: &Terms) -> bool {
    match mention.nearness {
        Nearness::Same => true,
        Nearness::Implied => !terms.strict,
        Nearness::Relative => false,
    }
}

/// What one period says by itself: short of the time or without it, or a
/// relative. Whether it is enough is said by all periods together.
fn one(
    context: Context<'_>,
    asked: u32,
    terms: &Terms,
    (mention, period): (&Mention, &Period),
) -> Assessment {
    let known = mention.nearness == Nearness::Same && period.months.is_some();
    let state = if known { State::Short } else { State::Lead };
    let relative = mention.nearness == Nearness::Relative && !terms.strict;
    if !relative || period.evidence < terms.min_evidence {
        return Assessment::of(state, 0);
    }
    let share = (u32::from(period.months.unwrap_or(0)) * 100 / asked).min(100) as u8;
    let evidence = context.parameters.evidence(period.evidence);
    Assessment::of(state, percent_of([mention.percent, share, evidence]))
}

/// Months of everything that implies what is asked, by evidence.
#[derive(Default)]
struct Months {
    by_evidence: [u32; Evidence::ALL.len()],
    /// The longest period, to cite.
    longest: Option<(u16, ClaimRef)>,
}

impl Months {
    fn add(&mut self, period: &Period, claim: ClaimRef) {
        let months = period.months.unwrap_or(0);
        self.by_evidence[period.evidence as usize] += u32::from(months);
        if self.longest.is_none_or(|(longest, _)| months > longest) {
            self.longest = Some((months, claim));
        }
    }

    /// What all periods together say.
    fn together(&self, context: Context<'_>, asked: u32, least: Evidence) -> Assessment {
        let Some((_, claim)) = self.longest else { return Assessment::SILENT };
        let state = if self.total(least) >= asked {
            State::Enough
        } else if self.total(Evidence::Stated) >= asked {
            State::Unproven
        } else {
            State::Lead
        };
        Assessment::of(state, self.coverage(context, asked, least)).by(claim)
    }

    /// Months with at least this evidence.
    fn total(&self, least: Evidence) -> u32 {
        self.by_evidence[least as usize..].iter().sum()
    }

    /// The best-proven months that fill the asked time, each at the weight of
    /// its evidence.
    fn coverage(&self, context: Context<'_>, asked: u32, least: Evidence) -> u8 {
        let (mut left, mut points) = (asked, 0);
        for evidence in Evidence::ALL.into_iter().rev().filter(|evidence| *evidence >= least) {
            let used = self.by_evidence[evidence as usize].min(left);
            left -= used;
            points += used * u32::from(context.parameters.evidence(evidence));
        }
        (points / asked) as u8
    }
}
