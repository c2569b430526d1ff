//! Who sits where at what price, while a plan is being made.

use crate::assignment::{Edge, Instance, Plan, Prices};

/// No need, or no person.
pub(super) const NONE: u32 = u32::MAX;

/// The highest price and worth, so that three of them add up.
pub(super) const MOST: i64 = 1 << 60;

/// The finest fraction of a point that bids are made in.
const UNITS: i64 = 16;

/// Prices and seats.
#[derive(Debug)]
pub(super) struct Market<'i> {
    pub(super) instance: &'i Instance,
    bonus: i64,
    /// How many units of price a point has.
    pub(super) unit: i64,
    /// A seat's price in units, by need.
    pub(super) price: Vec<i64>,
    /// Where each participant sits, or `NONE`.
    pub(super) need_of: Vec<u32>,
    /// What the pair of each participant who sits scores.
    score_of: Vec<u32>,
    /// Where each need's seats begin. No more than one beyond its possible
    /// people: a need that has a seat for everybody never has a price.
    first_seat: Vec<usize>,
    pub(super) taken: Vec<u32>,
    /// Who sits there, by seat; the first `taken` of each need.
    holders: Vec<u32>,
    /// The seat of each participant who sits, counted from its need's first.
    seat_of: Vec<u32>,
}

impl<'i> Market<'i> {
    /// Empty seats at price 0; a need without seats costs more than anybody
    /// would pay.
    pub(super) fn new(instance: &'i Instance, bonus: i64) -> Self {
        let (people, needs) = (instance.participants(), instance.needs());
        let mut useful = vec![1_u32; needs];
        instance.edges().iter().for_each(|edge| useful[edge.need as usize] += 1);
        let mut first_seat = Vec::with_capacity(needs + 1);
        first_seat.push(0);
        for (useful, &seats) in useful.iter().zip(instance.seats()) {
            let end = first_seat[first_seat.len() - 1] + seats.min(*useful) as usize;
            first_seat.push(end);
        }
        let top = instance.edges().iter().map(|edge| edge.score).max().unwrap_or(0);
        let whole = bonus + i64::from(top);
        let unit = (0..=UNITS.ilog2()).map(|power| UNITS >> power).find(|u| whole <= MOST / u);
        Self {
            instance,
            bonus,
            unit: unit.unwrap_or(1),
            price: instance.seats().iter().map(|&n| if n == 0 { MOST } else { 0 }).collect(),
            need_of: vec![NONE; people],
            score_of: vec![0; people],
            holders: vec![NONE; first_seat[needs]],
            first_seat,
            taken: vec![0; needs],
            seat_of: vec![0; people],
        }
    }

    /// What a pair of that score is worth, in units.
    pub(super) fn worth(&self, score: u32) -> i64 {
        (i64::from(score) + self.bonus) * self.unit
    }

    /// Raises each price by so many points.
    pub(super) fn raise(&mut self, by: impl Fn(usize) -> i64) {
        for (need, price) in self.price.iter_mut().enumerate() {
            *price = (*price + by(need) * self.unit).min(MOST);
        }
    }

    /// The highest score, in units.
    pub(super) fn widest(&self) -> i64 {
        let scores = self.instance.edges().iter().map(|edge| edge.score);
        i64::from(scores.max().unwrap_or(0)) * self.unit
    }

    /// What an edge leaves after paying, in units.
    pub(super) fn gain(&self, edge: Edge) -> i64 {
        self.worth(edge.score) - self.price[edge.need as usize]
    }

    /// The most that the participant could be left with anywhere, at least
    /// the nothing of staying away.
    pub(super) fn best_gain(&self, participant: u32) -> i64 {
        let edges = self.instance.edges_of(participant as usize);
        edges.iter().fold(0, |best, edge| best.max(self.gain(*edge)))
    }

    /// What the participant is left with where they are.
    pub(super) fn profit(&self, participant: u32) -> i64 {
        let (need, score) =
            (self.need_of[participant as usize], self.score_of[participant as usize]);
        if need == NONE { 0 } else { self.gain(Edge { need, score }) }
    }

    /// How many seats can be of use.
    pub(super) fn seats(&self, need: u32) -> usize {
        self.first_seat[need as usize + 1] - self.first_seat[need as usize]
    }

    pub(super) fn all_seats(&self) -> usize {
        self.holders.len()
    }

    pub(super) fn first_seat(&self, need: u32) -> usize {
        self.first_seat[need as usize]
    }

    pub(super) fn has_room(&self, need: u32) -> bool {
        (self.taken[need as usize] as usize) < self.seats(need)
    }

    pub(super) fn holders(&self, need: u32) -> &[u32] {
        let first = self.first_seat[need as usize];
        &self.holders[first..first + self.taken[need as usize] as usize]
    }

    /// Notes where someone wants to sit, without a seat yet: see
    /// [`Market::seat_all`].
    pub(super) fn choose(&mut self, participant: u32, edge: Edge) {
        self.need_of[participant as usize] = edge.need;
        self.score_of[participant as usize] = edge.score;
    }

    /// Gives a seat to everybody who chose a need.
    pub(super) fn seat_all(&mut self) {
        self.taken.fill(0);
        for participant in 0..self.need_of.len() as u32 {
            if self.need_of[participant as usize] != NONE {
                self.sit_down(participant);
            }
        }
    }

    /// Seats someone who has no seat, where there is room.
    pub(super) fn seat(&mut self, participant: u32, edge: Edge) {
        self.choose(participant, edge);
        self.sit_down(participant);
    }

    fn sit_down(&mut self, participant: u32) {
        let need = self.need_of[participant as usize] as usize;
        let seat = self.taken[need];
        self.holders[self.first_seat[need] + seat as usize] = participant;
        self.seat_of[participant as usize] = seat;
        self.taken[need] += 1;
    }

    /// Takes someone from their seat, if they have one; the last of the need
    /// moves into it.
    pub(super) fn unseat(&mut self, participant: u32) {
        let need = std::mem::replace(&mut self.need_of[participant as usize], NONE) as usize;
        if need == NONE as usize {
            return;
        }
        self.taken[need] -= 1;
        let (first, seat) = (self.first_seat[need], self.seat_of[participant as usize]);
        let last = self.holders[first + self.taken[need] as usize];
        self.holders[first + seat as usize] = last;
        self.seat_of[last as usize] = seat;
    }

    /// The plan, and prices in points. Of a need without seats it is the
    /// least that keeps everybody out.
    pub(super) fn into_answer(mut self) -> (Plan, Prices) {
        let shut = |need: &u32| self.instance.seats()[*need as usize] == 0;
        let shut: Vec<u32> = (0..self.price.len() as u32).filter(shut).collect();
        shut.iter().for_each(|need| self.price[*need as usize] = 0);
        let people = if shut.is_empty() { 0 } else { self.need_of.len() as u32 };
        for participant in 0..people {
            let profit = self.profit(participant);
            for edge in self.instance.edges_of(participant as usize) {
                if self.instance.seats()[edge.need as usize] == 0 {
                    let least = self.worth(edge.score) - profit;
                    let price = &mut self.price[edge.need as usize];
                    *price = (*price).max(least);
                }
            }
        }
        let need_of = self.need_of.iter().map(|need| Some(*need).filter(|need| *need != NONE));
        let plan = Plan::new(need_of.collect());
        (plan, Prices { bonus: self.bonus, needs: self.price, limits: Vec::new() })
    }
}
