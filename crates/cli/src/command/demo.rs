//! `etablera demo`: the main job on the example town.

use etablera_casework::explain::Speaker;
use etablera_casework::shortlist::{Place, shortlists, threads};
use etablera_casework::town;
use etablera_domain::Need;
use etablera_matching::{Catalogue, Matcher, Parameters, Rank, Whose};
use etablera_taxonomy::starter;

use crate::args::Demo;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::io::Io;
use crate::render::briefing;

pub(super) fn run(args: &Demo, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    let town = town::town();
    let catalogue = Catalogue::new(town.training.iter().cloned())?;
    let matcher =
        Matcher::new(starter(), Parameters::default(), town::AS_OF).with_training(&catalogue);
    let speaker =
        Speaker { tongue: args.language.into(), taxonomy: starter(), catalogue: Some(&catalogue) };
    let how =
        Rank { whose: Whose::Needs, top: usize::MAX, with_not_eligible: true, threads: threads() };
    let pool = etablera_casework::shortlist::Pool {
        needs: &town.needs,
        participants: &town.participants,
        catalogue: Some(&catalogue),
    };
    let lists = shortlists(&matcher, pool, how)?;
    briefing::town(town, speaker, io)?;
    for (need, list) in featured(&town.needs, &lists) {
        briefing::need(need, list, speaker, io)?;
    }
    Ok(Exit::Done)
}

/// The needs that the demo shows, each with its list.
fn featured<'t>(
    needs: &'t [Need],
    lists: &'t [Vec<Place>],
) -> impl Iterator<Item = (&'t Need, &'t [Place])> {
    let all = needs.iter().zip(lists).map(|(need, list)| (need, list.as_slice()));
    all.filter(|(need, _)| town::FEATURED.contains(&need.id.as_str()))
}
