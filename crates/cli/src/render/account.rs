//! What became of every file and row of an import.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io;

use etablera_taxonomy::import::ImportReport;

use super::style::{heading, paint};
use super::wrap::wrap;
use crate::error::CommandError;
use crate::io::Io;

/// Files, problems and totals.
pub(crate) fn text(report: &ImportReport, io: &mut Io<'_>) -> io::Result<()> {
    title("Read", io)?;
    for file in &report.files {
        let counts = format!("{} of {} rows", file.used, file.rows);
        line(&format!("{}: {}, {counts}", file.file, file.kind), io)?;
    }
    title("Not read", io)?;
    for unread in &report.unread {
        line(&format!("{}: {}", unread.file, unread.why), io)?;
    }
    title("Rows without a place, or taken otherwise than stated", io)?;
    for problem in &report.problems {
        line(&format!("{}: {} rows: {}", problem.file, problem.rows, problem.what), io)?;
        for example in &problem.examples {
            let at = example.line.map_or(String::new(), |line| format!("line {line}: "));
            writeln!(io.out, "{}", wrap(&format!("{at}{}", example.text), "      ", width(io)))?;
        }
    }
    title("Holds", io)?;
    let totals = &report.totals;
    holds("concepts", &totals.concepts, io)?;
    holds("labels", &totals.labels, io)?;
    holds("relations", &totals.relations, io)?;
    holds("mappings", &totals.mappings, io)?;
    line(&format!("{} withdrawn ids that lead on", totals.replaced), io)
}

fn holds<K: Display>(what: &str, counts: &BTreeMap<K, usize>, io: &mut Io<'_>) -> io::Result<()> {
    let all: usize = counts.values().sum();
    let parts: Vec<_> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    line(&format!("{all} {what}: {}", parts.join(", ")), io)
}

fn title(text: &str, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", paint(text, heading(), io.screen))
}

fn line(text: &str, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", wrap(text, "  ", width(io)))
}

fn width(io: &Io<'_>) -> usize {
    usize::from(io.screen.width)
}

/// One row a file.
pub(crate) fn csv(report: &ImportReport, io: &mut Io<'_>) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    table.write_record(["file", "kind", "rows", "used"])?;
    for file in &report.files {
        let (rows, used) = (file.rows.to_string(), file.used.to_string());
        table.write_record([file.file.as_str(), file.kind, &rows, &used])?;
    }
    table.flush()?;
    Ok(())
}
