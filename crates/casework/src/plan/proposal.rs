//! A solved round: who goes where, who is left over, which seats stay empty,
//! and why.

use etablera_matching::assignment::Plan;
use etablera_matching::strategy::{Proof, Solution};
use etablera_matching::{Entry, Judgement, Matcher, Rank, Tier, UnknownConcept, Whose};

use super::draft::{Draft, PlanError};
use super::open::Open;
use super::overrides::{Action, Override};
use crate::shortlist::Pool;

/// Of so many people it is asked what they lack: each is a search through
/// the whole round.
const ASKED: usize = 1000;

/// A solved round. A proposal: people decide.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Who goes where, by participant.
    pub plan: Plan,
    /// What proves or bounds the part that overrides left open.
    pub proof: Proof,
    /// The sum of the scores, in points.
    pub total: u64,
    /// Who goes where, by need and then by participant.
    pub placed: Vec<Placed>,
    /// Who is left over, by participant.
    pub left: Vec<Left>,
    /// Needs with seats that stay empty, by need.
    pub empty: Vec<Empty>,
    /// The part that overrides left open.
    pub open: Plan,
    /// The people of each need with their points, fewest first.
    pub seated: Vec<Vec<(usize, u32)>>,
}

/// Somebody with a seat.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The participant, by their place in the pool.
    pub participant: usize,
    /// The need, by its place in the pool.
    pub need: usize,
    /// The answer for the pair: the tier, the score, and what is to be learnt.
    pub judgement: Judgement,
    /// Why they are there, where a person decided it.
    pub reason: Option<String>,
}

/// Somebody without a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The participant, by their place in the pool.
    pub participant: usize,
    /// Why.
    pub why: Why,
}

/// Why somebody is left over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A person decided it, with this reason.
    KeptOut(String),
    /// No need is possible: for so many needs each tier is what they have,
    /// best tier first, and so many they have refused.
    NoPair {
        /// Needs by tier.
        tiers: [usize; 4],
        /// Needs that they refuse.
        refused: usize,
    },
    /// Every possible need goes to others.
    Outcompeted {
        /// The needs, best first.
        needs: Vec<usize>,
        /// With so many points more at the first of them they would have
        /// their place; only where that is known.
        points: Option<u64>,
    },
}

/// A need with seats that stay empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {
    /// The need, by its place in the pool.
    pub need: usize,
    /// How many seats stay empty.
    pub seats: u32,
    /// Why.
    pub why: WhyEmpty,
}

/// Why a seat stays empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyEmpty {
    /// Nobody is possible: so many people have each tier, best tier first,
    /// and so many refuse.
    Nobody {
        /// People by tier.
        tiers: [usize; 4],
        /// People who refuse the need.
        refused: usize,
    },
    /// Everybody who is possible goes to another need, or is there: the
    /// others, best first.
    Elsewhere(Vec<usize>),
    /// Somebody who is possible is left over: a limit, a decision, or how the
    /// strategy goes about it. The people, best first.
    Withheld(Vec<usize>),
}

impl Draft<'_> {
    /// What a solution comes to.
    ///
    /// # Errors
    ///
    /// When a record names a concept that the taxonomy does not have.
    pub fn proposal(
        &self,
        matcher: &Matcher<'_>,
        open: &Open,
        solution: &Solution,
    ) -> Result<Proposal, PlanError> {
        let plan = open.whole(&solution.plan);
        let total = self.total(&plan);
        let pinned = total - solution.plan.total(open.round().instance());
        let proof = match &solution.proof {
            Proof::AtMost(bound) => Proof::AtMost(bound + pinned),
            proof => proof.clone(),
        };
        let mut proposal = Proposal {
            placed: self.placed(matcher, &plan)?,
            left: self.left(matcher, &plan)?,
            empty: self.empty(matcher, &plan)?,
            seated: self.seated(&plan),
            open: solution.plan.clone(),
            plan,
            proof,
            total,
        };
        self.add_points(open, &mut proposal);
        Ok(proposal)
    }

    /// Adds to those who are left over what they lack for the best need.
    fn add_points(&self, open: &Open, proposal: &mut Proposal) {
        let mut left = std::mem::take(&mut proposal.left);
        if let Some(alternatives) = self.alternatives(open, proposal) {
            for one in left.iter_mut().take(ASKED) {
                if let Why::Outcompeted { needs, points } = &mut one.why {
                    let participant = one.participant as u32;
                    let short = needs.first().map(|need| *need as u32);
                    let short = short.and_then(|need| alternatives.shortfall(participant, need));
                    *points = short.map(|short| short.points);
                }
            }
        }
        proposal.left = left;
    }

    fn placed(&self, matcher: &Matcher<'_>, plan: &Plan) -> Result<Vec<Placed>, PlanError> {
        let mut pairs: Vec<_> = plan.pairs().map(|(p, need)| (need as usize, p)).collect();
        pairs.sort_unstable();
        let judged = |(need, participant): (usize, usize)| {
            let prepared = matcher.prepare(&self.pool.needs[need])?;
            let profile = matcher.profile(&self.pool.participants[participant])?;
            let judgement = matcher.judge(&prepared, &profile);
            let reason = self.decided(participant).map(|one| one.reason.clone());
            Ok(Placed { participant, need, judgement, reason })
        };
        pairs.into_iter().map(judged).collect()
    }

    fn left(&self, matcher: &Matcher<'_>, plan: &Plan) -> Result<Vec<Left>, PlanError> {
        let without = (0..plan.participants()).filter(|p| plan.need_of(*p).is_none());
        let why = |participant| {
            let why = match self.decided(participant) {
                Some(one) => Why::KeptOut(one.reason.clone()),
                None if self.pairs_of(participant).is_empty() => {
                    self.no_pair(matcher, participant)?
                }
                None => {
                    let needs = best_first(self.pairs_of(participant), |e| e.need);
                    Why::Outcompeted { needs, points: None }
                }
            };
            Ok(Left { participant, why })
        };
        without.map(why).collect()
    }

    /// What every need says of somebody for whom none is possible.
    fn no_pair(&self, matcher: &Matcher<'_>, participant: usize) -> Result<Why, PlanError> {
        let one = std::slice::from_ref(&self.pool.participants[participant]);
        let pool = Pool { participants: one, ..self.pool };
        let (tiers, refused) = tally(matcher, pool, Whose::Participants)?;
        Ok(Why::NoPair { tiers, refused })
    }

    /// What everybody is to a need for which nobody is possible.
    fn nobody(&self, matcher: &Matcher<'_>, need: usize) -> Result<WhyEmpty, PlanError> {
        let pool = Pool { needs: std::slice::from_ref(&self.pool.needs[need]), ..self.pool };
        let (tiers, refused) = tally(matcher, pool, Whose::Needs)?;
        Ok(WhyEmpty::Nobody { tiers, refused })
    }

    fn seated(&self, plan: &Plan) -> Vec<Vec<(usize, u32)>> {
        let mut seated = vec![Vec::new(); self.instance.needs()];
        for (participant, need) in plan.pairs() {
            let pair = self.pair(participant, need as usize);
            seated[need as usize].push((participant, pair.map_or(0, |pair| pair.appraisal.score)));
        }
        for people in &mut seated {
            people.sort_unstable_by_key(|(participant, score)| (*score, *participant));
        }
        seated
    }

    fn empty(&self, matcher: &Matcher<'_>, plan: &Plan) -> Result<Vec<Empty>, PlanError> {
        let mut candidates: Vec<Vec<Entry>> = vec![Vec::new(); self.instance.needs()];
        for pair in &self.pairs {
            candidates[pair.need].push(*pair);
        }
        let taken = plan.taken(self.instance.needs());
        let mut empty = Vec::new();
        for (need, of) in candidates.iter().enumerate() {
            let seats = self.instance.seats()[need] - taken[need];
            if seats > 0 {
                let is_elsewhere =
                    |pair: &&Entry| plan.need_of(pair.participant) != Some(need as u32);
                let others: Vec<Entry> = of.iter().filter(is_elsewhere).copied().collect();
                let why = match withheld(&others, plan) {
                    _ if of.is_empty() => self.nobody(matcher, need)?,
                    left if left.is_empty() => {
                        WhyEmpty::Elsewhere(best_first(&others, |e| e.participant))
                    }
                    left => WhyEmpty::Withheld(best_first(&left, |e| e.participant)),
                };
                empty.push(Empty { need, seats, why });
            }
        }
        Ok(empty)
    }
}

/// The pairs whose participant is left over.
fn withheld(pairs: &[Entry], plan: &Plan) -> Vec<Entry> {
    pairs.iter().filter(|pair| plan.need_of(pair.participant).is_none()).copied().collect()
}

/// How many pairs of a pool have each tier, and how many are refused.
fn tally(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    whose: Whose,
) -> Result<([usize; 4], usize), UnknownConcept> {
    let (needs, profiles) = pool.prepare(matcher)?;
    let threads = std::num::NonZeroUsize::MIN;
    let how = Rank { whose, top: usize::MAX, down_to: Tier::NotEligible, threads };
    let mut tiers = [0; 4];
    for entry in matcher.rank(&needs, &profiles, how).into_iter().flatten() {
        tiers[entry.appraisal.tier as usize] += 1;
    }
    Ok((tiers, needs.len() * profiles.len() - tiers.iter().sum::<usize>()))
}

/// The others of pairs, by tier, wish and score.
pub(super) fn best_first(pairs: &[Entry], other: impl Fn(&Entry) -> usize) -> Vec<usize> {
    let mut pairs = pairs.to_vec();
    pairs.sort_by_key(|e| {
        (e.appraisal.tier, e.wish, std::cmp::Reverse(e.appraisal.score), other(e))
    });
    pairs.iter().map(other).collect()
}

impl Override {
    /// Whether a plan does as it says.
    #[must_use]
    pub fn holds(&self, plan: &Plan) -> bool {
        let need = plan.need_of(self.participant).map(|need| need as usize);
        match self.action {
            Action::Pin(wanted) => need == Some(wanted),
            Action::Bar(barred) => need != Some(barred),
            Action::KeepOut => need.is_none(),
        }
    }
}
