//! Small changes that make a plan fairer.

use std::cmp::Ordering;

use super::fairness::{Share, shares};
use crate::assignment::{Groups, Instance, Plan};

/// How often everybody is looked at, at most.
const SWEEPS: u32 = 16;

/// How many of those who hold a need's seats are looked at for each pair.
const HOLDERS: usize = 32;

/// Moves a person to a better seat, and whoever had it to the seat that was
/// left, to a free one or to none, while that makes the shares fairer
/// (leximin) or, equally fair, the total higher.
///
/// Looks at the first 32 holders of a need, at most 16 times, and so takes
/// time in proportion to pairs, or to pairs times pairs a person where seats
/// are taken.
pub(super) fn improve(instance: &Instance, groups: &Groups, plan: &Plan) -> Plan {
    let mut exchange = Exchange::new(instance, groups, plan);
    for _ in 0..SWEEPS {
        let mut is_better = false;
        for person in 0..instance.participants() as u32 {
            is_better |= exchange.advance(person);
        }
        if !is_better {
            break;
        }
    }
    Plan::new(exchange.need_of)
}

struct Exchange<'r> {
    instance: &'r Instance,
    groups: &'r Groups,
    need_of: Vec<Option<u32>>,
    held: Vec<Vec<u32>>,
    shares: Vec<Share>,
}

/// A person's change of place.
type Move = (u32, Option<u32>);

impl<'r> Exchange<'r> {
    fn new(instance: &'r Instance, groups: &'r Groups, plan: &Plan) -> Self {
        let need_of = (0..plan.participants()).map(|person| plan.need_of(person)).collect();
        let mut held = vec![Vec::new(); instance.needs()];
        for (person, need) in plan.pairs() {
            held[need as usize].push(person as u32);
        }
        Self { instance, groups, need_of, held, shares: shares(instance, groups, plan) }
    }

    /// Finds a person a better seat, if that is fairer; whether it did.
    fn advance(&mut self, person: u32) -> bool {
        let now = self.points(person, self.need_of[person as usize]);
        for edge in self.instance.edges_of(person as usize) {
            if self.need_of[person as usize].is_some() && u64::from(edge.score) <= now {
                continue;
            }
            let Some(moves) = self.way(person, edge.need) else { continue };
            for (person, to) in moves {
                self.go(person, to);
            }
            return true;
        }
        false
    }

    /// The first change that gives the seat to the person and is better.
    fn way(&self, person: u32, need: u32) -> Option<Vec<Move>> {
        let to = (person, Some(need));
        if self.is_free(need) {
            return self.is_better(&[to]).then(|| vec![to]);
        }
        let left = self.need_of[person as usize];
        for &holder in self.held[need as usize].iter().take(HOLDERS) {
            if holder == person {
                continue;
            }
            let edges = self.instance.edges_of(holder as usize).iter();
            let open = edges.map(|edge| Some(edge.need)).filter(|to| {
                *to != Some(need) && (*to == left || to.is_some_and(|to| self.is_free(to)))
            });
            for other in open.chain([None]) {
                let moves = [(holder, other), to];
                if self.is_better(&moves) {
                    return Some(moves.to_vec());
                }
            }
        }
        None
    }

    fn is_free(&self, need: u32) -> bool {
        (self.held[need as usize].len() as u32) < self.instance.seats()[need as usize]
    }

    fn points(&self, person: u32, need: Option<u32>) -> u64 {
        let score = need.and_then(|need| self.instance.score(person as usize, need));
        u64::from(score.unwrap_or(0))
    }

    fn group(&self, person: u32) -> usize {
        self.groups.labels()[person as usize] as usize
    }

    /// Whether the changes make the shares fairer, or equally fair and the
    /// total higher. Groups that do not change do not count.
    fn is_better(&self, moves: &[Move]) -> bool {
        let mut changed: Vec<(usize, Share)> = Vec::with_capacity(2);
        let mut sums = [0_u64; 2];
        for &(person, to) in moves {
            let group = self.group(person);
            if !changed.iter().any(|(known, _)| *known == group) {
                changed.push((group, self.shares[group]));
            }
            let from = self.points(person, self.need_of[person as usize]);
            let to = self.points(person, to);
            sums = [sums[0] + from, sums[1] + to];
            for (_, share) in changed.iter_mut().filter(|(known, _)| *known == group) {
                // The group has the person's points before it loses them.
                share.points = share.points - from + to;
            }
        }
        let mut before: Vec<_> = changed.iter().map(|(group, _)| self.shares[*group]).collect();
        let mut after: Vec<_> = changed.iter().map(|(_, share)| *share).collect();
        before.sort_by(Share::cmp_mean);
        after.sort_by(Share::cmp_mean);
        let pairs = after.iter().zip(&before).map(|(after, before)| after.cmp_mean(before));
        let order = pairs.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
        order.then(sums[1].cmp(&sums[0])).is_gt()
    }

    fn go(&mut self, person: u32, to: Option<u32>) {
        let from = self.need_of[person as usize];
        let (lost, gained) = (self.points(person, from), self.points(person, to));
        let group = self.group(person);
        self.shares[group].points = self.shares[group].points - lost + gained;
        if let Some(from) = from {
            self.held[from as usize].retain(|held| *held != person);
        }
        if let Some(to) = to {
            self.held[to as usize].push(person);
        }
        self.need_of[person as usize] = to;
    }
}
