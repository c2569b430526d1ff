//! The one place that knows that there are two databases.
//!
//! Both speak the same SQL with `$1` for the first value; what differs is how
//! they are opened and locked.

mod bulk;
mod connect;
mod row;
mod value;

use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, SqlStr, Sqlite, Transaction};

use crate::error::StoreError;
use crate::progress::Progress;

pub(crate) use connect::{Db, MEMORY, PATIENCE};
pub(crate) use row::Row;
pub(crate) use value::Value;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// A transaction on either database.
///
/// When a statement fails, or is given up before it ends, nothing of the
/// transaction is kept: so PostgreSQL has it, and so it is for both.
pub(crate) struct Tx {
    link: Link,
    /// Whether every statement so far has succeeded.
    whole: bool,
    /// How many rows were read.
    pub(crate) progress: Progress,
}

enum Link {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn sqlite(tx: Transaction<'static, Sqlite>) -> Self {
        Self { link: Link::Sqlite(tx), whole: true, progress: Progress::default() }
    }

    pub(crate) fn postgres(tx: Transaction<'static, Postgres>) -> Self {
        Self { link: Link::Postgres(tx), whole: true, progress: Progress::default() }
    }

    /// Which database it is on.
    pub(crate) fn kind(&self) -> Kind {
        match self.link {
            Link::Sqlite(_) => Kind::Sqlite,
            Link::Postgres(_) => Kind::Postgres,
        }
    }

    /// Sees to it that nothing of it is kept.
    pub(crate) fn abort(&mut self) {
        self.whole = false;
    }

    /// What statements are run on. Until one has succeeded nothing is kept,
    /// so that nothing is either when it is dropped halfway.
    fn link(&mut self) -> Result<&mut Link, StoreError> {
        let whole = std::mem::replace(&mut self.whole, false);
        whole.then_some(&mut self.link).ok_or(StoreError::Aborted)
    }

    /// Runs a statement; returns how many rows it touched.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        self.execute_str(sql.into_sql_str(), values).await
    }

    /// Runs a statement whose text was put together of constants.
    pub(crate) async fn execute_made(
        &mut self,
        sql: String,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        self.execute_str(AssertSqlSafe(sql).into_sql_str(), values).await
    }

    async fn execute_str(&mut self, sql: SqlStr, values: Vec<Value>) -> Result<u64, StoreError> {
        let touched = match self.link()? {
            Link::Sqlite(tx) => {
                let query = sqlx::query::<Sqlite>(sql);
                let query = values.into_iter().fold(query, |query, value| value.sqlite(query));
                query.execute(&mut **tx).await?.rows_affected()
            }
            Link::Postgres(tx) => {
                let query = sqlx::query::<Postgres>(sql);
                let query = values.into_iter().fold(query, |query, value| value.postgres(query));
                query.execute(&mut **tx).await?.rows_affected()
            }
        };
        self.whole = true;
        Ok(touched)
    }

    /// Runs a query and returns all its rows.
    pub(crate) async fn fetch(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.fetch_str(sql.into_sql_str(), values).await
    }

    /// Runs a query whose text was put together of constants.
    pub(crate) async fn fetch_made(
        &mut self,
        sql: String,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        self.fetch_str(AssertSqlSafe(sql).into_sql_str(), values).await
    }

    async fn fetch_str(&mut self, sql: SqlStr, values: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        let rows: Vec<Row> = match self.link()? {
            Link::Sqlite(tx) => {
                let query = sqlx::query::<Sqlite>(sql);
                let query = values.into_iter().fold(query, |query, value| value.sqlite(query));
                query.fetch_all(&mut **tx).await?.into_iter().map(Row::Sqlite).collect()
            }
            Link::Postgres(tx) => {
                let query = sqlx::query::<Postgres>(sql);
                let query = values.into_iter().fold(query, |query, value| value.postgres(query));
                query.fetch_all(&mut **tx).await?.into_iter().map(Row::Postgres).collect()
            }
        };
        self.whole = true;
        self.progress.add(rows.len() as u64);
        Ok(rows)
    }

    /// Runs a query that gives at most one row.
    pub(crate) async fn fetch_one(
        &mut self,
        sql: &'static str,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.fetch(sql, values).await?.into_iter().next())
    }

    /// Runs several statements without values.
    pub(crate) async fn run(&mut self, script: &'static str) -> Result<(), StoreError> {
        match self.link()? {
            Link::Sqlite(tx) => sqlx::raw_sql(script).execute(&mut **tx).await.map(|_| ())?,
            Link::Postgres(tx) => sqlx::raw_sql(script).execute(&mut **tx).await.map(|_| ())?,
        }
        self.whole = true;
        Ok(())
    }

    /// Keeps what was written, if all of it was.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        // PostgreSQL would answer that it is done, and have kept nothing.
        self.link()?;
        let done = match self.link {
            Link::Sqlite(tx) => tx.commit().await,
            Link::Postgres(tx) => tx.commit().await,
        };
        done.map_err(|error| match StoreError::from(error) {
            // It may have been kept before the connection or the disk broke.
            StoreError::Unreachable(error) | StoreError::Disk(error) => {
                StoreError::Uncertain(error)
            }
            other => other,
        })
    }
}
