//! `etablera demo`.

use crate::args::Demo;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(super) fn run(_args: &Demo, _io: &mut Io<'_>) -> Result<Exit, CommandError> {
    Ok(Exit::Done)
}
