//! `etablera programme capacity`.

use std::num::NonZeroUsize;

use etablera_casework::shortlist::threads;
use etablera_programme::capacity::{
    Asked, Draws, Frontier, Gain, Model, Question, Report, Resource, Resources, SearchError,
    Spread, Sureness, Wanted, gains, search, simulate,
};
use serde::Serialize;

use super::facts::{facts_or_json, wrong};
use crate::args::Format;
use crate::args::planning::ProgrammeCapacity;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &ProgrammeCapacity, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let question: Question = facts_or_json(&args.file)?;
    let checked = question.check().map_err(|error| wrong(&args.file, error))?;
    let draws = Draws::new(&checked.0, args.replications(), args.seed);
    let run = Run { args, draws, model: checked.0 };
    match checked.1 {
        Asked::With(resources) => run.with(resources, io),
        Asked::Within(wanted) => run.within(wanted, io),
    }
}

struct Run<'a> {
    args: &'a ProgrammeCapacity,
    model: Model,
    draws: Draws,
}

/// What comes of resources, and which holds it back.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    report: Report,
    gains: Vec<Gain>,
    /// One more of it brings most; none if one more of nothing brings anything.
    bottleneck: Option<Resource>,
}

impl Run<'_> {
    fn threads(&self) -> NonZeroUsize {
        self.args.threads.unwrap_or_else(threads)
    }

    fn with(&self, resources: Resources, io: &mut Io<'_>) -> Result<Exit, CommandError> {
        let report = simulate(&self.model, &self.draws, resources, self.threads());
        let gains = gains(&self.model, &self.draws, resources, self.threads());
        let first = gains.first().filter(|gain| (gain.goals, gain.people) > (0, 0));
        let told = Told { bottleneck: first.map(|gain| gain.resource), report, gains };
        match self.args.format {
            Format::Json | Format::Jsonl => sheet::record(&told, self.args.format, io)?,
            Format::Csv => of_resources(&told, Format::Csv, io)?,
            Format::Table => table(&told, io)?,
        }
        Ok(Exit::Done)
    }

    fn within(&self, wanted: Wanted, io: &mut Io<'_>) -> Result<Exit, CommandError> {
        match search(&self.model, &self.draws, wanted, self.threads()) {
            Ok(frontier) => {
                enough(&frontier, self.args.format, io)?;
                Ok(Exit::Done)
            }
            Err(SearchError::OutOfReach { allowed, unlimited, needed }) => {
                let answer = OutOfReach { allowed, unlimited, needed };
                if self.args.format == Format::Table {
                    writeln!(io.out, "{}", answer.words())?;
                } else {
                    sheet::record(&answer, self.args.format, io)?;
                }
                Ok(Exit::No)
            }
            Err(error) => Err(wrong(&self.args.file, error)),
        }
    }
}

/// The most that is allowed is not enough.
#[derive(Serialize)]
struct OutOfReach {
    allowed: Sureness,
    unlimited: Sureness,
    needed: usize,
}

impl OutOfReach {
    fn words(&self) -> String {
        let Self { allowed, unlimited, needed } = self;
        format!(
            "out of reach: the goal is reached in {} of {} replications with the most that is \
             allowed, in {} with no limit at all, and {needed} are asked for",
            allowed.reached, allowed.of, unlimited.reached
        )
    }
}

/// A share in percent with one decimal, from ten-thousandths.
fn percent(share: u64) -> String {
    format!("{}.{} %", share / 100, share % 100 / 10)
}

/// The middle, and the ends of the interval.
fn spread(spread: Spread) -> String {
    format!("{} ({} to {})", spread.median, spread.low, spread.high)
}

fn sureness(goal: Sureness) -> String {
    let (low, high) = (percent(goal.low.into()), percent(goal.high.into()));
    format!("{} of {} ({low} to {high})", goal.reached, goal.of)
}

/// What comes first.
#[derive(Serialize)]
struct Summary {
    goal_reached: String,
    people: String,
    people_arrived: String,
    median_between: String,
    reached_on_day: Option<String>,
    bottleneck: Option<Resource>,
}

fn table(told: &Told, io: &mut Io<'_>) -> Result<(), CommandError> {
    let report = &told.report;
    let summary = Summary {
        goal_reached: sureness(report.goal),
        people: spread(report.people),
        people_arrived: spread(report.arrived),
        median_between: format!("{} and {}", report.median_between.0, report.median_between.1),
        reached_on_day: report.day.map(spread),
        bottleneck: told.bottleneck,
    };
    sheet::record(&summary, Format::Table, io)?;
    writeln!(io.out)?;
    of_resources(told, Format::Table, io)?;
    writeln!(io.out)?;
    of_stages(report, io)
}

/// A resource with what one more of it brings.
#[derive(Serialize)]
struct Row {
    resource: Resource,
    amount: u16,
    use_of: String,
    lacking_days: String,
    more_goals: Option<i64>,
    more_people: Option<i64>,
}

fn of_resources(told: &Told, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let rows = told.report.resources_used.iter().map(|one| {
        let gain = told.gains.iter().find(|gain| gain.resource == one.resource);
        let Spread { low, median, high, .. } = one.utilisation;
        let (low, high) = (percent(low), percent(high));
        Row {
            resource: one.resource,
            amount: one.amount,
            use_of: format!("{} ({low} to {high})", percent(median)),
            lacking_days: spread(one.lacking_days),
            more_goals: gain.map(|gain| gain.goals),
            more_people: gain.map(|gain| gain.people),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let columns = [
        ("resource", "/resource"),
        ("amount", "/amount"),
        ("in use", "/use_of"),
        ("days waited for it", "/lacking_days"),
        ("one more: goals", "/more_goals"),
        ("one more: people", "/more_people"),
    ];
    sheet::list(&rows, &columns, format, io)
}

#[derive(Serialize)]
struct StageRow<'r> {
    stage: &'r str,
    began: String,
    waited_days: String,
}

fn of_stages(report: &Report, io: &mut Io<'_>) -> Result<(), CommandError> {
    let rows = report.stages.iter().map(|one| StageRow {
        stage: one.stage.as_str(),
        began: spread(one.began),
        waited_days: spread(one.waited_days),
    });
    let rows: Vec<StageRow<'_>> = rows.collect();
    let columns =
        [("stage", "/stage"), ("begun", "/began"), ("days waited for it", "/waited_days")];
    sheet::list(&rows, &columns, Format::Table, io)
}

/// Everything that is enough and has nothing to spare.
fn enough(frontier: &Frontier, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        return sheet::record(frontier, format, io);
    }
    let columns = [
        ("trial seats", "/resources/trial_seats"),
        ("employment seats", "/resources/employment_seats"),
        ("supervisors", "/resources/supervisors"),
        ("training days", "/resources/training_days"),
        ("goal reached", "/goal/reached"),
        ("of", "/goal/of"),
    ];
    sheet::list(&frontier.minimal, &columns, format, io)
}
