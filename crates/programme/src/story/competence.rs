//! Facts of Kompetenscentrum: introductions item by item, mentors, what a solid
//! introduction is, plans for new competences, and the public record.

use chrono::{Datelike, NaiveDate};
use etablera_domain::ParticipantId;
use etablera_domain::event::{Recorded, Subject};
use serde_json::Value;

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::inputs::Competence;
use super::quote::Counted;
use super::read::Story;
use super::told::Facts;
use super::workplace;
use crate::agreement::Assignment;
use crate::competence_plan::{Act, Plan, Terms};
use crate::introduction::{
    IntroductionPlan, ItemState, Mentored, PlannedItem, Share, WeekLoad, mentor_load, solid,
};
use crate::journey::StageEnd;
use crate::project::ProjectRecord;

pub(super) fn facts(story: &Story, of: &Competence) -> Result<Facts, StoryError> {
    let record = ProjectRecord::from_json(&of.record).map_err(fact("record"))?;
    let rate: String =
        record.union_rate.to_string().chars().take_while(char::is_ascii_digit).collect();
    let rate = rate.parse().map_err(fact("record"))?;
    let intervention = record.intervention.as_str().parse().map_err(fact("record"))?;
    let counted = Counted::from([
        ("union_rate", rate),
        ("intervention", intervention),
        ("first_year", record.run.start().year().into()),
        ("last_year", record.run.end().year().into()),
    ]);
    let plans = introductions(story, of.on);
    let tables = vec![
        workplace::needs(story),
        items(&plans),
        solid_ones(&plans),
        mentors(story, &plans, of)?,
        new_competences(of),
        public(&record)?,
    ];
    Ok((tables, counted))
}

/// Those who began with the introduction, not with the shift.
fn introductions(story: &Story, day: NaiveDate) -> Vec<IntroductionPlan> {
    let plan = |who: ParticipantId| {
        IntroductionPlan::of_log(&story.template, &who, &about(story, &who), day)
    };
    let all = story.participants().into_iter().filter_map(plan);
    all.filter(|plan| plan.stage.as_str() == "introduction").collect()
}

fn about(story: &Story, who: &ParticipantId) -> Vec<Recorded> {
    let subject = Subject::Participant(who.clone());
    story.log.iter().filter(|one| one.event.about.contains(&subject)).cloned().collect()
}

fn items(plans: &[IntroductionPlan]) -> Table {
    let row = |plan: &IntroductionPlan, item: &PlannedItem| {
        let (on, by) = match &item.state {
            ItemState::Open => (Cell::None, Cell::None),
            ItemState::Signed(one) => (one.done.on.into(), Cell::text(&one.done.by)),
        };
        let left = matches!(plan.end, StageEnd::Left(_)) || over_before(plan, item);
        let stands = match item.signed_on() {
            Some(_) if item.is_on_time() => "on_time",
            Some(_) => "late",
            None if left => "no_more",
            None if item.due < plan.day => "open_late",
            None => "open",
        };
        vec![
            Cell::text(&plan.colleague),
            Cell::Names(item.name.clone()),
            item.due.into(),
            on,
            by,
            Cell::word("item", stands),
        ]
    };
    let rows = plans.iter().flat_map(|plan| plan.items.iter().map(move |item| row(plan, item)));
    let columns = &["colleague", "item", "due", "signed", "by", "stands"];
    Table::new("items", columns).with(rows)
}

/// Whether the stage was over before an item fell due.
fn over_before(plan: &IntroductionPlan, item: &PlannedItem) -> bool {
    matches!(plan.end, StageEnd::Over(on) if on < item.due)
}

fn solid_ones(plans: &[IntroductionPlan]) -> Table {
    let sum = solid(plans);
    let row = |word: &'static str, share: Share| {
        vec![
            Cell::word("solid", word),
            Cell::count(share.count),
            Cell::count(share.out_of),
            share.percent(5).map_or(Cell::None, |percent| Cell::Percent(percent.into())),
        ]
    };
    let rows = [
        row("items_on_time", sum.items_on_time),
        row("complete", sum.complete),
        row("solid", sum.solid),
    ];
    let args = vec![("going", Cell::count(sum.going_on)), ("left", Cell::count(sum.left))];
    let columns = &["solid", "count", "out-of", "percent"];
    Table::new("solid", columns).with(rows).note("note-solid", args)
}

/// What introductions take of mentors.
fn mentors(
    story: &Story,
    plans: &[IntroductionPlan],
    of: &Competence,
) -> Result<Table, StoryError> {
    let supervised = story.supervised()?;
    let mentored: Vec<Mentored> = plans
        .iter()
        .map(|plan| Mentored { plan: plan.clone(), mentors: mentors_of(story, plan, &supervised) })
        .collect();
    let load = mentor_load(&mentored);
    let over = load.over(of.mentor_minutes);
    let mut rows = Vec::new();
    for (mentor, weeks) in &load.mentors {
        let minutes: u32 = weeks.values().map(WeekLoad::minutes).sum();
        // Of weeks as full as each other the first.
        let fullest =
            weeks.iter().max_by_key(|(week, load)| (load.minutes(), std::cmp::Reverse(**week)));
        let colleagues = mentored
            .iter()
            .filter(|one| one.mentors.iter().any(|assignment| assignment.supervisor == *mentor));
        rows.push(vec![
            Cell::text(mentor),
            Cell::count(colleagues.count()),
            hours(minutes),
            fullest.map_or(Cell::None, |(week, _)| (*week).into()),
            fullest.map_or(Cell::None, |(_, load)| hours(load.minutes())),
            Cell::count(over.iter().filter(|one| one.mentor == *mentor).count()),
        ]);
    }
    let limit = hours(of.mentor_minutes);
    let columns = &["mentor", "colleagues", "hours", "fullest-week", "fullest-hours", "too-full"];
    Ok(Table::new("mentors", columns).with(rows).note("note-mentors", vec![("limit", limit)]))
}

fn mentors_of(story: &Story, plan: &IntroductionPlan, all: &[Assignment]) -> Vec<Assignment> {
    let placements = story.placements();
    let is_theirs = |one: &&Assignment| {
        let events = placements.get(&one.placement).into_iter().flatten();
        events.filter_map(|event| event.what.participant()).any(|who| *who == plan.colleague)
    };
    all.iter().filter(is_theirs).cloned().collect()
}

fn hours(minutes: u32) -> Cell {
    Cell::Tenths(i64::from(minutes / 6))
}

/// The plans for new competences: use, network, refresh.
fn new_competences(of: &Competence) -> Table {
    let row = |plan: &Plan| {
        let says = plan.says();
        let status = plan.status(of.on, Terms::default());
        let used = says.done.iter().filter(|done| done.act == Act::Used && done.on <= of.on);
        let next = status.as_ref().and_then(|status| status.items.first());
        vec![
            Cell::text(&says.holder),
            says.uses.first().map_or(Cell::None, |one| Cell::word("competence", &one.task)),
            Cell::count(says.uses.len()),
            Cell::count(says.network.len()),
            Cell::count(used.count()),
            status.as_ref().map_or(Cell::None, |status| Cell::named("plan", status.phase)),
            next.map_or(Cell::None, |item| Cell::named("duty", item.duty)),
            next.map_or(Cell::None, |item| item.on.into()),
        ]
    };
    let rows: Vec<_> = of.plans.iter().map(row).collect();
    let columns =
        &["holder", "competence", "uses", "network", "used", "plan", "next-duty", "next-day"];
    let args = vec![("day", of.on.into())];
    Table::new("plans", columns).with(rows).note("note-plans", args)
}

/// The public record, field by field under its own names.
fn public(record: &ProjectRecord) -> Result<Table, StoryError> {
    let value = serde_json::to_value(record).map_err(fact("record"))?;
    let written = record.to_json();
    let mut fields: Vec<_> = value.as_object().into_iter().flatten().collect();
    // In the order of the open record, which an object of JSON does not keep.
    fields.sort_by_key(|(name, _)| written.find(&format!("\"{name}\":")));
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => {
            let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            all.join(", ")
        }
        other => other.to_string(),
    };
    let rows: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| vec![Cell::text(name), Cell::Text(text(value))])
        .collect();
    Ok(Table::new("record", &["field-name", "value"]).with(rows))
}
