//! The facts of a subject that policies decide by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::state::{PlacementState, SessionState};
use etablera_domain::event::{Case, Recipient, State, Subject, SubjectKind};
use etablera_domain::{ActorId, NeedId, PlacementId};

use super::error::CaseError;
use super::training::is_for;
use super::work::Work;
use crate::policy::{Action, Resource, Role};

impl Work<'_> {
    /// The facts of a subject; those of one that does not exist allow nothing.
    pub(crate) async fn resource(&mut self, subject: &Subject) -> Result<Resource, CaseError> {
        let own = self.office.organisation.clone();
        let state = self.state(subject).await?;
        let mut resource = match &state {
            State::Participant(case) => {
                let teachers = self.sessions().await?.teachers(case);
                Resource { teachers, ..of_case((subject, case), self.call.today) }
            }
            State::System(_) => Resource::system(own),
            State::Placement(placement) => return self.of_placement(subject, placement).await,
            _ if is_there(&state) => Resource::of(subject.clone(), own),
            _ => return Ok(Resource::absent(subject.clone())),
        };
        match &state {
            State::Visit(visit) => {
                let employer = visit.record.as_ref().map(|record| record.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
            }
            State::Need(need) => {
                let employer = need.record.as_ref().map(|record| record.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
                resource.concerns.extend(self.proposed_for(&need.id).await?);
            }
            State::Agreement(agreement) => {
                let employer = agreement.terms().map(|terms| terms.employer.clone());
                resource.concerns.extend(employer.map(Subject::from));
            }
            State::Session(session) => {
                let there = session.attendance.keys().cloned().map(Subject::from);
                resource.concerns.extend(there);
                resource.concerns.extend(self.comes_to(session).await?);
                resource.holder = session.led_by.as_ref().map(|led| led.by.clone());
            }
            State::Decision(decision) => {
                resource.concerns.clone_from(&decision.about);
                resource.prepared_by = decision.prepared_by.as_ref().map(|by| by.by.clone());
                resource.approved_by = decision.approved.as_ref().map(|by| by.by.clone());
                resource.protected = self.any_protected(&decision.about).await?;
            }
            _ => {}
        }
        Ok(resource)
    }

    /// Asks whether the caller may begin the record of a subject, of which
    /// nothing is known yet: it will be the organisation's own.
    pub(crate) async fn may_begin(
        &mut self,
        action: Action,
        subject: &Subject,
    ) -> Result<(), CaseError> {
        let resource = self.resource_to_be(subject).await?;
        self.may_on(action, &resource, None)
    }

    /// The facts of a subject, or those that it will begin with. Of whom
    /// somebody else must make first, such as a participant, there are none.
    pub(crate) async fn resource_to_be(
        &mut self,
        subject: &Subject,
    ) -> Result<Resource, CaseError> {
        let resource = self.resource(subject).await?;
        let made_elsewhere =
            matches!(subject.kind(), SubjectKind::Participant | SubjectKind::Placement);
        if resource.responsible.is_some() || made_elsewhere {
            return Ok(resource);
        }
        Ok(Resource::of(subject.clone(), self.office.organisation.clone()))
    }

    /// The sessions, for whom they tell something: only pedagogues lead
    /// sessions, and only they are asked whom they teach.
    pub(super) async fn sessions(&mut self) -> Result<Sessions, CaseError> {
        if self.call.caller.role != Role::Pedagogue {
            return Ok(Sessions(Vec::new()));
        }
        let sessions = self.writer.all(SubjectKind::Session).await?;
        let sessions = sessions.into_iter().filter_map(|(_, one)| one.state.session().cloned());
        Ok(Sessions(sessions.collect()))
    }

    /// The participant who calls, where they were proposed for a need.
    async fn proposed_for(&mut self, need: &NeedId) -> Result<Option<Subject>, CaseError> {
        let Some((subject, case)) = self.own_case().await? else { return Ok(None) };
        let proposals = case.placements.values().filter_map(|one| one.proposal.as_ref());
        let is_proposed = proposals.into_iter().any(|proposal| proposal.need == *need);
        Ok(is_proposed.then_some(subject))
    }

    /// The participant who calls, where a session is for their cohort.
    async fn comes_to(&mut self, session: &SessionState) -> Result<Option<Subject>, CaseError> {
        let own = self.own_case().await?;
        Ok(own.filter(|(_, case)| attends(case, session)).map(|(subject, _)| subject))
    }

    /// The case of the participant who calls, if one does.
    async fn own_case(&mut self) -> Result<Option<(Subject, Case)>, CaseError> {
        let caller = &self.call.caller;
        if caller.role != Role::Participant {
            return Ok(None);
        }
        let Some(subject) = caller.is.clone() else { return Ok(None) };
        let state = self.state(&subject).await?;
        Ok(state.case().cloned().map(|case| (subject, case)))
    }

    async fn any_protected(&mut self, about: &BTreeSet<Subject>) -> Result<bool, CaseError> {
        for subject in about {
            if self.state(subject).await?.case().is_some_and(Case::is_protected) {
                return Ok(true);
            }
        }
        Ok(false)
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
                let mut resource = of_case((subject, &case), self.call.today);
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

/// Whether there is a record of a subject. Housing is a municipality's, and is
/// there before it is counted.
fn is_there(state: &State) -> bool {
    match state {
        State::Employer(employer) => employer.record.is_some(),
        State::Visit(visit) => visit.record.is_some(),
        State::Need(need) => need.record.is_some(),
        State::Agreement(agreement) => agreement.terms().is_some(),
        State::Session(session) => !session.plans.is_empty(),
        State::Decision(decision) => decision.prepared.is_some(),
        State::Housing(_) => true,
        State::Participant(_) | State::Placement(_) | State::System(_) => false,
    }
}

/// The sessions whose leaders may know who comes.
pub(super) struct Sessions(Vec<SessionState>);

impl Sessions {
    /// Who leads sessions that a participant attends, or is to attend with
    /// their cohort.
    pub(super) fn teachers(&self, case: &Case) -> BTreeSet<ActorId> {
        let theirs = self.0.iter().filter(|session| attends(case, session));
        theirs.filter_map(|session| Some(session.led_by.as_ref()?.by.clone())).collect()
    }
}

/// Whether a participant was at a session, or is to be there with their cohort.
fn attends(case: &Case, session: &SessionState) -> bool {
    session.plan().is_some_and(|plan| is_for(case, plan))
        || case.attendance.contains_key(&session.id)
}

/// The facts of a participant's case, for the participant or what follows
/// from the case. Whom it was shared with until yesterday is not on it.
pub(super) fn of_case((subject, case): (&Subject, &Case), today: NaiveDate) -> Resource {
    let Some(registered) = &case.registered else { return Resource::absent(subject.clone()) };
    let mut resource = Resource::of(subject.clone(), registered.organisation.clone());
    let shared = case.shared.iter().filter(|(_, share)| share.holds_on(today));
    resource.shared = shared
        .map(|(with, share)| (with.clone(), BTreeSet::from([share.purpose.clone()])))
        .collect::<BTreeMap<_, _>>();
    resource.referred = case.referred_to(today);
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
        Recipient::Organisation(_) | Recipient::Participant | Recipient::Applicant => None,
    }
}
