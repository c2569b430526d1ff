//! Introductions of new colleagues: items, who signed, and mentors' time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::state::{Done, PlacementState};
use etablera_domain::event::{Case, Code, Due, Happening, Subject};
use etablera_domain::{ActorId, ParticipantId, TaskId};
use etablera_programme::agreement::Assignment;
use etablera_programme::introduction::{
    IntroductionPlan, Mentored, Overload, SignOffs, Solid, mentor_load, solid,
};
use serde::Serialize;

use super::case::{Entry, not_closed, not_erased};
use super::commands::commands;
use super::error::CaseError;
use super::facts::of_case;
use super::programmes::{Way, each_way};
use super::work::Work;
use super::{Call, Office, UseCase};
use crate::policy::Action;

commands! {
    /// Asks for the introduction of a colleague.
    ReadIntroduction {
        /// Who.
        participant: ParticipantId,
        /// On which day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Signs that an item of an introduction is done.
    SignItem {
        /// Whose introduction.
        participant: ParticipantId,
        /// Which item, by its name in the programme.
        item: Code,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Signs for the other side that an item of an introduction is done.
    CountersignItem {
        /// Whose introduction.
        participant: ParticipantId,
        /// Which item, by its name in the programme.
        item: Code,
        /// Why one person signs for both sides, if so, as the programme has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on_behalf: Option<Code>,
        /// The day; today unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    }
    /// Asks what introductions take of mentors, and how solid they are.
    ReadMentors {
        /// Minutes a week above which somebody has too much.
        limit: u32,
    }
}

/// What introductions take of mentors, and how solid they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MentorsShown {
    /// How many introductions the caller may read.
    pub introductions: usize,
    /// How solid they are.
    pub solid: Solid,
    /// The minutes of each mentor and week.
    pub weeks: Vec<MentorWeek>,
    /// Where somebody has too much.
    pub too_much: Vec<String>,
}

/// The minutes of a mentor in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct MentorWeek {
    /// Who; none where nobody is mentor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentor: Option<ActorId>,
    /// The Monday.
    pub week: NaiveDate,
    /// How many.
    pub minutes: u32,
}

/// The introduction of a colleague: each item with its day, and who signed.
/// None before the first stage began, and where the programme has none.
///
/// # Errors
///
/// When the caller may not read the case, or the programme cannot be read.
pub fn read_introduction<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadIntroduction,
) -> UseCase<'a, Option<IntroductionPlan>> {
    office.look(call, async move |work| {
        let (subject, case) = work.case(Action::ReadCase, &command.participant).await?;
        let way = work.way(&subject).await?;
        let day = command.on.unwrap_or(call.today);
        Ok(way.and_then(|way| plan(&way, &case, day)))
    })
}

/// Signs that an item of an introduction is done: sets its task, if it is not
/// set, and ticks it off.
///
/// # Errors
///
/// When the caller may not, the case is closed, the programme has no such item,
/// or it is signed already.
pub fn sign_item<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a SignItem,
) -> UseCase<'a, Entry> {
    office.run(call, ("sign_item", command), async move |work| {
        let SignItem { participant, item, on } = command;
        let (subject, case) = work.case(Action::SetTask, participant).await?;
        not_erased(&subject, &case)?;
        not_closed(&subject, &case)?;
        let on = work.day(*on)?;
        let way = work.way(&subject).await?;
        let items = way.as_ref().map(|way| way.template.introduction.as_slice());
        if !items.unwrap_or_default().iter().any(|one| one.id == *item) {
            let known = items.unwrap_or_default().iter();
            let known: Vec<_> = known.map(|one| one.id.as_str()).collect();
            return Err(CaseError::wrong(format!(
                "`{item}` is no item of the introduction: expected one of `{}`",
                known.join("`, `")
            )));
        }
        let task = work.task_of((&subject, &case), item, on).await?;
        work.enter(&subject, on, (None, Happening::TaskDone { task })).await
    })
}

/// Signs for the other side that an item is done: another person than whoever
/// signed first, be it the colleague or staff.
///
/// # Errors
///
/// When the caller may not, the case is closed, no introduction goes on, the
/// item is none of the programme's, is not done or is signed by both sides, or
/// the same person signs without a reason.
pub fn countersign_item<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a CountersignItem,
) -> UseCase<'a, Entry> {
    office.run(call, ("countersign_item", command), async move |work| {
        let CountersignItem { participant, item, on_behalf, on } = command;
        let (subject, _) = work.open_case(Action::Countersign, participant).await?;
        let on = work.day(*on)?;
        if work.way(&subject).await?.is_none() {
            return Err(CaseError::wrong(format!(
                "`{subject}` is in no operation that goes by a programme: expected one with \
                     an introduction"
            )));
        }
        let (item, on_behalf) = (item.clone(), on_behalf.clone());
        let what = Happening::ItemCountersigned { item, on_behalf };
        work.enter(&subject, on, (None, what)).await
    })
}

/// What the introductions that the caller may read take of mentors, and how
/// solid they are. That the list was made stands in the access log.
///
/// # Errors
///
/// When a programme cannot be read, or the store fails.
pub fn read_mentors<'a>(
    office: &'a Office,
    call: &'a Call,
    command: &'a ReadMentors,
) -> UseCase<'a, MentorsShown> {
    office.look(call, async move |work| {
        work.log_list("introduction load");
        let mut cases = work.cases().await?;
        cases.retain(|(subject, case)| {
            let hidden = case.erased.is_some() || case.enrolments.is_empty();
            let resource = of_case((subject, case), call.today);
            !hidden && work.may_silently(Action::ReadCase, &resource)
        });
        let (people, cases): (Vec<Subject>, Vec<Case>) = cases.into_iter().unzip();
        let cases: BTreeMap<_, _> = cases.into_iter().map(|case| (case.id.clone(), case)).collect();
        // The way they are on, or were on last.
        let mut last = BTreeMap::new();
        let seq = work.writer.tail().seq;
        let tell = |way: Result<Way, CaseError>| {
            let way = way?;
            if let Some(case) = cases.get(&way.participant) {
                last.insert(case.id.clone(), plan(&way, case, call.today));
            }
            Ok(())
        };
        each_way(&mut work.writer, (&people, seq), tell).await?;
        let mentored = last.into_iter().filter_map(|(id, plan)| {
            let placements = cases.get(&id)?.placements.values();
            Some(Mentored { plan: plan?, mentors: placements.filter_map(mentor).collect() })
        });
        Ok(shown(&mentored.collect::<Vec<_>>(), command.limit))
    })
}

fn shown(mentored: &[Mentored], limit: u32) -> MentorsShown {
    let load = mentor_load(mentored);
    let mut weeks = Vec::new();
    for (mentor, all) in &load.mentors {
        weeks.extend(all.iter().map(|(week, load)| {
            let (mentor, week, minutes) = (Some(mentor.clone()), *week, load.minutes());
            MentorWeek { mentor, week, minutes }
        }));
    }
    weeks.extend(load.nobody.iter().map(|(week, load)| {
        let (week, minutes) = (*week, load.minutes());
        MentorWeek { mentor: None, week, minutes }
    }));
    let plans: Vec<_> = mentored.iter().map(|one| one.plan.clone()).collect();
    MentorsShown {
        introductions: plans.len(),
        solid: solid(&plans),
        weeks,
        too_much: load.over(limit).iter().map(Overload::to_string).collect(),
    }
}

fn plan(way: &Way, case: &Case, day: NaiveDate) -> Option<IntroductionPlan> {
    let (journey, refused) = way.journey_of(&way.log);
    let counts = etablera_domain::event::effective(&way.log).into_iter();
    let counts = counts.filter(|event| refused.iter().all(|(id, _)| *id != event.id));
    let signed = SignOffs::of(&way.template, &case.id, counts);
    IntroductionPlan::of(&journey, (&case.id, &signed), day)
}

/// Who is mentor at a placement, by its agreement.
fn mentor(placement: &PlacementState) -> Option<Assignment> {
    let draft = placement.agreement.as_ref().filter(|one| one.rejected.is_empty())?;
    let terms = Some(&draft.terms).filter(|_| placement.declined.is_empty())?;
    Some(Assignment {
        placement: placement.id.clone(),
        supervisor: terms.supervisor.clone(),
        from: terms.from,
        until: terms.until,
    })
}

impl Work<'_> {
    /// The open task of an item, which is set now if it was not.
    async fn task_of(
        &mut self,
        (subject, case): (&Subject, &Case),
        item: &Code,
        on: NaiveDate,
    ) -> Result<TaskId, CaseError> {
        let known = case.tasks.iter().filter(|(_, task)| task.what == *item);
        let (mut done, mut open) = (false, None);
        for (id, task) in known {
            match &task.done {
                Some(Done::On(_)) => done = true,
                None => open = open.or(Some(id.clone())),
                Some(Done::Dropped(_)) => {}
            }
        }
        if done {
            return Err(CaseError::wrong(format!(
                "item `{item}` of `{subject}` is signed: expected one that is not"
            )));
        }
        if let Some(open) = open {
            return Ok(open);
        }
        let task: TaskId = item.as_str().parse().map_err(|_| {
            CaseError::wrong(format!("item `{item}` names no task: expected a shorter name"))
        })?;
        if case.tasks.get(&task).is_some_and(|known| known.what != *item) {
            return Err(CaseError::wrong(format!(
                "task `{task}` of `{subject}` is something else: expected that settled first"
            )));
        }
        let due = Due::On { day: on };
        let what = Happening::TaskSet { task: task.clone(), what: item.clone(), due };
        self.enter(subject, on, (None, what)).await?;
        Ok(task)
    }
}
