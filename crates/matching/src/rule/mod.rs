//! One rule for each kind of thing that a requirement can ask for.
//!
//! A rule looks at a profile and says what the claims amount to
//! ([`Assessment`]); [`decide`] turns that into a verdict, the same way for
//! all kinds.

mod availability;
mod competence;
mod credential;
mod decide;
mod education;
mod experience;
mod language;
mod reach;

use chrono::NaiveDate;
use etablera_domain::{Evidence, Rung, What};
use etablera_taxonomy::{Concept, Taxonomy};

use crate::parameters::Parameters;
use crate::profile::Profile;

pub(crate) use availability::tier_of;
pub(crate) use reach::{reaches, reaches_all};

pub(crate) use decide::{Decision, Ruling, decide, open_prerequisites};

/// What the claims of a profile amount to, for one thing that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Assessment {
    pub(crate) state: State,
    /// The best coverage over the claims that count, in whole percent.
    pub(crate) coverage: u8,
    /// The best coverage over the claims that are enough by themselves.
    pub(crate) proven: u8,
    /// The highest level known, whatever the evidence: where learning can
    /// begin.
    pub(crate) rung: Option<Rung>,
    /// The claim that decided the state, and its own coverage.
    pub(crate) claim: Option<ClaimRef>,
    decided: u8,
    /// The claim that gives the coverage.
    pub(crate) best: Option<ClaimRef>,
}

/// What the claims say, from nothing to enough; the greater wins over the
/// smaller where several speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// No claim touches it.
    Silent,
    /// Something like it is claimed, or not enough is known.
    Lead,
    /// The thing itself is claimed, and falls short.
    Short,
    /// Enough is claimed, but not proven enough to count.
    Unproven,
    /// Enough is claimed.
    Enough,
    /// A plain no.
    No,
    /// Both a yes and a no.
    Conflict,
}

/// A claim, by its place among those of its kind in [`crate::profile::Claims`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimRef {
    Competence(u32),
    Occupation(u32),
    Language(u32),
    Credential(u32),
    Education(u32),
}

impl Assessment {
    pub(crate) const SILENT: Self = Self {
        state: State::Silent,
        coverage: 0,
        proven: 0,
        rung: None,
        claim: None,
        decided: 0,
        best: None,
    };

    fn of(state: State, coverage: u8) -> Self {
        let proven = if state == State::Enough { coverage } else { 0 };
        Self { state, coverage, proven, decided: coverage, ..Self::SILENT }
    }

    /// The same, as what one claim says.
    fn by(self, claim: ClaimRef) -> Self {
        Self { claim: Some(claim), best: (self.coverage > 0).then_some(claim), ..self }
    }

    /// Whether it is enough for a must.
    fn is_met(&self, parameters: &Parameters) -> bool {
        self.state == State::Enough && self.proven >= parameters.must_floor
    }

    /// A plain no, or the conflict with a yes.
    fn denied(state: State, claim: ClaimRef) -> Self {
        Self { state, claim: Some(claim), ..Self::SILENT }
    }

    /// Takes what another claim says into account: each part for itself, so
    /// that a further claim never makes anything less.
    fn add(&mut self, other: Self) {
        if (other.state, other.decided) > (self.state, self.decided) {
            (self.claim, self.decided) = (other.claim, other.decided);
        }
        if other.coverage > self.coverage {
            self.best = other.best;
        }
        self.state = self.state.max(other.state);
        self.coverage = self.coverage.max(other.coverage);
        self.proven = self.proven.max(other.proven);
        self.rung = self.rung.max(other.rung);
    }
}

/// What is asked, apart from what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// The taxonomy concept that is asked for, where there is one.
    pub(crate) concept: Option<Concept>,
    /// Only the thing itself will do.
    pub(crate) strict: bool,
    /// The least evidence that counts.
    pub(crate) min_evidence: Evidence,
    /// The day on which it must hold.
    pub(crate) day: NaiveDate,
}

/// What rules look things up in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'t> {
    pub(crate) taxonomy: &'t Taxonomy,
    pub(crate) parameters: &'t Parameters,
}

/// What the claims of `profile` amount to, for `what`.
pub(crate) fn assess(
    context: Context<'_>,
    what: &What,
    terms: &Terms,
    profile: &Profile<'_>,
) -> Assessment {
    match what {
        What::Competence { level, .. } => competence::assess(context, *level, terms, profile),
        What::Experience { months, .. } => experience::assess(context, *months, terms, profile),
        What::Language { language, skill, level } => {
            language::assess(context, (*language, *skill, *level), terms, profile)
        }
        What::Credential { credential } => credential::assess(context, credential, terms, profile),
        What::Education { education } => education::assess(context, education, terms, profile),
        What::Hours { weekly } => availability::hours(*weekly, profile),
        What::Shift { shift } => availability::shift(*shift, profile),
        What::Start { .. } => availability::start(terms.day, profile),
        What::Reach { workplace } => reach::assess(workplace, profile),
    }
}
