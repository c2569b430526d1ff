//! Where a plan and its prices disagree.

use etablera_matching::assignment::{Limit, Plan, Prices};

use super::problem::Problem;

/// The first pair or price that keeps a plan and prices from proving each
/// other: somebody who would gain more elsewhere, or a price of what is not
/// full. There is one wherever there is a gap.
pub(super) fn first_fault(problem: &Problem, plan: &Plan, prices: &Prices) -> Option<String> {
    let faults = Faults { problem, plan, prices };
    faults.of_people().or_else(|| faults.of_needs()).or_else(|| faults.of_limits())
}

struct Faults<'f> {
    problem: &'f Problem,
    plan: &'f Plan,
    prices: &'f Prices,
}

impl<'f> Faults<'f> {
    fn of_people(&self) -> Option<String> {
        (0..self.plan.participants()).find_map(|participant| {
            let current = self.plan.need_of(participant);
            let now = current.map_or(0, |need| self.gain(participant, need));
            let edges = self.problem.instance.edges_of(participant).iter();
            let best = edges.map(|edge| (self.gain(participant, edge.need), Some(edge.need)));
            let (gain, need) = best.chain([(0, None)]).max_by_key(|(gain, _)| *gain)?;
            (gain > now).then(|| {
                let id = self.problem.participants.name(participant);
                format!(
                    "`{id}` gains {now} points {}, and would gain {gain} {}",
                    self.place(current),
                    self.place(need)
                )
            })
        })
    }

    fn place(&self, need: Option<u32>) -> String {
        need.map_or("without a seat".to_owned(), |need| {
            format!("at `{}`", self.problem.needs.name(need as usize))
        })
    }

    /// What a pair leaves its participant after paying.
    fn gain(&self, participant: usize, need: u32) -> i128 {
        let score = self.problem.instance.score(participant, need).unwrap_or(0);
        let limits = self.limits().filter(|(limit, _)| {
            limit.needs.binary_search(&need).is_ok() && self.counts(limit, participant)
        });
        let limits: i128 = limits.map(|(_, price)| i128::from(price)).sum();
        let price = self.prices.needs[need as usize];
        i128::from(score) + i128::from(self.prices.bonus) - i128::from(price) - limits
    }

    fn of_needs(&self) -> Option<String> {
        let instance = &self.problem.instance;
        let taken = self.plan.taken(instance.needs());
        let is_wrong =
            |need: &usize| self.prices.needs[*need] > 0 && taken[*need] < instance.seats()[*need];
        (0..instance.needs()).find(is_wrong).map(|need| {
            let (id, price) = (self.problem.needs.name(need), self.prices.needs[need]);
            let free = instance.seats()[need] - taken[need];
            format!("need `{id}` has a price of {price} and {free} free seats: expected 0")
        })
    }

    fn of_limits(&self) -> Option<String> {
        let mut wrong = self.limits().filter(|(limit, price)| {
            let counted = self.plan.pairs().filter(|(participant, need)| {
                limit.needs.binary_search(need).is_ok() && self.counts(limit, *participant)
            });
            *price > 0 && (counted.count() as u64) < u64::from(limit.most)
        });
        wrong.next().map(|(limit, price)| {
            format!("limit `{}` has a price of {price} and is not reached: expected 0", limit.name)
        })
    }

    fn limits(&self) -> impl Iterator<Item = (&'f Limit, i64)> {
        let limits = self.problem.limits().map_or(&[][..], |limits| limits.all());
        limits.iter().zip(self.prices.limits.iter().copied())
    }

    fn counts(&self, limit: &Limit, participant: usize) -> bool {
        let label = self.problem.round().groups().map(|groups| groups.labels()[participant]);
        limit.group.is_none_or(|group| label == Some(group))
    }
}
