//! Agreements on placements: written, approved, refused.

use chrono::NaiveDate;
use etablera_domain::PlacementId;
use etablera_domain::event::state::{Draft, PlacementState, Proposal};
use etablera_domain::event::{
    Code, EventId, Happening, PlacementTerms, Signatory, Subject, SubjectKind,
};
use etablera_programme::agreement::{Assignment, LengthFinding, assign, length};
use etablera_programme::rules::Rules;
use serde::{Deserialize, Serialize};

use crate::office::case::{not_closed, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::matching::answer::parties;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Resource, Role};

commands! {
    /// Writes the agreement on a placement, or writes it anew: approvals of
    /// before then do not count.
    DraftPlacement {
        /// On which.
        placement: PlacementId,
        /// What is agreed.
        terms: PlacementTerms,
    }
    /// Approves the agreement on a placement.
    ApprovePlacement {
        /// On which.
        placement: PlacementId,
        /// Who approves.
        by: Signatory,
        /// The version that they saw.
        version: u32,
        /// Why somebody else writes it down for them, if so: one of the
        /// programme's reasons.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_behalf: Option<Code>,
    }
    /// Refuses the agreement on a placement.
    RejectPlacement {
        /// On which.
        placement: PlacementId,
        /// Who refuses.
        by: Signatory,
        /// The version that they saw.
        version: u32,
        /// Why.
        reason: Code,
    }
    /// Asks for the agreement on a placement.
    ShowPlacement {
        /// Which.
        placement: PlacementId,
    }
}

/// An agreement that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Drafted {
    /// The event.
    pub event: EventId,
    /// The version that is to be approved.
    pub version: u32,
    /// What nobody could verify about its length, if so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unverified: Option<String>,
}

/// A placement with its agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct PlacementPaper {
    /// What is true of it.
    pub placement: PlacementState,
    /// Who has a say and has not approved.
    pub waits_for: Vec<Signatory>,
}

/// Writes the agreement on a placement. Its length is held against the limit
/// of its measure, and its supervisor against what the programme allows.
///
/// # Errors
///
/// When the caller may not, there is no such placement or it is declined or
/// ended, the participant is in no programme, it ends before it begins, it is longer than its measure allows, or
/// the supervisor has too many at a time.
pub fn draft_placement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a DraftPlacement,
) -> UseCase<'a, Drafted> {
    office.run(call, ("draft_placement", command), async move |work| {
        let DraftPlacement { placement, terms } = command.clone();
        let subject = Subject::from(placement.clone());
        work.may(Action::RunStage, &subject).await?;
        let (state, proposal) = work.still_open(&placement).await?;
        let way = work.way(&proposal.participant.clone().into()).await?;
        let Some(way) = way else {
            return Err(CaseError::wrong(format!(
                "`{}` is in no operation that goes by a programme: expected one that says who \
                     may sign for whom",
                proposal.participant
            )));
        };
        if terms.until < terms.from {
            return Err(CaseError::wrong(format!(
                "the agreement would end on {}: expected {} or a later day",
                terms.until, terms.from
            )));
        }
        let unverified = not_too_long(&work.rules().await?, &terms, call.today)?;
        work.has_room(way.template.limits.supervisor, (&placement, &terms)).await?;
        let version = state.agreement.map_or(0, |last| last.version) + 1;
        let what = Happening::AgreementDrafted { version, terms };
        let event = work.happen(&subject, call.today, parties(proposal), what).await?;
        Ok(Drafted { event, version, unverified })
    })
}

/// Records that a party approves the agreement on a placement.
///
/// # Errors
///
/// When the caller may not, or speaks for another without a reason, there is
/// no such agreement or it was changed since, the party has no say, or one
/// person would be two parties.
pub fn approve_placement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ApprovePlacement,
) -> UseCase<'a, EventId> {
    office.run(call, ("approve_placement", command), async move |work| {
        let ApprovePlacement { placement, by, version, on_behalf } = command.clone();
        let (resource, proposal) = work.paper(Action::Accept, (&placement, version)).await?;
        may_sign((call, &resource), (by, on_behalf.is_some()))?;
        let what = Happening::AgreementApproved { version, by, on_behalf };
        work.happen(&placement.into(), call.today, parties(proposal), what).await
    })
}

/// Records that a party refuses the agreement on a placement.
///
/// # Errors
///
/// As [`approve_placement`].
pub fn reject_placement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RejectPlacement,
) -> UseCase<'a, EventId> {
    office.run(call, ("reject_placement", command), async move |work| {
        let RejectPlacement { placement, by, version, reason } = command.clone();
        let (resource, proposal) = work.paper(Action::Decline, (&placement, version)).await?;
        let of_others = !matches!(by, Signatory::Coach | Signatory::DecisionMaker);
        let for_another = of_others && own(call.caller.role) != Some(by);
        may_sign((call, &resource), (by, for_another))?;
        let what = Happening::AgreementRejected { version, by, reason };
        work.happen(&placement.into(), call.today, parties(proposal), what).await
    })
}

/// Shows a placement with its agreement.
///
/// # Errors
///
/// When the caller may not, or nothing was proposed there.
pub fn show_placement<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowPlacement,
) -> UseCase<'a, PlacementPaper> {
    office.look(call, async move |work| {
        let subject = Subject::from(command.placement.clone());
        work.may(Action::ReadProposal, &subject).await?;
        let mut placement = work.placement_of(&command.placement).await?;
        // What was noted is for who may read notes.
        placement.notes.clear();
        if placement.proposal.is_none() {
            return Err(CaseError::Absent(subject));
        }
        let waits_for = placement.agreement.iter().flat_map(waits_for).collect();
        Ok(PlacementPaper { placement, waits_for })
    })
}

/// Nobody, where somebody refused it: then only another draft helps.
fn waits_for(draft: &Draft) -> Vec<Signatory> {
    if !draft.rejected.is_empty() {
        return Vec::new();
    }
    let has_say = |who: &Signatory| *who != Signatory::DecisionMaker || draft.terms.money;
    let all = Signatory::ALL.iter().copied().filter(has_say);
    all.filter(|who| !draft.approved.contains_key(who)).collect()
}

/// As whom a role signs.
fn own(role: Role) -> Option<Signatory> {
    Some(match role {
        Role::Participant => Signatory::Participant,
        Role::Employer => Signatory::Employer,
        Role::Coach | Role::Matcher => Signatory::Coach,
        Role::ProjectLeader => Signatory::DecisionMaker,
        _ => return None,
    })
}

/// Refuses who cannot sign. Staff write down what a participant or an employer
/// said, with a reason; nobody signs for a coach or for whoever decides.
fn may_sign(
    (call, resource): (&Call, &Resource),
    (by, has_reason): (Signatory, bool),
) -> Result<(), CaseError> {
    let role = call.caller.role;
    let own = own(role);
    let theirs = matches!(by, Signatory::Participant | Signatory::Employer);
    let staff = matches!(own, Some(Signatory::Coach | Signatory::DecisionMaker));
    // What others who were let in on the case say is no signature of its own.
    let elsewhere = resource.responsible.as_ref() != Some(&call.caller.organisation);
    if staff && elsewhere {
        return Err(CaseError::wrong(format!(
            "`{role}` of `{}` cannot sign here: expected who answers for the case",
            call.caller.organisation
        )));
    }
    match (own == Some(by), has_reason) {
        (true, false) => Ok(()),
        (false, true) if theirs && staff => Ok(()),
        (true, true) => Err(CaseError::wrong(format!(
            "`{role}` signs for themselves: expected no reason for doing it for another"
        ))),
        (false, false) if theirs && staff => Err(CaseError::wrong(format!(
            "`{role}` signs for another: expected `on_behalf` with the programme's reason"
        ))),
        _ => Err(CaseError::wrong(format!("`{role}` cannot sign for {by:?}: expected their own"))),
    }
}

/// Refuses what is longer than the measure allows; says so where nobody has
/// verified the limit.
fn not_too_long(
    rules: &Rules,
    terms: &PlacementTerms,
    today: NaiveDate,
) -> Result<Option<String>, CaseError> {
    let found = length(rules, terms, today);
    let text = || {
        format!(
            "from {} until {} is longer than `measure.{}.longest` allows",
            terms.from, terms.until, terms.measure
        )
    };
    match found {
        LengthFinding::Beyond(_) => {
            Err(CaseError::wrong(format!("{}: expected an earlier last day", text())))
        }
        LengthFinding::Unverified { would_be_beyond: true, .. } => {
            Ok(Some(format!("{}, by a value that nobody has verified", text())))
        }
        _ => Ok(None),
    }
}

impl Work<'_> {
    /// A placement that goes on, of somebody whose case does.
    async fn still_open(
        &mut self,
        placement: &PlacementId,
    ) -> Result<(PlacementState, Proposal), CaseError> {
        let (state, proposal) = self.going_on(placement).await?;
        let who = Subject::from(proposal.participant.clone());
        let case = self.case_of(&proposal.participant).await?;
        not_erased(&who, &case)?;
        not_closed(&who, &case)?;
        if let Some((by, declined)) = state.declined.iter().next() {
            return Err(CaseError::wrong(format!(
                "{by:?} said no to placement `{placement}` on {}: expected one that goes on",
                declined.on
            )));
        }
        Ok((state, proposal))
    }

    /// The agreement on a placement, for who may answer it.
    async fn paper(
        &mut self,
        action: Action,
        (placement, seen): (&PlacementId, u32),
    ) -> Result<(Resource, Proposal), CaseError> {
        let resource = self.may(action, &placement.clone().into()).await?;
        let (state, proposal) = self.still_open(placement).await?;
        let Some(draft) = state.agreement else {
            return Err(CaseError::wrong(format!(
                "nothing is agreed on placement `{placement}`: expected `agreement draft` first"
            )));
        };
        if seen != draft.version {
            return Err(CaseError::wrong(format!(
                "the agreement on `{placement}` is at version {}: expected that and not {seen}",
                draft.version
            )));
        }
        Ok((resource, proposal))
    }

    /// Whether whom a placement is for still takes part in anything.
    async fn takes_part(&mut self, placement: &PlacementState) -> Result<bool, CaseError> {
        let Some(proposal) = &placement.proposal else { return Ok(false) };
        let case = self.case_of(&proposal.participant).await?;
        let in_any = case.enrolments.values().flatten().any(|time| time.left.is_none());
        Ok(case.closed.is_none() && case.erased.is_none() && in_any)
    }

    /// Refuses a supervisor who would have too many at a time.
    async fn has_room(
        &mut self,
        limit: u16,
        (placement, terms): (&PlacementId, &PlacementTerms),
    ) -> Result<(), CaseError> {
        let mut all = Vec::new();
        for (_, folded) in self.writer.all(SubjectKind::Placement).await? {
            let Some(state) = folded.state.placement() else { continue };
            let theirs = supervised(state).filter(|one| one.supervisor == terms.supervisor);
            if let Some(theirs) = theirs
                && self.takes_part(state).await?
            {
                all.push(theirs);
            }
        }
        let new = assignment(placement, terms);
        assign(limit, &all, &new).map_err(|over| CaseError::wrong(over.to_string()))
    }
}

/// Who supervises a placement that goes on.
fn supervised(state: &PlacementState) -> Option<Assignment> {
    let draft =
        state.agreement.as_ref().filter(|one| state.is_open() && one.rejected.is_empty())?;
    let mut found = assignment(&state.id, &draft.terms);
    // A stage that was made longer goes on longer than was agreed first.
    let longest = state.stages.iter().map(|run| run.until).max();
    found.until = longest.map_or(found.until, |until| until.max(found.until));
    Some(found)
}

fn assignment(placement: &PlacementId, terms: &PlacementTerms) -> Assignment {
    Assignment {
        placement: placement.clone(),
        supervisor: terms.supervisor.clone(),
        from: terms.from,
        until: terms.until,
    }
}
