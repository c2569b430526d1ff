//! `etablera programme borders`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_casework::load::{self, InputError};
use etablera_domain::event::{Event, Recorded};
use etablera_domain::jsonl;
use etablera_programme::cross_border::{Count, Counts, Pair, Period};
use etablera_taxonomy::Country;
use serde::Serialize;

use crate::args::planning::ProgrammeBorders;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &ProgrammeBorders, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let first = args.from.or_else(|| NaiveDate::from_ymd_opt(1900, 1, 1)).unwrap_or_default();
    let last = args.until.or_else(|| NaiveDate::from_ymd_opt(2199, 12, 31)).unwrap_or_default();
    let period = Period::new(first, last);
    let period = period.map_err(|error| CommandError::Use(error.to_string()))?;
    let counts = Counts::of(&log(args)?, period);
    let columns = [
        ("what", "/what"),
        ("kind", "/kind"),
        ("from", "/from"),
        ("to", "/to"),
        ("held", "/held"),
        ("groups", "/groups"),
        ("times", "/times"),
        ("persons", "/persons"),
    ];
    sheet::list(&rows(&counts), &columns, args.format, io)?;
    Ok(Exit::Done)
}

/// The events in the order of the file.
fn log(args: &ProgrammeBorders) -> Result<Vec<Recorded>, CommandError> {
    let name = args.file.display().to_string();
    let reading = jsonl::read::<Event>(&name, load::open(&args.file)?)
        .map_err(|fault| InputError::Faults(vec![fault]))?;
    if !reading.faults.is_empty() {
        return Err(InputError::Faults(reading.faults).into());
    }
    let events = reading.rows.into_iter().map(|row| row.record);
    Ok((1..).zip(events).map(|(seq, event)| Recorded { seq, event }).collect())
}

/// What was counted; actions have the countries that held them.
#[derive(Serialize)]
struct Row {
    what: &'static str,
    kind: Option<String>,
    from: Vec<Country>,
    to: Option<Country>,
    held: Option<usize>,
    groups: Option<usize>,
    times: usize,
    persons: usize,
}

impl Row {
    fn new(what: &'static str, count: &Count) -> Self {
        let (times, persons) = (count.times(), count.persons());
        let (kind, from, to, held, groups) = (None, Vec::new(), None, None, None);
        Self { what, kind, from, to, held, groups, times, persons }
    }
}

fn rows(counts: &Counts) -> Vec<Row> {
    let actions = counts.actions().map(|(kind, countries, action)| Row {
        kind: Some(kind.to_string()),
        from: listed(countries),
        held: Some(action.held()),
        groups: Some(action.groups()),
        ..Row::new("action", action.participations())
    });
    let joint = Row::new("joint participations", &counts.joint_participations());
    let mut rows: Vec<Row> = actions.chain([joint]).collect();
    rows.extend(pairs("offers", counts.offers()));
    rows.push(Row::new("offers across a Nordic border", &counts.offers_where(north)));
    rows.extend(pairs("jobs", counts.jobs()));
    rows.push(Row::new("jobs across a Nordic border", &counts.jobs_where(north)));
    rows
}

fn north(pair: Pair) -> bool {
    pair.crosses_in_the_north()
}

fn listed(countries: &BTreeSet<Country>) -> Vec<Country> {
    countries.iter().copied().collect()
}

fn pairs(what: &'static str, all: &BTreeMap<Pair, Count>) -> impl Iterator<Item = Row> {
    all.iter().map(move |(pair, count)| Row {
        from: pair.from.into_iter().collect(),
        to: Some(pair.to),
        ..Row::new(what, count)
    })
}
