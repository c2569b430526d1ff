//! People bid for seats.

use super::market::{Market, NONE};
use crate::assignment::Edge;

/// Who holds a seat up to which price.
type Bid = (i64, u32);

/// Everybody without a seat bids for the need they like best as much as
/// leaves them a little worse off than their second best, and takes the seat
/// of the lowest bid there; whoever sat in it bids again.
#[derive(Debug)]
pub(super) struct Forward {
    /// By seat; each full need's are a heap with the lowest bid first.
    bids: Vec<Bid>,
    bidding: Vec<u32>,
}

impl Forward {
    pub(super) fn new(market: &Market<'_>) -> Self {
        Self { bids: vec![(0, NONE); market.all_seats()], bidding: Vec::new() }
    }

    /// Bids until everybody is within `epsilon` of what they like best.
    /// Prices only rise; what nobody sits in keeps its price.
    pub(super) fn run(&mut self, market: &mut Market<'_>, epsilon: i64) {
        market.taken.fill(0);
        // The last is asked first.
        for participant in (0..market.need_of.len() as u32).rev() {
            let need = market.need_of[participant as usize];
            match limit(market, participant, epsilon) {
                Some(limit) if limit >= market.price[need as usize] => {
                    self.add(market, need, (limit, participant));
                }
                _ => {
                    market.need_of[participant as usize] = NONE;
                    self.bidding.push(participant);
                }
            }
        }
        while let Some(participant) = self.bidding.pop() {
            self.bid(market, participant, epsilon);
        }
        market.seat_all();
    }

    /// Bids once; who would rather stay away does.
    fn bid(&mut self, market: &mut Market<'_>, participant: u32, epsilon: i64) {
        let Some((edge, second)) = best_two(market, participant) else { return };
        let bid = (market.worth(edge.score) - second + epsilon, participant);
        market.choose(participant, edge);
        if market.has_room(edge.need) {
            self.add(market, edge.need, bid);
            return;
        }
        let seats = &mut self.bids[market.first_seat(edge.need)..][..market.seats(edge.need)];
        let (_, out) = std::mem::replace(&mut seats[0], bid);
        sift_down(seats);
        market.price[edge.need as usize] = seats[0].0;
        market.need_of[out as usize] = NONE;
        self.bidding.push(out);
    }

    /// Takes an empty seat. A need that is full with it costs the lowest bid.
    fn add(&mut self, market: &mut Market<'_>, need: u32, bid: Bid) {
        let taken = market.taken[need as usize] as usize + 1;
        market.taken[need as usize] = taken as u32;
        let seats = &mut self.bids[market.first_seat(need)..][..taken];
        seats[taken - 1] = bid;
        sift_up(seats);
        if taken == market.seats(need) {
            let price = &mut market.price[need as usize];
            *price = (*price).max(seats[0].0);
        }
    }
}

/// The price up to which someone would stay in their seat.
fn limit(market: &Market<'_>, participant: u32, epsilon: i64) -> Option<i64> {
    let need = market.need_of[participant as usize];
    if need == NONE {
        return None;
    }
    let edges = market.instance.edges_of(participant as usize);
    let others = edges.iter().filter(|edge| edge.need != need);
    let second = others.fold(0, |best, edge| best.max(market.gain(*edge)));
    Some(market.profit(participant) + market.price[need as usize] - second + epsilon)
}

/// The edge that leaves most, the first of equals, and what the second best
/// leaves; none where staying away is as good.
fn best_two(market: &Market<'_>, participant: u32) -> Option<(Edge, i64)> {
    let (mut best, mut first, mut second) = (None, 0, 0);
    for edge in market.instance.edges_of(participant as usize) {
        let gain = market.gain(*edge);
        if gain > first {
            (best, first, second) = (Some(*edge), gain, first);
        } else if gain > second {
            second = gain;
        }
    }
    best.map(|edge| (edge, second))
}

fn sift_up(heap: &mut [Bid]) {
    let mut at = heap.len() - 1;
    while at > 0 && heap[at] < heap[(at - 1) / 2] {
        heap.swap(at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

fn sift_down(heap: &mut [Bid]) {
    let mut at = 0;
    loop {
        let children = 2 * at + 1..(2 * at + 3).min(heap.len());
        let Some(least) = children.min_by_key(|child| heap[*child]) else { return };
        if heap[at] <= heap[least] {
            return;
        }
        heap.swap(at, least);
        at = least;
    }
}
