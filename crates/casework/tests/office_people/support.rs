//! An office to test, and people in it.

use etablera_casework::office::Call;
use etablera_casework::office::{
    CaseError, Office, Register, Registered, SetProtection, register, set_protection,
};
use etablera_casework::policy::{Caller, Role};
use etablera_domain::event::Subject;
use etablera_domain::{IdentityStatus, ParticipantId};
use etablera_storage::{Access, Contacts, Numbered, Person};

use crate::shared::each_office;
pub(crate) use crate::shared::start as moment;

/// Numbers that the tax agency has published for tests.
pub(crate) const NUMBERS: [&str; 2] = ["197010632391", "198112289874"];

/// Runs a test in an office on a file, and in one on a real server.
#[expect(clippy::needless_pass_by_value, reason = "a closure reads better without `&`")]
pub(crate) fn each(test: impl AsyncFn(&Office)) {
    each_office(async |office| test(&office).await);
}

pub(crate) fn call(actor: &str, role: Role) -> Call {
    call_at(actor, role, "lulea")
}

pub(crate) fn call_at(actor: &str, role: Role, organisation: &str) -> Call {
    let (actor, organisation) = (actor.parse().unwrap(), organisation.parse().unwrap());
    let caller = Caller { actor, role, organisation, is: None };
    Call::new(caller, moment(), "2026-12-01".parse().unwrap())
}

/// Anna holds the cases.
pub(crate) fn anna() -> Call {
    call("anna", Role::Coach)
}

/// Bo works beside her.
pub(crate) fn bo() -> Call {
    call("bo", Role::Matcher)
}

/// Lea leads the project.
pub(crate) fn lea() -> Call {
    call("lea", Role::ProjectLeader)
}

/// Adam runs the installation.
pub(crate) fn adam() -> Call {
    call("adam", Role::Administrator)
}

/// The participant's own login.
pub(crate) fn own(participant: &str) -> Call {
    let mut call = call("p", Role::Participant);
    call.caller.is = Some(subject(participant));
    call
}

pub(crate) fn id(participant: &str) -> ParticipantId {
    participant.parse().unwrap()
}

pub(crate) fn subject(participant: &str) -> Subject {
    format!("participant:{participant}").parse().unwrap()
}

pub(crate) fn numbered(number: &str, since: &str) -> Numbered {
    let (number, since) = (number.parse().unwrap(), since.parse().unwrap());
    Numbered { number, status: IdentityStatus::Confirmed, since }
}

pub(crate) fn person(participant: &str, given: &str) -> Person {
    Person {
        participant: id(participant),
        given: given.to_owned(),
        family: "Öberg".to_owned(),
        numbers: Vec::new(),
        birth: Some("1990-02-03".parse().unwrap()),
        contacts: Contacts { phone: Some("0700000000".to_owned()), ..Contacts::default() },
        language: None,
    }
}

pub(crate) fn registering(person: Person) -> Register {
    Register {
        person,
        organisation: "lulea".parse().unwrap(),
        holder: Some("anna".parse().unwrap()),
        on: None,
        although_alike: false,
    }
}

/// Registers somebody whose case Anna holds.
pub(crate) async fn enter(office: &Office, participant: &str, given: &str) -> Registered {
    register(office, &anna(), &registering(person(participant, given))).await.unwrap()
}

/// The same, with a protected identity.
pub(crate) async fn enter_protected(office: &Office, participant: &str, given: &str) {
    enter(office, participant, given).await;
    let command = serde_json::json!({
        "participant": participant, "protection": "secrecy_marking",
    });
    let command: SetProtection = serde_json::from_value(command).unwrap();
    set_protection(office, &anna(), &command).await.unwrap();
}

/// A command from what stands in a file.
pub(crate) fn command<C: serde::de::DeserializeOwned>(text: serde_json::Value) -> C {
    serde_json::from_value(text).unwrap()
}

/// What the caller is told.
pub(crate) fn error<A>(result: Result<A, CaseError>) -> String {
    result.err().unwrap().to_string()
}

/// Who looked at somebody.
pub(crate) async fn accesses(office: &Office, of: &str) -> Vec<Access> {
    let logged = office.store.read().await.unwrap().accesses(&subject(of)).await.unwrap();
    logged.into_iter().map(|one| one.access).collect()
}
