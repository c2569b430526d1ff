//! Sealed records.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version, 1 |
//! | 1 | length of the key's name, 1 to 16 |
//! | so many | the key's name |
//! | 24 | nonce, random |
//! | n × 64, n ≥ 1 | what is sealed, padded (`80 00 00 …`), under `XChaCha20` |
//! | 16 | `Poly1305` over the above and over purpose, table and id |
//!
//! A random nonce of 24 bytes does not repeat in practice, whatever the number
//! of records, so that no counter has to survive a restore from a backup.

use chacha20poly1305::aead::AeadInPlace;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::key::{KeyId, NoRandom, Purpose, system_random};
use super::keyring::{Keyring, Role, Slot};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Lengths are rounded up to these, so that they tell less of what is sealed.
const BLOCK: usize = 64;
/// What the padding begins with; zeros follow.
const PAD: u8 = 0x80;

/// Where a sealed record stands. It opens nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'a> {
    /// The table, or the kind of record.
    pub table: &'a str,
    /// The row in it.
    pub id: &'a str,
}

/// Why something cannot be sealed or opened. Never says what is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// The keyring has no key that seals for the purpose.
    #[error("no key for {0}")]
    NoKey(Purpose),
    /// The keyring has no key that makes tokens for the purpose.
    #[error("no key for the index of {0}")]
    NoIndexKey(Purpose),
    /// It is sealed with a key that the keyring lacks.
    #[error("no key `{id}` for {purpose}: expected the keyring to hold the key it is sealed with")]
    UnknownKey {
        /// What it is for.
        purpose: Purpose,
        /// The key it is sealed with.
        id: KeyId,
    },
    /// It was altered, belongs to another row, table or purpose, or is sealed
    /// with another key of the same name.
    #[error("sealed data is damaged, was moved, or is sealed with another key of the same name")]
    Damaged,
    /// It ends too early.
    #[error("sealed data is cut off after {0} bytes")]
    CutOff(usize),
    /// It is sealed in a way that this version does not know.
    #[error("sealed data has the unknown version {0}: expected {VERSION}")]
    UnknownVersion(u8),
    /// The store's check does not open: its key of this name is another one.
    #[error("key `{0}` is not the one that this store was sealed with")]
    OtherKey(KeyId),
    /// The store's tokens are made with another key.
    #[error("the key for the index of {0} is not the one that this store was made with")]
    OtherIndexKey(Purpose),
    /// More than the cipher takes.
    #[error("too long to be sealed")]
    TooLong,
    /// There is no nonce.
    #[error(transparent)]
    NoRandom(#[from] NoRandom),
}

/// The name of the key that some bytes are sealed with, if they begin as sealed
/// bytes do. Opens nothing and proves nothing.
#[must_use]
pub fn key_of(bytes: &[u8]) -> Option<KeyId> {
    Parts::read(bytes).ok().map(|parts| parts.id)
}

impl Keyring {
    /// Seals with the newest key for a purpose. What comes out differs each
    /// time, and tells the length only in steps of 64 bytes.
    ///
    /// # Errors
    ///
    /// [`SealError::NoKey`] without a key for the purpose,
    /// [`SealError::NoRandom`] without random bytes for a nonce.
    pub fn seal(
        &self,
        purpose: Purpose,
        context: &Context<'_>,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        let slot = self.of(Role::Seal(purpose)).next_back().ok_or(SealError::NoKey(purpose))?;
        let mut nonce = [0; NONCE];
        system_random(&mut nonce)?;

        let head = head(&slot.id);
        let bound = bound(&head, purpose, context);
        let padded = (plain.len() / BLOCK + 1) * BLOCK;
        // Holds what is sealed in the clear until the last step; wiped if that
        // fails, and never grown.
        let mut out = Zeroizing::new(Vec::with_capacity(head.len() + NONCE + padded + TAG));
        out.extend_from_slice(&head);
        out.extend_from_slice(&nonce);
        let start = out.len();
        out.extend_from_slice(plain);
        out.push(PAD);
        out.resize(start + padded, 0);
        let tag = cipher(slot)
            .encrypt_in_place_detached(XNonce::from_slice(&nonce), &bound, &mut out[start..])
            .map_err(|_| SealError::TooLong)?;
        out.extend_from_slice(&tag);
        Ok(std::mem::take(&mut *out))
    }

    /// Opens what was sealed for the same purpose and context.
    ///
    /// # Errors
    ///
    /// If a key is missing (and which), or the bytes are not what was sealed
    /// there.
    pub fn open(
        &self,
        purpose: Purpose,
        context: &Context<'_>,
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        if self.newest(purpose).is_none() {
            return Err(SealError::NoKey(purpose));
        }
        let Parts { head, id, nonce, body, tag } = Parts::read(bytes)?;
        let Some(slot) = self.of(Role::Seal(purpose)).find(|slot| slot.id == id) else {
            return Err(SealError::UnknownKey { purpose, id });
        };
        let bound = bound(head, purpose, context);
        let mut plain = Zeroizing::new(body.to_vec());
        cipher(slot)
            .decrypt_in_place_detached(
                XNonce::from_slice(nonce),
                &bound,
                &mut plain,
                Tag::from_slice(tag),
            )
            .map_err(|_| SealError::Damaged)?;
        // Authentic by now, so that what the padding says gives nothing away.
        let end = plain.iter().rposition(|byte| *byte != 0).filter(|end| plain[*end] == PAD);
        plain.truncate(end.ok_or(SealError::Damaged)?);
        Ok(plain)
    }

    /// Seals anew what is not sealed with the newest key; `None` if it is.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open) and [`seal`](Self::seal). What is sealed with
    /// the newest key is not opened.
    pub fn reseal(
        &self,
        purpose: Purpose,
        context: &Context<'_>,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, SealError> {
        if self.newest(purpose).is_some() && self.newest(purpose) == key_of(bytes).as_ref() {
            return Ok(None);
        }
        let plain = self.open(purpose, context, bytes)?;
        self.seal(purpose, context, &plain).map(Some)
    }
}

fn cipher(slot: &Slot) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(slot.key.bytes().into())
}

/// What stands in front of the nonce.
fn head(id: &KeyId) -> Vec<u8> {
    let name = id.as_str().as_bytes();
    let length = u8::try_from(name.len()).expect("at most 16");
    [&[VERSION, length][..], name].concat()
}

/// What a seal covers beside its content. Each part says its length, so that no
/// two places come to the same bytes.
fn bound(head: &[u8], purpose: Purpose, context: &Context<'_>) -> Vec<u8> {
    let parts = [head, purpose.tag(), context.table.as_bytes(), context.id.as_bytes()];
    let mut bytes = b"etablera seal\n".to_vec();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Sealed bytes, cut where their layout says.
struct Parts<'a> {
    head: &'a [u8],
    id: KeyId,
    nonce: &'a [u8],
    body: &'a [u8],
    tag: &'a [u8],
}

impl<'a> Parts<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, SealError> {
        let short = || SealError::CutOff(bytes.len());
        let version = *bytes.first().ok_or_else(short)?;
        if version != VERSION {
            return Err(SealError::UnknownVersion(version));
        }
        let length = usize::from(*bytes.get(1).ok_or_else(short)?);
        if length > KeyId::MAX {
            return Err(SealError::Damaged);
        }
        let (head, rest) = bytes.split_at_checked(2 + length).ok_or_else(short)?;
        let id = KeyId::from_bytes(&head[2..]).ok_or(SealError::Damaged)?;
        let (nonce, rest) = rest.split_at_checked(NONCE).ok_or_else(short)?;
        let end = rest.len().checked_sub(TAG).ok_or_else(short)?;
        let (body, tag) = rest.split_at(end);
        if body.is_empty() || !body.len().is_multiple_of(BLOCK) {
            return Err(short());
        }
        Ok(Self { head, id, nonce, body, tag })
    }
}
