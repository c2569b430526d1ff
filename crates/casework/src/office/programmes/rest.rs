//! Times in which a programme rests.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, Happening};

use crate::office::case::Entry;
use crate::office::commands::commands;
use crate::office::{Call, Office, UseCase};

commands! {
    /// Lets the programme rest.
    Pause {
        /// Whose.
        participant: ParticipantId,
        /// Why, coarsely: one of the programme's reasons.
        reason: Code,
        /// The first day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Lets it go on.
    Resume {
        /// Whose.
        participant: ParticipantId,
        /// The first day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Lets the programme rest. Where the programme says so, the end of the stage
/// moves with it.
///
/// # Errors
///
/// When the caller may not, the participant is in no programme, it rests
/// already, or the programme has no such reason.
pub fn pause<'a>(office: &'a Office, call: &'a Call, command: &'a Pause) -> UseCase<'a, Entry> {
    office.run(call, ("pause", command), async move |work| {
        let (subject, _) = work.on_the_way(&command.participant).await?;
        let on = work.day(command.on)?;
        let what = Happening::Paused { reason: command.reason.clone() };
        work.enter(&subject, on, (None, what)).await
    })
}

/// Lets the programme go on.
///
/// # Errors
///
/// When the caller may not, or it does not rest.
pub fn resume<'a>(office: &'a Office, call: &'a Call, command: &'a Resume) -> UseCase<'a, Entry> {
    office.run(call, ("resume", command), async move |work| {
        let (subject, _) = work.on_the_way(&command.participant).await?;
        let on = work.day(command.on)?;
        work.enter(&subject, on, (None, Happening::Resumed {})).await
    })
}
