//! `etablera programme forecast`.

use std::path::Path;

use etablera_programme::forecast::{
    Forecast, ForecastError, Retirement, Scenario, Staff, Year, forecast, shipped_rules,
};
use etablera_programme::rules::{Rules, Standing};
use serde::{Deserialize, Serialize};

use super::facts::{facts_or_json, wrong};
use super::rules::over;
use crate::args::Format;
use crate::args::planning::ProgrammeForecast;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

/// What is asked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    base: u16,
    years: u16,
    staff: Vec<Staff>,
    #[serde(default, rename = "scenario")]
    scenarios: Vec<Scenario>,
    #[serde(default)]
    retirement: Option<Ages>,
}

/// When people retire, around the age that it is set for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ages {
    first: i8,
    shares: Vec<u16>,
}

pub(super) fn run(args: &ProgrammeForecast, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let question: Question = facts_or_json(&args.file)?;
    let rules = over(shipped_rules(), &args.rules)?;
    let forecasts = question.answer(rules, &args.file)?;
    if matches!(args.format, Format::Json | Format::Jsonl) {
        let told: Vec<Told<'_>> = forecasts.iter().map(told).collect();
        sheet::list(&told, &[], args.format, io)?;
    } else {
        let rows: Vec<Row> = forecasts.iter().flat_map(rows).collect();
        sheet::list(&rows, COLUMNS, args.format, io)?;
    }
    if let Some(unverified) = forecasts.first().and_then(unverified) {
        io.remark(&unverified);
    }
    Ok(Exit::Done)
}

impl Question {
    fn answer(self, rules: Rules, file: &Path) -> Result<Vec<Forecast>, CommandError> {
        let Self { base, years, staff, mut scenarios, retirement } = self;
        let failed = |error: ForecastError| wrong(file, error);
        let retirement = match retirement {
            Some(Ages { first, shares }) => {
                Retirement::new(rules, first, shares).map_err(failed)?
            }
            None => Retirement::guess_by(rules),
        };
        if scenarios.is_empty() {
            let id = "as_today".parse().map_err(|error| wrong(file, error))?;
            scenarios.push(Scenario::unchanged(id));
        }
        if let Some(twice) = twice(&scenarios) {
            let why = format!("scenario `{twice}` is there twice: expected each once");
            return Err(wrong(file, why));
        }
        let one = |scenario| forecast(&staff, scenario, &retirement, (base, years));
        scenarios.iter().map(|scenario| one(scenario).map_err(failed)).collect()
    }
}

fn twice(scenarios: &[Scenario]) -> Option<&str> {
    let is_again =
        |(at, one): &(usize, &Scenario)| scenarios[..*at].iter().any(|other| other.id == one.id);
    scenarios.iter().enumerate().find(is_again).map(|(_, one)| one.id.as_str())
}

/// A scenario, and whether somebody has verified what it rests on.
#[derive(Serialize)]
struct Told<'f> {
    #[serde(flatten)]
    forecast: &'f Forecast,
    standing: Standing,
}

fn told(forecast: &Forecast) -> Told<'_> {
    Told { forecast, standing: forecast.standing() }
}

/// The years whose age of retirement nobody has verified, in words.
fn unverified(forecast: &Forecast) -> Option<String> {
    let all = forecast.target_ages.iter();
    let mut open = all.filter(|age| age.standing == Standing::Unverified);
    let first = open.next()?;
    let last = open.next_back().unwrap_or(first);
    Some(format!(
        "not verified: the age that retirement is set for in {} to {} (rule `pension.target_age`)",
        first.year, last.year
    ))
}

const COLUMNS: sheet::Columns<'_> = &[
    ("scenario", "/scenario"),
    ("occupation", "/occupation"),
    ("year", "/year"),
    ("staff", "/staff"),
    ("retire", "/retirements"),
    ("leave", "/other_exits"),
    ("hired", "/hires"),
    ("posts", "/demand"),
    ("gap", "/gap"),
    ("gap 90 %", "/gap_between"),
    ("left 90 %", "/left_between"),
    ("need", "/need"),
];

/// A year of an occupation, or of all.
#[derive(Serialize)]
struct Row {
    scenario: String,
    occupation: String,
    year: u16,
    staff: String,
    retirements: String,
    other_exits: String,
    hires: String,
    demand: String,
    gap: String,
    gap_between: String,
    left_between: String,
    need: String,
}

fn rows(forecast: &Forecast) -> Vec<Row> {
    let of = |occupation: String, years: &[Year]| -> Vec<Row> {
        years.iter().map(|year| row(forecast, occupation.clone(), year)).collect()
    };
    let mut rows: Vec<Row> = Vec::new();
    for one in &forecast.occupations {
        rows.extend(of(one.occupation.to_string(), &one.years));
    }
    if forecast.occupations.len() > 1 {
        rows.extend(of("all".to_owned(), &forecast.total));
    }
    rows
}

fn row(forecast: &Forecast, occupation: String, year: &Year) -> Row {
    let between = |low: i64, high: i64| format!("{low} to {high}");
    Row {
        scenario: forecast.scenario.to_string(),
        occupation,
        year: year.year,
        staff: year.staff.to_string(),
        retirements: year.retirements.to_string(),
        other_exits: year.other_exits.to_string(),
        hires: year.hires.to_string(),
        demand: year.demand.to_string(),
        gap: year.gap.to_string(),
        gap_between: between(year.gap_between.low, year.gap_between.high),
        left_between: between(year.left_between.low, year.left_between.high),
        need: year.need.to_string(),
    }
}
