//! A participant's case.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use etablera_taxonomy::{ConceptId, Country};
use serde::{Deserialize, Serialize};

use super::cohort::Membership;
use super::competence::Competence;
use super::parts::{Attendance, Ending, Override, Receipted};
use super::placement::PlacementState;
use super::referral::Referrals;
use super::task::Task;
use crate::event::code::Code;
use crate::event::fact::Fact;
use crate::event::id::{DocumentId, ReferralId, StatisticsId};
use crate::event::kinds::{
    ConnectionKind, Consent, Due, LabourStatus, Milestone, Presence, Processing, ProfileSource,
    Protection, Recipient, SecrecyTest, Settlement,
};
use crate::id::{
    ActorId, HousingId, OperationId, OrganisationId, ParticipantId, PlacementId, SessionId, TaskId,
};

/// Declares the small records of a case.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $type:ty,)+ })+) => {$(
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        // After the derive: what names a schema is said beside the words.
        $(#[$doc])*
        pub struct $name {
            $($(#[$of])* pub $field: $type,)+
        }
    )+};
}

records! {
    /// With whom a person is registered.
    Registration {
        /// Since when.
        on: NaiveDate,
        /// Which organisation is responsible.
        organisation: OrganisationId,
    }
    /// Something in the register of persons changed.
    IdentityChange {
        /// When.
        on: NaiveDate,
        /// Which part.
        part: Code,
    }
    /// The profile that counts.
    Profile {
        /// The participant's record.
        document: DocumentId,
        /// Since when.
        on: NaiveDate,
        /// Where it comes from.
        source: ProfileSource,
    }
    /// A talk with staff.
    #[cfg_attr(feature = "schema", schemars(rename = "InterviewHeld"))]
    Interview {
        /// When.
        on: NaiveDate,
        /// What was noted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
    }
    /// Who is responsible for the case.
    Holder {
        /// Who.
        actor: ActorId,
        /// Since when.
        since: NaiveDate,
    }
    /// A case went from one to another.
    HandOver {
        /// When.
        on: NaiveDate,
        /// From whom.
        from: ActorId,
        /// To whom.
        to: ActorId,
        /// The summary.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        summary: Option<DocumentId>,
        /// What was open.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        open: BTreeSet<TaskId>,
    }
    /// Another organisation is on the case.
    #[cfg_attr(feature = "schema", schemars(rename = "CaseShare"))]
    Share {
        /// Since when.
        since: NaiveDate,
        /// What for.
        purpose: Code,
        /// The last day of it; none until it is taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
        /// When the organisation took it on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accepted: Option<NaiveDate>,
    }
    /// A contact, reference, introduction or strength.
    Connection {
        /// Since when.
        on: NaiveDate,
        /// What it is.
        kind: ConnectionKind,
    }
    /// Time in an operation.
    Enrolment {
        /// The day of entering.
        entered: NaiveDate,
        /// The coarse answers that indicators need.
        statistics: StatisticsId,
        /// When and why it was left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Ending>,
    }
    /// A joint action across a border; each is one participation.
    #[cfg_attr(feature = "schema", schemars(rename = "JointAction"))]
    Action {
        /// When.
        on: NaiveDate,
        /// What it was.
        action: Code,
        /// The countries whose organisations held it.
        countries: BTreeSet<Country>,
    }
    /// An offer or a job, perhaps across a border.
    Border {
        /// When.
        on: NaiveDate,
        /// In which country.
        country: Country,
        /// From which country, where the border counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Country>,
    }
    /// A home.
    Home {
        /// Since when.
        on: NaiveDate,
        /// Whose housing it is of: a municipality's.
        housing: HousingId,
        /// Whether it is permanent.
        permanent: bool,
    }
    /// Something was disclosed.
    Disclosure {
        /// When.
        on: NaiveDate,
        /// By whom.
        by: ActorId,
        /// To whom.
        to: Recipient,
        /// About which proposal, where it was about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        placement: Option<PlacementId>,
        /// Which fields.
        fields: BTreeSet<Code>,
        /// What for.
        purpose: Code,
        /// The test of secrecy.
        test: SecrecyTest,
        /// By which referral, where it was read by one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referral: Option<ReferralId>,
    }
    /// An objection to a use of personal data.
    Objection {
        /// When.
        on: NaiveDate,
        /// The grounds, in words; none once they are erased.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<DocumentId>,
        /// How it ended; none while it waits for an answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        settled: Option<Settled>,
    }
    /// How an objection ended.
    Settled {
        /// How.
        settlement: Settlement,
        /// When and why.
        ending: Ending,
    }
    /// What is true of a participant.
    Case {
        /// Whose case.
        id: ParticipantId,
        /// With whom they are registered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        registered: Option<Registration>,
        /// How the identity is protected.
        protection: Protection,
        /// Changes in the register of persons, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        identity_changes: Vec<IdentityChange>,
        /// The profile that counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profile: Option<Profile>,
        /// The profiles before it, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        earlier_profiles: Vec<Profile>,
        /// Talks with staff, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        interviews: Vec<Interview>,
        /// Notes by their day, also those of placements and sessions.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        notes: BTreeMap<DocumentId, NaiveDate>,
        /// Who is responsible.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<Holder>,
        /// How the case went from hand to hand, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        hand_overs: Vec<HandOver>,
        /// Which other organisations are on the case.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        shared: BTreeMap<OrganisationId, Share>,
        /// Referrals to other organisations.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        referrals: Referrals,
        /// What the participant has agreed to, and since when.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty", with = "super::pairs")]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<(Consent, NaiveDate)>"))]
        consents: BTreeMap<Consent, NaiveDate>,
        /// Their last objection to each use of their data.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        objections: BTreeMap<Processing, Objection>,
        /// The network.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        connections: BTreeMap<DocumentId, Connection>,
        /// The days of named events.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        milestones: BTreeMap<Milestone, NaiveDate>,
        /// What is to do, and what was done.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        tasks: BTreeMap<TaskId, Task>,
        /// The plans for new competences.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        competences: BTreeMap<ConceptId, Competence>,
        /// Times in cohorts, oldest first.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        cohorts: BTreeMap<Code, Vec<Membership>>,
        /// Times in operations, oldest first.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        enrolments: BTreeMap<OperationId, Vec<Enrolment>>,
        /// The status on the labour market by the day it was found out.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        statuses: BTreeMap<NaiveDate, LabourStatus>,
        /// What else funders ask for, by operation, oldest first.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<OperationId, Vec<(NaiveDate, Fact)>>,
        /// The ways at needs, from the proposal on.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        placements: BTreeMap<PlacementId, PlacementState>,
        /// What was decided otherwise than proposed, also what no longer
        /// holds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        overrides: Vec<Override>,
        /// Attendance at sessions.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        attendance: BTreeMap<SessionId, Attendance>,
        /// Joint actions, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        actions: Vec<Action>,
        /// Offers of work, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        offers: Vec<Border>,
        /// Jobs outside the programme, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        jobs: Vec<Border>,
        /// Homes, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        homes: Vec<Home>,
        /// What was disclosed, oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        disclosures: Vec<Disclosure>,
        /// When and why it was closed; none while it is open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        closed: Option<Ending>,
        /// The certificate of the last erasure. What the log leads to is gone,
        /// so that the documents from before are left out above.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        erased: Option<Receipted>,
    }
}

impl Share {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}

impl Case {
    pub(super) fn new(id: ParticipantId) -> Self {
        Self {
            id,
            registered: None,
            protection: Protection::None,
            identity_changes: Vec::new(),
            profile: None,
            earlier_profiles: Vec::new(),
            interviews: Vec::new(),
            notes: BTreeMap::new(),
            holder: None,
            hand_overs: Vec::new(),
            shared: BTreeMap::new(),
            referrals: BTreeMap::new(),
            consents: BTreeMap::new(),
            objections: BTreeMap::new(),
            connections: BTreeMap::new(),
            milestones: BTreeMap::new(),
            tasks: BTreeMap::new(),
            competences: BTreeMap::new(),
            cohorts: BTreeMap::new(),
            enrolments: BTreeMap::new(),
            statuses: BTreeMap::new(),
            facts: BTreeMap::new(),
            placements: BTreeMap::new(),
            overrides: Vec::new(),
            attendance: BTreeMap::new(),
            actions: Vec::new(),
            offers: Vec::new(),
            jobs: Vec::new(),
            homes: Vec::new(),
            disclosures: Vec::new(),
            closed: None,
            erased: None,
        }
    }

    /// Whether it is registered and not closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.registered.is_some() && self.closed.is_none()
    }

    /// Whether the identity is protected in any way.
    #[must_use]
    pub fn is_protected(&self) -> bool {
        self.protection != Protection::None
    }

    /// Whether an organisation works on the case on a day: the responsible one,
    /// or one that it is shared with until then or longer.
    #[must_use]
    pub fn concerns(&self, organisation: &OrganisationId, day: NaiveDate) -> bool {
        let responsible =
            self.registered.as_ref().is_some_and(|by| by.organisation == *organisation);
        responsible || self.shared.get(organisation).is_some_and(|share| share.holds_on(day))
    }

    /// Whether the participant agrees to it now.
    #[must_use]
    pub fn consents_to(&self, to: &Consent) -> bool {
        self.consents.contains_key(to)
    }

    /// Whether the participant objects to a use of their data: it rests until
    /// the objection is answered, and for good where it is upheld.
    #[must_use]
    pub fn objects_to(&self, to: Processing) -> bool {
        let settled = |one: &Objection| one.settled.as_ref().map(|settled| settled.settlement);
        self.objections
            .get(&to)
            .is_some_and(|one| matches!(settled(one), None | Some(Settlement::Upheld)))
    }

    /// Whether a disclosure still holds: one that rests on consent, as any
    /// that names the person does, ends when the consent is taken back, and
    /// every one rests while they object to disclosures. What was sent is
    /// known, but opens nothing any more.
    #[must_use]
    pub fn holds(&self, disclosure: &Disclosure) -> bool {
        if self.objects_to(Processing::Disclosure) {
            return false;
        }
        let by_referral = disclosure.referral.and_then(|id| self.referrals.get(&id));
        if let Some(referral) = by_referral {
            return referral.ended.is_none();
        }
        let Recipient::Employer(to) = &disclosure.to else { return !disclosure.test.consented };
        let names = disclosure.fields.iter().any(|field| field.as_str() == "name");
        let rests = disclosure.test.consented || names;
        !rests || self.consents_to(&Consent::Introduction(to.clone()))
    }

    /// The status as far as known on a day.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> Option<LabourStatus> {
        self.statuses.range(..=day).next_back().map(|(_, status)| *status)
    }

    /// The day a task is due; none while its milestone has no day, or where
    /// it would lie outside the calendar.
    #[must_use]
    pub fn due_on(&self, task: &Task) -> Option<NaiveDate> {
        match &task.due {
            Due::On { day } => Some(*day),
            Due::After { milestone, days } => {
                let days = TimeDelta::days(i64::from(*days));
                self.milestones.get(milestone)?.checked_add_signed(days)
            }
        }
    }

    /// What is to do, with the day it is due: by that day, those without one
    /// last, then by id.
    #[must_use]
    pub fn open_tasks(&self) -> Vec<(&TaskId, &Task, Option<NaiveDate>)> {
        let open = self.tasks.iter().filter(|(_, task)| task.done.is_none());
        let mut tasks: Vec<_> = open.map(|(id, task)| (id, task, self.due_on(task))).collect();
        tasks.sort_by_key(|(id, _, due)| (due.is_none(), *due, *id));
        tasks
    }

    /// The override that holds for a need; without a need, that which keeps
    /// the participant out.
    #[must_use]
    pub fn override_for(&self, need: Option<&crate::id::NeedId>) -> Option<&Override> {
        self.overrides.iter().rev().find(|one| one.lifted.is_none() && one.need.as_ref() == need)
    }

    /// How many sessions in a row the participant was absent from, excused or
    /// not, up to the last that they were expected at.
    #[must_use]
    pub fn absences_in_a_row(&self) -> usize {
        let mut by_day: Vec<_> =
            self.attendance.iter().map(|(id, one)| (one.on, id, one)).collect();
        by_day.sort_by_key(|(on, id, _)| (*on, *id));
        let absent = |(_, _, one): &&(_, _, &Attendance)| one.presence != Presence::Present;
        by_day.iter().rev().take_while(absent).count()
    }

    /// Every text and record about the participant that the case leads to.
    #[must_use]
    pub fn documents(&self) -> BTreeSet<DocumentId> {
        let profiles = self.earlier_profiles.iter().chain(&self.profile);
        let mut all: BTreeSet<DocumentId> = profiles.map(|profile| profile.document).collect();
        all.extend(self.interviews.iter().filter_map(|interview| interview.note));
        all.extend(self.notes.keys());
        all.extend(self.connections.keys());
        all.extend(self.competences.values().filter_map(|one| one.note));
        all.extend(self.hand_overs.iter().filter_map(|one| one.summary));
        all.extend(self.overrides.iter().filter_map(|one| one.note));
        all.extend(self.objections.values().filter_map(|one| one.note));
        all
    }
}
