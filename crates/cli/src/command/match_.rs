//! `etablera match`.

use etablera_casework::explain::Speaker;
use etablera_casework::shortlist::{Place, shortlists, threads};
use etablera_domain::Need;
use etablera_matching::{Rank, Tier, Whose};

use super::inputs::{Loaded, load};
use crate::args::{For, Format, Match};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::shortlist;

pub(super) fn run(args: &Match, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let loaded = load(&args.inputs, io)?;
    let lists = lists(args, &loaded, io)?;
    let places = lists.iter().flatten();
    match args.format {
        Format::Table => {
            let speaker = Speaker {
                tongue: args.language.into(),
                taxonomy: &loaded.taxonomy,
                catalogue: loaded.catalogue.as_ref(),
            };
            for list in &lists {
                shortlist::table(list, &loaded.needs, speaker, io)?;
            }
            for need in without_anybody(&loaded, &lists, args) {
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
    Ok(Exit::Done)
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
    let whose: &[Whose] = match args.whose {
        For::Needs => &[Whose::Needs],
        For::Participants => &[Whose::Participants],
        For::Both => &[Whose::Needs, Whose::Participants],
    };
    let (needs, people) = (loaded.needs.len(), loaded.participants.len());
    let _progress = Progress::spinner(io, format!("{needs} needs × {people} people"));
    let mut lists = Vec::new();
    for &whose in whose {
        let threads = args.threads.unwrap_or_else(threads);
        let down_to = if args.all { Tier::NotEligible } else { Tier::ToClarify };
        let how = Rank { whose, top: args.top, down_to, threads };
        lists.extend(shortlists(&matcher, loaded.pool(), how)?);
    }
    Ok(lists)
}
