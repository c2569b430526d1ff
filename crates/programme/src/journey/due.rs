//! What is to be done, and what is late.

use chrono::{Datelike, NaiveDate};
use etablera_domain::event::Code;
use etablera_domain::{NeedId, PlacementId};

use super::state::{Journey, Leaving, Next, Run};
use crate::calendar::add_days;
use crate::template::{FollowUp, Length, Target, WorkingDays};

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Never entered the programme.
    Outside,
    /// In the programme and waiting for a match.
    Matching,
    /// In a stage.
    Stage {
        /// Which.
        stage: Code,
        /// Its last day, with the pauses so far.
        until: NaiveDate,
        /// Whether it is decided what follows.
        decided: bool,
    },
    /// Between two stages.
    Between {
        /// Which comes next.
        stage: Code,
    },
    /// Through with all stages, and not left yet.
    Through,
    /// Left.
    Left(NaiveDate),
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// A check-in of a stage, from 1.
    CheckIn {
        /// In which stage.
        stage: Code,
        /// Which one.
        number: usize,
    },
    /// The decision on a stage.
    Decision {
        /// Which stage.
        stage: Code,
    },
    /// The next stage is to begin.
    Start {
        /// Which stage.
        stage: Code,
    },
    /// The participant is to leave the programme.
    Leave,
    /// The time of a month is to be confirmed.
    Confirmation {
        /// At which placement.
        placement: PlacementId,
        /// The first day of the month.
        month: NaiveDate,
    },
    /// An item of the introduction.
    Introduction {
        /// Which.
        item: Code,
    },
    /// The status after leaving is to be found out.
    FollowUp {
        /// Which question.
        id: Code,
        /// When the participant left.
        left: NaiveDate,
    },
}

/// Something to be done, with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub duty: Duty,
    /// Since when it is announced, or can be done.
    pub from: NaiveDate,
    /// The last day on which it is in time.
    pub on: NaiveDate,
    /// Whether that day has passed.
    pub late: bool,
}

/// How somebody stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The day.
    pub day: NaiveDate,
    /// Where they are.
    pub phase: Phase,
    /// Since when the programme rests, if it does.
    pub paused: Option<NaiveDate>,
    /// What is to be done, by day, then by what it is.
    pub due: Vec<Due>,
}

impl Standing {
    /// What is late.
    pub fn late(&self) -> impl Iterator<Item = &Due> {
        self.due.iter().filter(|due| due.late)
    }

    /// What is announced or can be done by now.
    pub fn announced(&self) -> impl Iterator<Item = &Due> {
        self.due.iter().filter(|due| due.from <= self.day)
    }
}

impl Journey<'_> {
    /// How it stands at the end of a day, none earlier than what happened
    /// last.
    #[must_use]
    pub fn standing(&self, day: NaiveDate, calendar: &impl WorkingDays) -> Standing {
        let day = self.last.map_or(day, |last| last.max(day));
        let mut all: Vec<(Duty, NaiveDate, NaiveDate)> = Vec::new();
        if self.entry.is_some() {
            self.stage_duties(day, calendar, &mut all);
            self.introduction_duties(day, &mut all);
        }
        self.confirmations(day, &mut all);
        self.follow_ups(&mut all);
        let due = all.into_iter().map(|(duty, from, on)| Due { duty, from, on, late: day > on });
        let mut due: Vec<Due> = due.collect();
        due.sort_by(|one, other| (one.on, &one.duty).cmp(&(other.on, &other.duty)));
        Standing { day, phase: self.phase(day), paused: self.resting(), due }
    }

    /// Where the participant is on a day.
    #[must_use]
    pub fn phase(&self, day: NaiveDate) -> Phase {
        let id = |stage: usize| self.plan(stage).id.clone();
        match (&self.entry, self.leavings.last(), &self.run) {
            (None, None, _) => Phase::Outside,
            (None, Some(left), _) => Phase::Left(left.on),
            (Some(_), _, Some(run)) => {
                let (until, decided) = (self.end(run, day), run.decided.is_some());
                Phase::Stage { stage: id(run.stage), until, decided }
            }
            (Some(_), _, None) => match self.next {
                Next::Match => Phase::Matching,
                Next::Stage(stage, _) | Next::Move { stage, .. } => {
                    Phase::Between { stage: id(stage) }
                }
                Next::Leave(_) => Phase::Through,
            },
        }
    }

    /// What was learnt about a need, for the next matching.
    pub fn learnt_about(&self, need: &NeedId) -> impl Iterator<Item = &super::Lesson> {
        self.lessons.iter().filter(move |lesson| lesson.need.as_ref() == Some(need))
    }

    fn stage_duties(
        &self,
        day: NaiveDate,
        calendar: &impl WorkingDays,
        all: &mut Vec<(Duty, NaiveDate, NaiveDate)>,
    ) {
        let start = |stage: usize| Duty::Start { stage: self.plan(stage).id.clone() };
        let Some(run) = &self.run else {
            match self.next {
                Next::Match => {}
                Next::Stage(stage, since) | Next::Move { stage, since, .. } => {
                    all.push((start(stage), since, self.put_off(add_days(since, 1), since, day)));
                }
                Next::Leave(since) => all.push((Duty::Leave, since, since)),
            }
            return;
        };
        let plan = self.plan(run.stage);
        for (at, on) in self.check_in_days(run, day).into_iter().enumerate().skip(run.check_ins) {
            let (stage, number) = (plan.id.clone(), at + 1);
            all.push((Duty::CheckIn { stage, number }, on, on));
        }
        let end = self.end(run, day);
        match run.decided {
            None => {
                let from = plan.warning.map_or(end, |days| calendar.working_days_before(end, days));
                all.push((Duty::Decision { stage: plan.id.clone() }, from, end));
            }
            Some((Target::Stage(next), _)) => {
                all.push((start(next), end, self.put_off(add_days(end, 1), end, day)));
            }
            Some(_) => all.push((Duty::Leave, end, end)),
        }
    }

    fn introduction_duties(&self, day: NaiveDate, all: &mut Vec<(Duty, NaiveDate, NaiveDate)>) {
        let Some(introduction) = self.introduction(day) else { return };
        let items = introduction.items.into_iter();
        for (item, on) in items.filter(|(item, _)| !self.items_done.contains(&item.id)) {
            let item = item.id.clone();
            all.push((Duty::Introduction { item }, introduction.began, on));
        }
    }

    /// Each month in which something went on at a placement and that is over,
    /// for the month or the participant, and was not confirmed.
    fn confirmations(&self, day: NaiveDate, all: &mut Vec<(Duty, NaiveDate, NaiveDate)>) {
        let Some(within) = self.template.confirmation else { return };
        let mut asked: Vec<(usize, NaiveDate)> = Vec::new();
        let going = |run: &Run| Some((run.slot?, run.start, day));
        let past = self.past.iter().filter_map(|past| {
            let at = past.placement.as_ref().and_then(|id| self.slot(id))?;
            Some((at, past.start, past.end))
        });
        for (at, start, end) in past.chain(self.run.iter().filter_map(going)) {
            for month in months(start, end.min(day)) {
                let done = self.months.contains(&(at, month)) || asked.contains(&(at, month));
                let over = end < day || Length::Months(1).last_day(month) < day;
                if over && !done {
                    asked.push((at, month));
                    let last = Length::Months(1).last_day(month);
                    let placement = self.slots[at].id.clone();
                    let (from, on) = (last.min(end), within.after(last));
                    all.push((Duty::Confirmation { placement, month }, from, on));
                }
            }
        }
    }

    /// The questions after each leaving that fell due before the participant
    /// came back.
    fn follow_ups(&self, all: &mut Vec<(Duty, NaiveDate, NaiveDate)>) {
        for (nth, left) in self.leavings.iter().enumerate() {
            let later = self.leavings.get(nth + 1).map(|next| next.entry.on);
            let back = later.or(self.entry.as_ref().map(|entry| entry.on));
            for asked in &self.template.follow_ups {
                let (from, on) = window(asked, left);
                let again = back.is_some_and(|back| back <= on);
                if !again && !self.answered(asked, left) {
                    let id = asked.id.clone();
                    all.push((Duty::FollowUp { id, left: left.on }, from, on));
                }
            }
        }
    }

    /// Whether the status was found out in the time that is this question's:
    /// until the next one opens.
    fn answered(&self, asked: &FollowUp, left: &Leaving) -> bool {
        let (from, on) = window(asked, left);
        let others = self.template.follow_ups.iter().map(|other| window(other, left));
        let next = others.filter(|(_, other)| *other > on).map(|(opens, _)| opens).min();
        let mut statuses = self.statuses.iter();
        statuses.any(|status| *status >= from && next.is_none_or(|next| *status < next))
    }
}

/// Since when an answer counts, and when it is due.
fn window(asked: &FollowUp, left: &Leaving) -> (NaiveDate, NaiveDate) {
    let on = asked.after.after(left.on);
    (asked.opens.map_or(on, |opens| opens.after(left.on)), on)
}

/// The first day of each month from one day to another.
fn months(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = from.with_day(1).unwrap_or(from);
    // The last month that can be told has none after it.
    let after = |month: &NaiveDate| {
        Some(Length::Months(1).after(*month)).filter(|next| next.day() == 1 && next > month)
    };
    std::iter::successors(Some(first), after).take_while(move |month| *month <= until)
}
