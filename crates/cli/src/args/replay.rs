//! The arguments of `replay`.

use std::path::{Path, PathBuf};

use etablera_casework::receipt::{Input, Role};

use super::RoundTables;
use super::desk::Seat;

#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    /// The receipt: a file, as `--receipt` wrote it, or the id of one in the
    /// store, as `need match` gave it.
    pub(crate) receipt: PathBuf,
    /// Where the needs are now; this and the files below are by default where
    /// they were.
    #[arg(long, value_name = "FILE")]
    pub(crate) needs: Option<PathBuf>,
    /// Where the participants are now.
    #[arg(long, value_name = "FILE")]
    pub(crate) participants: Option<PathBuf>,
    /// Where the training modules are now.
    #[arg(long, value_name = "FILE")]
    pub(crate) training: Option<PathBuf>,
    /// Where the compiled taxonomy is now.
    #[arg(long, value_name = "FILE")]
    pub(crate) taxonomy: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) tables: RoundTables,
    /// Where the answer is written [default: standard output].
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten, next_help_heading = "For a receipt in the store")]
    pub(crate) seat: Seat,
}

impl Replay {
    /// The files that are said to be elsewhere.
    pub(crate) fn moved(&self) -> impl Iterator<Item = (Role, &Path)> {
        let moved = [
            (Role::Needs, &self.needs),
            (Role::Participants, &self.participants),
            (Role::Training, &self.training),
        ];
        let moved = moved.into_iter().filter_map(|(role, file)| Some((role, file.as_deref()?)));
        moved.chain(self.tables.given())
    }

    /// Where an input is now.
    pub(crate) fn place(&self, input: &Input) -> PathBuf {
        let moved = self.moved().find(|(role, _)| *role == input.role);
        moved.map_or_else(|| PathBuf::from(&input.path), |(_, file)| file.to_owned())
    }
}
