//! A solved round: who goes where, who is left over, which seats stay empty,
//! and why.

use etablera_matching::assignment::Plan;
use etablera_matching::strategy::{Proof, Solution};
use etablera_matching::{Entry, Judgement, Matcher, PreparedNeed, Profile, Rank, Tier, Whose};

use super::draft::{Draft, PlanError};
use super::open::Open;
use super::overrides::{Action, Override};

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
    /// People barred them from every need that is possible, with these
    /// reasons.
    Barred(String),
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
        let all = self.pool.prepare(matcher)?;
        let all = Prepared { matcher, needs: &all.0, people: &all.1 };
        let mut proposal = Proposal {
            placed: self.placed(&all, &plan),
            left: self.left(&all, &plan),
            empty: self.empty(&all, &plan),
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
            for (participant, needs, points) in outcompeted(&mut left).take(ASKED) {
                let short = needs.first().map(|need| *need as u32);
                let short = short.and_then(|need| alternatives.shortfall(participant as u32, need));
                *points = short.map(|short| short.points);
            }
        }
        proposal.left = left;
    }

    fn placed(&self, all: &Prepared<'_>, plan: &Plan) -> Vec<Placed> {
        let mut pairs: Vec<_> = plan.pairs().map(|(p, need)| (need as usize, p)).collect();
        pairs.sort_unstable();
        let judged = |(need, participant): (usize, usize)| {
            let judgement = all.matcher.judge(&all.needs[need], &all.people[participant]);
            let reason = self.decided(participant).map(|one| one.reason.clone());
            Placed { participant, need, judgement, reason }
        };
        pairs.into_iter().map(judged).collect()
    }

    fn left(&self, all: &Prepared<'_>, plan: &Plan) -> Vec<Left> {
        let without = (0..plan.participants()).filter(|p| plan.need_of(*p).is_none());
        without
            .map(|participant| Left { participant, why: self.why_left(all, participant) })
            .collect()
    }

    fn why_left(&self, all: &Prepared<'_>, participant: usize) -> Why {
        if let Some(one) = self.decided(participant) {
            return Why::KeptOut(one.reason.clone());
        }
        let pairs = self.pairs_of(participant);
        if pairs.is_empty() {
            let (tiers, refused) = all.needs_of(participant);
            return Why::NoPair { tiers, refused };
        }
        let bars = self.bars(participant);
        let is_open = |pair: &&Entry| bars.iter().all(|(need, _)| *need != pair.need);
        let open: Vec<Entry> = pairs.iter().filter(is_open).copied().collect();
        if open.is_empty() {
            let is_of_pair = |(need, _): &&(usize, &str)| pairs.iter().any(|p| p.need == *need);
            let reasons: Vec<&str> =
                bars.iter().filter(is_of_pair).map(|(_, reason)| *reason).collect();
            return Why::Barred(reasons.join("; "));
        }
        Why::Outcompeted { needs: best_first(&open, |pair| pair.need), points: None }
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

    fn empty(&self, all: &Prepared<'_>, plan: &Plan) -> Vec<Empty> {
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
                    _ if of.is_empty() => {
                        let (tiers, refused) = all.people_of(need);
                        WhyEmpty::Nobody { tiers, refused }
                    }
                    left if left.is_empty() => {
                        WhyEmpty::Elsewhere(best_first(&others, |e| e.participant))
                    }
                    left => WhyEmpty::Withheld(best_first(&left, |e| e.participant)),
                };
                empty.push(Empty { need, seats, why });
            }
        }
        empty
    }
}

/// Those left over whose needs go to others: who, the needs, and what they
/// lack.
fn outcompeted(left: &mut [Left]) -> impl Iterator<Item = (usize, &[usize], &mut Option<u64>)> {
    left.iter_mut().filter_map(|one| match &mut one.why {
        Why::Outcompeted { needs, points } => Some((one.participant, &needs[..], points)),
        _ => None,
    })
}

/// The pairs whose participant is left over.
fn withheld(pairs: &[Entry], plan: &Plan) -> Vec<Entry> {
    pairs.iter().filter(|pair| plan.need_of(pair.participant).is_none()).copied().collect()
}

/// The whole pool, looked up once.
struct Prepared<'a> {
    matcher: &'a Matcher<'a>,
    needs: &'a [PreparedNeed<'a>],
    people: &'a [Profile<'a>],
}

impl Prepared<'_> {
    /// What every need says of somebody: needs by tier, and how many they
    /// refuse.
    fn needs_of(&self, participant: usize) -> ([usize; 4], usize) {
        let one = std::slice::from_ref(&self.people[participant]);
        self.tally(self.needs, one, Whose::Participants)
    }

    /// What everybody is to a need: people by tier, and how many refuse it.
    fn people_of(&self, need: usize) -> ([usize; 4], usize) {
        self.tally(std::slice::from_ref(&self.needs[need]), self.people, Whose::Needs)
    }

    /// How many pairs have each tier, and how many are refused.
    fn tally(
        &self,
        needs: &[PreparedNeed<'_>],
        people: &[Profile<'_>],
        whose: Whose,
    ) -> ([usize; 4], usize) {
        let threads = std::num::NonZeroUsize::MIN;
        let how = Rank { whose, top: usize::MAX, down_to: Tier::NotEligible, threads };
        let mut tiers = [0; 4];
        for entry in self.matcher.rank(needs, people, how).into_iter().flatten() {
            tiers[entry.appraisal.tier as usize] += 1;
        }
        (tiers, needs.len() * people.len() - tiers.iter().sum::<usize>())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_is_outcompeted_is_asked_about() {
        let no_pair = || Why::NoPair { tiers: [0; 4], refused: 1 };
        let lost = || Why::Outcompeted { needs: vec![7], points: None };
        let why = (0..ASKED).map(|_| no_pair()).chain((0..ASKED).map(|_| lost()));
        let mut left: Vec<Left> =
            why.enumerate().map(|(participant, why)| Left { participant, why }).collect();
        let asked: Vec<usize> = outcompeted(&mut left).take(ASKED).map(|one| one.0).collect();
        assert_eq!(asked, (ASKED..2 * ASKED).collect::<Vec<_>>());
    }
}
