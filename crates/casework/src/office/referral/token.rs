//! The secret that a link of a referral carries.

use std::fmt;

use etablera_storage::{Hash, system_random};
use serde::{Deserialize, Serialize};

use crate::office::error::CaseError;

/// The secret of a link: 64 hexadecimal digits out of 256 drawn bits. It is
/// shown once, and only its hash is kept. `Debug` leaves it out.
///
/// Any text is taken when one is read, so that a mistyped one is refused as an
/// unknown one is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct ReferralToken(String);

impl ReferralToken {
    /// A new secret.
    pub(super) fn draw() -> Result<Self, CaseError> {
        let mut bytes = [0; 32];
        let no_random = |_| CaseError::wrong("the system gave no random bytes: try again");
        system_random(&mut bytes).map_err(no_random)?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// The secret as it stands in a link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it. It has all the chance that there is, so that nobody
    /// finds it from its hash.
    pub(super) fn hash(&self) -> Hash {
        Hash::of(self.0.as_bytes())
    }
}

impl From<String> for ReferralToken {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for ReferralToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReferralToken")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_token_is_long_never_the_same_and_not_printed() {
        let drawn: Vec<_> = (0..100).map(|_| ReferralToken::draw().unwrap()).collect();
        let hashes: BTreeSet<_> = drawn.iter().map(ReferralToken::hash).collect();
        assert_eq!(hashes.len(), drawn.len());
        for token in &drawn {
            assert_eq!(token.as_str().len(), 64);
            assert!(!format!("{token:?}").contains(token.as_str()));
            assert!(!token.hash().to_string().contains(token.as_str()));
        }
    }
}
