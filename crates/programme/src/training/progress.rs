//! The report a part and person.

use chrono::NaiveDate;
use etablera_domain::ParticipantId;
use etablera_domain::event::Code;
use serde::Serialize;

use super::content::ContentPlan;
use super::member::Member;
use super::pace::{Pace, pace};
use super::row::rows;
use super::session::Sessions;
use super::tally::Tally;
use super::topic::Topic;
use crate::rules::{Rules, RulesError};

/// One part of the content for one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartProgress {
    /// Which part.
    pub part: Code,
    /// What it is about.
    pub topic: Topic,
    /// Minutes that it needs.
    pub needed: u32,
    /// Minutes so far and to come.
    pub tally: Tally,
}

impl PartProgress {
    /// Minutes in which they have still to be there.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.needed.saturating_sub(self.tally.attended)
    }

    /// Minutes that no session to come covers, even if they are at them all.
    #[must_use]
    pub fn unplanned(&self) -> u32 {
        self.left().saturating_sub(self.tally.planned)
    }
}

/// How far somebody has come, as known on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// Who.
    pub participant: ParticipantId,
    /// The day.
    pub day: NaiveDate,
    /// Every part, in the plan's order.
    pub parts: Vec<PartProgress>,
    /// Sessions of no part, or of one that the plan does not have.
    pub other: Tally,
    /// How civic orientation goes; none where the plan has none.
    pub orientation: Option<Pace>,
}

impl Progress {
    /// A part by its code.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&PartProgress> {
        self.parts.iter().find(|one| one.part.as_str() == id)
    }

    /// Whether every part has its hours.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.parts.iter().all(|part| part.left() == 0)
    }
}

/// How far somebody has come, by part, and whether civic orientation will be
/// finished in time.
///
/// # Errors
/// A rule is missing.
pub fn progress(
    plan: &ContentPlan,
    (sessions, member): (&Sessions, &Member),
    (rules, day): (&Rules, NaiveDate),
) -> Result<Progress, RulesError> {
    let rows = rows(sessions, member, day);
    let of_part = |part: &super::Part| PartProgress {
        part: part.id.clone(),
        topic: part.topic,
        needed: part.minutes,
        tally: Tally::default(),
    };
    let mut parts: Vec<PartProgress> = plan.parts().iter().map(of_part).collect();
    let mut other = Tally::default();
    for row in &rows {
        let part = parts.iter_mut().find(|one| row.session.counts_towards(one.part.as_str()));
        part.map_or(&mut other, |part| &mut part.tally).add(row);
    }
    let orientation = pace(plan, &rows, (rules, day))?;
    Ok(Progress { participant: member.id().clone(), day, parts, other, orientation })
}
