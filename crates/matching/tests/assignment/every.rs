//! The best of every plan there is, by trying them all.

use etablera_matching::assignment::{Instance, Objective, Plan};
use etablera_matching::strategy::Round;

/// How good a plan is: more is better, and the first number counts first.
pub(crate) type Worth = (u64, u64);

pub(crate) fn worth(instance: &Instance, plan: &Plan, objective: Objective) -> Worth {
    let placed = match objective {
        Objective::HighestTotal => 0,
        Objective::MostPlaced => plan.placed() as u64,
    };
    (placed, plan.total(instance))
}

/// Gives every possible plan to `look`.
pub(crate) fn every_plan(round: &Round<'_>, mut look: impl FnMut(&Plan)) {
    let instance = round.instance();
    let mut need_of = vec![None; instance.participants()];
    let mut left = instance.seats().to_vec();
    extend(round, &mut need_of, 0, &mut left, &mut look);
}

fn extend(
    round: &Round<'_>,
    need_of: &mut Vec<Option<u32>>,
    participant: usize,
    left: &mut Vec<u32>,
    look: &mut impl FnMut(&Plan),
) {
    if participant == need_of.len() {
        let plan = Plan::new(need_of.clone());
        if round.limits().is_none_or(|limits| limits.check(&plan, round.groups()).is_ok()) {
            look(&plan);
        }
        return;
    }
    extend(round, need_of, participant + 1, left, look);
    for edge in round.instance().edges_of(participant) {
        let need = edge.need as usize;
        if left[need] > 0 {
            left[need] -= 1;
            need_of[participant] = Some(edge.need);
            extend(round, need_of, participant + 1, left, look);
            need_of[participant] = None;
            left[need] += 1;
        }
    }
}

/// How good the best plan is.
pub(crate) fn best(round: &Round<'_>, objective: Objective) -> Worth {
    let mut best = (0, 0);
    every_plan(round, |plan| best = best.max(worth(round.instance(), plan, objective)));
    best
}
