//! Objections to how a participant's data are used (GDPR, Art. 21).
//!
//! While one waits for an answer, and for good where it is upheld, the
//! participant is in no list, is not explained or proposed, or no employer is
//! told about them, depending on what they object to.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Case, Code, Happening, Processing, Settlement, Subject};
use etablera_storage::DocumentKind;

use crate::office::case::{Entry, not_erased, said};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Records that a participant objects to how their data are used.
    Object {
        /// Who.
        participant: ParticipantId,
        /// To which use.
        to: Processing,
        /// The grounds, in their words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Records that a participant takes an objection back.
    WithdrawObjection {
        /// Who.
        participant: ParticipantId,
        /// To which use.
        to: Processing,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Answers an objection.
    SettleObjection {
        /// Whose.
        participant: ParticipantId,
        /// To which use.
        to: Processing,
        /// Whether it stands; if not, the use goes on.
        upheld: bool,
        /// Why, such as `compelling_grounds`.
        reason: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Records that a participant objects to how their data are used, which halts
/// that use at once. It can be done in a closed case too.
///
/// # Errors
///
/// When the caller may not, the grounds are given and empty, or they object
/// already.
pub fn object<'a>(office: &'a Office, call: &'a Call, command: &'a Object) -> UseCase<'a, Entry> {
    office.run(call, ("object", command), async move |work| {
        let Object { participant, to, text, on } = command;
        let (subject, case) = work.case(Action::Object, participant).await?;
        not_erased(&subject, &case)?;
        if case.objects_to(*to) {
            let text = format!("`{subject}` objects to this already: expected another use");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        let note = match text {
            None => None,
            Some(text) => {
                let text = said("text", text)?.to_owned();
                Some(work.file(&subject, DocumentKind::Note, text).await?)
            }
        };
        work.enter(&subject, on, (note, Happening::Objected { to: *to, note })).await
    })
}

/// Records that a participant takes an objection back, also one that was
/// upheld: the use may go on. That is for them and for whoever holds their
/// case, not for all who work with it.
///
/// # Errors
///
/// When the caller may not, or there is no such objection.
pub fn withdraw_objection<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a WithdrawObjection,
) -> UseCase<'a, Entry> {
    office.run(call, ("withdraw_objection", command), async move |work| {
        let WithdrawObjection { participant, to, on } = command;
        let (subject, case) = work.case(Action::WithdrawObjection, participant).await?;
        not_erased(&subject, &case)?;
        if !case.objects_to(*to) {
            return Err(none(&subject));
        }
        let on = work.day(*on)?;
        let reason = "withdrawn".parse().map_err(|_| none(&subject))?;
        let what =
            Happening::ObjectionSettled { to: *to, settlement: Settlement::Withdrawn, reason };
        work.enter(&subject, on, (None, what)).await
    })
}

/// Answers an objection: it stands, or there are compelling grounds and the
/// use goes on.
///
/// # Errors
///
/// When the caller may not, or no such objection waits for an answer.
pub fn settle_objection<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SettleObjection,
) -> UseCase<'a, Entry> {
    office.run(call, ("settle_objection", command), async move |work| {
        let SettleObjection { participant, to, upheld, reason, on } = command.clone();
        let (subject, case) = work.case(Action::SettleObjection, &participant).await?;
        not_erased(&subject, &case)?;
        let waits = case.objections.get(&to).is_some_and(|one| one.settled.is_none());
        if !waits {
            return Err(none(&subject));
        }
        let on = work.day(on)?;
        let settlement = if upheld { Settlement::Upheld } else { Settlement::Overruled };
        let what = Happening::ObjectionSettled { to, settlement, reason };
        work.enter(&subject, on, (None, what)).await
    })
}

fn none(subject: &Subject) -> CaseError {
    CaseError::wrong(format!("`{subject}` does not object to this: expected an objection"))
}

impl Work<'_> {
    /// Goes on only while the participant does not object.
    pub(in crate::office) fn not_objected(
        &self,
        subject: &Subject,
        case: &Case,
        to: Processing,
    ) -> Result<(), CaseError> {
        if !case.objects_to(to) {
            return Ok(());
        }
        let to = match to {
            Processing::Matching => "being matched",
            Processing::Disclosure => "others being told about them",
        };
        Err(CaseError::wrong(format!(
            "`{subject}` objects to {to}: expected an answer that overrules it first"
        )))
    }
}
