//! Use cases that only read.

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
        match work(&mut desk).await {
            Ok(answer) => {
                desk.commit().await?;
                Ok(answer)
            }
            Err(error) if error.is_logged() => {
                desk.log_refusal().await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }
}
