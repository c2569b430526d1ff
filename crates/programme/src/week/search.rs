//! Days for blocks: an exact search, day by day.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::day::{Carry, Placed, orders};
use super::limit::Bounds;
use super::problem::{Problem, Task, has_time, problems};
use super::rest::Rest;
use super::travel::Ways;
use super::wish::Week;

/// The week has so many ways that not all can be tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the week has too many ways to place its blocks: expected fewer options, or fewer wishes")]
pub struct TooHard;

/// How many sets of blocks may still be put in order before the search gives
/// up; a count and no clock, so that the same week always has the same answer.
pub(super) struct Effort(u32);

impl Effort {
    /// Some seconds. A week as people have it takes hundreds, and twelve wishes
    /// that are half again too much ten million.
    pub(super) const MOST: Self = Self(40_000_000);

    fn spend(&mut self, sets: u32) -> Result<(), TooHard> {
        self.0 = self.0.checked_sub(sets).ok_or(TooHard)?;
        Ok(())
    }
}

/// A block placed: its task and its start, of which problem.
pub(super) struct Found {
    pub(super) problem: Problem,
    pub(super) placed: Placed,
}

/// A week with all the wishes of a set within the bounds, if there is one.
pub(super) fn find(
    week: &Week,
    set: u32,
    bounds: Bounds,
    effort: &mut Effort,
) -> Result<Option<Found>, TooHard> {
    if !has_time(week, set) {
        return Ok(Some(Found { problem: Problem::empty(), placed: Placed::new() }));
    }
    for problem in problems(week, set, bounds) {
        effort.spend(1)?;
        let Some(problem) = problem else { continue };
        let fitting = Fitting::new(&problem, &week.ways, effort)?;
        // What cannot be without the long rest cannot be with it, and mostly
        // it is there without being sought.
        let mut anywhere = Search::new((&problem, &week.ways), &fitting, Rest::Anywhere, effort);
        let Some(placed) = anywhere.week()? else { continue };
        if Rest::is_in(&problem, &placed) {
            return Ok(Some(Found { problem, placed }));
        }
        for rest in Rest::all() {
            let clipped = rest.clipped(problem.clone());
            let mut search = Search::new((&clipped, &week.ways), &fitting, rest, effort);
            if let Some(placed) = search.week()? {
                return Ok(Some(Found { problem, placed }));
            }
        }
    }
    Ok(None)
}

/// What fits on each day if nothing was before it.
struct Fitting {
    /// The sets of tasks, by day.
    sets: Vec<Vec<u32>>,
    /// The most minutes of blocks on a day and all after it.
    room: [i32; 8],
}

impl Fitting {
    fn new(problem: &Problem, ways: &Ways, effort: &mut Effort) -> Result<Self, TooHard> {
        let sets = (0..7).map(|day| fitting_sets(problem, ways, day, effort));
        let sets: Vec<Vec<u32>> = sets.collect::<Result<_, _>>()?;
        let minutes = |set: &u32| tasks_of(*set).map(|task| problem.tasks[task].length).sum();
        let mut room = [0; 8];
        for day in (0..7).rev() {
            let most: i32 = sets[day].iter().map(minutes).max().unwrap_or(0);
            room[day] = room[day + 1] + most;
        }
        Ok(Self { sets, room })
    }
}

/// Where a search stands: on a day, with so many blocks left of each task.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    day: usize,
    left: Vec<u8>,
    carry: Carry,
}

struct Search<'p, 'e> {
    problem: &'p Problem,
    ways: &'p Ways,
    rest: Rest,
    /// States that the week cannot be completed from.
    failed: HashSet<State>,
    fitting: &'p Fitting,
    effort: &'e mut Effort,
}

impl<'p, 'e> Search<'p, 'e> {
    fn new(
        (problem, ways): (&'p Problem, &'p Ways),
        fitting: &'p Fitting,
        rest: Rest,
        effort: &'e mut Effort,
    ) -> Self {
        Self { problem, ways, rest, failed: HashSet::new(), fitting, effort }
    }

    /// The blocks of the week, if it can be.
    fn week(&mut self) -> Result<Option<Placed>, TooHard> {
        let left = self.problem.tasks.iter().map(|task| task.option.times).collect();
        self.from(&State { day: 0, left, carry: Carry::START })
    }

    /// The rest of the week, if it can be: earlier days are filled first.
    fn from(&mut self, state: &State) -> Result<Option<Placed>, TooHard> {
        if state.day == 7 {
            return Ok(state.left.iter().all(|&left| left == 0).then(Placed::new));
        }
        if self.failed.contains(state) {
            return Ok(None);
        }
        let asked = self.problem.tasks.iter().zip(&state.left);
        let asked: i32 = asked.map(|(task, left)| task.length * i32::from(*left)).sum();
        if asked <= self.fitting.room[state.day] {
            for at in 0..self.fitting.sets[state.day].len() {
                self.effort.spend(1)?;
                let set = self.fitting.sets[state.day][at];
                if self.may_be(state, set)
                    && let Some(placed) = self.with(state, &tasks_of(set).collect::<Vec<_>>())?
                {
                    return Ok(Some(placed));
                }
            }
        }
        self.failed.insert(state.clone());
        Ok(None)
    }

    /// Whether the day may have this set: no block of a task that has none
    /// left, all those that no later day is left for, and working time after
    /// the long rest if it is to be before this day's.
    fn may_be(&self, state: &State, set: u32) -> bool {
        let works = || tasks_of(set).any(|task| self.problem.tasks[task].working);
        let counts = self.problem.tasks.iter().enumerate().all(|(at, task)| {
            let later = task.windows[state.day + 1..].iter().filter(|hours| !hours.is_empty());
            let left = usize::from(state.left[at]);
            if set >> at & 1 == 1 { left > 0 } else { left <= later.count() }
        });
        counts && (self.rest != Rest::Before(state.day) || works())
    }

    /// The rest of the week with a set of tasks on this day.
    fn with(&mut self, state: &State, set: &[usize]) -> Result<Option<Placed>, TooHard> {
        self.effort.spend(1 << set.len())?;
        let Problem { daily_rest, weekly_rest, .. } = *self.problem;
        let works_from = match (self.rest == Rest::Before(state.day), state.carry.worked) {
            // The week before is not known, so that the rest begins with this.
            (true, None) => weekly_rest,
            (true, Some(worked)) => worked + weekly_rest.max(daily_rest),
            (false, Some(worked)) => worked + daily_rest,
            (false, None) => i32::MIN / 2,
        };
        let mut left = state.left.clone();
        set.iter().for_each(|&task| left[task] -= 1);
        for (carry, mut placed) in
            orders((self.problem, self.ways), (state.day, set), state.carry, works_from)
        {
            let carry = self.of_use(state.day + 1, carry);
            let next = State { day: state.day + 1, left: left.clone(), carry };
            if let Some(more) = self.from(&next)? {
                placed.extend(more);
                return Ok(Some(placed));
            }
        }
        Ok(None)
    }

    /// A carry without what can make no difference from a day on, so that more
    /// states are the same.
    fn of_use(&self, day: usize, carry: Carry) -> Carry {
        let later = |task: &'p Task| task.windows[day..].iter().flatten().map(|&(from, _)| from);
        let tasks = || self.problem.tasks.iter();
        let leaves = tasks()
            .flat_map(|task| later(task).map(|from| from - self.ways.minutes(0, task.place)))
            .min();
        let works = tasks().filter(|task| task.working).flat_map(later).min();
        let rest_is_ahead = matches!(self.rest, Rest::Before(at) if at >= day);
        let Problem { daily_rest, weekly_rest, .. } = *self.problem;
        let rest = if rest_is_ahead { weekly_rest.max(daily_rest) } else { daily_rest };
        let felt = |&worked: &i32| works.is_some_and(|from| worked + rest > from);
        let home = if leaves.is_some_and(|from| carry.home > from) {
            carry.home
        } else {
            Carry::START.home
        };
        // Without any end of working time the rest is from the Monday on.
        let worked = if rest_is_ahead { carry.worked } else { carry.worked.filter(felt) };
        Carry { home, worked }
    }
}

/// The tasks of a set.
fn tasks_of(set: u32) -> impl Iterator<Item = usize> {
    (0..Week::MOST).filter(move |at| set >> at & 1 == 1)
}

/// The sets of tasks that fit on a day if nothing was before it, the largest
/// first. What fits does so with less, so that sets grow from those that fit.
fn fitting_sets(
    problem: &Problem,
    ways: &Ways,
    day: usize,
    effort: &mut Effort,
) -> Result<Vec<u32>, TooHard> {
    let mut sets = vec![0_u32];
    let mut at = 0;
    while let Some(&set) = sets.get(at) {
        at += 1;
        // Each set once: with its tasks in order.
        let next = 32 - set.leading_zeros() as usize;
        for task in next..problem.tasks.len() {
            let more: Vec<usize> = tasks_of(set).chain([task]).collect();
            effort.spend(1 << more.len())?;
            let free = i32::MIN / 2;
            if !orders((problem, ways), (day, &more), Carry::START, free).is_empty() {
                sets.push(set | 1 << task);
            }
        }
    }
    sets.sort_by_key(|set| Reverse((set.count_ones(), set.reverse_bits())));
    Ok(sets)
}
