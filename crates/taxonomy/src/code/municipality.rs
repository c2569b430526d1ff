//! Municipalities.

use std::fmt;
use std::str::FromStr;

use super::{Country, ParseCodeError};
use crate::text_form;

/// A municipality: a country and its national code, `SE-2580` for Luleå.
///
/// A code without a country is Swedish. National codes are four digits in
/// Sweden and Norway and three in Finland.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Municipality {
    country: Country,
    number: u16,
}

impl Municipality {
    /// The country it lies in.
    #[must_use]
    pub fn country(self) -> Country {
        self.country
    }

    /// The county (län, fylke): the first two of four digits; `None` in
    /// Finland, whose codes do not say.
    #[must_use]
    pub fn county(self) -> Option<u8> {
        (self.digits() == 4).then_some((self.number / 100) as u8)
    }

    fn digits(self) -> usize {
        if self.country.as_str() == "FI" { 3 } else { 4 }
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { country, number } = self;
        write!(f, "{country}-{number:0width$}", width = self.digits())
    }
}

impl FromStr for Municipality {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            ParseCodeError::new(text, "a municipality: expected a code such as `SE-2580` or `2580`")
        };
        let (country, code) = match text.split_once('-') {
            Some((country, code)) => (country.parse().map_err(|_| wrong())?, code),
            None => (Country::SWEDEN, text),
        };
        let number = code.parse().map_err(|_| wrong())?;
        let parsed = Self { country, number };
        let well_formed = matches!(country.as_str(), "SE" | "NO" | "FI")
            && code.len() == parsed.digits()
            && code.bytes().all(|b| b.is_ascii_digit());
        if well_formed { Ok(parsed) } else { Err(wrong()) }
    }
}

text_form!(Municipality, "^((SE|NO)-)?[0-9]{4}$|^FI-[0-9]{3}$", "SE-2580");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_by_default_and_zeros_are_kept() {
        let solna: Municipality = "0184".parse().unwrap();
        assert_eq!(solna.to_string(), "SE-0184");
        assert_eq!(solna.county(), Some(1));
        assert_eq!("FI-091".parse::<Municipality>().unwrap().to_string(), "FI-091");
        for wrong in ["184", "SE-184", "DK-0101", "+184", "SE-2580 ", ""] {
            assert!(wrong.parse::<Municipality>().is_err(), "{wrong}");
        }
    }
}
