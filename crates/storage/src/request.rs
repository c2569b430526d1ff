//! Requests that were answered, so that one sent twice is done once.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use etablera_domain::event::{Moment, Subject};
use serde::{Deserialize, Serialize};

use crate::chain::Hash;
use crate::db::Value;
use crate::error::StoreError;
use crate::keys::Purpose;
use crate::register::Place;
use crate::store::Writer;

/// How long an answer is kept: nobody sends a request again after that.
const KEPT: TimeDelta = TimeDelta::days(30);

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

/// Where an answer is sealed.
pub(crate) fn place(key: &str) -> Place<'_> {
    Place { purpose: Purpose::Personal, table: "request", id: key }
}

/// What is kept of a request, sealed: what was asked and answered may say who
/// somebody is, and a hash of little can be guessed.
#[derive(Serialize, Deserialize)]
struct Answered {
    fingerprint: Hash,
    answer: String,
}

impl Writer {
    /// The answer that the request got before, if it did.
    ///
    /// # Errors
    ///
    /// When another request had the same key, or it is none.
    pub async fn answer(&mut self, request: &Request) -> Result<Option<String>, StoreError> {
        request.check()?;
        let sql = "SELECT answer FROM request WHERE key = $1";
        let row = self.tx.fetch_one(sql, vec![Value::from(request.key.as_str())]).await?;
        let Some(row) = row else { return Ok(None) };
        let Answered { fingerprint, answer } =
            place(&request.key).open_json(&self.keys, row.bytes(0)?)?;
        if fingerprint != request.fingerprint {
            return Err(StoreError::KeyReused(request.key.clone()));
        }
        Ok(Some(answer))
    }

    /// Keeps the answer to a request. It goes with the next erasure of anybody,
    /// unless [`Writer::file_answer`] says whom it is about.
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
        let sql = "INSERT INTO request (key, answer, at) VALUES ($1, $2, $3)";
        let answered = Answered { fingerprint: request.fingerprint, answer: answer.to_owned() };
        let answered = place(&request.key).seal_json(&self.keys, &answered)?;
        let values = vec![request.key.as_str().into(), answered.into(), Value::text(at)];
        self.tx.execute(sql, values).await?;
        let before = Moment::new(at.utc() - KEPT);
        let sql = "DELETE FROM request WHERE at < $1";
        self.tx.execute(sql, vec![Value::text(before)]).await.map(|_| ())
    }

    /// Files the answer to a request under those it may be about: it goes when
    /// one of them is erased.
    ///
    /// # Errors
    ///
    /// When no answer is kept, or the database cannot be written.
    pub async fn file_answer(
        &mut self,
        request: &Request,
        about: &BTreeSet<Subject>,
    ) -> Result<(), StoreError> {
        let key = request.key.as_str();
        let rows = about.iter().map(|of| vec![Value::text(of), key.into()]).collect();
        self.tx.insert("request_about (subject, key)", rows, "").await
    }
}
