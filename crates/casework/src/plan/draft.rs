//! A round before it is solved.

use std::num::NonZeroUsize;

use etablera_domain::{NeedId, ParticipantId};
use etablera_matching::assignment::{
    Exceeded, Groups, Instance, InstanceError, Limits, LimitsError, Plan, Preferences,
};
use etablera_matching::strategy::Refusal;
use etablera_matching::surplus::SurplusError;
use etablera_matching::{Entry, Matcher, Tier, UnknownConcept};

use super::edges::edges;
use super::market::{instance, preferences};
use super::open::Open;
use super::overrides::{Action, Override, pinned};
use crate::assign::{GroupShare, Names};
use crate::shortlist::{Pool, threads};

/// What a round is solved under.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Pairs down to this tier are possible.
    pub least: Tier,
    /// Limits beyond the seats, by the needs' places in the pool.
    pub limits: Option<Limits>,
    /// A label on each participant, for strategies that are fair to groups.
    pub groups: Option<Groups>,
    /// What people have decided already.
    pub overrides: Vec<Override>,
    /// How many threads; the answer does not depend on it.
    pub threads: NonZeroUsize,
}

impl Terms {
    /// Pairs down to a tier, and nothing else.
    #[must_use]
    pub fn down_to(least: Tier) -> Self {
        Self { least, limits: None, groups: None, overrides: Vec::new(), threads: threads() }
    }
}

/// Why a round cannot be solved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A record names a concept that the taxonomy does not have.
    #[error(transparent)]
    UnknownConcept(#[from] UnknownConcept),
    /// The strategy cannot honour the round.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// There is too much of something.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// The overrides alone break a limit.
    #[error("the overrides go beyond a limit")]
    Exceeded(#[from] Exceeded),
    /// A limit speaks of a need or group that there is not.
    #[error(transparent)]
    Limits(#[from] LimitsError),
    /// The counts of a learnt model make no chance.
    #[error(transparent)]
    Model(#[from] SurplusError),
    /// An override sends somebody where they do not want to go.
    #[error("`{participant}` has refused `{need}`: expected no override that sends them there")]
    Refused {
        /// The participant.
        participant: ParticipantId,
        /// The need.
        need: NeedId,
    },
}

/// A round before it is solved: the possible pairs, what both sides prefer,
/// and what people have decided already.
///
/// Participants and needs are numbered by their places in the pool. Both sides
/// prefer as their lists say: a participant the better tier, then the earlier
/// wish, then the higher score; a need the better tier, then the higher score.
#[derive(Clone, Debug)]
pub struct Draft<'p> {
    pub(super) pool: Pool<'p>,
    pub(super) terms: Terms,
    /// The possible pairs, in the order of the instance's edges.
    pub(super) pairs: Vec<Entry>,
    pub(super) instance: Instance,
    pub(super) preferences: Preferences,
    /// What the pins are worth.
    pins: Vec<Entry>,
}

impl<'p> Draft<'p> {
    /// Looks for the possible pairs of a pool.
    ///
    /// # Errors
    ///
    /// When a record names a concept that the taxonomy does not have, or an
    /// override sends somebody where they have refused to go.
    pub fn new(matcher: &Matcher<'_>, pool: Pool<'p>, terms: Terms) -> Result<Self, PlanError> {
        let pairs = edges(matcher, pool, terms.least, terms.threads)?;
        let seats = pool.needs.iter().map(|need| u32::from(need.seats.get())).collect();
        let instance = instance(&pairs, pool.participants.len(), seats)?;
        let preferences = preferences(&pairs, &instance);
        let pins = terms.overrides.iter().map(|one| pinned(matcher, pool, one));
        let pins = pins.filter_map(Result::transpose).collect::<Result<_, _>>()?;
        Ok(Self { pool, terms, pairs, instance, preferences, pins })
    }

    /// The possible pairs and the seats, whatever people have decided.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// What people have decided already.
    #[must_use]
    pub fn overrides(&self) -> &[Override] {
        &self.terms.overrides
    }

    /// The limits beyond the seats.
    #[must_use]
    pub fn limits(&self) -> Option<&Limits> {
        self.terms.limits.as_ref()
    }

    /// What is left to decide.
    ///
    /// # Errors
    ///
    /// When the overrides alone break a limit.
    pub fn open(&self) -> Result<Open, PlanError> {
        let all: Vec<&Override> = self.terms.overrides.iter().collect();
        Open::new(self, &all)
    }

    /// A pair as it was appraised, if it is possible or pinned.
    #[must_use]
    pub fn pair(&self, participant: usize, need: usize) -> Option<&Entry> {
        let possible = self.instance.edge(participant, need as u32).map(|at| &self.pairs[at]);
        let is_it = |pin: &&Entry| (pin.participant, pin.need) == (participant, need);
        possible.or_else(|| self.pins.iter().find(is_it))
    }

    /// The possible pairs of a participant.
    pub(super) fn pairs_of(&self, participant: usize) -> &[Entry] {
        &self.pairs[self.instance.row(participant)]
    }

    /// The override that pins the pair or keeps the participant out.
    pub(super) fn decided(&self, participant: usize) -> Option<&Override> {
        let of = self.terms.overrides.iter().filter(|one| one.participant == participant);
        of.into_iter().find(|one| !matches!(one.action, Action::Bar(_)))
    }

    /// The needs that people bar a participant from, with the reasons.
    pub(super) fn bars(&self, participant: usize) -> Vec<(usize, &str)> {
        let of = self.terms.overrides.iter().filter(|one| one.participant == participant);
        let barred = of.filter_map(|one| match one.action {
            Action::Bar(need) => Some((need, one.reason.as_str())),
            _ => None,
        });
        barred.collect()
    }

    /// What a plan gives to each group, with what was pinned; none where
    /// nobody is labelled. `names` are the groups' names.
    #[must_use]
    pub fn shares(&self, plan: &Plan, names: &Names) -> Option<Vec<GroupShare>> {
        let groups = self.terms.groups.as_ref()?;
        let named = (0..groups.count()).map(|at| GroupShare {
            group: names.name(at).to_owned(),
            members: 0,
            placed: 0,
            points: 0,
        });
        let mut shares: Vec<GroupShare> = named.collect();
        for (participant, label) in groups.labels().iter().enumerate() {
            let share = &mut shares[*label as usize];
            share.members += 1;
            if let Some(need) = plan.need_of(participant) {
                let pair = self.pair(participant, need as usize);
                share.placed += 1;
                share.points += pair.map_or(0, |pair| u64::from(pair.appraisal.score));
            }
        }
        Some(shares)
    }

    /// The sum of the scores of a plan's pairs, in points.
    #[must_use]
    pub fn total(&self, plan: &Plan) -> u64 {
        let pairs = plan.pairs().filter_map(|(p, need)| self.pair(p, need as usize));
        pairs.map(|pair| u64::from(pair.appraisal.score)).sum()
    }
}
