//! Tokens: how a record is found by what is sealed in it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::key::{Key, Purpose};
use super::keyring::{Keyring, Role};
use super::seal::SealError;

impl Keyring {
    /// A token for a text, such as an identity number: the same text of the
    /// same kind has the same token, and without the key nothing is learnt from
    /// a token but which are alike.
    ///
    /// Adding and retiring keys that seal changes no token. The text is taken
    /// as it is: the caller brings it to one spelling first.
    ///
    /// # Errors
    ///
    /// [`SealError::NoIndexKey`] without a key for the purpose's tokens.
    pub fn token(&self, purpose: Purpose, kind: &str, text: &str) -> Result<[u8; 32], SealError> {
        let slot = self.of(Role::Index(purpose)).next();
        let slot = slot.ok_or(SealError::NoIndexKey(purpose))?;
        Ok(mac(&slot.key, &[b"etablera token", purpose.tag(), kind.as_bytes(), text.as_bytes()]))
    }

    /// Something by which the key for a purpose's tokens is recognised, or
    /// nothing without one.
    pub(super) fn index_mark(&self, purpose: Purpose) -> Option<[u8; 32]> {
        let slot = self.of(Role::Index(purpose)).next()?;
        Some(mac(&slot.key, &[b"etablera index mark", purpose.tag()]))
    }
}

/// HMAC-SHA-256 over parts, each with its length in front.
fn mac(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).expect("any length will do");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}
