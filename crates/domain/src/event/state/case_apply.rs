//! How a case takes in events.

use super::case::{
    Action, Border, Case, Connection, Disclosure, Enrolment, HandOver, Holder, Home,
    IdentityChange, Interview, Objection, Profile, Registration, Settled, Share,
};
use super::competence;
use super::parts::{Attendance, Ending, Receipted};
use super::placement;
use super::task::{Done, Task};
use crate::event::happening::Happening;
use crate::event::kinds::Settlement;
use crate::event::record::Event;
use crate::event::subject::Subject;
use crate::id::PlacementId;

/// The placement that an event names as what it is about.
fn placement_in(subject: &Subject) -> Option<PlacementId> {
    if let Subject::Placement(id) = subject { Some(id.clone()) } else { None }
}

impl Case {
    pub(super) fn apply(&mut self, event: &Event) {
        match &event.stream {
            Subject::Participant(id) if *id == self.id => {
                self.apply_cohorts(event);
                let known = self.apply_person(event)
                    || competence::apply(&mut self.competences, event)
                    || self.apply_responsibility(event)
                    || self.apply_plan(event)
                    || self.apply_programme(event);
                self.apply_referrals(event);
                if known {
                    return;
                }
            }
            Subject::Placement(_) => self.apply_placement(event),
            _ => {}
        }
        self.apply_any_stream(event);
    }

    /// Who the person is, and what the case begins and ends with.
    fn apply_person(&mut self, event: &Event) -> bool {
        let on = event.occurred_on;
        match &event.what {
            Happening::Registered { organisation } => {
                self.registered = Some(Registration { on, organisation: organisation.clone() });
            }
            Happening::IdentityChanged { part } => {
                self.identity_changes.push(IdentityChange { on, part: part.clone() });
            }
            Happening::ProtectionSet { protection } => self.protection = *protection,
            Happening::ProfileRecorded { profile, source } => {
                let profile = Profile { document: *profile, on, source: *source };
                self.earlier_profiles.extend(self.profile.replace(profile));
            }
            Happening::Interviewed { note } => self.interviews.push(Interview { on, note: *note }),
            Happening::Closed { reason } => self.closed = Some(Ending::of(event, reason)),
            Happening::Reopened {} => self.closed = None,
            Happening::Erased { certificate } => {
                self.forget();
                self.erased = Some(Receipted { on, receipt: *certificate });
            }
            _ => return false,
        }
        true
    }

    /// Leaves out every document; what is counted stays.
    fn forget(&mut self) {
        self.profile = None;
        self.earlier_profiles.clear();
        self.interviews.iter_mut().for_each(|interview| interview.note = None);
        self.notes.clear();
        self.connections.clear();
        self.competences.values_mut().for_each(|one| one.note = None);
        self.hand_overs.iter_mut().for_each(|one| one.summary = None);
        self.overrides.iter_mut().for_each(|one| one.note = None);
        self.objections.values_mut().for_each(|one| one.note = None);
        self.placements.values_mut().for_each(|placement| placement.notes.clear());
    }

    /// Who works on the case, with what consent.
    fn apply_responsibility(&mut self, event: &Event) -> bool {
        let on = event.occurred_on;
        match &event.what {
            Happening::CaseAssigned { to } => {
                self.holder = Some(Holder { actor: to.clone(), since: on });
            }
            Happening::HandedOver { from, to, summary, open } => {
                self.holder = Some(Holder { actor: to.clone(), since: on });
                let (from, to, summary, open) = (from.clone(), to.clone(), *summary, open.clone());
                self.hand_overs.push(HandOver { on, from, to, summary, open });
            }
            Happening::CaseShared { with, purpose, until } => {
                let (purpose, until) = (purpose.clone(), *until);
                // Made longer for the same, it was answered.
                let known = self.shared.get(with).filter(|known| known.purpose == purpose);
                let accepted = known.and_then(|known| known.accepted);
                let share = Share { since: on, purpose, until, accepted };
                self.shared.insert(with.clone(), share);
            }
            Happening::ShareAnswered { by, yes: true, .. } => {
                if let Some(share) = self.shared.get_mut(by) {
                    share.accepted = Some(on);
                }
            }
            Happening::ShareAnswered { by, yes: false, .. } => drop(self.shared.remove(by)),
            Happening::CaseUnshared { with } => drop(self.shared.remove(with)),
            Happening::Consented { to } => {
                self.consents.entry(to.clone()).or_insert(on);
            }
            Happening::ConsentWithdrawn { to } => drop(self.consents.remove(to)),
            Happening::Objected { to, note } => {
                let objection = Objection { on, note: *note, settled: None };
                self.objections.insert(*to, objection);
            }
            Happening::ObjectionSettled { to, settlement, reason } => {
                // One that was upheld can still be taken back.
                let is_open = |one: &&mut Objection| {
                    one.settled.is_none() || *settlement == Settlement::Withdrawn
                };
                if let Some(objection) = self.objections.get_mut(to).filter(is_open) {
                    let ending = Ending::of(event, reason);
                    objection.settled = Some(Settled { settlement: *settlement, ending });
                }
            }
            Happening::ConnectionAdded { connection, kind } => {
                self.connections.insert(*connection, Connection { on, kind: *kind });
            }
            Happening::ConnectionRemoved { connection } => {
                self.connections.remove(connection);
            }
            _ => return false,
        }
        true
    }

    /// What is planned and to do.
    fn apply_plan(&mut self, event: &Event) -> bool {
        let on = event.occurred_on;
        match &event.what {
            Happening::MilestonePlanned { milestone, on } => {
                self.milestones.insert(milestone.clone(), *on);
            }
            Happening::TaskSet { task, what, due } => {
                let (what, due) = (what.clone(), due.clone());
                self.tasks.insert(task.clone(), Task { what, due, set_on: on, done: None });
            }
            Happening::TaskDone { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.done = Some(Done::On(on));
                }
            }
            Happening::TaskDropped { task, reason } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.done = Some(Done::Dropped(Ending::of(event, reason)));
                }
            }
            _ => return false,
        }
        true
    }

    /// The way through programmes and into work.
    fn apply_programme(&mut self, event: &Event) -> bool {
        let on = event.occurred_on;
        match &event.what {
            Happening::Enrolled { operation, statistics } => {
                let times = self.enrolments.entry(operation.clone()).or_default();
                times.push(Enrolment { entered: on, statistics: *statistics, left: None });
            }
            Happening::Left { operation, reason } => {
                let last = self.enrolments.get_mut(operation).and_then(|times| times.last_mut());
                if let Some(last) = last.filter(|last| last.left.is_none()) {
                    last.left = Some(Ending::of(event, reason));
                }
            }
            Happening::StatusObserved { status } => drop(self.statuses.insert(on, *status)),
            Happening::FactNoted { operation, fact } => {
                self.facts.entry(operation.clone()).or_default().push((on, fact.clone()));
            }
            Happening::OfferReceived { country, from } => {
                self.offers.push(Border { on, country: *country, from: *from });
            }
            Happening::JobStarted { country, from } => {
                self.jobs.push(Border { on, country: *country, from: *from });
            }
            _ => return false,
        }
        true
    }

    /// What happens to a placement, unless it is another's.
    fn apply_placement(&mut self, event: &Event) {
        match &event.what {
            Happening::Proposed { participant, .. } if *participant != self.id => {}
            _ => placement::apply_to(&mut self.placements, event),
        }
    }

    /// What names the participant, in whichever stream it stands.
    fn apply_any_stream(&mut self, event: &Event) {
        let on = event.occurred_on;
        match &event.what {
            Happening::Noted { note } => drop(self.notes.insert(*note, on)),
            Happening::Attended { participant, presence, minutes } if *participant == self.id => {
                if let Subject::Session(session) = &event.stream {
                    let (presence, minutes) = (*presence, *minutes);
                    self.attendance.insert(session.clone(), Attendance { on, presence, minutes });
                }
            }
            Happening::JointActionHeld { action, countries } => {
                let (action, countries) = (action.clone(), countries.clone());
                self.actions.push(Action { on, action, countries });
            }
            Happening::HomeAllocated { participant, permanent } if *participant == self.id => {
                if let Subject::Housing(housing) = &event.stream {
                    let (housing, permanent) = (housing.clone(), *permanent);
                    self.homes.push(Home { on, housing, permanent });
                }
            }
            Happening::Disclosed { participant, to, fields, purpose, test, referral }
                if *participant == self.id =>
            {
                self.disclosures.push(Disclosure {
                    on,
                    by: event.by.clone(),
                    to: to.clone(),
                    placement: event.about.iter().find_map(placement_in),
                    fields: fields.clone(),
                    purpose: purpose.clone(),
                    test: test.clone(),
                    referral: *referral,
                });
            }
            Happening::Overridden { participant, .. }
            | Happening::OverrideLifted { participant, .. }
                if *participant == self.id =>
            {
                placement::apply_override(&mut self.overrides, event);
            }
            _ => {}
        }
    }
}
