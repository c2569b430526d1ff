//! Why files were not read in or written out.

use std::io;

use crate::load::InputError;
use crate::office::CaseError;

/// Why files were not read in or written out. Nothing was written to the
/// store but, if the caller may not, the refusal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransferError {
    /// The use case was not done.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// A file cannot be read, or rows of it are not what they should be.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The answer cannot be written.
    #[error("the files cannot be written")]
    Output(#[from] io::Error),
}
