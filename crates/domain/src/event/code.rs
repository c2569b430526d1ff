//! Reasons and kinds that an organisation names itself.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use etablera_taxonomy::text_form;

/// A word from a list that the organisation keeps, such as the reason for an
/// ending. It is no free text, so that nothing about a person can stand in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Box<str>);

/// The text is not a code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a code: expected 1 to 48 lowercase letters (a-z), digits, `_` or `-`, beginning \
     with a letter, such as `moved_away`; free text belongs in a note"
)]
pub struct ParseCodeError(String);

impl Code {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        let well_formed = (1..=48).contains(&text.len())
            && text.bytes().all(known)
            && text.as_bytes()[0].is_ascii_lowercase();
        if well_formed {
            Ok(Self(text.into()))
        } else {
            Err(ParseCodeError(text.chars().take(20).collect()))
        }
    }
}

impl Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

text_form!(Code, "^[a-z][a-z0-9_-]{0,47}$", "moved_away");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_word_and_no_sentence() {
        assert_eq!("moved_away".parse::<Code>().unwrap().as_str(), "moved_away");
        for bad in ["", "Moved", "is ill", "1st", "sjuk!", "å", &"x".repeat(49)] {
            assert!(bad.parse::<Code>().is_err(), "{bad}");
        }
    }
}
