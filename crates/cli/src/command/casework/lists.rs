//! `etablera need match`, and its lists again.

use etablera_casework::explain::Speaker;
use etablera_casework::office::{self as case, ListsOf, Order, Shortlist, Worth};
use etablera_domain::event::ReceiptId;
use etablera_matching::Parameters;
use serde_json::Value;

use super::engine::Parts;
use crate::args::engine::{ListsFor, Match, OrderBy};
use crate::args::{Format, Replay};
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::render::sheet;

/// Lists. As JSON Lines they are the bytes that the receipt is of.
pub(super) fn lists(args: &Match, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let parts = Parts::read(&args.engine)?;
    let engine = parts.engine();
    let of = match (&args.need, &args.participant, args.whose) {
        (Some(need), ..) => ListsOf::Need(need.clone()),
        (_, Some(participant), _) => ListsOf::Participant(participant.clone()),
        (.., ListsFor::Needs) => ListsOf::EveryNeed,
        (.., ListsFor::Participants) => ListsOf::EveryParticipant,
    };
    let as_of = args.as_of.map(|place| place.0);
    let order = order(args)?;
    let command = Shortlist { of, top: args.top, all: args.all, as_of, on: args.desk.on, order };
    let desk = Desk::open(&args.desk, io)?;
    let listed =
        desk.run(async |office, call| case::shortlist(office, call, &engine, &command).await)?;
    if args.desk.format == Format::Jsonl {
        io.out.write_all(listed.rows.as_bytes())?;
    } else {
        let speaker = parts.speaker(args.desk.language.into());
        table(&listed.rows, speaker, args.desk.format, io)?;
    }
    io.remark(&format!("receipt {}", listed.receipt));
    Ok(Exit::Done)
}

/// What rows of one tier are ordered by.
fn order(args: &Match) -> Result<Order, CommandError> {
    match (args.order, args.value, args.cost) {
        (OrderBy::Points, None, None) => Ok(Order::Points),
        (OrderBy::Surplus, Some(value), Some(cost)) => Ok(Order::Surplus(Worth { value, cost })),
        (OrderBy::Points, ..) => Err(CommandError::Use(
            "`--value` and `--cost` say nothing here: expected `--order surplus`".to_owned(),
        )),
        (OrderBy::Surplus, ..) => Err(CommandError::Use(
            "nobody knows what an employment is worth but you: expected `--value` and `--cost`"
                .to_owned(),
        )),
    }
}

/// The rows for reading, with the tier in words.
fn table(
    rows: &str,
    speaker: Speaker<'_>,
    format: Format,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut rows: Vec<Value> = rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    if format == Format::Table {
        for row in &mut rows {
            let tier = row["tier"].as_str().unwrap_or_default();
            row["tier"] = speaker.say(&format!("tier-{tier}"), &[]).into();
            let tried = row["tried"].as_array().into_iter().flatten();
            let days: Vec<_> = tried.filter_map(|one| one["on"].as_str()).collect();
            if !days.is_empty() {
                row["tried"] = days.join(", ").into();
            }
        }
    }
    let mut columns = vec![
        ("need", "/need"),
        ("rank", "/rank"),
        ("participant", "/participant"),
        ("tier", "/tier"),
        ("score", "/score"),
        ("score_after", "/score_after"),
    ];
    if rows.iter().any(|row| !row["tried"].is_null()) {
        columns.push(("tried", "/tried"));
    }
    if rows.iter().any(|row| !row["surplus"].is_null()) {
        let counts = [("trials", "/surplus/trials"), ("went_on", "/surplus/went_on")];
        let chance = [("chance", "/surplus/chance"), ("low", "/surplus/low")];
        let expected = [("high", "/surplus/high"), ("expected", "/surplus/expected")];
        columns.extend([counts, chance, expected].concat());
    }
    sheet::list(&rows, &columns, format, io)
}

/// The lists of a receipt in the store again, byte for byte.
pub(in crate::command) fn replay(
    (args, id): (&Replay, ReceiptId),
    io: &mut Io<'_>,
) -> Result<Exit, CommandError> {
    // The numbers are in the receipt.
    let files = (args.taxonomy.as_deref(), args.training.as_deref());
    let parts = Parts::of(files, Parameters::default())?;
    let engine = parts.engine();
    let desk = Desk::sit(&args.seat, io)?;
    let again = desk.run(async |office, call| case::replay(office, call, &engine, id).await)?;
    if let Some(rows) = &again.rows {
        match &args.out {
            Some(file) => write_whole(file, |out| out.write_all(rows.as_bytes()))?,
            None => io.out.write_all(rows.as_bytes())?,
        }
    } else {
        io.remark("the rows are not shown: not all who were looked at are yours to see");
    }
    let same = again.is_same();
    let told = if same { "same bytes" } else { "differs: other bytes than" };
    io.remark(&format!("{told} as on {}", again.made_at.day()));
    Ok(if same { Exit::Done } else { Exit::No })
}
