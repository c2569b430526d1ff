//! The International Standard Classification of Education: levels (ISCED
//! 2011) and fields (ISCED-F 2013).

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// A level of ISCED 2011, 0 (early childhood) to 8 (doctoral).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IscedLevel(u8);

impl IscedLevel {
    /// The level as a number, 0 to 8.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for IscedLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for IscedLevel {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [digit @ b'0'..=b'8'] => Ok(Self(digit - b'0')),
            _ => Err(ParseCodeError::new(text, "an ISCED 2011 level: expected `0` to `8`")),
        }
    }
}

text_form!(IscedLevel, "^[0-8]$", "3");

/// A field of education in ISCED-F 2013: two to four digits, each further
/// digit narrower.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IscedField(Ascii<4>);

impl IscedField {
    /// The digits as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether `other` is this field or lies inside it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0.contains(other.0)
    }
}

impl fmt::Display for IscedField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for IscedField {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = "an ISCED-F 2013 field: expected two to four digits, such as `0913`";
        let code = Ascii::new(text, 2, |_, byte| byte.is_ascii_digit());
        code.map(Self).ok_or_else(|| ParseCodeError::new(text, expected))
    }
}

text_form!(IscedField, "^[0-9]{2,4}$", "0913");
