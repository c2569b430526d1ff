//! "Why not me": why somebody does not go to a need, and what would change it.

use etablera_matching::assignment::{Alternatives, Move, Objective, Plan};
use etablera_matching::strategy::{MostPlaced, Optimal, Proof, Strategy};
use etablera_matching::{Judgement, Matcher};

use super::draft::{Draft, PlanError};
use super::open::Open;
use super::overrides::{Action, Override};
use super::proposal::{Proposal, best_first};

/// Why somebody does or does not go to a need.
#[derive(Clone, Debug)]
pub struct WhyNot {
    /// The participant, by their place in the pool.
    pub participant: usize,
    /// The need, by its place in the pool.
    pub need: usize,
    /// The answer for the pair.
    pub judgement: Judgement,
    /// Why.
    pub because: Because,
}

/// Why somebody does or does not go to a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// They do.
    Placed,
    /// A person decided otherwise, with this reason.
    Decided(String),
    /// They have refused it.
    Refused,
    /// The pair does not reach the round's tiers.
    NotPossible,
    /// With so many points more the pair would be in every best plan.
    Short {
        /// How many points more.
        points: u64,
        /// Who would move then, the participant first.
        moves: Vec<Move>,
    },
    /// No score is enough: every seat is decided on, a limit is reached, or
    /// somebody else would lose their only place.
    NoScore,
    /// Nothing is proven of the plan, so nothing is known of what would
    /// change it.
    Unproven,
}

impl Draft<'_> {
    /// Why a participant does or does not go to a need.
    ///
    /// # Errors
    ///
    /// When a record names a concept that the taxonomy does not have.
    pub fn why(
        &self,
        matcher: &Matcher<'_>,
        (open, proposal): (&Open, &Proposal),
        (participant, need): (usize, usize),
    ) -> Result<WhyNot, PlanError> {
        let prepared = matcher.prepare(&self.pool.needs[need])?;
        let profile = matcher.profile(&self.pool.participants[participant])?;
        let judgement = matcher.judge(&prepared, &profile);
        let because = if proposal.plan.need_of(participant) == Some(need as u32) {
            Because::Placed
        } else if let Some(one) = self.against(participant, need) {
            Because::Decided(one.reason.clone())
        } else if judgement.is_refused {
            Because::Refused
        } else if self.instance.edge(participant, need as u32).is_none() {
            Because::NotPossible
        } else {
            self.short(open, proposal, (participant, need))?
        };
        Ok(WhyNot { participant, need, judgement, because })
    }

    /// The needs that are possible for somebody, best first; all needs where
    /// none is.
    #[must_use]
    pub fn needs_of(&self, participant: usize) -> Vec<usize> {
        match self.pairs_of(participant) {
            [] => (0..self.instance.needs()).collect(),
            pairs => best_first(pairs, |pair| pair.need),
        }
    }

    /// The override that keeps somebody from a need.
    fn against(&self, participant: usize, need: usize) -> Option<&Override> {
        let of = self.overrides().iter().filter(|one| one.participant == participant);
        of.into_iter().find(|one| match one.action {
            Action::Pin(pinned) => pinned != need,
            Action::Bar(barred) => barred == need,
            Action::KeepOut => true,
        })
    }

    fn short(
        &self,
        open: &Open,
        proposal: &Proposal,
        (participant, need): (usize, usize),
    ) -> Result<Because, PlanError> {
        let Some(alternatives) = self.alternatives(open, proposal) else {
            return match &proposal.proof {
                Proof::Optimal(prices) if prices.bonus == 0 => {
                    self.forced(&Optimal, proposal, (participant, need))
                }
                Proof::Optimal(_) => self.forced(&MostPlaced, proposal, (participant, need)),
                Proof::None | Proof::AtMost(_) => Ok(Because::Unproven),
            };
        };
        let found = alternatives.shortfall(participant as u32, need as u32);
        Ok(found.map_or(Because::NoScore, |found| Because::Short {
            points: found.points,
            moves: found.moves,
        }))
    }

    /// The ways to change a plan that is proven; none where there are limits.
    pub(super) fn alternatives<'a>(
        &self,
        open: &'a Open,
        proposal: &'a Proposal,
    ) -> Option<Alternatives<'a>> {
        let Proof::Optimal(prices) = &proposal.proof else { return None };
        if self.limits().is_some() {
            return None;
        }
        let objective =
            if prices.bonus == 0 { Objective::HighestTotal } else { Objective::MostPlaced };
        Alternatives::new(open.round().instance(), &proposal.open, prices, objective).ok()
    }

    /// What a pair falls short of by solving again with the pair pinned. No
    /// score is enough where fewer people would then have a place, and places
    /// are what the strategy puts first.
    fn forced(
        &self,
        exact: &dyn Strategy,
        proposal: &Proposal,
        (participant, need): (usize, usize),
    ) -> Result<Because, PlanError> {
        let pin = Override { participant, action: Action::Pin(need), reason: String::new() };
        // A bar of another need says nothing about this one.
        let others = self.overrides().iter().filter(|one| one.participant != participant);
        let all: Vec<&Override> = others.chain([&pin]).collect();
        let pinned = all.iter().filter(|one| one.action == Action::Pin(need)).count();
        let open = match Open::new(self, &all) {
            Err(PlanError::Exceeded(_)) => return Ok(Because::NoScore),
            open => open?,
        };
        if pinned > usize::from(self.pool.needs[need].seats.get()) {
            return Ok(Because::NoScore);
        }
        let solution = exact.solve(&open.round())?;
        let Proof::Optimal(prices) = &solution.proof else { return Ok(Because::Unproven) };
        let plan = open.whole(&solution.plan);
        if prices.bonus > 0 && plan.placed() < proposal.plan.placed() {
            return Ok(Because::NoScore);
        }
        let points = proposal.total.saturating_sub(self.total(&plan)) + 1;
        Ok(Because::Short { points, moves: moves(&proposal.plan, &plan, participant) })
    }
}

/// Who goes elsewhere in another plan, somebody first.
fn moves(before: &Plan, after: &Plan, first: usize) -> Vec<Move> {
    let people = (0..before.participants()).filter(|p| before.need_of(*p) != after.need_of(*p));
    let mut people: Vec<usize> = people.collect();
    people.sort_by_key(|participant| (*participant != first, *participant));
    let of = |participant: usize| Move {
        participant: participant as u32,
        from: before.need_of(participant),
        to: after.need_of(participant),
    };
    people.into_iter().map(of).collect()
}
