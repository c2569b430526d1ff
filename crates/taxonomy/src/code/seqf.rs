//! The Swedish qualifications framework, SeQF, aligned with the EQF.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A level of SeQF, 1 to 8; the same number in the European framework (EQF).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeqfLevel(u8);

impl SeqfLevel {
    /// The level as a number, 1 to 8.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for SeqfLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for SeqfLevel {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [digit @ b'1'..=b'8'] => Ok(Self(digit - b'0')),
            _ => Err(ParseCodeError::new(text, "a SeQF level: expected `1` to `8`")),
        }
    }
}

text_form!(SeqfLevel, "^[1-8]$", "4");
