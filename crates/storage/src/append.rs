//! Adding events at the end of the log.

use std::collections::{BTreeSet, HashMap};

use etablera_domain::event::{Event, EventId, Recorded, Subject};

use crate::db::Value;
use crate::error::StoreError;
use crate::log::{Expected, Head, Tail};
use crate::store::Writer;

impl Writer {
    /// The end of the log, with what this writer has added.
    #[must_use]
    pub fn tail(&self) -> Head {
        self.tail.head
    }

    /// Adds events to one stream, if it is as the writer has seen it.
    ///
    /// # Errors
    ///
    /// When the stream has changed, an event belongs to another, makes no
    /// sense or is in the log already, or the clock is far behind the log.
    /// After any of these the writer is as it was before; after an error of
    /// the database it keeps nothing.
    pub async fn append(
        &mut self,
        stream: &Subject,
        expected: Expected,
        events: Vec<Event>,
    ) -> Result<Vec<Recorded>, StoreError> {
        if let Some(other) = events.iter().find(|event| event.stream != *stream) {
            let (event, expected) = (other.id, stream.clone());
            return Err(StoreError::OtherStream { event, stream: other.stream.clone(), expected });
        }
        if let Expected::Version(seen) = expected {
            let found = self.version(stream).await?;
            if found != seen {
                return Err(StoreError::Conflict { stream: stream.clone(), expected, found });
            }
        }
        self.extend(events).await
    }

    /// Adds events to their streams, whatever these hold.
    ///
    /// # Errors
    ///
    /// As [`Writer::append`].
    pub async fn extend(&mut self, events: Vec<Event>) -> Result<Vec<Recorded>, StoreError> {
        let versions = self.versions(&events).await?;
        self.refuse_known(&events).await?;
        self.check_targets(&events).await?;
        let mut batch = Batch::new(self.tail_for(&events).await?, versions);
        for event in events {
            batch.add(event)?;
        }
        self.cache.keep_versions(&batch.versions);
        let written = self.write_down(batch).await;
        if written.is_err() {
            // A part of it may be there.
            self.tx.abort();
        }
        written
    }

    async fn write_down(&mut self, mut batch: Batch) -> Result<Vec<Recorded>, StoreError> {
        self.reader.tx.insert(EVENT, batch.events, "").await?;
        // In the order of the table, so that pages are touched once.
        batch.about.sort_unstable();
        let about = batch.about.into_iter().map(|(of, seq)| vec![of.into(), seq.into()]);
        self.reader.tx.insert(ABOUT, about.collect(), "").await?;
        self.keep_referrals(&batch.recorded).await?;
        self.tail = batch.tail;
        self.fold_in(&batch.recorded).await?;
        Ok(batch.recorded)
    }

    /// The versions of the streams that are written to.
    async fn versions(&mut self, events: &[Event]) -> Result<HashMap<Subject, u64>, StoreError> {
        let mut versions = HashMap::new();
        let mut unknown = BTreeSet::new();
        for Event { stream, .. } in events {
            match self.cache.version(stream) {
                Some(version) => {
                    versions.insert(stream.clone(), version);
                }
                None => {
                    unknown.insert(stream.to_string());
                }
            }
        }
        let sql = ("SELECT stream, MAX(version) FROM event WHERE stream", " GROUP BY stream");
        for row in &self.fetch_among(sql, unknown).await? {
            versions.insert(row.parsed(0)?, row.number(1)?);
        }
        Ok(versions)
    }

    /// Refuses events that are in the log, or twice in what is added.
    async fn refuse_known(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let mut ids = BTreeSet::new();
        for event in events {
            if !ids.insert(event.id.to_string()) {
                return Err(StoreError::DuplicateEvent(event.id));
            }
        }
        let sql = ("SELECT id FROM event WHERE id", "");
        match self.fetch_among(sql, ids).await?.first() {
            Some(row) => Err(StoreError::DuplicateEvent(row.parsed(0)?)),
            None => Ok(()),
        }
    }

    /// Refuses corrections of what is not in their stream before them, and
    /// those that would leave what they correct standing for somebody.
    async fn check_targets(&mut self, events: &[Event]) -> Result<(), StoreError> {
        let corrections = events.iter().filter(|event| event.corrects.is_some());
        let streams: BTreeSet<String> = corrections.map(|event| event.stream.to_string()).collect();
        let sql = ("SELECT seq, body FROM event WHERE stream", " ORDER BY seq");
        let rows = self.fetch_among(sql, streams).await?;
        let mut chains = Chains::default();
        for row in &rows {
            chains.add(&crate::log::recorded(row)?.event);
        }
        for event in events {
            if let Some(target) = event.corrects {
                chains.check(event, target)?;
            }
            chains.add(event);
        }
        Ok(())
    }
}

/// Events and their corrections, each chain by its first event.
#[derive(Default)]
struct Chains {
    first: HashMap<EventId, EventId>,
    stream: HashMap<EventId, Subject>,
    /// All that any event of the chain is about.
    about: HashMap<EventId, BTreeSet<Subject>>,
}

impl Chains {
    fn add(&mut self, event: &Event) {
        let target = event.corrects.and_then(|target| self.first.get(&target)).copied();
        let first = target.unwrap_or(event.id);
        self.first.insert(event.id, first);
        self.stream.insert(event.id, event.stream.clone());
        self.about.entry(first).or_default().extend(event.about.iter().cloned());
    }

    /// Refuses a correction that does not fit what it corrects: one about less
    /// than the chain would leave an older word standing for somebody.
    fn check(&self, event: &Event, target: EventId) -> Result<(), StoreError> {
        let chain =
            self.first.get(&target).filter(|_| self.stream.get(&target) == Some(&event.stream));
        let Some(about) = chain.and_then(|first| self.about.get(first)) else {
            let stream = event.stream.clone();
            return Err(StoreError::NoTarget { event: event.id, target, stream });
        };
        match about.difference(&event.about).next() {
            Some(missing) => {
                Err(StoreError::LessAbout { event: event.id, target, missing: missing.clone() })
            }
            None => Ok(()),
        }
    }
}

/// Events that are chained to the end of the log, and not there yet.
struct Batch {
    tail: Tail,
    versions: HashMap<Subject, u64>,
    events: Vec<Vec<Value>>,
    about: Vec<(String, u64)>,
    recorded: Vec<Recorded>,
}

impl Batch {
    fn new(tail: Tail, versions: HashMap<Subject, u64>) -> Self {
        Self { tail, versions, events: Vec::new(), about: Vec::new(), recorded: Vec::new() }
    }

    fn add(&mut self, mut event: Event) -> Result<(), StoreError> {
        event.check()?;
        event.recorded_at = self.tail.moment(event.recorded_at)?;
        let body = serde_json::to_string(&event)
            .map_err(|error| StoreError::Corrupt(format!("an event cannot be written: {error}")))?;
        let version = self.versions.entry(event.stream.clone()).or_default();
        *version += 1;
        let Tail { head, last, .. } = &mut self.tail;
        head.seq += 1;
        head.hash = head.hash.next(head.seq, &body);
        *last = Some(event.recorded_at);
        let seq = head.seq;
        self.about.extend(event.about.iter().map(|of| (of.to_string(), seq)));
        self.events.push(vec![
            Value::from(seq),
            Value::text(event.id),
            Value::text(&event.stream),
            Value::from(*version),
            Value::text(event.recorded_at),
            Value::from(body),
            Value::from(&head.hash.bytes()[..]),
        ]);
        self.recorded.push(Recorded { seq, event });
        Ok(())
    }
}

const EVENT: &str = "event (seq, id, stream, version, recorded_at, body, hash)";
const ABOUT: &str = "event_about (subject, seq)";
