//! What indicators ask besides days and statuses, noted when it is found out.

use chrono::NaiveDate;
use etablera_domain::event::{Code, EntityKind, EventId, Fact, Happening, Size, Subject, WorkStep};
use etablera_domain::{EmployerId, OperationId, ParticipantId};

use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Notes what a funder asks of somebody in an operation.
    NoteFact {
        /// Of whom.
        participant: ParticipantId,
        /// For which operation.
        operation: OperationId,
        /// What.
        fact: Fact,
        /// The day it is true of; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Notes that an operation supports an employer.
    BeginSupport {
        /// Which employer.
        employer: EmployerId,
        /// Which operation.
        operation: OperationId,
        /// What the employer is.
        kind: EntityKind,
        /// How large an enterprise it is; none where nobody knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<Size>,
        /// Since when; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Notes what became of a work that several countries make together.
    FollowWork {
        /// Of which operation.
        operation: OperationId,
        /// Which work.
        work: Code,
        /// What became of it.
        step: WorkStep,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Notes what a funder asks of somebody who is or was in an operation, also
/// after the case is closed: of some, the months after leaving are asked.
///
/// # Errors
///
/// When the caller may not, they never entered the operation, or a day cannot
/// be.
pub fn note_fact<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a NoteFact,
) -> UseCase<'a, Entry> {
    office.run(call, ("note_fact", command), async move |work| {
        let NoteFact { participant, operation, fact, on } = command.clone();
        let (subject, case) = work.case(Action::ObserveStatus, &participant).await?;
        not_erased(&subject, &case)?;
        let on = work.day(on)?;
        if !case.enrolments.contains_key(&operation) {
            let text = format!(
                "`{subject}` never entered `{operation}`: expected an operation they are or \
                     were in"
            );
            return Err(CaseError::wrong(text));
        }
        let first = case.enrolments.get(&operation).and_then(|times| times.first());
        if let (Fact::OutOfWork { since }, Some(first)) = (&fact, first)
            && *since > first.entered
        {
            let entered = first.entered;
            let text = format!(
                "out of work since {since}, and in `{operation}` since {entered}: expected a \
                     day until then"
            );
            return Err(CaseError::wrong(text));
        }
        work.enter(&subject, on, (None, Happening::FactNoted { operation, fact })).await
    })
}

/// Notes that an operation supports an employer. Noted again, it is since the
/// first day, and what the employer is can be said anew.
///
/// # Errors
///
/// When the caller may not, there is no such employer, or a public body is
/// given the size of an enterprise.
pub fn begin_support<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a BeginSupport,
) -> UseCase<'a, EventId> {
    office.run(call, ("begin_support", command), async move |work| {
        let BeginSupport { employer, operation, kind, size, on } = command.clone();
        let subject = Subject::from(employer.clone());
        work.may(Action::RecordEvent, &subject).await?;
        if work.employer_of(&employer).await?.record.is_none() {
            return Err(CaseError::Absent(subject));
        }
        if kind != EntityKind::Enterprise && size.is_some() {
            let text = "only an enterprise has a size here: expected none";
            return Err(CaseError::wrong(text));
        }
        let on = work.day(on)?;
        let what = Happening::SupportBegun { operation, kind, size };
        work.happen(&subject, on, Vec::new(), what).await
    })
}

/// Notes what became of a work that several countries make together.
///
/// # Errors
///
/// When the caller may not, the work goes on before it was begun, it took
/// effect before it was finished, or it is begun by nobody.
pub fn follow_work<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a FollowWork,
) -> UseCase<'a, EventId> {
    office.run(call, ("follow_work", command), async move |work| {
        work.may(Action::RecordEvent, &Subject::System).await?;
        let FollowWork { operation, work: name, step, on } = command.clone();
        let on = work.day(on)?;
        let system = work.system().await?;
        let known = system.works.get(&operation).and_then(|works| works.get(&name));
        let wrong = |expected: &str| {
            let text = format!("`{name}` of `{operation}`: expected {expected}");
            Err(CaseError::wrong(text))
        };
        match (&step, known) {
            (WorkStep::Begun { countries, .. }, _) if countries.is_empty() => {
                return wrong("the countries whose organisations make it");
            }
            (WorkStep::Begun { .. }, _) => {}
            (_, None) => return wrong("a work that was begun"),
            (_, Some(known)) if on < known.begun => {
                return wrong("no step before the day it was begun");
            }
            (WorkStep::TookEffect {}, Some(known))
                if known.finished.is_none_or(|finished| on < finished) =>
            {
                return wrong("a work that was finished before it took effect");
            }
            (_, Some(_)) => {}
        }
        let what = Happening::JointWork { operation, work: name.clone(), step };
        work.happen(&Subject::System, on, Vec::new(), what).await
    })
}
