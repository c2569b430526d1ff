//! Why a use case was not done.

use etablera_domain::AccountId;
use etablera_domain::event::{ReceiptId, Subject};
use etablera_storage::{NoRandom, StoreError};

use super::people::Twins;
use super::programmes::Broken;
use crate::policy::Refusal;

/// Why a use case was not done. Where nothing else is said, nothing was
/// written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The policies do not allow it. The refusal is in the access log.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such thing, or it is not for the caller to know of.
    #[error("there is no `{0}`, or it is not yours to see")]
    Absent(Subject),
    /// There is no referral that the caller may read. Why not, and whether there
    /// ever was one, is not said.
    #[error(
        "there is no such referral: expected one to your organisation that is open and that \
         nobody has taken back"
    )]
    NoReferral,
    /// It is there already.
    #[error("`{0}` is there already")]
    Exists(Subject),
    /// An id that was chosen is taken. By whom, and whether the caller may know
    /// of them, is not said.
    #[error("`{0}` cannot be used as an id: choose another, or none to be given one")]
    Taken(Subject),
    /// Somebody who may be the same is registered.
    #[error("{0}")]
    Alike(Twins),
    /// The command makes no sense in this state.
    #[error("{0}")]
    Wrong(String),
    /// The programme, or an agreement, does not allow it.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The answer to a repeated request cannot be read.
    #[error("the answer to this request was given before, and cannot be read any more")]
    AnswerLost,
    /// An erasure is done and certified, and what it left in the files of the
    /// store is not wiped yet.
    #[error(
        "the erasure is done, and `{receipt}` certifies it, but what it left in the files of the \
         store is not wiped yet: run `etablera db wipe`"
    )]
    Unwiped {
        /// The certificate.
        receipt: ReceiptId,
        /// Why not.
        source: StoreError,
    },
    /// There is no such account, or it is not for the caller to know of.
    #[error("there is no account `{0}`, or it is not yours to see")]
    NoAccount(AccountId),
    /// Another account has the login name, actor or external identity.
    #[error("another account has this `{0}`: expected one that nobody has")]
    AccountTaken(&'static str),
    /// The system gave no random bytes.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CaseError {
    /// A command that makes no sense here, and what was expected.
    pub(crate) fn wrong(text: impl Into<String>) -> Self {
        Self::Wrong(text.into())
    }

    /// Whether what was asked stands in the access log all the same: whoever
    /// gets this answer has learnt something.
    pub(super) fn is_logged(&self) -> bool {
        !matches!(self, Self::Store(_) | Self::Unwiped { .. })
    }

    /// Whether the policies refused it.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}
