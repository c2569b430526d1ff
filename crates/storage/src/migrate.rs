//! The versions of the store.

use etablera_domain::event::Moment;

use crate::db::{Db, Tx, Value};
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
const MIGRATIONS: &[Migration] = &[
    migration!("0001_log"),
    migration!("0002_registers"),
    migration!("0003_receipts"),
    migration!("0004_setting"),
];

/// The version that this program makes.
pub(crate) const NEWEST: u64 = MIGRATIONS.len() as u64;

/// The table that says which steps have been taken.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
    version BIGINT NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    at      TEXT   NOT NULL
)";

/// Takes the steps up to `target` that have not been taken, all or none.
///
/// # Errors
///
/// When a newer program made the store, or a step fails.
pub(crate) async fn migrate(db: &Db, at: Moment, target: u64) -> Result<(), StoreError> {
    let mut tx = db.write().await?;
    tx.run(TABLE).await?;
    let found = version(&mut tx).await?;
    if found > NEWEST {
        return Err(StoreError::Newer { found, known: NEWEST });
    }
    for (migration, version) in MIGRATIONS.iter().zip(1..=target).skip(found as usize) {
        let script = match tx {
            Tx::Sqlite(_) => migration.sqlite,
            Tx::Postgres(_) => migration.postgres,
        };
        tx.run(script).await?;
        let values = vec![Value::from(version), Value::from(migration.name), Value::text(at)];
        tx.execute("INSERT INTO migration (version, name, at) VALUES ($1, $2, $3)", values).await?;
    }
    tx.commit().await
}

/// The version of a store; 0 for an empty one.
pub(crate) async fn version(tx: &mut Tx) -> Result<u64, StoreError> {
    let row = tx.fetch_one("SELECT MAX(version) FROM migration", Vec::new()).await?;
    Ok(row.map(|row| row.optional_number(0)).transpose()?.flatten().unwrap_or(0))
}

/// Whether anything was ever put here.
pub(crate) async fn is_store(tx: &mut Tx) -> Result<bool, StoreError> {
    let table = match tx {
        Tx::Sqlite(_) => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
        Tx::Postgres(_) => {
            "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename \
             = 'migration'"
        }
    };
    Ok(tx.fetch_one(table, Vec::new()).await?.is_some())
}
