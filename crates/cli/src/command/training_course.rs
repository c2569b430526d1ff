//! `etablera calendar training`.

use std::path::Path;

use chrono::{Datelike, NaiveDate, Weekday};
use etablera_domain::event::Code;
use etablera_programme::calendar::{Entry, When, calendar_file};
use etablera_programme::template::Template;
use etablera_programme::training::{ContentPlan, LaidOut, TeachingDay, lay_out};
use serde::Serialize;

use super::facts::text;
use super::programme;
use crate::args::Format;
use crate::args::planning::CalendarTraining;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &CalendarTraining, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let template = programme::template(&args.template)?;
    let content = content(args.content.as_deref())?;
    let day = teaching_day(&template, args.weekday)?;
    let laid = lay_out(&content.needs(), day, args.from);
    let laid = laid.map_err(|error| CommandError::Use(error.to_string()))?;
    show(&Course::of(&content, &laid), args.format, io)?;
    if let Some(out) = &args.ical {
        let entries = entries(&content, &laid, &args.template);
        let calendar = calendar_file(&entries, io.now);
        file::write_whole(out, |into| into.write_all(calendar.as_bytes()))?;
    }
    Ok(Exit::Done)
}

fn content(file: Option<&Path>) -> Result<ContentPlan, CommandError> {
    let Some(file) = file else { return Ok(ContentPlan::shipped()) };
    let content = ContentPlan::parse(&text(file)?);
    content.map_err(|errors| programme::wrong(&file.display().to_string(), &errors))
}

/// The training day of the template, on the group's weekday where it has none.
fn teaching_day(template: &Template, group: Option<Weekday>) -> Result<TeachingDay, CommandError> {
    let id = &template.id;
    let Some(day) = template.training_day else {
        let why = format!("`{id}` has no training day: expected a template with one");
        return Err(CommandError::Use(why));
    };
    match (day.weekday, group) {
        (Some(own), Some(group)) if own != group => Err(CommandError::Use(format!(
            "`{group}` is not the training day of `{id}`: expected `{own}`, or no --weekday"
        ))),
        (None, None) => Err(CommandError::Use(format!(
            "`{id}` names no weekday for training: expected --weekday, such as `fri`"
        ))),
        _ => TeachingDay::of(template, group).ok_or_else(|| {
            CommandError::Use(format!("`{id}` has a training day of no minutes: expected some"))
        }),
    }
}

/// A course as it is read.
#[derive(Serialize)]
struct Course<'c> {
    content: &'c Code,
    sessions: Vec<Session<'c>>,
    /// The day on which every part has its hours.
    complete: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Session<'c> {
    session: usize,
    on: NaiveDate,
    weekday: String,
    part: &'c str,
    name: &'c str,
    minutes: u16,
}

impl<'c> Course<'c> {
    fn of(content: &'c ContentPlan, laid: &'c LaidOut) -> Self {
        let sessions = (1..).zip(&laid.sessions).map(|(session, one)| Session {
            session,
            on: one.on,
            weekday: one.on.weekday().to_string(),
            part: one.part.as_str(),
            name: name(content, one.part.as_str()),
            minutes: one.minutes,
        });
        Self { content: content.id(), sessions: sessions.collect(), complete: laid.complete() }
    }
}

/// What a part is called in Swedish.
fn name<'c>(content: &'c ContentPlan, part: &str) -> &'c str {
    content.part(part).map_or("", |part| part.name.sv.as_str())
}

fn show(course: &Course<'_>, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        return sheet::record(course, format, io);
    }
    let columns = [
        ("session", "/session"),
        ("on", "/on"),
        ("weekday", "/weekday"),
        ("part", "/part"),
        ("name", "/name"),
        ("minutes", "/minutes"),
    ];
    sheet::list(&course.sessions, &columns, format, io)?;
    match course.complete {
        Some(day) if format == Format::Table => writeln!(io.out, "\ncomplete on {day}")?,
        _ => {}
    }
    Ok(())
}

fn entries(content: &ContentPlan, laid: &LaidOut, template: &str) -> Vec<Entry> {
    let template = Path::new(template).file_stem().unwrap_or_default().to_string_lossy();
    let of_day = |on: NaiveDate, part: &Code| Entry {
        uid: format!("{template}-{}-{part}-{on}@etablera", content.id()),
        sequence: 0,
        when: When::Day(on),
        summary: name(content, part.as_str()).to_owned(),
        place: String::new(),
        cancelled: false,
    };
    laid.sessions.iter().map(|one| of_day(one.on, &one.part)).collect()
}
