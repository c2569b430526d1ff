//! `etablera need disclosed`.

use etablera_casework::office as case;

use super::{record, whole};
use crate::args::casework::Said;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// What was disclosed and holds, one proposal a row.
pub(super) fn disclosed(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ReadDisclosed = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let views =
        desk.run(async |office, call| case::read_disclosed(office, call, &command).await)?;
    let columns = [
        ("placement", "/placement"),
        ("need", "/need"),
        ("name", "/name/value"),
        ("can", "/tasks/value"),
        ("to teach", "/teach/value"),
        ("available from", "/available_from/value"),
    ];
    sheet::list(&views, &columns, said.desk.format, io)?;
    Ok(Exit::Done)
}
