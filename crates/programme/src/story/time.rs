//! The time of one programme against its share of training.

use etablera_domain::event::effective;

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::Split;
use super::quote::Counted;
use super::read::Story;
use crate::journey::PastStage;
use crate::split::{Balance, Change, Pattern, Plan, Share, month_reports, plan, repair};
use crate::template::Length;

pub(super) fn facts(story: &Story, of: &Split, counted: &mut Counted) -> Result<Table, StoryError> {
    let journeys = story.journeys()?;
    let journey = journeys.get(&of.participant).ok_or_else(|| missing("participant"))?;
    let past: Vec<&PastStage> = journey.past().iter().filter(|one| is_at(one, of)).collect();
    for stage in &past {
        let key = match stage.stage.as_str() {
            "trial" => "trial_months",
            "employment" => "employment_months",
            _ => continue,
        };
        counted.insert(key, months(stage).ok_or_else(|| missing("whole months"))?);
    }
    let first = past.first().ok_or_else(|| missing("a stage that is over"))?.start;
    let last = past.last().ok_or_else(|| missing("a stage that is over"))?.end;
    let share = story.template.split.as_ref().ok_or_else(|| missing("a split"))?.training;
    let share = Share::try_from(share).map_err(fact("split"))?;
    let pattern = Pattern::five_days(share, of.training, of.minutes).map_err(fact("split"))?;
    let planned = plan(pattern, &story.template.calendar, first..=last).map_err(fact("split"))?;
    let repaired = repair(&planned);
    counted.insert("training_percent", percent(&repaired.plan.balance()));
    let table = table(story, of, (&planned, &repaired.plan));
    let lost = planned.lost().len();
    Ok(table
        .note(
            "note-split",
            vec![
                ("participant", Cell::text(&of.participant)),
                ("from", first.into()),
                ("until", last.into()),
                ("days", Cell::count(planned.days().len())),
                ("lost", Cell::count(lost)),
            ],
        )
        .note(
            "note-repair",
            vec![
                ("replaced", Cell::count(repaired.changes.len())),
                ("days", days(&repaired.changes)),
            ],
        ))
}

/// Planned, planned with lost days replaced, and reported.
fn table(story: &Story, of: &Split, (planned, repaired): (&Plan, &Plan)) -> Table {
    let events = effective(&story.log);
    let months = month_reports(planned, &events, &of.placement, &of.participant);
    let share = planned.pattern().share();
    let mut reported = Balance { share, work_minutes: 0, training_minutes: 0 };
    for time in months.iter().filter_map(|month| month.reported) {
        reported.work_minutes += time.work_minutes;
        reported.training_minutes += time.training_minutes;
    }
    let rows =
        [("planned", planned.balance()), ("repaired", repaired.balance()), ("reported", reported)];
    let rows = rows.map(|(of_what, balance)| {
        vec![
            Cell::word("time", of_what),
            hours(balance.work_minutes),
            hours(balance.training_minutes),
            Cell::Percent(percent(&balance)),
            Cell::Tenths(balance.deviation_tenths(of.minutes)),
        ]
    });
    Table::new("split", &["time", "work", "training", "training-share", "deviation"]).with(rows)
}

fn is_at(stage: &PastStage, of: &Split) -> bool {
    stage.placement.as_ref() == Some(&of.placement)
}

/// How many whole months a stage lasted.
fn months(stage: &PastStage) -> Option<i64> {
    let whole = |months: &u16| Length::Months(*months).last_day(stage.start) == stage.end;
    (1..=60).find(whole).map(i64::from)
}

/// The part that is training, in whole percent, half a percent up.
fn percent(balance: &Balance) -> i64 {
    let training = i64::from(balance.training_minutes);
    let all = training + i64::from(balance.work_minutes);
    (training * 200 + all) / (all * 2).max(1)
}

fn hours(minutes: u32) -> Cell {
    Cell::Tenths(i64::from(minutes / 6))
}

/// The days that the repair changes.
fn days(changes: &[Change]) -> Cell {
    let day = |change: &Change| match change {
        Change::Replaced { by, .. } => by.to_string(),
        Change::WorkInstead(day) => day.to_string(),
    };
    let days: Vec<String> = changes.iter().map(day).collect();
    Cell::Text(days.join(", "))
}

fn missing(what: &'static str) -> StoryError {
    fact("split")(format!("{what} is missing: expected one in the story"))
}
