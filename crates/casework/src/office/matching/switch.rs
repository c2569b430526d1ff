//! The switch that halts proposals.

use etablera_domain::event::{Code, EventId, Happening, Subject};
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase};
use crate::policy::Action;

/// Halts proposals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopProposals {
    /// Why.
    pub reason: Code,
}

/// Halts all lists and proposals until somebody resumes them.
///
/// # Errors
///
/// When the caller may not, they are stopped already, or the store fails.
pub fn stop_proposals<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a StopProposals,
) -> UseCase<'a, EventId> {
    office.run(call, ("stop_proposals", command), async move |work| {
        work.may(Action::StopProposals, &Subject::System).await?;
        work.not_stopped().await?;
        let what = Happening::ProposalsStopped { reason: command.reason.clone() };
        work.happen(&Subject::System, call.today, Vec::new(), what).await
    })
}

/// Lets lists and proposals be made again.
///
/// # Errors
///
/// When the caller may not, they are not stopped, or the store fails.
pub fn resume_proposals<'a>(office: &'a Office, call: &'a Call) -> UseCase<'a, EventId> {
    office.run(call, ("resume_proposals", &()), async move |work| {
        work.may(Action::ResumeProposals, &Subject::System).await?;
        if work.not_stopped().await.is_ok() {
            return Err(CaseError::wrong("proposals are not stopped"));
        }
        let what = Happening::ProposalsResumed {};
        work.happen(&Subject::System, call.today, Vec::new(), what).await
    })
}
