//! Who somebody is: name, identity numbers, contacts, protection.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::{Code, Happening, Protection, Subject};
use etablera_storage::{Alike, Contacts, Numbered, Person, SameAs};
use etablera_taxonomy::Language;
use serde::Serialize;

use super::register::named;
use crate::office::case::{Entry, not_erased};
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::Action;

commands! {
    /// Asks who a participant is.
    ShowPerson {
        /// Who.
        participant: ParticipantId,
    }
    /// Enters another identity number; the earlier ones are kept.
    ChangeNumber {
        /// Whose.
        participant: ParticipantId,
        /// The number, and from when it is theirs.
        number: Numbered,
    }
    /// Enters another name.
    ChangeName {
        /// Whose.
        participant: ParticipantId,
        /// Given names.
        given: String,
        /// Family names.
        family: String,
    }
    /// Enters how to reach somebody, in place of what stood there.
    ChangeContacts {
        /// Whom.
        participant: ParticipantId,
        /// How to reach them.
        contacts: Contacts,
        /// The language to talk in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<Language>,
    }
    /// Sets or lifts the protection of an identity.
    SetProtection {
        /// Whose.
        participant: ParticipantId,
        /// How it is protected from now on.
        protection: Protection,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
}

/// Who a participant is.
#[derive(Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Identity {
    /// As the register has it.
    pub person: Person,
    /// How the identity is protected.
    pub protection: Protection,
}

/// Shows who a participant is.
///
/// # Errors
///
/// When the caller may not, or nothing is known any more.
pub fn show_person<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ShowPerson,
) -> UseCase<'a, Identity> {
    office.look(call, async move |work| work.identity(&command.participant).await)
}

/// Enters another identity number, such as the personal identity number of
/// somebody who had a coordination number.
///
/// # Errors
///
/// When the caller may not, they have the number already, or somebody else
/// has it.
pub fn change_number<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ChangeNumber,
) -> UseCase<'a, Entry> {
    office.run(call, ("change_number", command), async move |work| {
        let (subject, mut person) = work.person_to_change(&command.participant).await?;
        work.day(Some(command.number.since))?;
        let number = command.number.number;
        if person.numbers.iter().any(|known| known.number == number) {
            let text = format!("`{subject}` has this identity number: expected another");
            return Err(CaseError::wrong(text));
        }
        let others = work.writer.find_by_number(number).await?.into_iter();
        let alike = |participant| Alike { participant, because: SameAs::Number };
        work.warn(others.map(alike).collect(), false).await?;
        person.numbers.push(command.number);
        work.keep_identity(&subject, &person, "number").await
    })
}

/// Enters another name.
///
/// # Errors
///
/// When the caller may not, or the name is empty.
pub fn change_name<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ChangeName,
) -> UseCase<'a, Entry> {
    office.run(call, ("change_name", command), async move |work| {
        let (subject, mut person) = work.person_to_change(&command.participant).await?;
        person.given.clone_from(&command.given);
        person.family.clone_from(&command.family);
        named(&person)?;
        work.keep_identity(&subject, &person, "name").await
    })
}

/// Enters how to reach somebody.
///
/// # Errors
///
/// When the caller may not.
pub fn change_contacts<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ChangeContacts,
) -> UseCase<'a, Entry> {
    office.run(call, ("change_contacts", command), async move |work| {
        let (subject, mut person) = work.person_to_change(&command.participant).await?;
        person.contacts.clone_from(&command.contacts);
        person.language = command.language;
        work.keep_identity(&subject, &person, "contact").await
    })
}

/// Sets or lifts the protection of an identity.
///
/// # Errors
///
/// When the caller may not, or it is protected like this already.
pub fn set_protection<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SetProtection,
) -> UseCase<'a, Entry> {
    office.run(call, ("set_protection", command), async move |work| {
        let SetProtection { participant, protection, on } = command;
        let (subject, case) = work.case(Action::SetProtection, participant).await?;
        if case.protection == *protection {
            let text = format!("`{subject}` is protected like this: expected a change");
            return Err(CaseError::wrong(text));
        }
        let on = work.day(*on)?;
        let what = Happening::ProtectionSet { protection: *protection };
        work.enter(&subject, on, (None, what)).await
    })
}

impl Work<'_> {
    /// Who a participant is. Leads and administrators reach a protected person
    /// whose case another holds by an action of its own.
    pub(in crate::office) async fn identity(
        &mut self,
        id: &ParticipantId,
    ) -> Result<Identity, CaseError> {
        let subject = Subject::from(id.clone());
        let resource = self.resource(&subject).await?;
        if let Err(refused) = self.may_on(Action::ReadIdentity, &resource, None) {
            // Asked without a trace: one more look would tell, by the gap that
            // it leaves in the access log, that there is somebody.
            if !(resource.protected && self.may_silently(Action::ReadProtected, &resource)) {
                return Err(refused);
            }
            self.may_on(Action::ReadProtected, &resource, None)?;
        }
        let case = self.registered_case(&subject).await?;
        match (self.writer.person(id).await?, case) {
            (Some(person), Some(case)) => Ok(Identity { person, protection: case.protection }),
            _ => Err(CaseError::Absent(subject)),
        }
    }

    async fn person_to_change(
        &mut self,
        id: &ParticipantId,
    ) -> Result<(Subject, Person), CaseError> {
        let (subject, case) = self.case(Action::ChangeIdentity, id).await?;
        not_erased(&subject, &case)?;
        let person = self.writer.person(id).await?;
        person.map(|person| (subject.clone(), person)).ok_or(CaseError::Absent(subject))
    }

    async fn keep_identity(
        &mut self,
        subject: &Subject,
        person: &Person,
        part: &str,
    ) -> Result<Entry, CaseError> {
        self.writer.put_person(person).await?;
        let part: Code = code(part)?;
        let on = self.call.today;
        self.enter(subject, on, (None, Happening::IdentityChanged { part })).await
    }
}

/// A word of the program as a code.
pub(in crate::office) fn code(word: &str) -> Result<Code, CaseError> {
    word.parse().map_err(|_| CaseError::wrong(format!("`{word}` is not a code")))
}
