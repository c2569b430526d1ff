//! The periods of all reports: those that are open, and those that are frozen.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::correction::Correction;
use super::snapshot::{FreezeError, Period, Records, Snapshot, whole};

/// Periods with their records. A period is open until it is frozen, and from
/// then on has versions and takes no change.
#[derive(Clone, Debug, Default)]
pub struct Book {
    open: BTreeMap<Period, Records>,
    frozen: BTreeMap<Period, Vec<Snapshot>>,
}

impl Book {
    /// Adds a record to an open period. Numbers are whole: a share is best
    /// kept as the two counts it is made of.
    ///
    /// # Errors
    ///
    /// When the period is frozen, the key has a record, or the record cannot
    /// be written or has a fraction. (What is infinite or not a number comes
    /// as null.)
    pub fn put(
        &mut self,
        period: &Period,
        key: &str,
        record: &impl Serialize,
    ) -> Result<(), FreezeError> {
        self.still_open(period)?;
        let written = serde_json::to_value(record);
        let record = written.map_err(|source| FreezeError::Record { key: key.into(), source })?;
        whole(key, &record)?;
        let records = self.open.entry(period.clone()).or_default();
        if records.contains_key(key) {
            return Err(FreezeError::GivenTwice(key.into()));
        }
        records.insert(key.into(), record);
        Ok(())
    }

    /// Takes a record out of an open period, to be put in otherwise or left
    /// out.
    ///
    /// # Errors
    ///
    /// When the period is frozen or the key has no record.
    pub fn take(&mut self, period: &Period, key: &str) -> Result<Value, FreezeError> {
        self.still_open(period)?;
        let record = self.open.get_mut(period).and_then(|records| records.remove(key));
        record.ok_or_else(|| FreezeError::NotThere(key.into()))
    }

    /// Freezes an open period; one that nothing was put in is frozen empty.
    ///
    /// # Errors
    ///
    /// When it is frozen already, or not over on that day.
    pub fn freeze(&mut self, period: &Period, on: NaiveDate) -> Result<&Snapshot, FreezeError> {
        self.still_open(period)?;
        if on <= period.last() {
            return Err(FreezeError::NotOver { on, last: period.last() });
        }
        let records = self.open.remove(period).unwrap_or_default();
        let snapshot = Snapshot::new(period.clone(), on, None, records);
        let versions = self.frozen.entry(period.clone()).or_default();
        Ok(versions.push_mut(snapshot))
    }

    /// Freezes what is known now as the next version, and says what differs
    /// from the last. The versions before stay.
    ///
    /// # Errors
    ///
    /// When the period is not frozen, nothing differs, a record has a fraction, or
    /// the day is before that of the last version.
    pub fn correct(
        &mut self,
        period: &Period,
        now: Records,
        on: NaiveDate,
    ) -> Result<Vec<Correction>, FreezeError> {
        let versions = self.frozen.get_mut(period).ok_or_else(|| period.not_frozen())?;
        let Some(last) = versions.last() else { return Err(period.not_frozen()) };
        if on < last.frozen_on() {
            return Err(FreezeError::Backdated { on, last: last.frozen_on() });
        }
        now.iter().try_for_each(|(key, record)| whole(key, record))?;
        let corrections = last.corrections(&now);
        if corrections.is_empty() {
            return Err(FreezeError::NothingNew { version: last.version() });
        }
        let next = Snapshot::new(period.clone(), on, Some(last), now);
        versions.push(next);
        Ok(corrections)
    }

    /// Takes in a version that was frozen before, as it was kept.
    ///
    /// # Errors
    ///
    /// When it is not the version after the last, or does not hold its hash.
    pub fn keep(&mut self, snapshot: Snapshot) -> Result<(), FreezeError> {
        let versions = self.frozen.entry(snapshot.period().clone()).or_default();
        let (version, previous) = match versions.last() {
            Some(last) => (last.version() + 1, Some(last.hash())),
            None => (1, None),
        };
        if (snapshot.version(), snapshot.previous()) != (version, previous) {
            return Err(FreezeError::NotNext { found: snapshot.version(), expected: version });
        }
        versions.push(snapshot);
        Ok(())
    }

    /// The versions of a period, in order; none if it is open.
    #[must_use]
    pub fn versions(&self, period: &Period) -> &[Snapshot] {
        self.frozen.get(period).map_or(&[], Vec::as_slice)
    }

    fn still_open(&self, period: &Period) -> Result<(), FreezeError> {
        match self.versions(period).last() {
            Some(last) => Err(period.frozen(last.version())),
            None => Ok(()),
        }
    }
}
