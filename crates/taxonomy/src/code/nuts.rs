//! NUTS, the European regions.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// A region in NUTS: a country code and up to three more characters, such as
/// `SE33` (Övre Norrland) or `SE332` (Norrbotten).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nuts(Ascii<5>);

impl Nuts {
    /// 0 for a country to 3 for the smallest region.
    #[must_use]
    pub fn level(self) -> u8 {
        self.0.length - 2
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether `other` is this region or lies inside it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0.contains(other.0)
    }
}

impl fmt::Display for Nuts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Nuts {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = "a NUTS code: expected one like `SE33`";
        let fits = |at, b: u8| b.is_ascii_uppercase() || (at >= 2 && b.is_ascii_digit());
        Ascii::new(text, 2, fits).map(Self).ok_or_else(|| ParseCodeError::new(text, expected))
    }
}

text_form!(Nuts, "^[A-Z]{2}[A-Z0-9]{0,3}$", "SE33");
