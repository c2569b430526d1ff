//! What is told to one person once.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use etablera_storage::{Hash, NoRandom, system_random};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A text that proves something: a token, a code, the address that a second
/// factor is set up from. It is wiped when dropped and `Debug` does not show
/// it; written out as JSON it is there, for that is how it is told.
#[derive(Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Secret(
    #[serde(with = "text")]
    #[schemars(with = "String")]
    Zeroizing<String>,
);

/// How many random bytes a token has.
const BYTES: usize = 32;

impl Secret {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A token of 256 random bits, in 43 letters, digits, `-` and `_`.
    pub(super) fn draw() -> Result<Self, NoRandom> {
        let mut bytes = Zeroizing::new([0; BYTES]);
        system_random(bytes.as_mut_slice())?;
        Ok(Self::from(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
    }

    /// What is kept of it.
    pub(super) fn hash(&self) -> Hash {
        hash_of(self.expose())
    }
}

/// What is kept of a token. It has as many bits as the hash, so that nothing
/// is gained by a slow one.
pub(super) fn hash_of(token: &str) -> Hash {
    Hash::of(token.as_bytes())
}

/// What a page of a session sends along to show that it is one. It follows
/// from the token, and the token not from it.
pub(super) fn csrf_of(token: &str) -> Secret {
    let bytes = [b"etablera csrf\n", token.as_bytes()].concat();
    Secret::from(URL_SAFE_NO_PAD.encode(Hash::of(&bytes).bytes()))
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// Nothing of it.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A wiped text as plain JSON.
mod text {
    use serde::{Deserialize, Deserializer, Serializer};
    use zeroize::Zeroizing;

    pub(super) fn serialize<S: Serializer>(
        text: &Zeroizing<String>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Zeroizing<String>, D::Error> {
        String::deserialize(deserializer).map(Zeroizing::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_all_its_bits_and_shows_none() {
        let (one, other) = (Secret::draw().unwrap(), Secret::draw().unwrap());
        assert_eq!(URL_SAFE_NO_PAD.decode(one.expose()).unwrap().len(), BYTES);
        assert_ne!(one.hash(), other.hash());
        assert_eq!(format!("{one:?}"), "Secret(…)");
        assert_eq!(serde_json::to_value(&one).unwrap(), one.expose());
    }

    #[test]
    fn what_a_page_sends_along_is_not_the_token_or_what_is_kept_of_it() {
        let token = Secret::draw().unwrap();
        let csrf = csrf_of(token.expose());
        assert_ne!(csrf.expose(), token.expose());
        assert_ne!(csrf.expose(), URL_SAFE_NO_PAD.encode(token.hash().bytes()));
        assert_eq!(csrf.expose(), csrf_of(token.expose()).expose());
    }
}
