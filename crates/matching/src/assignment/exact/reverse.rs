//! Empty seats call for people.

use std::collections::VecDeque;

use super::by_need::ByNeed;
use super::market::{Market, NONE};
use crate::assignment::Edge;

/// What someone would have to pay elsewhere to be as well off as here: whoever
/// has the highest comes first. With the participant and the pair's score.
type Call = (i64, u32, u32);

/// A need with empty seats lowers its price until enough people gain by
/// moving there, or to 0; the seats that they leave call in their turn.
#[derive(Debug, Default)]
pub(super) struct Reverse {
    /// What each participant is left with.
    profit: Vec<i64>,
    calls: Vec<Call>,
}

impl Reverse {
    /// Calls until no empty seat has a price. Prices only fall, and everybody
    /// stays within `epsilon` of what they like best.
    pub(super) fn run(&mut self, market: &mut Market<'_>, by_need: &ByNeed, epsilon: i64) {
        let is_calling =
            |market: &Market<'_>, need| market.price[need as usize] > 0 && market.has_room(need);
        let needs = 0..market.price.len() as u32;
        let mut calling: VecDeque<u32> = needs.filter(|need| is_calling(market, *need)).collect();
        if !calling.is_empty() {
            self.profit.clear();
            self.profit.extend((0..market.need_of.len() as u32).map(|p| market.profit(p)));
        }
        while let Some(need) = calling.pop_front() {
            if is_calling(market, need) {
                self.call(market, by_need, (need, epsilon), &mut calling);
            }
        }
    }

    /// Lowers one price and seats whoever comes for it.
    fn call(
        &mut self,
        market: &mut Market<'_>,
        by_need: &ByNeed,
        (need, epsilon): (u32, i64),
        calling: &mut VecDeque<u32>,
    ) {
        let empty = market.seats(need) - market.taken[need as usize] as usize;
        self.find(market, by_need, (need, epsilon), empty + 1);
        let price = self.calls.get(empty).map_or(0, |next| next.0 - epsilon);
        let price = price.clamp(0, market.price[need as usize]);
        market.price[need as usize] = price;
        for &participant in market.holders(need) {
            self.profit[participant as usize] = market.profit(participant);
        }
        for &(_, participant, score) in self.calls.iter().take(empty) {
            let left = market.need_of[participant as usize];
            market.unseat(participant);
            if left != NONE {
                calling.push_back(left);
            }
            market.seat(participant, Edge { need, score });
            self.profit[participant as usize] = market.profit(participant);
        }
    }

    /// The `most` highest calls above `epsilon`, highest first; ties go to
    /// the later participant.
    fn find(
        &mut self,
        market: &Market<'_>,
        by_need: &ByNeed,
        (need, epsilon): (u32, i64),
        most: usize,
    ) {
        self.calls.clear();
        let mut floor = epsilon;
        for person in by_need.people(need) {
            let pays = market.worth(person.score) - self.profit[person.participant as usize];
            if pays > floor && market.need_of[person.participant as usize] != need {
                self.calls.push((pays, person.participant, person.score));
                if self.calls.len() >= 2 * most + 8 {
                    floor = keep_highest(&mut self.calls, most);
                }
            }
        }
        self.calls.sort_unstable_by(|one, other| other.cmp(one));
        self.calls.truncate(most);
    }
}

/// Keeps the highest calls, in any order, and says how high the last is.
fn keep_highest(calls: &mut Vec<Call>, most: usize) -> i64 {
    let (_, last, _) = calls.select_nth_unstable_by(most - 1, |one, other| other.cmp(one));
    let floor = last.0;
    calls.truncate(most);
    floor
}
