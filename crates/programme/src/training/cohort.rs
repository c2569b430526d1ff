//! The report of a cohort, in total.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use serde::Serialize;

use super::content::ContentPlan;
use super::member::Member;
use super::pace::PaceStanding;
use super::progress::{Progress, progress};
use super::session::Sessions;
use super::tally::Tally;
use crate::rules::{Rules, RulesError};

/// One part of the content for a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartTotal {
    /// Which part.
    pub part: Code,
    /// Minutes that its members need together.
    pub needed: u64,
    /// Minutes in which they have still to be there, together.
    pub left: u64,
    /// Minutes that no session to come covers, together.
    pub unplanned: u64,
    /// How many of them have their hours.
    pub through: usize,
    /// Minutes so far and to come, together.
    pub tally: Tally,
}

/// How many stand how to the time in which orientation is finished.
pub type Standings = BTreeMap<PaceStanding, usize>;

/// How far a cohort has come: those who are in it on the day, with all that
/// they were at, in this cohort and in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CohortProgress {
    /// Which cohort.
    pub cohort: Code,
    /// The day.
    pub day: NaiveDate,
    /// Its members, by id.
    pub members: Vec<Progress>,
    /// Every part, in the plan's order.
    pub parts: Vec<PartTotal>,
    /// How many stand how; empty where the plan has no orientation.
    pub orientation: Standings,
}

/// How far a cohort has come.
///
/// # Errors
/// A rule is missing.
pub fn cohort_progress(
    plan: &ContentPlan,
    (sessions, members): (&Sessions, &[Member]),
    cohort: &Code,
    (rules, day): (&Rules, NaiveDate),
) -> Result<CohortProgress, RulesError> {
    let there = members.iter().filter(|member| member.is_in(cohort, day));
    let members = there.map(|member| progress(plan, (sessions, member), (rules, day)));
    let mut members: Vec<Progress> = members.collect::<Result<_, _>>()?;
    members.sort_by(|one, other| one.participant.cmp(&other.participant));
    let parts = (0..plan.parts().len()).map(|at| total(&plan.parts()[at].id, at, &members));
    let parts = parts.collect();
    let mut orientation = Standings::new();
    for pace in members.iter().filter_map(|one| one.orientation.as_ref()) {
        *orientation.entry(pace.standing()).or_default() += 1;
    }
    Ok(CohortProgress { cohort: cohort.clone(), day, members, parts, orientation })
}

/// The part at a place of the plan, over members.
fn total(part: &Code, at: usize, members: &[Progress]) -> PartTotal {
    let (tally, part) = (Tally::default(), part.clone());
    let mut sum = PartTotal { part, needed: 0, left: 0, unplanned: 0, through: 0, tally };
    for one in members.iter().map(|member| &member.parts[at]) {
        sum.needed += u64::from(one.needed);
        sum.left += u64::from(one.left());
        sum.unplanned += u64::from(one.unplanned());
        sum.through += usize::from(one.left() == 0);
        sum.tally += one.tally;
    }
    sum
}
