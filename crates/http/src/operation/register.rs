//! Registering somebody, who may come without an id.

use chrono::NaiveDate;
use etablera_casework::office::{self as case, Call, Office, UseCase};
use etablera_domain::{ActorId, OrganisationId, ParticipantId};
use etablera_storage::{Contacts, Numbered, Person};
use etablera_taxonomy::Language;
use schemars::JsonSchema;
use serde::Deserialize;

/// Registers a person with an organisation.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RegisterPerson")]
pub(super) struct Register {
    /// Who.
    person: NewPerson,
    /// With which organisation; the caller's unless given.
    #[serde(default)]
    organisation: Option<OrganisationId>,
    /// Who holds the case from the beginning.
    #[serde(default)]
    holder: Option<ActorId>,
    /// The day; today unless given.
    #[serde(default)]
    on: Option<NaiveDate>,
    /// Whether to go on although somebody of the same name and day of birth is
    /// registered. The same identity number is never registered twice.
    #[serde(default)]
    although_alike: bool,
}

/// Who somebody is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    /// What everything else calls them; given one unless there is one.
    #[serde(default)]
    participant: Option<ParticipantId>,
    /// Given names, as they write them.
    given: String,
    /// Family names, as they write them.
    family: String,
    /// Every identity number they have had, in any order.
    #[serde(default)]
    numbers: Vec<Numbered>,
    /// The day of birth, where it is known otherwise than by a number.
    #[serde(default)]
    birth: Option<NaiveDate>,
    /// How to reach them.
    #[serde(default)]
    contacts: Contacts,
    /// The language to talk in.
    #[serde(default)]
    language: Option<Language>,
}

/// Registers somebody. Who comes without an id is given one: the same request
/// gives the same.
pub(super) fn register<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a Register,
) -> UseCase<'a, case::Registered> {
    UseCase::new(async move {
        let Register { person, organisation, holder, on, although_alike } = command;
        let participant = match &person.participant {
            Some(id) => id.clone(),
            None => call.new_participant()?,
        };
        let command = case::Register {
            person: Person {
                participant,
                given: person.given.clone(),
                family: person.family.clone(),
                numbers: person.numbers.clone(),
                birth: person.birth,
                contacts: person.contacts.clone(),
                language: person.language,
            },
            organisation: organisation.clone().unwrap_or_else(|| call.caller.organisation.clone()),
            holder: holder.clone(),
            on: *on,
            although_alike: *although_alike,
        };
        case::register(office, call, &command).await
    })
}
