//! Facts of Den g(l)ömda resursen: who is in which phase when, education and its
//! recognition, licensed and assisting tasks, and two municipalities.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use etablera_domain::event::{Happening, Outcome};
use etablera_domain::{OrganisationId, ParticipantId, Recognition};

use super::borders::gates;
use super::cell::{Cell, Table};
use super::error::StoryError;
use super::inputs::{Educated, Hidden};
use super::quote::Counted;
use super::read::Story;
use super::told::Facts;
use super::{need, workplace};
use crate::journey::Phase;

pub(super) fn facts(story: &Story, of: &Hidden) -> Result<Facts, StoryError> {
    let organisations = organisations(story);
    let number = i64::try_from(organisations.len()).unwrap_or(i64::MAX);
    let counted = Counted::from([("municipalities", number)]);
    let tables = vec![
        workplace::needs(story),
        shared(story, &organisations),
        phases(story, of)?,
        recognition(of),
        tasks(of),
        workplace::placements(story)?,
        need::facts(&of.forecast)?,
    ];
    Ok((tables, counted))
}

/// The organisations that registered somebody.
pub(super) fn organisations(story: &Story) -> BTreeSet<OrganisationId> {
    let events = story.log.iter().map(|one| &one.event.what);
    let registered = events.filter_map(|what| match what {
        Happening::Registered { organisation } => Some(organisation.clone()),
        _ => None,
    });
    registered.collect()
}

/// What each municipality brings and lets the other see.
pub(super) fn shared(story: &Story, organisations: &BTreeSet<OrganisationId>) -> Table {
    let mut rows = Vec::new();
    for organisation in organisations {
        let (mut own, mut shared, mut yes) = (0, 0, 0);
        for who in story.participants() {
            let mut events = story.about(&who).map(|event| &event.what);
            let by = |what: &Happening| matches!(what, Happening::Registered { organisation: of } if of == organisation);
            if !events.any(by) {
                continue;
            }
            own += 1;
            for event in story.about(&who) {
                shared += i64::from(matches!(event.what, Happening::CaseShared { .. }));
                yes += i64::from(matches!(event.what, Happening::ShareAnswered { yes: true, .. }));
            }
        }
        rows.push(vec![
            Cell::word("organisation", organisation),
            Cell::Number(own),
            Cell::Number(shared),
            Cell::Number(yes),
        ]);
    }
    Table::new("shared", &["organisation", "own", "shared", "taken"]).with(rows)
}

/// Where everybody is on some days.
fn phases(story: &Story, of: &Hidden) -> Result<Table, StoryError> {
    const ALL: [&str; 7] =
        ["mapping", "waiting", "bridging", "between", "post", "matching", "left"];
    let mut rows = Vec::new();
    for day in &of.days {
        let mut count = BTreeMap::<&str, i64>::new();
        for who in story.participants() {
            *count.entry(phase(story, (&who, *day), of)?).or_default() += 1;
        }
        let mut row = vec![Cell::Day(*day)];
        row.extend(ALL.map(|phase| Cell::Number(count.get(phase).copied().unwrap_or(0))));
        rows.push(row);
    }
    let columns =
        &["day", "mapping", "waiting", "bridging", "between", "post", "matching", "left-phase"];
    Ok(Table::new("phases", columns).with(rows))
}

fn phase(
    story: &Story,
    (who, day): (&ParticipantId, NaiveDate),
    of: &Hidden,
) -> Result<&'static str, StoryError> {
    let journey = story.journey_on(who, day)?;
    if waits(story, (who, day), of) {
        return Ok("waiting");
    }
    Ok(match journey.phase(day) {
        Phase::Stage { stage, .. } => match stage.as_str() {
            "mapping" => "mapping",
            "bridging" => "bridging",
            _ => "post",
        },
        Phase::Between { .. } => "between",
        Phase::Outside | Phase::Matching => "matching",
        Phase::Through | Phase::Left(_) => "left",
    })
}

/// Whether the last word on somebody's stage is that recognition is awaited: it
/// was made longer, or rests, for that reason.
fn waits(story: &Story, (who, day): (&ParticipantId, NaiveDate), of: &Hidden) -> bool {
    let mut waits = false;
    for event in story.about(who).take_while(|event| event.occurred_on <= day) {
        match &event.what {
            Happening::StageDecided { outcome: Outcome::Extend, reason, .. }
            | Happening::Paused { reason } => waits = *reason == of.waiting,
            Happening::StageDecided { .. }
            | Happening::StageStarted { .. }
            | Happening::Resumed {}
            | Happening::Left { .. } => waits = false,
            _ => {}
        }
    }
    waits
}

/// The word of a status of recognition.
fn status(of: &Educated) -> &'static str {
    match of.education.recognition {
        Recognition::NotApplied => "not_applied",
        Recognition::Applied { .. } => "applied",
        Recognition::Stated { .. } => "stated",
    }
}

fn recognition(of: &Hidden) -> Table {
    let row = |one: &Educated| {
        let since = match one.education.recognition {
            Recognition::Applied { on } | Recognition::Stated { on } => Cell::Day(on),
            Recognition::NotApplied => Cell::None,
        };
        vec![
            Cell::text(&one.id),
            one.education
                .field
                .map_or(Cell::None, |field| Cell::word("field", format!("f{field}"))),
            one.education.country.map_or(Cell::None, |of| Cell::word("country", of)),
            Cell::word("recognition", status(one)),
            since,
        ]
    };
    let rows: Vec<_> = of.people.iter().map(row).collect();
    let columns = &["participant", "field", "education-country", "recognition", "since"];
    Table::new("recognition", columns).with(rows)
}

/// The tasks of the profession for each who trained for it: a statement that is
/// awaited is no no.
fn tasks(of: &Hidden) -> Table {
    let mut rows = Vec::new();
    for one in &of.people {
        let Some(credentials) = &one.credentials else { continue };
        for (at, _) in of.regulated.countries.iter().enumerate() {
            for gated in gates(&of.regulated, at, credentials) {
                rows.push(vec![
                    Cell::text(&one.id),
                    Cell::word("recognition", status(one)),
                    Cell::word("task", &gated.task),
                    Cell::named("gate", gated.gate),
                    Cell::named("why", gated.why),
                ]);
            }
        }
    }
    let profession = Cell::word("profession", &of.regulated.profession);
    let args = vec![("day", of.regulated.on.into()), ("profession", profession)];
    let columns = &["participant", "recognition", "task", "gate", "why"];
    Table::new("tasks", columns).with(rows).note("note-regulated", args).note("note-tasks", vec![])
}
