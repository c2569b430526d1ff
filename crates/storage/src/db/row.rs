//! Rows of either database.

use std::str::FromStr;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Decode, Postgres, Row as _, Sqlite, Type};

use crate::error::StoreError;

/// A row; columns are counted from 0.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    fn get<'r, T>(&'r self, column: usize) -> Result<T, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
        .map_err(StoreError::from)
    }

    /// A text.
    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.get(column)
    }

    /// A text that may be absent.
    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        self.get(column)
    }

    /// A number of either sign that may be absent.
    pub(crate) fn optional_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    /// Bytes that may be absent.
    pub(crate) fn optional_bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        self.get(column)
    }

    /// A number of either sign.
    pub(crate) fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.get(column)
    }

    /// A number, 0 or more.
    pub(crate) fn number(&self, column: usize) -> Result<u64, StoreError> {
        let number: i64 = self.get(column)?;
        number.try_into().map_err(|_| StoreError::Corrupt(format!("`{number}` is below 0")))
    }

    /// A number that may be absent.
    pub(crate) fn optional_number(&self, column: usize) -> Result<Option<u64>, StoreError> {
        match self.get::<Option<i64>>(column)? {
            Some(_) => self.number(column).map(Some),
            None => Ok(None),
        }
    }

    /// Bytes.
    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.get(column)
    }

    /// A text that is parsed.
    pub(crate) fn parsed<T: FromStr>(&self, column: usize) -> Result<T, StoreError>
    where
        T::Err: ToString,
    {
        let text = self.text(column)?;
        text.parse().map_err(|error: T::Err| StoreError::Corrupt(error.to_string()))
    }
}
