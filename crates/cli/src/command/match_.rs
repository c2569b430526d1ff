//! `etablera match`.

use etablera_casework::explain::Speaker;
use etablera_casework::receipt::{Command, Counts, ListCounts, not_eligible};
use etablera_casework::shortlist::{Place, shortlists, threads};
use etablera_domain::Need;
use etablera_domain::jsonl::Record;
use etablera_matching::{Rank, Tier, Whose};

use super::inputs::{Loaded, load};
use super::receipt::{self, Papers, Question};
use crate::args::{For, Format, Inputs, Language, Match};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::Files;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::shortlist;

/// Up to so many pairs, a receipt counts those that are not eligible, list by
/// list: to appraise them all takes about a second.
const COUNTED: u64 = 1_000_000;

pub(super) fn run(args: &Match, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    if args.receipt.is_some() {
        return receipt::run(args, Papers { receipt: args.receipt.as_deref(), out: None }, io);
    }
    let loaded = load(&args.inputs, io)?;
    write(args, &loaded, &lists(args, &loaded, io)?, io)?;
    Ok(Exit::Done)
}

impl Question for Match {
    fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    fn command(&self) -> Command {
        Command::Ranking { whose: self.whose.into(), top: self.top as u64, all: self.all }
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
        let lists = lists(self, loaded, io)?;
        write(self, loaded, &lists, io)?;
        Ok((Exit::Done, counts(self, loaded, &lists)?))
    }
}

/// What was passed over; what is not eligible only for a receipt.
fn counts(args: &Match, loaded: &Loaded, lists: &[Vec<Place>]) -> Result<Counts, CommandError> {
    let pairs = loaded.needs.len() as u64 * loaded.participants.len() as u64;
    let considered = pairs * whose(args).len() as u64;
    let shown = lists.iter().map(|list| list.len() as u64).sum();
    let mut counts = Counts { considered, shown, ..Counts::default() };
    if args.receipt.is_none() || considered > COUNTED {
        return Ok(counts);
    }
    let (matcher, threads) = (loaded.matcher(), args.threads.unwrap_or_else(threads));
    let mut shown = lists.iter().map(|list| list.len() as u64);
    for &whose in whose(args) {
        let (owners, others) = match whose {
            Whose::Needs => (keys(&loaded.needs), loaded.participants.len()),
            Whose::Participants => (keys(&loaded.participants), loaded.needs.len()),
        };
        let considered = others as u64;
        let without = not_eligible(&matcher, loaded.pool(), (whose, threads))?;
        let rows = owners.into_iter().zip(without).zip(shown.by_ref());
        counts.lists.extend(rows.map(|((of, not_eligible), shown)| ListCounts {
            of,
            considered,
            shown,
            not_eligible,
        }));
    }
    counts.not_eligible = Some(counts.lists.iter().map(|list| list.not_eligible).sum());
    Ok(counts)
}

fn keys<T: Record>(records: &[T]) -> Vec<String> {
    records.iter().map(|record| record.key().into_owned()).collect()
}

fn whose(args: &Match) -> &'static [Whose] {
    match args.whose {
        For::Needs => &[Whose::Needs],
        For::Participants => &[Whose::Participants],
        For::Both => &[Whose::Needs, Whose::Participants],
    }
}

fn write(
    args: &Match,
    loaded: &Loaded,
    lists: &[Vec<Place>],
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let places = lists.iter().flatten();
    match args.format {
        Format::Table => {
            let speaker = Speaker {
                tongue: args.language.into(),
                taxonomy: &loaded.taxonomy,
                catalogue: loaded.catalogue.as_ref(),
            };
            for list in lists {
                shortlist::table(list, &loaded.needs, speaker, io)?;
            }
            for need in without_anybody(loaded, lists, args) {
                let title = shortlist::need_title(need);
                shortlist::nobody(&title, loaded.participants.len(), speaker, io)?;
            }
        }
        Format::Json => {
            let rows: Vec<_> = places.map(|place| place.row(&loaded.taxonomy)).collect();
            serde_json::to_writer_pretty(&mut *io.out, &rows)?;
            writeln!(io.out)?;
        }
        Format::Jsonl => {
            for place in places {
                serde_json::to_writer(&mut *io.out, &place.row(&loaded.taxonomy))?;
                writeln!(io.out)?;
            }
        }
        Format::Csv => shortlist::csv(places, io)?,
    }
    Ok(())
}

/// The needs that nobody is listed for, where needs have lists at all.
fn without_anybody<'l>(
    loaded: &'l Loaded,
    lists: &'l [Vec<Place>],
    args: &Match,
) -> impl Iterator<Item = &'l Need> {
    let has_lists = args.whose != For::Participants && args.top > 0;
    let needs = if has_lists { loaded.needs.as_slice() } else { &[] };
    needs.iter().zip(lists).filter(|(_, list)| list.is_empty()).map(|(need, _)| need)
}

fn lists(args: &Match, loaded: &Loaded, io: &Io<'_>) -> Result<Vec<Vec<Place>>, CommandError> {
    let matcher = loaded.matcher();
    let (needs, people) = (loaded.needs.len(), loaded.participants.len());
    let _progress = Progress::spinner(io, format!("{needs} needs × {people} people"));
    let mut lists = Vec::new();
    for &whose in whose(args) {
        let threads = args.threads.unwrap_or_else(threads);
        let down_to = if args.all { Tier::NotEligible } else { Tier::ToClarify };
        let how = Rank { whose, top: args.top, down_to, threads };
        lists.extend(shortlists(&matcher, loaded.pool(), how)?);
    }
    Ok(lists)
}
