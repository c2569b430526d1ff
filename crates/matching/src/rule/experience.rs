//! Experience: months in an occupation, or in what lies inside it.

use etablera_domain::{Answer, Evidence, Period};

use super::{Assessment, ClaimRef, Context, State, Terms};
use crate::mentions::{Mention, Nearness};
use crate::parameters::percent_of;
use crate::profile::Profile;

pub(super) fn assess(
    context: Context<'_>,
    asked: u16,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    let Some(concept) = terms.concept.filter(|asked| profile.may_touch(*asked)) else {
        return Assessment::SILENT;
    };
    let asked = u32::from(asked.max(1));
    let mut all = Assessment::SILENT;
    let mut months = Months::default();
    let mentions = profile.occupations.of(concept);
    for mention in mentions {
        let claim = &profile.claims.occupations[mention.claim as usize];
        let Answer::Yes(period) = claim.answer else { continue };
        let claim = ClaimRef::Occupation(mention.claim);
        if mention.nearness.implies(terms.strict) {
            months.add(&period, mention.nearness, claim);
        } else {
            all.add(relative(context, asked, terms, (mention, &period)).by(claim));
        }
    }
    all.add(months.together(context, asked, terms.min_evidence));
    match profile.occupations.denial(concept) {
        None => all,
        Some(no) => {
            let yes = mentions.iter().find(|mention| mention.nearness != Nearness::Relative);
            let state = if yes.is_some() { State::Conflict } else { State::No };
            Assessment::denied(state, ClaimRef::Occupation(yes.map_or(no, |yes| yes.claim)))
        }
    }
}

/// What a period in something like it says; months in a narrower occupation
/// are no more than that where only the thing itself will do.
fn relative(
    context: Context<'_>,
    asked: u32,
    terms: &Terms,
    (mention, period): (&Mention, &Period),
) -> Assessment {
    if terms.strict || period.evidence < terms.min_evidence {
        return Assessment::of(State::Lead, 0);
    }
    let share = (u32::from(period.months.unwrap_or(0)) * 100 / asked).min(100) as u8;
    let evidence = context.parameters.evidence(period.evidence);
    Assessment::of(State::Lead, percent_of([mention.percent, share, evidence]))
}

/// Months of everything that implies what is asked, by evidence.
#[derive(Default)]
struct Months {
    by_evidence: [u32; Evidence::ALL.len()],
    /// The longest period with each evidence, to cite.
    longest: [Option<(u16, ClaimRef)>; Evidence::ALL.len()],
    /// The thing itself is among them.
    is_direct: bool,
    /// Some period's length is not known.
    is_open: bool,
}

impl Months {
    fn add(&mut self, period: &Period, nearness: Nearness, claim: ClaimRef) {
        let months = period.months.unwrap_or(0);
        let at = period.evidence as usize;
        self.by_evidence[at] += u32::from(months);
        if self.longest[at].is_none_or(|(longest, _)| months > longest) {
            self.longest[at] = Some((months, claim));
        }
        self.is_direct |= nearness == Nearness::Same;
        self.is_open |= period.months.is_none();
    }

    /// What all periods together say.
    fn together(&self, context: Context<'_>, asked: u32, least: Evidence) -> Assessment {
        let (coverage, claim) = self.coverage(context, asked, least);
        let Some(claim) = claim else { return Assessment::SILENT };
        let state = if self.total(least) >= asked {
            State::Enough
        } else if self.total(Evidence::Stated) >= asked {
            State::Unproven
        } else if self.is_direct && !self.is_open {
            State::Short
        } else {
            State::Lead
        };
        Assessment::of(state, coverage).by(claim)
    }

    /// Months with at least this evidence.
    fn total(&self, least: Evidence) -> u32 {
        self.by_evidence[least as usize..].iter().sum()
    }

    /// The best-proven months that fill the asked time, each at the weight of
    /// its evidence; and the longest period of the evidence that gives most.
    fn coverage(
        &self,
        context: Context<'_>,
        asked: u32,
        least: Evidence,
    ) -> (u8, Option<ClaimRef>) {
        let (mut left, mut points) = (asked, 0);
        let (mut most, mut cited) = (0, None);
        for evidence in Evidence::ALL.into_iter().rev() {
            let Some((_, longest)) = self.longest[evidence as usize] else { continue };
            let used = self.by_evidence[evidence as usize].min(left);
            let given = match evidence >= least {
                true => used * u32::from(context.parameters.evidence(evidence)),
                false => 0,
            };
            left -= used;
            points += given;
            if cited.is_none() || given > most {
                (most, cited) = (given, Some(longest));
            }
        }
        ((points / asked) as u8, cited)
    }
}
