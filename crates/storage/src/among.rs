//! Many at a time, for what is imported in bulk.

use std::collections::BTreeMap;

use etablera_domain::event::{EventId, Folded, Recorded, Subject, SubjectKind};

use crate::db::Value;
use crate::error::StoreError;
use crate::log::recorded;
use crate::projection::folded;
use crate::store::Reader;

impl Reader {
    /// The events with these ids, in any order; those that are not there are
    /// left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn events_among(
        &mut self,
        ids: impl IntoIterator<Item = EventId>,
    ) -> Result<Vec<Recorded>, StoreError> {
        let sql = ("SELECT seq, body FROM event WHERE id", "");
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        self.fetch_among(sql, ids).await?.iter().map(recorded).collect()
    }

    /// What was kept of these subjects before this transaction; those that
    /// nothing is known of are left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn folded_among(
        &mut self,
        subjects: impl IntoIterator<Item = Subject>,
    ) -> Result<BTreeMap<Subject, Folded>, StoreError> {
        let sql = ("SELECT subject, body FROM folded WHERE subject", "");
        let subjects = subjects.into_iter().map(|subject| subject.to_string()).collect();
        self.fetch_among(sql, subjects).await?.iter().map(folded).collect()
    }

    /// What is true of the subjects of a kind that come after an id, ordered by
    /// id, at most so many: for who must not hold all at once. Any text is a
    /// place among ids.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn some(
        &mut self,
        kind: SubjectKind,
        after: &str,
        limit: u64,
    ) -> Result<Vec<(Subject, Folded)>, StoreError> {
        let sql = "SELECT subject, body FROM folded WHERE kind = $1 AND subject > $2 \
                   ORDER BY subject LIMIT $3";
        // PostgreSQL takes no NUL. No id has one, so that the same come after.
        let after = after.split('\0').next().unwrap_or_default();
        let after = format!("{}:{after}", kind.name());
        let values = vec![Value::from(kind.name()), after.into(), limit.into()];
        self.tx.fetch(sql, values).await?.iter().map(folded).collect()
    }
}
