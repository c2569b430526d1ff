//! What happened to any subject, and the log itself, as far as the caller may
//! know of everybody in it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::ActorId;
use etablera_domain::event::{
    Event, EventId, Happening, Moment, Recorded, Subject, SubjectKind, effective,
};
use etablera_storage::{Access, Logged};
use serde::Serialize;

use super::commands::commands;
use super::error::CaseError;
use super::known::is_known;
use super::listed::Rows;
use super::people::{Happened, ReadTimeline, Timeline, timeline};
use super::record::named;
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::Action;

/// How many rows of a log are read at a time.
const BATCH: u64 = 1000;

commands! {
    /// Asks for what happened to a subject.
    ReadHistory {
        /// To whom or what.
        subject: Subject,
    }
    /// Asks for the log.
    ReadLog {
        /// Only what is about this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<Subject>,
        /// Only what stands after this place.
        #[serde(default)]
        after: u64,
        /// How many rows at most.
        #[serde(default)]
        limit: Rows,
    }
    /// Asks for who looked at what.
    ReadAccesses {
        /// Only what is about this.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<Subject>,
        /// Only what stands after this place.
        #[serde(default)]
        after: u64,
        /// How many rows at most.
        #[serde(default)]
        limit: Rows,
    }
}

/// An event as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LogLine {
    /// Its place.
    pub seq: u64,
    /// The day it happened.
    pub on: NaiveDate,
    /// The kind of happening.
    pub kind: &'static str,
    /// In whose stream.
    pub stream: Subject,
    /// All that it is about.
    pub about: BTreeSet<Subject>,
    /// What happened.
    pub what: Happening,
    /// Who wrote it.
    pub by: ActorId,
    /// When.
    pub recorded_at: Moment,
    /// Names it.
    pub event: EventId,
    /// The event it takes the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<EventId>,
}

/// A row of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct AccessLine {
    /// Its place.
    pub seq: u64,
    /// What it says.
    #[serde(flatten)]
    pub access: Access,
}

/// What happened to a subject of any kind, as it counts now. What is also
/// about somebody whom the caller may not know of is left out.
///
/// # Errors
///
/// When the caller may not read the subject, or nothing is known of it.
pub fn history<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadHistory,
) -> UseCase<'a, Timeline> {
    UseCase::new(async move {
        if let Subject::Participant(participant) = &command.subject {
            let command = ReadTimeline { participant: participant.clone() };
            return timeline(office, call, &command).await;
        }
        let subject = &command.subject;
        office
            .look(call, async |work| {
                work.may(reading(subject.kind()), subject).await?;
                if !is_known(&work.state(subject).await?) {
                    return Err(CaseError::Absent(subject.clone()));
                }
                let mut happened = Vec::new();
                for event in work.effective_about(subject).await? {
                    if work.is_tellable(&event, subject).await? {
                        happened.push(line(&work.without_words(event).await?, subject));
                    }
                }
                Ok(Timeline { happened, due: Vec::new() })
            })
            .await
    })
}

/// The log after a place, oldest first. Events about somebody whom the caller
/// may not know of are left out; their places show only as gaps.
///
/// # Errors
///
/// When the caller may not read the log, or the store fails.
pub fn read_log<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadLog,
) -> UseCase<'a, Vec<LogLine>> {
    office.look(call, async move |work| {
        work.may(Action::ReadLog, &Subject::System).await?;
        let (mut after, mut lines, mut known) = (command.after, Vec::new(), Known::default());
        loop {
            let rows = match &command.subject {
                Some(subject) => work.writer.events_about(subject, after, BATCH).await?,
                None => work.writer.events(after, BATCH).await?,
            };
            let Some(last) = rows.last() else { return Ok(lines) };
            after = last.seq;
            for Recorded { seq, event } in rows {
                if !known.all_of(work, &event).await? {
                    continue;
                }
                lines.push(logged(seq, work.without_words(event).await?));
                if lines.len() >= command.limit.into() {
                    return Ok(lines);
                }
            }
        }
    })
}

/// Who looked at what, oldest first. Looks at somebody whom the caller may not
/// know of are left out.
///
/// # Errors
///
/// When the caller may not read the access log, or the store fails.
pub fn read_accesses<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadAccesses,
) -> UseCase<'a, Vec<AccessLine>> {
    office.look(call, async move |work| {
        // Whom it is about is asked row by row: about somebody who is
        // hidden the answer is that about nobody.
        let own = command.subject.as_ref().filter(|one| call.caller.is.as_ref() == Some(*one));
        work.may(Action::ReadAccessLog, own.unwrap_or(&Subject::System)).await?;
        let (mut after, mut lines, mut known) = (command.after, Vec::new(), Known::default());
        loop {
            let rows = match &command.subject {
                Some(subject) => work.writer.accesses_after(subject, after, BATCH).await?,
                None => work.writer.all_accesses(after, BATCH).await?,
            };
            let Some(last) = rows.last() else { return Ok(lines) };
            after = last.seq;
            for Logged { seq, access } in rows {
                if let Some(subject) = &access.subject
                    && !known.one(work, subject).await?
                {
                    continue;
                }
                lines.push(AccessLine { seq, access });
                if lines.len() >= command.limit.into() {
                    return Ok(lines);
                }
            }
        }
    })
}

/// Whom the caller may know of, as far as it was asked: the same few stand in
/// many rows.
#[derive(Default)]
struct Known(BTreeMap<Subject, bool>);

impl Known {
    async fn one(&mut self, work: &mut Work<'_>, subject: &Subject) -> Result<bool, CaseError> {
        if let Some(known) = self.0.get(subject) {
            return Ok(*known);
        }
        let known = work.is_open_to_caller(Action::KnowOf, subject).await?;
        self.0.insert(subject.clone(), known);
        Ok(known)
    }

    /// Everybody in an event.
    async fn all_of(&mut self, work: &mut Work<'_>, event: &Event) -> Result<bool, CaseError> {
        for subject in everybody(event) {
            if !self.one(work, &subject).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// What the caller must be allowed, to read what happened to such a subject.
fn reading(kind: SubjectKind) -> Action {
    match kind {
        SubjectKind::Participant | SubjectKind::Placement => Action::ReadHistory,
        SubjectKind::Employer => Action::ReadEmployer,
        SubjectKind::Visit => Action::ReadVisit,
        SubjectKind::Need => Action::ReadNeed,
        SubjectKind::Agreement => Action::ReadAgreement,
        SubjectKind::Session => Action::ReadSession,
        SubjectKind::Housing => Action::ReadHousing,
        SubjectKind::Decision => Action::ReadDecision,
        SubjectKind::System => Action::ReadLog,
    }
}

fn line(event: &Event, subject: &Subject) -> Happened {
    Happened {
        on: event.occurred_on,
        what: event.what.clone(),
        stream: (event.stream != *subject).then(|| event.stream.clone()),
        by: event.by.clone(),
        recorded_at: event.recorded_at,
        event: event.id,
    }
}

/// All that an event is about or names.
fn everybody(event: &Event) -> BTreeSet<Subject> {
    let mut all = event.about.clone();
    all.insert(event.stream.clone());
    all.extend(named(&event.what));
    all
}

fn logged(seq: u64, event: Event) -> LogLine {
    LogLine {
        seq,
        on: event.occurred_on,
        kind: event.what.name(),
        stream: event.stream,
        about: event.about,
        what: event.what,
        by: event.by,
        recorded_at: event.recorded_at,
        event: event.id,
        corrects: event.corrects,
    }
}

impl Work<'_> {
    async fn effective_about(&mut self, subject: &Subject) -> Result<Vec<Event>, CaseError> {
        let as_of = self.writer.tail().seq;
        let events = self.writer.about(subject, as_of).await?;
        Ok(effective(&events).into_iter().cloned().collect())
    }

    /// Whether the caller may know of everybody in an event that was met on
    /// the way through a subject, and read the stream it stands in.
    async fn is_tellable(&mut self, event: &Event, through: &Subject) -> Result<bool, CaseError> {
        for subject in everybody(event).iter().filter(|one| *one != through) {
            if !self.is_open_to_caller(Action::KnowOf, subject).await? {
                return Ok(false);
            }
        }
        if event.stream == *through {
            return Ok(true);
        }
        self.is_open_to_caller(reading(event.stream.kind()), &event.stream).await
    }

    /// An event without the words in it that only those read who may read
    /// notes.
    async fn without_words(&mut self, mut event: Event) -> Result<Event, CaseError> {
        if let Some(words) = event.what.words()
            && !self.is_open_to_caller(Action::ReadNotes, &event.stream).await?
        {
            words.clear();
        }
        Ok(event)
    }

    pub(in crate::office) async fn is_look_tellable(
        &mut self,
        access: &Access,
    ) -> Result<bool, CaseError> {
        match &access.subject {
            None => Ok(true),
            Some(subject) => self.is_open_to_caller(Action::KnowOf, subject).await,
        }
    }

    async fn is_open_to_caller(
        &mut self,
        action: Action,
        subject: &Subject,
    ) -> Result<bool, CaseError> {
        let resource = self.resource(subject).await?;
        Ok(self.may_silently(action, &resource))
    }
}
