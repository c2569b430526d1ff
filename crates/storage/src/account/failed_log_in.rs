//! How often logging in has failed.
//!
//! Counted by the name that was given, whether an account has it or not, so
//! that a limit tells nobody which names there are.

use etablera_domain::event::Moment;

use super::login_name::LoginName;
use super::profile::login_token;
use crate::db::Value;
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// How often in a row logging in with a name has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedLogIns {
    /// How often.
    pub failures: u64,
    /// When the last time.
    pub last_at: Moment,
}

impl Reader {
    /// How often in a row logging in with a name has failed; none if it has
    /// not.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or a key is missing.
    pub async fn failed_log_ins(
        &mut self,
        login: &LoginName,
    ) -> Result<Option<FailedLogIns>, StoreError> {
        let name = login_token(&self.keys, login)?;
        let sql = "SELECT failures, last_at FROM failed_log_in WHERE name = $1";
        let row = self.tx.fetch_one(sql, vec![name.into()]).await?;
        let read = |row: crate::db::Row| {
            Ok(FailedLogIns { failures: row.number(0)?, last_at: row.parsed(1)? })
        };
        row.map(read).transpose()
    }
}

impl Writer {
    /// Notes how often in a row logging in with a name has failed.
    ///
    /// # Errors
    ///
    /// When the database cannot be written, or a key is missing.
    pub async fn put_failed_log_ins(
        &mut self,
        login: &LoginName,
        failed: FailedLogIns,
    ) -> Result<(), StoreError> {
        let name = login_token(&self.keys, login)?;
        let row = vec![name.into(), Value::from(failed.failures), Value::text(failed.last_at)];
        let replace = "ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, \
                       last_at = excluded.last_at";
        self.tx.insert("failed_log_in (name, failures, last_at)", vec![row], replace).await
    }

    /// Begins to count anew for a name.
    ///
    /// # Errors
    ///
    /// When the database cannot be written, or a key is missing.
    pub async fn clear_failed_log_ins(&mut self, login: &LoginName) -> Result<(), StoreError> {
        let name = login_token(&self.keys, login)?;
        let sql = "DELETE FROM failed_log_in WHERE name = $1";
        self.tx.execute(sql, vec![name.into()]).await.map(|_| ())
    }

    /// Forgets every name with which it failed last at or before a moment.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn forget_failed_log_ins(&mut self, last_at: Moment) -> Result<(), StoreError> {
        let sql = "DELETE FROM failed_log_in WHERE last_at <= $1";
        self.tx.execute(sql, vec![Value::text(last_at)]).await.map(|_| ())
    }
}
