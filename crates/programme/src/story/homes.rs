//! Homes for newcomers against the share.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use etablera_domain::event::{Happening, Subject};

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::Housing;
use super::quote::Counted;
use super::read::Story;
use crate::housing::{Policy, Stock, Window};
use crate::rules::{Rules, shipped};

/// The windows that end on each day on which a home was given.
pub(super) fn facts(
    story: &Story,
    of: &Housing,
    counted: &mut Counted,
) -> Result<Table, StoryError> {
    let own = Rules::parse(&of.rules).map_err(fact("housing"))?;
    let rules = shipped().with(own);
    let stock = Stock::of(&of.of, &story.log);
    let days = given(story, of);
    let last = days.last().copied().ok_or("no home is given: expected one");
    let policy = Policy::on(&rules, last.map_err(fact("housing"))?).map_err(fact("housing"))?;
    if let Some(over) = stock.over(&policy).first() {
        return Err(fact("housing")(format!("{} of {} homes are given", over.given, over.vacant)));
    }
    let windows: Vec<Window> = days.iter().flat_map(|day| stock.used(&policy, *day)).collect();
    let most = windows.iter().map(percent).max();
    counted.insert("housing_percent", most.unwrap_or(0));
    let rows = windows.iter().map(|window| {
        vec![
            window.to.into(),
            Cell::named("window", window.start),
            window.from.into(),
            Cell::count(window.vacant),
            Cell::count(window.given),
            Cell::Percent(percent(window)),
            Cell::count(window.room(&policy)),
        ]
    });
    let columns = &["day", "window", "from", "vacant", "given-homes", "share", "room"];
    let args = vec![
        ("share", Cell::text(policy.share())),
        ("months", Cell::count(policy.months())),
        ("permanent", Cell::count(permanent(story, of))),
    ];
    Ok(Table::new("homes", columns).with(rows).note("note-homes", args))
}

fn given(story: &Story, of: &Housing) -> BTreeSet<NaiveDate> {
    let subject = Subject::Housing(of.of.clone());
    let events = story.log.iter().map(|one| &one.event).filter(|event| event.stream == subject);
    let given = events.filter(|event| matches!(event.what, Happening::HomeAllocated { .. }));
    given.map(|event| event.occurred_on).collect()
}

fn permanent(story: &Story, of: &Housing) -> usize {
    let subject = Subject::Housing(of.of.clone());
    let events = story.log.iter().map(|one| &one.event).filter(|event| event.stream == subject);
    let for_good =
        |what: &Happening| matches!(what, Happening::HomeAllocated { permanent: true, .. });
    events.filter(|event| for_good(&event.what)).count()
}

/// Given homes in whole percent of the vacant, upwards.
fn percent(window: &Window) -> i64 {
    let percent = (window.given * 100).div_ceil(window.vacant.max(1));
    i64::try_from(percent).unwrap_or(i64::MAX)
}
