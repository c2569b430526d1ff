//! Languages.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// A language by its ISO 639 code: two letters (`sv`), or three where there
/// are no two (`prs` for Dari).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(Ascii<3>);

impl Language {
    /// Swedish.
    pub const SWEDISH: Self = Self(Ascii { text: *b"sv\0", length: 2 });

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
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
        let expected = "a language: expected ISO 639, such as `sv`";
        let code = Ascii::new(text, 2, |_, byte| byte.is_ascii_lowercase());
        code.map(Self).ok_or_else(|| ParseCodeError::new(text, expected))
    }
}

text_form!(Language, "^[a-z]{2,3}$", "sv");
