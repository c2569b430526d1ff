//! What those read who look after the installation: who looked at whom, the
//! log, decisions and proposals.

use std::collections::BTreeSet;

use etablera_domain::event::state::{DecisionState, PlacementState};
use etablera_domain::event::{Event, Subject};
use etablera_domain::{DecisionId, PlacementId};
use etablera_storage::{Access, Kept};
use serde::Serialize;

use super::commands::commands;
use super::error::CaseError;
use super::transfer::Hidden;
use super::work::Work;
use super::{Call, Certificate, Counts, Office};
use crate::policy::{Action, Resource};

/// The most events of a page.
const MOST: u64 = 1000;

commands! {
    /// Asks who looked at somebody or something.
    ReadAccessLog {
        /// At whom or what.
        subject: Subject,
    }
    /// Asks for a page of the case log.
    ReadLog {
        /// The place after which it begins; 0 for the first page.
        after: u64,
        /// How many events, at most 1000.
        limit: u64,
    }
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

/// A page of the case log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogPage {
    /// The events, without those that are about somebody whose protected
    /// identity the caller may not know of.
    pub events: Vec<Event>,
    /// The place after which the next page begins; none at the end.
    pub next: Option<u64>,
}

/// A decision as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionSeen {
    /// How it stands.
    pub state: DecisionState,
    /// What its last dry run counted.
    pub dry_run: Option<Counts>,
    /// What proves that it was carried out.
    pub certificate: Option<Certificate>,
}

/// Who looked at a subject and who was refused, oldest first.
///
/// # Errors
///
/// When the caller may not, or the store fails.
pub async fn read_access_log(
    office: &Office,
    call: &Call,
    command: &ReadAccessLog,
) -> Result<Vec<Access>, CaseError> {
    office
        .look(call, async |work| {
            work.may(Action::ReadAccessLog, &command.subject).await?;
            let logged = work.writer.accesses(&command.subject).await?;
            Ok(logged.into_iter().map(|one| one.access).collect())
        })
        .await
}

/// A page of the log. Who has a protected identity is left out with all that
/// concerns them, unless the caller holds their case.
///
/// # Errors
///
/// When the caller may not, more events are asked for than a page has, or the
/// store fails.
pub async fn read_log(
    office: &Office,
    call: &Call,
    command: &ReadLog,
) -> Result<LogPage, CaseError> {
    let ReadLog { after, limit } = *command;
    let known = office.look(call, async |work| {
        work.may(Action::ReadLog, &Subject::System).await?;
        if !(1..=MOST).contains(&limit) {
            return Err(CaseError::wrong(format!("{limit} events: expected 1 to {MOST}")));
        }
        known(work).await
    });
    let known = known.await?;
    let mut reader = office.store.read().await?;
    let mut hidden = Hidden::of(&mut reader, &known).await?;
    let mut events = reader.events(after, limit).await?;
    let is_full = events.len() as u64 == limit;
    let next = events.last().map(|last| last.seq).filter(|_| is_full);
    events.retain(|recorded| !hidden.leaves_out(&recorded.event));
    Ok(LogPage { events: events.into_iter().map(|recorded| recorded.event).collect(), next })
}

/// Those with a protected identity of whom the caller may know.
async fn known(work: &mut Work<'_>) -> Result<BTreeSet<Subject>, CaseError> {
    let mut known = BTreeSet::new();
    for (subject, case) in work.cases().await? {
        let resource: Resource = super::facts::of_case(&subject, &case);
        if case.is_protected() && work.may_silently(Action::KnowOf, &resource) {
            known.insert(subject);
        }
    }
    Ok(known)
}

/// A decision with its dry run and certificate.
///
/// # Errors
///
/// When the caller may not, there is no such decision, or the store fails.
pub async fn read_decision(
    office: &Office,
    call: &Call,
    command: &ReadDecision,
) -> Result<DecisionSeen, CaseError> {
    office
        .look(call, async |work| {
            let stream = Subject::from(command.decision.clone());
            work.may(Action::ReadDecision, &stream).await?;
            let state = work.state(&stream).await?;
            let Some(state) = state.decision().filter(|one| one.prepared.is_some()).cloned() else {
                return Err(CaseError::Absent(stream));
            };
            let [dry_run, certificate] = [&state.prepared, &state.carried_out]
                .map(|one| one.as_ref().map(|one| one.receipt));
            let dry_run = kept(work, dry_run).await?;
            let certificate = kept(work, certificate).await?;
            Ok(DecisionSeen { state, dry_run, certificate })
        })
        .await
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
pub async fn read_proposal(
    office: &Office,
    call: &Call,
    command: &ReadProposal,
) -> Result<PlacementState, CaseError> {
    office
        .look(call, async |work| {
            work.may(Action::ReadProposal, &command.placement.clone().into()).await?;
            let mut state = work.placement_of(&command.placement).await?;
            state.notes.clear();
            Ok(state)
        })
        .await
}
