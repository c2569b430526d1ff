//! What is true now, kept beside the log so that lists need no folding.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use etablera_domain::event::{Folded, Recorded, Subject, SubjectKind, fold};

use crate::db::{Row, Tx, Value};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// How many subjects a writer holds before it writes them down: an import in
/// the order of the log comes back to each again and again.
const HELD: usize = 200_000;

/// Subjects that are folded from the log together.
const TOGETHER: usize = 500;

/// What a writer has folded and not yet written down.
#[derive(Default)]
pub(crate) struct Cache {
    folded: BTreeMap<Subject, Folded>,
    /// Those that have to be folded from the log again.
    late: BTreeSet<Subject>,
    /// The versions of the streams that were written to: nobody else writes.
    versions: HashMap<Subject, u64>,
}

impl Cache {
    /// The version of a stream, if this writer has written to it lately.
    pub(crate) fn version(&self, stream: &Subject) -> Option<u64> {
        self.versions.get(stream).copied()
    }

    /// Keeps the versions of streams after what is about to be written.
    pub(crate) fn keep_versions(&mut self, versions: &HashMap<Subject, u64>) {
        self.versions.extend(versions.iter().map(|(stream, version)| (stream.clone(), *version)));
    }

    /// How much is held.
    fn len(&self) -> usize {
        self.folded.len().max(self.versions.len()) + self.late.len()
    }
}

pub(crate) fn folded(row: &Row) -> Result<(Subject, Folded), StoreError> {
    let subject: Subject = row.parsed(0)?;
    let folded = serde_json::from_str(row.text(1)?).map_err(|error| {
        StoreError::Corrupt(format!("what is kept of `{subject}` cannot be read: {error}"))
    })?;
    Ok((subject, folded))
}

impl Reader {
    /// What is true of a subject.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded(&mut self, subject: &Subject) -> Result<Folded, StoreError> {
        let sql = "SELECT subject, body FROM folded WHERE subject = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(subject)]).await?;
        match row {
            Some(row) => Ok(folded(&row)?.1),
            None => Ok(Folded::new(subject)),
        }
    }

    /// What was true of a subject at a place in the log.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded_as_of(
        &mut self,
        subject: &Subject,
        as_of: u64,
    ) -> Result<Folded, StoreError> {
        Ok(fold(subject, &self.about(subject, as_of).await?))
    }

    /// What was true of many subjects at a place in the log; of those that
    /// nothing was known of, that.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded_among_as_of(
        &mut self,
        subjects: impl IntoIterator<Item = Subject>,
        as_of: u64,
    ) -> Result<BTreeMap<Subject, Folded>, StoreError> {
        let mut subjects = subjects.into_iter().collect::<BTreeSet<_>>().into_iter().peekable();
        let mut found = BTreeMap::new();
        while subjects.peek().is_some() {
            let some: Vec<Subject> = subjects.by_ref().take(TOGETHER).collect();
            let mut events = self.about_among(&some, as_of).await?;
            found.extend(some.into_iter().map(|subject| {
                let folded = fold(&subject, &events.remove(&subject).unwrap_or_default());
                (subject, folded)
            }));
        }
        Ok(found)
    }

    /// What is true of every subject of a kind, ordered by id.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn all(&mut self, kind: SubjectKind) -> Result<Vec<(Subject, Folded)>, StoreError> {
        let sql = "SELECT subject, body FROM folded WHERE kind = $1 ORDER BY subject";
        let rows = self.tx.fetch(sql, vec![Value::from(kind.name())]).await?;
        rows.iter().map(folded).collect()
    }

    /// The subjects that anything was ever written about, in order, some at a
    /// time, after one of them.
    pub(crate) async fn subjects(&mut self, after: &str) -> Result<Vec<Subject>, StoreError> {
        let sql = "SELECT DISTINCT subject FROM event_about WHERE subject > $1 \
                   ORDER BY subject LIMIT $2";
        let rows = self.tx.fetch(sql, vec![Value::from(after), (TOGETHER as u64).into()]).await?;
        rows.iter().map(|row| row.parsed(0)).collect()
    }
}

/// Whether what is kept was made the way this program makes it.
pub(crate) async fn is_current(tx: &mut Tx) -> Result<bool, StoreError> {
    let sql = "SELECT version FROM projection WHERE name = 'folded'";
    let row = tx.fetch_one(sql, Vec::new()).await?;
    Ok(row.map(|row| row.number(0)).transpose()? == Some(u64::from(Folded::VERSION)))
}

/// Notes that what is kept was made the way this program makes it.
pub(crate) async fn note_current(tx: &mut Tx) -> Result<(), StoreError> {
    let sql = "INSERT INTO projection (name, version) VALUES ('folded', $1) \
               ON CONFLICT (name) DO UPDATE SET version = excluded.version";
    tx.execute(sql, vec![Value::from(u64::from(Folded::VERSION))]).await.map(|_| ())
}

impl Writer {
    /// What is true of a subject, with what this writer has added.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded(&mut self, subject: &Subject) -> Result<Folded, StoreError> {
        if self.cache.late.contains(subject) {
            self.fold_late([subject.clone()].into()).await?;
        }
        match self.cache.folded.get(subject) {
            Some(folded) => Ok(folded.clone()),
            None => self.reader.folded(subject).await,
        }
    }

    /// What is true of many subjects, with what this writer has added; those
    /// that nothing is known of are left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded_among(
        &mut self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> Result<BTreeMap<Subject, Folded>, StoreError> {
        let subjects: BTreeSet<Subject> = subjects.into_iter().collect();
        self.fold_late(subjects.intersection(&self.cache.late).cloned().collect()).await?;
        let (mut known, mut kept) = (BTreeMap::new(), Vec::new());
        for subject in subjects {
            match self.cache.folded.get(&subject) {
                Some(folded) => {
                    known.insert(subject, folded.clone());
                }
                None => kept.push(subject),
            }
        }
        known.extend(self.reader.folded_among(kept).await?);
        Ok(known)
    }

    /// What is true of every subject of a kind, with what this writer has
    /// added, ordered by id.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or written.
    pub async fn all(&mut self, kind: SubjectKind) -> Result<Vec<(Subject, Folded)>, StoreError> {
        self.flush().await?;
        self.reader.all(kind).await
    }

    /// Folds some of those who are late.
    async fn fold_late(&mut self, some: BTreeSet<Subject>) -> Result<(), StoreError> {
        let seq = self.tail().seq;
        for (subject, folded) in self.reader.folded_among_as_of(some, seq).await? {
            self.cache.late.remove(&subject);
            self.cache.folded.insert(subject, folded);
        }
        Ok(())
    }

    /// Adds new events to what is true of whom they are about.
    pub(crate) async fn fold_in(&mut self, events: &[Recorded]) -> Result<(), StoreError> {
        self.load(events).await?;
        for recorded in events {
            for subject in &recorded.event.about {
                if self.cache.late.contains(subject) {
                    continue;
                }
                let known = self.cache.folded.entry(subject.clone());
                if !known.or_insert_with(|| Folded::new(subject)).push(recorded) {
                    self.cache.folded.remove(subject);
                    self.cache.late.insert(subject.clone());
                }
            }
        }
        if self.cache.len() > HELD {
            self.flush().await?;
        }
        Ok(())
    }

    /// Reads what is kept of those that the events are about.
    async fn load(&mut self, events: &[Recorded]) -> Result<(), StoreError> {
        let cache = &self.cache;
        let unknown: BTreeSet<String> = events
            .iter()
            .flat_map(|recorded| &recorded.event.about)
            .filter(|subject| {
                !cache.folded.contains_key(*subject) && !cache.late.contains(*subject)
            })
            .map(Subject::to_string)
            .collect();
        let sql = ("SELECT subject, body FROM folded WHERE subject", "");
        for row in self.fetch_among(sql, unknown).await? {
            let (subject, folded) = folded(&row)?;
            self.cache.folded.insert(subject, folded);
        }
        Ok(())
    }

    /// Writes down what has been folded. If that fails nothing of the
    /// transaction is kept: what was held is gone.
    pub(crate) async fn flush(&mut self) -> Result<(), StoreError> {
        let written = self.write_folded().await;
        if written.is_err() {
            self.tx.abort();
        }
        written
    }

    async fn write_folded(&mut self) -> Result<(), StoreError> {
        let Cache { mut folded, late, .. } = std::mem::take(&mut self.cache);
        let seq = self.tail().seq;
        folded.extend(self.reader.folded_among_as_of(late, seq).await?);
        let mut rows = folded.iter().map(|(subject, folded)| row(subject, folded)).peekable();
        // Some at a time, so that not all is held twice.
        while rows.peek().is_some() {
            let some = rows.by_ref().take(5000).collect::<Result<Vec<_>, _>>()?;
            self.reader.tx.insert(FOLDED, some, REPLACE).await?;
        }
        Ok(())
    }

    /// Makes everything that follows from the log anew.
    ///
    /// # Errors
    ///
    /// When the database cannot be read or written; then the writer keeps
    /// nothing.
    pub async fn rebuild(&mut self) -> Result<(), StoreError> {
        let made = self.fold_all().await;
        if made.is_err() {
            self.tx.abort();
        }
        made
    }

    async fn fold_all(&mut self) -> Result<(), StoreError> {
        self.cache = Cache::default();
        self.reader.tx.execute("DELETE FROM folded", Vec::new()).await?;
        let (seq, mut after) = (self.tail().seq, String::new());
        loop {
            let subjects = self.reader.subjects(&after).await?;
            let Some(last) = subjects.last() else { break };
            after = last.to_string();
            let again = self.reader.folded_among_as_of(subjects, seq).await?;
            let rows = again.iter().map(|(subject, folded)| row(subject, folded));
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            self.reader.tx.insert(FOLDED, rows, "").await?;
        }
        note_current(&mut self.reader.tx).await
    }
}

/// What is kept of a subject.
fn row(subject: &Subject, folded: &Folded) -> Result<Vec<Value>, StoreError> {
    let body = serde_json::to_string(folded)
        .map_err(|error| StoreError::Corrupt(format!("`{subject}` cannot be written: {error}")))?;
    let kind = subject.kind().name();
    Ok(vec![Value::text(subject), Value::from(kind), Value::from(folded.seq), Value::from(body)])
}

const FOLDED: &str = "folded (subject, kind, seq, body)";
const REPLACE: &str =
    "ON CONFLICT (subject) DO UPDATE SET seq = excluded.seq, body = excluded.body";
