//! `etablera report project`.

use etablera_casework::office::{self as case, ProjectShown};
use etablera_casework::papers;
use etablera_casework::words::Tongue;
use etablera_reporting::document::{Block, Document};
use serde_json::json;

use super::paper;
use crate::args::Format;
use crate::args::report::Paper;
use crate::command::desk::Desk;
use crate::command::facts::text;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::render::sheet;

/// Writes down the public record of a project from a file, or shows it: as
/// JSON, and in a file whose name ends so, byte for byte as it is published.
pub(super) fn project(args: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = args;
    let said = &verb.said;
    if !said.set.is_empty() || said.desk.on.is_some() {
        let message = "a record is written as a whole: expected `--file`, and no field or day";
        return Err(CommandError::Use(message.to_owned()));
    }
    let operation: etablera_domain::OperationId =
        verb.id.parse().map_err(|error| CommandError::Use(format!("`{}`: {error}", verb.id)))?;
    if let Some(from) = &said.file {
        // The text and not what it reads as: a field may stand there twice.
        let command = case::RecordProject { operation, record: text(from)? };
        let desk = Desk::open(&said.desk, io)?;
        let event =
            desk.run(async |office, call| case::record_project(office, call, &command).await)?;
        sheet::record(&event, said.desk.format, io)?;
        return Ok(Exit::Done);
    }
    let command = case::ShowProject { operation };
    let desk = Desk::open(&said.desk, io)?;
    let told = desk.run(async |office, call| case::show_project(office, call, &command).await)?;
    let tongue: Tongue = verb.said.desk.language.into();
    let document = papers::project(&told, tongue);
    match &file.out {
        Some(out) if out.extension().is_some_and(|end| end == "json") => {
            let record = told.record.to_json();
            write_whole(out, |into| into.write_all(record.as_bytes()))?;
        }
        Some(out) => paper::write(&document, out, io)?,
        None => print((&told, &document), said.desk.format, io)?,
    }
    let publicity = papers::publicity(&told.record, tongue);
    io.remark(&publicity.text);
    if !publicity.is_verified {
        io.remark(&format!("that text has not been read in its source, {}", publicity.source));
    }
    Ok(Exit::Done)
}

fn print(
    (told, document): (&ProjectShown, &Document),
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    if format == Format::Json {
        write!(io.out, "{}", told.record.to_json())?;
        return Ok(());
    }
    if format == Format::Jsonl {
        return sheet::record(&told.record, format, io);
    }
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let rows: Vec<_> = tables
        .flat_map(|table| &table.rows)
        .map(|row| {
            let text = |at: usize| match row.get(at) {
                Some(etablera_reporting::document::Cell::Text(text)) => text.as_str(),
                _ => "",
            };
            json!([text(0), text(1)])
        })
        .collect();
    sheet::list(&rows, &[("field", "/0"), ("value", "/1")], format, io)
}
