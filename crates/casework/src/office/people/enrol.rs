//! Entering a person into an operation that a funder pays for.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Happening, LabourStatus, StatisticsId};
use etablera_domain::{AgeBand, EducationBand, Gender, Reply, Statistics};
use etablera_domain::{OperationId, ParticipantId};
use etablera_storage::system_random;
use serde::{Deserialize, Serialize};
use uuid::Builder;

use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Enters a person into an operation.
    Enrol {
        /// Who.
        participant: ParticipantId,
        /// Which.
        operation: OperationId,
        /// What indicators ask, as it is on the day.
        answers: Answers,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Lets a person leave an operation.
    Leave {
        /// Who.
        participant: ParticipantId,
        /// Which.
        operation: OperationId,
        /// Why.
        reason: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Records the status on the labour market.
    ObserveStatus {
        /// Whose.
        participant: ParticipantId,
        /// Which.
        status: LabourStatus,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// What indicators ask; nobody has to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Answers {
    /// The age.
    pub age: Reply<AgeBand>,
    /// The gender.
    pub gender: Reply<Gender>,
    /// The highest education.
    pub education: Reply<EducationBand>,
    /// The status on the labour market before.
    pub labour: Reply<LabourStatus>,
    /// Whether a citizen of no country of the Union.
    pub third_country: Reply<bool>,
    /// Whether born abroad, or both parents.
    pub foreign_background: Reply<bool>,
    /// Whether homeless or excluded from housing.
    pub homeless: Reply<bool>,
    /// Whether living in a rural area.
    pub rural: Reply<bool>,
}

impl Answers {
    fn freeze(self, id: StatisticsId, frozen_on: NaiveDate) -> Statistics {
        let Self { age, gender, education, labour, .. } = self;
        let Self { third_country, foreign_background, homeless, rural, .. } = self;
        Statistics {
            id,
            frozen_on,
            age,
            gender,
            education,
            labour,
            third_country,
            foreign_background,
            homeless,
            rural,
        }
    }
}

/// Enters a person into an operation. The answers are frozen under a
/// pseudonym, so that they can be counted when the person is erased.
///
/// # Errors
///
/// When the caller may not, the case is closed, they are in it, or the day is
/// before they left it last.
pub fn enrol<'a>(office: &'a Office, call: &'a Call, command: &'a Enrol) -> UseCase<'a, Entry> {
    office.run(call, ("enrol", command), async move |work| {
        let Enrol { participant, operation, answers, on } = command;
        let (subject, case) = work.open_case(Action::Enrol, participant).await?;
        let last = case.enrolments.get(operation).and_then(|times| times.last());
        if last.is_some_and(|last| last.left.is_none()) {
            let text = format!("`{subject}` is in `{operation}`: expected another operation");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        let left = last.and_then(|last| last.left.as_ref()).map(|left| left.on);
        if let Some(left) = left.filter(|left| on < *left) {
            let text = format!("`{subject}` left `{operation}` on {left}: expected a later day");
            return Err(CaseError::wrong(text));
        }
        let statistics = pseudonym()?;
        work.writer.put_statistics(&answers.clone().freeze(statistics, on)).await?;
        let what = Happening::Enrolled { operation: operation.clone(), statistics };
        work.enter(&subject, on, (None, what)).await
    })
}

/// A pseudonym that says nothing, not even the time it was made.
fn pseudonym() -> Result<StatisticsId, CaseError> {
    let mut bytes = [0; 16];
    let no_random = |_| CaseError::wrong("the system gave no random bytes: try again");
    system_random(&mut bytes).map_err(no_random)?;
    Ok(StatisticsId::new(Builder::from_random_bytes(bytes).into_uuid()))
}

/// Lets a person leave an operation.
///
/// # Errors
///
/// When the caller may not, they are not in it, or the day is before they
/// entered.
pub fn leave<'a>(office: &'a Office, call: &'a Call, command: &'a Leave) -> UseCase<'a, Entry> {
    office.run(call, ("leave", command), async move |work| {
        let Leave { participant, operation, reason, on } = command;
        // Also from a closed case: leaving may be noticed late.
        let (subject, case) = work.case(Action::Enrol, participant).await?;
        not_erased(&subject, &case)?;
        let last = case.enrolments.get(operation).and_then(|times| times.last());
        let Some(last) = last.filter(|last| last.left.is_none()) else {
            let text = format!("`{subject}` is not in `{operation}`: expected one they are in");
            return Err(CaseError::wrong(text));
        };
        let on = work.day(*on)?;
        if on < last.entered {
            let text = format!("`{subject}` entered on {}: expected a later day", last.entered);
            return Err(CaseError::wrong(text));
        }
        let what = Happening::Left { operation: operation.clone(), reason: reason.clone() };
        work.enter(&subject, on, (None, what)).await
    })
}

/// Records the status on the labour market, also after the case is closed.
///
/// # Errors
///
/// When the caller may not.
pub fn observe_status<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ObserveStatus,
) -> UseCase<'a, Entry> {
    office.run(call, ("observe_status", command), async move |work| {
        let ObserveStatus { participant, status, on } = command;
        let (subject, case) = work.case(Action::ObserveStatus, participant).await?;
        not_erased(&subject, &case)?;
        let on = work.day(*on)?;
        let what = Happening::StatusObserved { status: *status };
        work.enter(&subject, on, (None, what)).await
    })
}
