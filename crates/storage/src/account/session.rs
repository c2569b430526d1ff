//! Who is logged in.

use etablera_domain::AccountId;
use etablera_domain::event::Moment;

use super::seat::StoredSeat;
use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::store::{Reader, Writer};

/// Somebody who is logged in. Found by the hash of their token, which nobody
/// else has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSession {
    /// By which account.
    pub account: AccountId,
    /// In which of its seats.
    pub seat: StoredSeat,
    /// Since when.
    pub begun_at: Moment,
    /// When it was used last, give or take what the caller leaves out.
    pub used_at: Moment,
}

/// The session in a row of `account, role, organisation, record, begun_at,
/// used_at`.
fn read(row: &Row) -> Result<StoredSession, StoreError> {
    Ok(StoredSession {
        account: row.parsed(0)?,
        seat: StoredSeat::read(row, 1)?,
        begun_at: row.parsed(4)?,
        used_at: row.parsed(5)?,
    })
}

impl Reader {
    /// The session with the token of a hash, if it has not ended.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn stored_session(
        &mut self,
        token: &Hash,
    ) -> Result<Option<StoredSession>, StoreError> {
        let sql = "SELECT account, role, organisation, record, begun_at, used_at FROM session \
                   WHERE hash = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(token)]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The sessions of an account, oldest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn sessions_of(&mut self, id: &AccountId) -> Result<Vec<StoredSession>, StoreError> {
        let sql = "SELECT account, role, organisation, record, begun_at, used_at FROM session \
                   WHERE account = $1 ORDER BY begun_at, hash";
        let rows = self.tx.fetch(sql, vec![Value::text(id)]).await?;
        rows.iter().map(read).collect()
    }
}

impl Writer {
    /// Begins a session.
    ///
    /// # Errors
    ///
    /// When the account has no such seat, there is a session with the token, or
    /// the database cannot be written.
    pub async fn begin_session(
        &mut self,
        token: &Hash,
        session: &StoredSession,
    ) -> Result<(), StoreError> {
        let StoredSession { account, seat, begun_at, used_at } = session;
        let mut row = vec![Value::text(token)];
        row.extend(seat.values(account));
        row.extend([Value::text(begun_at), Value::text(used_at)]);
        let into = "session (hash, account, role, organisation, record, begun_at, used_at)";
        self.tx.insert(into, vec![row], "").await
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn use_session(&mut self, token: &Hash, at: Moment) -> Result<(), StoreError> {
        let sql = "UPDATE session SET used_at = $1 WHERE hash = $2";
        self.tx.execute(sql, vec![Value::text(at), Value::text(token)]).await.map(|_| ())
    }

    /// Ends a session; says whether there was one.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn end_session(&mut self, token: &Hash) -> Result<bool, StoreError> {
        let sql = "DELETE FROM session WHERE hash = $1";
        Ok(self.tx.execute(sql, vec![Value::text(token)]).await? > 0)
    }

    /// Ends every session of an account; says how many there were.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn end_sessions(&mut self, id: &AccountId) -> Result<u64, StoreError> {
        let sql = "DELETE FROM session WHERE account = $1";
        self.tx.execute(sql, vec![Value::text(id)]).await
    }

    /// Ends the sessions that were begun, or used last, at or before a moment
    /// each; says how many there were.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn end_old_sessions(
        &mut self,
        begun_at: Moment,
        used_at: Moment,
    ) -> Result<u64, StoreError> {
        let sql = "DELETE FROM session WHERE begun_at <= $1 OR used_at <= $2";
        self.tx.execute(sql, vec![Value::text(begun_at), Value::text(used_at)]).await
    }
}
