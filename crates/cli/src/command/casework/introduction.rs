//! `etablera introduction` on the store.

use etablera_casework::office as case;

use super::{all, of, on, one};
use crate::args::Format;
use crate::args::casework::{Said, Verb};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn sign(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    one((verb, on("participant")), io, case::sign_item)
}

pub(in crate::command) fn countersign(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    one((verb, on("participant")), io, case::countersign_item)
}

pub(in crate::command) fn mentors(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    all((said, of("")), io, case::read_mentors)
}

/// For reading one item a line.
pub(in crate::command) fn introduced(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &verb.said.desk;
    let participant = verb.id.parse().map_err(|error| CommandError::Use(format!("{error}")))?;
    let desk = Desk::open(args, io)?;
    let command = case::ReadIntroduction { participant, on: args.on };
    let found =
        desk.run(async |office, call| case::read_introduction(office, call, &command).await)?;
    let Some(plan) = found else {
        io.remark("no introduction goes on");
        return Ok(Exit::Done);
    };
    if matches!(args.format, Format::Json | Format::Jsonl) {
        sheet::record(&plan, args.format, io)?;
        return Ok(Exit::Done);
    }
    let columns = [
        ("due", "/due"),
        ("item", "/item"),
        ("signed", "/state/signed/done/on"),
        ("by", "/state/signed/done/by"),
        ("other side", "/state/signed/other/signature/by"),
        ("minutes", "/mentor_minutes"),
    ];
    sheet::list(&plan.items, &columns, args.format, io)?;
    Ok(Exit::Done)
}
