//! What programs prove themselves by.

use etablera_domain::event::Moment;
use etablera_domain::{AccountId, ApiTokenId};

use super::seat::StoredSeat;
use crate::chain::Hash;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::keys::{Keyring, Purpose};
use crate::register::Place;
use crate::store::{Reader, Writer};

/// What a program proves itself by. Found by the hash of the token, which is
/// shown once and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredToken {
    /// Names it.
    pub id: ApiTokenId,
    /// For which account.
    pub account: AccountId,
    /// In which of its seats.
    pub seat: StoredSeat,
    /// What it may be used for, as the caller writes it.
    pub scopes: String,
    /// What its owner calls it.
    pub label: String,
    /// When it was made.
    pub made_at: Moment,
    /// From when on it is of no use.
    pub expires_at: Moment,
    /// From when on it was taken back.
    pub revoked_at: Option<Moment>,
}

/// Without what its owner wrote.
impl std::fmt::Debug for StoredToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredToken({})", self.id)
    }
}

/// Where the label of a token stands.
pub(crate) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "api_token", id }
}

/// The token in a row of `id, account, role, organisation, record, scopes,
/// label, made_at, expires_at, revoked_at`.
fn opened(keys: &Keyring, row: &Row) -> Result<StoredToken, StoreError> {
    let place = place(row.text(0)?);
    let label = place.open(keys, row.bytes(6)?)?;
    Ok(StoredToken {
        id: row.parsed(0)?,
        account: row.parsed(1)?,
        seat: StoredSeat::read(row, 2)?,
        scopes: row.text(5)?.to_owned(),
        label: String::from_utf8(label.to_vec()).map_err(|_| place.unreadable())?,
        made_at: row.parsed(7)?,
        expires_at: row.parsed(8)?,
        revoked_at: row.optional_text(9)?.map(|_| row.parsed(9)).transpose()?,
    })
}

impl Reader {
    /// The token with a hash.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn stored_token(&mut self, hash: &Hash) -> Result<Option<StoredToken>, StoreError> {
        let sql = "SELECT id, account, role, organisation, record, scopes, label, made_at, \
                   expires_at, revoked_at FROM api_token WHERE hash = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(hash)]).await?;
        row.map(|row| opened(&self.keys, &row)).transpose()
    }

    /// A token by what names it.
    ///
    /// # Errors
    ///
    /// As [`Reader::stored_token`].
    pub async fn token_with_id(
        &mut self,
        id: &ApiTokenId,
    ) -> Result<Option<StoredToken>, StoreError> {
        let sql = "SELECT id, account, role, organisation, record, scopes, label, made_at, \
                   expires_at, revoked_at FROM api_token WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.map(|row| opened(&self.keys, &row)).transpose()
    }

    /// The tokens of an account, ordered by id.
    ///
    /// # Errors
    ///
    /// As [`Reader::stored_token`].
    pub async fn tokens_of(&mut self, id: &AccountId) -> Result<Vec<StoredToken>, StoreError> {
        let sql = "SELECT id, account, role, organisation, record, scopes, label, made_at, \
                   expires_at, revoked_at FROM api_token WHERE account = $1 ORDER BY id";
        let rows = self.tx.fetch(sql, vec![Value::text(id)]).await?;
        rows.iter().map(|row| opened(&self.keys, row)).collect()
    }
}

impl Writer {
    /// Keeps a token under its hash.
    ///
    /// # Errors
    ///
    /// When the account has no such seat, there is such a token, the database
    /// cannot be written, or a key is missing.
    pub async fn put_token(&mut self, hash: &Hash, token: &StoredToken) -> Result<(), StoreError> {
        let label = place(token.id.as_str()).seal(&self.keys, token.label.as_bytes())?;
        let mut row = vec![Value::text(&token.id), Value::text(hash)];
        row.extend(token.seat.values(&token.account));
        row.extend([
            Value::from(token.scopes.as_str()),
            Value::text(token.made_at),
            Value::text(token.expires_at),
            Value::Text(token.revoked_at.map(|at| at.to_string())),
            Value::from(label),
        ]);
        let into = "api_token (id, hash, account, role, organisation, record, scopes, made_at, \
                    expires_at, revoked_at, label)";
        self.tx.insert(into, vec![row], "").await
    }

    /// Takes a token back, unless it was before; says whether it was there to
    /// be.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn revoke_token(&mut self, id: &ApiTokenId, at: Moment) -> Result<bool, StoreError> {
        let sql = "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
        Ok(self.tx.execute(sql, vec![Value::text(at), Value::text(id)]).await? > 0)
    }

    /// Takes back every token of an account; says how many.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn revoke_tokens(&mut self, id: &AccountId, at: Moment) -> Result<u64, StoreError> {
        let sql = "UPDATE api_token SET revoked_at = $1 WHERE account = $2 AND revoked_at IS NULL";
        self.tx.execute(sql, vec![Value::text(at), Value::text(id)]).await
    }
}
