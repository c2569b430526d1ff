//! Facts of Workplace Luleå: from visit to tasks, trials and the next match,
//! agreements, services and training days; time, homes and the outcome stand in
//! files of their own.

use etablera_domain::NeedId;
use etablera_domain::event::{Happening, Service, Subject, fold};

use super::cell::{Cell, Table};
use super::error::{StoryError, fact};
use super::fold::streams;
use super::inputs::Workplace;
use super::quote::Counted;
use super::read::Story;
use super::told::Facts;
use super::{hidden, homes, outcome, time};
use crate::journey::Lesson;
use crate::template::Learnt;
use crate::training::{ContentPlan, Member, PartTotal, Sessions, cohort_progress, shipped_rules};

pub(super) fn facts(story: &Story, of: &Workplace) -> Result<Facts, StoryError> {
    let mut counted = Counted::new();
    let tables = vec![
        needs(story),
        hidden::shared(story, &hidden::organisations(story)),
        lessons(story)?,
        placements(story)?,
        time::facts(story, &of.split, &mut counted)?,
        training(story, of)?,
        services(story)?,
        homes::facts(story, &of.housing, &mut counted)?,
        outcome::facts(story, &of.two_years, &mut counted)?,
    ];
    Ok((tables, counted))
}

/// Every need with its tasks, as visits found them.
pub(super) fn needs(story: &Story) -> Table {
    let mut rows = Vec::new();
    for event in story.log.iter().map(|one| &one.event) {
        let Happening::NeedRecorded { need } = &event.what else { continue };
        for task in &need.tasks {
            let share = i64::from(task.share_permille.permille()) / 10;
            rows.push(vec![
                event.occurred_on.into(),
                Cell::text(&need.id),
                Cell::text(&need.title),
                Cell::text(&task.title),
                Cell::Percent(share),
            ]);
        }
    }
    Table::new("needs", &["day", "need", "title", "task", "share"]).with(rows)
}

/// What ended stages taught, and what each person was proposed next.
fn lessons(story: &Story) -> Result<Table, StoryError> {
    let mut rows = Vec::new();
    for (who, journey) in story.journeys()? {
        // A way to a job or to studies needs no next match.
        let about_match = |one: &&Lesson| one.need.is_some() && one.learnt != Learnt::OtherWay;
        for lesson in journey.lessons().iter().filter(about_match) {
            let proposed = story.about(&who).filter(|event| event.occurred_on > lesson.on);
            let next = proposed.filter_map(|event| match &event.what {
                Happening::Proposed { need, .. } => Some((event.occurred_on, need)),
                _ => None,
            });
            let next: Option<(_, &NeedId)> = next.min_by_key(|(on, _)| *on);
            rows.push(vec![
                lesson.on.into(),
                Cell::text(&who),
                lesson.need.as_ref().map_or(Cell::None, Cell::text),
                Cell::named("learnt", lesson.learnt),
                next.map_or(Cell::None, |(_, need)| Cell::text(need)),
                next.map_or(Cell::None, |(on, _)| on.into()),
            ]);
        }
    }
    let columns = &["day", "participant", "need", "learnt", "next-need", "next-day"];
    Ok(Table::new("lessons", columns).with(rows))
}

/// Every agreement on a placement, and who approved it.
pub(super) fn placements(story: &Story) -> Result<Table, StoryError> {
    let journeys = story.journeys()?;
    let mut rows = Vec::new();
    for (placement, events) in story.placements() {
        let who = events.iter().find_map(|event| event.what.participant());
        let agreement = who.and_then(|who| journeys.get(who)?.agreement(placement));
        let Some((who, agreement)) = who.zip(agreement) else { continue };
        let Some(terms) = agreement.terms() else { continue };
        let on_paper = agreement.approvals().values().filter(|one| one.on_behalf.is_some());
        rows.push(vec![
            Cell::text(placement),
            Cell::text(who),
            terms.from.into(),
            terms.until.into(),
            Cell::count(agreement.have_a_say().count()),
            Cell::count(agreement.approvals().len()),
            Cell::count(on_paper.count()),
        ]);
    }
    let columns = &["placement", "participant", "from", "until", "asked", "approved", "on-paper"];
    Ok(Table::new("placements", columns).with(rows))
}

/// The training days of the cohort by what was taught, in hours.
fn training(story: &Story, of: &Workplace) -> Result<Table, StoryError> {
    let states = |subject: &Subject| fold(subject, &story.log).state;
    let sessions =
        streams(&story.log, |stream| matches!(stream, Subject::Session(_)).then_some(stream));
    let sessions: Vec<_> = sessions.into_iter().map(states).collect();
    let sessions = Sessions::of(sessions.iter().filter_map(|state| state.session()));
    let people =
        streams(&story.log, |stream| matches!(stream, Subject::Participant(_)).then_some(stream));
    let people: Vec<_> = people.into_iter().map(states).collect();
    let members: Vec<Member> =
        people.iter().filter_map(|state| state.case()).map(Member::of).collect();
    let plan = ContentPlan::shipped();
    let (rules, day) = (shipped_rules(), of.training_on);
    let progress = cohort_progress(&plan, (&sessions, &members), &of.cohort, (&rules, day))
        .map_err(fact("training"))?;
    let hours = |minutes: u64| Cell::Tenths(i64::try_from(minutes / 6).unwrap_or(i64::MAX));
    let row = |total: &PartTotal| {
        let name = plan.part(total.part.as_str()).map(|part| part.name.clone());
        vec![
            name.map_or(Cell::None, Cell::Names),
            hours(total.needed),
            hours(total.tally.attended.into()),
            hours(total.tally.excused.into()),
            hours((total.tally.missed + total.tally.short).into()),
            hours(total.left),
        ]
    };
    let rows: Vec<_> = progress.parts.iter().map(row).collect();
    let columns = &["part", "needed", "attended", "excused", "missed", "left"];
    let members = Cell::count(progress.members.len());
    let held = sessions.held().iter().filter(|one| one.plan.on <= day).count();
    let args = vec![
        ("cohort", Cell::text(&of.cohort)),
        ("members", members),
        ("day", day.into()),
        ("held", Cell::count(held)),
    ];
    Ok(Table::new("training", columns).with(rows).note("note-training", args))
}

/// What employers promised, and what is left of it.
fn services(story: &Story) -> Result<Table, StoryError> {
    let mut rows = Vec::new();
    for (id, agreement) in story.services()? {
        for service in Service::ALL {
            let balance = agreement.balance(*service);
            rows.push(vec![
                Cell::text(&id),
                agreement.terms().map_or(Cell::None, |terms| Cell::text(&terms.employer)),
                Cell::named("service", service),
                Cell::count(balance.promised),
                Cell::count(balance.booked),
                Cell::count(balance.given),
                Cell::count(balance.left()),
            ]);
        }
    }
    let columns = &["agreement", "employer", "service", "promised", "booked", "given", "left"];
    Ok(Table::new("services", columns).with(rows))
}
