//! `etablera participant`.

use std::cell::RefCell;

use etablera_casework::office as case;
use etablera_casework::words::Tongue;

use super::{all, of, on, one, say};
use crate::args::casework::{HandOut, Participant};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_private;
use crate::io::Io;

pub(in crate::command) fn participant(
    args: &Participant,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
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
        P::Wish(verb) => one((verb, on(who)), io, case::record_wish),
        P::Object(verb) => one((verb, on(who)), io, case::object),
        P::WithdrawObjection(verb) => one((verb, on(who)), io, case::withdraw_objection),
        P::Settle(verb) => one((verb, on(who)), io, case::settle_objection),
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
        P::AnswerShare(verb) => one((verb, of(who)), io, case::answer_share),
        P::Unshare(verb) => one((verb, of(who)), io, case::unshare),
        P::Export(args) => hand_out(args, io),
        P::RecordSpecial(said) => all((said, of("")), io, case::record_special),
        P::Special(verb) => one((verb, of(who)), io, case::read_special),
        P::Disclosures(verb) => one((verb, of(who)), io, |office, call, of: &case::ShowCase| {
            case::disclosures_of(office, call, &of.participant)
        }),
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
        P::Fact(verb) => one((verb, on(who)), io, case::note_fact),
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
    let verb = &args.verb;
    let exit =
        say((Some(&verb.id), &verb.said, of("participant")), io, async |office, call, command| {
            let export = case::export_subject(office, call, command).await?;
            if args.html.is_some() {
                *page.borrow_mut() = Some(case::export_page(&export, tongue)?);
            }
            Ok(export)
        })?;
    if let (Some(file), Some(page)) = (&args.html, page.into_inner()) {
        write_private(file, |out| out.write_all(page.as_bytes()))?;
    }
    Ok(exit)
}
