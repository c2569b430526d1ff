//! Employers, and whom to talk to there.

use etablera_domain::event::state::EmployerState;
use etablera_domain::event::{DocumentId, EventId, Happening, Subject, SubjectKind};
use etablera_domain::{Employer, EmployerId};
use etablera_storage::{Document, DocumentKind};
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;
use crate::office::{Call, Office};
use crate::policy::{Action, Resource};

/// Enters an employer, or changes the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEmployer {
    /// The record.
    pub employer: Employer,
}

/// Enters an employer, or changes its record.
///
/// # Errors
///
/// When the caller may not, the name is empty, or the store fails.
pub async fn record_employer(
    office: &Office,
    call: &Call,
    command: &RecordEmployer,
) -> Result<EventId, CaseError> {
    office
        .run(call, ("record_employer", command), async |work| {
            let employer = command.employer.clone();
            let subject = Subject::from(employer.id.clone());
            work.may_begin(Action::RecordEmployer, &subject).await?;
            if employer.name.trim().is_empty() {
                return Err(CaseError::wrong("the employer has no name: expected one"));
            }
            let what = Happening::EmployerRecorded { employer };
            work.happen(&subject, call.today, Vec::new(), what).await
        })
        .await
}

/// A person to talk to at an employer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactPerson {
    /// Who.
    pub name: String,
    /// What they do there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// An email address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// A telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Nothing of it.
impl std::fmt::Debug for ContactPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactPerson(…)")
    }
}

/// Enters a person to talk to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordContact {
    /// Where.
    pub employer: EmployerId,
    /// Who.
    pub contact: ContactPerson,
}

/// Enters a person to talk to at an employer; who it is lies apart from the
/// log.
///
/// # Errors
///
/// When the caller may not, there is no such employer, or the store fails.
pub async fn record_contact(
    office: &Office,
    call: &Call,
    command: &RecordContact,
) -> Result<DocumentId, CaseError> {
    office
        .run(call, ("record_contact", command), async |work| {
            let subject = Subject::from(command.employer.clone());
            work.may(Action::RecordEmployer, &subject).await?;
            work.open_employer(&command.employer).await?;
            let body = serde_json::to_string(&command.contact)
                .map_err(|_| CaseError::wrong("the contact cannot be written"))?;
            let (id, kind) = (work.document_id(), DocumentKind::EmployerContact);
            let created_at = call.now;
            let document = Document { id, subject: subject.clone(), kind, body, created_at };
            work.writer.put_document(&document).await?;
            let what = Happening::ContactRecorded { contact: id };
            work.happen(&subject, call.today, Vec::new(), what).await?;
            Ok(id)
        })
        .await
}

/// An employer with whom to talk to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerShown {
    /// What is true of it.
    pub state: EmployerState,
    /// Whom to talk to, oldest first.
    pub contacts: Vec<ContactPerson>,
}

/// Shows an employer.
///
/// # Errors
///
/// When the caller may not, there is no such employer, or the store fails.
pub async fn show_employer(
    office: &Office,
    call: &Call,
    id: &EmployerId,
) -> Result<EmployerShown, CaseError> {
    office
        .look(call, async |work| {
            work.may(Action::ReadEmployer, &id.clone().into()).await?;
            let state = work.employer_of(id).await?;
            if state.record.is_none() {
                return Err(CaseError::Absent(id.clone().into()));
            }
            let known = work.writer.documents_among(state.contacts.keys().copied()).await?;
            let read = |one: &Document| serde_json::from_str(&one.body).ok();
            Ok(EmployerShown { state, contacts: known.iter().filter_map(read).collect() })
        })
        .await
}

/// The employers that the caller may read, ordered by id. That the list was
/// made stands in the access log.
///
/// # Errors
///
/// When the store fails.
pub async fn list_employers(office: &Office, call: &Call) -> Result<Vec<Employer>, CaseError> {
    office
        .look(call, async |work| {
            work.log_list("list_employers");
            let all = work.writer.all(SubjectKind::Employer).await?;
            let records = all.into_iter().filter_map(|(subject, folded)| {
                let record = folded.state.employer()?.record.clone()?;
                let resource = Resource::of(subject, office.organisation.clone());
                work.may_silently(Action::ReadEmployer, &resource).then_some(record)
            });
            Ok(records.collect())
        })
        .await
}
