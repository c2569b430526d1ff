//! Why a command fails, and whose fault it is.

use std::io;
use std::path::PathBuf;

use etablera_casework::assign::io_error;
use etablera_casework::load::InputError;
use etablera_casework::office::{CaseError, TransferError};
use etablera_casework::plan::PlanError;
use etablera_casework::policy::PolicyError;
use etablera_casework::receipt::ReceiptError;
#[cfg(feature = "serve")]
use etablera_http::ServeError;
use etablera_matching::strategy::Refusal;
use etablera_matching::{CatalogueError, UnknownConcept};
use etablera_storage::{KeyFileError, KeyringError, ParseKeyringError, StoreError};

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
    #[error(transparent)]
    Case(#[from] CaseError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error("the keys of ETABLERA_KEYS do not parse")]
    Keys(#[from] ParseKeyringError),
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[cfg(feature = "serve")]
    #[error("the server cannot be set up")]
    Settings(#[source] etablera_http::SettingsError),
    #[cfg(feature = "serve")]
    #[error("the server cannot serve")]
    Serve(#[source] ServeError),
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
            | Self::KeyFile(_)
            | Self::Keys(_)
            | Self::Policy(_)
            | Self::Receipt(_)
            | Self::Use(_) => Exit::BadInput,
            Self::Case(error) => of_case(error),
            Self::Store(error) => of_store(error),
            #[cfg(feature = "serve")]
            Self::Settings(_) => Exit::BadInput,
            #[cfg(feature = "serve")]
            Self::Serve(ServeError::Tls { .. } | ServeError::Level(..)) => Exit::BadInput,
            #[cfg(feature = "serve")]
            Self::Serve(_) => Exit::Failed,
            Self::Keyring(_) => Exit::Failed,
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

/// A refusal is an answer; what makes no sense is the caller's to put right.
fn of_case(error: &CaseError) -> Exit {
    match error {
        CaseError::Refused(_) | CaseError::NoReferral => Exit::No,
        CaseError::Absent(_)
        | CaseError::Exists(_)
        | CaseError::Taken(_)
        | CaseError::Alike(_)
        | CaseError::Broken(_)
        | CaseError::NoAccount(_)
        | CaseError::AccountTaken(_)
        | CaseError::Wrong(_) => Exit::BadInput,
        CaseError::Store(error) => of_store(error),
        _ => Exit::Failed,
    }
}

/// What another address, key, version or request puts right is the caller's.
fn of_store(error: &StoreError) -> Exit {
    match error {
        StoreError::Absent(_)
        | StoreError::Exists(_)
        | StoreError::WrongKeys(_)
        | StoreError::Conflict { .. }
        | StoreError::DuplicateEvent(_)
        | StoreError::NoTarget { .. }
        | StoreError::Event(_)
        | StoreError::KeyReused(_) => Exit::BadInput,
        _ => Exit::Failed,
    }
}

/// Faults in files are shown like those of any other file.
impl From<TransferError> for CommandError {
    fn from(error: TransferError) -> Self {
        match error {
            TransferError::Case(error) => Self::Case(error),
            TransferError::Input(error) => Self::Input(error),
            TransferError::Output(error) => Self::Output(error),
            _ => Self::Use(error.to_string()),
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
