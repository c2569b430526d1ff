//! Facts of Arctic Labour: groups and trips, offers and jobs by country pair,
//! and the tasks of one profession in each country.

use std::collections::BTreeSet;

use etablera_domain::CredentialClaim;

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::{Borders, Regulated, TaskOf};
use super::quote::Counted;
use super::read::Story;
use super::told::Facts;
use crate::cross_border::{Action, Count, Counts, Gated, Holder, Pair, Period, Professions, Task};

pub(super) fn facts(story: &Story, of: &Borders) -> Result<Facts, StoryError> {
    let period = Period::new(of.from, of.to).map_err(fact("period"))?;
    let counts = Counts::of(&story.log, period);
    let trips: usize = of.trips.iter().map(|kind| counts.held(kind)).sum();
    let countries: BTreeSet<_> = counts.actions().flat_map(|(_, all, _)| all).collect();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let counted = Counted::from([
        ("coaching_groups", number(counts.groups(&of.group))),
        ("trips", number(trips)),
        ("countries", number(countries.len())),
        ("offers", number(counts.offers_where(Pair::crosses_in_the_north).times())),
        ("jobs", number(counts.jobs_where(Pair::crosses_in_the_north).times())),
    ]);
    let tables = vec![actions(&counts), pairs(&counts), regulated(&of.regulated)];
    Ok((tables, counted))
}

fn actions(counts: &Counts) -> Table {
    let row = |(kind, countries, action): (_, &BTreeSet<_>, &Action)| {
        let countries: Vec<String> = countries.iter().map(ToString::to_string).collect();
        vec![
            Cell::word("action", kind),
            Cell::Text(countries.join(" ")),
            Cell::count(action.groups()),
            Cell::count(action.held()),
            Cell::count(action.participations().times()),
            Cell::count(action.participations().persons()),
        ]
    };
    let rows: Vec<_> = counts.actions().map(row).collect();
    let all = counts.joint_participations();
    let args = vec![("times", Cell::count(all.times())), ("persons", Cell::count(all.persons()))];
    let columns = &["action", "countries", "groups", "held", "participations", "persons"];
    Table::new("actions", columns).with(rows).note("note-actions", args)
}

/// Offers and jobs from each country to each.
fn pairs(counts: &Counts) -> Table {
    let pairs: BTreeSet<&Pair> = counts.offers().keys().chain(counts.jobs().keys()).collect();
    let cells = |count: Option<&Count>| {
        [count.map_or(0, Count::times), count.map_or(0, Count::persons)].map(Cell::count)
    };
    let mut rows = Vec::new();
    for pair in pairs {
        let mut row = vec![
            pair.from.map_or(Cell::None, |from| Cell::word("country", from)),
            Cell::word("country", pair.to),
        ];
        row.extend(cells(counts.offers().get(pair)));
        row.extend(cells(counts.jobs().get(pair)));
        rows.push(row);
    }
    let (offers, jobs) = (counts.offers_where(|_| true), counts.jobs_where(|_| true));
    let mut total = vec![Cell::word("country", "total"), Cell::None];
    total.extend(cells(Some(&offers)));
    total.extend(cells(Some(&jobs)));
    rows.push(total);
    let columns = &["from-country", "to-country", "offers", "offered", "jobs", "employed"];
    Table::new("offers", columns).with(rows)
}

/// Whether the tasks of a profession are open to one and the same person in
/// each country.
fn regulated(of: &Regulated) -> Table {
    let mut rows = Vec::new();
    for (at, country) in of.countries.iter().enumerate() {
        for gated in gates(of, at, &of.credentials) {
            rows.push(vec![
                Cell::word("country", country),
                Cell::word("task", &gated.task),
                Cell::named("gate", gated.gate),
                Cell::named("why", gated.why),
                gated.authority.map_or(Cell::None, Cell::Text),
            ]);
        }
    }
    let args =
        vec![("day", of.on.into()), ("profession", Cell::word("profession", &of.profession))];
    let columns = &["country", "task", "gate", "why", "authority"];
    Table::new("regulated", columns).with(rows).note("note-regulated", args)
}

/// The tasks in the country at a place of the list, for whoever holds this.
pub(super) fn gates(of: &Regulated, at: usize, credentials: &[CredentialClaim]) -> Vec<Gated> {
    let task = |task: &TaskOf| Task { id: task.id.clone(), needs: task.needs };
    let tasks: Vec<Task> = of.tasks.iter().map(task).collect();
    let holder = Holder { credentials, exempt: of.exempt };
    Professions::shipped().on(&of.profession, of.countries[at], of.on).gate(&holder, &tasks)
}
