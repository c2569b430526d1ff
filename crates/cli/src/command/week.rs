//! `etablera calendar week`.

use chrono::{Datelike, Days, NaiveDate, WeekdaySet};
use etablera_programme::calendar::{Calendar, Entry, When, calendar_file};
use etablera_programme::rules;
use etablera_programme::week::{
    Block, Kind, Limits, Outcome, Refused, WeekFile, WeekPlan, WishId, plan_week, sfi_needed,
    shipped_rules,
};
use serde::Serialize;

use super::facts::{text, wrong};
use super::rules::over;
use crate::args::Format;
use crate::args::planning::CalendarWeek;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &CalendarWeek, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let name = &args.file;
    let WeekFile { week, taught_before } =
        WeekFile::parse(&text(name)?).map_err(|error| wrong(name, error))?;
    let (monday, calendar) = (week.monday(), args.days.calendar());
    let rules = over(rules::shipped().with(shipped_rules()), &args.rules)?;
    let missing = |error: rules::RulesError| CommandError::Use(error.to_string());
    let limits = Limits::on(&rules, monday).map_err(missing)?;
    let held = rules.on("sfi.24.volume", monday).map_err(missing)?;
    let needed = taught_before.and_then(|before| sfi_needed(&held, before));
    let week = week.without(off(monday, calendar, io));
    let outcome = plan_week(&week, &limits).map_err(|error| wrong(name, error))?;
    match &outcome {
        Outcome::Planned(plan) => {
            let teaching = needed.map(|needed| Teaching::of(plan, needed));
            planned(plan, teaching, (args.format, io))?;
            if let Some(out) = &args.ical {
                let stem = name.file_stem().unwrap_or_default().to_string_lossy();
                let entry = |block: &Block| entry(block, &stem, calendar);
                let entries: Vec<Entry> = plan.blocks.iter().map(entry).collect();
                let calendar = calendar_file(&entries, io.now);
                file::write_private(out, |into| into.write_all(calendar.as_bytes()))?;
            }
            Ok(Exit::Done)
        }
        Outcome::Impossible(conflict) => {
            if args.format == Format::Table {
                writeln!(io.out, "the fewest wishes that cannot go together:")?;
                let rules = Some(&conflict.rules[..]).filter(|rules| !rules.is_empty());
                let fewest = Fewest { wishes: &conflict.wishes, by_the_rules: rules };
                sheet::record(&fewest, args.format, io)?;
            } else {
                sheet::record(&outcome, args.format, io)?;
            }
            Ok(Exit::No)
        }
    }
}

/// Wishes that cannot go together, and the rules without which they could.
#[derive(Serialize)]
struct Fewest<'c> {
    wishes: &'c [WishId],
    by_the_rules: Option<&'c [rules::RuleName]>,
}

/// The days of the week that are holidays, said to whoever looks.
fn off(monday: NaiveDate, calendar: Calendar, io: &mut Io<'_>) -> WeekdaySet {
    let days = (0..7).map(|day| monday + Days::new(day));
    let mut off = WeekdaySet::EMPTY;
    for (day, holiday) in days.filter_map(|day| Some((day, calendar.is_holiday(day)?))) {
        io.remark(&format!("{day} is left out: {}", holiday.name));
        off.insert(day.weekday());
    }
    off
}

/// Minutes of teaching that the week should have, and has.
#[derive(Clone, Copy, Serialize)]
struct Teaching {
    needed: u32,
    planned: u32,
}

impl Teaching {
    fn of(plan: &WeekPlan, needed: u32) -> Self {
        let study = plan.blocks.iter().filter(|block| block.kind == Kind::Study);
        Self { needed, planned: study.map(|block| u32::from(block.minutes)).sum() }
    }
}

#[derive(Serialize)]
struct Answer<'p> {
    #[serde(flatten)]
    plan: &'p WeekPlan,
    teaching_minutes: Option<Teaching>,
}

/// A block as it is read.
#[derive(Serialize)]
struct Row<'p> {
    day: String,
    weekday: String,
    from: String,
    to: String,
    #[serde(flatten)]
    block: Kept<'p>,
}

#[derive(Serialize)]
struct Kept<'p> {
    wish: &'p str,
    kind: Kind,
    place: Option<&'p str>,
    breaks: u16,
}

fn row(block: &Block) -> Row<'_> {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    let place = block.place.as_ref().map(|place| place.0.as_str());
    Row {
        day: block.day.to_string(),
        weekday: block.weekday.to_string(),
        from: clock(block.from),
        to: clock(block.from + block.minutes + block.breaks),
        block: Kept { wish: &block.wish.0, kind: block.kind, place, breaks: block.breaks },
    }
}

fn planned(
    plan: &WeekPlan,
    teaching: Option<Teaching>,
    (format, io): (Format, &mut Io<'_>),
) -> Result<(), CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        return sheet::record(&Answer { plan, teaching_minutes: teaching }, format, io);
    }
    let columns = [
        ("day", "/day"),
        ("weekday", "/weekday"),
        ("from", "/from"),
        ("to", "/to"),
        ("wish", "/wish"),
        ("kind", "/kind"),
        ("place", "/place"),
        ("minutes of breaks", "/breaks"),
    ];
    let rows: Vec<Row<'_>> = plan.blocks.iter().map(row).collect();
    sheet::list(&rows, &columns, format, io)?;
    if format == Format::Table {
        refused(&plan.refused, io)?;
        limits(plan, io)?;
        if let Some(Teaching { needed, planned }) = teaching {
            writeln!(io.out, "\nteaching: {planned} minutes, and {needed} are needed")?;
        }
    }
    Ok(())
}

fn refused(refused: &[Refused], io: &mut Io<'_>) -> Result<(), CommandError> {
    if refused.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\nwishes that are given up:")?;
    let columns = [
        ("wish", "/wish"),
        ("cannot go together", "/conflict/wishes"),
        ("by the rules", "/conflict/rules"),
    ];
    sheet::list(refused, &columns, Format::Table, io)
}

fn limits(plan: &WeekPlan, io: &mut Io<'_>) -> Result<(), CommandError> {
    if plan.checks.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "\nlimits on working time:")?;
    let columns = [
        ("rule", "/clause/ground/rule"),
        ("hours", "/clause/ground/amount"),
        ("minutes in the plan", "/minutes"),
        ("keeps", "/keeps"),
        ("finding", "/clause/finding"),
    ];
    sheet::list(&plan.checks, &columns, Format::Table, io)
}

/// Named by the file it comes from, so that a plan that is sent again takes the
/// place of the earlier.
fn entry(block: &Block, stem: &str, calendar: Calendar) -> Entry {
    let (wish, day) = (&block.wish.0, block.day);
    let (from, minutes) = (block.from, block.minutes + block.breaks);
    Entry {
        uid: format!("{stem}-{wish}-{day}@etablera"),
        sequence: 0,
        when: When::Time { country: calendar.country, day, from, minutes },
        summary: wish.clone(),
        place: block.place.as_ref().map(|place| place.0.clone()).unwrap_or_default(),
        cancelled: false,
    }
}
