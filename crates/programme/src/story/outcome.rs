//! The two-year outcome: who of a cohort is in work or studies, out of whom.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_domain::event::{Happening, LabourStatus};

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::TwoYears;
use super::quote::Counted;
use super::read::Story;

/// How somebody received in the period stands two years on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    InWork,
    InStudies,
    Neither,
    /// Nobody found out within the window.
    NotFoundOut,
    /// Out of the denominator.
    Excluded,
}

impl Stands {
    const ALL: [(Self, &'static str); 5] = [
        (Self::InWork, "in_work"),
        (Self::InStudies, "in_studies"),
        (Self::Neither, "neither"),
        (Self::NotFoundOut, "not_found_out"),
        (Self::Excluded, "excluded"),
    ];
}

/// The outcome with its denominator, and what other denominators would make of
/// it.
pub(super) fn facts(
    story: &Story,
    of: &TwoYears,
    counted: &mut Counted,
) -> Result<Table, StoryError> {
    let mut count = BTreeMap::<Stands, i64>::new();
    for who in story.participants() {
        if let Some(received) = received(story, &who, of) {
            *count.entry(stands(story, (&who, received), of)).or_default() += 1;
        }
    }
    let number = |stands| count.get(&stands).copied().unwrap_or(0);
    let all: i64 = count.values().sum();
    let good = number(Stands::InWork) + number(Stands::InStudies);
    let out_of = all - number(Stands::Excluded);
    let share = percent(good, out_of).ok_or("nobody was received: expected a cohort");
    let share = share.map_err(fact("two_years"))?;
    counted.insert("outcome_percent", share);
    let row = |word: &'static str, is: i64, of: Option<i64>| {
        let percent = of.and_then(|of| percent(is, of));
        vec![
            Cell::word("outcome", word),
            Cell::Number(is),
            of.map_or(Cell::None, Cell::Number),
            percent.map_or(Cell::None, Cell::Percent),
        ]
    };
    let mut rows = vec![row("received", all, None)];
    rows.extend(Stands::ALL.map(|(stands, word)| row(word, number(stands), None)));
    rows.push(row("outcome", good, Some(out_of)));
    rows.push(row("with_excluded", good, Some(all)));
    rows.push(row("found_out_only", good, Some(out_of - number(Stands::NotFoundOut))));
    let args = vec![
        ("from", of.received_from.into()),
        ("to", of.received_to.into()),
        ("days", Cell::count(of.days)),
        ("window", Cell::count(of.window)),
    ];
    let columns = &["outcome", "count", "out-of", "percent"];
    Ok(Table::new("outcome", columns).with(rows).note("note-outcome", args))
}

/// The day somebody was received, if that lies in the period.
fn received(story: &Story, who: &ParticipantId, of: &TwoYears) -> Option<NaiveDate> {
    let mut events = story.about(who);
    let day = events.find(|event| matches!(event.what, Happening::Registered { .. }))?.occurred_on;
    (of.received_from..=of.received_to).contains(&day).then_some(day)
}

fn stands(story: &Story, (who, received): (&ParticipantId, NaiveDate), of: &TwoYears) -> Stands {
    let day = received + Days::new(of.days.into());
    let window = day - Days::new(of.window.into())..=day + Days::new(of.window.into());
    let mut last = Stands::NotFoundOut;
    for event in story.about(who).take_while(|event| event.occurred_on <= *window.end()) {
        match &event.what {
            Happening::Closed { reason } if of.excluded.contains(reason) => {
                last = Stands::Excluded;
            }
            Happening::Reopened {} => last = Stands::NotFoundOut,
            Happening::StatusObserved { status }
                if window.contains(&event.occurred_on) && last != Stands::Excluded =>
            {
                last = of_status(*status);
            }
            _ => {}
        }
    }
    last
}

fn of_status(status: LabourStatus) -> Stands {
    match status {
        LabourStatus::Employed => Stands::InWork,
        LabourStatus::InEducation => Stands::InStudies,
        LabourStatus::Unknown => Stands::NotFoundOut,
        LabourStatus::Unemployed
        | LabourStatus::LongTermUnemployed
        | LabourStatus::Inactive
        // A place that the programme pays for is not what it is measured by.
        | LabourStatus::ProgrammeEmployed => Stands::Neither,
    }
}

/// In whole percent, downwards, so that "over half" is over half.
fn percent(of: i64, out_of: i64) -> Option<i64> {
    (out_of > 0).then(|| of * 100 / out_of)
}
