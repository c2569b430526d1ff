//! A build without sign-on elsewhere: it says so when that is set.

use std::sync::Arc;

use axum::Router;

use crate::app::App;
use crate::settings::SignOn;

/// This build cannot do it.
#[derive(Debug, thiserror::Error)]
#[error("`sign_on` is set, and this program is built without it: expected the feature `sign-on`")]
pub struct SignOnError;

/// No provider.
pub(crate) enum Provider {}

impl Provider {
    pub(crate) fn new(_: &SignOn) -> Result<Self, SignOnError> {
        Err(SignOnError)
    }
}

pub(super) fn routes(_: Arc<App>) -> Router {
    Router::new()
}

pub(super) fn link(_: &App, _: &str) -> Option<String> {
    None
}
