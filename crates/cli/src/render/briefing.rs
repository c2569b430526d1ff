//! What a matcher wants to know of a need at a glance: who is ready, who is
//! after which training, whom to ask what.

use std::io;

use etablera_casework::explain::{Explanation, Mark, Speaker};
use etablera_casework::plan::Told;
use etablera_casework::shortlist::Place;
use etablera_casework::town::Town;
use etablera_casework::words::{grouped, printable};
use etablera_domain::Need;
use etablera_matching::Tier;

use super::plan;
use super::shortlist::need_title;
use super::style::{faint, heading, mark_of, of_tier, paint};
use super::wrap::wrap;
use crate::io::Io;

/// People shown a tier.
const SHOWN: usize = 3;
/// Reasons shown a person.
const REASONS: usize = 3;

/// What the town holds.
pub(crate) fn town(town: &Town, speaker: Speaker<'_>, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", wrap(&holds(town, speaker), "", width(io)))
}

/// What the town holds, as a sentence.
pub(crate) fn holds(town: &Town, speaker: Speaker<'_>) -> String {
    let counts = [
        ("employers", town.employers.len()),
        ("needs", town.needs.len()),
        ("participants", town.participants.len()),
        ("modules", town.training.len()),
    ];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    let args = counts.each_ref().map(|(name, count)| (*name, count.as_str()));
    speaker.say("demo-town", &args)
}

/// A need, its tasks, and the best people of each tier with the reasons.
pub(crate) fn need(
    need: &Need,
    list: &[Place],
    speaker: Speaker<'_>,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let seats = need.seats.to_string();
    let seats = speaker.say("seats", &[("seats", &seats)]);
    let title = format!("{} ({seats})", need_title(need));
    writeln!(io.out, "\n{}", paint(&title, heading(), io.screen))?;
    let share = |permille: u16| (permille + 5) / 10;
    let tasks: Vec<_> = need
        .tasks
        .iter()
        .map(|task| {
            format!("{} {} %", printable(&task.title), share(task.share_permille.permille()))
        })
        .collect();
    writeln!(io.out, "{}", wrap(&tasks.join(" · "), "  ", width(io)))?;
    for of in Tier::ALL {
        tier(of, list, speaker, io)?;
    }
    Ok(())
}

fn tier(of: Tier, list: &[Place], speaker: Speaker<'_>, io: &mut Io<'_>) -> io::Result<()> {
    let people: Vec<_> = list.iter().filter(|place| place.judgement.appraisal.tier == of).collect();
    let name = speaker.say(&format!("tier-{}", of.name()), &[]);
    let line = format!("  {} {name}: {}", mark_of(of).sign(), people.len());
    writeln!(io.out, "{}", paint(&line, of_tier(of), io.screen))?;
    if of == Tier::NotEligible {
        return Ok(());
    }
    for place in people.into_iter().take(SHOWN) {
        person(place, speaker, io)?;
    }
    Ok(())
}

fn person(place: &Place, speaker: Speaker<'_>, io: &mut Io<'_>) -> io::Result<()> {
    let judgement = &place.judgement;
    let told = speaker.explain(judgement);
    let mut reasons = reasons(&told, mark_of(judgement.appraisal.tier));
    let hidden = reasons.len().saturating_sub(REASONS);
    reasons.truncate(REASONS);
    let points = grouped(judgement.appraisal.score);
    writeln!(io.out, "    {:<5} {points}", judgement.participant)?;
    for reason in &reasons {
        let line = wrap(reason, "          ", width(io));
        writeln!(io.out, "{}", paint(&line, faint(), io.screen))?;
    }
    if hidden > 0 {
        let more = speaker.say("more", &[("count", &hidden.to_string())]);
        writeln!(io.out, "          {}", paint(&more, faint(), io.screen))?;
    }
    Ok(())
}

/// What decides the tier: the musts with its verdict, in words. Where all
/// are met, those that count most come first.
fn reasons(told: &Explanation, mark: Mark) -> Vec<String> {
    let items = told.groups.iter().filter(|group| group.mark == mark).flat_map(|g| &g.items);
    let musts = items.filter(|item| item.is_must);
    musts.map(|item| format!("{} {}: {}", mark.sign(), item.what, item.found)).collect()
}

/// The plan of the round: what it comes to, who goes to these needs, and how
/// many are left over and seats empty.
pub(crate) fn round(told: Told<'_>, needs: &[&str], io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out)?;
    plan::head(told, io)?;
    let mut need = None;
    for placed in &told.proposal.placed {
        if needs.contains(&told.draft.need(placed.need)) {
            if need.replace(placed.need) != Some(placed.need) {
                writeln!(io.out, "  {}", told.need(placed.need))?;
            }
            writeln!(io.out, "{}", wrap(&told.placed(placed), "    ", width(io)))?;
        }
    }
    let seats: u32 = told.proposal.empty.iter().map(|empty| empty.seats).sum();
    let left = told.proposal.left.len();
    let (without, empty) = (told.say("round-left", &[]), told.say("round-empty", &[]));
    writeln!(io.out, "  {without}: {left} · {empty}: {seats}")
}

fn width(io: &Io<'_>) -> usize {
    usize::from(io.screen.width)
}
