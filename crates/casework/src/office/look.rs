//! Use cases that only read, and those whose answer is not kept.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::CaseError;
use super::work::Work;
use super::{Call, Office, UseCase};

impl Office {
    /// Runs a use case that writes nothing but the access log, on what is kept
    /// when it begins: it waits for no writer, and none waits for it. What it
    /// asked stands in the log before its answer is given.
    ///
    /// # Errors
    ///
    /// When the caller may not, the command makes no sense here, or the store
    /// fails.
    pub(crate) fn look<'a, A: 'a>(
        &'a self,
        call: &'a Call,
        work: impl AsyncFnOnce(&mut Work<'_>) -> Result<A, CaseError> + 'a,
    ) -> UseCase<'a, A> {
        UseCase::new(async move {
            let mut desk = Work::look(self, call).await?;
            let answer = work(&mut desk).await;
            if answer.as_ref().err().is_none_or(CaseError::is_logged) {
                desk.log().await?;
            }
            answer
        })
    }

    /// Runs a use case whose answer is not kept for a repeated request, though
    /// it writes: the answer is a secret, or what it writes says that the
    /// answer was seen.
    ///
    /// # Errors
    ///
    /// As [`Office::look`].
    pub(crate) fn act<'a, A: 'a>(
        &'a self,
        call: &'a Call,
        work: impl AsyncFnOnce(&mut Work<'_>) -> Result<A, CaseError> + 'a,
    ) -> UseCase<'a, A> {
        UseCase::new(async move {
            let mut desk = Work::begin(self, call).await?;
            let answer = work(&mut desk).await;
            desk.end(answer).await
        })
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
        let mut desk = Work::look(self, call).await?;
        let Some(answer) = desk.writer.answer(&request).await? else { return Ok(None) };
        desk.log_repeat(name);
        desk.log().await?;
        serde_json::from_str(&answer).map(Some).map_err(|_| CaseError::AnswerLost)
    }
}
