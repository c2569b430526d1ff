//! The versions of the store.

use etablera_domain::event::Moment;

use crate::chain::Hash;
use crate::db::{Kind, Tx, Value};
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
    migration!("0005_request_about"),
    migration!("0006_accounts"),
    migration!("0007_referral"),
];

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

/// Takes the first steps in an empty database.
///
/// # Errors
///
/// When there is a store or something else already, or a step fails.
pub(crate) async fn make(tx: &mut Tx, at: Moment, target: u64) -> Result<(), StoreError> {
    if is_store(tx).await? {
        return Err(StoreError::Exists(String::new()));
    }
    if !tables(tx).await?.is_empty() {
        return Err(StoreError::Foreign("it has tables of something else".to_owned()));
    }
    advance(tx, at, target).await
}

/// Takes the steps up to `target` that have not been taken.
///
/// # Errors
///
/// When a newer program made the store, a step is not the one that was taken,
/// or one fails.
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

/// Whether there is a store.
pub(crate) async fn is_store(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(tables(tx).await?.iter().any(|name| name == "migration"))
}

/// The names of the tables, in SQLite in the order they were made.
pub(crate) async fn tables(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    let sql = match tx.kind() {
        Kind::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
             ORDER BY rowid"
        }
        Kind::Postgres => {
            "SELECT tablename::text FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
        }
    };
    let rows = tx.fetch(sql, Vec::new()).await?;
    rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::address::Address;
    use crate::db::Db;
    use crate::keys::Keyring;
    use crate::log::Tail;
    use crate::projection::Cache;
    use crate::store::{Reader, Store, Writer};

    const ROW: &str = r#"{"v":1,"id":"01930d5c-0000-7000-8000-00000000000N",
        "stream":"participant:P1","about":["participant:P1"],"occurred_on":"2026-11-02",
        "recorded_at":"2026-11-03T08:15:00.000000Z","by":"anna",
        "what":{"registered":{"organisation":"lulea"}}}"#;

    /// A store as the program of an earlier version left it, with events.
    async fn left_at(version: u64, address: &Address, at: Moment) {
        let db = Db::connect(address, true).await.unwrap();
        let mut tx = db.write().await.unwrap();
        make(&mut tx, at, version).await.unwrap();
        let mut reader = Reader { tx, keys: Arc::new(Keyring::default()) };
        let tail = Tail::of(&mut reader).await.unwrap();
        let mut writer = Writer { reader, tail, cache: Cache::default(), gate: None };
        let events = ["1", "2", "3"].map(|n| serde_json::from_str(&ROW.replace('N', n)).unwrap());
        writer.extend(events.to_vec()).await.unwrap();
        writer.commit().await.unwrap();
        db.close().await;
    }

    async fn opens(version: u64, address: &Address) {
        let at: Moment = "2026-12-01T08:00:00.000000Z".parse().unwrap();
        left_at(version, address, at).await;
        let mut next = 0;
        let keys = Keyring::generate(&mut |bytes| {
            next += 1;
            bytes.fill(next);
            Ok(())
        });
        let keys = Arc::new(keys.unwrap());
        // The second time nothing is left to do.
        for _ in 0..2 {
            let store = Store::open(address, Arc::clone(&keys), at).await.unwrap();
            let mut tx = store.db.read().await.unwrap();
            assert_eq!(super::version(&mut tx).await.unwrap(), NEWEST);
            drop(tx);
            let checked = store.read().await.unwrap().verify(&[]).await.unwrap();
            assert_eq!((checked.events, checked.is_clean()), (3, true), "{checked:?}");
            store.write().await.unwrap().commit().await.unwrap();
            store.close().await;
        }
    }

    #[test]
    fn a_store_of_any_earlier_version_is_brought_up_with_what_it_holds() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = tempfile::tempdir().unwrap();
            for version in 1..=NEWEST {
                let file = Address::file(&folder.path().join(format!("{version}.db")));
                opens(version, &file).await;
                let database = etablera_test_store::database().unwrap();
                opens(version, &database.url().parse().unwrap()).await;
            }
        });
    }

    #[test]
    fn a_failed_step_leaves_the_store_as_it_was() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = tempfile::tempdir().unwrap();
            let database = etablera_test_store::database().unwrap();
            let file = Address::file(&folder.path().join("cases.db"));
            let at: Moment = "2026-12-01T08:00:00.000000Z".parse().unwrap();
            for address in [file, database.url().parse().unwrap()] {
                left_at(1, &address, at).await;
                let db = Db::connect(&address, false).await.unwrap();
                // The third step finds its table taken.
                let mut tx = db.write().await.unwrap();
                tx.run("CREATE TABLE receipt (id TEXT)").await.unwrap();
                tx.commit().await.unwrap();
                let keys = Arc::new(Keyring::default());
                assert!(Store::open(&address, keys, at).await.is_err());
                let mut tx = db.read().await.unwrap();
                assert_eq!(super::version(&mut tx).await.unwrap(), 1);
                assert!(!tables(&mut tx).await.unwrap().contains(&"person".to_owned()));
                drop(tx);
                db.close().await;
            }
        });
    }
}
