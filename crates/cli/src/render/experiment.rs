//! Strategies beside each other.

use std::io;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use etablera_casework::experiment::{about, heading, mean_and_half};
use etablera_matching::experiment::{Measure, Summary, Trial, summaries};
use serde_json::{Value, json};

use super::style::{heading as bold, paint};
use super::wrap::wrap;
use crate::error::CommandError;
use crate::io::Io;

/// What is shown together, under a heading.
const TABLES: [(&str, &[Measure]); 3] = [
    (
        "What it gets",
        &[
            Measure::Placed,
            Measure::PlacedShare,
            Measure::Total,
            Measure::Regret,
            Measure::RegretShare,
        ],
    ),
    (
        "For whom",
        &[
            Measure::Minimum,
            Measure::RateGap,
            Measure::ScoreGap,
            Measure::BlockingPairs,
            Measure::Waited,
        ],
    ),
    (
        "How it crowds, and what it takes",
        &[
            Measure::CongestionLargest,
            Measure::CongestionMean,
            Measure::SeatsLeft,
            Measure::Milliseconds,
        ],
    ),
];

/// All measures in three tables, with what they are below.
pub(crate) fn tables(
    trials: &[Trial],
    seeds: usize,
    with_time: bool,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let summaries = summaries(trials);
    for (title, measures) in TABLES {
        let shown = |measure: &&Measure| with_time || **measure != Measure::Milliseconds;
        let measures: Vec<Measure> = measures.iter().filter(shown).copied().collect();
        let table = table(&summaries, &measures, io.screen.width);
        writeln!(io.out, "{}\n{table}\n", paint(title, bold(), io.screen))?;
        for measure in measures {
            let said = format!("{} ({}): {}", heading(measure), measure.unit(), about(measure));
            writeln!(io.out, "{}", wrap(&said, "  ", usize::from(io.screen.width)))?;
        }
        writeln!(io.out)?;
    }
    let said = match seeds {
        1 => "One seed: no interval.".to_owned(),
        _ => format!(
            "Mean of {seeds} seeds, and ± half of its 95 % interval (Student's t). – where there \
             is nothing to measure, as a gap without groups."
        ),
    };
    writeln!(io.out, "{}", wrap(&said, "", usize::from(io.screen.width)))
}

fn table(summaries: &[Summary], measures: &[Measure], width: u16) -> Table {
    let mut table = Table::new();
    let head = |measure: &Measure| format!("{}\n{}", heading(*measure), measure.unit());
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(std::iter::once("Strategy".to_owned()).chain(measures.iter().map(head)));
    for of_contender in summaries.chunks(Measure::COUNT) {
        let mut row = vec![of_contender[0].contender.clone()];
        for measure in measures {
            let found = of_contender.iter().find(|summary| summary.measure == *measure);
            row.push(match mean_and_half(*measure, found.and_then(|s| s.estimate)) {
                (mean, Some(half)) => format!("{mean}\n± {half}"),
                (mean, None) => mean,
            });
        }
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Trials and summary as one document.
pub(crate) fn json(trials: &[Trial], with_time: bool, io: &mut Io<'_>) -> Result<(), CommandError> {
    let shown = |s: &Summary| with_time || s.measure != Measure::Milliseconds;
    let summary: Vec<_> = summaries(trials).iter().filter(|s| shown(s)).map(summary).collect();
    let trials: Vec<_> = trials.iter().map(|trial| of_trial(trial, with_time)).collect();
    serde_json::to_writer_pretty(&mut *io.out, &json!({ "trials": trials, "summary": summary }))?;
    Ok(writeln!(io.out)?)
}

/// One trial a line.
pub(crate) fn json_lines(
    trials: &[Trial],
    with_time: bool,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    for trial in trials {
        serde_json::to_writer(&mut *io.out, &of_trial(trial, with_time))?;
        writeln!(io.out)?;
    }
    Ok(())
}

fn of_trial(trial: &Trial, with_time: bool) -> Value {
    let mut row = json!({ "strategy": trial.contender, "seed": trial.seed });
    for measure in Measure::ALL.into_iter().filter(|m| with_time || *m != Measure::Milliseconds) {
        row[measure.name()] = json!(trial.outcome.get(measure));
    }
    row
}

fn summary(summary: &Summary) -> Value {
    let Summary { contender, measure, estimate } = summary;
    let half = estimate.and_then(|of| of.half);
    json!({
        "strategy": contender,
        "measure": measure.name(),
        "unit": measure.unit(),
        "seeds": estimate.map_or(0, |of| of.count),
        "mean": estimate.map(|of| of.mean),
        "low": estimate.and_then(|of| half.map(|half| of.mean - half)),
        "high": estimate.and_then(|of| half.map(|half| of.mean + half)),
    })
}
