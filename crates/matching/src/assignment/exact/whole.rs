//! From units to whole points.

use super::market::{Market, NONE};
use super::people::Waiting;

/// Rounds every price to whole points, and unseats whoever then would rather
/// be elsewhere; returns them and whoever would rather have a seat at all.
///
/// Everybody is within a unit of what they like best. If all prices are
/// lowered by the same and then rounded down, only those can come to prefer
/// another need whose own need's price lost nothing by the rounding (with
/// those who stay away in a need of their own, at price 0). So the fraction
/// to lower by is the one that fewest people's prices have.
pub(super) fn round(market: &mut Market<'_>) -> Vec<Waiting> {
    let unit = market.unit;
    let mut people = vec![0_u64; unit as usize];
    for &need in &market.need_of {
        let price = if need == NONE { 0 } else { market.price[need as usize] };
        people[(price % unit) as usize] += 1;
    }
    let fewest = (0..unit).min_by_key(|fraction| people[*fraction as usize]).unwrap_or(0);
    let nothing = (-fewest).div_euclid(unit);
    for price in &mut market.price {
        *price = (*price - fewest).div_euclid(unit) - nothing;
    }
    market.unit = 1;
    let all = 0..market.need_of.len() as u32;
    all.filter_map(|participant| rise(market, participant)).collect()
}

/// Who is not where they like best waits for it.
fn rise(market: &mut Market<'_>, participant: u32) -> Option<Waiting> {
    let profit = market.best_gain(participant);
    if profit == market.profit(participant) {
        return None;
    }
    let before = market.need_of[participant as usize];
    market.unseat(participant);
    Some(Waiting { participant, profit, before })
}
