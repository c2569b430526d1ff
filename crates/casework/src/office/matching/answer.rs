//! Answers to proposals, and the contact that they allow.

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::state::Proposal;
use etablera_domain::event::{Case, Code, EventId, Happening, Party, Processing, Subject};
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Caller, Resource, Role};

/// A party says yes to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// Which.
    pub placement: PlacementId,
    /// Who.
    pub by: Party,
}

/// A party says no to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Which.
    pub placement: PlacementId,
    /// Who.
    pub by: Party,
    /// Why.
    pub reason: Code,
}

/// A party of an accepted proposal was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// About which.
    pub placement: PlacementId,
    /// Who: the participant or the employer.
    pub party: Party,
    /// The day.
    pub on: NaiveDate,
}

/// Records that a party says yes to a proposal. The yes of staff is what any
/// contact presupposes, and stands under the name of whoever gave it.
///
/// # Errors
///
/// When the caller may not or cannot speak for the party, there is no such
/// proposal, it has ended, or the store fails.
pub fn accept<'a>(office: &'a Office, call: &'a Call, command: &'a Accept) -> UseCase<'a, EventId> {
    office.run(call, ("accept", command), async move |work| {
        let subject = Subject::from(command.placement.clone());
        let resource = work.may(Action::Accept, &subject).await?;
        may_speak_for(call, &resource, command.by)?;
        let (_, proposal) = work.going_on(&command.placement).await?;
        let what = Happening::Accepted { by: command.by };
        work.happen(&subject, call.today, parties(proposal), what).await
    })
}

/// Records that a party says no to a proposal.
///
/// # Errors
///
/// As [`accept`].
pub fn decline<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Decline,
) -> UseCase<'a, EventId> {
    office.run(call, ("decline", command), async move |work| {
        let subject = Subject::from(command.placement.clone());
        let resource = work.may(Action::Decline, &subject).await?;
        may_speak_for(call, &resource, command.by)?;
        let (_, proposal) = work.going_on(&command.placement).await?;
        let what = Happening::Declined { by: command.by, reason: command.reason.clone() };
        work.happen(&subject, call.today, parties(proposal), what).await
    })
}

/// Records that a party was contacted, which only a proposal allows that staff
/// accepted and nobody declined.
///
/// # Errors
///
/// When the caller may not, there is no such proposal, staff had not accepted
/// it by that day, somebody declined it, it has ended, the participant objects
/// to employers being told about them, or the store fails.
pub fn contact<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Contact,
) -> UseCase<'a, EventId> {
    office.run(call, ("contact", command), async move |work| {
        let Contact { placement, party, on } = command.clone();
        let subject = Subject::from(placement.clone());
        work.may(Action::Contact, &subject).await?;
        work.not_after_today(on)?;
        let (_, proposal) = work.accepted_by(&placement, on).await?;
        if party == Party::Employer {
            let (who, case) = work.whom(&proposal).await?;
            work.not_objected(&who, &case, Processing::Disclosure)?;
        }
        if party == Party::Staff {
            return Err(CaseError::wrong(
                "staff are not contacted: expected `participant` or `employer`",
            ));
        }
        let what = Happening::Contacted { party };
        work.happen(&subject, on, parties(proposal), what).await
    })
}

impl Work<'_> {
    /// Who is proposed, with the case.
    async fn whom(&mut self, proposal: &Proposal) -> Result<(Subject, Case), CaseError> {
        let case = self.case_of(&proposal.participant).await?;
        Ok((proposal.participant.clone().into(), case))
    }
}

/// Whom an event in a placement's stream is about.
pub(in crate::office) fn parties(proposal: Proposal) -> Vec<Subject> {
    vec![proposal.participant.into(), proposal.need.into()]
}

/// Refuses who cannot speak for a party: employers and participants speak for
/// themselves, and others write down what either said to them. For staff speak
/// the matchers and coaches of the responsible organisation, and those who lead
/// them: what others let in on the case say is no yes of its own.
pub(in crate::office) fn may_speak_for(
    call: &Call,
    resource: &Resource,
    party: Party,
) -> Result<(), CaseError> {
    let Caller { role, organisation, .. } = &call.caller;
    let may = match (role, party) {
        (Role::Employer, party) => party == Party::Employer,
        (Role::Participant, party) => party == Party::Participant,
        (Role::Matcher | Role::Coach | Role::ProjectLeader, Party::Staff) => {
            resource.responsible.as_ref() == Some(organisation)
        }
        // Leads speak for nobody else: they were not there.
        (Role::ProjectLeader, _) => false,
        (_, party) => party != Party::Staff,
    };
    if may {
        return Ok(());
    }
    Err(CaseError::wrong(format!(
        "`{role}` of `{organisation}` cannot answer for another party: expected their own answer"
    )))
}
