//! `etablera log`.

use etablera_casework::office as case;

use crate::args::log::{Log, Part};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn log(args: &Log, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Log::Show(part) => show(part, io),
        Log::Access(part) => access(part, io),
    }
}

fn show(part: &Part, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Part { subject, after, limit, desk: args } = part;
    let command = case::ReadLog { subject: subject.clone(), after: *after, limit: *limit };
    let desk = Desk::open(args, io)?;
    let lines = desk.run(async |office, call| case::read_log(office, call, &command).await)?;
    let columns = [
        ("seq", "/seq"),
        ("on", "/on"),
        ("what", "/kind"),
        ("in", "/stream"),
        ("by", "/by"),
        ("recorded_at", "/recorded_at"),
    ];
    sheet::list(&lines, &columns, args.format, io)?;
    Ok(Exit::Done)
}

fn access(part: &Part, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Part { subject, after, limit, desk: args } = part;
    let command = case::ReadAccesses { subject: subject.clone(), after: *after, limit: *limit };
    let desk = Desk::open(args, io)?;
    let lines = desk.run(async |office, call| case::read_accesses(office, call, &command).await)?;
    let columns = [
        ("seq", "/seq"),
        ("at", "/at"),
        ("actor", "/actor"),
        ("role", "/role"),
        ("action", "/action"),
        ("subject", "/subject"),
        ("allowed", "/allowed"),
    ];
    sheet::list(&lines, &columns, args.format, io)?;
    Ok(Exit::Done)
}
