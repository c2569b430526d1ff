//! Opening databases and beginning transactions.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use sqlx::error::DatabaseError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, PgPool, Row as _, SqliteConnection, SqlitePool};

use super::{Tx, Value};
use crate::address::Address;
use crate::error::StoreError;

/// How long to wait for a lock or a connection, unless told otherwise.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// How many MiB of pages a file is written with, unless told otherwise: an
/// import comes back to the pages of its indexes, and those that had to leave
/// are written twice.
pub(crate) const MEMORY: u32 = 512;

/// The advisory lock that writers of one PostgreSQL database hold: so the log
/// has one writer at a time, as in SQLite, and its places no gaps.
const WRITER_LOCK: u64 = 0x6574_6162;

/// Each statement sees what was kept before it, so that the end of the log is
/// read as it is once the lock is held; a server may be set up otherwise.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// A database.
#[derive(Clone)]
pub(crate) enum Db {
    /// One file, one connection that writes.
    Sqlite { path: PathBuf, writer: SqlitePool, readers: SqlitePool },
    /// A server; one connection that writes, so that those who wait for it
    /// hold none that reads.
    Postgres { address: Address, writer: PgPool, readers: PgPool },
}

/// Where it is, without a password.
impl fmt::Display for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { path, .. } => Address::file(path).fmt(f),
            Self::Postgres { address, .. } => address.fmt(f),
        }
    }
}

impl Db {
    /// Connects. A SQLite file is made only when asked for.
    pub(crate) async fn connect(address: &Address, make: bool) -> Result<Self, StoreError> {
        Self::connect_with(address, make, (PATIENCE, MEMORY)).await
    }

    /// As [`Db::connect`], with other patience and memory.
    pub(crate) async fn connect_with(
        address: &Address,
        make: bool,
        (patience, memory): (Duration, u32),
    ) -> Result<Self, StoreError> {
        match address {
            Address::Sqlite(path) => Self::open_file(path, make, (patience, memory)).await,
            Address::Postgres(url) => Self::open_server(address, url, patience).await,
        }
    }

    async fn open_server(
        address: &Address,
        url: &str,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        let options = server_options(url)?
            .application_name("etablera")
            .options([("lock_timeout", format!("{}ms", patience.as_millis()))])
            .options([("synchronous_commit", "on")]);
        let writer = server_pool(1, patience).connect_with(options.clone()).await;
        let writer = writer.map_err(|error| {
            let code = error.as_database_error().and_then(DatabaseError::code);
            let absent = code.as_deref() == Some("3D000");
            if absent { StoreError::Absent(address.to_string()) } else { error.into() }
        })?;
        let readers = server_pool(8, patience).connect_lazy_with(options);
        Ok(Self::Postgres { address: address.clone(), writer, readers })
    }

    async fn open_file(
        path: &Path,
        make: bool,
        (patience, memory): (Duration, u32),
    ) -> Result<Self, StoreError> {
        if !make && !path.exists() {
            return Err(StoreError::Absent(Address::file(path).to_string()));
        }
        if make {
            owners_only(path);
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(make)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(patience)
            // What is erased is overwritten.
            .pragma("secure_delete", "ON")
            // Damage is rather found than followed.
            .pragma("cell_size_check", "ON");
        // In KiB where it is below zero.
        let wide = options.clone().pragma("cache_size", format!("-{}", u64::from(memory) * 1024));
        let (writer, readers) = (file_pool(1, patience), file_pool(4, patience));
        Ok(Self::Sqlite {
            path: path.to_owned(),
            writer: writer.connect_with(wide).await?,
            readers: readers.connect_lazy_with(options.pragma("query_only", "ON")),
        })
    }

    /// Opens a file that nothing is written to.
    pub(crate) async fn only_read(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Absent(Address::file(path).to_string()));
        }
        let options = SqliteConnectOptions::new().filename(path).read_only(true);
        Self::lone(path, options.busy_timeout(PATIENCE).pragma("cell_size_check", "ON")).await
    }

    /// Makes a file that is of no use until it has been written whole: what
    /// has to survive is synced at the end.
    pub(crate) async fn scratch(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
        let options = options.journal_mode(SqliteJournalMode::Memory);
        Self::lone(path, options.synchronous(SqliteSynchronous::Off)).await
    }

    /// One connection for everything.
    async fn lone(path: &Path, options: SqliteConnectOptions) -> Result<Self, StoreError> {
        let pool = file_pool(1, PATIENCE).connect_with(options).await?;
        Ok(Self::Sqlite { path: path.to_owned(), writer: pool.clone(), readers: pool })
    }

    /// Writes one state of the file to another file.
    pub(crate) async fn vacuum_into(&self, path: &Path) -> Result<(), StoreError> {
        let Self::Sqlite { path: from, .. } = self else { return Ok(()) };
        // A connection of its own: neither readers nor writers wait for it.
        let options = SqliteConnectOptions::new().filename(from).busy_timeout(PATIENCE);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let to = path.to_str().ok_or_else(|| StoreError::File {
            path: path.display().to_string(),
            source: std::io::Error::new(std::io::ErrorKind::InvalidInput, "expected UTF-8"),
        })?;
        let query = sqlx::query("VACUUM INTO $1").bind(to.to_owned());
        let done = query.execute(&mut connection).await;
        connection.close().await?;
        done?;
        Ok(())
    }

    /// Begins a transaction that sees one state of everything.
    pub(crate) async fn read(&self) -> Result<Tx, StoreError> {
        match self {
            Self::Sqlite { readers, .. } => {
                let mut tx = Tx::sqlite(readers.begin().await.map_err(busy)?);
                // The state is that of the first look.
                tx.fetch("SELECT 1 FROM sqlite_schema LIMIT 1", Vec::new()).await?;
                Ok(tx)
            }
            Self::Postgres { readers, .. } => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                let mut tx = Tx::postgres(readers.begin_with(begin).await?);
                tx.fetch("SELECT 1", Vec::new()).await?;
                Ok(tx)
            }
        }
    }

    /// Begins the one transaction that writes, waiting for others to end.
    pub(crate) async fn write(&self) -> Result<Tx, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => {
                let begin = writer.begin_with("BEGIN IMMEDIATE").await;
                Ok(Tx::sqlite(begin.map_err(busy)?))
            }
            Self::Postgres { writer, .. } => {
                let begun = writer.begin_with(WRITE).await;
                // Where a connection is there, another writer of ours has it.
                let held = writer.size() > 0;
                let begun = begun.map_err(|error| if held { busy(error) } else { error.into() })?;
                let mut tx = Tx::postgres(begun);
                let lock = "SELECT pg_advisory_xact_lock($1)";
                tx.fetch(lock, vec![Value::from(WRITER_LOCK)]).await?;
                Ok(tx)
            }
        }
    }

    /// Leaves no erased row in the files.
    pub(crate) async fn wipe(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite { writer, .. } => {
                let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
                let row = sqlx::raw_sql(sql).fetch_one(writer).await?;
                // It says so, and is no error.
                if row.try_get::<i64, _>(0)? != 0 {
                    return Err(StoreError::Locked(sqlx::Error::PoolTimedOut));
                }
            }
            Self::Postgres { writer, .. } => {
                // Without `FULL` the bytes of dead rows stay in their pages.
                let vacuum = "VACUUM (FULL) person, token, document, special, receipt, request, \
                              request_about, account, account_name, seat, session, api_token, \
                              invitation, failed_log_in, referral, referral_link";
                sqlx::raw_sql(vacuum).execute(writer).await?;
            }
        }
        Ok(())
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
        }
    }
}

/// How a server is spoken to. Over a network nobody may listen or stand in
/// between, unless the address says in so many words that they may.
fn server_options(url: &str) -> Result<PgConnectOptions, StoreError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|error| StoreError::Database("the address".to_owned(), error))?;
    let undecided = matches!(options.get_ssl_mode(), PgSslMode::Prefer | PgSslMode::Allow);
    if undecided && !is_here(&options) {
        return Ok(options.ssl_mode(PgSslMode::VerifyFull));
    }
    Ok(options)
}

/// Whether the server is on this machine.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    // A host that begins so is the folder of a socket.
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|at: IpAddr| at.is_loopback())
}

/// Connections to one server.
fn server_pool(connections: u32, patience: Duration) -> PgPoolOptions {
    PgPoolOptions::new().max_connections(connections).acquire_timeout(patience)
}

/// Connections to one file.
fn file_pool(connections: u32, patience: Duration) -> SqlitePoolOptions {
    let options = SqlitePoolOptions::new().max_connections(connections);
    options.acquire_timeout(patience).before_acquire(|connection, _| {
        // SQLite ends the transaction by itself when the disk is full, which
        // the connection does not notice: it is of no more use.
        Box::pin(async move { Ok(!connection.is_in_transaction()) })
    })
}

/// Who waits in vain for a file, or for the connection that writes, waits for
/// others of this process.
fn busy(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Locked(error),
        other => other.into(),
    }
}

/// Makes an empty file that only its owner may read, unless there is one: the
/// log is in the clear. Where it cannot, the database says what is wrong.
fn owners_only(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.write(true).create_new(true).open(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_elsewhere_is_spoken_to_in_secret() {
        for (url, here, expected) in [
            ("postgres://e@db.example/e", false, PgSslMode::VerifyFull),
            ("postgres://e@192.0.2.1/e", false, PgSslMode::VerifyFull),
            ("postgres://e@localhost.example/e", false, PgSslMode::VerifyFull),
            ("postgres://e@db.example/e?sslmode=prefer", false, PgSslMode::VerifyFull),
            ("postgres://e@db.example/e?sslmode=allow", false, PgSslMode::VerifyFull),
            ("postgres://e@db.example/e?sslmode=verify-ca", false, PgSslMode::VerifyCa),
            ("postgres://e@db.example/e?sslmode=require", false, PgSslMode::Require),
            ("postgres://e@db.example/e?sslmode=disable", false, PgSslMode::Disable),
            ("postgres://e@127.0.0.1/e", true, PgSslMode::Prefer),
            ("postgres://e@127.8.9.1:20000/e", true, PgSslMode::Prefer),
            ("postgres://e@[::1]/e", true, PgSslMode::Prefer),
            ("postgres://e@localhost/e", true, PgSslMode::Prefer),
            ("postgres://e@localhost/e?sslmode=verify-full", true, PgSslMode::VerifyFull),
            ("postgres:///e?host=/run/postgresql", true, PgSslMode::Prefer),
        ] {
            let options = server_options(url).unwrap();
            assert_eq!(is_here(&options), here, "{url}");
            // It has no equality.
            let found = format!("{:?}", options.get_ssl_mode());
            assert_eq!(found, format!("{expected:?}"), "{url}");
        }
    }
}
