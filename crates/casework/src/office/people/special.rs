//! Special categories of data: written whole, read by purpose.

use etablera_domain::ParticipantId;
use etablera_domain::event::Subject;
use etablera_storage::{Special, SpecialPurpose, SpecialView};

use crate::office::case::not_erased;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
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
pub fn record_special<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordSpecial,
) -> UseCase<'a, ()> {
    office.run(call, ("record_special", command), async move |work| {
        let RecordSpecial { special, purpose } = command;
        let subject = Subject::from(special.participant.clone());
        let resource = work.resource(&subject).await?;
        work.may_on(Action::ChangeSpecial, &resource, Some(*purpose))?;
        let case = work.registered_case(&subject).await?;
        not_erased(&subject, &case.ok_or_else(|| CaseError::Absent(subject.clone()))?)?;
        work.day(Some(special.asked_on))?;
        Ok(work.writer.put_special(special).await?)
    })
}

/// What a participant has said, as far as a purpose needs it.
///
/// # Errors
///
/// When the caller may not, or not for this purpose.
pub fn read_special<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadSpecial,
) -> UseCase<'a, Option<SpecialView>> {
    office.act(call, async move |work| {
        let ReadSpecial { participant, purpose } = command;
        let resource = work.resource(&participant.clone().into()).await?;
        work.may_on(Action::ReadSpecial, &resource, Some(*purpose))?;
        let warrant = work.take_warrant();
        Ok(work.writer.special(participant, seen_for(*purpose), &warrant).await?)
    })
}
