//! Records of any kind as a table, JSON or comma-separated values.

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::Value;

use super::style::{heading, paint};
use crate::args::Format;
use crate::error::CommandError;
use crate::io::Io;

/// Some of the columns of a list: each a heading, and the way to a value in a
/// record, such as `/profile/id`.
pub(crate) type Columns<'c> = &'c [(&'c str, &'c str)];

/// Writes a list. Tables and comma-separated values show the columns, JSON
/// shows all of each record.
pub(crate) fn list<T: Serialize>(
    records: &[T],
    columns: Columns<'_>,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *io.out, records)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => {
            for record in records {
                writeln!(io.out, "{}", serde_json::to_string(record)?)?;
            }
        }
        Format::Csv => csv(records, columns, io)?,
        Format::Table => table(records, columns, io)?,
    }
    Ok(())
}

/// Writes one record: for reading one field a line.
pub(crate) fn record<T: Serialize>(
    record: &T,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    match format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut *io.out, record)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => writeln!(io.out, "{}", serde_json::to_string(record)?)?,
        Format::Table | Format::Csv => {
            let mut fields = Vec::new();
            flatten(String::new(), &serde_json::to_value(record)?, &mut fields);
            if format == Format::Csv {
                let mut table = csv::Writer::from_writer(&mut *io.out);
                table.write_record(["field", "value"])?;
                for (name, value) in &fields {
                    table.write_record([name, value])?;
                }
                table.flush()?;
            } else {
                let mut table = plain(io);
                for (name, value) in fields {
                    table.add_row([name, value]);
                }
                print(&table, io)?;
            }
        }
    }
    Ok(())
}

fn table<T: Serialize>(
    records: &[T],
    columns: Columns<'_>,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    if records.is_empty() {
        io.remark("nothing to show");
        return Ok(());
    }
    let mut table = plain(io);
    table.set_header(columns.iter().map(|(name, _)| paint(name, heading(), io.screen)));
    for record in records {
        table.add_row(cells(record, columns)?);
    }
    print(&table, io)
}

fn csv<T: Serialize>(
    records: &[T],
    columns: Columns<'_>,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    table.write_record(columns.iter().map(|(name, _)| name))?;
    for record in records {
        table.write_record(cells(record, columns)?)?;
    }
    table.flush()?;
    Ok(())
}

fn plain(io: &Io<'_>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(io.screen.width);
    table
}

fn print(table: &Table, io: &mut Io<'_>) -> Result<(), CommandError> {
    for line in table.lines() {
        writeln!(io.out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn cells<T: Serialize>(record: &T, columns: Columns<'_>) -> Result<Vec<String>, CommandError> {
    let value = serde_json::to_value(record)?;
    Ok(columns.iter().map(|(_, at)| value.pointer(at).map(text).unwrap_or_default()).collect())
}

/// A value as one line.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => printable(text),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Without what moves the cursor or hides text: it came from outside.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Every field by its path.
fn flatten(path: String, value: &Value, into: &mut Vec<(String, String)>) {
    let below =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                flatten(below(name), value, into);
            }
        }
        Value::Array(values) if values.iter().any(Value::is_object) => {
            for (at, value) in values.iter().enumerate() {
                flatten(format!("{path}[{at}]"), value, into);
            }
        }
        other => into.push((path, text(other))),
    }
}
