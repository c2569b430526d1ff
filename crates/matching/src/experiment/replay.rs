//! One contender through one log, period by period.

use super::desk::{Desk, Snapshot};
use super::foresight::Foresight;
use super::{Case, StudyError};
use crate::assignment::{Instance, Plan};
use crate::strategy::{LookAhead, Potentials, Strategy};

/// When people are placed. A seat once given stays given in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In every period all who wait, together; who gets no seat waits on.
    Rounds,
    /// Each when they come, alone and in order; who gets no seat goes.
    Online,
}

/// A strategy as it is compared.
#[derive(Debug)]
pub struct Contender {
    /// The name in reports, each once in a study.
    pub name: String,
    /// What solves each round.
    pub strategy: Box<dyn Strategy>,
    /// When people are placed.
    pub mode: Mode,
    /// Whether each round is shifted by what seats and waiting are worth
    /// later, as the histories tell.
    pub looks_ahead: bool,
}

/// What came of a replay.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// Who went where.
    pub plan: Plan,
    /// The period in which each participant got their seat.
    pub placed_in: Vec<Option<u32>>,
    /// How people crowd before needs.
    pub congestion: Congestion,
}

/// How many people's best pair is the same need, for each seat it has left,
/// over the needs that are anybody's best and all rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Congestion {
    /// The most.
    pub largest: f64,
    /// The mean; 0 where nobody has a pair.
    pub mean: f64,
}

/// Replays a case under a contender. `exact` solves what might come, for a
/// contender that looks ahead.
///
/// # Errors
///
/// When the strategy refuses a round or breaks a promise, or `exact` does not
/// prove its plans.
pub fn replay(
    case: &Case,
    contender: &Contender,
    exact: &dyn Strategy,
) -> Result<Replayed, StudyError> {
    let log = &case.log;
    let mut desk = Desk::new(log);
    let mut crowds = Crowds::default();
    let foresight = Foresight { case, exact, mode: contender.mode };
    for period in 0..log.periods() {
        let people = match contender.mode {
            Mode::Rounds => desk.waiting(period),
            Mode::Online => desk.arriving(period),
        };
        if people.is_empty() {
            continue;
        }
        let potentials = match contender.looks_ahead {
            true => foresight.potentials(period, &people, desk.left())?,
            false => None,
        };
        let snapshot = desk.snapshot(period, people);
        crowds.add(&snapshot.instance);
        match contender.mode {
            Mode::Rounds => together(&mut desk, (period, &snapshot), contender, potentials)?,
            Mode::Online => {
                for &participant in &snapshot.people {
                    alone(&mut desk, (period, participant), contender, potentials.as_ref())?;
                }
            }
        }
    }
    let (plan, placed_in) = desk.done();
    Ok(Replayed { plan, placed_in, congestion: crowds.congestion() })
}

fn together(
    desk: &mut Desk<'_>,
    (period, snapshot): (u32, &Snapshot),
    contender: &Contender,
    potentials: Option<Potentials>,
) -> Result<(), StudyError> {
    for (at, need) in solve(snapshot, contender, potentials)?.pairs() {
        desk.seat(period, snapshot.people[at], need);
    }
    Ok(())
}

fn alone(
    desk: &mut Desk<'_>,
    (period, participant): (u32, u32),
    contender: &Contender,
    potentials: Option<&Potentials>,
) -> Result<(), StudyError> {
    let (snapshot, needs) = desk.alone(period, participant);
    let potentials = potentials.map(|all| Potentials {
        needs: needs.iter().map(|need| all.needs[*need as usize]).collect(),
        // Nobody waits here.
        participants: vec![0],
    });
    if let Some(at) = solve(&snapshot, contender, potentials)?.need_of(0) {
        desk.seat(period, participant, needs[at as usize]);
    }
    Ok(())
}

fn solve(
    snapshot: &Snapshot,
    contender: &Contender,
    potentials: Option<Potentials>,
) -> Result<Plan, StudyError> {
    let (round, strategy) = (snapshot.round(), contender.strategy.as_ref());
    let solution = match potentials {
        Some(potentials) => LookAhead::new(strategy, potentials).solve(&round)?,
        None => strategy.solve(&round)?,
    };
    let broken = |error| StudyError::Broken { contender: contender.name.clone(), error };
    solution.plan.check(&snapshot.instance).map_err(broken)?;
    Ok(solution.plan)
}

/// Congestion in the making.
#[derive(Debug, Default)]
struct Crowds {
    largest: f64,
    sum: f64,
    count: u32,
}

impl Crowds {
    /// Adds a round. Of equal pairs the earlier need is best.
    fn add(&mut self, instance: &Instance) {
        let mut people = vec![0_u32; instance.needs()];
        for participant in 0..instance.participants() {
            let row = instance.edges_of(participant).iter();
            let free = row.filter(|edge| instance.seats()[edge.need as usize] > 0);
            let best = free.min_by_key(|edge| (std::cmp::Reverse(edge.score), edge.need));
            if let Some(edge) = best {
                people[edge.need as usize] += 1;
            }
        }
        for (&people, &seats) in people.iter().zip(instance.seats()).filter(|(p, _)| **p > 0) {
            let a_seat = f64::from(people) / f64::from(seats);
            self.largest = self.largest.max(a_seat);
            self.sum += a_seat;
            self.count += 1;
        }
    }

    fn congestion(&self) -> Congestion {
        Congestion { largest: self.largest, mean: self.sum / f64::from(self.count.max(1)) }
    }
}
