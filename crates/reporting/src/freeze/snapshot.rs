//! What was reported for a period, in bytes that do not change.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use etablera_domain::event::Code;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::canonical::canonical;
use super::correction::{Correction, corrections};
use super::hash::Hash;

/// The records of a report under their keys.
pub type Records = BTreeMap<String, Value>;

/// Which form of bytes it is; a new form has a new number.
const FORMAT: u32 = 1;

/// Why a period is not frozen, or takes no change.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FreezeError {
    /// The last day is before the first.
    #[error("the period ends on `{last}`, before `{first}`: expected a later day or the same")]
    Backwards {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// The period is frozen.
    #[error(
        "`{report}` for `{first}` to `{last}` is frozen as version `{version}`: expected a \
         correction against it, and a new version"
    )]
    Frozen {
        /// The report.
        report: Code,
        /// The first day of the period.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
        /// The version that is frozen.
        version: u32,
    },
    /// The period has no version yet.
    #[error("`{report}` for `{first}` to `{last}` is not frozen: expected a frozen period")]
    NotFrozen {
        /// The report.
        report: Code,
        /// The first day of the period.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// The period is not over.
    #[error("frozen on `{on}`, before the period ends on `{last}`: expected a later day")]
    NotOver {
        /// The day that was given.
        on: NaiveDate,
        /// The last day of the period.
        last: NaiveDate,
    },
    /// The day is before that of the last version.
    #[error("frozen on `{on}`: expected no day before `{last}`, when the last version was frozen")]
    Backdated {
        /// The day that was given.
        on: NaiveDate,
        /// When the last version was frozen.
        last: NaiveDate,
    },
    /// A new version must differ.
    #[error("nothing differs from version `{version}`: expected a correction")]
    NothingNew {
        /// The version that is frozen.
        version: u32,
    },
    /// A version does not follow the one before.
    #[error(
        "version `{found}` does not follow: expected version `{expected}` with the hash of the \
         one before"
    )]
    NotNext {
        /// Which version came.
        found: u32,
        /// Which should have.
        expected: u32,
    },
    /// A key has a record already.
    #[error("`{0}` is given twice: expected one record for each key")]
    GivenTwice(String),
    /// A key has no record.
    #[error("`{0}` is not there: expected the key of a record")]
    NotThere(String),
    /// A record cannot be written as JSON.
    #[error("the record `{key}` cannot be written: expected names that are text")]
    Record {
        /// Its key.
        key: String,
        /// What was wrong.
        source: serde_json::Error,
    },
    /// A record has a number that is not whole.
    #[error(
        "the record `{0}` has a fraction, which is not read back to the last digit: expected whole \
         numbers, or text"
    )]
    Fraction(String),
    /// The bytes are not a snapshot.
    #[error("not a snapshot: expected the bytes of one")]
    Bytes(#[source] serde_json::Error),
    /// The bytes are not those that were frozen.
    #[error("the snapshot has the hash `{found}`: expected `{expected}`")]
    Changed {
        /// What it has.
        found: Hash,
        /// What it should have.
        expected: Hash,
    },
}

/// A report and the days that it covers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    report: Code,
    first: NaiveDate,
    last: NaiveDate,
}

/// Refuses what is not read back as it was written.
///
/// # Errors
///
/// When a number in the record is not whole.
pub(super) fn whole(key: &str, record: &Value) -> Result<(), FreezeError> {
    match record {
        Value::Number(number) if number.is_f64() => Err(FreezeError::Fraction(key.into())),
        Value::Array(values) => values.iter().try_for_each(|value| whole(key, value)),
        Value::Object(map) => map.values().try_for_each(|value| whole(key, value)),
        _ => Ok(()),
    }
}

impl Period {
    /// A report for days in a row, both ends included.
    ///
    /// # Errors
    ///
    /// When the last day is before the first.
    pub fn new(report: Code, first: NaiveDate, last: NaiveDate) -> Result<Self, FreezeError> {
        if last < first {
            return Err(FreezeError::Backwards { first, last });
        }
        Ok(Self { report, first, last })
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> &Code {
        &self.report
    }

    /// The first day.
    #[must_use]
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    pub(super) fn frozen(&self, version: u32) -> FreezeError {
        let Self { report, first, last } = self.clone();
        FreezeError::Frozen { report, first, last, version }
    }

    pub(super) fn not_frozen(&self) -> FreezeError {
        let Self { report, first, last } = self.clone();
        FreezeError::NotFrozen { report, first, last }
    }
}

/// A frozen version of a period. Nothing in it can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    inside: Inside,
    hash: Hash,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Inside {
    format: u32,
    frozen_on: NaiveDate,
    period: Period,
    previous: Option<Hash>,
    records: Records,
    version: u32,
}

impl Snapshot {
    /// The first version, or the one after another.
    pub(super) fn new(
        period: Period,
        frozen_on: NaiveDate,
        previous: Option<&Self>,
        records: Records,
    ) -> Self {
        let version = previous.map_or(1, |previous| previous.version() + 1);
        let previous = previous.map(Self::hash);
        Self::of(Inside { format: FORMAT, frozen_on, period, previous, records, version })
    }

    fn of(inside: Inside) -> Self {
        Self { hash: Hash::of(&inside.bytes()), inside }
    }

    /// The bytes that the hash is of: JSON, in one form.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.inside.bytes()
    }

    /// Reads a snapshot back.
    ///
    /// # Errors
    ///
    /// When the bytes are none, or do not have the hash that is expected.
    pub fn read(bytes: &[u8], expected: Hash) -> Result<Self, FreezeError> {
        let found = Hash::of(bytes);
        if found != expected {
            return Err(FreezeError::Changed { found, expected });
        }
        let read = Self::of(serde_json::from_slice(bytes).map_err(FreezeError::Bytes)?);
        // Bytes in another form are another snapshot, if they say the same.
        if read.hash == expected {
            Ok(read)
        } else {
            Err(FreezeError::Changed { found: read.hash, expected })
        }
    }

    /// The SHA-256 of [`Snapshot::bytes`].
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// 1 for the first; each later one adds one.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.inside.version
    }

    /// When it was frozen.
    #[must_use]
    pub fn frozen_on(&self) -> NaiveDate {
        self.inside.frozen_on
    }

    /// Which report and period.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.inside.period
    }

    /// The hash of the version before.
    #[must_use]
    pub fn previous(&self) -> Option<Hash> {
        self.inside.previous
    }

    /// The records.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.inside.records
    }

    /// What was edited since, by key.
    #[must_use]
    pub fn corrections(&self, now: &Records) -> Vec<Correction> {
        corrections(&self.inside.records, now)
    }
}

impl Inside {
    fn bytes(&self) -> Vec<u8> {
        let Period { report, first, last } = &self.period;
        let records: serde_json::Map<String, Value> =
            self.records.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        canonical(&json!({
            "format": self.format,
            "frozen_on": self.frozen_on,
            "period": { "report": report, "first": first, "last": last },
            "previous": self.previous,
            "records": records,
            "version": self.version,
        }))
    }
}
