//! The log of the server, on standard error.

use tracing_subscriber::EnvFilter;

use crate::server::ServeError;
use crate::settings::Log;

/// Begins to write the log of the process.
pub(crate) fn start(log: &Log) -> Result<(), ServeError> {
    let filter = EnvFilter::try_new(&log.level)
        .map_err(|error| ServeError::Level(log.level.clone(), error.to_string()))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Somebody who embeds the server may have a log of their own already.
    let _ = if log.json { lines.json().try_init() } else { lines.try_init() };
    Ok(())
}
