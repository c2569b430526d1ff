//! `etablera referral`.

use etablera_casework::office as case;

use super::{all, of, one, record, whole};
use crate::args::casework::{Referral, Said};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn referral(args: &Referral, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let who = "participant";
    match args {
        Referral::Make(verb) => one((verb, of(who)), io, case::refer),
        Referral::Preview(verb) => one((verb, of(who)), io, case::preview_referral),
        Referral::Withdraw(verb) => one((verb, of(who)), io, case::withdraw_referral),
        Referral::List(said) => list(said, io),
        Referral::Received(said) => received(said, io),
        Referral::Read(said) => all((said, of("")), io, case::read_referral),
        Referral::Answer(verb) => one((verb, of("referral")), io, case::answer_referral),
    }
}

/// The referrals that were sent, one a row.
fn list(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ListReferrals = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let sent = desk.run(async |office, call| case::list_referrals(office, call, &command).await)?;
    let columns = [
        ("referral", "/referral"),
        ("participant", "/participant"),
        ("to", "/to"),
        ("purpose", "/purpose"),
        ("until", "/until"),
        ("standing", "/standing"),
        ("read", "/read"),
    ];
    sheet::list(&sent, &columns, said.desk.format, io)?;
    Ok(Exit::Done)
}

/// The referrals that were received, one a row.
fn received(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ListReceivedReferrals = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let received =
        desk.run(async |office, call| case::list_received_referrals(office, call, &command).await)?;
    let columns = [
        ("referral", "/referral"),
        ("from", "/from"),
        ("purpose", "/purpose"),
        ("reason", "/reason"),
        ("until", "/until"),
        ("fields", "/fields"),
        ("accepted", "/accepted"),
    ];
    sheet::list(&received, &columns, said.desk.format, io)?;
    Ok(Exit::Done)
}
