//! Requests that were answered, so that one sent twice is done once.

use etablera_domain::event::Moment;

use crate::chain::Hash;
use crate::db::Value;
use crate::error::StoreError;
use crate::store::Writer;

/// A request that may be sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the sender calls it; never used for another.
    pub key: String,
    /// The hash of all that it asks.
    pub fingerprint: Hash,
}

impl Request {
    /// Refuses keys that not every database keeps.
    fn check(&self) -> Result<(), StoreError> {
        let length = self.key.chars().count();
        let good = (1..=200).contains(&length) && !self.key.contains(char::is_control);
        good.then_some(()).ok_or(StoreError::BadKey)
    }
}

impl Writer {
    /// The answer that the request got before, if it did.
    ///
    /// # Errors
    ///
    /// When another request had the same key, or it is none.
    pub async fn answer(&mut self, request: &Request) -> Result<Option<String>, StoreError> {
        request.check()?;
        let sql = "SELECT fingerprint, answer FROM request WHERE key = $1";
        let row = self.tx.fetch_one(sql, vec![Value::from(request.key.as_str())]).await?;
        let Some(row) = row else { return Ok(None) };
        if row.bytes(0)? != request.fingerprint.bytes() {
            return Err(StoreError::KeyReused(request.key.clone()));
        }
        Ok(Some(row.text(1)?.to_owned()))
    }

    /// Keeps the answer to a request.
    ///
    /// # Errors
    ///
    /// When it was answered before, or cannot be kept.
    pub async fn keep_answer(
        &mut self,
        request: &Request,
        answer: &str,
        at: Moment,
    ) -> Result<(), StoreError> {
        request.check()?;
        let sql = "INSERT INTO request (key, fingerprint, answer, at) VALUES ($1, $2, $3, $4)";
        let fingerprint = Value::from(&request.fingerprint.bytes()[..]);
        let values = vec![request.key.as_str().into(), fingerprint, answer.into(), Value::text(at)];
        self.tx.execute(sql, values).await.map(|_| ())
    }
}
