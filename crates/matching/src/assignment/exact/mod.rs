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

use super::{Instance, MAX_SCORE, Plan, Prices};
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
/// Only the bonus that places most people, or limits, make them so large.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "scores of {found} points or more, with what places most people: expected less than {most}"
)]
pub struct TooLarge {
    found: i64,
    most: i64,
}

impl TooLarge {
    pub(super) fn new(found: i64, most: i64) -> Self {
        Self { found, most }
    }
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
/// The time grows a little faster than the number of pairs, by measurement
/// (`benches/assignment.rs`); no input makes it endless. Beside the instance it
/// takes eight bytes a pair and some forty a person and seat.
///
/// # Errors
///
/// When most people are to be placed, and their best scores sum to more than
/// 2⁶⁰ points.
pub fn optimum(instance: &Instance, objective: Objective) -> Result<(Plan, Prices), TooLarge> {
    let bonus = objective.bonus(instance);
    let highest = bonus + i64::from(MAX_SCORE);
    if highest >= market::MOST {
        return Err(TooLarge::new(highest, market::MOST));
    }
    let mut market = Market::new(instance, bonus);
    if objective == Objective::MostPlaced {
        let bottleneck = bottleneck(instance);
        market.raise(|need| if bottleneck[need] > 0 { bonus } else { 0 });
    }
    let by_need = ByNeed::new(instance);
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
