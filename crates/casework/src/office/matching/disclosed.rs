//! What was disclosed, as its recipient reads it: exactly what was sent, for
//! as long as the disclosure holds.

use etablera_domain::event::{Case, Recipient, Subject, SubjectKind};
use etablera_domain::{EmployerId, NeedId, PlacementId};
use etablera_storage::{Kept, Receipt};

use super::disclose::{DISCLOSURE, Disclose, DisclosurePins};
use super::employer_view::EmployerView;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::work::Work;
use crate::office::{Call, Office, UseCase};
use crate::policy::{Action, Resource};

commands! {
    /// Asks for what was disclosed to the caller.
    ReadDisclosed {
        /// Only of this proposal.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        placement: Option<PlacementId>,
        /// Only of proposals for this need.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
    }
}

/// What was disclosed and holds, for its recipient and for whoever may read
/// what was disclosed of the person: of each proposal what was sent last, ordered
/// by placement. Whose disclosure was taken back, who declined, and whose
/// placement or case has ended is not there. Each look stands in the access
/// log, under the placement and under the participant.
///
/// # Errors
///
/// When the caller may not read the placement that is named, nothing about it
/// was disclosed that holds, or the store fails.
pub fn read_disclosed<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadDisclosed,
) -> UseCase<'a, Vec<EmployerView>> {
    office.look(call, async move |work| {
        let Some(id) = &command.placement else {
            return work.all_disclosed(command.need.as_ref()).await;
        };
        let subject = Subject::from(id.clone());
        let resource = work.may(Action::ReadProposal, &subject).await?;
        if let Some(theirs) = work.of_others(id, &resource).await? {
            work.may_on(Action::ReadDisclosures, &theirs, None)?;
        }
        let view = work.disclosed(id, command.need.as_ref()).await?;
        Ok(vec![view.ok_or(CaseError::Absent(subject))?])
    })
}

impl Work<'_> {
    /// All that was disclosed and that the caller may read.
    async fn all_disclosed(
        &mut self,
        need: Option<&NeedId>,
    ) -> Result<Vec<EmployerView>, CaseError> {
        self.log_list("read_disclosed");
        let mut views = Vec::new();
        for (subject, _) in self.writer.all(SubjectKind::Placement).await? {
            let Subject::Placement(id) = &subject else { continue };
            let resource = self.resource(&subject).await?;
            if !self.may_silently(Action::ReadProposal, &resource) {
                continue;
            }
            if let Some(theirs) = self.of_others(id, &resource).await?
                && !self.may_silently(Action::ReadDisclosures, &theirs)
            {
                continue;
            }
            if let Some(view) = self.disclosed(id, need).await? {
                self.may_on(Action::ReadProposal, &resource, None)?;
                views.push(view);
            }
        }
        Ok(views)
    }

    /// Whose disclosures the caller must be allowed to read, where a placement
    /// was not disclosed to them: a proposal does not say what was sent about
    /// the person.
    async fn of_others(
        &mut self,
        id: &PlacementId,
        resource: &Resource,
    ) -> Result<Option<Resource>, CaseError> {
        if resource.is_disclosed(&self.call.caller) {
            return Ok(None);
        }
        let Some(proposal) = self.placement_of(id).await?.proposal else { return Ok(None) };
        Ok(Some(self.resource(&proposal.participant.into()).await?))
    }

    /// What was sent last about a placement, of what still holds.
    async fn disclosed(
        &mut self,
        id: &PlacementId,
        only: Option<&NeedId>,
    ) -> Result<Option<EmployerView>, CaseError> {
        let state = self.placement_of(id).await?;
        let Some(proposal) = state.proposal.clone().filter(|_| state.is_open()) else {
            return Ok(None);
        };
        let case = self.case_of(&proposal.participant).await?;
        let need = self.need_of(&proposal.need).await?.record;
        let employer = need.map(|need| need.employer);
        let (Some(employer), true) = (employer, case.is_open()) else { return Ok(None) };
        if only.is_some_and(|only| *only != proposal.need) {
            return Ok(None);
        }
        let whose = Subject::from(proposal.participant);
        let receipts = self.writer.receipts_about(&whose).await?;
        // Ids are of version 7: the last was made last.
        let mut sent = receipts.iter().rev().filter_map(|receipt| sent(receipt, id));
        let view =
            sent.find(|(pins, view)| holds(&case, &employer, (pins, view))).map(|(_, view)| view);
        if view.is_some() {
            self.log_done("read_disclosed", Some(whose), None);
        }
        Ok(view)
    }
}

/// What a receipt says was sent about a placement.
fn sent(receipt: &Receipt, about: &PlacementId) -> Option<(DisclosurePins, EmployerView)> {
    let Kept::Bytes(bytes) = &receipt.answer else { return None };
    if receipt.kind != DISCLOSURE {
        return None;
    }
    let pins: DisclosurePins = serde_json::from_str(&receipt.pins).ok()?;
    let view: EmployerView = serde_json::from_slice(bytes).ok()?;
    (pins.command.placement == *about).then_some((pins, view))
}

/// Whether the register has an entry for what was sent to an employer, and it
/// still holds.
fn holds(case: &Case, to: &EmployerId, (pins, view): (&DisclosurePins, &EmployerView)) -> bool {
    let Disclose { placement, purpose, test } = &pins.command;
    let to = Recipient::Employer(to.clone());
    case.disclosures.iter().any(|entry| {
        let is_it = entry.placement.as_ref() == Some(placement) && entry.to == to;
        let says_it = entry.fields == view.fields() && entry.purpose == *purpose;
        is_it && says_it && entry.test == *test && case.holds(entry)
    })
}
