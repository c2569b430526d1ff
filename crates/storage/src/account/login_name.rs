//! What somebody logs in as.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// What somebody logs in as, such as an email address, in one spelling: lower
/// case, and one form of letters with marks. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(
    feature = "schema",
    schemars(extend(
        "pattern" = r"^[^\s:\x00-\x1f\x7f-\x9f]{1,254}$",
        "examples" = ["sara.lind@example.org"]
    ))
)]
#[serde(try_from = "String", into = "String")]
pub struct LoginName(String);

/// The text cannot be a login name. It is not repeated: it may be a password
/// in the wrong field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a login name: expected 1 to 254 characters without spaces, colons and control characters"
)]
pub struct ParseLoginNameError;

impl LoginName {
    /// The most characters.
    pub const MAX: usize = 254;

    /// The name in its one spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LoginName {
    type Err = ParseLoginNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        // A letter has at most four bytes, and composes of few others.
        if text.len() > Self::MAX * 16 {
            return Err(ParseLoginNameError);
        }
        let composed: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        let legal = |c: char| !c.is_whitespace() && !c.is_control() && c != ':';
        let length = composed.chars().count();
        if (1..=Self::MAX).contains(&length) && composed.chars().all(legal) {
            return Ok(Self(composed));
        }
        Err(ParseLoginNameError)
    }
}

impl TryFrom<String> for LoginName {
    type Error = ParseLoginNameError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<LoginName> for String {
    fn from(name: LoginName) -> Self {
        name.0
    }
}

/// Nothing of it.
impl fmt::Debug for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginName(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_login_name_has_one_spelling() {
        let one = "Åsa.Ek@Example.org".parse::<LoginName>().unwrap();
        // Å as a letter and a ring, and as the unit.
        for other in
            [" åsa.ek@example.org\n", "A\u{30a}sa.EK@example.ORG", "\u{212b}sa.ek@example.org"]
        {
            assert!(other.parse::<LoginName>().unwrap() == one, "{other}");
        }
        assert_eq!(one.as_str(), "åsa.ek@example.org");
        assert_eq!(format!("{one:?}"), "LoginName(…)");
        let long = "a".repeat(LoginName::MAX);
        assert!(long.parse::<LoginName>().is_ok());
        let longer = format!("{long}a");
        for bad in ["", " ", "a b", "a:b", "a\u{7f}b", "a\u{2028}b", longer.as_str()] {
            assert!(bad.parse::<LoginName>().is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn the_spelling_of_a_spelling_is_itself(text in "\\PC{0,40}") {
            if let Ok(name) = text.parse::<LoginName>() {
                prop_assert!(name.as_str().parse::<LoginName>() == Ok(name.clone()));
            }
        }
    }
}
