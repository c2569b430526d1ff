//! The figures of an import.

use etablera_domain::{Need, Strength};

use super::{Ads, ProblemKind, Source};

/// What was read, and what it came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines that are not blank.
    pub ads: usize,
    /// Needs made.
    pub needs: usize,
    /// Requirements of all needs.
    pub requirements: usize,
    /// Of them, musts.
    pub musts: usize,
    /// Of them, from the fields of the ad.
    pub structure: usize,
    /// Of them, from the text.
    pub text: usize,
    /// Of them, from the occupation alone.
    pub occupation: usize,
    /// Lines that are not an ad.
    pub not_ads: usize,
    /// Ads that make no need.
    pub no_need: usize,
    /// Things asked for that could not be placed.
    pub not_placed: usize,
    /// Things that had to be assumed.
    pub assumed: usize,
}

impl Summary {
    pub(super) fn of(ads: &Ads) -> Self {
        let from = |source| ads.traces.iter().filter(|trace| trace.source == source).count();
        let problems = |kind| ads.problems.iter().filter(|problem| problem.kind == kind).count();
        let requirements = ads.needs.iter().flat_map(Need::requirements);
        Self {
            ads: ads.summary.ads,
            needs: ads.needs.len(),
            requirements: ads.traces.len(),
            musts: requirements.filter(|it| it.strength == Strength::Must).count(),
            structure: from(Source::Structure),
            text: from(Source::Text),
            occupation: from(Source::Occupation),
            not_ads: problems(ProblemKind::NotAnAd),
            no_need: problems(ProblemKind::NoNeed),
            not_placed: problems(ProblemKind::NotPlaced),
            assumed: problems(ProblemKind::Assumed),
        }
    }

    /// Requirements a need, in tenths, rounded down; 0 without needs.
    #[must_use]
    pub fn tenths_a_need(&self) -> usize {
        (self.requirements * 10).checked_div(self.needs).unwrap_or_default()
    }

    /// The share of requirements from a source, in whole percent.
    #[must_use]
    pub fn percent(&self, source: Source) -> usize {
        let count = match source {
            Source::Structure => self.structure,
            Source::Text => self.text,
            Source::Occupation => self.occupation,
        };
        (count * 100).checked_div(self.requirements).unwrap_or_default()
    }
}
