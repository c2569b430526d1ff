//! `etablera explain`.

use etablera_casework::explain::{Explanation, Speaker};
use etablera_casework::receipt::{Command, Counts};
use etablera_casework::shortlist::Place;
use etablera_domain::jsonl::Record;
use etablera_matching::{Tier, Whose};
use serde::Serialize;

use super::inputs::{Loaded, load};
use super::receipt::{self, Papers, Question};
use crate::args::{Explain, Format, Inputs, Language};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::render::{explanation, shortlist};

/// The pair's row, with the texts.
#[derive(Serialize)]
struct Full<'e> {
    #[serde(flatten)]
    row: etablera_casework::shortlist::Row,
    refused: bool,
    summary: &'e str,
    notes: &'e [String],
    changes: &'e [String],
}

pub(super) fn run(args: &Explain, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    if args.receipt.is_some() {
        return receipt::run(args, Papers { receipt: args.receipt.as_deref(), out: None }, io);
    }
    let loaded = load(&args.inputs, io)?;
    answer(args, &loaded, io)
}

impl Question for Explain {
    fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    fn command(&self) -> Command {
        let (need, participant) = (self.need.clone(), self.participant.clone());
        Command::Explanation { need, participant }
    }

    fn how(&self) -> (Format, Language) {
        (self.format, self.language)
    }

    fn answer(
        &self,
        loaded: &Loaded,
        _: &mut Files,
        io: &mut Io<'_>,
    ) -> Result<(Exit, Counts), CommandError> {
        let exit = answer(self, loaded, io)?;
        let not_eligible = Some(u64::from(exit == Exit::No));
        Ok((exit, Counts { considered: 1, shown: 1, not_eligible, lists: Vec::new() }))
    }
}

fn answer(args: &Explain, loaded: &Loaded, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let need = find(&loaded.needs, &args.need, "need")?;
    let participant = find(&loaded.participants, &args.participant, "participant")?;
    let matcher = loaded.matcher();
    let prepared = matcher.prepare(&loaded.needs[need])?;
    let profile = matcher.profile(&loaded.participants[participant])?;
    let judgement = matcher.judge(&prepared, &profile);
    let speaker = Speaker {
        tongue: args.language.into(),
        taxonomy: &loaded.taxonomy,
        catalogue: loaded.catalogue.as_ref(),
    };
    let told = speaker.explain(&judgement);
    let is_no = judgement.is_refused || judgement.appraisal.tier == Tier::NotEligible;
    let place = Place { whose: Whose::Needs, rank: 1, need, participant, judgement };
    match args.format {
        Format::Table => explanation::text(&place, &loaded.needs[need], &told, io)?,
        Format::Csv => shortlist::csv([&place], io)?,
        Format::Json | Format::Jsonl => {
            let full = full(&place, &told, &loaded.taxonomy);
            if args.format == Format::Json {
                serde_json::to_writer_pretty(&mut *io.out, &full)?;
            } else {
                serde_json::to_writer(&mut *io.out, &full)?;
            }
            writeln!(io.out)?;
        }
    }
    Ok(if is_no { Exit::No } else { Exit::Done })
}

fn full<'e>(
    place: &Place,
    told: &'e Explanation,
    taxonomy: &etablera_taxonomy::Taxonomy,
) -> Full<'e> {
    Full {
        row: place.row(taxonomy),
        refused: place.judgement.is_refused,
        summary: &told.summary,
        notes: &told.notes,
        changes: &told.changes,
    }
}

/// The place of a record by its id.
fn find<T: Record>(records: &[T], id: &str, kind: &str) -> Result<usize, CommandError> {
    records.iter().position(|record| record.key() == id).ok_or_else(|| {
        let some: Vec<_> = records.iter().take(3).map(Record::key).collect();
        let ids = some.join("`, `");
        CommandError::Use(format!(
            "no {kind} `{id}`: expected an id from the file, such as `{ids}`"
        ))
    })
}
