//! What would have to change: by how much a pair falls short, and what a seat
//! more would add.

mod residual;

use super::{Instance, NotOptimal, Objective, Plan, Prices, verify};
use crate::strategy::Round;
use residual::{Residual, Start};

/// A best plan, and the ways to change it at the least loss.
///
/// For rounds without limits. Each question is one search for a shortest path
/// over what could move: in the worst case it looks at every pair once.
#[derive(Debug)]
pub struct Alternatives<'i> {
    residual: Residual<'i>,
}

/// Someone who would move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub participant: u32,
    /// The need they leave; none where they had no seat.
    pub from: Option<u32>,
    /// The need they go to; none where they would have no seat.
    pub to: Option<u32>,
}

/// What it takes for every best plan to have a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The least number of points by which the pair's score would have to
    /// rise; 0 where every best plan has the pair already.
    pub points: u64,
    /// Who would then move, the participant of the pair first; nobody where
    /// this plan has the pair already.
    pub moves: Vec<Move>,
}

/// What one more seat would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatGain {
    /// How many more people would be placed: 1 or 0.
    pub placed: i64,
    /// By how many points the total of scores would rise; below 0 where a
    /// person more is worth it.
    pub points: i64,
    /// Who would move.
    pub moves: Vec<Move>,
}

impl<'i> Alternatives<'i> {
    /// Takes a plan and prices that prove each other the best.
    ///
    /// # Errors
    ///
    /// When they do not.
    pub fn new(
        instance: &'i Instance,
        plan: &Plan,
        prices: &'i Prices,
        objective: Objective,
    ) -> Result<Self, NotOptimal> {
        verify(&Round::new(instance), plan, prices, objective)?;
        Ok(Self { residual: Residual::new(instance, plan, prices) })
    }

    /// By how much a pair falls short of being in every best plan: what is
    /// lost by forcing it, and a point. None where they are no pair, or no
    /// score is enough: the need has no seats, or most people are to be placed
    /// and the pair would cost somebody else's only place.
    ///
    /// Of several ways to make room at the same loss, one is told that
    /// follows from the plan alone.
    #[must_use]
    pub fn shortfall(&self, participant: u32, need: u32) -> Option<Shortfall> {
        let residual = &self.residual;
        let lost = residual.loss(participant, need)?;
        let here = residual.need_of(participant);
        if here == Some(need) {
            let away = residual.search(Start::Leaving(participant), need as usize);
            let is_tied = away.is_some_and(|path| path.loss == 0);
            return Some(Shortfall { points: u64::from(is_tied), moves: Vec::new() });
        }
        let end = here.map_or(residual.outside(), |here| here as usize);
        let path = residual.search(Start::Arriving(need), end)?;
        let mut moves = vec![Move { participant, from: here, to: Some(need) }];
        moves.extend(path.moves);
        let is_bought = residual.bonus() > 0 && placed(&moves) < 0;
        let points = (lost + path.loss + 1) as u64;
        (!is_bought).then_some(Shortfall { points, moves })
    }

    /// What one more seat in a need would change.
    ///
    /// # Panics
    ///
    /// When there is no such need.
    #[must_use]
    pub fn seat_gain(&self, need: u32) -> SeatGain {
        let price = self.residual.price(need);
        let path = self.residual.search(Start::Outside, need as usize);
        let Some(path) = path.filter(|path| path.loss < price) else {
            return SeatGain::default();
        };
        let placed = placed(&path.moves);
        let points = price - path.loss - placed * self.residual.bonus();
        SeatGain { placed, points, moves: path.moves }
    }
}

/// How many more people have a seat after some moves.
fn placed(moves: &[Move]) -> i64 {
    moves.iter().map(|one| i64::from(one.from.is_none()) - i64::from(one.to.is_none())).sum()
}
