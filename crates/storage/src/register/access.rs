//! The access log: who looked at whom and what they were allowed.

use etablera_domain::ActorId;
use etablera_domain::event::{Moment, Subject};
use serde::{Deserialize, Serialize};

use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::log::{Head, hash};
use crate::store::{Reader, Writer};

/// One look at a subject, or one refusal. No free text about a person belongs
/// in any field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: ActorId,
    /// As what, such as `coach`.
    pub role: String,
    /// What they did or wanted to do, such as `show_participant`.
    pub action: String,
    /// About whom; none where it is about nobody in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Whether they were allowed to.
    pub allowed: bool,
    /// The rules that decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// What for, where that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// Who does something that is logged by itself, and what allows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warrant {
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: ActorId,
    /// As what.
    pub role: String,
    /// The rules that allow it.
    pub because: Vec<String>,
}

impl Warrant {
    /// What is logged.
    pub(super) fn access(&self, action: &str) -> Access {
        let Self { at, actor, role, because } = self.clone();
        let action = action.to_owned();
        Access { at, actor, role, action, subject: None, allowed: true, because, purpose: None }
    }
}

/// A row of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its place, from 1.
    pub seq: u64,
    /// What it says.
    pub access: Access,
}

/// The row of `seq, body`.
fn logged(row: &Row) -> Result<Logged, StoreError> {
    let seq = row.number(0)?;
    let access = serde_json::from_str(row.text(1)?).map_err(|error| {
        StoreError::Corrupt(format!("row {seq} of the access log cannot be read: {error}"))
    })?;
    Ok(Logged { seq, access })
}

impl Reader {
    /// Every look at a subject, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn accesses(&mut self, subject: &Subject) -> Result<Vec<Logged>, StoreError> {
        let sql = "SELECT seq, body FROM access WHERE subject = $1 ORDER BY seq";
        let rows = self.tx.fetch(sql, vec![Value::text(subject)]).await?;
        rows.iter().map(logged).collect()
    }

    /// The looks at a subject after a place in the access log, at most so many.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn accesses_after(
        &mut self,
        subject: &Subject,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Logged>, StoreError> {
        let sql =
            "SELECT seq, body FROM access WHERE subject = $1 AND seq > $2 ORDER BY seq LIMIT $3";
        let values = vec![Value::text(subject), after.into(), limit.into()];
        self.tx.fetch(sql, values).await?.iter().map(logged).collect()
    }

    /// The rows of the access log after a place, at most so many.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn all_accesses(
        &mut self,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Logged>, StoreError> {
        let sql = "SELECT seq, body FROM access WHERE seq > $1 ORDER BY seq LIMIT $2";
        let rows = self.tx.fetch(sql, vec![after.into(), limit.into()]).await?;
        rows.iter().map(logged).collect()
    }

    /// The end of the access log. Rows taken off the end show only to those
    /// who have noted it elsewhere.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn access_head(&mut self) -> Result<Head, StoreError> {
        let sql = "SELECT seq, hash FROM access ORDER BY seq DESC LIMIT 1";
        match self.tx.fetch_one(sql, Vec::new()).await? {
            Some(row) => Ok(Head { seq: row.number(0)?, hash: hash(&row, 1)? }),
            None => Ok(Head { seq: 0, hash: Hash::START }),
        }
    }
}

impl Writer {
    /// Adds to the access log.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn log_access(&mut self, accesses: Vec<Access>) -> Result<(), StoreError> {
        if accesses.is_empty() {
            return Ok(());
        }
        let Head { mut seq, mut hash } = self.access_head().await?;
        let mut rows = Vec::with_capacity(accesses.len());
        for access in accesses {
            let body = serde_json::to_string(&access).map_err(|error| {
                StoreError::Corrupt(format!("an access cannot be written: {error}"))
            })?;
            seq += 1;
            hash = hash.next_access(seq, &body);
            let subject = access.subject.map(|subject| subject.to_string()).unwrap_or_default();
            let bytes = Value::from(&hash.bytes()[..]);
            rows.push(vec![Value::from(seq), subject.into(), body.into(), bytes]);
        }
        self.tx.insert("access (seq, subject, body, hash)", rows, "").await
    }
}
