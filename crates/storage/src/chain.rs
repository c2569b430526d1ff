//! The chain of hashes over the log.

use std::fmt;

use sha2::{Digest, Sha256};

/// A SHA-256 hash. That of an event covers everything written up to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first event is chained to.
    pub const START: Self = Self([0; 32]);

    /// The hash of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of the next row of a log.
    pub(crate) fn next(self, seq: u64, body: &str) -> Self {
        self.chained(b"etablera log 1\n", seq, body)
    }

    /// The hash of the next row of the access log.
    pub(crate) fn next_access(self, seq: u64, body: &str) -> Self {
        self.chained(b"etablera access 1\n", seq, body)
    }

    fn chained(self, log: &[u8], seq: u64, body: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(log);
        hasher.update(self.0);
        hasher.update(seq.to_be_bytes());
        hasher.update(body.as_bytes());
        Self(hasher.finalize().into())
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash with these bytes, if there are 32.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }
}

/// As 64 hexadecimal digits.
impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_covers_place_and_text_and_past() {
        let first = Hash::START.next(1, "a");
        assert_eq!(first, Hash::START.next(1, "a"));
        let others = [
            Hash::START.next(2, "a"),
            Hash::START.next(1, "b"),
            first.next(1, "a"),
            Hash::START.next_access(1, "a"),
            Hash::of(b"a"),
        ];
        assert!(others.iter().all(|other| *other != first));
    }
}
