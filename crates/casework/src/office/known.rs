//! What a use case needs to be there.

use chrono::NaiveDate;
use etablera_domain::event::state::{
    AgreementState, EmployerState, NeedState, PlacementState, Proposal, VisitState,
};
use etablera_domain::event::{Case, Party, State, Subject};
use etablera_domain::{AgreementId, EmployerId, NeedId, ParticipantId, PlacementId, VisitId};

use super::case::employer_not_erased;
use super::error::CaseError;
use super::work::Work;

/// A state by its id, or the default of a subject of which nothing is known.
macro_rules! state_of {
    ($($(#[$doc:meta])* $name:ident($id:ident) -> $state:ident = $get:ident,)+) => {
        impl Work<'_> {
            $(
                $(#[$doc])*
                pub(crate) async fn $name(&mut self, id: &$id) -> Result<$state, CaseError> {
                    let subject = Subject::from(id.clone());
                    let state = self.state(&subject).await?;
                    state.$get().cloned().ok_or(CaseError::Absent(subject))
                }
            )+
        }
    };
}

state_of! {
    /// What is known of a participant's case.
    case_of(ParticipantId) -> Case = case,
    /// What is known of an employer.
    employer_of(EmployerId) -> EmployerState = employer,
    /// What is known of a visit.
    visit_of(VisitId) -> VisitState = visit,
    /// What is known of a need.
    need_of(NeedId) -> NeedState = need,
    /// What is known of an agreement.
    agreement_of(AgreementId) -> AgreementState = agreement,
    /// What is known of a placement.
    placement_of(PlacementId) -> PlacementState = placement,
}

impl Work<'_> {
    /// An employer that was entered, and neither closed nor erased.
    pub(crate) async fn open_employer(
        &mut self,
        id: &EmployerId,
    ) -> Result<EmployerState, CaseError> {
        let state = self.employer_of(id).await?;
        if state.record.is_none() {
            return Err(CaseError::Absent(id.clone().into()));
        }
        employer_not_erased(&state)?;
        if state.closed.is_some() {
            return Err(CaseError::wrong(format!("`{id}` is closed: expected an open employer")));
        }
        Ok(state)
    }

    /// A placement with its proposal, which has not ended.
    pub(crate) async fn going_on(
        &mut self,
        id: &PlacementId,
    ) -> Result<(PlacementState, Proposal), CaseError> {
        let state = self.placement_of(id).await?;
        if state.ended.is_some() {
            return Err(CaseError::wrong(format!("placement `{id}` has ended")));
        }
        match state.proposal.clone() {
            Some(proposal) => Ok((state, proposal)),
            None => Err(CaseError::Absent(id.clone().into())),
        }
    }

    /// Refuses a day that has not come: what happened has happened.
    pub(crate) fn not_after_today(&self, on: NaiveDate) -> Result<(), CaseError> {
        let today = self.call.today;
        if on <= today {
            return Ok(());
        }
        Err(CaseError::wrong(format!("{on} has not come: expected a day up to {today}")))
    }

    /// Refuses while proposals are stopped.
    pub(crate) async fn not_stopped(&mut self) -> Result<(), CaseError> {
        let state = self.state(&Subject::System).await?;
        match state.system().and_then(|system| system.stopped.as_ref()) {
            None => Ok(()),
            Some(stop) => Err(CaseError::wrong(format!(
                "proposals are stopped since {} (`{}`): expected somebody to resume them first",
                stop.on, stop.reason
            ))),
        }
    }
}

/// With which employer the texts of an employer, a visit or a need go.
pub(crate) fn employer_of(state: &State) -> Option<EmployerId> {
    match state {
        State::Employer(employer) => Some(employer.id.clone()),
        State::Visit(visit) => Some(visit.record.as_ref()?.employer.clone()),
        State::Need(need) => Some(need.record.as_ref()?.employer.clone()),
        _ => None,
    }
}

/// Whether anything is known of a subject.
pub(crate) fn is_known(state: &State) -> bool {
    *state != State::new(&state.subject())
}

impl Work<'_> {
    /// A placement that staff had accepted by a day, and that goes on.
    pub(crate) async fn accepted_by(
        &mut self,
        id: &PlacementId,
        on: NaiveDate,
    ) -> Result<(PlacementState, Proposal), CaseError> {
        let (state, proposal) = self.going_on(id).await?;
        let yes = state.accepted.get(&Party::Staff);
        if !state.may_contact() || yes.is_none_or(|yes| on < yes.on) {
            return Err(CaseError::wrong(format!(
                "nobody of the staff had accepted the proposal `{id}` by {on}, or somebody \
                 declined it: expected a yes before any contact"
            )));
        }
        Ok((state, proposal))
    }

    /// Refuses a day on which staff had not yet accepted a placement, whatever
    /// became of it later.
    pub(crate) async fn accepted_on(
        &mut self,
        id: &PlacementId,
        on: NaiveDate,
    ) -> Result<(), CaseError> {
        let state = self.placement_of(id).await?;
        match state.accepted.get(&Party::Staff) {
            Some(yes) if yes.on <= on => Ok(()),
            _ => Err(CaseError::wrong(format!(
                "nobody of the staff had accepted the proposal `{id}` by {on}"
            ))),
        }
    }
}
