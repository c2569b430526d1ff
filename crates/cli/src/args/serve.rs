//! The arguments of `etablera serve`.

use std::path::PathBuf;

use super::desk::Place;

/// The server.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// How it is set up, in TOML; variables whose names begin with
    /// `ETABLERA_SERVE_` stand over it, and the arguments over both.
    #[arg(long, value_name = "FILE", env = "ETABLERA_SERVE_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Only check that it could serve: settings, store, keys, policies,
    /// taxonomy, certificate.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}
