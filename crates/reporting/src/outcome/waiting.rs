//! How long people wait for a placement, and employers for names.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::{NeedId, ParticipantId};
use serde::Serialize;

use super::followed::{Cohort, Step};
use super::proof::Why;
use crate::interval::{Curve, Watched};

/// Times from a day on, with who is in them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Times<I> {
    /// The share still waiting, by day.
    pub curve: Curve,
    /// To whom it happened, after how many days.
    pub happened: Vec<(I, u32)>,
    /// To whom it had not happened when they were last watched, after how many
    /// days: at leaving, or on the day of the report.
    pub waiting: Vec<(I, u32)>,
    /// Who is not in it, and why.
    pub outside: Vec<(I, Why)>,
}

/// A wait: from a day until it happened, or until nobody watched.
struct Wait {
    from: NaiveDate,
    happened: Option<NaiveDate>,
    until: NaiveDate,
}

impl<I> Times<I> {
    fn new(all: impl Iterator<Item = (I, Result<Wait, Why>)>) -> Self {
        let (mut happened, mut waiting, mut outside) = (Vec::new(), Vec::new(), Vec::new());
        let mut watched = Vec::new();
        for (id, wait) in all {
            let Wait { from, happened: day, until } = match wait {
                Ok(wait) => wait,
                Err(why) => {
                    outside.push((id, why));
                    continue;
                }
            };
            // What happened after somebody was last watched was not seen.
            let day = day.filter(|day| *day <= until);
            let days = (day.unwrap_or(until) - from).num_days();
            let days = u32::try_from(days).unwrap_or(0);
            watched.push(Watched { days, happened: day.is_some() });
            if day.is_some() { &mut happened } else { &mut waiting }.push((id, days));
        }
        Self { curve: Curve::new(&watched), happened, waiting, outside }
    }
}

/// Days from being received to the first trial or employment, as is known on a
/// day. Who leaves without is watched until leaving.
#[must_use]
pub fn first_placement(cohort: &Cohort, on: NaiveDate) -> Times<ParticipantId> {
    Times::new(cohort.all().map(|(one, fault)| {
        let wait = match fault {
            Some(fault) => Err(Why::Fault(fault)),
            None if on < one.received => Err(Why::NotReceived),
            None => Ok(Wait {
                from: one.received,
                happened: [Step::Trial, Step::Employed]
                    .into_iter()
                    .filter_map(|step| one.step(step, on))
                    .min(),
                until: one.left(on).map_or(on, |(left, _)| left),
            }),
        };
        (one.person.clone(), wait)
    }))
}

/// When an employer told a need, and first got names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeedAsked {
    /// The day on which it was told.
    pub told: NaiveDate,
    /// The day of the first names, if there were any; never before `told`.
    pub named: Option<NaiveDate>,
    /// The day on which it was withdrawn, if it was.
    pub withdrawn: Option<NaiveDate>,
}

/// Days from a need to the first names, as is known on a day. A need that is
/// withdrawn without is watched until then. What was named before it was told
/// counts as named on the day.
#[must_use]
pub fn first_names(needs: &BTreeMap<NeedId, NeedAsked>, on: NaiveDate) -> Times<NeedId> {
    Times::new(needs.iter().map(|(id, need)| {
        let wait = if on < need.told {
            Err(Why::NotYet(need.told))
        } else {
            let until = need.withdrawn.map_or(on, |day| day.clamp(need.told, on));
            let named = need.named.map(|day| day.max(need.told));
            Ok(Wait { from: need.told, happened: named, until })
        };
        (id.clone(), wait)
    }))
}
