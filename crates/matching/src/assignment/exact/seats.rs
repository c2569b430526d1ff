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
    let mut moves = Moves {
        asked: vec![(0, 0); market.price.len()],
        came: vec![0; market.need_of.len()],
        round: 0,
        steps: Vec::new(),
    };
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
/// by a need as by the one they have. A need asks each of its people once a
/// round, and nobody comes twice.
#[derive(Debug)]
struct Moves {
    /// By need, the last round in which it asked, and the next to ask.
    asked: Vec<(u32, u32)>,
    /// By participant, the last round in which they would have come.
    came: Vec<u32>,
    round: u32,
    steps: Vec<Step>,
}

/// A need that calls, and who would come.
#[derive(Clone, Copy, Debug)]
struct Step {
    need: u32,
    person: Person,
}

impl Moves {
    /// Fills one seat, if somebody comes.
    fn fill(&mut self, market: &mut Market<'_>, by_need: &ByNeed, need: u32) -> bool {
        self.steps.clear();
        let mut calling = need;
        loop {
            match self.next(market, by_need, calling) {
                None => match self.steps.pop() {
                    None => return false,
                    Some(step) => calling = step.need,
                },
                Some((person, sits)) => {
                    self.steps.push(Step { need: calling, person });
                    if sits == NONE || market.price[sits as usize] == 0 {
                        self.shift(market);
                        return true;
                    }
                    calling = sits;
                }
            }
        }
    }

    /// The next for whom a need is as good as where they sit, if the seat
    /// that they leave may stay empty or has somebody to ask.
    fn next(&mut self, market: &Market<'_>, by_need: &ByNeed, need: u32) -> Option<(Person, u32)> {
        let people = by_need.people(need);
        let mut at = self.next_person(need);
        let mut found = None;
        while found.is_none() && at < people.len() {
            let person = people[at];
            at += 1;
            let sits = market.need_of[person.participant as usize];
            let is_open = || {
                market.price[sits as usize] == 0
                    || self.next_person(sits) < by_need.people(sits).len()
            };
            let is_as_good = gain(market, need, person) == market.profit(person.participant);
            let is_new = sits != need && self.came[person.participant as usize] != self.round;
            if is_new && is_as_good && (sits == NONE || is_open()) {
                self.came[person.participant as usize] = self.round;
                found = Some((person, sits));
            }
        }
        self.asked[need as usize] = (self.round, at as u32);
        found
    }

    fn next_person(&self, need: u32) -> usize {
        let (round, at) = self.asked[need as usize];
        if round == self.round { at as usize } else { 0 }
    }

    /// Everybody who was asked moves, the first first: there is a seat there.
    fn shift(&self, market: &mut Market<'_>) {
        for step in &self.steps {
            market.unseat(step.person.participant);
            let edge = Edge { need: step.need, score: step.person.score };
            market.seat(step.person.participant, edge);
        }
    }
}
