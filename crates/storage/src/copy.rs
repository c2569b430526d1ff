//! Copying every row from one database to another.

use crate::db::{Kind, Tx, Value};
use crate::error::StoreError;
use crate::migrate;

/// Rows to copy together.
const PAGE: u64 = 500;

/// A table, as SQLite describes it.
pub(crate) struct Table {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    kind: ColumnKind,
    /// Its place in the primary key, from 1; 0 outside.
    key: u64,
}

#[derive(Clone, Copy)]
enum ColumnKind {
    Text,
    Int,
    Bytes,
}

impl Table {
    /// Every table with what it holds, those that others lead to first. Which
    /// steps made the store is not copied: each has taken its own.
    pub(crate) async fn all(sqlite: &mut Tx) -> Result<Vec<Self>, StoreError> {
        debug_assert_eq!(sqlite.kind(), Kind::Sqlite);
        let mut tables = Vec::new();
        for name in migrate::tables(sqlite).await? {
            if name == "migration" {
                continue;
            }
            let sql = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
            let rows = sqlite.fetch(sql, vec![Value::from(name.as_str())]).await?;
            let columns = rows.iter().map(|row| {
                let kind = match row.text(1)? {
                    "TEXT" => ColumnKind::Text,
                    "BLOB" => ColumnKind::Bytes,
                    _ => ColumnKind::Int,
                };
                Ok(Column { name: row.text(0)?.to_owned(), kind, key: row.number(2)? })
            });
            let columns = columns.collect::<Result<_, StoreError>>()?;
            tables.push(Self { name, columns });
        }
        Ok(tables)
    }

    /// Copies all rows, in place of those that making the store has put there.
    pub(crate) async fn copy(&self, from: &mut Tx, to: &mut Tx) -> Result<(), StoreError> {
        let first = format!("SELECT 1 FROM {} LIMIT 1", self.name);
        if !to.fetch_made(first, Vec::new()).await?.is_empty() {
            to.execute_made(format!("DELETE FROM {}", self.name), Vec::new()).await?;
        }
        let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        let into = format!("{} ({})", self.name, names.join(", "));
        let mut after = None;
        loop {
            let (sql, values) = self.page(&names, after.as_deref());
            let mut rows = Vec::new();
            for row in from.fetch_made(sql, values).await? {
                let cells = self.columns.iter().enumerate().map(|(at, column)| match column.kind {
                    ColumnKind::Text => {
                        row.optional_text(at).map(|cell| Value::Text(cell.map(str::to_owned)))
                    }
                    ColumnKind::Int => row.optional_int(at).map(Value::Int),
                    ColumnKind::Bytes => {
                        row.optional_bytes(at).map(|cell| Value::Bytes(cell.map(<[u8]>::to_vec)))
                    }
                });
                rows.push(cells.collect::<Result<Vec<_>, _>>()?);
            }
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some(self.key().map(|(at, _)| last[at].clone()).collect::<Vec<_>>());
            to.insert(&into, rows, "").await?;
        }
    }

    /// The columns of the primary key, in its order.
    fn key(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut key: Vec<_> =
            self.columns.iter().enumerate().filter(|(_, column)| column.key > 0).collect();
        key.sort_unstable_by_key(|(_, column)| column.key);
        key.into_iter().map(|(at, column)| (at, column.name.as_str()))
    }

    /// The next rows after a key.
    fn page(&self, names: &[&str], after: Option<&[Value]>) -> (String, Vec<Value>) {
        let key: Vec<&str> = self.key().map(|(_, name)| name).collect();
        let key = key.join(", ");
        let values = after.unwrap_or_default().to_vec();
        let places: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
        let wanted = match after {
            Some(_) => format!("WHERE ({key}) > ({}) ", places.join(", ")),
            None => String::new(),
        };
        let (table, names) = (&self.name, names.join(", "));
        let sql = format!("SELECT {names} FROM {table} {wanted}ORDER BY {key} LIMIT {PAGE}");
        (sql, values)
    }
}
