//! How a participation is made.

use chrono::NaiveDate;
use etablera_domain::event::LabourStatus;
use etablera_domain::{OperationId, ParticipantId};

use super::error::{Dated, ParticipationError, Wrong};
use super::facts::{Facts, Special};
use super::record::{Answers, Participation, Span, Stay};

/// What is said of one person in one operation, in any order; a [`Cohort`]
/// checks it.
///
/// [`Cohort`]: super::Cohort
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    made: Participation,
}

impl Builder {
    /// Nothing is said yet.
    #[must_use]
    pub fn new(person: ParticipantId, operation: OperationId) -> Self {
        let (stays, statuses, jobs) = (Vec::new(), Vec::new(), Vec::new());
        let (answers, special, facts) = (None, Special::default(), None);
        let made =
            Participation { person, operation, stays, answers, statuses, jobs, special, facts };
        Self { made }
    }

    /// They were in the operation; a leaving day of none says that they still
    /// are.
    #[must_use]
    pub fn stay(mut self, entered: NaiveDate, left: Option<NaiveDate>) -> Self {
        self.made.stays.push(Stay { entered, left });
        self
    }

    /// These are the frozen answers.
    #[must_use]
    pub fn answers(mut self, answers: impl Into<Answers>) -> Self {
        self.made.answers = Some(answers.into());
        self
    }

    /// A status of a day, whenever it was found out.
    #[must_use]
    pub fn status(mut self, of: NaiveDate, status: LabourStatus) -> Self {
        self.made.statuses.push((of, status));
        self
    }

    /// They worked for the project from a first to a last day, which may be
    /// planned.
    #[must_use]
    pub fn project_job(mut self, from: NaiveDate, until: Option<NaiveDate>) -> Self {
        self.made.jobs.push(Span { from, until });
        self
    }

    /// These are the answers of special categories.
    #[must_use]
    pub fn special(mut self, special: Special) -> Self {
        self.made.special = special;
        self
    }

    /// This is what else is known.
    #[must_use]
    pub fn facts(mut self, facts: Facts) -> Self {
        self.made.facts = (facts != Facts::default()).then(|| Box::new(facts));
        self
    }

    /// The participation as known on a day.
    ///
    /// # Errors
    /// The first thing wrong.
    pub fn build(self, today: NaiveDate) -> Result<Participation, ParticipationError> {
        let mut made = self.made;
        // Of two from one day, the one that goes on is the later.
        made.stays.sort_unstable_by_key(|stay| (stay.entered, stay.left.unwrap_or(NaiveDate::MAX)));
        made.statuses.sort_unstable();
        made.jobs.sort_unstable();
        let checked = check_stays(&made.stays)
            .and_then(|()| check_work(&made))
            .and_then(|()| check_days(&made, today));
        match checked {
            Ok(()) => Ok(made),
            Err(why) => {
                let (person, operation) = (made.person, made.operation);
                Err(ParticipationError { person, operation, why })
            }
        }
    }
}

/// Stays follow on each other, and one may begin on the day another ends.
fn check_stays(stays: &[Stay]) -> Result<(), Wrong> {
    if stays.is_empty() {
        return Err(Wrong::NeverEntered);
    }
    for stay in stays {
        if let Some(left) = stay.left.filter(|left| *left < stay.entered) {
            return Err(Wrong::LeftBeforeEntry { entered: stay.entered, left });
        }
    }
    let open = |pair: &&[Stay]| pair[0].left.is_none_or(|left| left > pair[1].entered);
    match stays.windows(2).find(open) {
        Some(pair) => Err(Wrong::TwoOpen { first: pair[0].entered, second: pair[1].entered }),
        None => Ok(()),
    }
}

fn check_work(made: &Participation) -> Result<(), Wrong> {
    for job in &made.jobs {
        if let Some(until) = job.until.filter(|until| *until < job.from) {
            return Err(Wrong::JobBackwards { from: job.from, until });
        }
    }
    if let Some(pair) = made.statuses.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(Wrong::TwoStatuses { day: pair[0].0 });
    }
    let (since, entered) = (made.facts().and_then(|facts| facts.unemployed_since), made.entered());
    match since.filter(|since| *since > entered) {
        Some(since) => Err(Wrong::UnemployedAfterEntry { since, entered }),
        None => Ok(()),
    }
}

/// Nothing is of a day to come, but for the end of a job.
fn check_days(made: &Participation, today: NaiveDate) -> Result<(), Wrong> {
    let mut days: Vec<(Dated, NaiveDate)> = Vec::new();
    for stay in &made.stays {
        days.push((Dated::Entering, stay.entered));
        days.extend(stay.left.map(|left| (Dated::Leaving, left)));
    }
    days.extend(made.statuses.iter().map(|(of, _)| (Dated::Status, *of)));
    days.extend(made.jobs.iter().map(|job| (Dated::ProjectJob, job.from)));
    days.extend(made.answers.map(|answers| (Dated::Answers, answers.frozen_on)));
    if let Some(facts) = made.facts() {
        days.extend(facts.qualified.map(|on| (Dated::Qualification, on)));
        days.extend(facts.improvements.keys().map(|on| (Dated::Improvement, *on)));
        days.extend(facts.measures.values().map(|on| (Dated::Measure, *on)));
        days.extend(facts.language.after.known().map(|(on, _)| (Dated::Measure, *on)));
        let applied = facts.recognition_applied.iter().chain(&facts.residence_applied);
        days.extend(applied.map(|on| (Dated::Application, *on)));
    }
    match days.into_iter().find(|(_, day)| *day > today) {
        Some((what, day)) => Err(Wrong::Future { what, day, today }),
        None => Ok(()),
    }
}
