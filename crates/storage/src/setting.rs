//! What holds for the whole store.

use etablera_domain::OrganisationId;

use crate::db::Value;
use crate::error::StoreError;
use crate::migrate;
use crate::store::{Reader, Writer};

const ORGANISATION: &str = "organisation";

impl Reader {
    /// The organisation that runs the store, if it was ever said.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn organisation(&mut self) -> Result<Option<OrganisationId>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = $1";
        let row = self.tx.fetch_one(sql, vec![Value::from(ORGANISATION)]).await?;
        row.map(|row| row.parsed(0)).transpose()
    }

    /// The version of the store's tables.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn store_version(&mut self) -> Result<u64, StoreError> {
        migrate::version(&mut self.tx).await
    }
}

impl Writer {
    /// Says which organisation runs the store.
    ///
    /// # Errors
    ///
    /// When the database cannot be written.
    pub async fn set_organisation(&mut self, of: &OrganisationId) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let values = vec![Value::from(ORGANISATION), Value::text(of)];
        self.tx.execute(sql, values).await.map(|_| ())
    }
}
