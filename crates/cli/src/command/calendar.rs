//! `etablera calendar`.

use etablera_programme::calendar::{Holiday, last_day};
use etablera_programme::split::{self, Change, Pattern, Share};
use serde::Serialize;

use crate::args::programme::{Calendar, CalendarHolidays, CalendarSplit};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &Calendar, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    match args {
        Calendar::Holidays(args) => holidays(args, io),
        Calendar::Split(args) => split(args, io),
        Calendar::Week(args) => super::week::run(args, io),
        Calendar::Training(args) => super::training_course::run(args, io),
    }
}

#[derive(Serialize)]
struct Day {
    day: String,
    weekday: String,
    #[serde(flatten)]
    holiday: Holiday,
}

fn holidays(args: &CalendarHolidays, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    use chrono::Datelike as _;

    let days = args.days.calendar().holidays(args.year).into_iter();
    let days = days.map(|(day, holiday)| {
        let (day, weekday) = (day.to_string(), day.weekday().to_string());
        Day { day, weekday, holiday }
    });
    let days: Vec<Day> = days.collect();
    let columns = [("day", "/day"), ("weekday", "/weekday"), ("name", "/name"), ("kind", "/kind")];
    sheet::list(&days, &columns, args.format, io)?;
    Ok(Exit::Done)
}

/// How the time divides, before and after the repair; deviations in tenths of
/// a day.
#[derive(Serialize)]
struct Divided {
    first: String,
    last: String,
    working_days: usize,
    training_days: usize,
    lost: Vec<String>,
    deviation_tenths: i64,
    changes: Vec<String>,
    repaired_deviation_tenths: i64,
    remainder: Option<split::Remainder>,
}

fn split(args: &CalendarSplit, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let wrong = |error: &dyn std::fmt::Display| CommandError::Use(error.to_string());
    let share = Share::try_from(args.share).map_err(|error| wrong(&error))?;
    let pattern = Pattern::five_days(share, args.training, args.minutes);
    let pattern = pattern.map_err(|error| wrong(&error))?;
    let span = args.start..=last_day(args.start, args.months);
    let calendar = args.days.calendar();
    let plan = split::plan(pattern, &calendar, span.clone()).map_err(|error| wrong(&error))?;
    let repair = split::repair(&plan);
    let divided = Divided {
        first: span.start().to_string(),
        last: span.end().to_string(),
        working_days: plan.days().len() - plan.training_days(),
        training_days: plan.training_days(),
        lost: plan
            .lost()
            .iter()
            .map(|lost| format!("{} {}", lost.day, lost.holiday.name))
            .collect(),
        deviation_tenths: plan.balance().deviation_tenths(args.minutes),
        changes: repair.changes.iter().map(change).collect(),
        repaired_deviation_tenths: repair.plan.balance().deviation_tenths(args.minutes),
        remainder: repair.remainder,
    };
    sheet::record(&divided, args.format, io)?;
    Ok(Exit::Done)
}

fn change(change: &Change) -> String {
    match change {
        Change::Replaced { lost, by } => format!("training {by} for {}", lost.day),
        Change::WorkInstead(day) => format!("work {day}"),
    }
}
