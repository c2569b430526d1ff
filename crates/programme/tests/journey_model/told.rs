//! The rules, told plainly: each answer anew from the whole history.

use chrono::{Days, NaiveDate};
use etablera_domain::event::{Outcome, Stage};

use crate::acts::Act;

pub(crate) type History = [(NaiveDate, Act)];

/// The stage that goes on, as it was told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Going {
    pub(crate) work: bool,
    pub(crate) at: u8,
    pub(crate) start: NaiveDate,
    pub(crate) until: NaiveDate,
    pub(crate) set_on: NaiveDate,
    pub(crate) extended: u8,
    pub(crate) checks: u8,
    pub(crate) decided: bool,
}

/// What comes next while nothing goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Waits {
    Match,
    Work,
    /// The stage, the days left of it, and how often it was made longer.
    Moves(bool, i64, u8),
    Nothing,
}

pub(crate) fn entered(history: &History) -> bool {
    let last = history.iter().rev().find(|(_, act)| matches!(act, Act::Enrol | Act::Leave));
    last.is_some_and(|(_, act)| *act == Act::Enrol)
}

/// Whether a day rests, as known on another.
pub(crate) fn rests(history: &History, on: NaiveDate, today: NaiveDate) -> bool {
    let turns = history.iter().filter(|(day, _)| *day <= on);
    let last = turns.rev().find(|(_, act)| matches!(act, Act::Pause | Act::Resume | Act::Leave));
    last.is_some_and(|(_, act)| *act == Act::Pause) && on <= today
}

/// The day that comes after so many days that do not rest.
pub(crate) fn counted(
    history: &History,
    (from, day): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> NaiveDate {
    let mut left = (day - from).num_days() + 1;
    let mut on = from;
    loop {
        left -= i64::from(!rests(history, on, today));
        if left == 0 {
            return on;
        }
        on = on + Days::new(1);
    }
}

pub(crate) fn told(history: &History) -> (Option<Going>, Waits) {
    let (mut going, mut waits): (Option<Going>, Waits) = (None, Waits::Match);
    for (nth, (on, act)) in history.iter().enumerate() {
        let before = &history[..nth];
        match *act {
            Act::Enrol | Act::Leave => (going, waits) = (None, Waits::Match),
            Act::Start(at, stage, days) => {
                let extended = if let Waits::Moves(_, _, times) = waits { times } else { 0 };
                let extended = if going.is_some() { 0 } else { extended };
                going = Some(Going {
                    work: stage == Stage::Employment,
                    at,
                    start: *on,
                    until: *on + Days::new(days),
                    set_on: *on,
                    extended,
                    checks: 0,
                    decided: false,
                });
            }
            Act::Decide(_, outcome, _, days) => {
                let one = going.as_mut().unwrap();
                match outcome {
                    Outcome::Continue => one.decided = true,
                    Outcome::Extend => {
                        one.until = *on + Days::new(days.unwrap());
                        one.set_on = *on;
                        one.extended += 1;
                    }
                    Outcome::End => {
                        waits = if one.work { Waits::Nothing } else { Waits::Match };
                        going = None;
                    }
                }
            }
            Act::End(at, reason) => {
                if let Some(one) = going.filter(|one| one.at == at) {
                    let end = counted(before, (one.set_on, one.until), *on);
                    waits = match (one.decided, one.work, reason) {
                        (true, false, _) => Waits::Work,
                        (true, true, _) => Waits::Nothing,
                        (false, work, "moved") if end > *on => {
                            Waits::Moves(work, (end - *on).num_days(), one.extended)
                        }
                        (false, _, _) => Waits::Match,
                    };
                    going = None;
                }
            }
            Act::CheckIn(_) => going.as_mut().unwrap().checks += 1,
            _ => {}
        }
    }
    (going, waits)
}

/// What was said of a placement since it was last proposed.
pub(crate) fn said(history: &History, at: u8) -> Option<&History> {
    let proposed = history.iter().rposition(|(_, act)| *act == Act::Propose(at));
    proposed.map(|from| &history[from..])
}

pub(crate) fn began(history: &History, at: u8) -> bool {
    history.iter().any(|(_, act)| matches!(act, Act::Start(of, ..) if *of == at))
}

pub(crate) fn ended(history: &History, at: u8) -> bool {
    let proposed = history.iter().position(|(_, act)| *act == Act::Propose(at));
    let since = proposed.map_or(&[][..], |from| &history[from..]);
    let known = since.iter().any(|(_, act)| *act == Act::Leave);
    known || told_ended(history, at)
}

pub(crate) fn told_ended(history: &History, at: u8) -> bool {
    history.iter().any(|(_, act)| matches!(act, Act::End(of, _) if *of == at))
}

/// Whether a stage at it is over, and the next waited for another match since.
pub(crate) fn used_up(history: &History, at: u8) -> bool {
    (1..=history.len()).any(|len| {
        let so_far = &history[..len];
        began(so_far, at) && told(so_far).1 == Waits::Match && told(so_far).0.is_none()
    })
}

pub(crate) fn declined(history: &History, at: u8) -> bool {
    said(history, at).is_some_and(|said| said.iter().any(|(_, act)| *act == Act::Decline(at)))
}

pub(crate) fn may_start(
    history: &History,
    on: NaiveDate,
    (at, stage, days): (u8, Stage, u64),
) -> bool {
    let (going, waits) = told(history);
    let accepted =
        said(history, at).is_some_and(|said| said.iter().any(|(_, act)| *act == Act::Accept(at)));
    let work = stage == Stage::Employment;
    let until = on + Days::new(days);
    let usual = on + Days::new(if work { 29 } else { 19 });
    let longest = match (going, waits) {
        (Some(one), _) if one.decided && !one.work && work => usual,
        (Some(_), _) | (None, Waits::Nothing) => return false,
        (None, Waits::Match) if !work => usual,
        (None, Waits::Work) if work => usual,
        (None, Waits::Moves(of, left, _)) if of == work => on + Days::new(left as u64 - 1),
        _ => return false,
    };
    until <= longest && !used_up(history, at) && !declined(history, at) && (work || accepted)
}

pub(crate) fn may_decide(
    history: &History,
    on: NaiveDate,
    (at, outcome, reason, days): (u8, Outcome, &str, Option<u64>),
) -> bool {
    let Some(one) = told(history).0.filter(|one| one.at == at && !one.decided) else {
        return false;
    };
    let resting = rests(history, on, on);
    let end = counted(history, (one.set_on, one.until), on);
    let fits = match (outcome, one.work) {
        (Outcome::Continue, false) => {
            let due = counted(history, (one.start, one.start + Days::new(7)), on).min(end);
            reason == "works" && !resting && (one.checks > 0 || due >= on)
        }
        (Outcome::Continue, true) => reason == "hired" && !resting,
        (Outcome::Extend, false) => {
            let until = days.map(|days| on + Days::new(days));
            let most = end + Days::new(10);
            let fits = until.is_some_and(|until| until > end && until <= most);
            return reason == "more" && !resting && one.extended == 0 && fits;
        }
        (Outcome::Extend, true) => false,
        (Outcome::End, false) => reason == "tasks",
        (Outcome::End, true) => reason == "over",
    };
    fits && days.is_none()
}

pub(crate) fn allows(history: &History, on: NaiveDate, act: Act) -> bool {
    let inside = entered(history);
    let resting = rests(history, on, on);
    let open = |at| said(history, at).is_some() && !ended(history, at);
    let going = told(history).0;
    match act {
        Act::Enrol => !inside,
        Act::Leave => inside,
        Act::Pause => inside && !resting,
        Act::Resume => inside && resting,
        Act::Propose(at) => !began(history, at) && !ended(history, at),
        Act::Accept(at) | Act::Decline(at) => open(at) && !began(history, at),
        Act::Start(at, stage, days) => {
            inside && !resting && open(at) && may_start(history, on, (at, stage, days))
        }
        Act::Decide(at, outcome, reason, days) => {
            inside && open(at) && may_decide(history, on, (at, outcome, reason, days))
        }
        Act::CheckIn(at) => inside && open(at) && going.is_some_and(|one| one.at == at),
        Act::End(at, reason) => {
            let breaks = inside && going.is_some_and(|one| one.at == at && !one.decided);
            let work = going.is_some_and(|one| one.work);
            let known = reason == "moved" || (reason == "tasks" && !work);
            said(history, at).is_some() && !told_ended(history, at) && (!breaks || known)
        }
    }
}
