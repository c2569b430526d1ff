//! `etablera introduction`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_casework::load::{self, InputError};
use etablera_domain::event::Code;
use etablera_domain::{ActorId, ParticipantId, jsonl};
use etablera_programme::competence_plan::{
    Duty, Holdings, Item, Part, Phase, Plan, Status, Terms, due,
};
use etablera_taxonomy::ConceptId;
use serde::Serialize;

use super::casework;
use crate::args::Format;
use crate::args::introduction::{Introduction, IntroductionPlans};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Introduction, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Introduction::Plans(args) => plans(args, io),
        Introduction::Show(verb) => casework::introduced(verb, io),
        Introduction::Sign(verb) => casework::sign(verb, io),
        Introduction::Countersign(verb) => casework::countersign(verb, io),
        Introduction::Load(said) => casework::mentors(said, io),
    }
}

/// What is to be seen to, and what one person alone can.
#[derive(Serialize)]
struct Told<'p> {
    on: NaiveDate,
    due: Vec<Due<'p>>,
    alone: Vec<Alone>,
}

#[derive(Serialize)]
struct Due<'p> {
    #[serde(flatten)]
    plan: Head<'p>,
    #[serde(flatten)]
    status: Status,
}

#[derive(Clone, Copy, Serialize)]
struct Head<'p> {
    unit: &'p Code,
    holder: &'p ParticipantId,
    competence: ConceptId,
    owner: &'p ActorId,
}

#[derive(Serialize)]
struct Alone {
    competence: ConceptId,
    holder: ParticipantId,
}

fn plans(args: &IntroductionPlans, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let plans = read(args)?;
    let as_of = (args.on, Terms::default());
    let units: BTreeSet<&Code> = plans.iter().map(|plan| &plan.says().unit).collect();
    let due = units.iter().flat_map(|unit| due(&plans, unit, as_of));
    let due = due.map(|(plan, status)| Due { plan: head(plan), status }).collect();
    let holdings = Holdings::of_plans(&plans, as_of);
    let alone = holdings.vulnerable().into_iter();
    let alone =
        alone.map(|(competence, holder)| Alone { competence, holder: holder.clone() }).collect();
    show(&Told { on: args.on, due, alone }, args.format, io)?;
    Ok(Exit::Done)
}

/// The plans, of the unit if one is asked for.
fn read(args: &IntroductionPlans) -> Result<Vec<Plan>, CommandError> {
    let name = args.file.display().to_string();
    let reading = jsonl::read::<Plan>(&name, load::open(&args.file)?)
        .map_err(|fault| InputError::Faults(vec![fault]))?;
    if !reading.faults.is_empty() {
        return Err(InputError::Faults(reading.faults).into());
    }
    let plans: Vec<Plan> = reading.rows.into_iter().map(|row| row.record).collect();
    let Some(unit) = &args.unit else { return Ok(plans) };
    let (of_unit, others): (Vec<Plan>, Vec<Plan>) =
        plans.into_iter().partition(|plan| plan.says().unit == *unit);
    if of_unit.is_empty() {
        let units: BTreeSet<&str> = others.iter().map(|plan| plan.says().unit.as_str()).collect();
        let units = units.into_iter().collect::<Vec<_>>().join(", ");
        let why = format!("{name}: no plan is of the unit `{unit}`: expected one of {units}");
        return Err(CommandError::Use(why));
    }
    Ok(of_unit)
}

fn head(plan: &Plan) -> Head<'_> {
    let says = plan.says();
    Head { unit: &says.unit, holder: &says.holder, competence: says.competence, owner: &says.owner }
}

/// One thing to see to.
#[derive(Serialize)]
struct Row<'p> {
    #[serde(flatten)]
    plan: Head<'p>,
    phase: Phase,
    duty: Duty,
    on: NaiveDate,
    missing: &'p [Part],
}

fn show(told: &Told<'_>, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        return sheet::record(told, format, io);
    }
    let rows = told.due.iter().flat_map(|Due { plan, status }| {
        status.items.iter().map(|&Item { phase, on, duty }| {
            let missing = if duty == Duty::Complete { &status.missing[..] } else { &[] };
            Row { plan: *plan, phase, duty, on, missing }
        })
    });
    let rows: Vec<Row<'_>> = rows.collect();
    let columns = [
        ("unit", "/unit"),
        ("holder", "/holder"),
        ("competence", "/competence"),
        ("owner", "/owner"),
        ("phase", "/phase"),
        ("to do", "/duty"),
        ("on", "/on"),
        ("missing", "/missing"),
    ];
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table && !told.alone.is_empty() {
        writeln!(io.out, "\none person alone can:")?;
        let columns = [("competence", "/competence"), ("holder", "/holder")];
        sheet::list(&told.alone, &columns, format, io)?;
    }
    Ok(())
}
