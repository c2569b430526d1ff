//! Values that both databases keep.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Postgres, Sqlite};

/// A value in a query; absent ones still have a type.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Bytes(Option<Vec<u8>>),
    /// Many texts: an array to PostgreSQL, and to SQLite one of JSON.
    Texts(Vec<String>),
}

impl Value {
    pub(super) fn sqlite(
        self,
        query: Query<'_, Sqlite, SqliteArguments>,
    ) -> Query<'_, Sqlite, SqliteArguments> {
        match self {
            Self::Text(value) => query.bind(value),
            Self::Int(value) => query.bind(value),
            Self::Bytes(value) => query.bind(value),
            Self::Texts(values) => query.bind(serde_json::Value::from(values).to_string()),
        }
    }

    pub(super) fn postgres(
        self,
        query: Query<'_, Postgres, PgArguments>,
    ) -> Query<'_, Postgres, PgArguments> {
        match self {
            Self::Text(value) => query.bind(value),
            Self::Int(value) => query.bind(value),
            Self::Bytes(value) => query.bind(value),
            Self::Texts(values) => query.bind(values),
        }
    }

    /// The place of all such values of a column, in PostgreSQL.
    pub(super) fn array(&self, place: usize) -> String {
        let kind = match self {
            Self::Text(_) | Self::Texts(_) => "text",
            Self::Int(_) => "bigint",
            Self::Bytes(_) => "bytea",
        };
        format!("${place}::{kind}[]")
    }

    /// Anything that is written as text.
    #[expect(clippy::needless_pass_by_value, reason = "a reference is a value with a text, too")]
    pub(crate) fn text(value: impl ToString) -> Self {
        Self::Text(Some(value.to_string()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

/// Places in the log stay far below the largest number that is kept.
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Int(Some(i64::try_from(value).unwrap_or(i64::MAX)))
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(value))
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(Some(value.to_vec()))
    }
}
