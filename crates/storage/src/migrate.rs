//! The versions of the store.

use etablera_domain::event::Moment;

use crate::chain::Hash;
use crate::db::{Db, Kind, Tx, Value};
use crate::error::StoreError;

/// One step forward, in the words of either database.
struct Migration {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($name:literal) => {
        Migration {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// All steps, in order; none is ever changed once it has been released.
const MIGRATIONS: &[Migration] = &[migration!("0001_log")];

/// The version that this program makes.
pub(crate) const NEWEST: u64 = MIGRATIONS.len() as u64;

/// The table that says which steps have been taken, and in which words.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
    version BIGINT NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    hash    TEXT   NOT NULL,
    at      TEXT   NOT NULL
)";

impl Migration {
    /// The hash of its words for both databases: a store may move from one to
    /// the other.
    fn hash(&self) -> String {
        Hash::of([self.sqlite, "\0", self.postgres].concat().as_bytes()).to_string()
    }

    fn script(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Sqlite => self.sqlite,
            Kind::Postgres => self.postgres,
        }
    }
}

/// Takes the first steps in an empty database, all or none.
///
/// # Errors
///
/// When there is a store already, or a step fails.
pub(crate) async fn make(db: &Db, at: Moment, target: u64) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    // Two may want to make it at once.
    if is_store(&mut tx).await? {
        return Err(StoreError::Exists(db.to_string()));
    }
    advance(&mut tx, at, target).await?;
    tx.commit().await
}

/// Takes the steps up to `target` that have not been taken, all or none.
///
/// # Errors
///
/// When a newer program made the store, a step is not the one that was taken,
/// or one fails.
pub(crate) async fn migrate(db: &Db, at: Moment, target: u64) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    advance(&mut tx, at, target).await?;
    tx.commit().await
}

/// Takes the steps up to `target` that have not been taken.
pub(crate) async fn advance(tx: &mut Tx, at: Moment, target: u64) -> Result<(), StoreError> {
    tx.run(TABLE).await?;
    let found = version(tx).await?;
    for (migration, version) in MIGRATIONS.iter().zip(1..=target).skip(found as usize) {
        tx.run(migration.script(tx.kind())).await?;
        let name = Value::from(migration.name);
        let values = vec![Value::from(version), name, migration.hash().into(), Value::text(at)];
        let sql = "INSERT INTO migration (version, name, hash, at) VALUES ($1, $2, $3, $4)";
        tx.execute(sql, values).await?;
    }
    Ok(())
}

/// The version of a store; 0 for an empty one.
///
/// # Errors
///
/// When a newer program made it, or a step is not the one that was taken.
pub(crate) async fn version(tx: &mut Tx) -> Result<u64, StoreError> {
    let rows = tx.fetch("SELECT version FROM migration ORDER BY version", Vec::new()).await?;
    let found = rows.last().map_or(Ok(0), |row| row.number(0))?;
    if found > NEWEST {
        return Err(StoreError::Newer { found, known: NEWEST });
    }
    let sql = "SELECT version, name, hash FROM migration ORDER BY version";
    let rows = tx.fetch(sql, Vec::new()).await?;
    for (row, (migration, version)) in rows.iter().zip(MIGRATIONS.iter().zip(1..)) {
        let taken = (row.number(0)?, row.text(1)?, row.text(2)?);
        if taken != (version, migration.name, migration.hash().as_str()) {
            let said = format!("expected `{}` with hash {}", migration.name, migration.hash());
            return Err(StoreError::OtherStep { version, said });
        }
    }
    Ok(found)
}

/// Whether anything was ever put here.
pub(crate) async fn is_store(tx: &mut Tx) -> Result<bool, StoreError> {
    let table = match tx.kind() {
        Kind::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
        Kind::Postgres => {
            "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename \
             = 'migration'"
        }
    };
    Ok(tx.fetch_one(table, Vec::new()).await?.is_some())
}
