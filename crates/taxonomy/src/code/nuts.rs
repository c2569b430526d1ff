//! NUTS, the European regions.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A region in NUTS: a country code and up to three more characters, such as
/// `SE33` (Övre Norrland) or `SE332` (Norrbotten).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nuts {
    text: [u8; 5],
    length: u8,
}

impl Nuts {
    /// 0 for a country to 3 for the smallest region.
    #[must_use]
    pub fn level(self) -> u8 {
        self.length - 2
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }

    /// Whether `other` is this region or lies inside it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        other.as_str().starts_with(self.as_str())
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
        let bytes = text.as_bytes();
        let well_formed = (2..=5).contains(&bytes.len())
            && bytes[..2].iter().all(u8::is_ascii_uppercase)
            && bytes[2..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !well_formed {
            return Err(ParseCodeError::new(text, "a NUTS code: expected one like `SE33`"));
        }
        let mut code = [0; 5];
        code[..bytes.len()].copy_from_slice(bytes);
        Ok(Self { text: code, length: bytes.len() as u8 })
    }
}

text_form!(Nuts, "^[A-Z]{2}[A-Z0-9]{0,3}$", "SE33");
