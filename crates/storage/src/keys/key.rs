//! One key, what it is called, and what it is for.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// What a key protects. Each purpose has keys of its own, so that someone can
/// be given one without the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Names, numbers, contacts and free text about a person.
    Personal,
    /// What Article 9 of the General Data Protection Regulation calls special
    /// categories, such as health.
    Special,
}

impl Purpose {
    /// Both, in the order of the type.
    pub const ALL: [Self; 2] = [Self::Personal, Self::Special];

    /// What is bound into sealed data and tokens; never changes.
    pub(super) fn tag(self) -> &'static [u8] {
        match self {
            Self::Personal => b"personal",
            Self::Special => b"special",
        }
    }
}

/// As it stands in a sentence: `personal data`, `special-category data`.
impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Personal => "personal data",
            Self::Special => "special-category data",
        })
    }
}

/// What a key is called: 1 to 16 lowercase letters, digits and `-`.
///
/// It stands in the clear in front of everything that the key has sealed. A
/// name of a retired key should not be given to another key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

/// The text cannot name a key. It is not repeated: it may be a key itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a key: expected 1 to 16 of `a` to `z`, `0` to `9` and `-`, such as `k1`")]
pub struct ParseKeyIdError;

impl KeyId {
    /// The longest name, in bytes. A key as text is longer, so that no key is
    /// ever taken for a name and shown.
    pub(super) const MAX: usize = 16;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `k1`, which the keys of a new keyring are called.
    pub(super) fn first() -> Self {
        Self("k1".to_owned())
    }

    /// The name that these bytes spell, if they spell one.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok()?.parse().ok()
    }
}

impl FromStr for KeyId {
    type Err = ParseKeyIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=Self::MAX).contains(&text.len()) && text.bytes().all(legal) {
            return Ok(Self(text.to_owned()));
        }
        Err(ParseKeyIdError)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system gave no random bytes")]
pub struct NoRandom;

/// Fills a buffer with random bytes of the system, fit for keys.
///
/// # Errors
///
/// [`NoRandom`] if the system has none.
pub fn system_random(into: &mut [u8]) -> Result<(), NoRandom> {
    getrandom::fill(into).map_err(|_| NoRandom)
}

/// A secret of 256 bits, wiped when dropped and never shown.
// Boxed, so that a move leaves no copy behind.
pub struct Key(Box<Zeroizing<[u8; Self::BYTES]>>);

impl Key {
    /// The length of a key in bytes.
    pub const BYTES: usize = 32;
    /// The length of a key in base64, with the padding.
    pub(super) const TEXT: usize = 44;

    /// The key with these bytes; the caller wipes its own copy.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut key = Self::empty();
        key.0.copy_from_slice(bytes);
        key
    }

    /// A new key out of a random source, such as [`system_random`].
    ///
    /// # Errors
    ///
    /// [`NoRandom`] if the source has none.
    pub fn generate(
        random: &mut dyn FnMut(&mut [u8]) -> Result<(), NoRandom>,
    ) -> Result<Self, NoRandom> {
        let mut key = Self::empty();
        random(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// Reads base64 (the standard alphabet, padded), in its one spelling.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        if text.len() != Self::TEXT {
            return None;
        }
        // The decoder asks for room for a byte more than there can be.
        let mut bytes = Zeroizing::new([0; Self::BYTES + 1]);
        let length = STANDARD.decode_slice(text, bytes.as_mut_slice()).ok()?;
        bytes[..length].try_into().ok().map(Self::from_bytes)
    }

    /// Appends the key as base64.
    pub(super) fn write(&self, to: &mut String) {
        let mut digits = Zeroizing::new([0; Self::TEXT]);
        STANDARD.encode_slice(self.bytes(), digits.as_mut_slice()).expect("44 for 32 bytes");
        to.push_str(std::str::from_utf8(digits.as_slice()).expect("base64 is ASCII"));
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    fn empty() -> Self {
        Self(Box::new(Zeroizing::new([0; Self::BYTES])))
    }
}

/// Without the secret.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for good in ["k", "k1", "2026-05", "abcdefghijklmnop"] {
            assert_eq!(good.parse::<KeyId>().unwrap().as_str(), good);
        }
        for bad in ["", "K1", "k 1", "k_1", "å", "abcdefghijklmnopq", "k\n", "k="] {
            assert_eq!(bad.parse::<KeyId>(), Err(ParseKeyIdError), "{bad}");
        }
    }

    #[test]
    fn a_key_has_one_spelling() {
        let mut text = String::new();
        Key::from_bytes(&[0; 32]).write(&mut text);
        assert_eq!(text, "A".repeat(43) + "=");
        assert_eq!(Key::from_text(&text).unwrap().bytes(), [0; 32]);

        // As long as text, but of 31 and 33 bytes.
        let (short, long) = (STANDARD.encode([0; 31]), STANDARD.encode([0; 33]));
        assert_eq!((short.len(), long.len()), (Key::TEXT, Key::TEXT));
        // The last digit holds two bits that are not of the key.
        let loose = "A".repeat(42) + "B=";
        let url_safe = "_".to_owned() + &text[1..];
        for bad in ["", "k1", &text[..43], &short, &long, &loose, &url_safe, &(text.clone() + "=")]
        {
            assert!(Key::from_text(bad).is_none(), "{bad}");
        }
    }
}
