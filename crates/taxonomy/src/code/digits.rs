//! Occupational classifications whose codes are one to four digits: ISCO-08,
//! SSYK 2012 and STYRK-08.

use std::fmt;
use std::str::FromStr;

use super::ParseCodeError;
use super::ascii::Ascii;
use crate::text_form;

/// One to four decimal digits; each further digit narrows the group.
type Digits = Ascii<4>;

fn digits(text: &str) -> Option<Digits> {
    Ascii::new(text, 1, |_, byte| byte.is_ascii_digit())
}

macro_rules! digit_code {
    ($(#[$doc:meta])* $name:ident, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Digits);

        impl $name {
            /// The number of digits, 1 to 4.
            #[must_use]
            pub fn level(self) -> u8 {
                self.0.length
            }

            /// Whether `other` is this group or lies inside it.
            #[must_use]
            pub fn contains(self, other: Self) -> bool {
                self.0.contains(other.0)
            }

            /// The group one digit shorter; `None` for a major group.
            #[must_use]
            pub fn broader(self) -> Option<Self> {
                let text = self.as_str();
                digits(&text[..text.len() - 1]).map(Self)
            }

            /// The digits as text, leading zeros kept.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = ParseCodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                digits(text).map(Self).ok_or_else(|| ParseCodeError::new(text, $expected))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0.as_str())
            }
        }

        text_form!($name, "^[0-9]{1,4}$", "2221");
    };
}

digit_code!(
    /// A code in ISCO-08, the International Standard Classification of
    /// Occupations.
    ///
    /// ```
    /// use etablera_taxonomy::Isco;
    ///
    /// let cooks: Isco = "5120".parse()?;
    /// assert_eq!(cooks.level(), 4);
    /// assert!("51".parse::<Isco>()?.contains(cooks));
    /// assert_eq!(cooks.broader(), Some("512".parse()?));
    /// assert!("51x0".parse::<Isco>().is_err());
    /// # Ok::<(), etablera_taxonomy::ParseCodeError>(())
    /// ```
    Isco,
    "an ISCO-08 code: expected one to four digits, such as `5120`"
);

digit_code!(
    /// A code in SSYK 2012, the Swedish Standard Classification of Occupations.
    Ssyk,
    "an SSYK 2012 code: expected one to four digits, such as `2221`"
);

digit_code!(
    /// A code in STYRK-08, the Norwegian Standard Classification of Occupations.
    Styrk,
    "a STYRK-08 code: expected one to four digits, such as `2223`"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_sort_before_what_they_contain() {
        let mut codes: Vec<Ssyk> =
            ["22", "2221", "0110", "221", "2"].map(|c| c.parse().unwrap()).to_vec();
        codes.sort_unstable();
        assert_eq!(format!("{codes:?}"), "[0110, 2, 22, 221, 2221]");
    }

    #[test]
    fn only_digits_are_codes() {
        for wrong in ["", "12345", "22x1", " 222", "２２"] {
            assert!(wrong.parse::<Isco>().is_err(), "{wrong}");
        }
    }
}
