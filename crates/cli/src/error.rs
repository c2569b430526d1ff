//! Why a command fails, and whose fault it is.

use std::io;
use std::path::PathBuf;

use etablera_casework::assign::io_error;
use etablera_casework::load::InputError;
use etablera_casework::plan::PlanError;
use etablera_casework::receipt::ReceiptError;
use etablera_matching::strategy::Refusal;
use etablera_matching::{CatalogueError, UnknownConcept};

use crate::exit::Exit;

/// Why a command fails.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error(transparent)]
    Input(#[from] InputError),
    /// Tables are used whole or not at all.
    #[error(transparent)]
    Table(InputError),
    #[error(transparent)]
    Refusal(#[from] Refusal),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    UnknownConcept(#[from] UnknownConcept),
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    #[error("the releases cannot be imported")]
    Import(#[from] etablera_taxonomy::import::ImportError),
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
    #[error("{0}")]
    Use(String),
    #[error("`{}` cannot be written", file.display())]
    Unwritable { file: PathBuf, source: io::Error },
    #[error("the answer cannot be written")]
    Output(#[from] io::Error),
}

impl CommandError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Input(_)
            | Self::Table(_)
            | Self::Refusal(_)
            | Self::Plan(_)
            | Self::UnknownConcept(_)
            | Self::Catalogue(_)
            | Self::Import(_)
            | Self::Receipt(_)
            | Self::Use(_) => Exit::BadInput,
            Self::Unwritable { .. } | Self::Output(_) => Exit::Failed,
        }
    }

    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Input(InputError::Faults(faults)) if faults.len() > 1 => {
                Some("`--keep-going` uses the rows that are good")
            }
            _ => None,
        }
    }

    pub(crate) fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Output(error) | Self::Unwritable { source: error, .. } => {
                crate::io::is_broken_pipe(error)
            }
            _ => false,
        }
    }
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for CommandError {
    fn from(error: csv::Error) -> Self {
        Self::Output(io_error(error))
    }
}
