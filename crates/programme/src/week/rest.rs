//! Where the long rest of a week lies.

use super::day::Placed;
use super::problem::{DAY, Problem};

/// Where the long rest lies; each place is tried by itself, so that a search
/// knows what it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nowhere in particular: it is not sought.
    Anywhere,
    /// After all working time.
    Last,
    /// Before the working time of a day.
    Before(usize),
}

impl Rest {
    /// Every place, the end of the week first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        [Self::Last].into_iter().chain((0..7).map(Self::Before))
    }

    /// Whether blocks by time have the rest that is asked for.
    pub(super) fn is_in(problem: &Problem, placed: &Placed) -> bool {
        let working = placed.iter().filter(|(task, _)| problem.tasks[*task].working);
        let mut since = 0;
        for &(task, start) in working {
            if start - since >= problem.weekly_rest {
                return true;
            }
            since = start + problem.tasks[task].length;
        }
        7 * DAY - since >= problem.weekly_rest
    }

    /// A problem without the hours of working time that the rest takes
    /// whatever else is done.
    pub(super) fn clipped(self, mut problem: Problem) -> Problem {
        let rest = problem.weekly_rest;
        let until = match self {
            Self::Anywhere => return problem,
            Self::Last => 7 * DAY - rest,
            // Before the latest beginning on the day after the rest.
            Self::Before(day) => {
                let working = problem.tasks.iter().filter(|task| task.working);
                let latest = working
                    .flat_map(|task| task.windows[day].iter().map(|&(_, to)| to - task.length));
                latest.max().unwrap_or(0) - rest
            }
        };
        let days = if let Self::Before(day) = self { 0..day } else { 0..7 };
        for task in problem.tasks.iter_mut().filter(|task| task.working) {
            for windows in &mut task.windows[days.clone()] {
                windows.iter_mut().for_each(|(_, to)| *to = until.min(*to));
                windows.retain(|&(from, to)| to - from >= task.length);
            }
        }
        problem
    }
}
