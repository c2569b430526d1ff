//! The fewest wishes that cannot go together.

use serde::Serialize;

use super::limit::Limits;
use super::oracle::Oracle;
use super::search::{TooHard, find};
use super::wish::WishId;
use crate::rules::RuleName;

/// Wishes that cannot all be met, as few as there are: without any one of
/// them the others can. Of several such sets the one with the wishes that come
/// first in the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Which, in the order of the week.
    pub wishes: Vec<WishId>,
    /// The verified limits without which they could; the fewest.
    pub rules: Vec<RuleName>,
}

/// The smallest conflict within a set of wishes that cannot all be met.
pub(super) fn smallest(
    oracle: &mut Oracle<'_, '_>,
    set: u32,
    limits: &Limits,
) -> Result<Conflict, TooHard> {
    let week = oracle.week;
    let members: Vec<usize> = (0..week.wishes.len()).filter(|at| set >> at & 1 == 1).collect();
    let mut found = set;
    for few in subsets_by_size(members.len()) {
        let few = spread(few, &members);
        if !oracle.can(few)? {
            found = few;
            break;
        }
    }
    let mut rules = u8::MAX;
    for few in subsets_by_size(4) {
        let few = u8::try_from(few).expect("four bits");
        if find(week, found, oracle.bounds.only(few), oracle.effort)?.is_none() {
            rules = few;
            break;
        }
    }
    let in_found = members.iter().filter(|at| found >> **at & 1 == 1);
    let wishes = in_found.map(|&at| week.wishes[at].id.clone()).collect();
    Ok(Conflict { wishes, rules: limits.names(rules) })
}

/// Every set of so many things, the small ones first, and of those of one size
/// the one with the first things first.
pub(super) fn subsets_by_size(things: usize) -> impl Iterator<Item = u32> {
    (0..=things).flat_map(move |size| subsets_of(size, things))
}

/// Every set of `size` of so many things, that with the first things first.
pub(super) fn subsets_of(size: usize, things: usize) -> impl Iterator<Item = u32> {
    let of_size = (0..1_u32 << things).filter(move |set| set.count_ones() as usize == size);
    // The first thing is the highest bit of the order.
    let mut sets: Vec<u32> = of_size.collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.reverse_bits()));
    sets.into_iter()
}

/// A set of places in a list as a set of what stands there.
pub(super) fn spread(set: u32, members: &[usize]) -> u32 {
    let chosen = members.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    chosen.fold(0, |sum, (_, member)| sum | 1 << member)
}
