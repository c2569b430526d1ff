//! What the use cases about a participant's case have in common.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::state::{EmployerState, Receipted};
use etablera_domain::event::{Case, DocumentId, EventId, Happening, Subject};
use etablera_storage::{Document, DocumentKind};
use serde::{Deserialize, Serialize};

use super::error::CaseError;
use super::work::Work;
use crate::policy::Action;

/// What was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The event.
    pub event: EventId,
    /// The text or record that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// How many events the stream has now: what a next call has seen.
    pub version: u64,
}

impl Work<'_> {
    /// The case of a participant, if the caller may do this to it.
    pub(super) async fn case(
        &mut self,
        action: Action,
        id: &ParticipantId,
    ) -> Result<(Subject, Case), CaseError> {
        let subject = Subject::from(id.clone());
        self.may(action, &subject).await?;
        let case = self.registered_case(&subject).await?;
        case.map(|case| (subject.clone(), case)).ok_or(CaseError::Absent(subject))
    }

    /// The same, for what only makes sense while the case is open.
    pub(super) async fn open_case(
        &mut self,
        action: Action,
        id: &ParticipantId,
    ) -> Result<(Subject, Case), CaseError> {
        let (subject, case) = self.case(action, id).await?;
        not_erased(&subject, &case)?;
        not_closed(&subject, &case)?;
        Ok((subject, case))
    }

    /// The case of a registered participant, whoever asks.
    pub(super) async fn registered_case(
        &mut self,
        subject: &Subject,
    ) -> Result<Option<Case>, CaseError> {
        let state = self.state(subject).await?;
        Ok(state.case().filter(|case| case.registered.is_some()).cloned())
    }

    /// The day something happened: today unless another is given.
    pub(super) fn day(&self, on: Option<NaiveDate>) -> Result<NaiveDate, CaseError> {
        let today = self.call.today;
        match on {
            Some(day) if day > today => Err(CaseError::wrong(format!(
                "{day} lies in the future: expected {today} or an earlier day"
            ))),
            day => Ok(day.unwrap_or(today)),
        }
    }

    /// Writes an event of a participant's own stream.
    pub(super) async fn enter(
        &mut self,
        subject: &Subject,
        on: NaiveDate,
        (document, what): (Option<DocumentId>, Happening),
    ) -> Result<Entry, CaseError> {
        let event = self.happen(subject, on, Vec::new(), what).await?;
        let version = self.writer.version(subject).await?;
        Ok(Entry { event, document, version })
    }

    /// Keeps a text or record about somebody.
    pub(super) async fn file(
        &mut self,
        subject: &Subject,
        kind: DocumentKind,
        body: String,
    ) -> Result<DocumentId, CaseError> {
        let (id, created_at) = (self.document_id(), self.call.now);
        let document = Document { id, subject: subject.clone(), kind, body, created_at };
        self.writer.put_document(&document).await?;
        Ok(id)
    }
}

/// Refuses to go on with a case that was erased.
pub(super) fn not_erased(subject: &Subject, case: &Case) -> Result<(), CaseError> {
    is_there(subject, case.erased.as_ref())
}

/// Refuses to go on with an employer that was erased.
pub(super) fn employer_not_erased(known: &EmployerState) -> Result<(), CaseError> {
    is_there(&known.id.clone().into(), known.erased.as_ref())
}

fn is_there(subject: &Subject, erased: Option<&Receipted>) -> Result<(), CaseError> {
    match erased {
        None => Ok(()),
        Some(erased) => Err(CaseError::wrong(format!(
            "`{subject}` was erased on {}: expected somebody that something is known about",
            erased.on
        ))),
    }
}

/// Refuses to go on with a case that is closed.
pub(super) fn not_closed(subject: &Subject, case: &Case) -> Result<(), CaseError> {
    match &case.closed {
        None => Ok(()),
        Some(closed) => Err(CaseError::wrong(format!(
            "`{subject}` was closed on {}: expected an open case; reopen it first",
            closed.on
        ))),
    }
}

/// A text that says something.
pub(super) fn said<'t>(what: &str, text: &'t str) -> Result<&'t str, CaseError> {
    match text.trim() {
        "" => Err(CaseError::wrong(format!("the {what} is empty: expected some words"))),
        text => Ok(text),
    }
}

/// A record as JSON.
pub(super) fn json(record: &impl Serialize) -> Result<String, CaseError> {
    serde_json::to_string(record).map_err(|_| CaseError::wrong("the record cannot be written"))
}
