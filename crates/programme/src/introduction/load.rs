//! The minutes of mentors, week by week.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use etablera_domain::{ActorId, ParticipantId};
use serde::Serialize;

use super::plan::{IntroductionPlan, PlannedItem};
use crate::agreement::{Assignment, OverCapacity, assign};
use crate::template::Template;

/// Whether somebody can be mentor of one more colleague, by what the template
/// allows at a time.
///
/// # Errors
/// On some day they would have more than `limits.supervisor`.
pub fn may_mentor(
    template: &Template,
    all: &[Assignment],
    new: &Assignment,
) -> Result<(), OverCapacity> {
    assign(template.limits.supervisor, all, new)
}

/// A colleague with those who are mentors, each for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentored {
    /// The introduction.
    pub plan: IntroductionPlan,
    /// Who is mentor when. On a day on which there are several it is whoever
    /// came last, then the last by placement.
    pub mentors: Vec<Assignment>,
}

/// What colleagues take of somebody in a week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WeekLoad {
    /// Minutes each takes; only those above 0.
    pub colleagues: BTreeMap<ParticipantId, u32>,
}

impl WeekLoad {
    /// Minutes together.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.colleagues.values().fold(0, |sum, one| sum.saturating_add(*one))
    }
}

/// Minutes by the Monday of a week.
type Weeks = BTreeMap<NaiveDate, WeekLoad>;

/// What introductions take of mentors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MentorLoad {
    /// Of each mentor, by the Monday of the week.
    pub mentors: BTreeMap<ActorId, Weeks>,
    /// What nobody is there for, by the Monday of the week.
    pub nobody: Weeks,
}

/// A mentor has more in a week than somebody allows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{mentor}` has {} minutes of introduction in the week of {week}: expected at most {limit}",
    load.minutes()
)]
pub struct Overload {
    /// Who.
    pub mentor: ActorId,
    /// The Monday of the week.
    pub week: NaiveDate,
    /// Whose items they are.
    pub load: WeekLoad,
    /// Minutes that are allowed.
    pub limit: u32,
}

impl MentorLoad {
    /// Where somebody has more than `limit` minutes in a week, by week, then by
    /// mentor.
    #[must_use]
    pub fn over(&self, limit: u32) -> Vec<Overload> {
        let all = self.mentors.iter();
        let all = all
            .flat_map(|(mentor, weeks)| weeks.iter().map(move |(week, load)| (mentor, week, load)));
        let over = all.filter(|(_, _, load)| load.minutes() > limit);
        let mut over: Vec<Overload> = over
            .map(|(mentor, week, load)| {
                let (mentor, week, load) = (mentor.clone(), *week, load.clone());
                Overload { mentor, week, load, limit }
            })
            .collect();
        over.sort_by(|one, other| (one.week, &one.mentor).cmp(&(other.week, &other.mentor)));
        over
    }
}

/// What introductions take of their mentors, week by week.
///
/// The minutes of an item are laid out evenly over the weeks in which it is
/// done, the odd ones over the first of them: from the day after the items
/// before it fall due, or the first day, to the day it is due. What is signed
/// takes nothing after the day it was; what is late is still to be done, in the
/// week of the plan's day. A week is its mentor's on the last of these days in
/// it.
#[must_use]
pub fn mentor_load(mentored: &[Mentored]) -> MentorLoad {
    let mut load = MentorLoad::default();
    for one in mentored {
        let mut before = None;
        for item in &one.plan.items {
            let earlier = one.plan.items.iter().map(|other| other.due);
            before = earlier.filter(|due| *due < item.due).max().or(before);
            let from = before.map_or(one.plan.began, |due| due + Days::new(1));
            load.lay_out(one, item, window(item, from, one.plan.day));
        }
    }
    load
}

/// The first and last day on which an item is done.
fn window(item: &PlannedItem, from: NaiveDate, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    match item.signed_on() {
        Some(on) => (from.min(on), on),
        None if item.due < day => (day, day),
        None => (from, item.due),
    }
}

impl MentorLoad {
    fn lay_out(
        &mut self,
        one: &Mentored,
        item: &PlannedItem,
        (from, until): (NaiveDate, NaiveDate),
    ) {
        let weeks = std::iter::successors(Some(monday(from)), |week| Some(*week + Days::new(7)));
        let weeks: Vec<NaiveDate> = weeks.take_while(|week| *week <= until).collect();
        // An item takes at most 6000 minutes, over at least one week.
        let (minutes, count) = (usize::from(item.mentor_minutes), weeks.len());
        for (nth, week) in weeks.into_iter().enumerate() {
            let share = minutes / count + usize::from(nth < minutes % count);
            let share = u32::try_from(share).unwrap_or(u32::MAX);
            if share > 0 {
                let last = until.min(week + Days::new(6));
                let load = self.of(one.mentor_on(last)).entry(week).or_default();
                let sum = load.colleagues.entry(one.plan.colleague.clone()).or_default();
                *sum = sum.saturating_add(share);
            }
        }
    }

    fn of(&mut self, mentor: Option<&ActorId>) -> &mut Weeks {
        match mentor {
            Some(mentor) => self.mentors.entry(mentor.clone()).or_default(),
            None => &mut self.nobody,
        }
    }
}

impl Mentored {
    fn mentor_on(&self, day: NaiveDate) -> Option<&ActorId> {
        let then = self.mentors.iter().filter(|one| (one.from..=one.until).contains(&day));
        then.max_by_key(|one| (one.from, &one.placement)).map(|one| &one.supervisor)
    }
}

/// The Monday of a day's week.
fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}
