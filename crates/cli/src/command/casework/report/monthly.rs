//! `etablera report monthly`, `send-monthly` and `code-form`, and the
//! corrections of what was sent.

use std::path::Path;

use etablera_casework::office::{self as case, MonthlyShown, SeriesShown};
use etablera_casework::papers;
use etablera_reporting::monthly::{File, Separator, write_csv, write_xlsx};
use serde_json::{Map, Value, json};

use super::super::{on, one, record, whole};
use super::paper;
use crate::args::Format;
use crate::args::casework::Verb;
use crate::args::report::Paper;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::{Files, write_private};
use crate::io::Io;
use crate::render::sheet;

/// The file of a month: to look at, or as the file that is sent.
pub(super) fn monthly(args: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = args;
    let command: case::ReadMonthly = whole(fields(verb)?)?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let told = desk.run(async |office, call| case::read_monthly(office, call, &command).await)?;
    if let Some(out) = &file.out {
        match bytes(&told.file, out)? {
            Some(bytes) => write_private(out, |into| into.write_all(&bytes))?,
            None => paper::write(&papers::monthly(&told, verb.said.desk.language.into()), out, io)?,
        }
        remarks(&told, io);
        return Ok(Exit::Done);
    }
    let format = verb.said.desk.format;
    if matches!(format, Format::Json | Format::Jsonl) {
        sheet::record(&told, format, io)?;
        return Ok(Exit::Done);
    }
    let columns = [
        ("identity", "/identity"),
        ("participant", "/participant"),
        ("start", "/start"),
        ("end", "/end"),
        ("hours", "/hours"),
    ];
    sheet::list(&told.rows, &columns, format, io)?;
    if format == Format::Table && !told.incomplete.is_empty() {
        writeln!(io.out)?;
        let columns =
            [("incomplete", "/participant"), ("missing", "/missing"), ("erased", "/erased")];
        sheet::list(&told.incomplete, &columns, format, io)?;
    }
    remarks(&told, io);
    Ok(Exit::Done)
}

/// The record of a verb about an operation, which no day is said with.
fn fields(verb: &Verb) -> Result<Map<String, Value>, CommandError> {
    if verb.said.desk.on.is_some() {
        let message = "`--on` says nothing here: expected no day";
        return Err(CommandError::Use(message.to_owned()));
    }
    let mut fields = record(&verb.said)?;
    fields.insert("operation".to_owned(), verb.id.as_str().into());
    Ok(fields)
}

/// The bytes of the file itself, where the name asks for them; none for a
/// report about it.
fn bytes(file: &File, out: &Path) -> Result<Option<Vec<u8>>, CommandError> {
    match out.extension().and_then(|end| end.to_str()) {
        Some("csv") => Ok(Some(write_csv(file, Separator::Semicolon).into_bytes())),
        Some("xlsx") => workbook(file).map(Some),
        Some("html" | "pdf") => Ok(None),
        _ => Err(CommandError::Use(format!(
            "`{}` has no form that is sent: expected a name that ends with `.csv` or `.xlsx`, or \
             with `.html` for a report on it",
            out.display()
        ))),
    }
}

fn workbook(file: &File) -> Result<Vec<u8>, CommandError> {
    write_xlsx(file).map_err(|error| CommandError::Use(format!("{}: {error}", file.month)))
}

/// What stands beside the rows: the window, the hash, and who is missing.
fn remarks(told: &MonthlyShown, io: &mut Io<'_>) {
    let standing = serde_json::to_value(told.standing).unwrap_or_default();
    io.remark(&format!(
        "{}: {}, reported from {} to {}, hash {}",
        told.month,
        standing.as_str().unwrap_or_default(),
        told.opens,
        told.due,
        told.hash
    ));
    for fault in &told.faults {
        io.remark(fault);
    }
    for (gender, count) in &told.without_form {
        let gender = serde_json::to_value(gender).unwrap_or_default();
        let gender = gender.as_str().unwrap_or_default();
        io.remark(&format!(
            "{count} protected ({gender}) are not in the file, since the code form is not known: \
             expected `report code-form {gender}` with what SCB's instruction has"
        ));
    }
    let counts = [
        (told.incomplete_hidden, "more are incomplete, whom you may not know of"),
        (told.faults_hidden, "more faults, of people whom you may not know of"),
        (told.partial_forms, "rows have a code form that nobody has read in whole"),
        (told.shared_codes, "codes stand for more than one person"),
        (told.erased, "were erased: they are not in the file any more"),
        (told.unread, "are not in the file, since you may not read who they are"),
        (told.lost, "sendings are in the store that this was exported from, and not here"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        io.remark(&format!("{count} {what}"));
    }
}

/// Writes down that a file was sent.
pub(super) fn send(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    one((verb, super::super::of("operation")), io, case::send_monthly)
}

/// Writes down a code form.
pub(super) fn code_form(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    one((verb, on("gender")), io, case::adopt_code_form)
}

/// What was sent, and what is to be sent again; with a folder, its files, in
/// one go.
pub(super) fn corrections(args: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = args;
    let command: case::ReadSent = whole(fields(verb)?)?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let told = desk.run(async |office, call| case::read_sent(office, call, &command).await)?;
    match &file.out {
        Some(out) if out.extension().is_some() => {
            paper::write(&papers::series(&told, verb.said.desk.language.into()), out, io)?;
        }
        Some(folder) => again(&told, folder)?,
        None if matches!(verb.said.desk.format, Format::Json | Format::Jsonl) => {
            sheet::record(&told, verb.said.desk.format, io)?;
            return Ok(Exit::Done);
        }
        None => {
            let rows = lines(&told);
            let columns = [
                ("month", "/month"),
                ("version", "/version"),
                ("participant", "/participant"),
                ("change", "/what"),
            ];
            sheet::list(&rows, &columns, verb.said.desk.format, io)?;
        }
    }
    if let Some(next) = told.next {
        let order = if told.in_order { "in order" } else { "not in order" };
        io.remark(&format!("{} sent, {order}: the next is {next}", told.sent.len()));
    }
    if told.erased > 0 {
        io.remark(&format!(
            "{} were erased: what was sent of them stands, and cannot be made again",
            told.erased
        ));
    }
    Ok(Exit::Done)
}

/// The files that are to be sent again, as text and as workbooks, all or none.
fn again(told: &SeriesShown, folder: &Path) -> Result<(), CommandError> {
    let mut files = Files::private();
    for file in &told.files {
        let text = write_csv(file, Separator::Semicolon);
        files.write(&folder.join(format!("{}.csv", file.month)), |into| {
            into.write_all(text.as_bytes())
        })?;
        let book = workbook(file)?;
        files.write(&folder.join(format!("{}.xlsx", file.month)), |into| into.write_all(&book))?;
    }
    files.finish()
}

fn lines(told: &SeriesShown) -> Vec<Value> {
    let mut rows = Vec::new();
    for one in &told.again {
        let row = |participant: Value, what: Value| {
            json!({
                "month": one.month, "version": one.version, "participant": participant,
                "what": what,
            })
        };
        rows.extend(
            one.changes.iter().map(|change| row(json!(change.participant), json!(change.what))),
        );
        if one.hidden > 0 {
            rows.push(row(Value::Null, format!("{} more rows", one.hidden).into()));
        }
        if one.changes.len() + one.hidden == 0 {
            rows.push(row(Value::Null, "read in again".into()));
        }
    }
    rows
}
