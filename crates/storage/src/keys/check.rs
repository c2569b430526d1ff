//! The check by which a store and a keyring recognise each other.

use super::key::Purpose;
use super::keyring::Keyring;
use super::seal::{Context, SealError, key_of};

/// Nothing else is sealed here.
const PLACE: Context<'static> = Context { table: "etablera-check", id: "" };
const CONTENT: &[u8] = b"etablera keys fit";

impl Keyring {
    /// A sealed constant for the store to keep, one a purpose. It covers the
    /// key that seals and the key for tokens, and is to be made anew whenever
    /// either changes.
    ///
    /// # Errors
    ///
    /// As [`seal`](Self::seal).
    pub fn check_value(&self, purpose: Purpose) -> Result<Vec<u8>, SealError> {
        let mark = self.index_mark(purpose);
        let content = [CONTENT, mark.as_ref().map_or(&[][..], <[u8; 32]>::as_slice)].concat();
        self.seal(purpose, &PLACE, &content)
    }

    /// Whether this is the keyring that a store's check was made with, so that
    /// a wrong key file is found at opening and not at the first person.
    ///
    /// A keyring without a key for tokens passes, and so does one that has such
    /// a key where the store had none.
    ///
    /// # Errors
    ///
    /// [`SealError::OtherKey`] and [`SealError::OtherIndexKey`] if a key is not
    /// the store's, [`SealError::NoKey`] and [`SealError::UnknownKey`] if one
    /// is missing, and what else [`open`](Self::open) finds.
    pub fn verify_check(&self, purpose: Purpose, bytes: &[u8]) -> Result<(), SealError> {
        let content = self.open(purpose, &PLACE, bytes).map_err(|error| match key_of(bytes) {
            Some(id) if error == SealError::Damaged => SealError::OtherKey(id),
            _ => error,
        })?;
        let mark = content.strip_prefix(CONTENT).ok_or(SealError::Damaged)?;
        match self.index_mark(purpose) {
            Some(ours) if !mark.is_empty() && mark != ours => {
                Err(SealError::OtherIndexKey(purpose))
            }
            _ => Ok(()),
        }
    }
}
