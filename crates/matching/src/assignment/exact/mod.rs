//! The exact solver: the highest total, or most people placed and then the
//! highest total, with prices that prove it.
//!
//! People bid for seats (`forward`) and then empty seats with a price call
//! for people (`reverse`), in rounds that are each more exact than the one
//! before (an auction with epsilon scaling, after Bertsekas). The last round
//! is off by a fraction of a point; prices are then rounded to whole points
//! (`whole`) so that few people are left without the place they like best,
//! and shortest paths (`people`, `seats`) settle those exactly.

mod by_need;
mod forward;
mod frontier;
mod market;
mod people;
mod reverse;
mod seats;
mod whole;

use super::{Instance, Plan, Prices};
use by_need::ByNeed;
use forward::Forward;
use market::Market;
use reverse::Reverse;

/// How much more exact each round of bids is than the one before.
const SHARPER: i64 = 8;

/// What is best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Objective {
    /// The highest sum of scores.
    #[default]
    HighestTotal,
    /// Most people placed, and of the plans that place them the highest sum
    /// of scores.
    MostPlaced,
}

/// Scores and participants whose product does not fit the solver's numbers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the participants' best scores sum to {sum} points: expected at most {most}")]
pub struct TooLarge {
    sum: i64,
    most: i64,
}

impl Objective {
    /// What to add to the score of every pair, in points, so that the highest
    /// sum is what is asked for: more than all participants' best scores
    /// together where most people are to be placed.
    #[must_use]
    pub fn bonus(self, instance: &Instance) -> i64 {
        let best = |p| instance.edges_of(p).iter().map(|edge| i64::from(edge.score)).max();
        match self {
            Self::HighestTotal => 0,
            Self::MostPlaced => 1 + (0..instance.participants()).filter_map(best).sum::<i64>(),
        }
    }
}

/// The best plan and the prices that prove it; who is best left without a
/// seat has none.
///
/// Where several plans are best, which one is returned follows from the
/// instance alone, in whole numbers on one thread, and nothing more is
/// promised of it. A pair that scores 0 may be used or not where the total is
/// to be highest.
///
/// Takes about the time of some forty looks at every pair; a solver that is
/// unlucky needs more, and never an endless time. Eight bytes a pair and some
/// forty a person and seat, beside the instance.
///
/// # Errors
///
/// When most people are to be placed, and their best scores sum to more than
/// 2⁶⁰ points.
pub fn optimum(instance: &Instance, objective: Objective) -> Result<(Plan, Prices), TooLarge> {
    let bonus = objective.bonus(instance);
    if bonus > market::MOST {
        return Err(TooLarge { sum: bonus - 1, most: market::MOST - 1 });
    }
    let by_need = ByNeed::new(instance);
    let mut market = Market::new(instance, bonus);
    if objective == Objective::MostPlaced {
        let bottleneck = bottleneck(instance);
        market.raise(|need| if bottleneck[need] > 0 { bonus } else { 0 });
    }
    auction(&mut market, &by_need);
    let waiting = whole::round(&mut market);
    people::settle(&mut market, waiting);
    seats::settle(&mut market, &by_need);
    Ok(market.into_answer())
}

/// Where a seat more would place a person more: price 1, and 0 elsewhere
/// (König). With prices that begin a bonus higher there, bids only have to
/// tell scores apart.
fn bottleneck(instance: &Instance) -> Vec<i64> {
    let alike = instance.scoreless();
    let mut market = Market::new(&alike, 1);
    let waiting = whole::round(&mut market);
    people::settle(&mut market, waiting);
    market.price
}

/// Rounds of bids until nobody could gain a unit elsewhere.
fn auction(market: &mut Market<'_>, by_need: &ByNeed) {
    let (mut forward, mut reverse) = (Forward::new(market), Reverse::default());
    let mut epsilon = (market.widest() / 4).max(1);
    loop {
        forward.run(market, epsilon);
        reverse.run(market, by_need, epsilon);
        if epsilon == 1 {
            break;
        }
        epsilon = (epsilon / SHARPER).max(1);
    }
}
