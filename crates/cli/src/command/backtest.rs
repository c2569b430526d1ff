//! `etablera programme backtest`.

use std::path::Path;

use etablera_programme::forecast::{Backtest, Series, Trend, backtest, trend};
use serde::Serialize;

use super::facts::{text, wrong};
use crate::args::Format;
use crate::args::planning::ProgrammeBacktest;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn run(args: &ProgrammeBacktest, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let series = series(&args.file)?;
    let horizon = args.horizon.get();
    let test = backtest(&series, horizon).map_err(|error| wrong(&args.file, error))?;
    let next = trend(&series, horizon).map_err(|error| wrong(&args.file, error))?;
    let last = usize::from(series.first()) + series.values().len() - 1;
    let year = last + horizon;
    match args.format {
        Format::Json | Format::Jsonl => {
            sheet::record(&Told { test, year, next }, args.format, io)?;
        }
        Format::Csv => methods(&test, Format::Csv, io)?,
        Format::Table => {
            methods(&test, Format::Table, io)?;
            let Backtest { inside, forecasts, .. } = test;
            let Trend { value, low, high } = next;
            writeln!(
                io.out,
                "\n{inside} of {forecasts} lay in the 90 % interval of `growth`\n\
                 {year}: {value:.0} ({low:.0} to {high:.0})"
            )?;
        }
    }
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    test: Backtest,
    /// The year that is forecast from the whole series.
    year: usize,
    next: Trend,
}

#[derive(Serialize)]
struct Row {
    method: &'static str,
    forecasts: usize,
    absolute: String,
    percent: String,
}

fn methods(test: &Backtest, format: Format, io: &mut Io<'_>) -> Result<(), CommandError> {
    let all = [("growth", test.growth), ("last", test.last), ("drift", test.drift)];
    let rows = all.map(|(method, errors)| Row {
        method,
        forecasts: test.forecasts,
        absolute: format!("{:.1}", errors.absolute),
        percent: format!("{:.2}", errors.percent),
    });
    let columns = [
        ("method", "/method"),
        ("forecasts", "/forecasts"),
        ("off by", "/absolute"),
        ("percent", "/percent"),
    ];
    sheet::list(&rows, &columns, format, io)
}

/// A series of years in a row.
fn series(file: &Path) -> Result<Series, CommandError> {
    let text = text(file)?;
    // Spreadsheets put a mark before the first column.
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| wrong(file, error))?;
    if header.iter().map(str::trim).ne(["year", "value"]) {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(wrong(file, format_args!("line 1: `{found}`: expected `year,value`")));
    }
    let (mut first, mut values): (Option<u16>, Vec<u32>) = (None, Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| wrong(file, error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let at = |field: usize| record.get(field).unwrap_or_default().trim();
        let fault = |why: String| wrong(file, format_args!("line {line}: {why}"));
        let year: u16 = match at(0).parse() {
            Ok(year @ 1900..=2199) => year,
            _ => return Err(fault(format!("`{}` is no year: expected 1900 to 2199", at(0)))),
        };
        let none = || fault(format!("`{}` is no count: expected a whole number", at(1)));
        let value = at(1).parse().map_err(|_| none())?;
        let expected = usize::from(*first.get_or_insert(year)) + values.len();
        if usize::from(year) != expected {
            return Err(fault(format!("`{year}`: expected {expected}, as years follow in a row")));
        }
        values.push(value);
    }
    let Some(first) = first else {
        return Err(wrong(file, "no years: expected some"));
    };
    Series::new(first, values).map_err(|error| wrong(file, error))
}
