//! The page of a participant, and the list of cases.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::{Case, Folded, State, Subject, SubjectKind};
use etablera_domain::{ActorId, ParticipantId};
use etablera_storage::Person;
use serde::Serialize;

use super::network::ConnectionSeen;
use super::note::NoteSeen;
use super::person::Identity;
use super::profile::ProfileSeen;
use super::timeline::{DueTask, due};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::facts::of_case;
use crate::office::listed::{Part, Rows};
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Ask, Resource};

commands! {
    /// Asks for all of a participant that the caller may see.
    ShowCase {
        /// Who.
        participant: ParticipantId,
    }
    /// Asks for the cases that the caller may know of.
    ListCases {
        /// Also those that are closed.
        #[serde(default)]
        closed: bool,
        /// Only those that this person holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<ActorId>,
        /// With names, where the caller may read them; each is logged.
        #[serde(default)]
        names: bool,
        /// Only what comes after this id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        /// How many rows at most; all where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Rows>,
    }
}

/// What the page of a participant shows. What the caller may not see is left
/// out.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CasePage {
    /// Who.
    pub participant: ParticipantId,
    /// How many events the stream has: what a next call has seen.
    pub version: u64,
    /// The case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    /// What is to do, by the day it is due.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub due: Vec<DueTask>,
    /// Who they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// What they can do and want.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileSeen>,
    /// Contacts, references and strengths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<Vec<ConnectionSeen>>,
    /// Notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<NoteSeen>>,
}

/// A line of the list of cases.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CaseLine {
    /// Who.
    pub participant: ParticipantId,
    /// Since when they are registered.
    pub registered: NaiveDate,
    /// Who holds the case, where the caller may read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<ActorId>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<NaiveDate>,
    /// What is due first, where the caller may read the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<DueTask>,
    /// The name, given names first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Shows all of a participant that the caller may see. What is left out was
/// refused, and stands in the access log as such.
///
/// # Errors
///
/// When the caller may not even know of them.
pub fn show_case<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowCase,
) -> UseCase<'a, CasePage> {
    office.look(call, async move |work| {
        let participant = command.participant.clone();
        let (subject, case) = work.case(Action::KnowOf, &participant).await?;
        let resource = of_case((&subject, &case), call.today);
        let mut page = CasePage {
            participant,
            version: work.writer.version(&subject).await?,
            case: None,
            due: Vec::new(),
            identity: None,
            profile: None,
            network: None,
            notes: None,
        };
        page.identity = unless_refused(work.identity(&page.participant).await)?;
        if work.may_on(Action::ReadProfile, &resource, None).is_ok() {
            page.profile = work.profile_of(&case).await?;
        }
        if work.may_on(Action::ReadNetwork, &resource, None).is_ok() {
            page.network = Some(work.network_of(&case).await?);
        }
        if work.may_on(Action::ReadNotes, &resource, None).is_ok() {
            page.notes = Some(work.notes_of(&case).await?);
        }
        if work.may_on(Action::ReadHistory, &resource, None).is_ok() {
            page.due = due(&case, call.today);
            page.case = Some(work.without_hidden(case).await?);
        } else if work.may_on(Action::ReadCase, &resource, None).is_ok() {
            page.due = due(&case, call.today);
        }
        Ok(page)
    })
}

/// A part, unless it was refused or is gone.
fn unless_refused<T>(part: Result<T, CaseError>) -> Result<Option<T>, CaseError> {
    match part {
        Ok(part) => Ok(Some(part)),
        Err(CaseError::Refused(_) | CaseError::Absent(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The cases that the caller may know of, ordered by id; those that were
/// erased are none.
///
/// # Errors
///
/// When the store fails.
pub fn list_cases<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListCases,
) -> UseCase<'a, Vec<CaseLine>> {
    office.look(call, async move |work| {
        work.log_list("list_cases");
        let mut named = Vec::new();
        let sessions = work.sessions().await?;
        let mut part = Part::new(SubjectKind::Participant, command.after.as_deref(), command.limit);
        let mut lines = part
            .rows(work, |work, row| {
                let (subject, case) = registered(row)?;
                let resource = of_case((&subject, &case), call.today);
                let resource = Resource { teachers: sessions.teachers(&case), ..resource };
                let line = work.listed(&resource, &case, command)?;
                if command.names && work.may_on(Action::ReadIdentity, &resource, None).is_ok() {
                    named.push(case.id);
                }
                Some(line)
            })
            .await?;
        let persons = work.writer.persons_among(named).await?;
        let mut names: BTreeMap<_, _> =
            persons.iter().map(|person| (&person.participant, name(person))).collect();
        for line in &mut lines {
            line.name = names.remove(&line.participant);
        }
        Ok(lines)
    })
}

/// The case of a subject that is registered.
fn registered((subject, folded): (Subject, Folded)) -> Option<(Subject, Case)> {
    match folded.state {
        State::Participant(case) if case.registered.is_some() => Some((subject, *case)),
        _ => None,
    }
}

/// A line; with a day, what only those learn who may read the case.
fn line(case: &Case, today: Option<NaiveDate>) -> CaseLine {
    let holder = case.holder.as_ref().filter(|_| today.is_some());
    CaseLine {
        participant: case.id.clone(),
        registered: case.registered.as_ref().map(|one| one.on).unwrap_or_default(),
        holder: holder.map(|one| one.actor.clone()),
        closed: case.closed.as_ref().map(|one| one.on),
        next: today.and_then(|today| due(case, today).into_iter().next()),
        name: None,
    }
}

fn name(person: &Person) -> String {
    format!("{} {}", person.given, person.family).trim().to_owned()
}

impl Work<'_> {
    /// Every registered case, ordered by id, whoever asks.
    pub(in crate::office) async fn cases(&mut self) -> Result<Vec<(Subject, Case)>, CaseError> {
        let all = self.writer.all(SubjectKind::Participant).await?;
        Ok(all.into_iter().filter_map(registered).collect())
    }

    /// The line of a case, if it is wanted and the caller may know of it.
    fn listed(&self, resource: &Resource, case: &Case, command: &ListCases) -> Option<CaseLine> {
        let wanted = (command.closed || case.closed.is_none()) && case.erased.is_none();
        if !wanted || !self.may_silently(Action::KnowOf, resource) {
            return None;
        }
        let reads = self.may_silently(Action::ReadCase, resource);
        let holder = case.holder.as_ref().map(|one| &one.actor).filter(|_| reads);
        let theirs = command.holder.is_none() || holder == command.holder.as_ref();
        theirs.then(|| line(case, reads.then_some(self.call.today)))
    }

    /// Whether the caller may do this, for a list that is logged as one.
    pub(in crate::office) fn may_silently(&self, action: Action, resource: &Resource) -> bool {
        let ask = Ask::new(&self.call.caller, action, resource);
        self.office.policies.decide(&ask).is_allowed()
    }
}
