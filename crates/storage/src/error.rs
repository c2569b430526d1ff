//! What can go wrong in a store.

use etablera_domain::event::{EventId, Moment, Subject};
use sqlx::error::DatabaseError;

use crate::address::Address;
use crate::keys::SealError;
use crate::log::Expected;

/// What went wrong. Where nothing else is said, nothing was written;
/// what runs in several transactions (rotation, wiping) keeps those that ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no store at the address.
    #[error("there is no store at `{0}`: expected one that `etablera db init` has made")]
    Absent(String),
    /// There is a store already.
    #[error("there is a store at `{0}` already")]
    Exists(String),
    /// Another process holds the store.
    #[error("the store is locked by another process: try again when it is done")]
    Locked(#[source] sqlx::Error),
    /// There is no room.
    #[error("the disk is full: nothing was written; make room and try again")]
    Full(#[source] sqlx::Error),
    /// The store cannot be written.
    #[error("the store is read-only: expected a file, folder or database that may be written")]
    ReadOnly(#[source] sqlx::Error),
    /// The file or a row of it is damaged.
    #[error("the store is damaged: {0}; restore a backup, and keep this file")]
    Corrupt(String),
    /// The disk or file system failed.
    #[error("the disk failed: nothing was written; look at the disk before trying again")]
    Disk(#[source] sqlx::Error),
    /// A file beside the database cannot be read or written.
    #[error("`{path}` cannot be read or written")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is something else.
    #[error("the file is not a store, or its beginning is damaged: {0}")]
    Foreign(String),
    /// Something went wrong in the same change before.
    #[error("the change was given up when a part of it failed: nothing was written; begin anew")]
    Aborted,
    /// The server cannot be reached, or went away before anything was asked
    /// to be kept.
    #[error("the server cannot be reached: nothing was written; try again")]
    Unreachable(#[source] sqlx::Error),
    /// The server does not encrypt, or is not who it should be.
    #[error(
        "the connection to the server cannot be encrypted and trusted: nothing was sent; expected a \
         certificate for its name from an authority that this machine trusts or \
         `sslrootcert=FILE` names, or `sslmode=…` in the address that says what else will do"
    )]
    Untrusted(#[source] sqlx::Error),
    /// The connection or the disk broke while the transaction was being closed.
    #[error(
        "the connection or disk broke while the change was being kept: it is written or not, as a whole; \
         ask again with the same idempotency key"
    )]
    Uncertain(#[source] sqlx::Error),
    /// Somebody else has written in between.
    #[error(
        "`{stream}` has changed in the meantime: expected {expected}, found version {found}; read \
         it again"
    )]
    Conflict {
        /// The stream.
        stream: Subject,
        /// What the writer had seen.
        expected: Expected,
        /// What is there.
        found: u64,
    },
    /// The event is in the log already.
    #[error("event `{0}` is in the log already")]
    DuplicateEvent(EventId),
    /// It corrects what is not there.
    #[error("event `{event}` corrects `{target}`, which is not in the log of `{stream}`")]
    NoTarget {
        /// The correction.
        event: EventId,
        /// What it should correct.
        target: EventId,
        /// The stream of the correction.
        stream: Subject,
    },
    /// It is not of the stream that it should be added to.
    #[error("event `{event}` belongs to `{stream}`: expected one of `{expected}`")]
    OtherStream {
        /// The event.
        event: EventId,
        /// Where it belongs.
        stream: Subject,
        /// Where it should be added.
        expected: Subject,
    },
    /// It corrects an event that is about more.
    #[error("event `{event}` is not about `{missing}`: expected all that `{target}` is about")]
    LessAbout {
        /// The correction.
        event: EventId,
        /// What it corrects.
        target: EventId,
        /// Whom only the corrected event is about.
        missing: Subject,
    },
    /// The event makes no sense by itself.
    #[error(transparent)]
    Event(#[from] etablera_domain::event::EventError),
    /// The clock is behind the log.
    #[error(
        "the clock says {now}, but the log was last written at {last}: set the clock right, or if \
         it is right now and was ahead then, `etablera db accept-clock`; nothing was written"
    )]
    ClockBack {
        /// When the log was last written.
        last: Moment,
        /// What the clock says.
        now: Moment,
    },
    /// There is no clock that was ahead.
    #[error("the clock says {now}, which is not far behind the log: there is nothing to accept")]
    ClockRight {
        /// What the clock says.
        now: Moment,
    },
    /// An idempotency key was used for another request.
    #[error("idempotency key `{0}` was used for another request: expected a new key")]
    KeyReused(String),
    /// An idempotency key is none.
    #[error("an idempotency key has 1 to 200 characters, and no control characters")]
    BadKey,
    /// A step that made the store is not the one that this program knows.
    #[error("step {version} of the store is not the one that this program knows: {said}")]
    OtherStep {
        /// Which.
        version: u64,
        /// What is different.
        said: String,
    },
    /// The keyring does not belong to the store.
    #[error("the keys do not fit this store: expected the key file that it was made with")]
    WrongKeys(#[source] SealError),
    /// A row cannot be sealed or opened.
    #[error("`{id}` of `{table}` cannot be sealed or opened")]
    Sealed {
        /// The table.
        table: &'static str,
        /// The row.
        id: String,
        /// Why.
        source: SealError,
    },
    /// Nobody can be found by what is sealed.
    #[error("no token can be made to find somebody by")]
    Token(#[source] SealError),
    /// There is a record with the same id.
    #[error("there is a record with this id already: expected a new id ({0})")]
    Taken(String),
    /// Receipts are to be kept longer.
    #[error("receipts are kept for six months: expected a moment up to {latest}, found {before}")]
    TooYoung {
        /// Before when they should be removed.
        before: Moment,
        /// The latest moment that is possible.
        latest: Moment,
    },
    /// A newer program made the store.
    #[error("the store has version {found}, and this program knows {known}: use a newer program")]
    Newer {
        /// The version of the store.
        found: u64,
        /// The newest version that is known.
        known: u64,
    },
    /// Another version of the program keeps the store's states.
    #[error(
        "another version of this program has opened the store and keeps what follows from the log \
         its own way: use one version, or open the store again"
    )]
    OtherFold,
    /// Anything else that the database says.
    #[error("the database refused: {0}")]
    Database(String, #[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(DatabaseError::code).map(String::from);
        match (&error, code.as_deref()) {
            (sqlx::Error::Tls(_), _) => Self::Untrusted(error),
            // What is wrong with a certificate is told so.
            (sqlx::Error::Io(said), _) if said.kind() == std::io::ErrorKind::InvalidData => {
                Self::Untrusted(error)
            }
            (sqlx::Error::Database(database), Some(code)) => {
                let said = database.message().to_owned();
                // Triggers that hold off INSERT OR REPLACE come first.
                if database.is_unique_violation() || said.starts_with("there is such a ") {
                    return Self::Taken(said);
                }
                if database.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                    Self::of_sqlite(code, said, error)
                } else {
                    Self::of_postgres(code, said, error)
                }
            }
            (
                sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed,
                _,
            ) => Self::Unreachable(error),
            (sqlx::Error::Protocol(_), _) => Self::Unreachable(error),
            (
                sqlx::Error::ColumnDecode { .. }
                | sqlx::Error::Decode(_)
                | sqlx::Error::ColumnIndexOutOfBounds { .. },
                _,
            ) => Self::Corrupt(error.to_string()),
            _ => Self::Database(error.to_string(), error),
        }
    }
}

impl StoreError {
    /// The same, with the address.
    pub(crate) fn at(self, address: &Address) -> Self {
        match self {
            Self::Exists(_) => Self::Exists(address.to_string()),
            other => other,
        }
    }

    /// By SQLite's result code: the low byte says the kind.
    fn of_sqlite(code: &str, said: String, error: sqlx::Error) -> Self {
        match code.parse::<u32>().unwrap_or_default() & 0xff {
            5 | 6 => Self::Locked(error),
            8 => Self::ReadOnly(error),
            10 => Self::Disk(error),
            11 => Self::Corrupt(said),
            13 => Self::Full(error),
            26 => Self::Foreign(said),
            14 => Self::ReadOnly(error),
            _ => Self::Database(said, error),
        }
    }

    /// By PostgreSQL's SQLSTATE: the first two characters say the class.
    fn of_postgres(code: &str, said: String, error: sqlx::Error) -> Self {
        match code {
            "55P03" | "40P01" | "57014" => Self::Locked(error),
            "53100" => Self::Full(error),
            "25006" => Self::ReadOnly(error),
            "57P01" | "57P02" | "57P03" | "53300" => Self::Unreachable(error),
            _ if code.starts_with("08") => Self::Unreachable(error),
            _ if code.starts_with("XX") => Self::Corrupt(said),
            _ => Self::Database(said, error),
        }
    }
}
