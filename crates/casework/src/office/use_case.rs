//! A use case that is under way.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::error::CaseError;

/// A use case that is under way, and what it answers when it is waited for.
///
/// It is boxed, so that use cases are compiled here, once, and not anew in
/// every program that calls them. It stays on its thread.
#[must_use = "a use case does nothing until it is waited for"]
pub struct UseCase<'a, A>(Pin<Box<dyn Future<Output = Result<A, CaseError>> + 'a>>);

impl<'a, A> UseCase<'a, A> {
    /// What is done when it is waited for.
    pub fn new(work: impl Future<Output = Result<A, CaseError>> + 'a) -> Self {
        Self(Box::pin(work))
    }
}

impl<A> Future for UseCase<'_, A> {
    type Output = Result<A, CaseError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<A> fmt::Debug for UseCase<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UseCase")
    }
}
