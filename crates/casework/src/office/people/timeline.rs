//! A case as a list of what happened and what is to do.

use chrono::NaiveDate;
use etablera_domain::event::{
    Case, Code, Event, EventId, Happening, Moment, Subject, SubjectKind, effective,
};
use etablera_domain::{ActorId, ParticipantId, TaskId};
use serde::{Deserialize, Serialize};

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Asks for the course of a case.
    ReadTimeline {
        /// Whose.
        participant: ParticipantId,
    }
}

/// Something that happened, as it counts now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Happened {
    /// The day.
    pub on: NaiveDate,
    /// What.
    pub what: Happening,
    /// Where, if not in the stream of whom it is about, or of somebody whom the
    /// caller may not know of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<Subject>,
    /// Who wrote it.
    pub by: ActorId,
    /// When it was written.
    pub recorded_at: Moment,
    /// Names it.
    pub event: EventId,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DueTask {
    /// Names it in the case.
    pub task: TaskId,
    /// What.
    pub what: Code,
    /// The day it is due; none while its milestone has no day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// Whether that day has passed.
    pub overdue: bool,
}

/// The course of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Timeline {
    /// What happened, by its day, then in the order of writing.
    pub happened: Vec<Happened>,
    /// What is to do, by the day it is due, those without one last.
    pub due: Vec<DueTask>,
}

/// The course of a case.
///
/// # Errors
///
/// When the caller may not.
pub fn timeline<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadTimeline,
) -> UseCase<'a, Timeline> {
    office.look(call, async move |work| {
        let (subject, case) = work.case(Action::ReadHistory, &command.participant).await?;
        let happened = work.happened(&subject).await?;
        Ok(Timeline { happened, due: due(&case, call.today) })
    })
}

/// What is to do, as of a day.
pub(in crate::office) fn due(case: &Case, today: NaiveDate) -> Vec<DueTask> {
    let open = case.open_tasks().into_iter();
    let line = |(task, known, due): (&TaskId, &etablera_domain::event::state::Task, _)| DueTask {
        task: task.clone(),
        what: known.what.clone(),
        due,
        overdue: due.is_some_and(|due: NaiveDate| due < today),
    };
    open.map(line).collect()
}

fn happened(event: &Event, stream: Option<Subject>) -> Happened {
    Happened {
        on: event.occurred_on,
        what: event.what.clone(),
        stream,
        by: event.by.clone(),
        recorded_at: event.recorded_at,
        event: event.id,
    }
}

impl Work<'_> {
    /// What happened to a subject, as it counts now. Others whom the caller may
    /// not know of are not named: neither by the stream, nor by what happened.
    pub(in crate::office) async fn happened(
        &mut self,
        subject: &Subject,
    ) -> Result<Vec<Happened>, CaseError> {
        let as_of = self.writer.tail().seq;
        let events = self.writer.about(subject, as_of).await?;
        let mut lines = Vec::new();
        for event in effective(&events) {
            let names = event.what.participant().cloned().map(Subject::from);
            let knows = event.stream == *subject || self.knows_of(&event.stream).await?;
            let told = match names {
                // What somebody hidden wrote of them tells that there is one.
                Some(other) => knows && (other == *subject || self.knows_of(&other).await?),
                None => true,
            };
            if !told {
                continue;
            }
            let told = event.stream != *subject && knows;
            lines.push(happened(event, told.then(|| event.stream.clone())));
        }
        Ok(lines)
    }

    /// Whether a subject may be named to the caller: that of another kind, or
    /// somebody they may know of.
    async fn knows_of(&mut self, subject: &Subject) -> Result<bool, CaseError> {
        if subject.kind() != SubjectKind::Participant {
            return Ok(true);
        }
        let resource = self.resource(subject).await?;
        Ok(self.may_silently(Action::KnowOf, &resource))
    }
}
