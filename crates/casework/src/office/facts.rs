//! The facts of a subject that policies decide by.

use std::collections::{BTreeMap, BTreeSet};

use etablera_domain::PlacementId;
use etablera_domain::event::state::PlacementState;
use etablera_domain::event::{Case, Recipient, State, Subject};

use super::error::CaseError;
use super::work::Work;
use crate::policy::{Resource, Role};

impl Work<'_> {
    /// The facts of a subject; those of one that does not exist allow nothing.
    pub(crate) async fn resource(&mut self, subject: &Subject) -> Result<Resource, CaseError> {
        let own = self.office.organisation.clone();
        let state = self.state(subject).await?;
        let mut resource = match &state {
            State::Participant(case) => of_case(subject, case),
            State::System(_) => Resource::system(own),
            State::Placement(placement) => return self.of_placement(subject, placement).await,
            _ => Resource::of(subject.clone(), own),
        };
        match &state {
            State::Visit(visit) => {
                let employer = visit.record.as_ref().map(|record| record.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
            }
            State::Need(need) => {
                let employer = need.record.as_ref().map(|record| record.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
            }
            State::Agreement(agreement) => {
                let employer = agreement.terms().map(|terms| terms.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
            }
            State::Session(session) => {
                let there = session.attendance.keys().cloned().map(Subject::from);
                resource.concerns.extend(there);
                resource.holder = self.leader(subject).await?;
            }
            // Only what is for teachers asks for them.
            State::Participant(case) if self.call.caller.role == Role::Pedagogue => {
                resource.teachers = self.teachers(case).await?;
            }
            State::Decision(decision) => {
                resource.concerns.clone_from(&decision.about);
                resource.prepared_by = decision.prepared_by.as_ref().map(|by| by.by.clone());
                resource.approved_by = decision.approved.as_ref().map(|by| by.by.clone());
            }
            _ => {}
        }
        Ok(resource)
    }

    /// A placement is as its participant, and concerns the employer too.
    async fn of_placement(
        &mut self,
        subject: &Subject,
        placement: &PlacementState,
    ) -> Result<Resource, CaseError> {
        let Some(proposal) = &placement.proposal else {
            return Ok(Resource::absent(subject.clone()));
        };
        let participant = Subject::from(proposal.participant.clone());
        let need = Subject::from(proposal.need.clone());
        let mut resource = match self.state(&participant).await? {
            State::Participant(case) => {
                let mut resource = of_case(subject, &case);
                resource.disclosed_to = disclosed_to(&case, &placement.id);
                resource
            }
            _ => Resource::absent(subject.clone()),
        };
        resource.concerns.insert(participant);
        if let State::Need(state) = self.state(&need).await? {
            let employer = state.record.as_ref().map(|record| record.employer.clone());
            resource.concerns.extend(employer.map(Subject::from));
        }
        resource.concerns.insert(need);
        Ok(resource)
    }
}

/// The facts of a participant's case, for the participant or what follows
/// from the case.
pub(super) fn of_case(subject: &Subject, case: &Case) -> Resource {
    let Some(registered) = &case.registered else { return Resource::absent(subject.clone()) };
    let mut resource = Resource::of(subject.clone(), registered.organisation.clone());
    let shared = case.shared.iter();
    resource.shared = shared
        .map(|(with, share)| (with.clone(), BTreeSet::from([share.purpose.clone()])))
        .collect::<BTreeMap<_, _>>();
    resource.holder = case.holder.as_ref().map(|holder| holder.actor.clone());
    resource.protected = case.is_protected();
    resource
}

/// To whom a placement was disclosed: never the person, and not what else
/// there is of them at the same employer.
fn disclosed_to(case: &Case, placement: &PlacementId) -> BTreeSet<Subject> {
    let here = case.disclosures.iter().filter(|one| one.placement.as_ref() == Some(placement));
    here.filter(|one| case.holds(one)).filter_map(|one| recipient(&one.to)).collect()
}

/// The subject behind a recipient.
fn recipient(to: &Recipient) -> Option<Subject> {
    match to {
        Recipient::Employer(employer) => Some(employer.clone().into()),
        Recipient::Need(need) => Some(need.clone().into()),
        Recipient::Organisation(_) | Recipient::Participant => None,
    }
}
