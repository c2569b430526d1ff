//! Frozen reports, and corrections against them.

use etablera_reporting::document::{Cell, Column, Document, Kind, Section, Table};

use super::language;
use crate::office::{FrozenShown, PeriodCorrections};
use crate::words::Tongue;

/// The versions that were frozen.
#[must_use]
pub fn frozen(told: &FrozenShown, tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("frozen-title"), language(tongue));
    let columns = [
        Column::new(say("frozen-report"), Kind::Text),
        Column::new(say("monthly-operation"), Kind::Text),
        Column::new(say("frozen-from"), Kind::Day),
        Column::new(say("frozen-until"), Kind::Day),
        Column::new(say("monthly-version"), Kind::Number),
        Column::new(say("monthly-hash"), Kind::Text),
        Column::new(say("frozen-by"), Kind::Text),
        Column::new(say("monthly-on"), Kind::Day),
    ];
    let mut table = Table::new(say("frozen-title"), columns);
    for one in &told.frozen {
        table.row([
            Cell::text(&one.report),
            Cell::text(one.operation.to_string()),
            Cell::Day(one.first),
            Cell::Day(one.last),
            Cell::Whole(one.version.into()),
            Cell::text(one.hash.to_string()),
            Cell::text(one.by.to_string()),
            Cell::Day(one.on),
        ]);
    }
    document.sections.push(Section::new(say("frozen-title")).with(table));
    document
}

/// What was edited since periods of a report were frozen.
#[must_use]
pub fn corrections(report: &str, told: &[PeriodCorrections], tongue: Tongue) -> Document {
    let say = |key: &str| tongue.say(key, &[]);
    let mut document = Document::new(say("frozen-corrections-title"), language(tongue));
    for period in told {
        let (last, version) = (period.last.to_string(), period.version.to_string());
        let given = [("report", report), ("last", &last), ("version", &version)];
        let heading = tongue.say("frozen-period", &given);
        let columns = ["frozen-key", "frozen-field", "frozen-old", "frozen-new"];
        let columns = columns.map(|key| Column::new(say(key), Kind::Text));
        let mut table = Table::new(&heading, columns);
        for one in &period.corrections {
            let [old, new] = [&one.old, &one.new].map(|value| {
                value.as_ref().map_or(Cell::Empty, |value| Cell::text(value.to_string()))
            });
            table.row([Cell::text(&one.key), Cell::text(&one.field), old, new]);
        }
        let mut section = Section::new(heading);
        section = match period.corrections.len() + period.hidden {
            0 => section.with(say("frozen-none")),
            _ => section.with(table),
        };
        if period.hidden > 0 {
            let hidden = period.hidden.to_string();
            section = section.with(tongue.say("frozen-hidden", &[("count", &hidden)]));
        }
        document.sections.push(section);
    }
    document
}
