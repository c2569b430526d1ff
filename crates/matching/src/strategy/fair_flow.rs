//! Exact plans with a number of people from each group: a network of people,
//! needs and groups, and prices that keep it the best.
//!
//! One label a person makes it a flow: source, group, person, need, seat. The
//! prices are those of assignment, and one bonus a group, added to the scores
//! of its people:
//!
//! - what a pair leaves, score + bonus − price, is at most its person's gain,
//!   and as much where they are a pair of the plan;
//! - nobody gains less than 0, and who has no seat gains 0;
//! - a seat in a need that is not full costs nothing.
//!
//! Such a plan has the highest total of all with as many people from each
//! group that has a bonus, and no fewer from the rest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::assignment::{Groups, Instance, Objective, Plan, Prices, optimum};

/// Far away.
const FAR: i64 = i64::MAX;

/// Nobody: where a path begins.
const NONE: u32 = u32::MAX;

/// The best plan for what its groups have so far.
pub(super) struct Flow<'r> {
    instance: &'r Instance,
    group_of: &'r [u32],
    /// The people without a seat come and go here, by group.
    members: Vec<Vec<u32>>,
    need_of: Vec<Option<u32>>,
    held: Vec<Vec<u32>>,
    placed: Vec<u32>,
    gain: Vec<i64>,
    price: Vec<i64>,
    bonus: Vec<i64>,
    paths: Paths,
}

/// The plan with the highest total, and its prices.
pub(super) fn highest(instance: &Instance) -> (Plan, Prices) {
    optimum(instance, Objective::HighestTotal).expect("sums without a bonus fit")
}

/// The nearest way to each node: people first, then needs, then groups.
struct Paths {
    distance: Vec<i64>,
    from: Vec<u32>,
    touched: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a need with a free seat.
    Seat(u32),
    /// At a person who gives up theirs.
    Person(u32),
}

impl<'r> Flow<'r> {
    /// The plan that places nobody. Its bonuses are below 0, as if nobody were
    /// to have a seat: what follows is [`Flow::raise`] with floors out of
    /// reach.
    pub(super) fn nobody(instance: &'r Instance, groups: &'r Groups) -> Self {
        let (people, needs) = (instance.participants(), instance.needs());
        let mut members = vec![Vec::new(); groups.count()];
        for (&group, person) in groups.labels().iter().zip(0..) {
            members[group as usize].push(person);
        }
        let highest = instance.edges().iter().map(|edge| i64::from(edge.score)).max();
        Self {
            instance,
            group_of: groups.labels(),
            members,
            need_of: vec![None; people],
            held: vec![Vec::new(); needs],
            placed: vec![0; groups.count()],
            gain: vec![0; people],
            price: vec![0; needs],
            bonus: vec![-highest.unwrap_or(0); groups.count()],
            paths: Paths::new(people + needs + groups.count()),
        }
    }

    /// The plan with the highest total, and no bonus.
    pub(super) fn best(instance: &'r Instance, groups: &'r Groups) -> Self {
        let (plan, prices) = highest(instance);
        let mut flow = Self::nobody(instance, groups);
        flow.bonus.fill(0);
        flow.price = prices.needs;
        for (person, gain) in flow.gain.iter_mut().enumerate() {
            let left = instance.edges_of(person).iter();
            let left = left.map(|edge| i64::from(edge.score) - flow.price[edge.need as usize]);
            *gain = left.max().unwrap_or(0).max(0);
        }
        for (person, need) in plan.pairs() {
            flow.enter(person as u32, need);
        }
        flow
    }

    /// Places one more of a group at the least loss, while no other group
    /// falls below its floor (or, being below, further); whether that is
    /// possible. Where it is not, it will not be later either.
    pub(super) fn raise(&mut self, group: u32, floors: &[u32]) -> bool {
        self.paths.reach(self.node(group), 0, NONE);
        let placed = self.placed.clone();
        let at = |group: u32| group as usize;
        self.search(&|other| other == group || placed[at(other)] <= floors[at(other)])
    }

    /// How many of each group have a seat.
    pub(super) fn placed(&self) -> &[u32] {
        &self.placed
    }

    pub(super) fn plan(&self) -> Plan {
        Plan::new(self.need_of.clone())
    }

    /// The node of a group.
    fn node(&self, group: u32) -> u32 {
        (self.instance.participants() + self.instance.needs()) as u32 + group
    }

    /// Follows the shortest path from what is reached to an end, and moves
    /// everybody on it; whether there is one.
    fn search(&mut self, kept: &dyn Fn(u32) -> bool) -> bool {
        let people = self.instance.participants() as u32;
        let groups = people + self.instance.needs() as u32;
        let mut nearest = (FAR, End::Person(NONE));
        while let Some((distance, node)) = self.paths.next() {
            if distance >= nearest.0 {
                break;
            }
            if node < people {
                let out = self.leave_person(distance, node);
                let group = self.group_of[node as usize];
                match out {
                    Some(out) if kept(group) => self.paths.reach(self.node(group), out, node),
                    Some(out) if out < nearest.0 => nearest = (out, End::Person(node)),
                    _ => {}
                }
            } else if node < groups {
                self.leave_need(distance, node, &mut nearest);
            } else {
                for at in 0..self.members[(node - groups) as usize].len() {
                    let person = self.members[(node - groups) as usize][at];
                    if self.need_of[person as usize].is_none() {
                        self.paths.reach(person, distance, node);
                    }
                }
            }
        }
        let is_found = nearest.0 != FAR;
        if is_found {
            self.reprice(nearest.0);
            self.shift(nearest.1);
        }
        self.paths.clear();
        is_found
    }

    /// On from a person to every need they could have; how far it is to give
    /// up their seat.
    fn leave_person(&mut self, distance: i64, person: u32) -> Option<i64> {
        let at = person as usize;
        let (bonus, gain) = (self.bonus[self.group_of[at] as usize], self.gain[at]);
        let people = self.instance.participants() as u32;
        for edge in self.instance.edges_of(at) {
            if self.need_of[at] != Some(edge.need) {
                let left = i64::from(edge.score) + bonus - self.price[edge.need as usize];
                self.paths.reach(people + edge.need, distance + gain - left, person);
            }
        }
        self.need_of[at].is_some().then_some(distance + gain)
    }

    /// On from a need: to a free seat, or to those who have one.
    fn leave_need(&mut self, distance: i64, node: u32, nearest: &mut (i64, End)) {
        let need = node - self.instance.participants() as u32;
        let held = &self.held[need as usize];
        if (held.len() as u32) < self.instance.seats()[need as usize] {
            *nearest = (distance, End::Seat(need));
            return;
        }
        for &person in held {
            self.paths.reach(person, distance, node);
        }
    }

    /// What is nearer than the end becomes dearer by the difference.
    fn reprice(&mut self, end: i64) {
        let people = self.instance.participants();
        let groups = people + self.instance.needs();
        let nearer: Vec<(usize, i64)> = self
            .paths
            .touched
            .iter()
            .map(|&node| (node as usize, end - self.paths.distance[node as usize]))
            .filter(|(_, by)| *by > 0)
            .collect();
        for &(node, by) in &nearer {
            if node < people {
                self.gain[node] -= by;
            } else if node < groups {
                self.price[node - people] += by;
            } else {
                self.bonus[node - groups] += by;
                for &person in &self.members[node - groups] {
                    self.gain[person as usize] += by;
                }
            }
        }
    }

    /// Moves everybody on the path to its end.
    fn shift(&mut self, end: End) {
        let people = self.instance.participants() as u32;
        let groups = people + self.instance.needs() as u32;
        let mut node = match end {
            End::Seat(need) => people + need,
            End::Person(person) => {
                self.leave(person);
                self.paths.from[person as usize]
            }
        };
        while node != NONE {
            let from = self.paths.from[node as usize];
            if (people..groups).contains(&node) {
                self.enter(from, node - people);
            } else if node >= groups && from != NONE {
                // Somebody gives up a seat for another one of the group.
                self.leave(from);
            }
            node = from;
        }
    }

    fn leave(&mut self, person: u32) {
        if let Some(need) = self.need_of[person as usize].take() {
            self.held[need as usize].retain(|held| *held != person);
            self.placed[self.group_of[person as usize] as usize] -= 1;
        }
    }

    fn enter(&mut self, person: u32, need: u32) {
        self.leave(person);
        self.need_of[person as usize] = Some(need);
        self.held[need as usize].push(person);
        self.placed[self.group_of[person as usize] as usize] += 1;
    }
}

impl Paths {
    fn new(nodes: usize) -> Self {
        Self {
            distance: vec![FAR; nodes],
            from: vec![NONE; nodes],
            touched: Vec::new(),
            heap: BinaryHeap::new(),
        }
    }

    fn reach(&mut self, node: u32, distance: i64, from: u32) {
        let known = &mut self.distance[node as usize];
        if distance < *known {
            if *known == FAR {
                self.touched.push(node);
            }
            *known = distance;
            self.from[node as usize] = from;
            self.heap.push(Reverse((distance, node)));
        }
    }

    fn next(&mut self) -> Option<(i64, u32)> {
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if distance == self.distance[node as usize] {
                return Some((distance, node));
            }
        }
        None
    }

    fn clear(&mut self) {
        for node in self.touched.drain(..) {
            self.distance[node as usize] = FAR;
            self.from[node as usize] = NONE;
        }
        self.heap.clear();
    }
}
