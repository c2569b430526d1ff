//! How far people have come in civic orientation.

use etablera_reporting::document::{Bar, Block, Cell, Chart, Document, Plot, Section, Table};

use super::{Words, told as count};
use crate::office::{OrientationShown, PartTold, PersonTold};
use crate::words::Tongue;

/// The report on civic orientation: each part, and the hours of each person
/// where that was asked for.
#[must_use]
pub fn orientation(told: &OrientationShown, tongue: Tongue) -> Document {
    let words = Words(tongue);
    let mut document = words.document("orientation", &told.asked);
    let columns = [
        words.number("orientation-people"),
        words.number("orientation-hundred"),
        words.number("orientation-through"),
    ];
    let mut table = Table::new(words.say("orientation"), columns);
    table.row([count(told.people), count(told.hundred_hours), count(told.through)]);
    let mut section = Section::new(words.say("orientation")).with(table).with(parts(words, told));
    if told.asked.protected {
        section.blocks.push(Block::Text(words.say("protected")));
    }
    document.sections.push(section);
    if let Some(persons) = &told.persons {
        let table = hours_of(words, told, persons);
        document.sections.push(Section::new(words.say("orientation-persons")).with(table));
    }
    document
}

fn part_name(words: Words, part: &PartTold) -> String {
    match words.0 {
        Tongue::English => part.name.en.clone(),
        Tongue::Swedish | Tongue::PlainSwedish => part.name.sv.clone(),
    }
}

/// Minutes as hours, with one decimal.
fn hours(minutes: u32) -> Cell {
    Cell::Decimal(f64::from(minutes) / 60.0, 1)
}

fn parts(words: Words, told: &OrientationShown) -> Chart {
    let columns = [
        words.text("orientation-part"),
        words.number("orientation-needed"),
        words.number("orientation-attended"),
        words.number("orientation-done"),
    ];
    let title = words.say("orientation-done-title");
    let mut data = Table::new(title.clone(), columns);
    let mut bars = Vec::new();
    for one in &told.parts {
        let attended =
            one.attended.map_or(Cell::Hidden, |all| u32::try_from(all).map_or(Cell::Empty, hours));
        let name = part_name(words, one);
        data.row([Cell::text(&name), hours(one.needed), attended, count(one.through)]);
        let through = one.through.and_then(|through| u32::try_from(through).ok());
        bars.extend(through.map(|through| Bar {
            name,
            value: f64::from(through),
            interval: None,
            label: through.to_string(),
        }));
    }
    let description = words.say("orientation-done-description");
    Chart { title, description, plot: Plot::Bars { bars, whole: None }, data }
}

fn hours_of(words: Words, told: &OrientationShown, persons: &[PersonTold]) -> Table {
    let columns = [
        words.text("participant"),
        words.number("orientation-hours"),
        words.text("orientation-hundred"),
        words.text("orientation-lacks"),
    ];
    let mut table = Table::new(words.say("orientation-persons"), columns);
    for one in persons {
        let lacks = told.parts.iter().filter_map(|part| {
            let minutes = one.lacks.get(&part.part)?;
            Some(format!("{} {}", part_name(words, part), minutes.div_ceil(60)))
        });
        let hundred = if one.hundred_hours { "yes" } else { "no" };
        table.row([
            Cell::text(one.participant.as_str()),
            hours(one.attended),
            Cell::text(words.say(hundred)),
            Cell::text(lacks.collect::<Vec<_>>().join(", ")),
        ]);
    }
    table
}
