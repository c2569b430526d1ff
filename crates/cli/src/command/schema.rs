//! `etablera schema`.

use crate::args::Schema;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;

pub(super) fn run(args: &Schema, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let known = etablera_domain::schema::schema(&args.name);
    let schema = known.ok_or_else(|| CommandError::Use(format!("no schema `{}`", args.name)))?;
    serde_json::to_writer_pretty(&mut *io.out, &schema)?;
    writeln!(io.out)?;
    Ok(Exit::Done)
}
