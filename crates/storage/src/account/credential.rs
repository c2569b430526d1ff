//! What somebody proves an account to be theirs by.

use std::fmt;

use etablera_domain::AccountId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::chain::Hash;
use crate::db::Value;
use crate::error::StoreError;
use crate::keys::Purpose;
use crate::register::Place;
use crate::store::{Reader, Writer};

/// What somebody proves an account to be theirs by: wiped when dropped, and
/// never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// What a password is compared with: a PHC string of `argon2id`.
    pub password: String,
    /// The second factor, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
}

/// A second factor: wiped when dropped, and never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factor {
    /// What codes of time are made from.
    pub secret: Vec<u8>,
    /// The last step whose code was used: neither it nor one before is used
    /// again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_step: Option<u64>,
    /// Hashes of the recovery codes that are left, each good for once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recovery: Vec<Hash>,
}

impl Drop for Credential {
    fn drop(&mut self) {
        self.password.zeroize();
    }
}

impl Drop for Factor {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

macro_rules! masked {
    ($($name:ident),+) => {$(
        /// Nothing of it.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}

masked!(Credential, Factor);

/// Where the credential of an account stands.
pub(crate) fn place(id: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "account_credential", id }
}

impl Reader {
    /// What whoever has an account proves it by; none where they have not taken
    /// it yet, or log in elsewhere.
    ///
    /// # Errors
    ///
    /// When the database cannot be read, or the row not be opened.
    pub async fn credential(&mut self, id: &AccountId) -> Result<Option<Credential>, StoreError> {
        let sql = "SELECT credential FROM account WHERE id = $1";
        let Some(row) = self.tx.fetch_one(sql, vec![Value::text(id)]).await? else {
            return Ok(None);
        };
        let sealed = row.optional_bytes(0)?;
        sealed.map(|sealed| place(id.as_str()).open_json(&self.keys, sealed)).transpose()
    }
}

impl Writer {
    /// Sets what an account is proved by, or takes it away.
    ///
    /// # Errors
    ///
    /// When the database cannot be written, or a key is missing.
    pub async fn put_credential(
        &mut self,
        id: &AccountId,
        credential: Option<&Credential>,
    ) -> Result<(), StoreError> {
        let place = place(id.as_str());
        let sealed = credential.map(|credential| place.seal_json(&self.keys, credential));
        let values = vec![Value::Bytes(sealed.transpose()?), Value::text(id)];
        let sql = "UPDATE account SET credential = $1 WHERE id = $2";
        self.tx.execute(sql, values).await.map(|_| ())
    }
}
