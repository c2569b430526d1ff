//! Many values in one statement, whose text stays the same: so it is prepared
//! once.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Postgres, SqlSafeStr, SqlStr};

use super::{Kind, Link, Row, Tx, Value};
use crate::error::StoreError;

/// Rows that PostgreSQL gets together, as one array a column.
const PAGE: usize = 2000;

/// The most rows that SQLite gets together, one value at a time; a power of
/// two. More gain nothing.
const ROWS: usize = 256;

impl Tx {
    /// Inserts rows of values, many at a time. `into` names the table and
    /// columns; `after` says what to do where a row is there already.
    pub(crate) async fn insert(
        &mut self,
        into: &str,
        rows: Vec<Vec<Value>>,
        after: &str,
    ) -> Result<(), StoreError> {
        match self.kind() {
            Kind::Sqlite => self.insert_rows(into, rows, after).await,
            Kind::Postgres => self.insert_columns(into, rows, after).await,
        }
    }

    async fn insert_rows(
        &mut self,
        into: &str,
        rows: Vec<Vec<Value>>,
        after: &str,
    ) -> Result<(), StoreError> {
        let mut left = rows.len();
        let mut rows = rows.into_iter();
        while let Some(width) = rows.as_slice().first().map(Vec::len) {
            // The powers of two make few different texts.
            let count = ROWS.min(1 << left.ilog2());
            left -= count;
            let values: Vec<Value> = rows.by_ref().take(count).flatten().collect();
            let sql = format!("INSERT INTO {into} VALUES {} {after}", places(count, width));
            self.execute_made(sql, values).await?;
        }
        Ok(())
    }

    async fn insert_columns(
        &mut self,
        into: &str,
        rows: Vec<Vec<Value>>,
        after: &str,
    ) -> Result<(), StoreError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let places: Vec<String> =
            first.iter().enumerate().map(|(at, value)| value.array(at + 1)).collect();
        let sql =
            format!("INSERT INTO {into} SELECT * FROM UNNEST ({}) {after}", places.join(", "));
        let mut rows = rows.into_iter();
        while let Some(first) = rows.as_slice().first() {
            let mut columns: Vec<Column> = first.iter().map(Column::of).collect();
            for row in rows.by_ref().take(PAGE) {
                for (column, value) in columns.iter_mut().zip(row) {
                    column.push(value)?;
                }
            }
            self.execute_columns(AssertSqlSafe(sql.clone()).into_sql_str(), columns).await?;
        }
        Ok(())
    }

    async fn execute_columns(
        &mut self,
        sql: SqlStr,
        columns: Vec<Column>,
    ) -> Result<(), StoreError> {
        if let Link::Postgres(tx) = self.link()? {
            let query = sqlx::query::<Postgres>(sql);
            let query = columns.into_iter().fold(query, |query, column| column.bind(query));
            query.execute(&mut **tx).await?;
        }
        self.whole = true;
        Ok(())
    }

    /// Runs a statement on the rows in which a column, with which the first
    /// part of the text ends, has one of some values.
    pub(crate) async fn execute_in(
        &mut self,
        sql: (&str, &str),
        values: Vec<String>,
    ) -> Result<u64, StoreError> {
        let sql = self.among(sql);
        self.execute_made(sql, vec![Value::Texts(values)]).await
    }

    /// Runs a query for the rows in which a column, with which the first part
    /// of the text ends, has one of some values.
    pub(crate) async fn fetch_in(
        &mut self,
        sql: (&str, &str),
        values: Vec<String>,
    ) -> Result<Vec<Row>, StoreError> {
        let sql = self.among(sql);
        self.fetch_made(sql, vec![Value::Texts(values)]).await
    }

    /// The text with one place for all values.
    fn among(&self, (before, after): (&str, &str)) -> String {
        match self.kind() {
            Kind::Sqlite => format!("{before} IN (SELECT value FROM json_each($1)){after}"),
            Kind::Postgres => format!("{before} = ANY ($1::text[]){after}"),
        }
    }
}

/// The values of one column.
enum Column {
    Text(Vec<Option<String>>),
    Int(Vec<Option<i64>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Column {
    /// An empty column for values such as this.
    fn of(value: &Value) -> Self {
        match value {
            Value::Text(_) | Value::Texts(_) => Self::Text(Vec::new()),
            Value::Int(_) => Self::Int(Vec::new()),
            Value::Bytes(_) => Self::Bytes(Vec::new()),
        }
    }

    fn push(&mut self, value: Value) -> Result<(), StoreError> {
        match (self, value) {
            (Self::Text(column), Value::Text(value)) => column.push(value),
            (Self::Int(column), Value::Int(value)) => column.push(value),
            (Self::Bytes(column), Value::Bytes(value)) => column.push(value),
            _ => return Err(StoreError::Corrupt("a column holds values of two types".to_owned())),
        }
        Ok(())
    }

    fn bind(self, query: Query<'_, Postgres, PgArguments>) -> Query<'_, Postgres, PgArguments> {
        match self {
            Self::Text(values) => query.bind(values),
            Self::Int(values) => query.bind(values),
            Self::Bytes(values) => query.bind(values),
        }
    }
}

/// `(?, ?), (?, ?)` for two rows of two values. The places have no names:
/// SQLite looks each name up among all of a statement.
fn places(rows: usize, width: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(", "));
    vec![row; rows].join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stand_in_rows() {
        assert_eq!(places(2, 2), "(?, ?), (?, ?)");
        assert_eq!(places(1, 3), "(?, ?, ?)");
    }

    #[test]
    fn a_column_holds_one_type() {
        let mut column = Column::of(&Value::from(1));
        assert!(column.push(Value::from(2)).is_ok());
        assert!(column.push(Value::Int(None)).is_ok());
        assert!(column.push(Value::from("2")).is_err());
    }
}
