//! `etablera competence`.

use etablera_casework::office as case;
use serde_json::{Value, json};

use super::{all, on, one};
use crate::args::Format;
use crate::args::casework::{Competence, Said, Verb};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(in crate::command) fn competence(
    args: &Competence,
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    let who = "participant";
    match args {
        Competence::Plan(verb) => one((verb, on(who)), io, case::plan_competence),
        Competence::Follow(verb) => one((verb, on(who)), io, case::follow_competence),
        Competence::End(verb) => one((verb, on(who)), io, case::end_competence),
        Competence::Show(verb) => show(verb, io),
        Competence::Due(said) => due(said, io),
    }
}

/// For reading one plan a line.
fn show(verb: &Verb, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &verb.said.desk;
    if matches!(args.format, Format::Json | Format::Jsonl) {
        return one((verb, on("participant")), io, case::read_competences);
    }
    let participant = verb.id.parse().map_err(|error| CommandError::Use(format!("{error}")))?;
    let desk = Desk::open(args, io)?;
    let command = case::ReadCompetences { participant, on: args.on };
    let found =
        desk.run(async |office, call| case::read_competences(office, call, &command).await)?;
    let columns = [
        ("competence", "/competence"),
        ("unit", "/unit"),
        ("owner", "/owner"),
        ("made on", "/made_on"),
        ("stands", "/status/phase"),
        ("missing", "/status/missing"),
        ("ended", "/ended/on"),
    ];
    sheet::list(&found, &columns, args.format, io)?;
    Ok(Exit::Done)
}

/// For reading one thing to see to a line, and then what one person alone can.
fn due(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let args = &said.desk;
    if matches!(args.format, Format::Json | Format::Jsonl) {
        return all((said, on("")), io, case::read_competences_due);
    }
    let desk = Desk::open(args, io)?;
    let mut record = super::record(said)?;
    record.entry("on").or_insert_with(|| desk.on.to_string().into());
    let command: case::ReadCompetencesDue = super::whole(record)?;
    let found =
        desk.run(async |office, call| case::read_competences_due(office, call, &command).await)?;
    let rows: Vec<Value> = found.due.iter().flat_map(rows).collect();
    let columns = [
        ("unit", "/unit"),
        ("holder", "/holder"),
        ("competence", "/competence"),
        ("owner", "/owner"),
        ("phase", "/phase"),
        ("to do", "/duty"),
        ("on", "/on"),
    ];
    sheet::list(&rows, &columns, args.format, io)?;
    if args.format == Format::Table && !found.alone.is_empty() {
        writeln!(io.out, "\none person alone can:")?;
        let columns = [("competence", "/competence"), ("holder", "/holder")];
        sheet::list(&found.alone, &columns, args.format, io)?;
    }
    Ok(Exit::Done)
}

fn rows(one: &case::CompetenceDue) -> Vec<Value> {
    let row = |item: &etablera_programme::competence_plan::Item| {
        json!({
            "unit": one.unit, "holder": one.holder, "competence": one.competence,
            "owner": one.owner, "phase": item.phase, "duty": item.duty, "on": item.on,
        })
    };
    one.status.items.iter().map(row).collect()
}
