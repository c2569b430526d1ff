//! Shortlists for reading and as comma-separated values.

use std::io;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use etablera_casework::explain::{Mark, Speaker};
use etablera_casework::shortlist::Place;
use etablera_casework::words::{grouped, printable};
use etablera_domain::Need;
use etablera_matching::{Judgement, Tier, Whose};

use super::style::{heading, mark_of, of_tier, paint};
use super::wrap::wrap;
use crate::error::CommandError;
use crate::io::Io;

/// One list as a table under a heading.
pub(crate) fn table(
    list: &[Place],
    needs: &[Need],
    speaker: Speaker<'_>,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let Some(first) = list.first() else { return Ok(()) };
    let title = match first.whose {
        Whose::Needs => need_title(&needs[first.need]),
        Whose::Participants => first.judgement.participant.to_string(),
    };
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(io.screen.width)
        .set_header(header(first.whose, speaker));
    for place in list {
        table.add_row(row(place, needs, speaker, io.screen.width));
    }
    for column in [0, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let text = coloured(&table.to_string(), list, speaker, io);
    writeln!(io.out, "{}\n{text}\n", paint(&title, heading(), io.screen))
}

/// A list with nobody in it.
pub(crate) fn nobody(
    title: &str,
    people: usize,
    speaker: Speaker<'_>,
    io: &mut Io<'_>,
) -> io::Result<()> {
    let said = speaker.say("nobody", &[("count", &people.to_string())]);
    let said = wrap(&said, "  ", usize::from(io.screen.width));
    writeln!(io.out, "{}\n{said}\n", paint(title, heading(), io.screen))
}

/// A need's id and title.
pub(crate) fn need_title(need: &Need) -> String {
    format!("{} {}", need.id, printable(&need.title))
}

fn header(whose: Whose, speaker: Speaker<'_>) -> [String; 6] {
    let who = match whose {
        Whose::Needs => "column-participant",
        Whose::Participants => "column-need",
    };
    ["column-rank", who, "column-tier", "column-points", "column-verdicts", "column-next"]
        .map(|key| speaker.say(key, &[]))
}

fn row(place: &Place, needs: &[Need], speaker: Speaker<'_>, width: u16) -> [String; 6] {
    let judgement = &place.judgement;
    let who = match place.whose {
        Whose::Needs => judgement.participant.to_string(),
        Whose::Participants => need_title(&needs[place.need]),
    };
    [
        place.rank.to_string(),
        who,
        tier(place, speaker),
        grouped(judgement.appraisal.score),
        verdicts(judgement),
        next_steps(judgement, speaker, width),
    ]
}

/// The musts that stand between the pair and ready: the first ones, and how
/// many more there are.
fn next_steps(judgement: &Judgement, speaker: Speaker<'_>, width: u16) -> String {
    let shown = if width < 120 { 1 } else { 3 };
    let open = judgement.musts().filter(|f| Mark::of(&f.verdict) != Mark::Met);
    let steps: Vec<_> = open
        .map(|finding| {
            let sign = Mark::of(&finding.verdict).sign();
            format!("{sign} {}", speaker.what(&finding.requirement.what))
        })
        .collect();
    let mut text = steps[..shown.min(steps.len())].join("\n");
    if steps.len() > shown {
        text.push_str(&format!(" (+{})", steps.len() - shown));
    }
    text
}

fn tier(place: &Place, speaker: Speaker<'_>) -> String {
    let tier = place.judgement.appraisal.tier;
    let name = speaker.say(&format!("tier-{}", tier.name()), &[]);
    let is_tight = tier == Tier::Trainable && place.judgement.plan_feasible == Some(false);
    let note =
        if is_tight { format!(" ({})", speaker.say("plan-tight", &[])) } else { String::new() };
    format!("{} {name}{note}", mark_of(tier).sign())
}

/// How many requirements have each verdict, such as `✓4 ◐1`.
fn verdicts(judgement: &Judgement) -> String {
    let count = |mark: Mark| {
        let findings = judgement.findings.iter();
        findings.filter(|finding| Mark::of(&finding.verdict) == mark).count()
    };
    let counts = Mark::ALL.map(|mark| (mark.sign(), count(mark)));
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    some.map(|(sign, count)| format!("{sign}{count}")).collect::<Vec<_>>().join(" ")
}

/// Colours the tiers' signs; done last, so that widths are counted right.
fn coloured(text: &str, list: &[Place], speaker: Speaker<'_>, io: &Io<'_>) -> String {
    if !io.screen.colour {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    let mut tiers: Vec<_> = list.iter().map(|place| place.judgement.appraisal.tier).collect();
    tiers.dedup();
    for of in tiers {
        let sign = format!("{} ", mark_of(of).sign());
        let word = speaker.say(&format!("tier-{}", of.name()), &[]);
        let first = word.split(' ').next().unwrap_or_default();
        let plain = format!("{sign}{first}");
        text = text.replace(&plain, &paint(&plain, of_tier(of), io.screen));
    }
    text
}

/// One row a pair, requirements by verdict.
pub(crate) fn csv<'p>(
    places: impl IntoIterator<Item = &'p Place>,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    let columns = ["for", "need", "participant", "rank", "tier", "score", "score_after"];
    let verdicts = ["plan_feasible", "met", "learnable", "unknown", "unmet"];
    table.write_record(columns.iter().chain(&verdicts))?;
    for place in places {
        let judgement = &place.judgement;
        let appraisal = judgement.appraisal;
        let feasible = judgement.plan_feasible.map_or(String::new(), |plan| plan.to_string());
        let mut record = vec![
            place.whose.owner().to_owned(),
            judgement.need.to_string(),
            judgement.participant.to_string(),
            place.rank.to_string(),
            appraisal.tier.name().to_owned(),
            appraisal.score.to_string(),
            appraisal.score_after.to_string(),
            feasible,
        ];
        record.extend(Mark::ALL.map(|mark| ids(judgement, mark)));
        table.write_record(&record)?;
    }
    table.flush()?;
    Ok(())
}

fn ids(judgement: &Judgement, mark: Mark) -> String {
    let chosen = judgement.findings.iter().filter(|f| Mark::of(&f.verdict) == mark);
    chosen.map(|finding| finding.requirement.id.as_str()).collect::<Vec<_>>().join(" ")
}
