//! What an installation is set to do, for the documents that describe it.

use chrono::NaiveDate;
use etablera_domain::OperationId;
use etablera_domain::event::Subject;
use etablera_storage::Hash;

use crate::office::{Call, Office, Retention, UseCase};
use crate::policy::{Action, Policies};

/// What an installation is set to do: what ships, or what is in force in a
/// store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// Who runs it; none of what ships.
    pub organisation: Option<String>,
    /// The policies, each with its reason, ordered by name.
    pub policies: Vec<(String, String)>,
    /// The hash of the policies.
    pub policy_hash: Hash,
    /// How long what is known is kept.
    pub retention: Retention,
    /// The programmes that operations go by.
    pub programmes: Vec<AdoptedProgramme>,
    /// How many sets of rules of its own the organisation has adopted.
    pub own_rules: usize,
    /// Since when no proposals are made, while that is so.
    pub stopped: Option<NaiveDate>,
}

/// A programme that an operation goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdoptedProgramme {
    /// Which operation.
    pub operation: OperationId,
    /// For who enters from this day on.
    pub since: NaiveDate,
    /// The hash of its text.
    pub hash: Hash,
}

impl Installation {
    /// What ships, with policies and times of keeping.
    #[must_use]
    pub fn of(policies: &Policies, retention: Retention) -> Self {
        let reasons = policies.reasons();
        let mut policies_told: Vec<(String, String)> =
            reasons.map(|(id, reason)| (id.to_owned(), reason.to_owned())).collect();
        policies_told.sort();
        Self {
            organisation: None,
            policies: policies_told,
            policy_hash: policies.hash(),
            retention,
            programmes: Vec::new(),
            own_rules: 0,
            stopped: None,
        }
    }

    /// What ships.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(&Policies::shipped(), Retention::shipped())
    }
}

/// What is in force in a store, with an organisation's times of keeping.
///
/// # Errors
///
/// When the caller may not read reports, or the store fails.
pub fn installation<'a>(
    office: &'a Office,
    call: &'a Call,
    retention: &'a Retention,
) -> UseCase<'a, Installation> {
    office.look(call, async move |work| {
        work.may(Action::ReadReport, &Subject::System).await?;
        let mut told = Installation::of(&office.policies, retention.clone());
        told.organisation = Some(office.organisation.to_string());
        let state = work.state(&Subject::System).await?;
        let Some(system) = state.system() else { return Ok(told) };
        told.stopped = system.stopped.as_ref().map(|stop| stop.on);
        told.own_rules = system.rules.len();
        for (operation, adopted) in &system.programmes {
            told.programmes.extend(adopted.iter().map(|one| AdoptedProgramme {
                operation: operation.clone(),
                since: one.signed.on,
                hash: Hash::of(one.template.as_bytes()),
            }));
        }
        Ok(told)
    })
}
