//! Closing a case, and opening it again.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, Happening};

use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Closes a case.
    CloseCase {
        /// Whose.
        participant: ParticipantId,
        /// Why.
        reason: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Opens a closed case again.
    ReopenCase {
        /// Whose.
        participant: ParticipantId,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Closes a case. What is open in it stays open, and is there if it is opened
/// again; times in cohorts rest until then.
///
/// # Errors
///
/// When the caller may not, or it is closed.
pub fn close_case<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CloseCase,
) -> UseCase<'a, Entry> {
    office.run(call, ("close_case", command), async move |work| {
        let CloseCase { participant, reason, on } = command;
        let (subject, _) = work.open_case(Action::CloseCase, participant).await?;
        let on = work.day(*on)?;
        work.enter(&subject, on, (None, Happening::Closed { reason: reason.clone() })).await
    })
}

/// Opens a closed case again.
///
/// # Errors
///
/// When the caller may not, it is open, or the person was erased.
pub fn reopen_case<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReopenCase,
) -> UseCase<'a, Entry> {
    office.run(call, ("reopen_case", command), async move |work| {
        let ReopenCase { participant, on } = command;
        let (subject, case) = work.case(Action::CloseCase, participant).await?;
        not_erased(&subject, &case)?;
        if case.closed.is_none() {
            let text = format!("the case of `{subject}` is open: expected a closed one");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        work.enter(&subject, on, (None, Happening::Reopened {})).await
    })
}
