//! Empty seats that have a price lose it, or are filled, by shortest paths.

use super::by_need::{ByNeed, Person};
use super::frontier::Frontier;
use super::market::{Market, NONE};
use crate::assignment::Edge;

/// Fills every empty seat that has a price, or lowers the price to 0.
///
/// Everybody sits where they like best and nobody waits, before and after:
/// the other direction of [`super::people::settle`].
pub(super) fn settle(market: &mut Market<'_>, by_need: &ByNeed) {
    let all = 0..market.price.len() as u32;
    let mut empty: Vec<u32> = all.filter(|need| is_open(market, *need)).collect();
    let mut frontier = Frontier::new(market.price.len());
    let mut moves = Moves { seen: vec![0; market.price.len()], round: 0, steps: Vec::new() };
    while !empty.is_empty() {
        search(market, by_need, &empty, &mut frontier);
        frontier.close(|need, by| market.price[need as usize] -= by);
        moves.round += 1;
        empty.retain(|need| {
            while is_open(market, *need) && moves.fill(market, by_need, *need) {}
            is_open(market, *need)
        });
    }
}

fn is_open(market: &Market<'_>, need: u32) -> bool {
    market.price[need as usize] > 0 && market.has_room(need)
}

/// Searches as far as the nearest price that can fall to 0, or someone
/// without a seat.
fn search(market: &Market<'_>, by_need: &ByNeed, empty: &[u32], frontier: &mut Frontier) {
    empty.iter().for_each(|need| frontier.offer(*need, 0));
    while let Some((need, distance)) = frontier.next() {
        frontier.end_at(distance + market.price[need as usize]);
        for &person in by_need.people(need) {
            let away = distance + market.profit(person.participant) - gain(market, need, person);
            match market.need_of[person.participant as usize] {
                NONE => frontier.end_at(away),
                other => frontier.offer(other, away),
            }
        }
    }
}

fn gain(market: &Market<'_>, need: u32, person: Person) -> i64 {
    market.gain(Edge { need, score: person.score })
}

/// Searches for someone to move, in depth, over people who are left as much
/// by a need as by the one they have.
#[derive(Debug)]
struct Moves {
    /// The last round in which each need called.
    seen: Vec<u32>,
    round: u32,
    steps: Vec<Step>,
}

/// A need that calls, and the place of the next of its people to ask.
#[derive(Clone, Copy, Debug)]
struct Step {
    need: u32,
    next: usize,
}

impl Moves {
    /// Fills one seat, if somebody comes.
    fn fill(&mut self, market: &mut Market<'_>, by_need: &ByNeed, need: u32) -> bool {
        self.steps.clear();
        self.call(need);
        while let Some(&step) = self.steps.last() {
            if market.price[step.need as usize] == 0 {
                self.steps.pop();
                self.shift(market, by_need);
                return true;
            }
            match self.ask_next(market, by_need) {
                None => {
                    self.steps.pop();
                }
                Some(NONE) => {
                    self.shift(market, by_need);
                    return true;
                }
                Some(other) => self.call(other),
            }
        }
        false
    }

    fn call(&mut self, need: u32) {
        self.seen[need as usize] = self.round;
        self.steps.push(Step { need, next: 0 });
    }

    /// Where the next sits for whom the last need is as good, if no one asked
    /// there.
    fn ask_next(&mut self, market: &Market<'_>, by_need: &ByNeed) -> Option<u32> {
        let step = self.steps.last_mut()?;
        for &person in &by_need.people(step.need)[step.next..] {
            step.next += 1;
            let sits = market.need_of[person.participant as usize];
            let is_new = sits == NONE || self.seen[sits as usize] != self.round;
            if is_new && gain(market, step.need, person) == market.profit(person.participant) {
                return Some(sits);
            }
        }
        None
    }

    /// Everybody who was asked moves, the first first: there is a seat there.
    fn shift(&self, market: &mut Market<'_>, by_need: &ByNeed) {
        for &Step { need, next } in &self.steps {
            let person = by_need.people(need)[next - 1];
            market.unseat(person.participant);
            market.seat(person.participant, Edge { need, score: person.score });
        }
    }
}
