//! The pairs that would break a plan.

use crate::assignment::{Instance, Plan, PlanError, Preferences};

/// The pairs that would both rather have each other than what a plan gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocking {
    /// How many there are.
    pub count: u64,
    /// The first of them, `(participant, need)`, in order.
    pub first: Vec<(u32, u32)>,
}

/// Counts the pairs that block a plan, and names the first `most` of them.
///
/// A pair blocks when the participant strictly prefers the need to what the
/// plan gives (or has no seat), and the need has a free seat or strictly
/// prefers the participant to the worst it gets. A need without seats blocks
/// nothing, and a participant who has an equally liked seat does not either.
///
/// # Errors
///
/// When the plan is none for the instance.
///
/// # Panics
///
/// When the preferences are another instance's.
pub fn blocking_pairs(
    instance: &Instance,
    preferences: &Preferences,
    plan: &Plan,
    most: usize,
) -> Result<Blocking, PlanError> {
    plan.check(instance)?;
    let (likes, liked) = (preferences.of_participants(), preferences.of_needs());
    assert_eq!(likes.len(), instance.edges().len(), "one rank an edge");
    let admits = admitting(instance, liked, plan);
    let mut blocking = Blocking::default();
    for participant in 0..instance.participants() {
        let row = instance.row(participant);
        let has = plan.need_of(participant).and_then(|need| instance.edge(participant, need));
        for (at, edge) in row.clone().zip(&instance.edges()[row]) {
            let would = has.is_none_or(|has| likes[at] < likes[has]);
            if would && u64::from(liked[at]) < admits[edge.need as usize] {
                blocking.count += 1;
                if blocking.first.len() < most {
                    blocking.first.push((participant as u32, edge.need));
                }
            }
        }
    }
    Ok(blocking)
}

/// The rank that each need takes everybody below: above all ranks while a
/// seat is free, and 0 where there is none.
fn admitting(instance: &Instance, liked: &[u32], plan: &Plan) -> Vec<u64> {
    let mut worst = vec![0_u64; instance.needs()];
    for (participant, need) in plan.pairs() {
        if let Some(at) = instance.edge(participant, need) {
            let worst = &mut worst[need as usize];
            *worst = u64::from(liked[at]).max(*worst);
        }
    }
    let taken = plan.taken(instance.needs());
    for ((worst, taken), seats) in worst.iter_mut().zip(taken).zip(instance.seats()) {
        if taken < *seats {
            *worst = u64::MAX;
        }
    }
    worst
}
