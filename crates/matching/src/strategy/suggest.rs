//! Suggestions that do not all point the same way.

use super::{Refusal, Round, Strategy};
use crate::assignment::Instance;

/// How many suggestions are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// To a person, at most.
    pub each_person: u32,
    /// Of a need, at most: the people who are told of it.
    pub each_need: u32,
}

/// Suggests needs to people, none to more than so many, so that not everybody
/// asks for the same.
///
/// Made in turns: everybody's first suggestion before anybody's second. In
/// each turn `strategy` chooses who is told of what, among the pairs not yet
/// suggested and with what is left of each need's cap for seats. With
/// [`super::MostPlaced`] as many as can be are told of something in each
/// turn, and then of what fits best. A need without seats is not suggested;
/// else it does not matter how many it has.
///
/// Returns each participant's needs in the order of the turns.
///
/// # Errors
///
/// When the strategy refuses a turn.
pub fn suggest(
    instance: &Instance,
    caps: Caps,
    strategy: &dyn Strategy,
) -> Result<Vec<Vec<u32>>, Refusal> {
    let mut told = vec![Vec::new(); instance.participants()];
    let cap = |&seats: &u32| if seats == 0 { 0 } else { caps.each_need };
    let mut left: Vec<u32> = instance.seats().iter().map(cap).collect();
    for _ in 0..caps.each_person {
        let turn = remaining(instance, &told, &left);
        let plan = strategy.solve(&Round::new(&turn))?.plan;
        if plan.placed() == 0 {
            break;
        }
        for (participant, need) in plan.pairs() {
            told[participant].push(need);
            left[need as usize] -= 1;
        }
    }
    Ok(told)
}

/// The pairs that are not suggested yet, with what is left of the caps.
fn remaining(instance: &Instance, told: &[Vec<u32>], left: &[u32]) -> Instance {
    instance.changed(left, |participant, edge| {
        let is_open = left[edge.need as usize] > 0 && !told[participant].contains(&edge.need);
        is_open.then_some(edge)
    })
}
