//! `etablera training`.

use etablera_casework::office as case;

use super::{of, on, one};
use crate::args::casework::Training;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(in crate::command) fn training(args: &Training, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let id = "session";
    match args {
        Training::Plan(verb) => one((verb, on(id)), io, case::plan_session),
        Training::Cancel(verb) => one((verb, of(id)), io, case::cancel_session),
        Training::Attend(verb) => one((verb, of(id)), io, case::take_attendance),
        Training::Show(verb) => one((verb, of(id)), io, case::show_session),
    }
}
