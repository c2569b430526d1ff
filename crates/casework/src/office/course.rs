//! How far people have come in the training, by part.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use chrono::NaiveDate;
use etablera_domain::event::state::BookingRef;
use etablera_domain::event::{Code, Subject, SubjectKind};
use etablera_domain::{ParticipantId, SessionId};
use etablera_programme::training;
use etablera_programme::training::{
    Alert, BookingFault, CohortProgress, ContentPlan, LateList, Member, Progress, Sessions,
    Thresholds, absences, cohort_progress, late_lists, progress,
};
use serde::Serialize;

use super::commands::commands;
use super::error::CaseError;
use super::facts::of_case;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::{Action, Resource};

/// Days after which a list that nobody has taken is told of.
const LATE: u16 = 3;
/// Absences in a row that somebody should know of: without a reason, and of any
/// kind.
const THRESHOLDS: Thresholds = Thresholds {
    unexcused: NonZeroU16::new(2).expect("is above 0"),
    any: NonZeroU16::new(3).expect("is above 0"),
};

commands! {
    /// Asks how far somebody has come in the training.
    ReadProgress {
        /// Who.
        participant: ParticipantId,
        /// As known on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks how far a cohort has come.
    ReadCohort {
        /// Which.
        cohort: Code,
        /// As known on which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// How far a cohort has come, and who is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CohortShown {
    /// By part, of those whom the caller may know of.
    #[serde(flatten)]
    pub progress: CohortProgress,
    /// Who has been absent so often in a row that somebody should know.
    pub alerts: Vec<Alert>,
    /// The lists that nobody has taken.
    pub late_lists: Vec<LateList>,
    /// Its sessions that are given under bookings of agreements.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub given_under: BTreeMap<SessionId, Vec<BookingRef>>,
    /// What does not fit between its sessions and the bookings they are given
    /// under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub booking_faults: Vec<String>,
}

/// How far somebody has come in the training: the hours of each part, and
/// whether civic orientation will be finished in time.
///
/// # Errors
///
/// When the caller may not read the case.
pub fn read_progress<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadProgress,
) -> UseCase<'a, Progress> {
    office.look(call, async move |work| {
        let (_, case) = work.case(Action::ReadCase, &command.participant).await?;
        let (sessions, member) = (work.course().await?, Member::of(&case));
        let rules = work.course_rules().await?;
        let day = command.on.unwrap_or(call.today);
        let found = progress(&ContentPlan::shipped(), (&sessions, &member), (&rules, day));
        found.map_err(|error| CaseError::wrong(error.to_string()))
    })
}

/// How far a cohort has come, with alerts and lists that nobody has taken:
/// about those whom the caller may know of, and no others.
///
/// # Errors
///
/// When the caller may not read cohorts.
pub fn read_cohort<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadCohort,
) -> UseCase<'a, CohortShown> {
    office.look(call, async move |work| {
        work.may(Action::ReadCohort, &Subject::System).await?;
        work.note_purpose(&format!("cohort {}", command.cohort));
        let sessions = work.course().await?;
        let members = work.members().await?;
        let rules = work.course_rules().await?;
        let day = command.on.unwrap_or(call.today);
        let plan = ContentPlan::shipped();
        let progress =
            cohort_progress(&plan, (&sessions, &members), &command.cohort, (&rules, day))
                .map_err(|error| CaseError::wrong(error.to_string()))?;
        let here = members.iter().filter(|one| one.is_in(&command.cohort, day));
        let alerts = here.flat_map(|one| absences(&sessions, one, day).alerts(THRESHOLDS));
        let ours = |late: &LateList| {
            let session = sessions.get(&late.session);
            session.is_some_and(|one| one.plan.cohort.as_ref() == Some(&command.cohort))
        };
        let late_lists = late_lists(&sessions, &members, (day, LATE)).into_iter();
        let late_lists = late_lists.filter(ours).collect();
        let alerts = alerts.collect();
        let given_under = work.given_to(&command.cohort).await?;
        let of = given_under.values().flatten().map(|one| one.agreement.clone()).collect();
        let here =
            |one: &BookingFault| one.session().is_some_and(|id| given_under.contains_key(id));
        let faults = work.booking_faults(&of, here).await?;
        let booking_faults = faults.iter().map(ToString::to_string).collect();
        Ok(CohortShown { progress, alerts, late_lists, given_under, booking_faults })
    })
}

impl Work<'_> {
    /// Every session.
    pub(super) async fn course(&mut self) -> Result<Sessions, CaseError> {
        let all = self.writer.all(SubjectKind::Session).await?;
        Ok(Sessions::of(all.iter().filter_map(|(_, folded)| folded.state.session())))
    }

    /// The sessions that a cohort has or had, with the bookings they are given
    /// under.
    async fn given_to(
        &mut self,
        cohort: &Code,
    ) -> Result<BTreeMap<SessionId, Vec<BookingRef>>, CaseError> {
        let mut given = BTreeMap::new();
        for state in self.session_states().await? {
            let is_theirs = state.plans.last().is_some_and(|p| p.cohort.as_ref() == Some(cohort));
            if !is_theirs || state.given_under.is_empty() {
                continue;
            }
            let readable = self.readable_bookings(&state).await?;
            if !readable.is_empty() {
                given.insert(state.id, readable);
            }
        }
        Ok(given)
    }

    /// The rules of the training, and over them the organisation's own.
    pub(super) async fn course_rules(
        &mut self,
    ) -> Result<etablera_programme::rules::Rules, CaseError> {
        Ok(training::shipped_rules().with(self.rules().await?))
    }

    /// Those whom the caller may know of.
    async fn members(&mut self) -> Result<Vec<Member>, CaseError> {
        let taught = self.sessions().await?;
        let today = self.call.today;
        let mut members = Vec::new();
        for (subject, case) in self.cases().await? {
            let teachers = taught.teachers(&case);
            let resource = Resource { teachers, ..of_case((&subject, &case), today) };
            if case.erased.is_none() && self.may_silently(Action::KnowOf, &resource) {
                members.push(Member::of(&case));
            }
        }
        Ok(members)
    }
}
