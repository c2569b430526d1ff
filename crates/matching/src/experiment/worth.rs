//! What a seat is worth: between what one more adds and one less takes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::assignment::{Instance, Plan, Prices};

/// For each need, by how much the best total would rise with a seat more, and
/// fall with a seat less, in points; the second is the price where it has no
/// seat. From a best plan and any prices that prove it.
///
/// Prices are seldom unique: all between these two prove the plan. The two
/// belong to the instance alone, not to who solved it. Each comes of one
/// search for shortest paths: O(m log m) for m pairs.
pub(super) fn worth_of_seats(instance: &Instance, plan: &Plan, prices: &Prices) -> Vec<[i64; 2]> {
    let residual = Residual::new(instance, plan, prices);
    let (fewer, more) = (residual.displaced(), residual.drawn());
    let ends = fewer.into_iter().zip(more).zip(&prices.needs);
    ends.map(|((fewer, more), price)| [price - more, price + fewer]).collect()
}

/// Steps of people between needs, each with what it loses against the prices.
struct Residual<'r> {
    instance: &'r Instance,
    prices: &'r [i64],
    /// Free seats, by need.
    free: Vec<bool>,
    /// Steps of the placed: from, to, loss.
    steps: Vec<(u32, u32, i64)>,
    /// What it loses that one of a need goes without.
    out: Vec<Option<i64>>,
    /// What it loses that one without goes to a need.
    enter: Vec<Option<i64>>,
}

impl<'r> Residual<'r> {
    fn new(instance: &'r Instance, plan: &Plan, prices: &'r Prices) -> Self {
        let prices = prices.needs.as_slice();
        let taken = plan.taken(instance.needs());
        let free = taken.iter().zip(instance.seats()).map(|(taken, seats)| taken < seats);
        let needs = instance.needs();
        let mut residual = Self {
            instance,
            prices,
            free: free.collect(),
            steps: Vec::new(),
            out: vec![None; needs],
            enter: vec![None; needs],
        };
        for participant in 0..instance.participants() {
            residual.add(participant, plan.need_of(participant));
        }
        residual
    }

    fn add(&mut self, participant: usize, from: Option<u32>) {
        let net = |at: usize, score: u32| i64::from(score) - self.prices[at];
        let edges = self.instance.edges_of(participant);
        let gains = edges.iter().map(|edge| net(edge.need as usize, edge.score));
        let gain = gains.max().unwrap_or(0).max(0);
        for edge in edges.iter().filter(|edge| from != Some(edge.need)) {
            let to = edge.need as usize;
            let loss = gain - net(to, edge.score);
            match from {
                Some(from) => self.steps.push((from, edge.need, loss)),
                None => self.enter[to] = lesser(self.enter[to], loss),
            }
        }
        if let Some(from) = from {
            self.out[from as usize] = lesser(self.out[from as usize], gain);
        }
    }

    /// For each need, the least that is lost when somebody has to leave it;
    /// 0 where nobody is there.
    fn displaced(&self) -> Vec<i64> {
        let ends = self.free.iter().zip(&self.out);
        let ends = ends.map(|(free, out)| if *free { Some(0) } else { *out });
        let backwards = self.steps.iter().map(|(from, to, loss)| (*to, *from, *loss));
        Self::shortest(&ends.collect::<Vec<_>>(), backwards)
            .into_iter()
            .map(|l| l.unwrap_or(0))
            .collect()
    }

    /// For each need, the least that is lost when somebody comes there, or
    /// the seat stays empty.
    fn drawn(&self) -> Vec<i64> {
        let ends = self.prices.iter().zip(&self.enter);
        let ends = ends.map(|(price, enter)| lesser(*enter, *price));
        let steps = self.steps.iter().copied();
        Self::shortest(&ends.collect::<Vec<_>>(), steps)
            .into_iter()
            .map(|l| l.unwrap_or(0))
            .collect()
    }

    /// The length of the shortest path to each need, from those that begin
    /// one (Dijkstra).
    fn shortest(
        begin: &[Option<i64>],
        steps: impl Iterator<Item = (u32, u32, i64)>,
    ) -> Vec<Option<i64>> {
        let mut onward = vec![Vec::new(); begin.len()];
        for (from, to, loss) in steps {
            onward[from as usize].push((to, loss));
        }
        let begun = (0_u32..).zip(begin);
        let mut queue: BinaryHeap<_> =
            begun.filter_map(|(need, length)| Some(Reverse(((*length)?, need)))).collect();
        let mut least = vec![None; begin.len()];
        while let Some(Reverse((length, need))) = queue.pop() {
            if least[need as usize].is_some() {
                continue;
            }
            least[need as usize] = Some(length);
            let unsettled =
                onward[need as usize].iter().filter(|(to, _)| least[*to as usize].is_none());
            queue.extend(unsettled.map(|(to, loss)| Reverse((length + loss, *to))));
        }
        least
    }
}

fn lesser(one: Option<i64>, other: i64) -> Option<i64> {
    Some(one.map_or(other, |one| one.min(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lots::Lots;
    use crate::strategy::{Optimal, Proof, Round, Strategy};

    fn solve(instance: &Instance) -> (Plan, Prices, i64) {
        let solution = Optimal.solve(&Round::new(instance)).unwrap();
        let Proof::Optimal(prices) = solution.proof else { panic!("no proof") };
        let total = solution.plan.total(instance) as i64;
        (solution.plan, prices, total)
    }

    #[test]
    fn a_seat_is_worth_what_solving_again_with_one_more_and_one_less_tells() {
        for seed in 0..300 {
            let mut lots = Lots::of(seed, &[]);
            let (people, needs) = (lots.below(8), 1 + lots.below(4));
            let seats: Vec<u32> = (0..needs).map(|_| lots.below(4)).collect();
            let mut pairs = Vec::new();
            for (participant, need) in (0..people).flat_map(|p| (0..needs).map(move |n| (p, n))) {
                if lots.chance(600) {
                    pairs.push((participant, need, lots.below(12)));
                }
            }
            let total =
                |seats: &[u32]| solve(&Instance::new(people, seats.to_vec(), &pairs).unwrap()).2;
            let instance = Instance::new(people, seats.clone(), &pairs).unwrap();
            let (plan, prices, best) = solve(&instance);
            for (need, [low, high]) in worth_of_seats(&instance, &plan, &prices).iter().enumerate()
            {
                let mut other = seats.clone();
                other[need] += 1;
                assert_eq!(*low, total(&other) - best, "seed {seed}, need {need}: one more");
                if seats[need] > 0 {
                    other[need] -= 2;
                    assert_eq!(*high, best - total(&other), "seed {seed}, need {need}: one less");
                }
                assert!(low <= high, "seed {seed}, need {need}");
            }
        }
    }
}
