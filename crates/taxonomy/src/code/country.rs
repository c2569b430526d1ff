//! Countries.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// A country by its ISO 3166-1 alpha-2 code, such as `SE`.
///
/// Only the form is checked: a code may have been withdrawn and still stand
/// on a diploma.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(Ascii<2>);

impl Country {
    /// Sweden.
    pub const SWEDEN: Self = Self(Ascii { text: *b"SE", length: 2 });

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether the country is in the European Economic Area: the Union of 27,
    /// Iceland, Liechtenstein and Norway.
    #[must_use]
    pub fn is_in_eea(self) -> bool {
        const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO \
                           PL PT RO SE SI SK";
        EEA.split(' ').any(|code| code == self.as_str())
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
        let expected = "a country: expected ISO 3166-1, such as `SE`";
        let code = Ascii::new(text, 2, |_, byte| byte.is_ascii_uppercase());
        code.map(Self).ok_or_else(|| ParseCodeError::new(text, expected))
    }
}

text_form!(Country, "^[A-Z]{2}$", "SE");
