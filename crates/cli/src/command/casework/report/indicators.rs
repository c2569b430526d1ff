//! `etablera report indicators`.

use etablera_casework::office::{self as case, IndicatorShown, IndicatorsShown};
use etablera_casework::papers;
use etablera_reporting::participation::Source;
use serde_json::{Value, json};

use super::super::{record, whole};
use super::paper;
use crate::args::Format;
use crate::args::report::Paper;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// A funder's indicators; for reading one a line, then who is behind each, who
/// is incomplete, and what does not agree.
pub(super) fn indicators(paper: &Paper, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let Paper { verb, file } = paper;
    let args = &verb.said.desk;
    let mut fields = record(&verb.said)?;
    fields.insert("set".to_owned(), verb.id.as_str().into());
    if let Some(on) = args.on {
        fields.insert("until".to_owned(), on.to_string().into());
    }
    let command: case::ReadIndicators = whole(fields)?;
    let desk = Desk::open(args, io)?;
    let told =
        desk.run(async |office, call| case::read_indicators(office, call, &command).await)?;
    if let Some(out) = &file.out {
        let document = papers::indicators(&told, args.language.into());
        paper::write(&document, out, io)?;
        return Ok(Exit::Done);
    }
    if matches!(args.format, Format::Json | Format::Jsonl) {
        sheet::record(&told, args.format, io)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Value> = told.indicators.iter().map(row).collect();
    let columns =
        [("code", "/code"), ("indicator", "/name/en"), ("number", "/number"), ("note", "/note")];
    sheet::list(&rows, &columns, args.format, io)?;
    if args.format == Format::Table {
        rest(&told, io)?;
    }
    Ok(Exit::Done)
}

fn row(one: &IndicatorShown) -> Value {
    let source = one.no_source.and_then(|source| {
        if source == Source::SpecialCategories {
            return Some("not asked for: `special:=true`".to_owned());
        }
        let source = serde_json::to_value(source).ok()?;
        Some(format!("nobody collects {}", source.as_str()?.replace('_', " ")))
    });
    let standing = serde_json::to_value(one.standing).unwrap_or_default();
    let unread = (standing == "unverified").then(|| "definition not read in its source".to_owned());
    let hidden = one.hidden.then(|| "few people, not told".to_owned());
    let note: Vec<String> = source.into_iter().chain(hidden).chain(unread).collect();
    json!({
        "code": one.code, "name": one.name, "number": one.number, "note": note.join("; "),
    })
}

fn rest(told: &IndicatorsShown, io: &mut Io<'_>) -> Result<(), CommandError> {
    for one in &told.indicators {
        let Some(proof) = &one.proof else { continue };
        let counts = proof.counts.iter().map(|who| json!({ "who": who.subject, "on": who.on }));
        let not = proof
            .not
            .iter()
            .map(|who| json!({ "who": who.subject, "on": who.on, "not": who.clause }));
        let lines: Vec<Value> = counts.chain(not).collect();
        writeln!(io.out, "\n{}", one.code)?;
        let columns = [("who", "/who"), ("on", "/on"), ("does not count", "/not")];
        sheet::list(&lines, &columns, Format::Table, io)?;
        let hidden = proof.hidden;
        if hidden.counts + hidden.not > 0 {
            io.remark(&format!(
                "{}: {} more count and {} do not, whom you may not know of",
                one.code, hidden.counts, hidden.not
            ));
        }
    }
    if !told.incomplete.is_empty() {
        writeln!(io.out)?;
        let columns = [("incomplete", "/participant"), ("missing", "/missing")];
        sheet::list(&told.incomplete, &columns, Format::Table, io)?;
    }
    if told.incomplete_hidden > 0 {
        io.remark(&format!("{} more are incomplete", told.incomplete_hidden));
    }
    if told.unread > 0 {
        io.remark(&format!("of {} you may not read what nobody has to answer", told.unread));
    }
    for fault in &told.faults {
        io.remark(&format!("does not agree: {fault}"));
    }
    Ok(())
}
