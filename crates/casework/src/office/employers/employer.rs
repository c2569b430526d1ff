//! Employers, and whom to talk to there.

use etablera_domain::event::state::EmployerState;
use etablera_domain::event::{DocumentId, EventId, Happening, Subject, SubjectKind};
use etablera_domain::{Employer, EmployerId};
use etablera_storage::{Document, DocumentKind};
use serde::{Deserialize, Serialize};

use crate::office::case::json;
use crate::office::error::CaseError;
use crate::office::{Call, Office, Work};
use crate::policy::{Action, Resource};

/// Enters an employer, or changes the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEmployer {
    /// The record.
    pub employer: Employer,
    /// Whether it is a person who trades under their own name, which is then
    /// kept as that of a person: apart from the log, sealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sole_trader: bool,
}

/// What a sole trader is as somebody to talk to.
const SOLE_TRADER: &str = "sole_trader";

/// Enters an employer, or changes its record. A sole trader stands in the log
/// and in lists under its id.
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
            let mut employer = command.employer.clone();
            let subject = Subject::from(employer.id.clone());
            work.may_begin(Action::RecordEmployer, &subject).await?;
            if employer.name.trim().is_empty() {
                return Err(CaseError::wrong("the employer has no name: expected one"));
            }
            let name = employer.name.clone();
            if command.sole_trader {
                // A number would be the person's own, and is refused as such.
                employer.name = employer.id.to_string();
                employer.organisation_number = None;
            }
            let what = Happening::EmployerRecorded { employer };
            let event = work.happen(&subject, call.today, Vec::new(), what).await?;
            if command.sole_trader {
                let role = Some(SOLE_TRADER.to_owned());
                let contact = ContactPerson { name, role, email: None, phone: None };
                work.keep_contact(&subject, &contact).await?;
            }
            Ok(event)
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

impl ContactPerson {
    fn is_sole_trader(&self) -> bool {
        self.role.as_deref() == Some(SOLE_TRADER)
    }
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
            work.keep_contact(&subject, &command.contact).await
        })
        .await
}

impl Work<'_> {
    /// Keeps a person to talk to, sealed.
    async fn keep_contact(
        &mut self,
        employer: &Subject,
        contact: &ContactPerson,
    ) -> Result<DocumentId, CaseError> {
        let id = self.file(employer, DocumentKind::EmployerContact, json(contact)?).await?;
        let what = Happening::ContactRecorded { contact: id };
        self.happen(employer, self.call.today, Vec::new(), what).await?;
        Ok(id)
    }
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
            let mut state = work.employer_of(id).await?;
            let Some(record) = &mut state.record else {
                return Err(CaseError::Absent(id.clone().into()));
            };
            let known = work.writer.documents_among(state.contacts.keys().copied()).await?;
            let read = |one: &Document| serde_json::from_str(&one.body).ok();
            let contacts: Vec<ContactPerson> = known.iter().filter_map(read).collect();
            if record.name == id.as_str()
                && let Some(trader) = contacts.iter().rfind(|one| one.is_sole_trader())
            {
                record.name.clone_from(&trader.name);
            }
            Ok(EmployerShown { state, contacts })
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
