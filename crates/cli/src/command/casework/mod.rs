//! The verbs of casework: a record out of flags and a file, a use case, its
//! answer.

mod account;
mod agreement;
mod competence;
mod disclosed;
mod employer;
mod engine;
mod enquiry;
mod experience;
mod explain;
mod housing;
mod introduction;
mod journey;
mod lists;
mod log;
mod need;
mod participant;
mod referral;
mod report;
mod training;

use std::path::Path;

use etablera_casework::load::{self, InputError};
use etablera_casework::office::{self as case, Call, CaseError, Office, UseCase};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Track;

use super::desk::Desk;
use crate::args::casework::{Erase, EraseDue, Said, System, Verb};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// Which fields a record gets of itself.
#[derive(Clone, Copy)]
struct Fields {
    /// That of the id.
    id: &'static str,
    /// Whether there is one for the day.
    on: bool,
}

const fn of(id: &'static str) -> Fields {
    Fields { id, on: false }
}

const fn on(id: &'static str) -> Fields {
    Fields { id, on: true }
}

/// Runs a use case on the record of a verb.
fn one<C: DeserializeOwned, A: Serialize>(
    (verb, fields): (&Verb, Fields),
    io: &mut Io<'_>,
    work: impl for<'a> FnOnce(&'a Office, &'a Call, &'a C) -> UseCase<'a, A>,
) -> Result<Exit, CommandError> {
    say((Some(&verb.id), &verb.said, fields), io, async |office, call, command| {
        work(office, call, command).await
    })
}

/// Runs a use case on a record.
fn all<C: DeserializeOwned, A: Serialize>(
    (said, fields): (&Said, Fields),
    io: &mut Io<'_>,
    work: impl for<'a> FnOnce(&'a Office, &'a Call, &'a C) -> UseCase<'a, A>,
) -> Result<Exit, CommandError> {
    say((None, said, fields), io, async |office, call, command| work(office, call, command).await)
}

/// Runs what is done with use cases and what the command line has of its own.
fn say<C: DeserializeOwned, A: Serialize>(
    (id, said, fields): (Option<&str>, &Said, Fields),
    io: &mut Io<'_>,
    work: impl AsyncFnOnce(&Office, &Call, &C) -> Result<A, CaseError>,
) -> Result<Exit, CommandError> {
    let (desk, record) = ready((id, said, fields), io)?;
    let command: C = whole(record)?;
    let answer = desk.run(async |office, call| work(office, call, &command).await)?;
    show(&answer, said, io)
}

/// The desk, and the record with the fields that it gets of itself.
fn ready(
    (id, said, fields): (Option<&str>, &Said, Fields),
    io: &mut Io<'_>,
) -> Result<(Desk, Map<String, Value>), CommandError> {
    let desk = Desk::open(&said.desk, io)?;
    let mut record = record(said)?;
    if let Some(id) = id {
        record.insert(fields.id.to_owned(), id.into());
    }
    if fields.on {
        record.entry("on").or_insert_with(|| desk.on.to_string().into());
    } else if said.desk.on.is_some() {
        let message = "`--on` says nothing here: expected no day";
        return Err(CommandError::Use(message.to_owned()));
    }
    if fields.id == "person" {
        let own = desk.call.caller.organisation.to_string();
        record.entry("organisation").or_insert_with(|| own.into());
    }
    if fields.id == "person" {
        named(&desk, &mut record)?;
    }
    Ok((desk, record))
}

/// Gives somebody an id who comes without one.
fn named(desk: &Desk, record: &mut Map<String, Value>) -> Result<(), CommandError> {
    if let Some(person) = record.get_mut("person").and_then(Value::as_object_mut)
        && !person.contains_key("participant")
    {
        let id = desk.call.new_participant()?;
        person.insert("participant".to_owned(), id.to_string().into());
    }
    Ok(())
}

/// The command that a record is; what is wrong is told with its field.
///
/// Commands are many, and what decodes them is compiled once: hence the type
/// that is only known while it runs.
fn whole<C: DeserializeOwned>(record: Map<String, Value>) -> Result<C, CommandError> {
    let mut track = Track::new();
    let record = serde_path_to_error::Deserializer::new(Value::Object(record), &mut track);
    let mut record = <dyn erased_serde::Deserializer<'_>>::erase(record);
    let command = erased_serde::deserialize(&mut record);
    drop(record);
    command.map_err(|error| {
        let path = track.path().to_string();
        let place = if path == "." { String::new() } else { format!("`{path}`: ") };
        CommandError::Use(format!("the record is not complete: {place}{error}"))
    })
}

fn show<A: Serialize>(answer: &A, said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    display(serde_json::to_value(answer)?, said, io)
}

fn display(answer: Value, said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match answer {
        Value::Null => io.remark("nothing is known"),
        Value::Array(rows) => {
            let empty = Map::new();
            let first = rows.first().and_then(Value::as_object).unwrap_or(&empty);
            let names: Vec<(String, String)> =
                first.keys().map(|name| (name.clone(), format!("/{name}"))).collect();
            let columns: Vec<(&str, &str)> =
                names.iter().map(|(name, at)| (name.as_str(), at.as_str())).collect();
            sheet::list(&rows, &columns, said.desk.format, io)?;
        }
        record => sheet::record(&record, said.desk.format, io)?,
    }
    Ok(Exit::Done)
}

/// The record of a file, with the fields that were set.
fn record(said: &Said) -> Result<Map<String, Value>, CommandError> {
    let mut record = match &said.file {
        Some(file) => object(file)?,
        None => Map::new(),
    };
    for text in &said.set {
        let (path, value) = field(text)?;
        let mut at = &mut record;
        let (parents, name) = path.rsplit_once('.').unwrap_or(("", path));
        for parent in parents.split('.').filter(|parent| !parent.is_empty()) {
            let inner = at.entry(parent).or_insert_with(|| Value::Object(Map::new()));
            at = inner.as_object_mut().ok_or_else(|| {
                CommandError::Use(format!("`{parent}` is no record: expected none of its fields"))
            })?;
        }
        at.insert(name.to_owned(), value);
    }
    Ok(record)
}

fn object(file: &Path) -> Result<Map<String, Value>, CommandError> {
    if file.extension().is_some_and(|form| form == "toml") {
        return table(file);
    }
    serde_json::from_reader(load::open(file)?).map_err(|error| {
        let source = std::io::Error::from(error);
        CommandError::Input(InputError::Unreadable { file: file.to_owned(), source })
    })
}

/// A record in TOML.
fn table(file: &Path) -> Result<Map<String, Value>, CommandError> {
    let text = std::io::read_to_string(load::open(file)?)
        .map_err(|source| InputError::Unreadable { file: file.to_owned(), source })?;
    let name = file.display();
    let table: toml::Table =
        toml::from_str(&text).map_err(|error| CommandError::Use(format!("{name}: {error}")))?;
    Ok(table.into_iter().map(|(name, value)| (name, plain(value))).collect())
}

/// A value of TOML as JSON has it: a day is a text.
fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(values) => values.into_iter().map(plain).collect(),
        toml::Value::Table(fields) => {
            fields.into_iter().map(|(name, value)| (name, plain(value))).collect()
        }
    }
}

fn field(text: &str) -> Result<(&str, Value), CommandError> {
    let wrong = || CommandError::Use(format!("`{text}` sets nothing: expected FIELD=VALUE"));
    let (name, value) = text.split_once('=').ok_or_else(wrong)?;
    match name.strip_suffix(':') {
        None => Ok((name, value.into())),
        Some(name) => {
            let value = serde_json::from_str(value)
                .map_err(|error| CommandError::Use(format!("`{name}` is no JSON: {error}")))?;
            Ok((name, value))
        }
    }
}

/// Which, and no more.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Id<T> {
    id: T,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

pub(super) use account::account;
pub(super) use agreement::agreement;
pub(super) use competence::competence;
pub(super) use employer::{employer, visit};
pub(super) use enquiry::enquiry;
pub(super) use housing::housing;
pub(super) use introduction::{countersign, introduced, mentors, sign};
pub(super) use journey::journey;
pub(super) use lists::replay;
pub(super) use log::log;
pub(super) use need::need;
pub(super) use participant::participant;
pub(super) use referral::referral;
pub(super) use report::report;
pub(super) use training::training;

pub(super) fn system(args: &System, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        System::Stop(said) => all((said, of("")), io, case::stop_proposals),
        System::Resume(said) => all((said, of("")), io, |office, call, _: &Nothing| {
            case::resume_proposals(office, call)
        }),
    }
}

pub(super) fn erase(args: &Erase, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Erase::Due(args) => due(args, io),
        Erase::Prepare(verb) => one((verb, of("decision")), io, case::prepare_erasure),
        Erase::Approve(verb) => one((verb, of("decision")), io, case::approve_erasure),
        Erase::CarryOut(verb) => one((verb, of("decision")), io, case::carry_out_erasure),
    }
}

/// What is due for erasure, by rules of the organisation's own or those that
/// ship.
fn due(args: &EraseDue, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let rules = match &args.retention {
        None => case::Retention::shipped(),
        Some(file) => {
            let text = std::io::read_to_string(load::open(file)?)
                .map_err(|source| InputError::Unreadable { file: file.clone(), source })?;
            let name = file.display();
            case::Retention::parse(&text)
                .map_err(|error| CommandError::Use(format!("{name}: {error}")))?
        }
    };
    let desk = Desk::open(&args.desk, io)?;
    let asked = (&rules, desk.on);
    let due = desk.run(async |office, call| case::due_for_erasure(office, call, asked).await)?;
    let columns = [
        ("participant", "/participant"),
        ("due", "/due"),
        ("rules", "/rules"),
        ("verified", "/verified"),
    ];
    sheet::list(&due, &columns, args.desk.format, io)?;
    if due.iter().any(|one| !one.verified) {
        io.remark("a rule that nobody has verified is a proposal to look at");
    }
    Ok(Exit::Done)
}
