//! Hours that staff report on a project.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use etablera_domain::ActorId;

/// The most hours that a unit cost is paid for, of one person in a calendar
/// year. From the programme period of 2014 to 2020; give another limit where
/// a decision says so.
pub const MAX_HOURS: u32 = 1_662;

/// What somebody worked on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffHours {
    /// Who.
    pub person: ActorId,
    /// When.
    pub day: NaiveDate,
    /// How long, in minutes.
    pub minutes: u32,
}

/// Somebody has more hours in a year than are paid for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{person}` has {} hours and {} minutes in `{year}`: expected at most {most} hours",
    minutes / 60, minutes % 60)]
pub struct StaffWarning {
    /// Who.
    pub person: ActorId,
    /// The calendar year.
    pub year: i32,
    /// All that they worked in it.
    pub minutes: u64,
    /// The limit, in hours.
    pub most: u32,
}

/// Who has more than so many hours in a calendar year, by person and year.
#[must_use]
pub fn staff_hours(hours: &[StaffHours], most: u32) -> Vec<StaffWarning> {
    let mut years: BTreeMap<(&ActorId, i32), u64> = BTreeMap::new();
    for one in hours {
        *years.entry((&one.person, one.day.year())).or_default() += u64::from(one.minutes);
    }
    let over = years.into_iter().filter(|(_, minutes)| *minutes > 60 * u64::from(most));
    over.map(|((person, year), minutes)| StaffWarning {
        person: person.clone(),
        year,
        minutes,
        most,
    })
    .collect()
}
