//! Special categories of data: written whole, read by purpose.

use etablera_domain::ParticipantId;
use etablera_domain::event::Subject;
use etablera_storage::{Special, SpecialPurpose, SpecialView};

use crate::office::case::not_erased;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office};
use crate::policy::{Action, Purpose};

commands! {
    /// Keeps what a participant has said where nobody has to answer.
    RecordSpecial {
        /// What they said, in place of what they said before.
        special: Special,
        /// What it is needed for.
        purpose: Purpose,
    }
    /// Asks for what a participant has said, as far as a purpose needs it.
    ReadSpecial {
        /// Who.
        participant: ParticipantId,
        /// What for.
        purpose: Purpose,
    }
}

/// What a purpose may see in the store.
pub(in crate::office) fn seen_for(purpose: Purpose) -> SpecialPurpose {
    match purpose {
        Purpose::Indicator => SpecialPurpose::Indicator,
        Purpose::Subsidy => SpecialPurpose::Subsidy,
        Purpose::Audit => SpecialPurpose::Audit,
    }
}

/// Keeps what a participant has said. It stands in no event.
///
/// # Errors
///
/// When the caller may not, the person was erased, or the day lies in the
/// future.
pub async fn record_special(
    office: &Office,
    call: &Call,
    command: &RecordSpecial,
) -> Result<(), CaseError> {
    office
        .run(call, ("record_special", command), async |work| {
            let RecordSpecial { special, purpose } = command;
            let subject = Subject::from(special.participant.clone());
            let resource = work.resource(&subject).await?;
            work.may_on(Action::ChangeSpecial, &resource, Some(*purpose))?;
            let case = work.registered_case(&subject).await?;
            not_erased(&subject, &case.ok_or_else(|| CaseError::Absent(subject.clone()))?)?;
            work.day(Some(special.asked_on))?;
            Ok(work.writer.put_special(special).await?)
        })
        .await
}

/// What a participant has said, as far as a purpose needs it.
///
/// # Errors
///
/// When the caller may not, or not for this purpose.
pub async fn read_special(
    office: &Office,
    call: &Call,
    command: &ReadSpecial,
) -> Result<Option<SpecialView>, CaseError> {
    office
        .act(call, async |work| {
            let ReadSpecial { participant, purpose } = command;
            let resource = work.resource(&participant.clone().into()).await?;
            work.may_on(Action::ReadSpecial, &resource, Some(*purpose))?;
            let warrant = work.take_warrant();
            Ok(work.writer.special(participant, seen_for(*purpose), &warrant).await?)
        })
        .await
}
