//! Needs of employers.

use etablera_domain::event::state::NeedState;
use etablera_domain::event::{Code, EventId, Folded, Happening, Subject, SubjectKind};
use etablera_domain::{Need, NeedId, Origin};
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::listed::{Part, Rows};
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Ask, Resource};

commands! {
    /// Asks for needs.
    ListNeeds {
        /// With those that are closed.
        #[serde(default)]
        closed: bool,
        /// Only what comes after this id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        /// How many rows at most; all where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Rows>,
    }
}

/// Enters a need, or changes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordNeed {
    /// The record.
    pub need: Need,
}

/// Names a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneNeed {
    /// Which.
    pub need: NeedId,
}

/// Closes a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseNeed {
    /// Which.
    pub need: NeedId,
    /// Why.
    pub reason: Code,
}

/// Enters a need outside a visit, such as an import.
///
/// # Errors
///
/// When the caller may not, the employer is not entered or is closed, the need
/// is there already or makes no sense, or the store fails.
pub fn record_need<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordNeed,
) -> UseCase<'a, EventId> {
    office.run(call, ("record_need", command), async move |work| {
        let need = &command.need;
        let mut resource = work.resource_to_be(&need.id.clone().into()).await?;
        // A new need concerns whose it will be.
        if resource.concerns.is_empty() {
            resource.concerns.insert(need.employer.clone().into());
        }
        work.may_on(Action::RecordNeed, &resource, None)?;
        work.open_employer(&need.employer).await?;
        check_new(work, need).await?;
        write(work, need.clone()).await
    })
}

/// Changes an open need. Whose it is and where it came from stays.
///
/// # Errors
///
/// When the caller may not, the need is not there or closed, the change makes
/// no sense, or the store fails.
pub fn change_need<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordNeed,
) -> UseCase<'a, EventId> {
    office.run(call, ("change_need", command), async move |work| {
        let need = &command.need;
        work.may(Action::RecordNeed, &need.id.clone().into()).await?;
        let before = open(work, &need.id).await?;
        if before.employer != need.employer || before.origin != need.origin {
            return Err(CaseError::wrong(format!(
                "need `{}` changes its employer or origin: expected these to stay",
                need.id
            )));
        }
        check(need)?;
        write(work, need.clone()).await
    })
}

/// Confirms the musts of an imported need: from now on a person stands behind
/// them.
///
/// # Errors
///
/// When the caller may not, the need is not there or closed, is no import or
/// confirmed already, or the store fails.
pub fn confirm_need<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a OneNeed,
) -> UseCase<'a, EventId> {
    office.run(call, ("confirm_need", command), async move |work| {
        let id = &command.need;
        work.may(Action::RecordNeed, &id.clone().into()).await?;
        let mut need = open(work, id).await?;
        match &mut need.origin {
            Origin::Import(import) if import.confirmed_on.is_none() => {
                import.confirmed_on = Some(call.today);
            }
            _ => {
                let said = format!("need `{id}` has nothing to confirm: expected an import");
                return Err(CaseError::wrong(said));
            }
        }
        write(work, need).await
    })
}

/// Closes a need: nobody is proposed for it any more.
///
/// # Errors
///
/// When the caller may not, the need is not there or closed already, or the
/// store fails.
pub fn close_need<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CloseNeed,
) -> UseCase<'a, EventId> {
    office.run(call, ("close_need", command), async move |work| {
        let subject = Subject::from(command.need.clone());
        work.may(Action::CloseNeed, &subject).await?;
        let need = open(work, &command.need).await?;
        let what = Happening::Closed { reason: command.reason.clone() };
        work.happen(&subject, call.today, vec![need.employer.into()], what).await
    })
}

/// Opens a closed need again.
///
/// # Errors
///
/// When the caller may not, the need is not there or open, or the store fails.
pub fn reopen_need<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a OneNeed,
) -> UseCase<'a, EventId> {
    office.run(call, ("reopen_need", command), async move |work| {
        let subject = Subject::from(command.need.clone());
        work.may(Action::CloseNeed, &subject).await?;
        let state = work.need_of(&command.need).await?;
        let Some(need) = state.record else { return Err(CaseError::Absent(subject)) };
        if state.closed.is_none() {
            return Err(CaseError::wrong(format!("need `{}` is open", command.need)));
        }
        work.open_employer(&need.employer).await?;
        let about = vec![need.employer.into()];
        work.happen(&subject, call.today, about, Happening::Reopened {}).await
    })
}

/// Shows a need as it is recorded. Who is proposed for it, and what was
/// decided about people, is left out.
///
/// # Errors
///
/// When the caller may not, there is no such need, or the store fails.
pub fn show_need<'a>(office: &'a Office, call: &'a Call, id: &'a NeedId) -> UseCase<'a, NeedState> {
    office.look(call, async move |work| {
        work.may(Action::ReadNeed, &id.clone().into()).await?;
        let mut state = work.need_of(id).await?;
        if state.record.is_none() {
            return Err(CaseError::Absent(id.clone().into()));
        }
        state.placements.clear();
        state.overrides.clear();
        Ok(state)
    })
}

/// The needs that the caller may read, ordered by id. That the list was made
/// stands in the access log.
///
/// # Errors
///
/// When the store fails.
pub fn list_needs<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListNeeds,
) -> UseCase<'a, Vec<Need>> {
    office.look(call, async move |work| {
        work.log_list("list_needs");
        let mut part = Part::new(SubjectKind::Need, command.after.as_deref(), command.limit);
        let readable = |folded: Folded| {
            let state = folded.state.need()?;
            let wanted = command.closed || state.is_open();
            state.record.clone().filter(|need| wanted && is_readable(office, call, need))
        };
        part.rows(work, |_, (_, folded)| readable(folded)).await
    })
}

/// Whether the caller may read a need, for lists.
pub(in crate::office) fn is_readable(office: &Office, call: &Call, need: &Need) -> bool {
    let subject = Subject::from(need.id.clone());
    let mut resource = Resource::of(subject, office.organisation.clone());
    resource.concerns.insert(need.employer.clone().into());
    let ask = Ask::new(&call.caller, Action::ReadNeed, &resource);
    office.policies.decide(&ask).is_allowed()
}

/// Refuses a need that is there, or makes no sense.
pub(in crate::office) async fn check_new(
    work: &mut Work<'_>,
    need: &Need,
) -> Result<(), CaseError> {
    if work.need_of(&need.id).await?.record.is_some() {
        return Err(CaseError::Exists(need.id.clone().into()));
    }
    check(need)
}

fn check(need: &Need) -> Result<(), CaseError> {
    need.check().map_err(|error| CaseError::wrong(format!("need `{}`: {error}", need.id)))
}

/// The record of an open need.
pub(in crate::office) async fn open(work: &mut Work<'_>, id: &NeedId) -> Result<Need, CaseError> {
    let state = work.need_of(id).await?;
    let Some(record) = state.record else { return Err(CaseError::Absent(id.clone().into())) };
    match state.closed {
        None => Ok(record),
        Some(closed) => Err(CaseError::wrong(format!(
            "need `{id}` is closed since {} (`{}`): expected an open need",
            closed.on, closed.reason
        ))),
    }
}

async fn write(work: &mut Work<'_>, need: Need) -> Result<EventId, CaseError> {
    let (subject, about) = (Subject::from(need.id.clone()), vec![need.employer.clone().into()]);
    let today = work.call.today;
    let what = Happening::NeedRecorded { need: Box::new(need) };
    work.happen(&subject, today, about, what).await
}
