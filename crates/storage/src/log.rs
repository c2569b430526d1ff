//! The log, read by place, stream and subject.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use etablera_domain::event::{EventId, Moment, Recorded, Subject};

use crate::chain::Hash;
use crate::clock::AcceptedClock;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::store::Reader;

/// How far the clock may be behind the log, in seconds: clocks of several
/// machines differ. Within it, an event is written as of the last one.
const CLOCK_SLACK: i64 = 120;

/// What a writer has seen of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// So many events; 0 for a stream that does not exist yet.
    Version(u64),
    /// It does not matter.
    Any,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => write!(f, "version {version}"),
            Self::Any => f.write_str("any version"),
        }
    }
}

/// The end of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The place of the last event; 0 for an empty log.
    pub seq: u64,
    /// The hash over all events.
    pub hash: Hash,
}

/// The end of the log as a writer moves it.
#[derive(Clone, Copy)]
pub(crate) struct Tail {
    pub(crate) head: Head,
    pub(crate) last: Option<Moment>,
    /// What was accepted of a clock far ahead, once it was looked up.
    pub(crate) accepted: Option<AcceptedClock>,
}

/// Whether a clock that says `now` is further behind than clocks differ.
pub(crate) fn is_far_behind(now: Moment, last: Moment) -> bool {
    (last.utc() - now.utc()).num_seconds() > CLOCK_SLACK
}

impl Tail {
    /// The end of the log as it is kept.
    pub(crate) async fn of(reader: &mut Reader) -> Result<Self, StoreError> {
        let sql = "SELECT seq, hash, recorded_at FROM event ORDER BY seq DESC LIMIT 1";
        let Some(row) = reader.tx.fetch_one(sql, Vec::new()).await? else {
            let head = Head { seq: 0, hash: Hash::START };
            return Ok(Self { head, last: None, accepted: None });
        };
        let head = Head { seq: row.number(0)?, hash: hash(&row, 1)? };
        Ok(Self { head, last: Some(row.parsed(2)?), accepted: None })
    }

    /// The moment that the next event is written at: never before the last.
    pub(crate) fn moment(&self, now: Moment) -> Result<Moment, StoreError> {
        match self.last {
            Some(last) if now < last => {
                let accepted = self.accepted.is_some_and(|clock| clock.covers(last, now));
                if is_far_behind(now, last) && !accepted {
                    return Err(StoreError::ClockBack { last, now });
                }
                Ok(last)
            }
            _ => Ok(now),
        }
    }
}

/// The hash in a column.
pub(crate) fn hash(row: &Row, column: usize) -> Result<Hash, StoreError> {
    let bytes = row.bytes(column)?;
    Hash::from_bytes(bytes).ok_or_else(|| StoreError::Corrupt("a hash is cut off".to_owned()))
}

/// The event in a row of `seq, body`.
pub(crate) fn recorded(row: &Row) -> Result<Recorded, StoreError> {
    let seq = row.number(0)?;
    let event = serde_json::from_str(row.text(1)?)
        .map_err(|error| StoreError::Corrupt(format!("event {seq} cannot be read: {error}")))?;
    Ok(Recorded { seq, event })
}

impl Reader {
    /// The end of the log.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn head(&mut self) -> Result<Head, StoreError> {
        Ok(Tail::of(self).await?.head)
    }

    /// The log as it ended at one place; none beyond its end.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn head_at(&mut self, seq: u64) -> Result<Option<Head>, StoreError> {
        if seq == 0 {
            return Ok(Some(Head { seq, hash: Hash::START }));
        }
        let sql = "SELECT hash FROM event WHERE seq = $1";
        let row = self.tx.fetch_one(sql, vec![seq.into()]).await?;
        row.map(|row| Ok(Head { seq, hash: hash(&row, 0)? })).transpose()
    }

    /// How many events a stream has.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn version(&mut self, stream: &Subject) -> Result<u64, StoreError> {
        let sql = "SELECT MAX(version) FROM event WHERE stream = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(stream)]).await?;
        Ok(row.map(|row| row.optional_number(0)).transpose()?.flatten().unwrap_or(0))
    }

    /// Every event about a subject up to a place in the log, in its order.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn about(
        &mut self,
        subject: &Subject,
        as_of: u64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let sql = "SELECT e.seq, e.body FROM event_about a JOIN event e ON e.seq = a.seq \
                   WHERE a.subject = $1 AND a.seq <= $2 ORDER BY a.seq";
        let rows = self.tx.fetch(sql, vec![Value::text(subject), as_of.into()]).await?;
        rows.iter().map(recorded).collect()
    }

    /// Every event about some subjects up to a place in the log, by subject;
    /// subjects that nothing happened to are left out. All of it is in memory
    /// at once.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn about_among(
        &mut self,
        subjects: &[Subject],
        as_of: u64,
    ) -> Result<BTreeMap<Subject, Vec<Recorded>>, StoreError> {
        let sql = (
            "SELECT e.seq, e.body, a.subject FROM event_about a JOIN event e ON e.seq = a.seq \
             WHERE a.subject",
            " ORDER BY a.seq",
        );
        let mut found: BTreeMap<Subject, Vec<Recorded>> = BTreeMap::new();
        for row in self.fetch_among(sql, subjects.iter().map(Subject::to_string).collect()).await? {
            let recorded = recorded(&row)?;
            if recorded.seq <= as_of {
                found.entry(row.parsed(2)?).or_default().push(recorded);
            }
        }
        Ok(found)
    }

    /// The events after a place in the log, at most so many.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn events(&mut self, after: u64, limit: u64) -> Result<Vec<Recorded>, StoreError> {
        let sql = "SELECT seq, body FROM event WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = self.tx.fetch(sql, vec![after.into(), limit.into()]).await?;
        rows.iter().map(recorded).collect()
    }

    /// The events about a subject after a place in the log, at most so many.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn events_about(
        &mut self,
        subject: &Subject,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Recorded>, StoreError> {
        let sql = "SELECT e.seq, e.body FROM event_about a JOIN event e ON e.seq = a.seq \
                   WHERE a.subject = $1 AND a.seq > $2 ORDER BY a.seq LIMIT $3";
        let values = vec![Value::text(subject), after.into(), limit.into()];
        self.tx.fetch(sql, values).await?.iter().map(recorded).collect()
    }

    /// One event.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn event(&mut self, id: EventId) -> Result<Option<Recorded>, StoreError> {
        let sql = "SELECT seq, body FROM event WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.as_ref().map(recorded).transpose()
    }

    /// The place of the last event that was written by then; 0 for none.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn seq_at(&mut self, moment: Moment) -> Result<u64, StoreError> {
        // Moments never go back along the log.
        let sql = "SELECT MAX(seq) FROM event WHERE recorded_at = \
                   (SELECT MAX(recorded_at) FROM event WHERE recorded_at <= $1)";
        let row = self.tx.fetch_one(sql, vec![Value::text(moment)]).await?;
        Ok(row.map(|row| row.optional_number(0)).transpose()?.flatten().unwrap_or(0))
    }
}

impl Reader {
    /// The rows whose key is among many, some thousand at a time.
    pub(crate) async fn fetch_among(
        &mut self,
        sql: (&'static str, &'static str),
        keys: BTreeSet<String>,
    ) -> Result<Vec<Row>, StoreError> {
        let mut keys = keys.into_iter().peekable();
        let mut found = Vec::new();
        while keys.peek().is_some() {
            let some: Vec<String> = keys.by_ref().take(5000).collect();
            found.extend(self.tx.fetch_in(sql, some).await?);
        }
        Ok(found)
    }
}
