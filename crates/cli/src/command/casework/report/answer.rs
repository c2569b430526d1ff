//! What the reports on an operation have in common: decode, ask, and show.

use etablera_casework::office::{AskedShown, Call, Office, UseCase};
use etablera_casework::words::Tongue;
use etablera_reporting::document::{Document, Language};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::{record, whole};
use super::paper;
use crate::args::Format;
use crate::args::report::Paper;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// How an answer is shown: as a document, and for reading.
pub(super) struct Ways<A> {
    pub(super) paper: fn(&A, Tongue) -> Document,
    pub(super) table: fn(&A, Format, &mut Io<'_>) -> Result<(), CommandError>,
}

/// Asks for a report on an operation, and shows it as was asked.
pub(super) fn answer<C: DeserializeOwned, A: Serialize>(
    paper: &Paper,
    ways: &Ways<A>,
    io: &mut Io<'_>,
    work: impl for<'a> FnOnce(&'a Office, &'a Call, &'a C) -> UseCase<'a, A>,
) -> Result<Exit, CommandError> {
    let Paper { verb, file } = paper;
    let args = &verb.said.desk;
    let mut fields = record(&verb.said)?;
    fields.insert("operation".to_owned(), verb.id.as_str().into());
    if let Some(on) = args.on {
        fields.insert("on".to_owned(), on.to_string().into());
    }
    let command: C = whole(fields)?;
    let desk = Desk::open(args, io)?;
    let told = desk.run(async |office, call| work(office, call, &command).await)?;
    if let Some(out) = &file.out {
        paper::write(&(ways.paper)(&told, args.language.into()), out, io)?;
    } else if matches!(args.format, Format::Json | Format::Jsonl) {
        sheet::record(&told, args.format, io)?;
    } else {
        (ways.table)(&told, args.format, io)?;
    }
    Ok(Exit::Done)
}

/// Says that small counts are hidden, if they are.
pub(super) fn protected(asked: &AskedShown, io: &mut Io<'_>) {
    if asked.protected {
        io.remark("counts of fewer than five, and others that would give them away, are hidden");
    }
}

/// A list for reading, under a heading.
pub(super) fn part(
    heading: &str,
    (rows, columns): (&[Value], &[(&str, &str)]),
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\n{heading}")?;
    sheet::list(rows, columns, Format::Table, io)
}

/// A share from 0 to 1 in per cent, with one decimal, as the rest of a screen
/// is written.
pub(super) fn percent(share: Option<f64>) -> Option<String> {
    share.map(|share| Language::English.share(share))
}
