//! A plain exact solver.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::assignment::{Instance, Plan, Prices};
use crate::strategy::{Proof, Refusal, Round, Solution, Strategy, sealed};

/// The highest total, participant by participant along shortest augmenting
/// paths. Written for reading; refuses limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference;

impl sealed::Sealed for Reference {}

impl Strategy for Reference {
    fn name(&self) -> &'static str {
        "reference"
    }

    fn solve(&self, round: &Round<'_>) -> Result<Solution, Refusal> {
        if let Some(limit) = round.limits().and_then(|limits| limits.all().first()) {
            let why = "it knows seats alone".to_owned();
            return Err(Refusal { strategy: self.name(), what: limit.name.clone(), why });
        }
        let mut search = Search::new(round.instance());
        (0..round.instance().participants()).for_each(|participant| search.add(participant));
        let plan = Plan::new(search.need_of);
        let prices = Prices { bonus: 0, needs: search.price, limits: Vec::new() };
        Ok(Solution { plan, proof: Proof::Optimal(prices) })
    }
}

/// A best plan of those added so far, and what proves it.
struct Search<'i> {
    instance: &'i Instance,
    need_of: Vec<Option<u32>>,
    people_of: Vec<Vec<usize>>,
    price: Vec<i64>,
    /// What each participant gains after paying.
    gain: Vec<i64>,
}

/// Where a path goes on from: with a seat at a need, or without.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// This participant goes without.
    Without(usize),
    Need(u32),
}

impl<'i> Search<'i> {
    fn new(instance: &'i Instance) -> Self {
        Self {
            instance,
            need_of: vec![None; instance.participants()],
            people_of: vec![Vec::new(); instance.needs()],
            price: vec![0; instance.needs()],
            gain: vec![0; instance.participants()],
        }
    }

    fn add(&mut self, participant: usize) {
        let row = self.instance.edges_of(participant).iter();
        let gains = row.map(|edge| i64::from(edge.score) - self.price[edge.need as usize]);
        self.gain[participant] = gains.max().unwrap_or(0).max(0);
        let needs = self.instance.needs();
        let (mut least, mut from) = (vec![i64::MAX; needs], vec![participant; needs]);
        let (mut queue, mut reached) = (BinaryHeap::new(), vec![(participant, 0)]);
        let mut settled = vec![false; needs];
        self.relax((participant, 0), &mut queue, (&mut least, &mut from));
        let (end, length) = loop {
            let Some(Reverse((length, step))) = queue.pop() else { return };
            let Step::Need(need) = step else { break (step, length) };
            let at = need as usize;
            if std::mem::replace(&mut settled[at], true) {
                continue;
            }
            if self.people_of[at].len() < self.instance.seats()[at] as usize {
                break (step, length);
            }
            for person in self.people_of[at].clone() {
                reached.push((person, length));
                self.relax((person, length), &mut queue, (&mut least, &mut from));
            }
        };
        for (person, at) in reached {
            self.gain[person] -= length - at;
        }
        for (price, least) in self.price.iter_mut().zip(&least) {
            *price += (length - least).max(0) * i64::from(*least < length);
        }
        self.augment(participant, end, &from);
    }

    /// Puts what can be reached from a participant into the queue.
    fn relax(
        &self,
        (person, length): (usize, i64),
        queue: &mut BinaryHeap<Reverse<(i64, Step)>>,
        (least, from): (&mut [i64], &mut [usize]),
    ) {
        queue.push(Reverse((length + self.gain[person], Step::Without(person))));
        for edge in self.instance.edges_of(person) {
            let at = edge.need as usize;
            let slack = self.gain[person] + self.price[at] - i64::from(edge.score);
            if length + slack < least[at] {
                (least[at], from[at]) = (length + slack, person);
                queue.push(Reverse((length + slack, Step::Need(edge.need))));
            }
        }
    }

    /// Moves everybody along the path that ends here.
    fn augment(&mut self, first: usize, end: Step, from: &[usize]) {
        let (mut person, mut to) = match end {
            Step::Without(person) => (person, None),
            Step::Need(need) => (from[need as usize], Some(need)),
        };
        loop {
            let left = std::mem::replace(&mut self.need_of[person], to);
            if let Some(need) = left {
                self.people_of[need as usize].retain(|other| *other != person);
            }
            if let Some(need) = to {
                self.people_of[need as usize].push(person);
            }
            if person == first {
                return;
            }
            let Some(need) = left else { return };
            (person, to) = (from[need as usize], left);
        }
    }
}
