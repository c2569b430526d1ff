//! What those who run the server go by: its log, its figures, its health.

mod health;
mod log;
mod metrics;
mod observe;

pub(crate) use health::{operated, routes};
pub(crate) use log::start as start_log;
pub(crate) use metrics::Metrics;
pub(crate) use observe::observe;
