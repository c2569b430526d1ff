//! Use cases that only read, and those that read much.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::CaseError;
use super::work::Work;
use super::{Call, Office};

impl Office {
    /// Runs a use case that writes nothing but the access log. Its answer is
    /// not kept for a repeated request: it may be about somebody.
    ///
    /// # Errors
    ///
    /// When the caller may not, the command makes no sense here, or the store
    /// fails.
    pub(crate) async fn look<A>(
        &self,
        call: &Call,
        work: impl AsyncFnOnce(&mut Work<'_>) -> Result<A, CaseError>,
    ) -> Result<A, CaseError> {
        let mut desk = Work::begin(self, call).await?;
        let answer = work(&mut desk).await;
        desk.end(answer).await
    }

    /// The answer that the request got before, if it did; that it was asked
    /// again stands in the access log.
    ///
    /// # Errors
    ///
    /// When its key was used for another request, or the store fails.
    pub(crate) async fn answered<C, A>(
        &self,
        call: &Call,
        (name, command): (&'static str, &C),
    ) -> Result<Option<A>, CaseError>
    where
        C: Serialize + ?Sized,
        A: DeserializeOwned,
    {
        let Some(request) = call.request(name, command)? else { return Ok(None) };
        let mut desk = Work::begin(self, call).await?;
        let Some(answer) = desk.writer.answer(&request).await? else { return Ok(None) };
        desk.log_repeat(name);
        desk.commit().await?;
        serde_json::from_str(&answer).map(Some).map_err(|_| CaseError::AnswerLost)
    }
}
