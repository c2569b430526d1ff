//! The public record of a project. It is public, so its text stands in the
//! log.

use chrono::NaiveDate;
use etablera_domain::event::{EventId, Happening, Subject};
use etablera_domain::{ActorId, OperationId};
use etablera_programme::project::ProjectRecord;

use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Writes down the public record of a project.
    RecordProject {
        /// Of which operation.
        operation: OperationId,
        /// The text of the record, as the funder's open data has it.
        record: String,
    }
    /// Asks for the public record of a project.
    ShowProject {
        /// Of which operation.
        operation: OperationId,
    }
}

/// The public record of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectShown {
    /// Of which operation.
    pub operation: OperationId,
    /// The record.
    pub record: ProjectRecord,
    /// Since when.
    pub since: NaiveDate,
    /// Who wrote it down.
    pub by: ActorId,
}

/// Writes down the public record of a project, in place of the one before.
///
/// # Errors
///
/// When the caller may not, something is wrong with the record, all of which
/// is told by field, or it is the record already.
pub fn record_project<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordProject,
) -> UseCase<'a, EventId> {
    office.run(call, ("record_project", command), async move |work| {
        work.may(Action::AdoptRules, &Subject::System).await?;
        let RecordProject { operation, record } = command;
        let read = ProjectRecord::from_json(record).map_err(|errors| {
            let all: Vec<_> = errors.all().iter().map(ToString::to_string).collect();
            CaseError::wrong(format!("the record has mistakes: {}", all.join("; ")))
        })?;
        if work.project(operation).await?.is_some_and(|there| there.record == read) {
            return Err(CaseError::wrong(format!(
                "this is the record of `{operation}` already: expected another"
            )));
        }
        // In its one form, so that what is asked for later is that, byte
        // for byte.
        let what =
            Happening::ProjectRecorded { operation: operation.clone(), record: read.to_json() };
        work.happen(&Subject::System, call.today, Vec::new(), what).await
    })
}

/// The public record of a project.
///
/// # Errors
///
/// When the caller may not, or there is none.
pub fn show_project<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowProject,
) -> UseCase<'a, ProjectShown> {
    office.look(call, async move |work| {
        work.may(Action::KnowOf, &Subject::System).await?;
        work.project(&command.operation).await?.ok_or_else(|| {
            CaseError::wrong(format!(
                "there is no record of `{}`: expected one that was written down with `report \
                     project` and `--file`",
                command.operation
            ))
        })
    })
}

impl Work<'_> {
    /// The public record of a project, for the head of other reports.
    pub(crate) async fn project(
        &mut self,
        operation: &OperationId,
    ) -> Result<Option<ProjectShown>, CaseError> {
        let system = self.state(&Subject::System).await?;
        let all = system.system().map(|system| &system.projects);
        let Some(kept) = all.and_then(|all| all.get(operation)) else { return Ok(None) };
        let record = ProjectRecord::from_json(&kept.record).map_err(|_| {
            CaseError::wrong(format!("the record of `{operation}` cannot be read any more"))
        })?;
        Ok(Some(ProjectShown {
            operation: operation.clone(),
            record,
            since: kept.signed.on,
            by: kept.signed.by.clone(),
        }))
    }
}
