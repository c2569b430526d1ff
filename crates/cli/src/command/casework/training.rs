//! `etablera training`.

use etablera_casework::office as case;

use super::{of, on, one};
use crate::args::Format;
use crate::args::casework::{Training, Verb};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn training(args: &Training, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id = "session";
    match args {
        Training::Plan(verb) => one((verb, on(id)), io, case::plan_session),
        Training::Under(verb) => one((verb, of(id)), io, case::give_under),
        Training::Cancel(verb) => one((verb, of(id)), io, case::cancel_session),
        Training::Attend(verb) => one((verb, of(id)), io, case::take_attendance),
        Training::Show(verb) => one((verb, of(id)), io, case::show_session),
        Training::Progress(verb) => progress(verb, io),
        Training::Cohort(verb) => one((verb, on("cohort")), io, case::read_cohort),
    }
}

/// Each part of somebody's training with its minutes.
fn progress(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &verb.said.desk;
    let participant = verb.id.parse().map_err(|error| CommandError::Use(format!("{error}")))?;
    let desk = Desk::open(args, io)?;
    let command = case::ReadProgress { participant, on: args.on };
    let found = desk.run(async |office, call| case::read_progress(office, call, &command).await)?;
    if matches!(args.format, Format::Json | Format::Jsonl) {
        sheet::record(&found, args.format, io)?;
        return Ok(Exit::Done);
    }
    let columns = [
        ("part", "/part"),
        ("needed", "/needed"),
        ("attended", "/tally/attended"),
        ("excused", "/tally/excused"),
        ("missed", "/tally/missed"),
        ("planned", "/tally/planned"),
    ];
    sheet::list(&found.parts, &columns, args.format, io)?;
    Ok(Exit::Done)
}
