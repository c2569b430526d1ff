//! What lets somebody take an account.

use etablera_domain::AccountId;
use etablera_domain::event::Moment;

use super::credential::Credential;
use crate::chain::Hash;
use crate::db::Value;
use crate::error::StoreError;
use crate::keys::Purpose;
use crate::register::Place;
use crate::store::{Reader, Writer};

/// What lets somebody take an account. Found by the hash of its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvitation {
    /// Which.
    pub account: AccountId,
    /// When it was made.
    pub made_at: Moment,
    /// From when on it is of no use.
    pub expires_at: Moment,
    /// What they have chosen, where they are still to show a first code.
    pub pending: Option<Credential>,
}

/// Where what was chosen stands.
pub(crate) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "invitation", id }
}

impl Reader {
    /// The invitation with the token of a hash.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn invitation(
        &mut self,
        token: &Hash,
    ) -> Result<Option<StoredInvitation>, StoreError> {
        let sql = "SELECT account, made_at, expires_at, pending FROM invitation WHERE hash = $1";
        let Some(row) = self.tx.fetch_one(sql, vec![Value::text(token)]).await? else {
            return Ok(None);
        };
        let place = place(row.text(0)?);
        let pending = row.optional_bytes(3)?;
        let pending = pending.map(|sealed| place.open_json(&self.keys, sealed)).transpose()?;
        let (account, made_at, expires_at) = (row.parsed(0)?, row.parsed(1)?, row.parsed(2)?);
        Ok(Some(StoredInvitation { account, made_at, expires_at, pending }))
    }
}

impl Writer {
    /// Keeps an invitation under the hash of its token, in place of any other
    /// of the account.
    ///
    /// # Errors
    ///
    /// When there is no such account, the database cannot be written, or a key
    /// is missing.
    pub async fn put_invitation(
        &mut self,
        token: &Hash,
        invitation: &StoredInvitation,
    ) -> Result<(), StoreError> {
        let StoredInvitation { account, made_at, expires_at, pending } = invitation;
        let place = place(account.as_str());
        let pending = pending.as_ref().map(|chosen| place.seal_json(&self.keys, chosen));
        let row = vec![
            Value::text(account),
            Value::text(token),
            Value::text(made_at),
            Value::text(expires_at),
            Value::Bytes(pending.transpose()?),
        ];
        let replace = "ON CONFLICT (account) DO UPDATE SET hash = excluded.hash, \
                       made_at = excluded.made_at, expires_at = excluded.expires_at, \
                       pending = excluded.pending";
        let into = "invitation (account, hash, made_at, expires_at, pending)";
        self.tx.insert(into, vec![row], replace).await
    }

    /// Takes the invitation of an account away; says whether there was one.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn remove_invitation(&mut self, id: &AccountId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invitation WHERE account = $1";
        Ok(self.tx.execute(sql, vec![Value::text(id)]).await? > 0)
    }
}
