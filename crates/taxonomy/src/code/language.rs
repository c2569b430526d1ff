//! Languages.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use crate::text_form;

/// A language by its ISO 639 code: two letters (`sv`), or three where there
/// are no two (`prs` for Dari).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    text: [u8; 3],
    length: u8,
}

impl Language {
    /// Swedish.
    pub const SWEDISH: Self = Self { text: *b"sv\0", length: 2 };

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        if !(2..=3).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_lowercase) {
            return Err(ParseCodeError::new(text, "a language: expected ISO 639, such as `sv`"));
        }
        let mut code = [0; 3];
        code[..bytes.len()].copy_from_slice(bytes);
        Ok(Self { text: code, length: bytes.len() as u8 })
    }
}

text_form!(Language, "^[a-z]{2,3}$", "sv");
