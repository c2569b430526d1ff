//! Who works on a case.

use chrono::NaiveDate;
use etablera_domain::event::{Code, Consent, DocumentId, EventId, Happening};
use etablera_domain::{ActorId, OrganisationId, ParticipantId, TaskId};
use etablera_storage::DocumentKind;
use serde::{Deserialize, Serialize};

use crate::office::case::{Entry, not_erased, said};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Says who holds a case.
    Assign {
        /// Whose case.
        participant: ParticipantId,
        /// Who holds it from now on.
        to: ActorId,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Hands a case over with what is open.
    HandOverCase {
        /// Whose case.
        participant: ParticipantId,
        /// Who holds it from now on.
        to: ActorId,
        /// The case in short.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<String>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Lets another organisation in on a case.
    ShareCase {
        /// Whose case.
        participant: ParticipantId,
        /// Which.
        with: OrganisationId,
        /// What for, such as `referral` or `support`: the policies go by it.
        purpose: Code,
        /// The last day of it; until it is taken back unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// An organisation that was let in on a case answers whether it takes it
    /// on.
    AnswerShare {
        /// Whose case.
        participant: ParticipantId,
        /// Whether it does; with a no it is off the case at once.
        yes: bool,
        /// Why.
        reason: Code,
    }
    /// Takes another organisation off a case.
    UnshareCase {
        /// Whose case.
        participant: ParticipantId,
        /// Which.
        with: OrganisationId,
    }
}

/// A case that went from one to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The event.
    pub event: EventId,
    /// The case in short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<DocumentId>,
    /// What is open, by the day it is due.
    pub open: Vec<TaskId>,
    /// How many events the stream has now.
    pub version: u64,
}

/// Says who holds a case, of which nothing is handed over.
///
/// # Errors
///
/// When the caller may not, the case is closed, or they hold it already.
pub fn assign<'a>(office: &'a Office, call: &'a Call, command: &'a Assign) -> UseCase<'a, Entry> {
    office.run(call, ("assign", command), async move |work| {
        let Assign { participant, to, on } = command;
        let (subject, case) = work.open_case(Action::AssignCase, participant).await?;
        if case.holder.as_ref().is_some_and(|holder| holder.actor == *to) {
            let text = format!("`{to}` holds the case of `{subject}`: expected another");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        work.enter(&subject, on, (None, Happening::CaseAssigned { to: to.clone() })).await
    })
}

/// Hands a case over, with a summary and what is open.
///
/// # Errors
///
/// When the caller may not, the case is closed, nobody holds it, or the same
/// person goes on holding it.
pub fn hand_over<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a HandOverCase,
) -> UseCase<'a, HandedOver> {
    office.run(call, ("hand_over", command), async move |work| {
        let HandOverCase { participant, to, summary, on } = command;
        let (subject, case) = work.open_case(Action::HandOver, participant).await?;
        let from = match &case.holder {
            Some(holder) if holder.actor != *to => holder.actor.clone(),
            Some(_) => {
                let text = format!("`{to}` holds the case of `{subject}`: expected another");
                return Err(CaseError::wrong(text));
            }
            None => {
                let text = format!("nobody holds the case of `{subject}`: expected `assign`");
                return Err(CaseError::wrong(text));
            }
        };
        let on = work.day(*on)?;
        let summary = match summary {
            None => None,
            Some(text) => {
                let text = said("summary", text)?.to_owned();
                Some(work.file(&subject, DocumentKind::Summary, text).await?)
            }
        };
        let open: Vec<_> = case.open_tasks().into_iter().map(|(id, ..)| id.clone()).collect();
        let all = open.iter().cloned().collect();
        let what = Happening::HandedOver { from, to: to.clone(), summary, open: all };
        let Entry { event, version, .. } = work.enter(&subject, on, (summary, what)).await?;
        Ok(HandedOver { event, summary, open, version })
    })
}

/// Lets another organisation in on a case.
///
/// # Errors
///
/// When the caller may not, the case is closed, the participant has not
/// agreed, or the organisation is on the case already.
pub fn share<'a>(office: &'a Office, call: &'a Call, command: &'a ShareCase) -> UseCase<'a, Entry> {
    office.run(call, ("share", command), async move |work| {
        let ShareCase { participant, with, purpose, until, on } = command;
        let (subject, case) = work.open_case(Action::ShareCase, participant).await?;
        work.agreed(&subject, &case, &Consent::Sharing(with.clone()))?;
        let known = case.shared.get(with).filter(|share| share.holds_on(call.today));
        let same = known.is_some_and(|share| share.purpose == *purpose && share.until == *until);
        if same || case.registered.as_ref().is_some_and(|by| by.organisation == *with) {
            let text = format!("`{with}` is on the case of `{subject}`: expected another");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        if let Some(until) = until.filter(|until| *until < call.today) {
            let text = format!("{until} has passed: expected {} or a later day", call.today);
            return Err(CaseError::wrong(text));
        }
        let (with, purpose, until) = (with.clone(), purpose.clone(), *until);
        work.enter(&subject, on, (None, Happening::CaseShared { with, purpose, until })).await
    })
}

/// An organisation answers that it was let in on a case. After the last day of
/// the share there is nothing to answer, and nothing to see.
///
/// # Errors
///
/// When the caller's organisation is not on the case, or not any more.
pub fn answer_share<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a AnswerShare,
) -> UseCase<'a, Entry> {
    office.run(call, ("answer_share", command), async move |work| {
        let AnswerShare { participant, yes, reason } = command;
        let action = if *yes { Action::Accept } else { Action::Decline };
        let (subject, case) = work.open_case(action, participant).await?;
        let by = call.caller.organisation.clone();
        let share = case.shared.get(&by).filter(|share| share.holds_on(call.today));
        if share.is_none() {
            let text = format!("`{by}` is not on the case of `{subject}`");
            return Err(CaseError::wrong(format!("{text}: expected one that was let in")));
        }
        let what = Happening::ShareAnswered { by, yes: *yes, reason: reason.clone() };
        work.enter(&subject, call.today, (None, what)).await
    })
}

/// Takes another organisation off a case.
///
/// # Errors
///
/// When the caller may not, or the organisation is not on the case.
pub fn unshare<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a UnshareCase,
) -> UseCase<'a, Entry> {
    office.run(call, ("unshare", command), async move |work| {
        let UnshareCase { participant, with } = command;
        let (subject, case) = work.case(Action::ShareCase, participant).await?;
        not_erased(&subject, &case)?;
        if !case.shared.contains_key(with) {
            let text = format!("`{with}` is not on the case of `{subject}`");
            return Err(CaseError::wrong(format!("{text}: expected one that is")));
        }
        let what = Happening::CaseUnshared { with: with.clone() };
        work.enter(&subject, work.call.today, (None, what)).await
    })
}
