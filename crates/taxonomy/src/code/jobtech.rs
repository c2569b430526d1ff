//! Concept ids of the JobTech taxonomy (Arbetsförmedlingen).

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// A concept id in the JobTech taxonomy, such as `fg7B_yov_smw`: four, three
/// and three letters or digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobTechId(Ascii<12>);

impl JobTechId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for JobTechId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for JobTechId {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = "a JobTech concept id: expected one like `fg7B_yov_smw`";
        let fits = |at, byte: u8| {
            if matches!(at, 4 | 8) { byte == b'_' } else { byte.is_ascii_alphanumeric() }
        };
        Ascii::new(text, 12, fits).map(Self).ok_or_else(|| ParseCodeError::new(text, expected))
    }
}

text_form!(JobTechId, "^[0-9A-Za-z]{4}_[0-9A-Za-z]{3}_[0-9A-Za-z]{3}$", "fg7B_yov_smw");
