//! Employers, and whom to talk to there.

use etablera_domain::event::state::EmployerState;
use etablera_domain::event::{DocumentId, EventId, Happening, Subject, SubjectKind};
use etablera_domain::{Employer, EmployerId};
use etablera_storage::{Document, DocumentKind};
use serde::{Deserialize, Serialize};

use crate::office::case::{employer_not_erased, json};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::listed::{Part, Rows};
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Resource};

commands! {
    /// Asks for the employers that the caller may read.
    ListEmployers {
        /// Only what comes after this id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
        /// How many rows at most; all where nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Rows>,
    }
}

/// Enters an employer, or changes the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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
/// and in lists under its id, and stays one, said again or not: a company that
/// takes over is another employer.
///
/// # Errors
///
/// When the caller may not, the name is empty, the employer was erased, or the
/// store fails.
pub fn record_employer<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordEmployer,
) -> UseCase<'a, EventId> {
    office.run(call, ("record_employer", command), async move |work| {
        let mut employer = command.employer.clone();
        let subject = Subject::from(employer.id.clone());
        work.may_begin(Action::RecordEmployer, &subject).await?;
        if employer.name.trim().is_empty() {
            return Err(CaseError::wrong("the employer has no name: expected one"));
        }
        let known = work.employer_of(&employer.id).await?;
        employer_not_erased(&known)?;
        let texts = work.writer.documents(&subject).await?;
        let kept = if command.sole_trader || trader(&known, &texts).is_some() {
            take_name(&mut employer, &known, &texts)
        } else {
            None
        };
        let what = Happening::EmployerRecorded { employer };
        let event = work.happen(&subject, call.today, Vec::new(), what).await?;
        if let Some(contact) = kept {
            work.keep_contact(&subject, &contact).await?;
        }
        Ok(event)
    })
}

/// A person to talk to at an employer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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

/// The sole trader that an employer is, if it is one: it stands in the log
/// under its id, and one of its texts says so, also one that was taken back.
/// `texts` are in the order in which they were written.
pub(in crate::office) fn trader(
    known: &EmployerState,
    texts: &[Document],
) -> Option<ContactPerson> {
    let record = known.record.as_ref()?;
    let of_it = |one: &&Document| {
        one.kind == DocumentKind::EmployerContact && record.name == record.id.as_str()
    };
    let contacts = texts.iter().filter(of_it).filter_map(read);
    contacts.rev().find(ContactPerson::is_sole_trader)
}

/// Takes the name of a sole trader out of their record. It says whom to keep
/// apart from the log, unless the name is known already or is only the id.
pub(in crate::office) fn take_name(
    employer: &mut Employer,
    known: &EmployerState,
    texts: &[Document],
) -> Option<ContactPerson> {
    // A number would be the person's own, and is refused as such.
    employer.organisation_number = None;
    let name = std::mem::replace(&mut employer.name, employer.id.to_string());
    let counts = texts.iter().filter(|one| known.contacts.contains_key(&one.id));
    let counts: Vec<Document> = counts.cloned().collect();
    let before = trader(known, &counts);
    let is_known = before.as_ref().is_some_and(|before| before.name == name)
        || (name == employer.name && trader(known, texts).is_some());
    let role = Some(SOLE_TRADER.to_owned());
    (!is_known).then_some(ContactPerson { name, role, email: None, phone: None })
}

fn read(one: &Document) -> Option<ContactPerson> {
    serde_json::from_str(&one.body).ok()
}

/// Nothing of it.
impl std::fmt::Debug for ContactPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContactPerson(…)")
    }
}

/// Enters a person to talk to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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
pub fn record_contact<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a RecordContact,
) -> UseCase<'a, DocumentId> {
    office.run(call, ("record_contact", command), async move |work| {
        let subject = Subject::from(command.employer.clone());
        work.may(Action::RecordEmployer, &subject).await?;
        work.open_employer(&command.employer).await?;
        work.keep_contact(&subject, &command.contact).await
    })
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct EmployerShown {
    /// What is true of it.
    pub state: EmployerState,
    /// Whom to talk to, oldest first.
    pub contacts: Vec<ContactPerson>,
    /// Whether it is a person who trades under their own name; the record then
    /// shows the name that is kept apart from the log.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sole_trader: bool,
}

/// Shows an employer.
///
/// # Errors
///
/// When the caller may not, there is no such employer, or the store fails.
pub fn show_employer<'a>(
    office: &'a Office,
    call: &'a Call,
    id: &'a EmployerId,
) -> UseCase<'a, EmployerShown> {
    office.look(call, async move |work| {
        work.may(Action::ReadEmployer, &id.clone().into()).await?;
        let mut state = work.employer_of(id).await?;
        if state.record.is_none() {
            return Err(CaseError::Absent(id.clone().into()));
        }
        let mut texts = work.writer.documents(&id.clone().into()).await?;
        let sole_trader = trader(&state, &texts).is_some();
        texts.retain(|one| state.contacts.contains_key(&one.id));
        if let (Some(trader), Some(record)) = (trader(&state, &texts), &mut state.record) {
            record.name = trader.name;
        }
        let contacts = texts.iter().filter_map(read).collect();
        Ok(EmployerShown { state, contacts, sole_trader })
    })
}

/// The employers that the caller may read, ordered by id. That the list was
/// made stands in the access log.
///
/// # Errors
///
/// When the store fails.
pub fn list_employers<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ListEmployers,
) -> UseCase<'a, Vec<Employer>> {
    office.look(call, async move |work| {
        work.log_list("list_employers");
        let mut part = Part::new(SubjectKind::Employer, command.after.as_deref(), command.limit);
        part.rows(work, |work, (subject, folded)| {
            let record = folded.state.employer()?.record.clone()?;
            let resource = Resource::of(subject, office.organisation.clone());
            work.may_silently(Action::ReadEmployer, &resource).then_some(record)
        })
        .await
    })
}
