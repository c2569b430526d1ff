//! Hours, shifts and the day to begin.

use chrono::NaiveDate;
use etablera_domain::{Shift, Stance, WeeklyHours};

use super::{Assessment, State};
use crate::profile::Profile;
use crate::verdict::Tier;

pub(super) fn hours(weekly: WeeklyHours, profile: &Profile<'_>) -> Assessment {
    answer(profile.participant.hours.map(|hours| hours.overlaps(weekly)))
}

pub(super) fn shift(shift: Shift, profile: &Profile<'_>) -> Assessment {
    answer(profile.participant.shifts.get(&shift).map(|stance| *stance == Stance::Yes))
}

pub(super) fn start(by: NaiveDate, profile: &Profile<'_>) -> Assessment {
    answer(profile.participant.available_from.map(|from| from <= by))
}

/// Yes, no, or nobody has asked.
pub(super) fn answer(known: Option<bool>) -> Assessment {
    match known {
        Some(true) => Assessment::of(State::Enough, 100),
        Some(false) => Assessment::of(State::No, 0),
        None => Assessment::SILENT,
    }
}

/// The best tier of a pair with such an answer to a must that nobody can
/// learn.
pub(crate) fn tier_of(known: Option<bool>) -> Tier {
    match known {
        Some(true) => Tier::Ready,
        Some(false) => Tier::NotEligible,
        None => Tier::ToClarify,
    }
}
