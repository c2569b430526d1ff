//! When nobody may try again.

use chrono::TimeDelta;
use etablera_domain::event::Moment;
use etablera_storage::FailedLogIns;

use super::settings::{LockOut, after, before, minutes};

impl LockOut {
    /// Until when nobody may try, after these failures; none if anybody may.
    pub(super) fn until(&self, failed: Option<FailedLogIns>, now: Moment) -> Option<Moment> {
        self.end(failed?).filter(|until| now < *until)
    }

    /// The failures with one more.
    pub(super) fn with_another(&self, failed: Option<FailedLogIns>, now: Moment) -> FailedLogIns {
        let in_a_row = failed.filter(|failed| {
            let last = self.end(*failed).unwrap_or(failed.last_at);
            now < after(last, minutes(self.window_minutes))
        });
        let failures = in_a_row.map_or(0, |failed| failed.failures).saturating_add(1);
        FailedLogIns { failures, last_at: now }
    }

    /// Who failed last at or before this moment begins anew, whatever their
    /// number.
    pub(super) fn forgotten(&self, now: Moment) -> Moment {
        let longest = TimeDelta::seconds(self.longest_delay_seconds.into());
        before(now, longest + minutes(self.window_minutes))
    }

    /// When the time is over that failures lead to, if they lead to any.
    fn end(&self, failed: FailedLogIns) -> Option<Moment> {
        let more = failed.failures.checked_sub(self.failures.into())?;
        let doubled = u64::from(self.delay_seconds) << more.min(31);
        let seconds = doubled.min(self.longest_delay_seconds.into());
        Some(after(failed.last_at, TimeDelta::seconds(seconds as i64)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: LockOut =
        LockOut { failures: 3, window_minutes: 10, delay_seconds: 60, longest_delay_seconds: 200 };

    fn at(seconds: i64) -> Moment {
        let start: Moment = "2026-12-01T08:00:00.000000Z".parse().unwrap();
        after(start, TimeDelta::seconds(seconds))
    }

    fn failed(failures: u64) -> FailedLogIns {
        FailedLogIns { failures, last_at: at(0) }
    }

    #[test]
    fn the_time_grows_to_its_limit_and_ends_to_the_second() {
        assert_eq!(RULES.until(None, at(0)), None);
        assert_eq!(RULES.until(Some(failed(2)), at(0)), None);
        for (failures, seconds) in [(3, 60), (4, 120), (5, 200), (6, 200), (u64::MAX, 200)] {
            let end = at(seconds);
            assert_eq!(RULES.until(Some(failed(failures)), at(seconds - 1)), Some(end));
            assert_eq!(RULES.until(Some(failed(failures)), end), None);
        }
    }

    #[test]
    fn failures_that_are_far_apart_are_not_in_a_row() {
        let another = |before, seconds| RULES.with_another(before, at(seconds)).failures;
        assert_eq!(another(None, 0), 1);
        assert_eq!(another(Some(failed(1)), 599), 2);
        assert_eq!(another(Some(failed(1)), 600), 1);
        // After a time in which nobody may try the window begins at its end.
        assert_eq!(another(Some(failed(3)), 60 + 599), 4);
        assert_eq!(another(Some(failed(3)), 60 + 600), 1);
        assert_eq!(another(Some(failed(u64::MAX)), 1), u64::MAX);
    }

    #[test]
    fn what_is_forgotten_would_have_begun_anew() {
        let forgotten = RULES.forgotten(at(0));
        for failures in [1, 3, 9] {
            let failed = Some(FailedLogIns { failures, last_at: forgotten });
            assert_eq!(RULES.until(failed, at(0)), None);
            assert_eq!(RULES.with_another(failed, at(0)).failures, 1);
        }
    }
}
