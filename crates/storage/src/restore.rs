//! Restoring a backup, and moving from one database to the other.

use std::path::Path;
use std::sync::Arc;

use etablera_domain::event::Moment;

use crate::address::Address;
use crate::copy::Table;
use crate::db::Db;
use crate::error::StoreError;
use crate::keys::Keyring;
use crate::migrate;
use crate::store::{Reader, Store};
use crate::verify::Verification;

impl Store {
    /// Copies a backup, or any store in a file, to where there is none, and
    /// checks the logs of the copy, and what follows from them, before it is
    /// kept. All hashes are the same; the keys that it was sealed with open
    /// it, and damage to a sealed row shows when it is opened. Nobody is logged
    /// in there.
    ///
    /// # Errors
    ///
    /// When there is a store already, the backup cannot be read, a newer
    /// program made it, or the copy is not whole; then nothing is kept.
    pub async fn restore(
        from: &Path,
        to: &Address,
        at: Moment,
    ) -> Result<Verification, StoreError> {
        let backup = Db::only_read(from).await?;
        let copied = copy(&backup, from, to, at).await;
        backup.close().await;
        copied
    }
}

async fn copy(
    backup: &Db,
    path: &Path,
    to: &Address,
    at: Moment,
) -> Result<Verification, StoreError> {
    let mut from = backup.read().await?;
    if !migrate::is_store(&mut from).await? {
        return Err(StoreError::Absent(Address::file(path).to_string()));
    }
    let version = migrate::version(&mut from).await?;
    let target = Db::connect(to, true).await?;
    let mut tx = target.write().await?;
    // An older backup goes where it fits, and is brought up from there.
    migrate::make(&mut tx, at, version).await.map_err(|error| error.at(to))?;
    for table in Table::all(&mut from).await? {
        table.copy(&mut from, &mut tx).await?;
    }
    migrate::advance(&mut tx, at, migrate::NEWEST).await?;
    // Whoever has logged out since would be logged in again.
    tx.execute("DELETE FROM session", Vec::new()).await?;
    let mut reader = Reader { tx, keys: Arc::new(Keyring::default()) };
    let checked = reader.verify(&[]).await?;
    let accesses = reader.verify_accesses(&[]).await?;
    if let Some(finding) = checked.findings.iter().chain(&accesses.findings).next() {
        return Err(StoreError::Corrupt(format!("in the backup, {finding}")));
    }
    reader.tx.commit().await?;
    target.close().await;
    Ok(checked)
}
