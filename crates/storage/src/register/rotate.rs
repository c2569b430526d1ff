//! Newer keys.

use std::sync::Arc;

use etablera_domain::event::Moment;

use super::gate::Gate;
use super::sealed::Place;
use super::{document, person, receipt, special};
use crate::account;
use crate::address::Address;
use crate::db::{Row, Value};
use crate::error::StoreError;
use crate::key_check::{self, OtherIndex};
use crate::keys::{Keyring, Purpose};
use crate::request;
use crate::store::{Store, Writer};

/// A table with a sealed column.
struct Table {
    purpose: Purpose,
    /// Rows of `id, sealed, …` after an id, in order, at most so many.
    select: &'static str,
    update: &'static str,
    /// How many rows begin otherwise than what the newest key has sealed.
    older: &'static str,
    place: for<'a> fn(&'a str) -> Place<'a>,
}

const TABLES: [Table; 9] = [
    Table {
        purpose: Purpose::Personal,
        select: "SELECT participant, sealed FROM person WHERE participant > $1 \
                 ORDER BY participant LIMIT $2",
        update: "UPDATE person SET sealed = $1 WHERE participant = $2",
        older: "SELECT COUNT(*) FROM person WHERE substr(sealed, 1, length($1)) <> $1",
        place: person::place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT id, sealed, subject, kind, created_at FROM document WHERE id > $1 \
                 ORDER BY id LIMIT $2",
        update: "UPDATE document SET sealed = $1 WHERE id = $2",
        older: "SELECT COUNT(*) FROM document WHERE substr(sealed, 1, length($1)) <> $1",
        place: document::place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT id, answer FROM receipt WHERE id > $1 AND kept = 'bytes' \
                 ORDER BY id LIMIT $2",
        update: "UPDATE receipt SET answer = $1 WHERE id = $2",
        older: "SELECT COUNT(*) FROM receipt WHERE kept = 'bytes' \
                AND substr(answer, 1, length($1)) <> $1",
        place: receipt::place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT key, answer FROM request WHERE key > $1 ORDER BY key LIMIT $2",
        update: "UPDATE request SET answer = $1 WHERE key = $2",
        older: "SELECT COUNT(*) FROM request WHERE substr(answer, 1, length($1)) <> $1",
        place: request::place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT id, profile FROM account WHERE id > $1 ORDER BY id LIMIT $2",
        update: "UPDATE account SET profile = $1 WHERE id = $2",
        older: "SELECT COUNT(*) FROM account WHERE substr(profile, 1, length($1)) <> $1",
        place: account::profile_place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT id, credential FROM account WHERE id > $1 AND credential IS NOT NULL \
                 ORDER BY id LIMIT $2",
        update: "UPDATE account SET credential = $1 WHERE id = $2",
        older: "SELECT COUNT(*) FROM account WHERE substr(credential, 1, length($1)) <> $1",
        place: account::credential_place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT id, label FROM api_token WHERE id > $1 ORDER BY id LIMIT $2",
        update: "UPDATE api_token SET label = $1 WHERE id = $2",
        older: "SELECT COUNT(*) FROM api_token WHERE substr(label, 1, length($1)) <> $1",
        place: account::api_token_place,
    },
    Table {
        purpose: Purpose::Personal,
        select: "SELECT account, pending FROM invitation WHERE account > $1 \
                 AND pending IS NOT NULL ORDER BY account LIMIT $2",
        update: "UPDATE invitation SET pending = $1 WHERE account = $2",
        older: "SELECT COUNT(*) FROM invitation WHERE substr(pending, 1, length($1)) <> $1",
        place: account::invitation_place,
    },
    Table {
        purpose: Purpose::Special,
        select: "SELECT participant, sealed FROM special WHERE participant > $1 \
                 ORDER BY participant LIMIT $2",
        update: "UPDATE special SET sealed = $1 WHERE participant = $2",
        older: "SELECT COUNT(*) FROM special WHERE substr(sealed, 1, length($1)) <> $1",
        place: special::place,
    },
];

/// How many rows are sealed anew in one transaction.
const BATCH: u64 = 1000;

impl Table {
    /// What the seal of a row names as its id.
    fn bound(&self, row: &Row) -> Result<String, StoreError> {
        let id = row.text(0)?;
        if (self.place)(id).table == document::place(id).table {
            return Ok(document::bound(id, row.text(2)?, row.text(3)?, row.text(4)?));
        }
        Ok(id.to_owned())
    }
}

impl Store {
    /// Seals with the newest key whatever a purpose has sealed with an older
    /// one; returns how many rows that was. Afterwards the older keys can be
    /// retired.
    ///
    /// Others may read and write meanwhile if they have the newest key. When it
    /// is interrupted, what is done stays done, and the next call goes on.
    ///
    /// # Errors
    ///
    /// When a key is missing, a row cannot be opened, or the database cannot
    /// be written.
    pub async fn rotate(&self, purpose: Purpose) -> Result<u64, StoreError> {
        self.rotate_with(purpose, OtherIndex::Refuse).await
    }

    async fn rotate_with(&self, purpose: Purpose, other: OtherIndex) -> Result<u64, StoreError> {
        let head = key_check::newest_head(&self.keys, purpose)?;
        let tables = || TABLES.iter().filter(|table| table.purpose == purpose);
        // From now on nobody writes who lacks the newest key.
        self.write_with(other).await?.commit().await?;
        let mut count = 0;
        loop {
            for table in tables() {
                let mut after = Some(String::new());
                while let Some(last) = after {
                    let mut writer = self.write_with(other).await?;
                    let resealed;
                    (resealed, after) = writer.reseal(table, &last).await?;
                    writer.commit().await?;
                    count += resealed;
                }
            }
            let mut writer = self.write_with(other).await?;
            let mut older = 0;
            for table in tables() {
                older += writer.count(table.older, vec![Value::from(&head[..])]).await?;
            }
            // Somebody with the older key last in their keyring may have
            // written in between.
            if older == 0 {
                // The check names the key for tokens too: it may not say that
                // of the new one before they are made with it.
                if other == OtherIndex::Refuse {
                    key_check::keep_newest(&mut writer.reader.tx, &self.keys, purpose).await?;
                }
                writer.commit().await?;
                return Ok(count);
            }
        }
    }

    /// Opens a store with another key for tokens than it was made with, and
    /// makes all tokens anew; also seals with the newest key what is sealed
    /// with an older one. Needs the older keys that seal, and not the older key
    /// for tokens, so that it can be called again after an interruption.
    ///
    /// # Errors
    ///
    /// As [`Store::open`] and [`Store::rotate`].
    pub async fn reindex(
        address: &Address,
        keys: Arc<Keyring>,
        at: Moment,
    ) -> Result<Self, StoreError> {
        let store = Self::open_unchecked(address, keys, at).await?;
        store.rotate_with(Purpose::Personal, OtherIndex::Accept).await?;
        let mut writer = store.write_with(OtherIndex::Accept).await?;
        writer.tx.execute("DELETE FROM token", Vec::new()).await?;
        let persons = writer.persons().await?;
        for some in persons.chunks(5000) {
            writer.put_tokens(some.iter()).await?;
        }
        writer.name_accounts().await?;
        key_check::keep_newest(&mut writer.reader.tx, &store.keys, Purpose::Personal).await?;
        writer.commit().await?;
        Ok(store)
    }
}

impl Writer {
    /// Makes anew by what accounts are found; how often logging in has failed
    /// is counted by the same key, and begins anew.
    async fn name_accounts(&mut self) -> Result<(), StoreError> {
        self.tx.execute("DELETE FROM account_name", Vec::new()).await?;
        self.tx.execute("DELETE FROM failed_log_in", Vec::new()).await?;
        for account in self.accounts().await? {
            self.put_account_names(&account).await?;
        }
        Ok(())
    }

    /// Seals anew the rows after an id; returns how many were, and the last
    /// one looked at, if there may be more.
    async fn reseal(
        &mut self,
        table: &Table,
        after: &str,
    ) -> Result<(u64, Option<String>), StoreError> {
        let rows = self.tx.fetch(table.select, vec![after.into(), BATCH.into()]).await?;
        self.open_gate(Gate::Reseal).await?;
        let mut count = 0;
        for row in &rows {
            let bound = table.bound(row)?;
            let resealed = (table.place)(&bound).reseal(&self.keys, row.bytes(1)?)?;
            if let Some(sealed) = resealed {
                let values = vec![Value::from(sealed), row.text(0)?.into()];
                count += self.tx.execute(table.update, values).await?;
            }
        }
        self.close_gate().await?;
        let last = rows.last().map(|row| row.text(0).map(str::to_owned)).transpose()?;
        Ok((count, last))
    }
}
