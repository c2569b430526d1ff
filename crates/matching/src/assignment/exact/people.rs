//! People who would rather have a seat get one by shortest paths.

use super::frontier::Frontier;
use super::market::{Market, NONE};

/// Someone without a seat who would rather have one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    pub(super) participant: u32,
    /// What they would be left with in a seat they like best; over 0.
    pub(super) profit: i64,
    /// Where they sat before.
    pub(super) before: u32,
}

/// Seats everybody who is waiting, or raises prices until they would as soon
/// stay away.
///
/// Everybody else sits where they like best, and still does afterwards. A
/// round finds the least by which someone's best must fall before the others
/// can make room, raises prices by as much, and moves as many as can be.
pub(super) fn settle(market: &mut Market<'_>, mut waiting: Vec<Waiting>) {
    let needs = market.price.len();
    let mut frontier = Frontier::new(needs);
    let mut moves = Moves { seen: vec![0; needs], round: 0, steps: Vec::new() };
    while !waiting.is_empty() {
        search(market, &waiting, &mut frontier);
        let rise = frontier.close(|need, by| market.price[need as usize] += by);
        waiting.iter_mut().for_each(|one| one.profit -= rise);
        waiting.retain(|one| !goes_back(market, *one));
        moves.round += 1;
        waiting.retain(|one| !moves.place(market, *one));
    }
}

/// Searches as far as the nearest empty seat, or someone who would as soon
/// stay away.
fn search(market: &Market<'_>, waiting: &[Waiting], frontier: &mut Frontier) {
    for one in waiting {
        frontier.end_at(one.profit);
        offer_all(market, frontier, one.participant, one.profit);
    }
    while let Some((need, distance)) = frontier.next() {
        if market.has_room(need) {
            frontier.end_at(distance);
        }
        for &participant in market.holders(need) {
            let profit = distance + market.profit(participant);
            frontier.end_at(profit);
            offer_all(market, frontier, participant, profit);
        }
    }
}

/// Ways on through someone who is left with `profit` less the distance.
fn offer_all(market: &Market<'_>, frontier: &mut Frontier, participant: u32, profit: i64) {
    for edge in market.instance.edges_of(participant as usize) {
        frontier.offer(edge.need, profit - market.gain(*edge));
    }
}

/// Puts someone back where they were if that is as good as any: most are, and
/// moving others for them would only have to be undone.
fn goes_back(market: &mut Market<'_>, one: Waiting) -> bool {
    if one.before == NONE || !market.has_room(one.before) {
        return false;
    }
    let at = market.instance.edge(one.participant as usize, one.before);
    let edge = at.map(|at| market.instance.edges()[at]);
    let edge = edge.filter(|edge| one.profit > 0 && market.gain(*edge) == one.profit);
    edge.inspect(|edge| market.seat(one.participant, *edge)).is_some()
}

/// Searches for someone to move, in depth, over needs that each is left as
/// much by as by the need they have.
#[derive(Debug)]
struct Moves {
    /// The last round in which each need was asked.
    seen: Vec<u32>,
    round: u32,
    steps: Vec<Step>,
}

/// Someone who is asked to move.
#[derive(Clone, Copy, Debug)]
struct Step {
    participant: u32,
    profit: i64,
    /// The place of their next edge to try.
    next: usize,
    /// Their seat, counted from the need's first; of no use for the first.
    seat: usize,
}

impl Moves {
    /// Whether someone is settled: seated or content without.
    fn place(&mut self, market: &mut Market<'_>, one: Waiting) -> bool {
        self.steps.clear();
        let next = market.instance.row(one.participant as usize).start;
        self.steps.push(Step { participant: one.participant, profit: one.profit, next, seat: 0 });
        while let Some(&step) = self.steps.last() {
            if step.profit == 0 {
                market.unseat(step.participant);
                self.steps.pop();
                self.shift(market);
                return true;
            }
            let Some(need) = self.try_next(market) else {
                self.give_up(market);
                continue;
            };
            if market.has_room(need) {
                self.shift(market);
                return true;
            }
            self.ask(market, need, 0);
        }
        false
    }

    /// The next need as good for the last one asked that nobody looked at.
    fn try_next(&mut self, market: &Market<'_>) -> Option<u32> {
        let step = self.steps.last_mut()?;
        let end = market.instance.row(step.participant as usize).end;
        while step.next < end {
            let edge = market.instance.edges()[step.next];
            step.next += 1;
            let seen = &mut self.seen[edge.need as usize];
            if *seen != self.round && market.gain(edge) == step.profit {
                *seen = self.round;
                return Some(edge.need);
            }
        }
        None
    }

    /// The last one asked cannot move: asks the next in the same need.
    fn give_up(&mut self, market: &Market<'_>) {
        let step = self.steps.pop();
        if let Some(step) = step.filter(|_| !self.steps.is_empty()) {
            self.ask(market, market.need_of[step.participant as usize], step.seat + 1);
        }
    }

    fn ask(&mut self, market: &Market<'_>, need: u32, seat: usize) {
        if let Some(&participant) = market.holders(need).get(seat) {
            let next = market.instance.row(participant as usize).start;
            self.steps.push(Step { participant, profit: market.profit(participant), next, seat });
        }
    }

    /// Everybody who was asked moves, the last first.
    fn shift(&self, market: &mut Market<'_>) {
        for step in self.steps.iter().rev() {
            market.unseat(step.participant);
            market.seat(step.participant, market.instance.edges()[step.next - 1]);
        }
    }
}
