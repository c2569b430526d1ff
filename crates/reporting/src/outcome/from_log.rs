//! How the log reads as what is known of somebody over time.
//!
//! | in the log | here |
//! |---|---|
//! | `enrolled` in the operation, the first time | received |
//! | `left` of the operation; `closed` where nobody left before | left, by the table of [`REASONS`](super::REASONS); who comes back has not left |
//! | `profile_recorded`, from any source | mapped; one from before counts on the day of being received |
//! | `accepted` by staff, of a proposal | matched: a proposal alone decides nothing |
//! | `stage_started` of any kind | matched at the latest; one from before being received counts on that day |
//! | `stage_started` of a trial | trial |
//! | `stage_started` of an employment, `job_started`, `left` for work | employed |
//! | `stage_started` of an introduction or of bridging | began what retention is counted from |
//! | `status_observed` | found; in a job of the project nothing else is |
//! | a stage of an employment | in the programme on each of its days |
//! | `job_started` | found working on its day |
//! | `left` or `closed` by moving away or dying | found so, until they come back |
//!
//! Steps count from being received to leaving, both days included; what lies
//! between two times in the operation does not. A correction takes the place
//! of what it corrects, on its own day, and what was taken back never
//! happened. Nothing is read of a text about the person, so that who was
//! erased counts as before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{
    Case, Code, Event, Happening, LabourStatus, Party, Recorded, Stage, Subject, effective,
    state_on,
};
use etablera_domain::{OperationId, ParticipantId, PlacementId};

use super::drift::Worked;
use super::followed::{Began, Ending, Followed, Situation, Step};
use super::reasons::{LEFT_EMPLOYER, ending, reason_of};
use crate::participation::project_spans;

/// How a log is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogReading {
    /// The day of the report: what happened later is not known.
    pub on: NaiveDate,
    /// How codes for leaving are read that the table does not have, or reads
    /// otherwise.
    pub endings: BTreeMap<Code, Ending>,
}

/// What the log says of one person in one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The way.
    pub followed: Followed,
    /// The time that was reported of placements, of months in the operation.
    pub worked: Worked,
    /// The codes for leaving that nobody knows how to read.
    pub unread: BTreeSet<Code>,
}

/// Reads what happened to somebody, from all events about them in any order;
/// none if they had not entered the operation by the day.
#[must_use]
pub fn trail(
    person: &ParticipantId,
    operation: &OperationId,
    (events, reading): (&[Recorded], &LogReading),
) -> Option<Trail> {
    let known = effective(events).into_iter().filter(|event| event.occurred_on <= reading.on);
    let known: Vec<&Event> = known.collect();
    let times = Times::of((person, operation), &known, reading);
    let received = times.stays.first()?.entered;
    let state = state_on(&Subject::Participant(person.clone()), events, reading.on);
    let case = state.case();
    let spans = case.map(|case| project_spans(case, operation)).unwrap_or_default();
    let walk = Walk::of(person, &known, &times);
    let mut found = walk.found;
    found.retain(|day, is| {
        let in_project = spans.iter().any(|span| span.contains(*day));
        *day >= received && (!in_project || walk.jobs.contains(day) || *is == Situation::Unknown)
    });
    found.extend(times.gone.iter().map(|(day, is)| (*day, *is)));
    let followed = Followed {
        person: person.clone(),
        received,
        steps: walk.steps,
        left: times.left(),
        found,
        in_programme: spans,
        began: walk.began.map(|on| Began { on, left_employer: walk.left_employer }),
    };
    let worked = case.map(|case| worked(case, &times)).unwrap_or_default();
    Some(Trail { followed, worked, unread: times.unread })
}

/// Time in the operation.
#[derive(Clone, Copy)]
struct Stay {
    entered: NaiveDate,
    left: Option<(NaiveDate, Ending)>,
}

impl Stay {
    fn contains(&self, day: NaiveDate) -> bool {
        self.entered <= day && self.left.is_none_or(|(left, _)| day <= left)
    }
}

/// All times in the operation, and what leaving said.
#[derive(Default)]
struct Times {
    /// The days on which this operation was left for having left the employer.
    left_employer: BTreeSet<NaiveDate>,
    stays: Vec<Stay>,
    /// Moved away or dead, by the day.
    gone: BTreeMap<NaiveDate, Situation>,
    /// The days of leaving for work.
    hired: BTreeSet<NaiveDate>,
    unread: BTreeSet<Code>,
}

impl Times {
    fn of(
        (person, operation): (&ParticipantId, &OperationId),
        events: &[&Event],
        reading: &LogReading,
    ) -> Self {
        let own = Subject::Participant(person.clone());
        let mut times = Self::default();
        let mut closed: Option<(NaiveDate, &Code)> = None;
        for event in events.iter().filter(|event| event.stream == own) {
            let on = event.occurred_on;
            match &event.what {
                Happening::Enrolled { operation: of, .. } if of == operation => {
                    // Whoever is back is found here.
                    times.gone.clear();
                    times.stays.push(Stay { entered: on, left: None });
                }
                Happening::Left { operation: of, reason } if of == operation => {
                    if reason.as_str() == LEFT_EMPLOYER {
                        times.left_employer.insert(on);
                    }
                    times.leave(on, (reason, reading));
                }
                Happening::Closed { reason } => closed = Some((on, reason)),
                Happening::Reopened {} => {
                    closed = None;
                    times.gone.clear();
                }
                _ => {}
            }
        }
        if let Some((on, reason)) = closed {
            times.close(on, (reason, reading));
        }
        times
    }

    fn leave(&mut self, on: NaiveDate, (reason, reading): (&Code, &LogReading)) {
        let Some(last) = self.stays.last_mut().filter(|last| last.left.is_none()) else { return };
        let how = ending(reason, &reading.endings);
        last.left = Some((on, how));
        if how == Ending::Unknown {
            self.unread.insert(reason.clone());
        }
        let known = reason_of(reason.as_str());
        if known.is_some_and(|known| known.employs) {
            self.hired.insert(on);
        }
        self.gone.extend(known.and_then(|known| known.found).map(|found| (on, found)));
    }

    /// A case that stays closed: who had not left has, and who had may have
    /// moved away or died since.
    fn close(&mut self, on: NaiveDate, (reason, reading): (&Code, &LogReading)) {
        let Some(last) = self.stays.last().filter(|last| last.entered <= on) else { return };
        if last.left.is_none() {
            return self.leave(on, (reason, reading));
        }
        let found = reason_of(reason.as_str()).and_then(|known| known.found);
        self.gone.extend(found.map(|found| (on, found)));
    }

    fn left(&self) -> Option<(NaiveDate, Ending)> {
        self.stays.last().and_then(|last| last.left)
    }

    /// The time in the operation that a day lies in.
    fn stay(&self, day: NaiveDate) -> Option<&Stay> {
        self.stays.iter().find(|stay| stay.contains(day))
    }
}

/// What happened on the way.
#[derive(Default)]
struct Walk {
    steps: BTreeMap<Step, NaiveDate>,
    found: BTreeMap<NaiveDate, Situation>,
    jobs: BTreeSet<NaiveDate>,
    began: Option<NaiveDate>,
    left_employer: Option<NaiveDate>,
    /// When staff first said yes, by placement.
    accepted: BTreeMap<PlacementId, NaiveDate>,
}

impl Walk {
    fn of(person: &ParticipantId, events: &[&Event], times: &Times) -> Self {
        let own = Subject::Participant(person.clone());
        let mut walk = Self::default();
        for event in events {
            match &event.stream {
                Subject::Placement(placement) => walk.place(placement, event, times),
                stream if *stream == own => walk.meet(event, times),
                _ => {}
            }
        }
        for day in &times.hired {
            walk.step(Step::Employed, *day);
        }
        // A job outside is what they do on its day, whatever else was noted.
        walk.found.extend(walk.jobs.iter().map(|day| (*day, Situation::Working)));
        walk
    }

    fn step(&mut self, step: Step, day: NaiveDate) {
        let first = self.steps.entry(step).or_insert(day);
        *first = day.min(*first);
    }

    /// What happens to the person themself.
    fn meet(&mut self, event: &Event, times: &Times) {
        let on = event.occurred_on;
        match &event.what {
            Happening::ProfileRecorded { .. } => {
                let received = times.stays.first().map(|stay| stay.entered.max(on));
                if let Some(day) = received.filter(|day| times.stay(*day).is_some()) {
                    self.step(Step::Mapped, day);
                }
            }
            Happening::StatusObserved { status } => {
                self.found.insert(on, situation(*status));
            }
            Happening::JobStarted { .. } => {
                self.jobs.insert(on);
                if times.stay(on).is_some() {
                    self.step(Step::Employed, on);
                }
            }
            Happening::Left { reason, .. } if times.left_employer.contains(&on) => {
                self.leaves_employer(reason, on);
            }
            _ => {}
        }
    }

    /// What happens at a placement of theirs.
    fn place(&mut self, placement: &PlacementId, event: &Event, times: &Times) {
        let on = event.occurred_on;
        match &event.what {
            Happening::Accepted { by: Party::Staff } => {
                self.accepted.entry(placement.clone()).or_insert(on);
                if times.stay(on).is_some() {
                    self.step(Step::Matched, on);
                }
            }
            Happening::StageStarted { stage, .. } => {
                let Some(stay) = times.stay(on) else { return };
                let accepted = self.accepted.get(placement).copied().unwrap_or(on);
                self.step(Step::Matched, accepted.max(stay.entered));
                match stage {
                    Stage::Trial => self.step(Step::Trial, on),
                    Stage::Employment => self.step(Step::Employed, on),
                    Stage::Introduction | Stage::Bridging => {
                        self.began.get_or_insert(on);
                    }
                }
            }
            Happening::StageDecided { reason, .. } | Happening::PlacementEnded { reason } => {
                self.leaves_employer(reason, on);
            }
            _ => {}
        }
    }

    fn leaves_employer(&mut self, reason: &Code, on: NaiveDate) {
        if reason.as_str() == LEFT_EMPLOYER && self.began.is_some() {
            self.left_employer.get_or_insert(on);
        }
    }
}

fn situation(status: LabourStatus) -> Situation {
    match status {
        LabourStatus::Employed => Situation::Working,
        LabourStatus::InEducation => Situation::Studying,
        LabourStatus::Unemployed | LabourStatus::LongTermUnemployed | LabourStatus::Inactive => {
            Situation::Neither
        }
        LabourStatus::ProgrammeEmployed => Situation::InProgramme,
        LabourStatus::Unknown => Situation::Unknown,
    }
}

/// The time that was reported of placements that began in the operation.
fn worked(case: &Case, times: &Times) -> Worked {
    let began = |day: NaiveDate| times.stay(day).is_some();
    let placements = case.placements.values();
    let own = placements.filter(|one| one.stages.iter().any(|run| began(run.start)));
    own.fold(Worked::default(), |sum, placement| {
        let time = placement.total_time();
        Worked {
            work: sum.work.saturating_add(time.work_minutes),
            training: sum.training.saturating_add(time.training_minutes),
        }
    })
}
