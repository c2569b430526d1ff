//! The verbs of casework: a record out of flags and a file, a use case, its
//! answer.

use std::cell::RefCell;
use std::path::Path;

use etablera_casework::load::{self, InputError};
use etablera_casework::office::{self as case, Call, CaseError, Engine, Office};
use etablera_casework::words::Tongue;
use etablera_domain::event::ReceiptId;
use etablera_matching::Parameters;
use etablera_taxonomy::starter;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::desk::Desk;
use crate::args::casework::{
    Employer, Erase, HandOut, Journey, Need, Participant, Said, System, Verb, Visit,
};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
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
    work: impl AsyncFnOnce(&Office, &Call, &C) -> Result<A, CaseError>,
) -> Result<Exit, CommandError> {
    say((Some(&verb.id), &verb.said, fields), io, work)
}

/// Runs a use case on a record.
fn all<C: DeserializeOwned, A: Serialize>(
    (said, fields): (&Said, Fields),
    io: &mut Io<'_>,
    work: impl AsyncFnOnce(&Office, &Call, &C) -> Result<A, CaseError>,
) -> Result<Exit, CommandError> {
    say((None, said, fields), io, work)
}

fn say<C: DeserializeOwned, A: Serialize>(
    (id, said, fields): (Option<&str>, &Said, Fields),
    io: &mut Io<'_>,
    work: impl AsyncFnOnce(&Office, &Call, &C) -> Result<A, CaseError>,
) -> Result<Exit, CommandError> {
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
    let command: C = serde_json::from_value(Value::Object(record))
        .map_err(|error| CommandError::Use(format!("the record is not complete: {error}")))?;
    let answer = desk.run(async |office, call| work(office, call, &command).await)?;
    show(&answer, said, io)
}

fn show<A: Serialize>(answer: &A, said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match serde_json::to_value(answer)? {
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
    serde_json::from_reader(load::open(file)?).map_err(|error| {
        let source = std::io::Error::from(error);
        CommandError::Input(InputError::Unreadable { file: file.to_owned(), source })
    })
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

pub(super) fn participant(args: &Participant, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    use Participant as P;
    let who = "participant";
    match args {
        P::Register(said) => all((said, on("person")), io, case::register),
        P::Show(verb) => one((verb, of(who)), io, case::show_case),
        P::List(said) => all((said, of("")), io, case::list_cases),
        P::Identity(verb) => one((verb, of(who)), io, case::show_person),
        P::Number(verb) => one((verb, of(who)), io, case::change_number),
        P::Name(verb) => one((verb, of(who)), io, case::change_name),
        P::Contacts(verb) => one((verb, of(who)), io, case::change_contacts),
        P::Profile(verb) => one((verb, of(who)), io, case::read_profile),
        P::RecordProfile(verb) => one((verb, on(who)), io, case::record_profile),
        P::Interview(verb) => one((verb, on(who)), io, case::interview),
        P::Note(verb) => one((verb, on("subject")), io, case::note),
        P::Notes(verb) => one((verb, of("subject")), io, case::read_notes),
        P::Consent(verb) => one((verb, on(who)), io, case::consent),
        P::Withdraw(verb) => one((verb, on(who)), io, case::withdraw_consent),
        P::Connect(verb) => one((verb, on(who)), io, case::add_connection),
        P::Disconnect(verb) => one((verb, of(who)), io, case::remove_connection),
        P::Network(verb) => one((verb, of(who)), io, case::read_network),
        P::Assign(verb) => one((verb, on(who)), io, case::assign),
        P::HandOver(verb) => one((verb, on(who)), io, case::hand_over),
        P::Share(verb) => one((verb, on(who)), io, case::share),
        P::Unshare(verb) => one((verb, of(who)), io, case::unshare),
        P::Export(args) => hand_out(args, io),
        P::RecordSpecial(said) => all((said, of("")), io, case::record_special),
        P::Special(verb) => one((verb, of(who)), io, async |office, call, of| {
            Ok(case::read_special(office, call, of).await?.map(|view| format!("{view:?}")))
        }),
        P::Disclosures(verb) => {
            one((verb, of(who)), io, async |office, call, of: &case::ShowCase| {
                case::disclosures_of(office, call, &of.participant).await
            })
        }
        other => course(other, io),
    }
}

/// What moves a case along.
fn course(args: &Participant, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    use Participant as P;
    let who = "participant";
    match args {
        P::Task(verb) => one((verb, of(who)), io, case::set_task),
        P::Done(verb) => one((verb, on(who)), io, case::finish_task),
        P::Drop(verb) => one((verb, of(who)), io, case::drop_task),
        P::Milestone(verb) => one((verb, on(who)), io, case::plan_milestone),
        P::Enrol(verb) => one((verb, on(who)), io, case::enrol),
        P::Leave(verb) => one((verb, on(who)), io, case::leave),
        P::Status(verb) => one((verb, on(who)), io, case::observe_status),
        P::Protect(verb) => one((verb, on(who)), io, case::set_protection),
        P::Close(verb) => one((verb, on(who)), io, case::close_case),
        P::Reopen(verb) => one((verb, on(who)), io, case::reopen_case),
        _ => Err(CommandError::Use("no such command".to_owned())),
    }
}

/// What is known about somebody, as records or as a page.
fn hand_out(args: &HandOut, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let tongue: Tongue = args.verb.said.desk.language.into();
    let page = RefCell::new(None);
    let exit = one((&args.verb, of("participant")), io, async |office, call, command| {
        let export = case::export_subject(office, call, command).await?;
        if args.html.is_some() {
            *page.borrow_mut() = Some(case::export_page(&export, tongue)?);
        }
        Ok(export)
    })?;
    if let (Some(file), Some(page)) = (&args.html, page.into_inner()) {
        write_whole(file, |out| out.write_all(page.as_bytes()))?;
    }
    Ok(exit)
}

pub(super) fn employer(args: &Employer, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Employer::Add(said) => all((said, of("")), io, case::record_employer),
        Employer::Contact(verb) => one((verb, of("employer")), io, case::record_contact),
        Employer::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::show_employer(office, call, &of.id).await
        }),
        Employer::List(said) => all((said, of("")), io, async |office, call, _: &Nothing| {
            case::list_employers(office, call).await
        }),
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

pub(super) fn visit(args: &Visit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Visit::Add(said) => all((said, of("")), io, case::record_visit),
        Visit::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::show_visit(office, call, &of.id).await
        }),
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Needs {
    #[serde(default)]
    closed: bool,
}

pub(super) fn need(args: &Need, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Need::Add(said) => all((said, of("")), io, case::record_need),
        Need::Change(said) => all((said, of("")), io, case::change_need),
        Need::Confirm(verb) => one((verb, of("need")), io, case::confirm_need),
        Need::Show(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::show_need(office, call, &of.id).await
        }),
        Need::List(said) => all((said, of("")), io, async |office, call, of: &Needs| {
            case::list_needs(office, call, of.closed).await
        }),
        Need::Close(verb) => one((verb, of("need")), io, case::close_need),
        Need::Reopen(verb) => one((verb, of("need")), io, case::reopen_need),
        Need::Accept(verb) => one((verb, of("placement")), io, case::accept),
        Need::Decline(verb) => one((verb, of("placement")), io, case::decline),
        Need::Contact(verb) => one((verb, on("placement")), io, case::contact),
        Need::Override(said) => all((said, of("")), io, case::override_proposal),
        other => matching(other, io),
    }
}

/// What needs the engine.
fn matching(args: &Need, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let engine = &Engine::new(starter(), Parameters::default());
    match args {
        Need::Match(said) => lists(said, engine, io),
        Need::Replay(verb) => replay(verb, engine, io),
        Need::Propose(verb) => one((verb, of("need")), io, async |office, call, of| {
            case::propose(office, call, engine, of).await
        }),
        Need::Preview(verb) => one((verb, of("id")), io, async |office, call, of: &Id<_>| {
            case::preview(office, call, engine, &of.id).await
        }),
        Need::Disclose(verb) => one((verb, of("placement")), io, async |office, call, of| {
            let case::Disclosed { receipt, view } =
                case::disclose(office, call, engine, of).await?;
            Ok(serde_json::json!({ "receipt": receipt, "view": view }))
        }),
        _ => Err(CommandError::Use("no such command".to_owned())),
    }
}

/// The rows as `etablera match` writes them: what a receipt is of.
fn lists(said: &Said, engine: &Engine<'_>, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let desk = Desk::open(&said.desk, io)?;
    let mut record = record(said)?;
    record.entry("of").or_insert_with(|| "every_need".into());
    record.entry("top").or_insert_with(|| 10.into());
    let command: case::Shortlist = serde_json::from_value(Value::Object(record))
        .map_err(|error| CommandError::Use(format!("the record is not complete: {error}")))?;
    let listed =
        desk.run(async |office, call| case::shortlist(office, call, engine, &command).await)?;
    io.out.write_all(listed.rows.as_bytes())?;
    io.remark(&format!("receipt {}", listed.receipt));
    Ok(Exit::Done)
}

fn replay(verb: &Verb, engine: &Engine<'_>, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id: ReceiptId = verb.id.parse().map_err(|error| CommandError::Use(format!("{error}")))?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let again = desk.run(async |office, call| case::replay(office, call, engine, id).await)?;
    if let Some(rows) = &again.rows {
        io.out.write_all(rows.as_bytes())?;
    }
    let same = again.is_same();
    let told = if same { "same bytes" } else { "differs" };
    io.remark(&format!("{told} as on {}", again.made_at.day()));
    Ok(if same { Exit::Done } else { Exit::No })
}

pub(super) fn journey(args: &Journey, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Journey::Show(verb) => one((verb, of("participant")), io, case::timeline),
        Journey::Record(said) => all((said, on("")), io, case::record),
        Journey::Correct(verb) => one((verb, on("event")), io, case::correct),
        Journey::Retract(verb) => one((verb, of("event")), io, case::retract),
    }
}

pub(super) fn system(args: &System, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        System::Stop(said) => all((said, of("")), io, case::stop_proposals),
        System::Resume(said) => all((said, of("")), io, async |office, call, _: &Nothing| {
            case::resume_proposals(office, call).await
        }),
    }
}

pub(super) fn erase(args: &Erase, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Erase::Prepare(verb) => one((verb, of("decision")), io, case::prepare_erasure),
        Erase::Approve(verb) => one((verb, of("decision")), io, case::approve_erasure),
        Erase::CarryOut(verb) => one((verb, of("decision")), io, case::carry_out_erasure),
    }
}
