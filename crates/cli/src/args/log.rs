//! The arguments of `etablera log`.

use clap::Subcommand;
use etablera_casework::office::Rows;
use etablera_domain::event::Subject;

use super::desk::Desk;

#[derive(Debug, Subcommand)]
pub(crate) enum Log {
    /// What was written down, oldest first, corrections among it.
    Show(Part),
    /// Who looked at what, and what they were refused.
    Access(Part),
}

/// Which rows of a log.
#[derive(Debug, clap::Args)]
pub(crate) struct Part {
    /// Only what is about this, such as `participant:P017`.
    #[arg(long, value_name = "SUBJECT")]
    pub(crate) subject: Option<Subject>,
    /// Only what stands after this place.
    #[arg(long, value_name = "SEQ", default_value_t = 0)]
    pub(crate) after: u64,
    /// Rows at most, 1 to 10000.
    #[arg(long, value_name = "N", default_value = "1000")]
    pub(crate) limit: Rows,
    #[command(flatten)]
    pub(crate) desk: Desk,
}
