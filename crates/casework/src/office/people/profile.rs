//! What a person can do and wants, and the interviews it comes from.

use chrono::NaiveDate;
use etablera_domain::event::{Case, Happening, ProfileSource, Subject};
use etablera_domain::{Participant, ParticipantId};
use etablera_storage::DocumentKind;
use serde::Serialize;

use crate::office::case::{Entry, json, said};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Role};

commands! {
    /// Writes down anew what a person can do and wants.
    RecordProfile {
        /// Whose.
        participant: ParticipantId,
        /// The whole profile, in place of the one before.
        profile: Participant,
        /// Where it comes from.
        source: ProfileSource,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks for the profile that counts.
    ReadProfile {
        /// Whose.
        participant: ParticipantId,
    }
    /// Records a talk with a participant.
    Interview {
        /// With whom.
        participant: ParticipantId,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// What was noted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// What they can do and want, as it came out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profile: Option<Participant>,
    }
}

/// The profile that counts.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct ProfileSeen {
    /// What the person can do and wants.
    pub profile: Participant,
    /// Since when it counts.
    pub on: NaiveDate,
    /// Where it comes from.
    pub source: ProfileSource,
}

/// Writes down anew what a person can do and wants.
///
/// # Errors
///
/// When the caller may not, the case is closed, or the profile is somebody
/// else's or claims an occupation twice.
pub fn record_profile<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordProfile,
) -> UseCase<'a, Entry> {
    office.run(call, ("record_profile", command), async move |work| {
        let RecordProfile { participant, profile, source, on } = command;
        let (subject, _) = work.open_case(Action::ChangeProfile, participant).await?;
        let on = work.day(*on)?;
        if call.caller.role == Role::Participant && *source != ProfileSource::Participant {
            let text = "participants write for themselves: expected the source `participant`";
            return Err(CaseError::wrong(text));
        }
        work.keep_profile(&subject, (profile, *source), on).await
    })
}

/// The profile that counts; none where nobody has written one.
///
/// # Errors
///
/// When the caller may not.
pub fn read_profile<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadProfile,
) -> UseCase<'a, Option<ProfileSeen>> {
    office.look(call, async move |work| {
        let (_, case) = work.case(Action::ReadProfile, &command.participant).await?;
        work.profile_of(&case).await
    })
}

/// Records a talk with a participant.
///
/// # Errors
///
/// When the caller may not, the case is closed, the note is empty, or the
/// profile is not right.
pub fn interview<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Interview,
) -> UseCase<'a, Entry> {
    office.run(call, ("interview", command), async move |work| {
        let Interview { participant, on, note, profile } = command;
        let (subject, _) = work.open_case(Action::Interview, participant).await?;
        let on = work.day(*on)?;
        if let Some(profile) = profile {
            work.may(Action::ChangeProfile, &subject).await?;
            work.keep_profile(&subject, (profile, ProfileSource::Interview), on).await?;
        }
        let note = match note {
            None => None,
            Some(text) => {
                let text = said("note", text)?.to_owned();
                Some(work.file(&subject, DocumentKind::Note, text).await?)
            }
        };
        work.enter(&subject, on, (note, Happening::Interviewed { note })).await
    })
}

impl Work<'_> {
    /// Keeps a profile as the one that counts.
    pub(in crate::office) async fn keep_profile(
        &mut self,
        subject: &Subject,
        (profile, source): (&Participant, ProfileSource),
        on: NaiveDate,
    ) -> Result<Entry, CaseError> {
        if profile.id.as_str() != subject.id() {
            return Err(CaseError::wrong(format!(
                "the profile is of `{}`: expected that of `{subject}`",
                profile.id
            )));
        }
        profile.check().map_err(|error| CaseError::wrong(error.to_string()))?;
        let document = self.file(subject, DocumentKind::Profile, json(profile)?).await?;
        let what = Happening::ProfileRecorded { profile: document, source };
        self.enter(subject, on, (Some(document), what)).await
    }

    /// The profile that counts in a case.
    pub(in crate::office) async fn profile_of(
        &mut self,
        case: &Case,
    ) -> Result<Option<ProfileSeen>, CaseError> {
        let Some(profile) = &case.profile else { return Ok(None) };
        let Some(document) = self.writer.document(profile.document).await? else {
            return Ok(None);
        };
        let unreadable =
            || CaseError::wrong(format!("the profile `{}` is unreadable", document.id));
        let read = serde_json::from_str(&document.body).map_err(|_| unreadable())?;
        Ok(Some(ProfileSeen { profile: read, on: profile.on, source: profile.source }))
    }
}
