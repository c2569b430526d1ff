//! `etablera report supply` and `publish-supply`.

use etablera_casework::office::{self as case, SupplyShown};
use etablera_reporting::disclosure::{Area, Group, Rest, Told};
use serde_json::{Value, json};

use super::super::{Desk, record, whole};
use crate::args::Format;
use crate::args::casework::Said;
use crate::args::report::Supply;
use crate::command::inputs::taxonomy;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::sheet;

pub(super) fn publish(args: &Supply, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let taxonomy = taxonomy(args.taxonomy.as_deref())?;
    let command: case::PublishSupply = whole(record(&args.said)?)?;
    let desk = Desk::open(&args.said.desk, io)?;
    let asked = (&*taxonomy, &command);
    let told = desk.run(async |office, call| case::publish_supply(office, call, asked).await)?;
    show(&told, args.said.desk.format, io)
}

pub(super) fn read(said: &Said, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let command: case::ReadSupply = whole(record(said)?)?;
    let desk = Desk::open(&said.desk, io)?;
    let told = desk.run(async |office, call| case::read_supply(office, call, &command).await)?;
    let Some(told) = told else {
        io.remark("nothing is published: expected `report publish-supply`");
        return Ok(Exit::Done);
    };
    show(&told, said.desk.format, io)
}

fn show(told: &SupplyShown, format: Format, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    if matches!(format, Format::Json | Format::Jsonl) {
        sheet::record(told, format, io)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Value> = (1..).zip(&told.offered.groups).map(row).collect();
    let columns = [
        ("group", "/number"),
        ("place", "/place"),
        ("occupation", "/occupation"),
        ("level", "/level"),
        ("Swedish", "/language"),
        ("people", "/people"),
    ];
    sheet::list(&rows, &columns, format, io)?;
    let rest = match told.offered.left_out {
        Rest::Count(0) => "nobody is left out".to_owned(),
        Rest::Count(count) => format!("{count} more are in groups too small to tell"),
        Rest::TooFew => "too few are there to tell of".to_owned(),
    };
    io.remark(&format!(
        "edition {} of {}, groups of {} or more; {rest}",
        told.edition, told.on, told.k
    ));
    Ok(Exit::Done)
}

/// A group with its number, by which others ask after it.
fn row((number, (group, people)): (usize, &(Group, usize))) -> Value {
    let place = match group.place {
        Told::Any => Some("any".to_owned()),
        Told::Unknown => None,
        Told::Is(Area::Municipality(code)) => Some(code.to_string()),
        Told::Is(Area::County(country, code)) => Some(format!("{country}:{code:02}")),
        Told::Is(Area::Country(country)) => Some(country.to_string()),
    };
    json!({
        "number": number,
        "place": place,
        "occupation": told(group.occupation, |code| code.to_string()),
        "level": told(group.level, |level| (level as u8).to_string()),
        "language": told(group.language, |band| format!("{band:?}")),
        "people": people,
    })
}

/// A value in words; none where it is not known of these people.
fn told<T>(value: Told<T>, word: impl Fn(T) -> String) -> Option<String> {
    match value {
        Told::Any => Some("any".to_owned()),
        Told::Unknown => None,
        Told::Is(value) => Some(word(value)),
    }
}
