//! One replication: the same people, with what there is.
//!
//! On each day, those whose stage ended the day before go on, by number, then
//! those who come join the queue, and then stages begin: later stages before
//! earlier ones, so that nobody new takes what somebody on the way waits for,
//! and in the order of each queue. Whoever waits holds nothing.

use std::collections::VecDeque;

use super::draw::{Fates, Goes, Step};
use super::model::Model;
use super::stage::{Resource, Stay};

/// How many of each resource people are served at a time.
pub(super) type Room = [u32; 4];

/// So many that nobody ever waits.
pub(super) const NO_LIMIT: Room = [u32::MAX; 4];

/// What became of one replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// The days on which somebody reached the goal, in order.
    pub(super) reached_on: Vec<u32>,
    /// Days that people held each resource.
    pub(super) used_days: [u64; 4],
    /// Days that people waited while none of a resource was left that their
    /// next stage takes.
    pub(super) lacking_days: [u64; 4],
    /// The most of each in use at a time.
    pub(super) peak: Room,
    /// By stage, how many began it.
    pub(super) began: Vec<u32>,
    /// By stage, the days that people waited for it, of whoever began or not.
    pub(super) waited_days: Vec<u64>,
}

struct Run<'m> {
    model: &'m Model,
    fates: &'m Fates,
    room: Room,
    used: Room,
    /// By stage, the people who wait for it.
    queues: Vec<VecDeque<u32>>,
    /// By person, the step that comes next.
    next: Vec<u32>,
    counted: Vec<bool>,
    /// By day, who is free again then.
    free_on: Vec<Vec<u32>>,
    outcome: Outcome,
}

/// Runs one replication.
pub(super) fn run(model: &Model, fates: &Fates, room: Room) -> Outcome {
    let stages = model.programme.stages.len();
    let mut run = Run {
        model,
        fates,
        room,
        used: [0; 4],
        queues: vec![VecDeque::new(); stages],
        next: fates.people.iter().map(|person| person.first).collect(),
        counted: vec![false; fates.people.len()],
        free_on: vec![Vec::new(); model.days],
        outcome: Outcome {
            began: vec![0; stages],
            waited_days: vec![0; stages],
            ..Outcome::default()
        },
    };
    let mut arrived = 0;
    for day in 0..model.days {
        run.release(day);
        while fates.people.get(arrived).is_some_and(|person| person.arrives as usize <= day) {
            run.queues[0].push_back(arrived as u32);
            arrived += 1;
        }
        if model.open[day] {
            run.begin(day);
        }
        run.account(day);
    }
    run.outcome.reached_on.sort_unstable();
    run.outcome
}

impl Run<'_> {
    fn step(&self, person: u32) -> Step {
        self.fates.steps[self.next[person as usize] as usize]
    }

    fn release(&mut self, day: usize) {
        let mut free = std::mem::take(&mut self.free_on[day]);
        free.sort_unstable();
        for person in free {
            let step = self.step(person);
            let uses = self.model.programme.stages[usize::from(step.stage)].uses;
            for resource in Resource::ALL.into_iter().filter(|one| uses.holds(*one)) {
                self.used[resource.at()] -= 1;
            }
            let to = match step.goes {
                Goes::Leaves => continue,
                Goes::Again => 0,
                Goes::On => usize::from(step.stage) + 1,
            };
            if let Some(queue) = self.queues.get_mut(to) {
                self.next[person as usize] += 1;
                queue.push_back(person);
            }
        }
    }

    /// Whether a stage finds everything it takes.
    fn fits(&self, stage: usize) -> bool {
        let uses = self.model.programme.stages[stage].uses;
        let left = |one: Resource| self.used[one.at()] < self.room[one.at()];
        Resource::ALL.into_iter().all(|one| !uses.holds(one) || left(one))
    }

    fn begin(&mut self, day: usize) {
        for stage in (0..self.queues.len()).rev() {
            while self.fits(stage) {
                let Some(person) = self.queues[stage].pop_front() else { break };
                self.start(person, stage, day);
            }
        }
    }

    fn start(&mut self, person: u32, stage: usize, day: usize) {
        let step = self.step(person);
        let uses = self.model.programme.stages[stage].uses;
        for resource in Resource::ALL.into_iter().filter(|one| uses.holds(*one)) {
            let used = &mut self.used[resource.at()];
            *used += 1;
            let peak = &mut self.outcome.peak[resource.at()];
            *peak = (*peak).max(*used);
        }
        self.outcome.began[stage] += 1;
        let last = self.last_day(step, day);
        if last + 1 < self.model.days {
            self.free_on[last + 1].push(person);
        }
        let through = stage + 1 == self.queues.len() && step.goes == Goes::On;
        let reached = match self.model.mark {
            Some(mark) => (mark == stage).then_some(day),
            None => (through && last < self.model.days).then_some(last),
        };
        let counted = &mut self.counted[person as usize];
        if let Some(on) = reached.filter(|_| !*counted) {
            *counted = true;
            self.outcome.reached_on.push(on as u32);
        }
    }

    /// The last day of a stage that begins on a day; the number of days where
    /// it is beyond.
    fn last_day(&self, step: Step, day: usize) -> usize {
        let (stage, days) = (usize::from(step.stage), self.model.days);
        let mut last = match self.model.programme.stages[stage].stay {
            Stay::Fixed(_) => self.model.ends[stage][day] as usize,
            Stay::Memoryless { .. } => (day + step.days as usize - 1).min(days),
        };
        for _ in 0..step.extensions {
            let Some(longer) = self.model.extended[stage].get(last + 1) else { return days };
            last = *longer as usize;
        }
        last
    }

    fn account(&mut self, day: usize) {
        for (sum, used) in self.outcome.used_days.iter_mut().zip(self.used) {
            *sum += u64::from(used);
        }
        for stage in 0..self.queues.len() {
            let waiting = self.queues[stage].len() as u64;
            self.outcome.waited_days[stage] += waiting;
            if waiting == 0 || !self.model.open[day] {
                continue;
            }
            let uses = self.model.programme.stages[stage].uses;
            for one in Resource::ALL.into_iter().filter(|one| uses.holds(*one)) {
                if self.used[one.at()] >= self.room[one.at()] {
                    self.outcome.lacking_days[one.at()] += waiting;
                }
            }
        }
    }
}
