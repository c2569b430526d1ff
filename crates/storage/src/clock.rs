//! The way out after a clock that was far ahead.
//!
//! Moments never go back along the log. So once a clock far ahead has written
//! to it, nobody could write until that time comes. Somebody may accept what
//! has happened: from then on events are written as of the last one, until the
//! clock has caught up.

use etablera_domain::event::{Event, Moment};
use serde::{Deserialize, Serialize};

use crate::db::Value;
use crate::error::StoreError;
use crate::log::{Tail, is_far_behind};
use crate::store::{Reader, Writer};

/// Its name among the settings.
const CLOCK: &str = "clock";

/// That a log was written to by a clock far ahead, and goes on all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptedClock {
    /// When the log was last written, by the clock that was ahead. What is
    /// written before this moment comes is written as of it.
    pub last: Moment,
    /// What the clock said when that was accepted. A clock far behind this is
    /// refused as ever.
    pub now: Moment,
}

impl AcceptedClock {
    /// Whether it lets an event be written at `now` into a log that was last
    /// written at `last`: not if a clock has been ahead once more.
    pub(crate) fn covers(self, last: Moment, now: Moment) -> bool {
        last <= self.last && !is_far_behind(now, self.now)
    }
}

impl Reader {
    /// What was last accepted of a clock that was ahead; it may be long past.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn accepted_clock(&mut self) -> Result<Option<AcceptedClock>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        let Some(row) = self.tx.fetch_one(sql, vec![Value::from(CLOCK)]).await? else {
            return Ok(None);
        };
        let accepted = serde_json::from_str(row.text(0)?);
        let damaged = |error| StoreError::Corrupt(format!("setting `{CLOCK}`: {error}"));
        accepted.map(Some).map_err(damaged)
    }
}

impl Writer {
    /// Accepts that the log was last written by a clock far ahead of `now`,
    /// which is right: events are then written as of the last one.
    ///
    /// # Errors
    ///
    /// [`StoreError::ClockRight`] when `now` is not far behind the log, and
    /// when the database cannot be written.
    pub async fn accept_clock(&mut self, now: Moment) -> Result<AcceptedClock, StoreError> {
        let last = self.tail.last.filter(|last| is_far_behind(now, *last));
        let last = last.ok_or(StoreError::ClockRight { now })?;
        let accepted = AcceptedClock { last, now };
        let text = serde_json::to_string(&accepted)
            .map_err(|error| StoreError::Corrupt(format!("setting `{CLOCK}`: {error}")))?;
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.tx.execute(sql, vec![Value::from(CLOCK), Value::from(text)]).await?;
        self.tail.accepted = Some(accepted);
        Ok(accepted)
    }

    /// The end of the log, to chain events to; what was accepted is looked up
    /// only where a clock is far behind.
    pub(crate) async fn tail_for(&mut self, events: &[Event]) -> Result<Tail, StoreError> {
        let behind = |last: Moment| events.iter().any(|one| is_far_behind(one.recorded_at, last));
        if self.tail.accepted.is_none() && self.tail.last.is_some_and(behind) {
            self.tail.accepted = self.accepted_clock().await?;
        }
        Ok(self.tail)
    }
}
