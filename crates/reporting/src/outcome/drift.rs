//! Whether work and training were split as agreed.

use std::collections::BTreeMap;

use etablera_domain::ParticipantId;
use serde::Serialize;

use super::proof::{Measure, Verdict, Why};

/// What somebody did over the programme, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    /// At work.
    pub work: u32,
    /// In training.
    pub training: u32,
}

/// How far everybody is from the split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// Tenths of a day that each had more training than agreed, or less if
    /// below 0.
    pub tenths: BTreeMap<ParticipantId, i64>,
    /// Who is at most a day from it.
    pub within_a_day: Measure,
}

/// How far people are from four fifths of work and one of training, of days of
/// so many minutes (0 is taken as 1). Tenths are rounded away from 0, so that
/// who is more than a day off shows it.
#[must_use]
pub fn drift(people: &BTreeMap<ParticipantId, Worked>, day_minutes: u16) -> Drift {
    let day = i64::from(day_minutes.max(1));
    let mut drift = Drift { tenths: BTreeMap::new(), within_a_day: Measure::default() };
    for (person, Worked { work, training }) in people {
        let (work, training) = (i64::from(*work), i64::from(*training));
        // In fifths of a minute: five times the training less the whole.
        let fifths = 5 * training - (work + training);
        let whole = 5 * day;
        let tenths = (10 * fifths.abs() + whole - 1) / whole * fifths.signum();
        let verdict = match fifths.abs() {
            _ if work + training == 0 => Verdict::Outside(Why::NothingWorked),
            off if off <= whole => Verdict::Yes,
            _ => Verdict::No(Why::Adrift),
        };
        drift.tenths.insert(person.clone(), tenths);
        drift.within_a_day.add(person.clone(), verdict);
    }
    drift
}
