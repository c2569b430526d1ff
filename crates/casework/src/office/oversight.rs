//! Decisions and proposals, as those read them who check them.

use etablera_domain::event::Subject;
use etablera_domain::event::state::{DecisionState, PlacementState};
use etablera_domain::{DecisionId, PlacementId};
use etablera_storage::Kept;
use serde::Serialize;

use super::commands::commands;
use super::error::CaseError;
use super::work::Work;
use super::{Call, Certificate, Counts, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Asks for a decision.
    ReadDecision {
        /// Which.
        decision: DecisionId,
    }
    /// Asks for a proposal.
    ReadProposal {
        /// Which.
        placement: PlacementId,
    }
}

/// A decision as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct DecisionSeen {
    /// How it stands.
    pub state: DecisionState,
    /// What its last dry run counted.
    pub dry_run: Option<Counts>,
    /// What proves that it was carried out.
    pub certificate: Option<Certificate>,
}

/// A decision with its dry run and certificate.
///
/// # Errors
///
/// When the caller may not, there is no such decision, or the store fails.
pub fn read_decision<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadDecision,
) -> UseCase<'a, DecisionSeen> {
    office.look(call, async move |work| {
        let stream = Subject::from(command.decision.clone());
        work.may(Action::ReadDecision, &stream).await?;
        let state = work.state(&stream).await?;
        let Some(state) = state.decision().filter(|one| one.prepared.is_some()).cloned() else {
            return Err(CaseError::Absent(stream));
        };
        let [dry_run, certificate] =
            [&state.prepared, &state.carried_out].map(|one| one.as_ref().map(|one| one.receipt));
        let dry_run = kept(work, dry_run).await?;
        let certificate = kept(work, certificate).await?;
        Ok(DecisionSeen { state, dry_run, certificate })
    })
}

/// What a receipt keeps.
async fn kept<A: serde::de::DeserializeOwned>(
    work: &mut Work<'_>,
    id: Option<etablera_domain::event::ReceiptId>,
) -> Result<Option<A>, CaseError> {
    let Some(id) = id else { return Ok(None) };
    Ok(match work.writer.receipt(id).await?.map(|receipt| receipt.answer) {
        Some(Kept::Bytes(bytes)) => serde_json::from_slice(&bytes).ok(),
        _ => None,
    })
}

/// A proposal and what became of it, without what was noted.
///
/// # Errors
///
/// When the caller may not, there is no such proposal, or the store fails.
pub fn read_proposal<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadProposal,
) -> UseCase<'a, PlacementState> {
    office.look(call, async move |work| {
        work.may(Action::ReadProposal, &command.placement.clone().into()).await?;
        let mut state = work.placement_of(&command.placement).await?;
        state.notes.clear();
        Ok(state)
    })
}
