//! `etablera report freeze`, `frozen` and `corrections`.

use etablera_casework::office::{self as case, PeriodCorrections};
use etablera_casework::papers;
use serde_json::{Value, json};

use super::super::{record, whole};
use super::{monthly, paper};
use crate::args::Format;
use crate::args::casework::Verb;
use crate::args::report::Paper;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// Freezes a period; `--on` is its last day.
pub(super) fn freeze(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let mut fields = record(&verb.said)?;
    fields.insert("set".to_owned(), verb.id.as_str().into());
    if let Some(on) = verb.said.desk.on {
        fields.insert("until".to_owned(), on.to_string().into());
    }
    let command: case::FreezeReport = whole(fields)?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let done = desk.run(async |office, call| case::freeze_report(office, call, &command).await)?;
    sheet::record(&done, verb.said.desk.format, io)?;
    Ok(Exit::Done)
}

/// What was frozen of an operation.
pub(super) fn frozen(args: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = args;
    let mut fields = record(&verb.said)?;
    fields.insert("operation".to_owned(), verb.id.as_str().into());
    let command: case::ReadFrozen = whole(fields)?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let told = desk.run(async |office, call| case::read_frozen(office, call, &command).await)?;
    let format = verb.said.desk.format;
    if let Some(out) = &file.out {
        paper::write(&papers::frozen(&told, verb.said.desk.language.into()), out, io)?;
    } else if format == Format::Json {
        sheet::record(&told, format, io)?;
    } else {
        let columns = [
            ("report", "/report"),
            ("from", "/first"),
            ("until", "/last"),
            ("version", "/version"),
            ("hash", "/hash"),
            ("by", "/by"),
            ("on", "/on"),
        ];
        sheet::list(&told.frozen, &columns, format, io)?;
    }
    if told.lost > 0 {
        io.remark(&format!(
            "{} more are in the store that this was exported from, and not here",
            told.lost
        ));
    }
    Ok(Exit::Done)
}

/// What was edited: of a set with `operation` against frozen periods, and of
/// an operation against the monthly files that were sent.
pub(super) fn corrections(args: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = args;
    let mut fields = record(&verb.said)?;
    if !fields.contains_key("operation") {
        return monthly::corrections(args, io);
    }
    fields.insert("set".to_owned(), verb.id.as_str().into());
    if let Some(on) = verb.said.desk.on {
        fields.insert("until".to_owned(), on.to_string().into());
    }
    let command: case::ReadCorrections = whole(fields)?;
    let desk = Desk::open(&verb.said.desk, io)?;
    let told =
        desk.run(async |office, call| case::read_corrections(office, call, &command).await)?;
    let format = verb.said.desk.format;
    if let Some(out) = &file.out {
        let document = papers::corrections(&verb.id, &told, verb.said.desk.language.into());
        paper::write(&document, out, io)?;
    } else if matches!(format, Format::Json | Format::Jsonl) {
        sheet::list(&told, &[], format, io)?;
    } else {
        let rows: Vec<Value> = told.iter().flat_map(lines).collect();
        let columns = [
            ("until", "/until"),
            ("version", "/version"),
            ("key", "/key"),
            ("field", "/field"),
            ("was", "/old"),
            ("is", "/new"),
        ];
        sheet::list(&rows, &columns, format, io)?;
    }
    for period in told.iter().filter(|period| period.hidden > 0) {
        io.remark(&format!(
            "until {}: {} more records differ, of people who are not shown to you",
            period.last, period.hidden
        ));
    }
    Ok(Exit::Done)
}

fn lines(period: &PeriodCorrections) -> Vec<Value> {
    let line = |one: &case::CorrectionShown| {
        let text = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        json!({
            "until": period.last, "version": period.version, "key": one.key,
            "field": one.field, "old": text(&one.old), "new": text(&one.new),
        })
    };
    period.corrections.iter().map(line).collect()
}
