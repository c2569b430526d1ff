//! How far time is from the share.

use etablera_domain::event::state::ReportedTime;
use serde::Serialize;

use super::share::Share;
use crate::rules::Amount;

/// Minutes of work and training against the share that should be training;
/// planned or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// The part that should be training.
    pub share: Share,
    /// Minutes of work.
    pub work_minutes: u32,
    /// Minutes of training.
    pub training_minutes: u32,
}

impl Balance {
    /// Of reported time.
    #[must_use]
    pub fn reported(share: Share, time: ReportedTime) -> Self {
        let ReportedTime { work_minutes, training_minutes } = time;
        Self { share, work_minutes, training_minutes }
    }

    /// How many minutes should be training, exactly.
    #[must_use]
    pub fn target(&self) -> Amount {
        self.share.of(self.total())
    }

    /// How many minutes there is too much training; below 0 too little.
    #[must_use]
    pub fn deviation(&self) -> Amount {
        self.share.minutes(self.excess())
    }

    /// The deviation in tenths of days of so many minutes, half a tenth away
    /// from 0.
    ///
    /// # Panics
    /// If a day has no minutes.
    #[must_use]
    pub fn deviation_tenths(&self, day_minutes: u16) -> i64 {
        tenths(self.deviation(), day_minutes)
    }

    /// The target in tenths of days of so many minutes, half a tenth up.
    ///
    /// # Panics
    /// If a day has no minutes.
    #[must_use]
    pub fn target_tenths(&self, day_minutes: u16) -> i64 {
        tenths(self.target(), day_minutes)
    }

    pub(super) fn excess(&self) -> i64 {
        self.share.excess(self.work_minutes.into(), self.training_minutes.into())
    }

    fn total(&self) -> i64 {
        i64::from(self.work_minutes) + i64::from(self.training_minutes)
    }
}

fn tenths(minutes: Amount, day_minutes: u16) -> i64 {
    assert!(day_minutes > 0, "a day has minutes");
    let day = minutes.denominator() * i64::from(day_minutes);
    let twice = minutes.numerator().abs() * 20;
    let rounded = (twice + day) / (2 * day);
    rounded * minutes.numerator().signum()
}
