//! Coarse answers under a pseudonym, frozen at enrolment.

use etablera_domain::Statistics;
use etablera_domain::event::StatisticsId;

use crate::db::Value;
use crate::error::StoreError;
use crate::store::{Reader, Writer};

fn parsed(text: &str) -> Result<Statistics, StoreError> {
    serde_json::from_str(text)
        .map_err(|error| StoreError::Corrupt(format!("a statistics record is unreadable: {error}")))
}

impl Reader {
    /// The statistics record with a pseudonym.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn statistics(&mut self, id: StatisticsId) -> Result<Option<Statistics>, StoreError> {
        let sql = "SELECT body FROM statistics WHERE id = $1";
        let row = self.tx.fetch_one(sql, vec![Value::text(id)]).await?;
        row.map(|row| parsed(row.text(0)?)).transpose()
    }

    /// The statistics records with these pseudonyms, ordered by them; those
    /// that are not there are left out.
    ///
    /// # Errors
    ///
    /// As [`Reader::statistics`].
    pub async fn statistics_among(
        &mut self,
        ids: impl IntoIterator<Item = StatisticsId>,
    ) -> Result<Vec<Statistics>, StoreError> {
        let sql = ("SELECT body FROM statistics WHERE id", "");
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        let rows = self.fetch_among(sql, ids).await?;
        let read = rows.iter().map(|row| parsed(row.text(0)?));
        let mut found = read.collect::<Result<Vec<_>, _>>()?;
        found.sort_by_key(|one| one.id);
        Ok(found)
    }

    /// Every statistics record, ordered by pseudonym.
    ///
    /// # Errors
    ///
    /// As [`Reader::statistics`].
    pub async fn all_statistics(&mut self) -> Result<Vec<Statistics>, StoreError> {
        let rows = self.tx.fetch("SELECT body FROM statistics ORDER BY id", Vec::new()).await?;
        rows.iter().map(|row| parsed(row.text(0)?)).collect()
    }
}

impl Writer {
    /// Keeps a statistics record; it cannot be changed.
    ///
    /// # Errors
    ///
    /// When there is one with its pseudonym, or it cannot be written.
    pub async fn put_statistics(&mut self, statistics: &Statistics) -> Result<(), StoreError> {
        self.put_all_statistics(std::slice::from_ref(statistics)).await
    }

    /// Keeps many statistics records at once.
    ///
    /// # Errors
    ///
    /// As [`Writer::put_statistics`].
    pub async fn put_all_statistics(&mut self, all: &[Statistics]) -> Result<(), StoreError> {
        let rows = all.iter().map(|statistics| {
            let body = serde_json::to_string(statistics).map_err(|error| {
                StoreError::Corrupt(format!("a statistics record cannot be written: {error}"))
            })?;
            Ok(vec![Value::text(statistics.id), body.into()])
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        self.tx.insert("statistics (id, body)", rows, "").await
    }
}
