//! Countries.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A country by its ISO 3166-1 alpha-2 code, such as `SE`.
///
/// Only the form is checked: a code may have been withdrawn and still stand
/// on a diploma.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Sweden.
    pub const SWEDEN: Self = Self(*b"SE");

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether the country is in the European Economic Area: the Union of 27,
    /// Iceland, Liechtenstein and Norway.
    #[must_use]
    pub fn is_in_eea(self) -> bool {
        const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO \
                           PL PT RO SE SI SK";
        EEA.split(' ').any(|code| code.as_bytes() == self.0)
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Country {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([*a, *b])),
            _ => Err(ParseCodeError::new(text, "a country: expected ISO 3166-1, such as `SE`")),
        }
    }
}

text_form!(Country, "^[A-Z]{2}$", "SE");
