//! What a participant wants: which part of the profile they decide alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::ProfileSource;
use etablera_domain::{Participant, ParticipantId, Reach, Shift, Stance, WeeklyHours, Wishes};

use crate::office::case::Entry;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Role};

commands! {
    /// Writes down what a participant wants. What is given takes the place of
    /// what the profile says; the rest of the profile stays.
    RecordWish {
        /// Whose.
        participant: ParticipantId,
        /// Which needs, employers and occupations, and which not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wishes: Option<Wishes>,
        /// How many hours a week.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<WeeklyHours>,
        /// Which shifts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shifts: Option<BTreeMap<Shift, Stance>>,
        /// How far from home.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reach: Option<Reach>,
        /// From which day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        available_from: Option<NaiveDate>,
        /// The day it was said; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

impl RecordWish {
    /// The profile with these wishes; none where nothing is wished.
    fn applied(&self, mut profile: Participant) -> Option<Participant> {
        // Taken apart, so that a new field cannot be forgotten here.
        let Self { participant: _, wishes, hours, shifts, reach, available_from, on: _ } =
            self.clone();
        let given = [
            wishes.map(|wishes| profile.wishes = wishes),
            hours.map(|hours| profile.hours = Some(hours)),
            shifts.map(|shifts| profile.shifts = shifts),
            reach.map(|reach| profile.reach = Some(reach)),
            available_from.map(|day| profile.available_from = Some(day)),
        ];
        given.iter().any(Option::is_some).then_some(profile)
    }
}

/// Writes down what a participant wants, as the next profile; where there is
/// none yet, as the first.
///
/// # Errors
///
/// When the caller may not, the case is closed, nothing is wished, or the
/// profile cannot be read.
pub fn record_wish<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordWish,
) -> UseCase<'a, Entry> {
    office.run(call, ("record_wish", command), async move |work| {
        let (subject, case) = work.open_case(Action::RecordWish, &command.participant).await?;
        let on = work.day(command.on)?;
        let known = work.profile_of(&case).await?.map(|seen| seen.profile);
        let known = known.unwrap_or_else(|| Participant::new(case.id.clone()));
        let wished = command.applied(known).ok_or_else(|| {
            CaseError::wrong(
                "nothing is wished: expected `wishes`, `hours`, `shifts`, `reach` or \
                     `available_from`",
            )
        })?;
        let source = match call.caller.role {
            Role::Participant => ProfileSource::Participant,
            _ => ProfileSource::Interview,
        };
        work.keep_profile(&subject, (&wished, source), on).await
    })
}
