//! The order of blocks within a day.
//!
//! By sets of blocks done so far and the last of them: nothing is gained by
//! starting a block later than it can, so of each only the times at which it
//! may be over are kept, and the end of working time among them, neither of
//! which is worse than another in both.

use std::collections::BTreeMap;

use super::problem::{DAY, Problem, Task};
use super::travel::Ways;

/// What a day leaves to the next, in minutes from the Monday's midnight; the
/// less of either, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Carry {
    /// When one is home.
    pub(super) home: i32,
    /// When working time ended last; none before it began in the week.
    pub(super) worked: Option<i32>,
}

impl Carry {
    pub(super) const START: Self = Self { home: i32::MIN / 2, worked: None };

    fn no_worse(self, other: Self) -> bool {
        self.home <= other.home && self.worked <= other.worked
    }
}

/// Blocks of one day, by their tasks and starts, in order.
pub(super) type Placed = Vec<(usize, i32)>;

/// A way to put a day's blocks in order.
#[derive(Clone, Debug)]
struct Partial {
    carry: Carry,
    placed: Placed,
}

/// Every way to put the blocks of a set of tasks on a day that leaves no more
/// to the next than another does; `works_from` is when working time may begin.
pub(super) fn orders(
    (problem, ways): (&Problem, &Ways),
    (day, set): (usize, &[usize]),
    before: Carry,
    works_from: i32,
) -> Vec<(Carry, Placed)> {
    if set.is_empty() {
        return vec![(before, Placed::new())];
    }
    let whole = (1_u32 << set.len()) - 1;
    let mut layers: BTreeMap<(u32, usize), Vec<Partial>> = BTreeMap::new();
    let leaves = problem.away[day].0.max(before.home);
    for (at, &task) in set.iter().enumerate() {
        let ready = leaves + ways.minutes(0, problem.tasks[task].place);
        let none = Partial { carry: before, placed: Placed::new() };
        if let Some(first) = add(&none, (problem, day, task), ready, works_from) {
            keep(layers.entry((1 << at, at)).or_default(), first);
        }
    }
    // A larger set is a larger number, so that each is whole when its turn comes.
    for done in 1..whole {
        for (last, &from) in set.iter().enumerate().filter(|(at, _)| done >> at & 1 == 1) {
            let Some(partials) = layers.remove(&(done, last)) else { continue };
            for (at, &task) in set.iter().enumerate().filter(|(at, _)| done >> at & 1 == 0) {
                let way = ways.minutes(problem.tasks[from].place, problem.tasks[task].place);
                for partial in &partials {
                    let ready = partial.carry.home + way;
                    if let Some(more) = add(partial, (problem, day, task), ready, works_from) {
                        keep(layers.entry((done | 1 << at, at)).or_default(), more);
                    }
                }
            }
        }
    }
    let mut ends = Vec::new();
    for ((_, last), partials) in layers {
        let way = ways.minutes(problem.tasks[set[last]].place, 0);
        for mut partial in partials {
            partial.carry.home += way;
            if partial.carry.home <= problem.away[day].1 {
                keep(&mut ends, partial);
            }
        }
    }
    ends.into_iter().map(|end| (end.carry, end.placed)).collect()
}

/// A block more, from when one can be there; `home` is its end for now.
fn add(
    before: &Partial,
    (problem, day, task): (&Problem, usize, usize),
    ready: i32,
    works_from: i32,
) -> Option<Partial> {
    let one = &problem.tasks[task];
    let ready = if one.working { ready.max(works_from) } else { ready };
    let start = earliest(one, day, ready)?;
    let end = start + one.length;
    let worked = if one.working { Some(end) } else { before.carry.worked };
    let mut placed = before.placed.clone();
    placed.push((task, start));
    Some(Partial { carry: Carry { home: end, worked }, placed })
}

/// The earliest start within a window, at a step of five minutes, on the day.
fn earliest(task: &Task, day: usize, ready: i32) -> Option<i32> {
    let next_midnight = DAY * i32::try_from(day + 1).expect("one of seven");
    let starts = task.windows[day].iter().filter_map(|&(from, to)| {
        let start = from.max(ready);
        let start = start + (5 - start.rem_euclid(5)) % 5;
        (start + task.length <= to && start < next_midnight).then_some(start)
    });
    starts.min()
}

/// Adds a way unless another is no worse, and drops those it is better than.
fn keep(ways: &mut Vec<Partial>, new: Partial) {
    if !ways.iter().any(|way| way.carry.no_worse(new.carry)) {
        ways.retain(|way| !new.carry.no_worse(way.carry));
        ways.push(new);
    }
}
