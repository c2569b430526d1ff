//! The plan of a round for reading and as comma-separated values.

use std::io;

use etablera_casework::plan::{Placed, Told, WhyNot, WhyRow, placed_row};
use etablera_casework::words::grouped_sum;
use etablera_domain::RequirementId;

use super::style::{faint, heading, of_tier, paint};
use super::wrap::wrap;
use crate::error::CommandError;
use crate::io::Io;

/// Need by need who goes there, then who is left over, what stays empty, and
/// what people decided.
pub(crate) fn table(told: Told<'_>, io: &mut Io<'_>) -> io::Result<()> {
    head(told, io)?;
    let mut need = None;
    for placed in &told.proposal.placed {
        if need.replace(placed.need) != Some(placed.need) {
            let title = told.need(placed.need);
            writeln!(io.out, "\n{}", paint(&title, heading(), io.screen))?;
        }
        person(told, placed, io)?;
    }
    decisions(told, io)?;
    let left = &told.proposal.left;
    section(told, "round-left", left.len() as u64, io)?;
    for left in left {
        let why = told.left(left);
        line(&format!("{} {why}", told.draft.participant(left.participant)), io)?;
    }
    let empty = &told.proposal.empty;
    let seats: u64 = empty.iter().map(|empty| u64::from(empty.seats)).sum();
    section(told, "round-empty", seats, io)?;
    for empty in empty {
        line(&format!("{}: {}", told.need(empty.need), told.empty(empty)), io)?;
    }
    Ok(())
}

/// What the plan is, what it comes to, and what is proven of it.
pub(crate) fn head(told: Told<'_>, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", paint(&told.say("round-title", &[]), heading(), io.screen))?;
    for said in told.summary() {
        line(&said, io)?;
    }
    Ok(())
}

/// Somebody with a seat, and what comes first.
pub(crate) fn person(told: Told<'_>, placed: &Placed, io: &mut Io<'_>) -> io::Result<()> {
    let said = wrap(&told.placed(placed), "  ", usize::from(io.screen.width));
    let tier = placed.judgement.appraisal.tier;
    writeln!(io.out, "{}", paint(&said, of_tier(tier), io.screen))?;
    for first in told.first(placed) {
        let said = wrap(&first, "      ", usize::from(io.screen.width));
        writeln!(io.out, "{}", paint(&said, faint(), io.screen))?;
    }
    Ok(())
}

/// Why somebody does or does not go to each of some needs.
pub(crate) fn why(told: Told<'_>, why: &[WhyNot], io: &mut Io<'_>) -> io::Result<()> {
    for (at, one) in why.iter().enumerate() {
        let lines = told.why(one);
        let (title, rest) = lines.split_first().map_or(("", &[][..]), |(t, rest)| (t, rest));
        let gap = if at == 0 { "" } else { "\n" };
        writeln!(io.out, "{gap}{}", paint(title, heading(), io.screen))?;
        rest.iter().try_for_each(|said| line(said, io))?;
    }
    Ok(())
}

/// One row a need that somebody does or does not go to.
pub(crate) fn why_csv(
    rows: impl Iterator<Item = WhyRow>,
    io: &mut Io<'_>,
) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    table.write_record(["participant", "need", "tier", "score", "because", "points", "reason"])?;
    for row in rows {
        table.write_record([
            row.participant.as_str(),
            &row.need,
            row.tier.name(),
            &row.score.to_string(),
            row.because,
            &row.points.map_or_else(String::new, |points| points.to_string()),
            row.reason.as_deref().unwrap_or_default(),
        ])?;
    }
    table.flush()?;
    Ok(())
}

fn decisions(told: Told<'_>, io: &mut Io<'_>) -> io::Result<()> {
    let decisions = told.decisions();
    if decisions.is_empty() {
        return Ok(());
    }
    let title = told.say("round-decisions", &[]);
    writeln!(io.out, "\n{}", paint(&title, heading(), io.screen))?;
    decisions.iter().try_for_each(|said| line(said, io))
}

fn section(told: Told<'_>, key: &str, count: u64, io: &mut Io<'_>) -> io::Result<()> {
    let title = format!("{}: {}", told.say(key, &[]), grouped_sum(count));
    writeln!(io.out, "\n{}", paint(&title, heading(), io.screen))
}

fn line(text: &str, io: &mut Io<'_>) -> io::Result<()> {
    writeln!(io.out, "{}", wrap(text, "  ", usize::from(io.screen.width)))
}

/// One row a placed participant.
pub(crate) fn csv(told: Told<'_>, io: &mut Io<'_>) -> Result<(), CommandError> {
    let mut table = csv::Writer::from_writer(&mut *io.out);
    table.write_record([
        "participant",
        "need",
        "tier",
        "score",
        "score_after",
        "learn",
        "ask",
        "missing",
        "reason",
    ])?;
    let mut rows: Vec<_> = told.proposal.placed.iter().map(placed_row).collect();
    rows.sort_by(|a, b| a.participant.cmp(&b.participant));
    for row in rows {
        let learn: Vec<_> = row.learn.iter().map(|learn| learn.id.clone()).collect();
        table.write_record([
            row.participant.as_str(),
            &row.need,
            row.tier.name(),
            &row.score.to_string(),
            &row.score_after.to_string(),
            &ids(&learn),
            &ids(&row.ask),
            &ids(&row.missing),
            row.reason.as_deref().unwrap_or_default(),
        ])?;
    }
    table.flush()?;
    Ok(())
}

fn ids(ids: &[RequirementId]) -> String {
    ids.iter().map(RequirementId::as_str).collect::<Vec<_>>().join(" ")
}
