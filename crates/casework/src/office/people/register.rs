//! Registering a person.

use chrono::NaiveDate;
use etablera_domain::event::{EventId, Happening, Subject};
use etablera_domain::{ActorId, OrganisationId, ParticipantId};
use etablera_storage::{Alike, Person, SameAs};
use serde::{Deserialize, Serialize};

use crate::office::case::said;
use crate::office::commands::commands;
use crate::office::error::CaseError;
use crate::office::{Call, Office, UseCase, Work};
use crate::policy::{Action, Resource};

commands! {
    /// Registers a person with an organisation.
    Register {
        /// Who they are.
        person: Person,
        /// Which organisation is responsible.
        organisation: OrganisationId,
        /// Who holds the case from the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<ActorId>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        /// Whether to go on although somebody of the same name and day of
        /// birth is registered. The same identity number is never registered
        /// twice.
        #[serde(default)]
        although_alike: bool,
    }
}

/// Somebody who was registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registered {
    /// What everything else calls them.
    pub participant: ParticipantId,
    /// The event.
    pub event: EventId,
    /// How many events the stream has now: what a next call has seen.
    pub version: u64,
}

/// Registers a person.
///
/// # Errors
///
/// When the caller may not, the id is taken, the name is empty, the day lies
/// in the future, or [`CaseError::Alike`].
pub fn register<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Register,
) -> UseCase<'a, Registered> {
    office.run(call, ("register", command), async move |work| work.register(command).await)
}

impl Work<'_> {
    async fn register(&mut self, command: &Register) -> Result<Registered, CaseError> {
        let Register { person, organisation, holder, on, although_alike } = command;
        let subject = Subject::from(person.participant.clone());
        let resource = Resource::of(subject.clone(), organisation.clone());
        self.may_on(Action::RegisterParticipant, &resource, None)?;
        if self.registered_case(&subject).await?.is_some() {
            return Err(CaseError::Taken(subject));
        }
        let on = self.day(*on)?;
        named(person)?;
        let alike = self.writer.find_alike(person).await?;
        self.warn(alike, *although_alike).await?;
        self.writer.put_person(person).await?;
        let organisation = organisation.clone();
        let what = Happening::Registered { organisation };
        let mut entry = self.enter(&subject, on, (None, what)).await?;
        if let Some(to) = holder {
            let what = Happening::CaseAssigned { to: to.clone() };
            entry.version = self.enter(&subject, on, (None, what)).await?.version;
        }
        let (participant, event, version) =
            (person.participant.clone(), entry.event, entry.version);
        Ok(Registered { participant, event, version })
    }

    /// Stops at persons that are alike. Of those whom the caller may not know
    /// of, nothing is told but that somebody must be asked.
    pub(in crate::office) async fn warn(
        &mut self,
        alike: Vec<Alike>,
        although: bool,
    ) -> Result<(), CaseError> {
        let (mut known, mut hidden, mut same_number) = (Vec::new(), false, false);
        for Alike { participant, because } in alike {
            let number = because == SameAs::Number;
            if although && !number {
                continue;
            }
            same_number |= number;
            if self.may(Action::KnowOf, &participant.clone().into()).await.is_ok() {
                known.push(participant);
            } else {
                hidden = true;
            }
        }
        if known.is_empty() && !hidden {
            return Ok(());
        }
        Err(CaseError::Alike(Twins { known, hidden, same_number }))
    }
}

/// A person has a name.
pub(in crate::office) fn named(person: &Person) -> Result<(), CaseError> {
    said("name", &format!("{}{}", person.given, person.family)).map(|_| ())
}

/// Persons in the register who may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// Those that the caller may know of, ordered by id.
    pub known: Vec<ParticipantId>,
    /// Whether there are others, of whom only an administrator may tell.
    pub hidden: bool,
    /// Whether one of them has or had the same identity number; then there is
    /// no going on.
    pub same_number: bool,
}

impl std::fmt::Display for Twins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("somebody alike may be registered already")?;
        for (at, id) in self.known.iter().enumerate() {
            write!(f, "{}`{id}`", if at == 0 { ": " } else { ", " })?;
        }
        if self.hidden {
            f.write_str("; an administrator must be asked")?;
        }
        // Whether a hidden person has the same number is not for the caller.
        if !self.same_number && !self.hidden {
            f.write_str("; expected `although_alike` where they are not the same")?;
        }
        Ok(())
    }
}
