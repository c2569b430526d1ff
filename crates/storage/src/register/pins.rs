//! What receipts were made from, without their answers.

use etablera_domain::event::ReceiptId;

use crate::error::StoreError;
use crate::store::Reader;

impl Reader {
    /// What the receipts after one were made from, ordered by id, at most so
    /// many. No key is needed.
    ///
    /// # Errors
    ///
    /// When the database cannot be read.
    pub async fn receipt_pins(
        &mut self,
        after: Option<ReceiptId>,
        limit: u64,
    ) -> Result<Vec<(ReceiptId, String)>, StoreError> {
        let sql = "SELECT id, pins FROM receipt WHERE id > $1 ORDER BY id LIMIT $2";
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let rows = self.tx.fetch(sql, vec![after.into(), limit.into()]).await?;
        rows.iter().map(|row| Ok((row.parsed(0)?, row.text(1)?.to_owned()))).collect()
    }
}
