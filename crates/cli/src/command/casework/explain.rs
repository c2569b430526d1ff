//! `etablera need explain`: one pair of the store in words.

use etablera_casework::office as case;

use super::engine::Parts;
use super::{record, whole};
use crate::args::Format;
use crate::args::engine::Judged;
use crate::command::desk::Desk;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::{explanation, shortlist};

/// The answer for a pair. As JSON Lines it is the bytes that the receipt is of.
pub(super) fn explain(args: &Judged, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let said = &args.verb.said;
    let parts = Parts::read(&args.engine)?;
    let mut fields = record(said)?;
    fields.insert("need".to_owned(), args.verb.id.as_str().into());
    if let Some(on) = said.desk.on {
        fields.insert("on".to_owned(), on.to_string().into());
    }
    let command: case::Explain = whole(fields)?;
    let desk = Desk::open(&said.desk, io)?;
    let engine = parts.engine();
    let told =
        desk.run(async |office, call| case::explain(office, call, &engine, &command).await)?;
    match said.desk.format {
        Format::Table => {
            let speaker = parts.speaker(said.desk.language.into());
            let mut words = speaker.explain(&told.place.judgement);
            words.notes.extend(told.tried.iter().map(|one| one.told(speaker.tongue)));
            explanation::text(&told.place, &told.need, &words, io)?;
        }
        Format::Csv => shortlist::csv([&told.place], io)?,
        Format::Json => {
            let row: serde_json::Value = serde_json::from_str(&told.row)?;
            serde_json::to_writer_pretty(&mut *io.out, &row)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => io.out.write_all(told.row.as_bytes())?,
    }
    io.remark(&format!("receipt {}", told.receipt));
    Ok(Exit::Done)
}
