//! `etablera demo`: the main job on the example town, or the story of a
//! programme.

use etablera_casework::explain::Speaker;
use etablera_casework::plan::Told;
use etablera_casework::report::{Report, html, survey};
use etablera_casework::shortlist::{Place, Pool, shortlists, threads};
use etablera_casework::town::{self, Town};
use etablera_domain::{Need, NeedId};
use etablera_matching::{Catalogue, Matcher, Parameters, Rank, Tier, Whose};
use etablera_taxonomy::starter;

use super::{plan, story};
use crate::args::Demo;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::file::write_whole;
use crate::io::Io;
use crate::progress::Progress;
use crate::render::briefing;

/// People in the report's list of a need.
const REPORTED: usize = 10;

pub(super) fn run(args: &Demo, io: &mut Io<'_>) -> Result<Exit, CommandError> {
    if let Some(name) = &args.programme {
        return story::run(name, args.language.into(), io);
    }
    let town = town::town();
    let catalogue = Catalogue::new(town.training.iter().cloned())?;
    let matcher =
        Matcher::new(starter(), Parameters::default(), town::AS_OF).with_training(&catalogue);
    let speaker =
        Speaker { tongue: args.language.into(), taxonomy: starter(), catalogue: Some(&catalogue) };
    let pool = Pool { needs: &town.needs, participants: &town.participants };
    briefing::town(town, speaker, io)?;
    for need in featured(town) {
        let list = everyone(&matcher, Pool { needs: std::slice::from_ref(need), ..pool })?;
        briefing::need(need, &list, speaker, io)?;
    }
    let (draft, proposal) = plan::round(&matcher, pool)?;
    let told =
        Told { speaker, strategy: "optimal", draft: &draft, proposal: &proposal, bill: None };
    briefing::round(told, &town::FEATURED, io)?;
    let page = page(&matcher, pool, (town, told), io)?;
    let file = args.out.join("report.html");
    write_whole(&file, |out| out.write_all(page.as_bytes()))?;
    let file = file.display().to_string();
    writeln!(io.out, "\n{}", speaker.say("demo-report", &[("file", &file)]))?;
    Ok(Exit::Done)
}

/// The needs that the demo shows.
fn featured(town: &Town) -> impl Iterator<Item = &Need> {
    town.needs.iter().filter(|need| town::FEATURED.contains(&need.id.as_str()))
}

/// The list of the only need in the pool, with everyone in it.
fn everyone(matcher: &Matcher<'_>, pool: Pool<'_>) -> Result<Vec<Place>, CommandError> {
    let how = Rank {
        whose: Whose::Needs,
        top: usize::MAX,
        down_to: Tier::NotEligible,
        threads: threads(),
    };
    Ok(shortlists(matcher, pool, how)?.into_iter().flatten().collect())
}

fn page(
    matcher: &Matcher<'_>,
    pool: Pool<'_>,
    (town, round): (&Town, Told<'_>),
    io: &Io<'_>,
) -> Result<String, CommandError> {
    let _progress = Progress::spinner(io, "report");
    let survey = survey(matcher, pool, REPORTED)?;
    let speaker = round.speaker;
    let featured: Vec<NeedId> = featured(town).map(|need| need.id.clone()).collect();
    Ok(html(&Report {
        speaker,
        title: &speaker.say("demo-title", &[]),
        as_of: matcher.as_of(),
        notes: &[briefing::holds(town, speaker)],
        pool,
        employers: &town.employers,
        survey: &survey,
        featured: &featured,
        round: Some(round),
    }))
}
