//! Concept ids of the JobTech taxonomy (Arbetsförmedlingen).

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A concept id in the JobTech taxonomy, such as `fg7B_yov_smw`: four, three
/// and three letters or digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobTechId([u8; 12]);

impl JobTechId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
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
        let wrong =
            || ParseCodeError::new(text, "a JobTech concept id: expected one like `fg7B_yov_smw`");
        let bytes: [u8; 12] = text.as_bytes().try_into().map_err(|_| wrong())?;
        let well_formed = bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 8 => *byte == b'_',
            _ => byte.is_ascii_alphanumeric(),
        });
        if well_formed { Ok(Self(bytes)) } else { Err(wrong()) }
    }
}

text_form!(JobTechId, "^[0-9A-Za-z]{4}_[0-9A-Za-z]{3}_[0-9A-Za-z]{3}$", "fg7B_yov_smw");
